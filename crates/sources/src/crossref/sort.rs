//! The parameters `sort` and `order`: <https://github.com/CrossRef/rest-api-doc#sorting>.

use serapeum_model::{Field, Params, SortKey};

use super::{
    error::{self, Mistakes},
    works,
};

/// Names, and what they sort by; without a search all records are equally relevant.
const KEYS: &[(&str, Option<Field>)] = &[
    ("score", None),
    ("relevance", None),
    ("updated", Some(works::DEPOSITED)),
    ("deposited", Some(works::DEPOSITED)),
    ("indexed", Some(works::INDEXED_MILLIS)),
    ("published", Some(works::ISSUED)),
    ("published-print", Some(works::PUBLISHED_PRINT)),
    ("published-online", Some(works::PUBLISHED_ONLINE)),
    ("issued", Some(works::ISSUED)),
    ("is-referenced-by-count", Some(works::CITED)),
    ("references-count", Some(works::REFERENCES)),
    ("created", Some(works::CREATED)),
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

/// Reads the order of works. The id follows, from the smallest.
pub(super) fn read(params: &Params, mistakes: &mut Mistakes) -> Vec<SortKey> {
    let text = |name| params.first(&[name]).filter(|text| !text.is_empty());
    let key = text("sort").and_then(|name| {
        let known = KEYS.iter().find(|(known, _)| *known == name.trim());
        if known.is_none() {
            let code = "sort-field-not-valid";
            mistakes.add(error::not_among("sort", code, "Sort field", name, &names()));
        }
        known.and_then(|(_, field)| *field)
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
    key.map(|field| SortKey { field, descending }).into_iter().collect()
}
