//! Paths: lists and single records, see <https://docs.openalex.org/how-to-use-the-api/get-single-entities>.

use serapeum_model::{BadRequest, Class, Entity, Kind, Problem};

use super::{ENTITIES, awards, error, literal};

/// Where a path leads.
#[derive(Debug)]
pub(super) enum Route {
    List(&'static Entity),
    One(&'static Entity, String),
    Random(&'static Entity),
    /// Suggestions of a table, or of all.
    Suggestions(String),
}

/// Parts of the API that have yet to be built.
const LATER: &[&str] = &["text", "find"];

/// Lists of the API that are not published, and why.
const UNPUBLISHED: &[(&str, &str)] = &[
    (
        "locations",
        "locations are published inside of works, which have filters such as locations.is_oa",
    ),
    ("oa-statuses", "there are no records of statuses; works have open_access.oa_status"),
    ("indexes", "there are no records of indexes; works have indexed_in"),
    (
        "raw-affiliation-strings",
        "it is a page of the service's own; works have raw_affiliation_strings",
    ),
    ("funder-search", "the full texts that it searches for funders are not published"),
];

/// Reads a path below the API's root.
pub(super) fn parse(path: &str) -> Result<Route, BadRequest> {
    let path = path.trim_matches('/');
    // The address of a record is its id: `https://openalex.org/types/article`.
    let path = literal::without_host(path);
    let path = ["entities/", "v2/"].iter().find_map(|p| path.strip_prefix(p)).unwrap_or(path);
    let (head, id) = match path.split_once('/') {
        Some((head, id)) => (head, id.trim_matches('/')),
        None => (path, ""),
    };
    if let Some(entity) = entity(head) {
        return match id {
            "" => Ok(Route::List(entity)),
            _ if id.eq_ignore_ascii_case("random") && is_drawn(entity) => Ok(Route::Random(entity)),
            _ => Ok(Route::One(entity, id.to_owned())),
        };
    }
    if head == "autocomplete" {
        return Ok(Route::Suggestions(id.to_owned()));
    }
    if LATER.contains(&head) {
        return Err(error::unsupported("path", &format!("/{head}")));
    }
    if let Some((_, why)) = UNPUBLISHED.iter().find(|(name, _)| *name == head) {
        let text = format!("/{head} cannot be answered from a snapshot: {why}.");
        return Err(BadRequest::query("path", text));
    }
    // An identifier alone leads to the entity of its letter.
    let by_letter = literal::openalex_id(path).filter(|(letter, _)| {
        path.chars().next().is_some_and(|first| first.eq_ignore_ascii_case(letter))
            && path.chars().nth(1).is_some_and(|second| second.is_ascii_digit())
    });
    match by_letter.and_then(|(letter, _)| ENTITIES.iter().find(|known| has(known, letter))) {
        Some(entity) => Ok(Route::One(entity, path.to_owned())),
        None => Err(unknown(head)),
    }
}

fn entity(name: &str) -> Option<&'static Entity> {
    ENTITIES.iter().find(|known| known.name == name || known.aliases.contains(&name)).copied()
}

/// Whether `random` is a record drawn by lot; a code may be the word itself.
pub(super) fn is_drawn(entity: &Entity) -> bool {
    matches!(entity.id.kind, Kind::Id(_)) && entity.name != awards::ENTITY.name
}

fn has(entity: &Entity, letter: char) -> bool {
    match entity.id.kind {
        Kind::Id(form) => form.letter == letter || form.formerly == Some(letter),
        _ => false,
    }
}

fn unknown(name: &str) -> BadRequest {
    let names: Vec<_> = ENTITIES
        .iter()
        .flat_map(|known| known.aliases.iter().copied().chain([known.name]))
        .collect();
    let valid = ENTITIES.iter().map(|known| known.name.to_owned()).collect();
    let nearest = error::near(name, &names).map(|near| format!("/{near}"));
    let problem = Problem::Unknown { what: "entity", name: name.to_owned(), nearest, valid };
    BadRequest::of(Class::Path, "path", problem)
}
