//! Dates and instants as text: strict in what is read, one form in what is written.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};

use crate::Value;

const UNIX_DAYS_FROM_CE: i32 = 719_163;
const MICROS_A_DAY: i64 = 86_400_000_000;

/// The interval that a date in a request stands for, in days since 1970-01-01, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: i32,
    /// The last day.
    pub last: i32,
}

/// Days since 1970-01-01 of `YYYY-MM-DD` (years -9999 to 9999); a longer text counts by its first ten characters
/// when they are followed by `T` or a space.
pub fn day(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let date = match digits.get(..10) {
        Some(date) if digits.len() == 10 || matches!(digits.as_bytes()[10], b'T' | b' ') => date,
        _ => return None,
    };
    let bytes = date.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = date.get(range)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?
    };
    let year = sign * i32::try_from(number(0..4)?).ok()?;
    civil(year, number(5..7)?, number(8..10)?)
}

/// Days since 1970-01-01 of a civil date.
pub(crate) fn civil(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(-9999..=9999).contains(&year) {
        return None;
    }
    Some(NaiveDate::from_ymd_opt(year, month, day)?.num_days_from_ce() - UNIX_DAYS_FROM_CE)
}

/// Microseconds since 1970-01-01T00:00:00Z of a bare day (its start), or of an ISO 8601 date and time with
/// optional seconds, fraction and offset (none is UTC).
pub fn instant(text: &str) -> Option<i64> {
    if text.len() == 10 {
        return Some(i64::from(day(text)?) * MICROS_A_DAY);
    }
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(time.timestamp_micros());
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text.trim_end_matches('Z'), form).ok())
        .map(|time| time.and_utc().timestamp_micros())
}

/// The days that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` stands for.
pub fn span(text: &str) -> Option<Span> {
    let parts: Vec<&str> = text.split('-').collect();
    if parts.iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let year: i32 = parts.first().filter(|year| year.len() == 4)?.parse().ok()?;
    match parts.as_slice() {
        [_] => Some(Span { first: civil(year, 1, 1)?, last: civil(year, 12, 31)? }),
        [_, month] => {
            let month: u32 = month.parse().ok()?;
            let next =
                if month == 12 { civil(year + 1, 1, 1)? } else { civil(year, month + 1, 1)? };
            Some(Span { first: civil(year, month, 1)?, last: next - 1 })
        }
        [_, month, day] => {
            let day = civil(year, month.parse().ok()?, day.parse().ok()?)?;
            Some(Span { first: day, last: day })
        }
        _ => None,
    }
}

/// The first and the last microsecond of a day, as values to compare a timestamp with.
pub fn whole_day(day: i32) -> (Value, Value) {
    let start = i64::from(day) * MICROS_A_DAY;
    (Value::Time(start), Value::Time(start + MICROS_A_DAY - 1))
}

/// `YYYY-MM-DD` of days since 1970-01-01.
pub(crate) fn show_day(days: i32) -> String {
    match days.checked_add(UNIX_DAYS_FROM_CE).and_then(NaiveDate::from_num_days_from_ce_opt) {
        Some(date) => date.format("%Y-%m-%d").to_string(),
        None => format!("day {days}"),
    }
}

/// ISO 8601 in UTC, with as many fraction digits as needed.
pub(crate) fn show_instant(micros: i64) -> String {
    match DateTime::from_timestamp_micros(micros) {
        Some(time) => time.naive_utc().format("%Y-%m-%dT%H:%M:%S%.f").to_string(),
        None => format!("microsecond {micros}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_strict() {
        assert_eq!(day("1970-01-02"), Some(1));
        assert_eq!(day("2020-02-30"), None);
        assert_eq!(day("2020-2-3"), None);
        assert_eq!(day("-0044-03-15").map(show_day).as_deref(), Some("-0044-03-15"));
        assert_eq!(day("2026-01-02T03:04:05"), day("2026-01-02"));
    }

    #[test]
    fn instants_of_any_precision() {
        assert_eq!(instant("1970-01-01T00:00:00.000001"), Some(1));
        assert_eq!(instant("1970-01-01T00:00:01Z"), Some(1_000_000));
        assert_eq!(instant("1970-01-01T01:00:00+01:00"), Some(0));
        assert_eq!(instant("1970-01-02"), Some(MICROS_A_DAY));
        assert_eq!(instant("yesterday"), None);
    }

    #[test]
    fn partial_dates_are_intervals() {
        let days = span("2020-02").map(|span| (show_day(span.first), show_day(span.last)));
        assert_eq!(days, Some(("2020-02-01".to_owned(), "2020-02-29".to_owned())));
        assert_eq!(span("2020").map(|span| span.last - span.first), Some(365));
        assert_eq!(span("20x0"), None);
    }
}
