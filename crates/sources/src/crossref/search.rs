//! Free text: which words of a record each `query.…` looks at. The search itself is yet to be built, so that a text is
//! refused by name.

use serapeum_model::BadRequest;

use super::error::{self, Mistakes};

/// The contributors' roles.
const ROLES: [&str; 4] = ["author", "editor", "chair", "translator"];

/// The parameters `query.…`, and the paths of the texts that each searches. Names of people are their members
/// `given`, `family`, `name` and `suffix`.
pub const FIELDS: &[(&str, &[&str])] = &[
    ("affiliation", &["*.affiliation[].name"]),
    ("author", &["author[]"]),
    (
        "bibliographic",
        &[
            "issued",
            "published-print",
            "volume",
            "issue",
            "page",
            "ISSN[]",
            "ISBN[]",
            "title[]",
            "subtitle[]",
            "short-title[]",
            "original-title[]",
            "container-title[]",
            "short-container-title[]",
            "author[]",
            "editor[]",
            "chair[]",
            "translator[]",
        ],
    ),
    ("chair", &["chair[]"]),
    ("container-title", &["container-title[]", "short-container-title[]"]),
    ("contributor", &ROLES),
    ("degree", &["degree[]"]),
    ("description", &["description"]),
    ("editor", &["editor[]"]),
    ("event-acronym", &["event.acronym"]),
    ("event-location", &["event.location"]),
    ("event-name", &["event.name"]),
    ("event-sponsor", &["event.sponsor[]"]),
    ("event-theme", &["event.theme"]),
    ("funder-name", &["funder[].name"]),
    ("publisher-location", &["publisher-location"]),
    ("publisher-name", &["publisher"]),
    ("standards-body-acronym", &["standards-body.acronym"]),
    ("standards-body-name", &["standards-body.name"]),
    ("title", &["title[]", "subtitle[]", "short-title[]", "original-title[]"]),
    ("translator", &["translator[]"]),
];

/// Notes a field query that there is not, or that cannot be answered yet.
pub(super) fn check(field: &str, value: &str, mistakes: &mut Mistakes) {
    let name = format!("query.{field}");
    if FIELDS.iter().any(|(known, _)| *known == field) {
        if !value.trim().is_empty() {
            mistakes.add(later(&name, value));
        }
        return;
    }
    let names: Vec<String> = FIELDS.iter().map(|(known, _)| format!("query.{known}")).collect();
    let valid: Vec<&str> = names.iter().map(String::as_str).collect();
    mistakes.add(error::not_available(
        &name,
        "field-query-not-available",
        "Field query",
        &name,
        &valid,
    ));
}

/// A search, which is yet to be built.
pub(super) fn later(name: &str, value: &str) -> BadRequest {
    let text =
        format!("{name} is not supported yet in this version: full-text search is not built yet");
    BadRequest::coded(name, "search-not-available", value, text)
}

/// Field queries on a route that takes none.
pub(super) fn no_fields() -> BadRequest {
    let text = "This route does not support field query parameters";
    BadRequest::coded("query", "parameter-not-allowed", "query.*", text)
}
