//! Dates in queries, and the present year.

use std::time::{SystemTime, UNIX_EPOCH};

use serapeum_model::{day, instant, span as days};

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

/// The first and the last microsecond that a text stands for: a year, month, day, minute, second, or millisecond.
pub(super) fn span(text: &str) -> Option<(i64, i64)> {
    if let Some(days) = days(text) {
        return Some((i64::from(days.first) * DAY, (i64::from(days.last) + 1) * DAY - 1));
    }
    let start = instant(text)?;
    let clock = text.get(10..)?.trim_end_matches('Z');
    let clock = clock.get(1..)?;
    let clock = clock.split(['+', '-']).next().unwrap_or(clock);
    let unit = match clock.matches(':').count() {
        _ if clock.contains('.') => 1_000,
        1 => 60 * SECOND,
        _ => SECOND,
    };
    Some((start, start.checked_add(unit - 1)?))
}

/// The year it is.
pub(super) fn this_year() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let today = i64::try_from(since / 86_400).unwrap_or(0);
    let near = 1970 + today / 366;
    let begun =
        |year: &i64| day(&format!("{year}-01-01")).is_some_and(|day| i64::from(day) <= today);
    (near..near + 100).take_while(begun).last().unwrap_or(near)
}
