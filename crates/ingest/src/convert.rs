//! What becomes of a JSON value in a column: the value, nothing (null, the empty text), or a value that does not
//! conform, which is null and counted.

use std::{borrow::Cow, fmt::Write as _};

use chrono::{Datelike as _, NaiveDate};
use serapeum_model::{IdForm, Kind, day, instant, span};

use crate::extract::Scalar;

/// The value does not conform to its field.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wrong;

/// A value, or nothing.
pub(crate) type Converted<T> = Result<Option<T>, Wrong>;

const EPOCH_FROM_CE: i32 = 719_163;
const MICROS_A_DAY: i64 = 86_400_000_000;
/// Two to the 63rd: the first float beyond 64-bit integers.
const BEYOND: f64 = 9_223_372_036_854_775_808.0;

/// Integers, floats without fraction, numeric text.
pub(crate) fn integer(value: Scalar<'_>) -> Converted<i64> {
    match value {
        Scalar::Int(number) => Ok(Some(number)),
        Scalar::Float(number) => whole(number),
        Scalar::Text(text) => match text.trim() {
            "" => Ok(None),
            text => match text.parse() {
                Ok(number) => Ok(Some(number)),
                Err(_) => decimal(text).ok_or(Wrong).and_then(whole),
            },
        },
        _ => Err(Wrong),
    }
}

fn whole(number: f64) -> Converted<i64> {
    let fits = number.fract() == 0.0 && number.abs() < BEYOND;
    if fits { Ok(Some(number as i64)) } else { Err(Wrong) }
}

/// A number as JSON writes it: Rust would also read `inf`, `nan` and `+1`.
fn decimal(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E'));
    text.parse().ok().filter(|number: &f64| plain && number.is_finite())
}

/// Floats, integers, numeric text; never -0.0.
pub(crate) fn float(value: Scalar<'_>) -> Converted<f64> {
    match value {
        Scalar::Int(number) => Ok(Some(number as f64)),
        Scalar::Float(number) => Ok(Some(number + 0.0)),
        Scalar::Text(text) => match text.trim() {
            "" => Ok(None),
            text => decimal(text).map(|number| Some(number + 0.0)).ok_or(Wrong),
        },
        _ => Err(Wrong),
    }
}

/// Truth values; also whether something is there.
pub(crate) fn boolean(value: Scalar<'_>) -> Converted<bool> {
    match value {
        Scalar::Bool(truth) => Ok(Some(truth)),
        Scalar::Present => Ok(Some(true)),
        Scalar::Text("") => Ok(None),
        _ => Err(Wrong),
    }
}

/// Identifiers of one letter.
pub(crate) fn id(form: &IdForm, value: Scalar<'_>) -> Converted<i64> {
    match value {
        Scalar::Text("") => Ok(None),
        Scalar::Text(text) => {
            usual(form, text).or_else(|| form.number(text)).map(Some).ok_or(Wrong)
        }
        _ => Err(Wrong),
    }
}

/// The number of an identifier in the spelling that nearly all have: a record may hold thousands.
#[inline]
fn usual(form: &IdForm, text: &str) -> Option<i64> {
    let digits = text.strip_prefix(form.prefix)?.strip_prefix(form.letter)?.as_bytes();
    if !matches!(digits, [b'1'..=b'9', rest @ ..] if rest.len() < 18) {
        return None;
    }
    digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
    })
}

/// Days, instants (their day), years and months (their first day), arrays of numbers.
pub(crate) fn date(value: Scalar<'_>) -> Converted<i32> {
    match value {
        Scalar::Text("") => Ok(None),
        Scalar::Text(text) => {
            let found = day(text).or_else(|| span(text).map(|span| span.first));
            // An offset can move an instant to another day.
            let moved =
                || instant(text).and_then(|at| i32::try_from(at.div_euclid(MICROS_A_DAY)).ok());
            let found = if text.len() > 10 { moved().or(found) } else { found };
            found.map(Some).ok_or(Wrong)
        }
        Scalar::Parts(year, month, day) => civil(year, month, day).map(Some).ok_or(Wrong),
        _ => Err(Wrong),
    }
}

fn civil(year: i64, month: Option<i64>, day: Option<i64>) -> Option<i32> {
    let year = i32::try_from(year).ok().filter(|year| (-9999..=9999).contains(year))?;
    let month = u32::try_from(month.unwrap_or(1)).ok()?;
    let day = u32::try_from(day.unwrap_or(1)).ok()?;
    Some(NaiveDate::from_ymd_opt(year, month, day)?.num_days_from_ce() - EPOCH_FROM_CE)
}

/// The year of whatever is a date, or a year itself.
pub(crate) fn year(value: Scalar<'_>) -> Converted<i64> {
    if let Ok(Some(number)) = integer(value) {
        return if (-9999..=9999).contains(&number) { Ok(Some(number)) } else { Err(Wrong) };
    }
    let of = |days: i32| NaiveDate::from_num_days_from_ce_opt(days.checked_add(EPOCH_FROM_CE)?);
    match date(value)? {
        None => Ok(None),
        Some(days) => of(days).map(|date| Some(date.year().into())).ok_or(Wrong),
    }
}

/// Instants of any precision, in microseconds; a bare day is its start.
pub(crate) fn timestamp(value: Scalar<'_>) -> Converted<i64> {
    match value {
        Scalar::Text("") => Ok(None),
        Scalar::Text(text) => {
            let first = || span(text).map(|span| i64::from(span.first) * MICROS_A_DAY);
            instant(text).or_else(first).map(Some).ok_or(Wrong)
        }
        _ => Err(Wrong),
    }
}

/// Text in the normal form of its kind; keywords and codes take integers too. `digits` is a buffer.
pub(crate) fn text<'t>(
    kind: Kind,
    value: Scalar<'t>,
    digits: &'t mut String,
) -> Converted<Cow<'t, str>> {
    let text = match value {
        Scalar::Text("") => return Ok(None),
        Scalar::Text(text) => text,
        Scalar::Int(number) if matches!(kind, Kind::Keyword(_) | Kind::Code(_)) => {
            digits.clear();
            write!(digits, "{number}").map_err(|_| Wrong)?;
            digits
        }
        _ => return Err(Wrong),
    };
    kind.normal(text).map(Some).ok_or(Wrong)
}

#[cfg(test)]
mod tests {
    use super::{Scalar::*, *};

    static FORM: IdForm =
        IdForm { prefix: "https://x.org/", letter: 'W', formerly: None, bare: false };

    #[test]
    fn numbers() {
        for (value, expected) in [
            (Int(7), Ok(Some(7))),
            (Float(2020.0), Ok(Some(2020))),
            (Float(0.5), Err(Wrong)),
            (Float(BEYOND), Err(Wrong)),
            (Text("12"), Ok(Some(12))),
            (Text("12.0"), Ok(Some(12))),
            (Text(" "), Ok(None)),
            (Text("inf"), Err(Wrong)),
            (Text("12a"), Err(Wrong)),
            (Bool(true), Err(Wrong)),
            (Odd, Err(Wrong)),
        ] {
            assert_eq!(integer(value), expected, "{value:?}");
        }
        assert_eq!(float(Int(3)), Ok(Some(3.0)));
        assert_eq!(float(Text("1e3")), Ok(Some(1000.0)));
        assert_eq!(float(Float(-0.0)).map(|f| f.map(f64::to_bits)), Ok(Some(0.0f64.to_bits())));
        assert_eq!(float(Text("NaN")), Err(Wrong));
        assert_eq!(boolean(Bool(false)), Ok(Some(false)));
        assert_eq!(boolean(Int(1)), Err(Wrong));
        assert_eq!(id(&FORM, Text("https://x.org/W12")), Ok(Some(12)));
        for text in [
            "A12",
            "https://x.org/W012",
            "https://x.org/W",
            "W9999999999999999999",
            "https://x.org/W1x",
        ] {
            assert_eq!(id(&FORM, Text(text)), Err(Wrong), "{text}");
        }
        assert_eq!(id(&FORM, Text("HTTPS://X.org/W0")), Ok(Some(0)));
        assert_eq!(id(&FORM, Text("W999999999999999999")), Ok(Some(999_999_999_999_999_999)));
        assert_eq!(id(&FORM, Int(12)), Err(Wrong));
    }

    #[test]
    fn times() {
        for (value, expected) in [
            (Text("1970-01-02"), Ok(Some(1))),
            (Text("1970-01-02T03:04:05.123456"), Ok(Some(1))),
            (Text("1970-01-02T00:30:00+01:00"), Ok(Some(0))),
            (Text("1970-02"), Ok(Some(31))),
            (Text("1971"), Ok(Some(365))),
            (Text("1970-02-30"), Err(Wrong)),
            (Text(""), Ok(None)),
            (Parts(1970, Some(2), None), Ok(Some(31))),
            (Parts(1970, Some(13), None), Err(Wrong)),
            (Parts(i64::MAX, None, None), Err(Wrong)),
            (Int(1970), Err(Wrong)),
        ] {
            assert_eq!(date(value), expected, "{value:?}");
        }
        assert_eq!(year(Text("2020-05-01")), Ok(Some(2020)));
        assert_eq!(year(Int(2020)), Ok(Some(2020)));
        assert_eq!(timestamp(Text("1970-01-01T00:00:00.000001")), Ok(Some(1)));
        assert_eq!(timestamp(Text("1970-01-02")), Ok(Some(MICROS_A_DAY)));
        assert_eq!(timestamp(Text("soon")), Err(Wrong));
    }

    #[test]
    fn texts() {
        let mut digits = String::new();
        assert_eq!(text(Kind::KEYWORD, Int(-3), &mut digits), Ok(Some("-3".into())));
        assert_eq!(text(Kind::KEYWORD, Text(""), &mut digits), Ok(None));
        assert_eq!(text(Kind::KEYWORD, Bool(true), &mut digits), Err(Wrong));
        assert_eq!(
            text(Kind::Doi, Text("https://doi.org/10.1/A"), &mut digits),
            Ok(Some("10.1/a".into()))
        );
        assert_eq!(text(Kind::Doi, Text("x"), &mut digits), Err(Wrong));
        assert_eq!(text(Kind::Orcid, Int(3), &mut digits), Err(Wrong));
    }
}
