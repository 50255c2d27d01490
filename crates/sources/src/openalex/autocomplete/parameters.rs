//! The parameters of suggestions. Others are mistakes, in the API's own words.

use serapeum_model::{BadRequest, Parameter, Params, Takes};

use super::super::search;

/// A parameter: its name, an example, and what it does.
type Known = (&'static str, &'static str, &'static str);

/// Of one table, before those of all kinds.
const ONE: &[Known] = &[
    ("q", "a", "What was typed"),
    ("filter", "cited_by_count:>0", "Conditions that the records meet, as in lists"),
    ("mailto", "name@example.org", "Changes nothing"),
    ("search", "a", "Words that the records have, as in lists"),
    ("hide_zero", "true", "Leaves out records without works, or works that are not cited"),
    ("author_hint", "institution", "Changes nothing"),
];

/// Of all tables, before those of all kinds.
const ALL: &[Known] = &[
    ("author_hint", "institution", "Changes nothing"),
    ("entity_type", "author", "Only records of this kind"),
    ("hide_works", "true", "Leaves out works, and puts records with most works first"),
    ("mailto", "name@example.org", "Changes nothing"),
    ("q", "a", "What was typed"),
];

/// Of values, before those of all.
const VALUES: &[Known] =
    &[("mailto", "name@example.org", "Changes nothing"), ("q", "a", "What was typed")];

/// Of all kinds.
const EACH: &[Known] = &[
    ("data_version", "2", "Changes nothing"),
    ("data-version", "", ""),
    ("include_xpac", "true", "Changes nothing: works of the expansion corpus are suggested, too"),
    ("include-xpac", "", ""),
    ("api-key", "", ""),
    ("api_key", "any", "Changes nothing"),
];

/// What is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Of {
    /// Records of one table.
    One,
    /// Records of all tables.
    All,
    /// Values of a field.
    Values,
}

impl Of {
    /// The parameters in the API's order.
    fn known(self) -> impl Iterator<Item = &'static Known> {
        let own = match self {
            Of::One => ONE,
            Of::All => ALL,
            Of::Values => VALUES,
        };
        own.iter().chain(EACH)
    }

    /// The parameters as the API is said to take them.
    pub(in super::super) fn parameters(self) -> Vec<Parameter> {
        let told = self.known().filter(|(_, example, _)| !example.is_empty());
        let told = told.map(|(name, example, about)| {
            let parameter = Parameter::new(*name, Takes::Text, *about, *example);
            Parameter { required: self == Of::Values && *name == "q", ..parameter }
        });
        told.collect()
    }

    fn takes(self, name: &str) -> bool {
        self.known().any(|(known, ..)| *known == name)
            || self == Of::One && search::is_parameter(name)
    }
}

pub(super) fn check(params: &Params, of: Of) -> Result<(), BadRequest> {
    for (name, _) in params.iter() {
        if of.takes(name) {
            continue;
        }
        let what = match of {
            Of::All => "the full autocomplete endpoint",
            Of::One | Of::Values => "the entity autocomplete endpoint",
        };
        let names: Vec<&str> = of.known().map(|(name, ..)| *name).collect();
        let text = format!(
            "{name} is not a valid parameter for {what}. Valid parameters are: {}.",
            names.join(", ")
        );
        return Err(BadRequest::query(name, text));
    }
    Ok(())
}
