//! The `sort` parameter: <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/sort-entity-lists>.
//!
//! ```text
//! sort = key *("," key)            a repeated name keeps its first place and its last direction
//! key  = name [":" ("asc" | "desc")]       ascending if not said otherwise
//! ```

use serapeum_model::{BadRequest, Entity, Field, Order, SCORE, SortKey, Test};

use super::{error, works};

/// One key, not yet resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    name: String,
    descending: bool,
}

/// Keys that descend alone stand for the entity's own order, as in the original.
const REPLACED: [&str; 2] = ["cited_by_percentile_year.min", "cited_by_percentile_year.max"];

/// Splits the parameter.
pub(super) fn tokenise(text: &str, strict: bool) -> Result<Vec<Key>, BadRequest> {
    let mut keys: Vec<Key> = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (name, direction) = part.split_once(':').unwrap_or((part, "asc"));
        if direction.contains(':') {
            let text = format!("Invalid query parameter in {part}.");
            return Err(BadRequest::query("sort", text));
        }
        let descending = match direction {
            "asc" => false,
            "desc" => true,
            // The original drops such a key.
            _ if strict => continue,
            _ => {
                let text = format!("Sort direction must be asc or desc, not {direction}.");
                return Err(BadRequest::query("sort", text));
            }
        };
        let name = name.replace('-', "_");
        match keys.iter_mut().find(|key| key.name == name) {
            Some(key) => key.descending = descending,
            None => keys.push(Key { name, descending }),
        }
    }
    Ok(keys)
}

/// The order of results: the keys, then the entity's own order, so that ties are broken in the same way always.
/// Where words are searched for and no order is named, the best match comes first.
pub(super) fn order(
    entity: &'static Entity,
    keys: &[Key],
    ranked: bool,
) -> Result<Vec<SortKey>, BadRequest> {
    if keys.is_empty() && ranked {
        return Ok(match entity.name {
            "works" => vec![SCORE.desc(), works::DATE.asc()],
            "awards" => vec![SCORE.desc()],
            _ => std::iter::once(SCORE.desc()).chain(own(entity)).collect(),
        });
    }
    let keys: &[Key] = match keys {
        [key] if key.descending && REPLACED.contains(&key.name.as_str()) => &[],
        keys => keys,
    };
    let mut order = Vec::with_capacity(keys.len() + entity.order.len());
    for key in keys {
        let field = field(entity, key, ranked)?;
        order.push(SortKey { field, descending: key.descending });
    }
    for own in own(entity) {
        if order.iter().all(|key: &SortKey| key.field != own.field) {
            order.push(own);
        }
    }
    Ok(order)
}

/// The entity's own order.
fn own(entity: &'static Entity) -> impl Iterator<Item = SortKey> {
    entity.order.iter().map(|own| match *own {
        Order::Ascending(field) => field.asc(),
        Order::Descending(field) => field.desc(),
    })
}

fn field(entity: &'static Entity, key: &Key, ranked: bool) -> Result<Field, BadRequest> {
    let name = match key.name.as_str() {
        // Years sort by the day, as in the original.
        "publication_year" if entity.field("publication_date").is_some() => "publication_date",
        name => name,
    };
    if name == "relevance_score" {
        if ranked && key.descending {
            return Ok(SCORE);
        }
        let text = if key.descending {
            "Must include a search query (such as ?search=example or \
             /filter=fulltext.search:example) in order to sort by relevance_score."
        } else {
            "Sorting relevance score ascending is not allowed."
        };
        return Err(BadRequest::query("sort", text));
    }
    let test = entity.filter(name).ok_or_else(|| error::unknown_field(entity, "sort", name))?;
    // A filter that tests something about a field sorts by the field, as in the original.
    let subject = match test {
        Test::Whether(condition) | Test::Truth(condition, _) => condition.field(),
        Test::Choice([(_, condition), ..]) => condition.field(),
        Test::ListedBy(_) | Test::Search(_) | Test::Absent(_) => None,
        _ => test.field(),
    };
    let sorted = subject.and_then(|field| entity.field(field)).filter(|field| field.sorts());
    sorted.ok_or_else(|| {
        BadRequest::query("sort", format!("{name} has no values that results could be sorted by."))
    })
}
