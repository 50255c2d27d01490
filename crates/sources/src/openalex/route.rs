//! Paths: lists and single records, see <https://docs.openalex.org/how-to-use-the-api/get-single-entities>.

use serapeum_model::{BadRequest, Class, Entity, Problem};

use super::{ENTITIES, error, literal};

/// Where a path leads.
#[derive(Debug)]
pub(super) enum Route {
    List(&'static Entity),
    One(&'static Entity, String),
    Random(&'static Entity),
}

/// Parts of the API that have yet to be built.
const LATER: &[&str] = &[
    "publishers",
    "funders",
    "awards",
    "keywords",
    "domains",
    "fields",
    "subfields",
    "sdgs",
    "countries",
    "continents",
    "languages",
    "licenses",
    "work-types",
    "types",
    "source-types",
    "institution-types",
    "oa-statuses",
    "indexes",
    "locations",
    "autocomplete",
    "text",
    "find",
];

/// Reads a path below the API's root.
pub(super) fn parse(path: &str) -> Result<Route, BadRequest> {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    let path = decoded.trim_matches('/');
    let path = ["entities/", "v2/"].iter().find_map(|p| path.strip_prefix(p)).unwrap_or(path);
    let (head, id) = match path.split_once('/') {
        Some((head, id)) => (head, id.trim_matches('/')),
        None => (path, ""),
    };
    if let Some(entity) = entity(head) {
        return match id {
            "" => Ok(Route::List(entity)),
            _ if id.eq_ignore_ascii_case("random") => Ok(Route::Random(entity)),
            _ => Ok(Route::One(entity, id.to_owned())),
        };
    }
    if LATER.contains(&head) {
        return Err(error::unsupported("path", &format!("/{head}")));
    }
    // An identifier alone leads to the entity of its letter.
    let bare = literal::without_host(path);
    let by_letter = literal::openalex_id(bare).filter(|(letter, _)| {
        bare.chars().next().is_some_and(|first| first.eq_ignore_ascii_case(letter))
            && bare.chars().nth(1).is_some_and(|second| second.is_ascii_digit())
    });
    match by_letter.and_then(|(letter, _)| ENTITIES.iter().find(|known| has(known, letter))) {
        Some(entity) => Ok(Route::One(entity, bare.to_owned())),
        None => Err(unknown(head)),
    }
}

fn entity(name: &str) -> Option<&'static Entity> {
    ENTITIES.iter().find(|known| known.name == name || known.aliases.contains(&name)).copied()
}

fn has(entity: &Entity, letter: char) -> bool {
    match entity.id.kind {
        serapeum_model::Kind::Id(form) => form.letter == letter || form.formerly == Some(letter),
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
    BadRequest { class: Class::Path, parameter: "path".to_owned(), span: None, problem }
}
