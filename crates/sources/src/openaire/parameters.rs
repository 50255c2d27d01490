//! The names of parameters.

use serapeum_model::{BadRequest, Class, Entity, Params};

use super::versions::Version;

/// Parameters that are no filters, of every collection.
const COMMON: &[&str] = &["logicalOperator", "page", "pageSize", "cursor", "sortBy"];

/// Parameters that are no filters, of research products.
const OF_PRODUCTS: &[&str] = &["excludePubDateRange", "includeStats"];

/// Every name that a version knows, in byte order.
pub(super) fn names(entity: &Entity, version: Version) -> Vec<&'static str> {
    let own: &[&str] = if entity.name == "researchProducts" { OF_PRODUCTS } else { &[] };
    let mut names = entity.names();
    names.extend(COMMON.iter().chain(own));
    names.retain(|name| version.knows(entity.name, name));
    names.sort_unstable();
    names
}

/// Whether a name is a parameter, but no filter.
pub(super) fn is_control(name: &str) -> bool {
    COMMON.contains(&name) || OF_PRODUCTS.contains(&name)
}

/// Refuses names that do not exist, and values that are empty.
pub(super) fn check(entity: &Entity, version: Version, params: &Params) -> Result<(), BadRequest> {
    let names = names(entity, version);
    for (name, value) in params.iter() {
        if !names.contains(&name) {
            return Err(BadRequest::unknown(Class::Query, name, "parameter", name, &names));
        }
        if value.trim().is_empty() {
            return Err(BadRequest::query(name, format!("Parameter '{name}' has no value")));
        }
    }
    Ok(())
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
