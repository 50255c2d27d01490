//! Which parameters a route takes: <https://api.crossref.org/swagger-ui/index.html>.

use std::collections::HashSet;

use serapeum_model::{BadRequest, Params, nearest};

use super::{
    error::{self, Mistakes},
    route::Route,
    search,
};

/// Parameters that are known on every route; the last line has those that are for other services or do nothing here.
const KNOWN: &[&str] = &[
    "query",
    "rows",
    "offset",
    "sample",
    "facet",
    "filter",
    "sort",
    "order",
    "cursor",
    "select",
    "mailto",
    "pingback",
    "url",
    "filename",
    "parent",
    "test",
    "debug",
    "auth-token",
    "rel",
];

/// Parameters that change no answer.
const IGNORED: &[&str] =
    &["mailto", "pingback", "url", "filename", "parent", "test", "debug", "auth-token", "rel"];

const OF_WORKS: &[&str] =
    &["query", "rows", "offset", "sample", "facet", "filter", "sort", "order", "cursor", "select"];
const OF_FILTERED: &[&str] = &["query", "rows", "offset", "filter", "cursor"];
const OF_LISTS: &[&str] = &["query", "rows", "offset", "cursor"];
const OF_TYPES: &[&str] = &["query", "rows", "offset"];

/// The parameters of a route, and whether it takes `query.*`.
fn taken(route: &Route) -> (&'static [&'static str], bool) {
    match route {
        Route::Works(_) => (OF_WORKS, true),
        Route::List(entity) if entity.name == "journals" => (OF_LISTS, false),
        Route::List(_) => (OF_FILTERED, false),
        Route::Licenses => (OF_LISTS, false),
        Route::Types => (OF_TYPES, false),
        Route::One(..) | Route::Type(_) => (&[], false),
    }
}

/// The parameters of a route that change its answer.
pub(super) fn answered(route: &Route) -> impl Iterator<Item = &'static str> {
    let (taken, fields) = taken(route);
    let fields = search::FIELDS.iter().filter(move |_| fields).map(|(name, _)| *name);
    taken.iter().copied().chain(fields)
}

/// Notes parameters that there are not, that the route does not take, or that are given twice.
pub(super) fn check(route: &Route, params: &Params, mistakes: &mut Mistakes) {
    let (taken, fields) = taken(route);
    let mut seen = HashSet::new();
    let mut refused = false;
    for (name, value) in params.iter() {
        if mistakes.are_many() {
            return;
        }
        if !seen.insert(name) && !IGNORED.contains(&name) {
            let text = format!("Parameter {name} specified more than once");
            mistakes.add(BadRequest::coded(name, "parameter-not-allowed", name, text));
            continue;
        }
        if name.starts_with("query.") {
            if fields {
                search::check(name, mistakes);
            } else if !std::mem::replace(&mut refused, true) {
                mistakes.add(search::no_fields());
            }
        } else if !KNOWN.contains(&name) {
            mistakes.add(unknown(name));
        } else if value.is_empty() || IGNORED.contains(&name) {
            // Empty means absent.
        } else if !taken.contains(&name) {
            mistakes.add(error::not_allowed(name));
        }
    }
}

fn unknown(name: &str) -> BadRequest {
    let near = match nearest(name, KNOWN.iter().copied()) {
        Some(near) => format!(". Did you mean '{near}'?"),
        None => String::new(),
    };
    let text = format!(
        "Parameter {name} specified but there is no such parameter available on any route{near}"
    );
    BadRequest::coded(name, "unknown-parameter", name, text)
}
