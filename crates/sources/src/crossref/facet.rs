//! The parameter `facet`: <https://github.com/CrossRef/rest-api-doc#facet-counts>.

use serapeum_model::{BadRequest, Field, Grouping, Params, Value};

use super::{
    error::{self, Mistakes},
    filter, types, value, works,
};

/// Facets, in the API's order, and what they count.
const FACETS: &[(&str, Field)] = &[
    ("affiliation", works::AFFILIATION),
    ("archive", works::ARCHIVE),
    ("assertion", works::ASSERTION_NAME),
    ("assertion-group", works::ASSERTION_GROUP),
    ("category-name", works::SUBJECT),
    ("container-title", works::CONTAINER_TITLE),
    ("funder-doi", works::FUNDER_DOI),
    ("funder-name", works::FUNDER_NAME),
    ("issn", works::ISSN),
    ("journal-issue", works::ISSUE),
    ("journal-volume", works::VOLUME),
    ("license", works::LICENSE),
    ("link-application", works::LINK_APPLICATION),
    ("orcid", works::ORCID),
    ("published", works::ISSUED_YEAR),
    ("publisher-name", works::PUBLISHER),
    ("relation-type", works::RELATION),
    ("ror-id", works::AFFILIATION_ROR),
    ("source", works::SOURCE),
    ("type-name", works::TYPE),
    ("update-type", works::UPDATE_TYPE),
];

/// Values told of a facet that asks for no number, or for none that can be read.
const USUAL: u32 = 20;
/// The most values told of the hosted API's facets: where a number is given, and where it is `*`.
const HOSTED: u32 = 1_000;
const HOSTED_ALL: u32 = 100_000;
/// Facets that the hosted API tells less of.
const SHORT: [&str; 2] = ["container-title", "link-application"];
/// The most values here: what one answer may hold.
const ALL: u32 = 10_000_000;

/// The names of all facets.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FACETS.iter().map(|(name, _)| *name)
}

/// Reads the facets that are asked for, in their order.
pub(super) fn read(params: &Params, strict: bool, mistakes: &mut Mistakes) -> Vec<Grouping> {
    let Some(text) = params.first(&["facet"]).filter(|text| !text.is_empty()) else {
        return Vec::new();
    };
    if ["*", "t", "T", "1"].contains(&text) {
        return FACETS.iter().map(|(name, field)| grouping(name, *field, USUAL)).collect();
    }
    let mut facets: Vec<Grouping> = Vec::new();
    for (name, count) in mistakes.note(filter::pairs("facet", text)).unwrap_or_default() {
        if mistakes.are_many() {
            break;
        }
        let known = FACETS.iter().find(|(known, _)| *known == name);
        let Some((name, field)) = known else {
            let valid: Vec<&str> = names().collect();
            mistakes.add(error::not_available(
                "facet",
                "facet-not-available",
                "Facet",
                name,
                &valid,
            ));
            continue;
        };
        let Some(size) = mistakes.note(size(name, count.trim(), strict)) else { continue };
        let facet = grouping(name, *field, size);
        if !facets.iter().any(|known| known.by == facet.by) {
            facets.push(facet);
        }
    }
    facets
}

fn size(name: &str, text: &str, strict: bool) -> Result<u32, BadRequest> {
    let all = match strict {
        true if SHORT.contains(&name) => HOSTED,
        true => HOSTED_ALL,
        false => ALL,
    };
    if text == "*" {
        return Ok(all);
    }
    match value::number::<u64>(text) {
        Some(number) => {
            let most = if strict { HOSTED } else { ALL };
            Ok(u32::try_from(number).unwrap_or(u32::MAX).clamp(1, most))
        }
        None if strict => Ok(USUAL),
        None => Err(error::not_integer("facet", text, None)),
    }
}

fn grouping(name: &str, field: Field, size: u32) -> Grouping {
    let mut grouping = Grouping::of(field, size);
    for dimension in &mut grouping.by {
        dimension.name = name.to_owned();
    }
    grouping
}

/// The key of a value, as the API spells it.
pub(super) fn key(field: Field, value: &Value) -> String {
    let shown = field.kind.shown(value);
    match field {
        _ if field == works::ISSN => format!("https://id.crossref.org/issn/{shown}"),
        _ if field == works::TYPE => types::label(&shown).map_or(shown, str::to_owned),
        _ => shown,
    }
}
