//! The parameter `sort`. An order that does not exist is ignored, as by the API.

use serapeum_model::{Entity, Field, SCORE, SortKey};

use super::{asked::Asked, clients, dois, error, providers};

const DOIS: &[(&str, Field)] = &[
    ("name", dois::ID),
    ("created", dois::CREATED),
    ("updated", dois::UPDATED),
    ("published", dois::PUBLICATION_YEAR),
    ("view-count", dois::VIEWS),
    ("download-count", dois::DOWNLOADS),
    ("citation-count", dois::CITATIONS),
    ("title", dois::FIRST_TITLE),
];

const CLIENTS: &[(&str, Field)] =
    &[("name", clients::NAME), ("created", clients::CREATED), ("updated", clients::UPDATED)];

const PROVIDERS: &[(&str, Field)] =
    &[("name", providers::NAME), ("created", providers::CREATED), ("updated", providers::UPDATED)];

/// Best matches first; there is no other direction.
const RELEVANCE: &str = "relevance";

/// What there is to sort by, and the order where nothing is said.
fn known(entity: &Entity) -> (&'static [(&'static str, Field)], SortKey) {
    match entity.name {
        "clients" => (CLIENTS, clients::NAME.asc()),
        "providers" => (PROVIDERS, providers::NAME.asc()),
        _ => (DOIS, dois::UPDATED.desc()),
    }
}

/// The names of what there is to sort by.
pub(super) fn names(entity: &Entity) -> Vec<&'static str> {
    std::iter::once(RELEVANCE).chain(known(entity).0.iter().map(|(name, _)| *name)).collect()
}

/// The order, and whether the request names it.
pub(super) fn order(
    entity: &'static Entity,
    asked: &Asked,
    notes: &mut Vec<String>,
) -> (Vec<SortKey>, bool) {
    let (known, usual) = known(entity);
    let Some(text) = asked.get("sort") else { return (vec![usual], false) };
    if text == RELEVANCE {
        return (vec![SCORE.desc()], true);
    }
    let (name, descending) = match text.strip_prefix('-') {
        Some(name) => (name, true),
        None => (text, false),
    };
    match known.iter().find(|(known, _)| *known == name) {
        Some((_, field)) => (vec![SortKey { field: *field, descending }], true),
        None => {
            let names = names(entity);
            notes.push(error::ignored("order", text, &names));
            (vec![usual], false)
        }
    }
}

/// Where nothing is searched for, all are equally relevant: the order where nothing is said.
pub(super) fn unranked(
    entity: &Entity,
    order: (Vec<SortKey>, bool),
    notes: &mut Vec<String>,
) -> (Vec<SortKey>, bool) {
    if !order.0.contains(&SCORE.desc()) {
        return order;
    }
    notes.push("The order `relevance` is ignored: nothing is searched for.".to_owned());
    (vec![known(entity).1], false)
}
