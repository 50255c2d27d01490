//! From a path to a collection or a record.
//!
//! ```text
//! path    = ["graph/" [version "/"]] collection ["/" id]
//! version = "v1" | "v3"          none is v1 behind `graph`, and either where that is missing too
//! ```

use serapeum_model::{BadRequest, Class, Entity, Problem, nearest};

use super::{
    ENTITIES,
    versions::{COLLECTIONS, Version},
};

/// What a path leads to.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) entity: &'static Entity,
    pub(super) version: Version,
    pub(super) id: Option<String>,
}

/// Resources of the API that a dump cannot answer, or this version does not.
const OTHERS: &[&str] = &["persons", "links", "relations-info", "communities"];

pub(super) fn parse(path: &str) -> Result<Route, BadRequest> {
    let path = path.trim_matches('/');
    let (version, rest) = version(path)?;
    let (head, id) = match rest.split_once('/') {
        Some((head, id)) => (head, Some(id)),
        None => (rest, None),
    };
    let collection =
        COLLECTIONS.iter().find(|collection| collection.names(version).contains(&head));
    let entity = collection.and_then(|collection| {
        ENTITIES.iter().copied().find(|entity| entity.name == collection.entity)
    });
    let Some(entity) = entity else {
        let names = COLLECTIONS.iter().flat_map(|collection| collection.names(version).iter());
        return Err(nowhere(path, head, names.copied().collect()));
    };
    match id {
        // An id has no slash, and none of these words is one.
        Some(id) if id.contains('/') || OTHERS.contains(&id) => {
            Err(nowhere(path, "", collection.map_or(&[][..], |it| it.names(version)).to_vec()))
        }
        _ => Ok(Route { entity, version, id: id.map(str::to_owned) }),
    }
}

fn version(path: &str) -> Result<(Version, &str), BadRequest> {
    let Some(rest) = path.strip_prefix("graph/") else { return Ok((Version::Any, path)) };
    match rest.split_once('/') {
        Some(("v1", rest)) => Ok((Version::First, rest)),
        Some(("v3", rest)) => Ok((Version::Third, rest)),
        Some((other @ ("v2" | "v4"), _)) => {
            let text =
                format!("No static resource {rest}. {other} is not answered here: use v1 or v3.");
            Err(BadRequest::new(Class::Path, "path", text))
        }
        _ => Ok((Version::First, rest)),
    }
}

/// A path behind which there is nothing, beside those that there are.
fn nowhere(path: &str, head: &str, names: Vec<&str>) -> BadRequest {
    let name = path.strip_prefix("graph/").unwrap_or(path).to_owned();
    let nearest = nearest(head, names.iter().copied()).map(str::to_owned);
    let valid = names.into_iter().map(str::to_owned).collect();
    let problem = Problem::Unknown { what: "resource", name, nearest, valid };
    BadRequest::of(Class::Path, "path", problem)
}
