//! Dates of records and of requests, as numbers from the year to the second.

use serde_json::Value;

use crate::json::{all, texts};

/// Year, month, day, hour, minute, second.
pub(crate) type Moment = [i64; 6];

/// What a filter of dates looks at.
pub(crate) const DATES: [(&str, &str); 14] = [
    ("accepted-date", "accepted"),
    ("approved-date", "approved"),
    ("awarded-date", "project.award-start"),
    ("created-date", "created"),
    ("deposit-date", "deposited"),
    ("event-end-date", "event.end"),
    ("event-start-date", "event.start"),
    ("index-date", "indexed"),
    ("issued-date", "issued"),
    ("online-pub-date", "published-online"),
    ("posted-date", "posted"),
    ("print-pub-date", "published-print"),
    ("pub-date", "issued"),
    ("update-date", "deposited"),
];

/// The first moments of the dates at a path. What is not told counts as 1.
pub(crate) fn moments(record: &Value, path: &str) -> Vec<Moment> {
    if ["created", "deposited", "indexed"].contains(&path) {
        let stamps = texts(record, &format!("{path}.date-time"));
        return stamps.into_iter().map(|stamp| padded(&parts(stamp))).collect();
    }
    let dates = all(record, path).into_iter();
    dates
        .filter_map(|date| {
            let first = date.get("date-parts")?.get(0)?.as_array()?;
            let told: Option<Vec<i64>> = first.iter().map(Value::as_i64).collect();
            told.filter(|told| !told.is_empty()).map(|told| padded(&told))
        })
        .collect()
}

/// The numbers in a date as it is written.
pub(crate) fn parts(text: &str) -> Vec<i64> {
    let numbers = text.trim_end_matches('Z').split(['-', 'T', ':']);
    numbers.map(|number| number.split('.').next().unwrap().parse().expect(text)).collect()
}

fn padded(told: &[i64]) -> Moment {
    let mut moment = [0, 1, 1, 0, 0, 0];
    moment[..told.len()].copy_from_slice(told);
    moment
}

/// Whether a moment is in the period that a request names, or after it.
pub(crate) fn since(moment: Moment, period: &str) -> bool {
    let period = parts(period);
    moment[..period.len()] >= period[..]
}

/// Whether a moment is in the period that a request names, or before it.
pub(crate) fn until(moment: Moment, period: &str) -> bool {
    let period = parts(period);
    moment[..period.len()] <= period[..]
}
