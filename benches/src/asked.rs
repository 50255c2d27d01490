//! How a lake is asked: requests by name, and values that occur in it.

use anyhow::{Context as _, Result};
use serapeum::Lake;
use serde_json::Value;

/// A request and what it is called.
pub type Named = (&'static str, &'static str);

/// An author, an institution and a work that are in every synthetic snapshot and in the published ones.
pub const AUTHOR: &str = "A5023888391";
/// See [`AUTHOR`].
pub const INSTITUTION: &str = "I136199984";
/// See [`AUTHOR`].
pub const WORK: &str = "W2741809807";

/// What the tasks of the project's first users ask.
pub const SEEDS: &[Named] = &[
    ("works of 2020", "openalex/works?filter=publication_year:2020"),
    (
        "open access by country",
        "openalex/works?filter=is_oa:true&group_by=authorships.institutions.country_code",
    ),
    ("groups by type", "openalex/works?group_by=type"),
    ("groups by countries", "openalex/works?group_by=authorships.countries"),
    ("works of an institution", "openalex/works?filter=authorships.institutions.id:I136199984"),
    ("concepts by level", "openalex/concepts?group_by=level"),
];

/// What goes through lists of many values.
pub const LISTS: &[Named] = &[
    ("group by author", "openalex/works?group_by=authorships.author.id"),
    ("group by country", "openalex/works?group_by=authorships.institutions.country_code"),
    ("filter by author", "openalex/works?filter=authorships.author.id:A5023888391"),
    ("cites", "openalex/works?filter=cites:W2741809807"),
];

/// The member of the first record of a page, as text.
///
/// # Errors
/// That there is no such record, or what the lake says.
pub fn first(lake: &Lake, request: &str, pointer: &str) -> Result<String> {
    let body: Value = serde_json::from_str(&lake.get(request)?)?;
    let member = body["results"][0].pointer(pointer).and_then(Value::as_str);
    Ok(member.with_context(|| format!("{request}: no record with {pointer}"))?.to_owned())
}

/// Single records by each kind of lookup: a name and a request.
///
/// # Errors
/// That the lake has no record with such an id.
pub fn singletons(lake: &Lake) -> Result<Vec<(&'static str, String)>> {
    // Ids stand as URLs in records; what follows the host is the id itself.
    let of = |request: &str, pointer: &str, path: &str| -> Result<String> {
        let found = first(lake, request, pointer)?;
        let id = found.split_once(".org/").map_or(found.as_str(), |(_, id)| id);
        Ok(format!("openalex/{path}{id}"))
    };
    let some = "per-page=1&page=77";
    Ok(vec![
        ("work by id", of(&format!("openalex/works?{some}"), "/id", "works/")?),
        (
            "work by DOI",
            of(&format!("openalex/works?filter=has_doi:true&{some}"), "/doi", "works/doi:")?,
        ),
        (
            "author by ORCID",
            of(
                &format!("openalex/authors?filter=has_orcid:true&{some}"),
                "/orcid",
                "authors/orcid:",
            )?,
        ),
        (
            "institution by ROR",
            of(
                "openalex/institutions?filter=has_ror:true&per-page=1",
                "/ror",
                "institutions/ror:",
            )?,
        ),
        (
            "source by ISSN",
            of("openalex/sources?filter=has_issn:true&per-page=1", "/issn/0", "sources/issn:")?,
        ),
    ])
}
