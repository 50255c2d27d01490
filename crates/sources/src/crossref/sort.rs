//! The parameters `sort` and `order`: <https://github.com/CrossRef/rest-api-doc#sorting>.

use serapeum_model::{Field, Params, SCORE, SortKey};

use super::{
    error::{self, Mistakes},
    works,
};

/// Names, and what they sort by.
const KEYS: &[(&str, Field)] = &[
    ("score", SCORE),
    ("relevance", SCORE),
    ("updated", works::DEPOSITED),
    ("deposited", works::DEPOSITED),
    ("indexed", works::INDEXED_MILLIS),
    ("published", works::ISSUED),
    ("published-print", works::PUBLISHED_PRINT),
    ("published-online", works::PUBLISHED_ONLINE),
    ("issued", works::ISSUED),
    ("is-referenced-by-count", works::CITED),
    ("references-count", works::REFERENCES),
    ("created", works::CREATED),
];

const ORDERS: &[(&str, bool)] = &[("asc", false), ("desc", true), ("1", false), ("-1", true)];

/// What there is to sort by.
pub(super) fn names() -> Vec<&'static str> {
    KEYS.iter().map(|(name, _)| *name).collect()
}

/// The directions that there are.
pub(super) fn orders() -> Vec<&'static str> {
    ORDERS.iter().map(|(name, _)| *name).collect()
}

/// Reads the order of works, and whether the request names it. The id follows, from the smallest. Where words are
/// searched for the best match comes first; where none are, all records are equally relevant.
pub(super) fn read(params: &Params, ranked: bool, mistakes: &mut Mistakes) -> (Vec<SortKey>, bool) {
    let text = |name| params.first(&[name]).filter(|text| !text.is_empty());
    let key = text("sort").and_then(|name| {
        let known = KEYS.iter().find(|(known, _)| *known == name.trim());
        if known.is_none() {
            let code = "sort-field-not-valid";
            mistakes.add(error::not_among("sort", code, "Sort field", name, &names()));
        }
        known.map(|(_, field)| *field)
    });
    let descending = text("order").is_none_or(|name| {
        let plain = name.trim().to_lowercase();
        let known = ORDERS.iter().find(|(known, _)| *known == plain);
        if known.is_none() {
            let code = "sort-order-not-valid";
            mistakes.add(error::not_among("order", code, "Sort order", name, &orders()));
        }
        known.is_none_or(|(_, descending)| *descending)
    });
    match key {
        Some(field) if field == SCORE && !ranked => (Vec::new(), false),
        Some(field) => (vec![SortKey { field, descending }], true),
        None if ranked => (vec![SCORE.desc()], false),
        None => (Vec::new(), false),
    }
}
