//! Dates in requests: <https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters/>. A partial
//! date stands for the whole of its year, month, day, hour, minute or second.

use serapeum_model::{instant, span};

const MICROS_A_DAY: i64 = 86_400_000_000;

/// What a date stands for, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    /// Days since 1970-01-01.
    Days(i32, i32),
    /// Microseconds since 1970-01-01T00:00:00Z, within a day.
    Micros(i64, i64),
}

/// What is wrong with a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It has not the form of one.
    Form,
    /// There is no such day or time.
    Calendar,
}

/// Reads a date; one with a time of day only where `timed`.
pub(super) fn read(text: &str, timed: bool) -> Result<Period, Fault> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) if timed => (date, Some(time.strip_suffix('Z').unwrap_or(time))),
        _ => (text, None),
    };
    if !shaped(date, '-', &[4, 2, 2]) {
        return Err(Fault::Form);
    }
    let days = span(date).ok_or(Fault::Calendar)?;
    let Some(time) = time else { return Ok(Period::Days(days.first, days.last)) };
    if date.len() != 10 || !shaped(time, ':', &[2, 2, 2]) {
        return Err(Fault::Form);
    }
    let (rest, length) = match time.len() {
        2 => (":00:00", 3_600_000_000),
        5 => (":00", 60_000_000),
        _ => ("", 1_000_000),
    };
    let first = instant(&format!("{date}T{time}{rest}")).ok_or(Fault::Calendar)?;
    Ok(Period::Micros(first, first + length - 1))
}

/// Groups of so many digits each, of which later ones may be missing.
fn shaped(text: &str, separator: char, lengths: &[usize]) -> bool {
    let parts: Vec<&str> = text.split(separator).collect();
    parts.len() <= lengths.len()
        && parts
            .iter()
            .zip(lengths)
            .all(|(part, length)| part.len() == *length && part.bytes().all(|b| b.is_ascii_digit()))
}

impl Period {
    /// The first and the last microsecond.
    pub(super) fn micros(self) -> (i64, i64) {
        match self {
            Period::Micros(first, last) => (first, last),
            Period::Days(first, last) => {
                (i64::from(first) * MICROS_A_DAY, (i64::from(last) + 1) * MICROS_A_DAY - 1)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_as_long_as_its_precision() {
        assert_eq!(read("1970", false), Ok(Period::Days(0, 364)));
        assert_eq!(read("1970-02", false), Ok(Period::Days(31, 58)));
        assert_eq!(read("1970-01-02", true), Ok(Period::Days(1, 1)));
        assert_eq!(read("1970-01-01T01", true), Ok(Period::Micros(3_600_000_000, 7_199_999_999)));
        assert_eq!(read("1970-01-01T00:01", true), Ok(Period::Micros(60_000_000, 119_999_999)));
        assert_eq!(read("1970-01-01T00:00:01Z", true), Ok(Period::Micros(1_000_000, 1_999_999)));
        assert_eq!(Period::Days(0, 0).micros(), (0, MICROS_A_DAY - 1));
    }

    #[test]
    fn anything_else_is_none() {
        let forms = ["", "70", "1970-1", "1970-01-02T01", "19700101", "1970-01-01-01", "tomorrow"];
        for text in forms {
            assert_eq!(read(text, false), Err(Fault::Form), "{text}");
        }
        for text in ["2019-02-30", "2019-13", "2019-00"] {
            assert_eq!(read(text, false), Err(Fault::Calendar), "{text}");
        }
        assert_eq!(read("2019-02-03T25", true), Err(Fault::Calendar));
        for text in ["2019-02T10", "2019-02-03T1", "2019-02-03T", "2019-02-03T10:00:00.5"] {
            assert_eq!(read(text, true), Err(Fault::Form), "{text}");
        }
    }
}
