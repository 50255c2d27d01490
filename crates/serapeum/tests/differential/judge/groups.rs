//! Groups: their order, counts, labels and metrics.

use std::collections::{BTreeSet, HashMap};

use serapeum::Reply;
use serde_json::Value;

use super::{Judge, close, read, short};
use crate::oracle::answer::{Facets, Groups, Label, Query, Row};

pub(super) fn compare(expected: &Groups, found: &read::Groups) -> Result<(), String> {
    number(&found.meta, "count", expected.count)?;
    number(&found.meta, "groups_count", expected.told.unwrap_or(found.rows.len()))?;
    if let Some(total) = expected.total {
        number(&found.meta, "groups_total", total)?;
    }
    compare_rows(&expected.rows, &found.rows)
}

pub(super) fn number(meta: &Value, name: &str, expected: usize) -> Result<(), String> {
    match meta[name].as_u64() {
        Some(found) if found as usize == expected => Ok(()),
        _ => Err(format!("{name}: expected {expected}, found {meta}")),
    }
}

pub(super) fn compare_facets(expected: &Facets, reply: &Reply) -> Result<(), String> {
    let (meta, facets) = read::facets(reply)?;
    number(&meta, "count", expected.count)?;
    if !meta["groups_count"].is_null() {
        return Err(format!("groups_count: {meta}"));
    }
    let names = |(name, _): &(String, _)| name.clone();
    let (left, right): (Vec<_>, Vec<_>) = (
        expected.facets.iter().map(names).collect(),
        facets.iter().map(|(n, _)| n.clone()).collect(),
    );
    if left != right {
        return Err(format!("facets: expected {left:?}, found {right:?}"));
    }
    for ((name, expected), (_, found)) in expected.facets.iter().zip(&facets) {
        compare_rows(expected, found).map_err(|reason| format!("{name}: {reason}"))?;
    }
    Ok(())
}

pub(super) fn compare_rows(expected: &[Row], found: &[read::Row]) -> Result<(), String> {
    if expected.len() != found.len() {
        let listed: Vec<_> = found.iter().take(9).map(|row| (&row.key, row.count)).collect();
        let wanted: Vec<_> = expected.iter().take(9).map(|row| (&row.key, row.count)).collect();
        let (many, few) = (expected.len(), found.len());
        return Err(short(&format!("{many} groups expected, {few} found: {wanted:?} {listed:?}")));
    }
    let mut at = 0;
    while at < expected.len() {
        if expected[at].key == found[at].key {
            compare_row(&expected[at], &found[at])?;
            at += 1;
            continue;
        }
        // Metrics that differ in their last digits only may change places.
        let run = run(&expected[at..]);
        let keys: BTreeSet<&str> = found[at..at + run].iter().map(|row| row.key.as_str()).collect();
        let outside = expected[at..at + run].iter().find(|row| !keys.contains(row.key.as_str()));
        if run == 1 || (outside.is_some() && at + run < expected.len() && at > 0) {
            let (a, b) = (&expected[at], &found[at]);
            let (x, y) = ((&a.key, a.count, &a.metric), (&b.key, b.count, &b.others));
            return Err(format!("at {at}: expected {x:?}, found {y:?}"));
        }
        at += run;
    }
    Ok(())
}

/// How many rows from the first on have the same metric, but for rounding.
fn run(rows: &[Row]) -> usize {
    let metric = |row: &Row| row.metric.as_ref().and_then(|(_, value)| *value);
    let Some(mut last) = metric(&rows[0]) else { return 1 };
    let same = |row: &&Row| match metric(row) {
        Some(next) if close(last, next) => {
            last = next;
            true
        }
        _ => false,
    };
    rows.iter().take_while(same).count()
}

fn compare_row(expected: &Row, found: &read::Row) -> Result<(), String> {
    let key = &expected.key;
    if expected.count != found.count {
        return Err(format!("{key}: expected {}, found {}", expected.count, found.count));
    }
    let named = match &expected.label {
        Label::Is(label) => found.label.as_ref() == Some(label),
        Label::OneOf(labels) => found.label.as_ref().is_some_and(|label| labels.contains(label)),
        Label::Missing => found.label.is_none(),
        Label::Any => true,
    };
    if !named {
        return Err(format!("{key}: expected {:?}, found {:?}", expected.label, found.label));
    }
    let told = match (&expected.metric, found.others.as_slice()) {
        (None, []) => true,
        (Some((name, value)), [(known, found)]) if name == known => match (value, found.as_f64()) {
            (Some(value), Some(found)) => close(*value, found),
            (None, None) => found.is_null(),
            _ => false,
        },
        _ => false,
    };
    if !told {
        return Err(format!("{key}: expected {:?}, found {:?}", expected.metric, found.others));
    }
    match (&expected.groups, &found.groups) {
        (None, None) => Ok(()),
        (Some(expected), Some(found)) => {
            compare_rows(expected, found).map_err(|reason| format!("{key}: {reason}"))
        }
        _ => Err(format!("{key}: groups within it are missing, or too many")),
    }
}

/// The most groups on a page.
const MOST: usize = 100_000;

impl Judge<'_> {
    /// Groups whose label contains a text: those of the same request without it, narrowed.
    pub(super) fn query(&mut self, request: &str, mut expected: Groups) -> Result<(), String> {
        let query = expected.query.take().unwrap();
        let (path, params) = request.split_once('?').unwrap();
        let dropped = ["q=", "per-page=", "per_page=", "page="];
        let kept =
            params.split('&').filter(|pair| !dropped.iter().any(|name| pair.starts_with(name)));
        let all = format!("{path}?{}&per-page={MOST}", kept.collect::<Vec<_>>().join("&"));
        let mut rows = Vec::new();
        for page in 1.. {
            let some = read::groups(&self.ask(&format!("{all}&page={page}"))?)?.rows;
            let last = some.len() < MOST;
            rows.extend(some);
            if last {
                break;
            }
        }
        compare_rows(&expected.rows, &rows)?;
        let labels: HashMap<String, String> =
            rows.into_iter().filter_map(|row| Some((row.key, row.label?))).collect();
        expected.rows.retain(|row| labels.get(&row.key).is_some_and(|label| fits(&query, label)));
        expected.rows.truncate(query.size);

        let found = read::groups(&self.ask(request)?)?;
        if found.meta["q"] != query.text {
            return Err(format!("q is not repeated: {}", found.meta));
        }
        number(&found.meta, "count", expected.rows.len())?;
        compare_rows(&expected.rows, &found.rows)
    }
}

fn fits(query: &Query, label: &str) -> bool {
    let (label, text) = (label.to_lowercase(), query.text.to_lowercase());
    if query.words {
        return text.split_whitespace().all(|word| label.contains(word));
    }
    label.contains(&text)
}
