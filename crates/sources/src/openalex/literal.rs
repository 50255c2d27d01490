//! The values of filters, read by the kind of their field. See
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/filter-entity-lists>.

use serapeum_model::{Field, Kind, Value, day, instant};

use super::{codes, ids};

/// The letters of OpenAlex ids, `V` of former times among them.
const LETTERS: &str = "WAICFVPSTG";

/// The first identifier in a text, as the original finds it: a letter and at least two digits, in any case, with
/// anything around it. The number is `None` where it is too large for any record. A text that is nothing but a
/// letter and a digit counts too, because small samples number their records from 1.
pub(super) fn openalex_id(text: &str) -> Option<(char, Option<i64>)> {
    let upper = text.trim().to_ascii_uppercase();
    let bytes = upper.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let letter = char::from(*byte);
        if !LETTERS.contains(letter) {
            continue;
        }
        let rest = &bytes[at + 1..];
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let alone =
            digits == 1 && rest.len() == 1 && (at == 0 || matches!(bytes[at - 1], b'/' | b':'));
        if digits >= 2 || alone {
            let number = upper.get(at + 1..at + 1 + digits)?;
            return Some((letter, number.parse().ok()));
        }
    }
    None
}

/// An identifier as a value of a field; the inner `None` is one that no record can have, such as one of another
/// letter. The outer `None` is no identifier at all.
pub(super) fn id(field: Field, text: &str) -> Option<Option<Value>> {
    let (letter, number) = openalex_id(text)?;
    let fits = match field.kind {
        Kind::Id(form) => letter == form.letter || Some(letter) == form.formerly,
        _ => true,
    };
    let value = number.filter(|_| fits).map(|number| match field.kind {
        Kind::Id(_) => Value::Int(number),
        _ => Value::Text(format!("{letter}{number}")),
    });
    Some(value)
}

/// A text value in the form in which records are stored and compared; `None` is one that no record can have.
pub(super) fn term(field: Field, text: &str) -> Option<Value> {
    let normal = match field.kind {
        Kind::Code(form) if std::ptr::eq(form, &codes::SCOPUS) => return scopus(text),
        _ => field.kind.normal(text)?.into_owned(),
    };
    Some(Value::Text(if field.kind.folds() { normal.to_lowercase() } else { normal }))
}

/// A Scopus author id: its digits, wherever they stand. Records keep what follows them in the URL.
fn scopus(text: &str) -> Option<Value> {
    let text = text.split_once("authorID=").map_or(text, |(_, rest)| rest);
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then(|| Value::Text(format!("{digits}{}", codes::SCOPUS_END)))
}

/// A number in a filter. Whole ones keep their precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    Whole(i64),
    Broken(f64),
}

impl Number {
    /// Reads what the original's float parser reads, without infinities.
    pub(super) fn read(text: &str) -> Option<Number> {
        let text = text.trim();
        if let Ok(whole) = text.parse() {
            return Some(Number::Whole(whole));
        }
        let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
        // From 2^53 on a float is a whole number anyway; the cast saturates.
        let whole = number.fract() == 0.0;
        Some(if whole { Number::Whole(number as i64) } else { Number::Broken(number) })
    }

    /// As the value of a field that equals it; `None` if none can.
    pub(super) fn exact(self, field: Field) -> Option<Value> {
        match (field.kind, self) {
            (Kind::Float, _) => Some(self.float()),
            (_, Number::Whole(whole)) => Some(Value::Int(whole)),
            (_, Number::Broken(_)) => None,
        }
    }

    /// As the least value of a field that is not below it.
    pub(super) fn at_least(self, field: Field) -> Value {
        self.rounded(field, f64::ceil)
    }

    /// As the largest value of a field that is not above it.
    pub(super) fn at_most(self, field: Field) -> Value {
        self.rounded(field, f64::floor)
    }

    fn rounded(self, field: Field, round: fn(f64) -> f64) -> Value {
        match (field.kind, self) {
            (Kind::Float, _) => self.float(),
            (_, Number::Whole(whole)) => Value::Int(whole),
            (_, Number::Broken(number)) => Value::Int(round(number) as i64),
        }
    }

    fn float(self) -> Value {
        match self {
            Number::Whole(whole) => Value::from(whole as f64),
            Number::Broken(number) => Value::from(number),
        }
    }
}

/// A day, spelt `yyyy-mm-dd` and in no other way.
pub(super) fn date(text: &str) -> Option<i32> {
    if text.len() == 10 { day(text) } else { None }
}

/// A date with a time.
pub(super) fn time(text: &str) -> Option<i64> {
    if text.len() > 10 { instant(text) } else { None }
}

/// What stands before every identifier, where a text begins with it.
pub(super) fn without_host(text: &str) -> &str {
    let http = ids::PREFIX.replacen("https", "http", 1);
    [ids::PREFIX, http.as_str(), "https://api.openalex.org/"]
        .iter()
        .find_map(|host| {
            let head = text.get(..host.len())?;
            head.eq_ignore_ascii_case(host).then(|| &text[host.len()..])
        })
        .unwrap_or(text)
}
