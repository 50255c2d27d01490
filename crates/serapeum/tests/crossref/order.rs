//! The order of a list.

use std::cmp::Ordering;

use serde_json::Value;

use crate::{date::moments, json::all, vocabulary::SORTS};

/// What an order compares; nothing where the record does not tell.
fn key(record: &Value, path: &str) -> Option<Vec<i64>> {
    let first = all(record, path).into_iter().next()?;
    match first.as_i64() {
        Some(number) => Some(vec![number]),
        None => moments(record, path).first().map(|moment| moment.to_vec()),
    }
}

/// By a key, the largest first unless it is to ascend; missing ones last; equal ones by DOI.
pub(crate) fn sort(records: &mut [&Value], by: Option<&str>, ascending: bool) {
    let path = by.map_or("", |by| SORTS.iter().find(|(name, _)| *name == by).unwrap().1);
    let doi = |record: &Value| record["DOI"].as_str().unwrap().to_lowercase();
    let mut keyed: Vec<_> = records
        .iter()
        .map(|record| {
            (if path.is_empty() { None } else { key(record, path) }, doi(record), *record)
        })
        .collect();
    keyed.sort_by(|(a, a_doi, _), (b, b_doi, _)| {
        let order = match (a, b) {
            (Some(a), Some(b)) if ascending => a.cmp(b),
            (Some(a), Some(b)) => b.cmp(a),
            (None, None) => Ordering::Equal,
            (None, _) => Ordering::Greater,
            (_, None) => Ordering::Less,
        };
        order.then_with(|| a_doi.cmp(b_doi))
    });
    for (place, (_, _, record)) in records.iter_mut().zip(keyed) {
        *place = record;
    }
}
