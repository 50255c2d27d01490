//! The names of parameters.

use serapeum_model::{BadRequest, Class, Entity, Params};

use super::versions::Version;

/// Parameters that are no filters, of every collection.
const COMMON: &[&str] = &["logicalOperator", "page", "pageSize", "cursor", "sortBy"];

/// Parameters that are no filters, of research products.
const OF_PRODUCTS: &[&str] = &["excludePubDateRange", "includeStats"];

/// Filters by words in analysed text, which wait for full-text search.
const ANALYSED: &[(&str, &[&str])] = &[
    ("researchProducts", &["search", "mainTitle", "description", "authorFullName", "relProject"]),
    ("organizations", &["search", "legalName", "legalShortName"]),
    ("dataSources", &["search", "officialName", "englishName", "legalShortName"]),
    ("projects", &["search", "title", "keywords", "relOrganizationName"]),
];

fn analysed(entity: &Entity) -> &'static [&'static str] {
    ANALYSED.iter().find(|(name, _)| *name == entity.name).map_or(&[], |(_, names)| names)
}

/// Every name that a version knows, in byte order.
fn names(entity: &Entity, version: Version) -> Vec<&'static str> {
    let own: &[&str] = if entity.name == "researchProducts" { OF_PRODUCTS } else { &[] };
    let mut names = entity.names();
    names.extend(COMMON.iter().chain(own).chain(analysed(entity)));
    names.retain(|name| version.knows(entity.name, name));
    names.sort_unstable();
    names
}

/// The names that a version knows and that are answered, in byte order.
pub(super) fn answered(entity: &Entity, version: Version) -> Vec<&'static str> {
    let mut names = names(entity, version);
    names.retain(|name| !analysed(entity).contains(name));
    names
}

/// Whether a name is a parameter, but no filter.
pub(super) fn is_control(name: &str) -> bool {
    COMMON.contains(&name) || OF_PRODUCTS.contains(&name)
}

/// Refuses names that do not exist, by name those that wait for search, and values that are empty.
pub(super) fn check(entity: &Entity, version: Version, params: &Params) -> Result<(), BadRequest> {
    let names = names(entity, version);
    for (name, value) in params.iter() {
        if !names.contains(&name) {
            return Err(BadRequest::unknown(Class::Query, name, "parameter", name, &names));
        }
        if analysed(entity).contains(&name) {
            return Err(BadRequest::query(name, unsupported(name)));
        }
        if value.trim().is_empty() {
            return Err(BadRequest::query(name, format!("Parameter '{name}' has no value")));
        }
    }
    Ok(())
}

/// That something waits for full-text search.
pub(super) fn unsupported(what: &str) -> String {
    format!("{what} is not supported yet in this version: full-text search is not built yet")
}

/// The value of a parameter that counts once.
pub(super) fn single<'p>(params: &'p Params, name: &'p str) -> Result<Option<&'p str>, BadRequest> {
    let mut values = params.all(name);
    let first = values.next();
    if values.any(|other| Some(other) != first) {
        let text = format!("Parameter '{name}' is given more than once");
        return Err(BadRequest::query(name, text));
    }
    Ok(first.map(str::trim))
}

/// The value of a parameter that is true or false; false where it is missing.
pub(super) fn truth(params: &Params, name: &str) -> Result<bool, BadRequest> {
    match single(params, name)? {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(other) => Err(BadRequest::query(name, invalid(other, name, &["true", "false"]))),
    }
}

/// A value that is not among those that there are, in the API's words.
pub(super) fn invalid(value: &str, name: &str, allowed: &[&str]) -> String {
    let allowed: Vec<String> = allowed.iter().map(|value| format!("'{value}'")).collect();
    format!("Invalid value: '{value}' in '{name}'. Allowed values are: [{}]", allowed.join(", "))
}
