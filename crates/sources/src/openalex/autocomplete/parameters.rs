//! The parameters of suggestions. Others are mistakes, in the API's own words.

use serapeum_model::{BadRequest, Parameter, Params, Takes};

use super::{super::search, table::Row};

/// A parameter: its name, an example, and what it does.
type Known = (&'static str, &'static str, &'static str);

/// Of one table, before those of both.
const ONE: &[Known] = &[
    ("q", "a", "What was typed"),
    ("filter", "cited_by_count:>0", "Conditions that the records meet, as in lists"),
    ("mailto", "name@example.org", "Changes nothing"),
    ("search", "a", "Words that the records have, as in lists"),
    ("hide_zero", "true", "Leaves out records without works, or works that are not cited"),
    ("author_hint", "institution", "Changes nothing"),
];

/// Of all tables, before those of both.
const ALL: &[Known] = &[
    ("author_hint", "institution", "Changes nothing"),
    ("entity_type", "author", "Only records of this kind"),
    ("hide_works", "true", "Leaves out works, and puts records with most works first"),
    ("mailto", "name@example.org", "Changes nothing"),
    ("q", "a", "What was typed"),
];

/// Of one table and of all.
const BOTH: &[Known] = &[
    ("data_version", "2", "Changes nothing"),
    ("data-version", "", ""),
    ("include_xpac", "true", "Whether works of the expansion corpus count, too"),
    ("include-xpac", "", ""),
    ("api-key", "", ""),
    ("api_key", "any", "Changes nothing"),
];

/// The parameters in the API's order.
fn known(one: bool) -> impl Iterator<Item = &'static Known> {
    if one { ONE } else { ALL }.iter().chain(BOTH)
}

/// The parameters as the API is said to take them: of one table, or of all.
pub(in super::super) fn of(one: bool) -> Vec<Parameter> {
    let told = known(one).filter(|(_, example, _)| !example.is_empty());
    told.map(|(name, example, about)| Parameter::new(*name, Takes::Text, *about, *example))
        .collect()
}

fn is_read(name: &str, one: bool) -> bool {
    known(one).any(|(known, ..)| *known == name) || one && search::is_parameter(name)
}

pub(super) fn check(params: &Params, row: Option<&Row>) -> Result<(), BadRequest> {
    for (name, _) in params.iter() {
        if is_read(name, row.is_some()) {
            continue;
        }
        let what = match row {
            Some(_) => "the entity autocomplete endpoint",
            None => "the full autocomplete endpoint",
        };
        let names: Vec<&str> = known(row.is_some()).map(|(name, ..)| *name).collect();
        let text = format!(
            "{name} is not a valid parameter for {what}. Valid parameters are: {}.",
            names.join(", ")
        );
        return Err(BadRequest::query(name, text));
    }
    Ok(())
}
