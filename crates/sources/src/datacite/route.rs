//! Paths: lists, single records, and what is known without a lake.

use serapeum_model::{BadRequest, Class, Entity};

use super::{clients, dois, error, providers};

/// Where a path leads.
#[derive(Debug)]
pub(super) enum Route {
    /// A list, of the records that this parameter and value select where there are any.
    List(&'static Entity, Option<(&'static str, String)>),
    One(&'static Entity, String),
    Prefixes,
    Prefix(String),
    ResourceTypes(Option<String>),
    Heartbeat,
}

/// The first part of each path.
const ROOTS: &[&str] =
    &["dois", "clients", "repositories", "providers", "prefixes", "resource-types", "heartbeat"];

/// Parts of the API that a data file cannot answer, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "events",
        "events are not in the data file; records have what came of them, such as citations",
    ),
    ("activities", "the log of changes is not in the data file"),
    ("reports", "usage reports are not in the data file; records have viewCount and downloadCount"),
    ("client-prefixes", "when prefixes were assigned is not in the data file"),
    ("provider-prefixes", "when prefixes were assigned is not in the data file"),
    ("enrichments", "enrichments are not in the data file"),
    ("reference-repositories", "the registry of repositories is not in the data file"),
];

/// Members of a record that the API serves at paths of their own, and a data file has not.
const PARTS: &[&str] = &["media", "metadata", "activities", "events", "get-url"];

/// Reads a path below the API's root.
pub(super) fn parse(path: &str) -> Result<Route, BadRequest> {
    let path = path.trim_matches('/');
    let (head, rest) = path.split_once('/').unwrap_or((path, ""));
    let rest = rest.trim_matches('/');
    match head {
        "dois" => doi(rest),
        "clients" | "repositories" => nested(&clients::ENTITY, "client-id", rest),
        "providers" => nested(&providers::ENTITY, "provider-id", rest),
        "prefixes" if rest.is_empty() => Ok(Route::Prefixes),
        "prefixes" if !rest.contains('/') && rest != "totals" => Ok(Route::Prefix(rest.to_owned())),
        "resource-types" => Ok(Route::ResourceTypes((!rest.is_empty()).then(|| rest.to_owned()))),
        "heartbeat" if rest.is_empty() => Ok(Route::Heartbeat),
        _ => Err(unknown(head)),
    }
}

/// The resource that a list of an entity, or a record of it, is told as: clients have two names.
pub(super) fn resource(entity: &'static Entity, path: &str) -> &'static str {
    let head = path.trim_matches('/').split('/').next().unwrap_or_default();
    entity.aliases.iter().find(|alias| **alias == head).copied().unwrap_or(entity.name)
}

fn doi(rest: &str) -> Result<Route, BadRequest> {
    if rest.is_empty() {
        return Ok(Route::List(&dois::ENTITY, None));
    }
    if matches!(rest, "random" | "get-dois") {
        let text = format!("/dois/{rest} cannot be answered from a data file.");
        return Err(error::value("path", text));
    }
    if let Some((_, part)) = rest.rsplit_once('/')
        && PARTS.contains(&part)
        && rest.matches('/').count() > 1
    {
        let text = format!("/dois/…/{part} cannot be answered from a data file.");
        return Err(error::value("path", text));
    }
    Ok(Route::One(&dois::ENTITY, rest.to_owned()))
}

/// A record, or the DOIs of it.
fn nested(
    entity: &'static Entity,
    parameter: &'static str,
    rest: &str,
) -> Result<Route, BadRequest> {
    match rest.split_once('/') {
        None if rest.is_empty() => Ok(Route::List(entity, None)),
        None if rest != "totals" => Ok(Route::One(entity, rest.to_owned())),
        Some((id, "dois")) => Ok(Route::List(&dois::ENTITY, Some((parameter, id.to_owned())))),
        _ => {
            let text = format!("/{}/{rest} cannot be answered from a data file.", entity.name);
            Err(error::value("path", text))
        }
    }
}

fn unknown(head: &str) -> BadRequest {
    match ELSEWHERE.iter().find(|(name, _)| *name == head) {
        Some((name, why)) => error::value("path", format!("/{name} cannot be answered: {why}.")),
        None => BadRequest::unknown(Class::Path, "path", "path", head, ROOTS),
    }
}
