//! Values in records: finding them, and reading them by their form.

use std::cmp::Ordering;

use serde_json::Value;

use super::{fields::Field, form::Form};

/// One value, in its normal form.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub(crate) enum Atom {
    Bool(bool),
    /// Whole numbers, ids, days and microseconds.
    Int(i64),
    Float(f64),
    Text(String),
}

pub(crate) fn compare(a: &Atom, b: &Atom) -> Ordering {
    a.partial_cmp(b).unwrap()
}

/// The values of a field in a record: smallest first, each once; of a field that is single, the first one found.
pub(crate) fn values(field: &Field, record: &Value) -> Vec<Atom> {
    for path in &field.paths {
        let mut found = Vec::new();
        walk(record, path, &mut found);
        let mut atoms: Vec<Atom> =
            found.into_iter().filter_map(|value| atom(field.form, value)).collect();
        if atoms.is_empty() {
            continue;
        }
        if !field.many {
            atoms.truncate(1);
        }
        atoms.sort_by(compare);
        atoms.dedup();
        return atoms;
    }
    Vec::new()
}

/// What stands at a path; every element of every array on the way.
fn walk<'v>(value: &'v Value, path: &[&str], found: &mut Vec<&'v Value>) {
    match (value, path) {
        (Value::Array(elements), _) => {
            elements.iter().for_each(|element| walk(element, path, found));
        }
        (Value::Null, _) => {}
        (_, []) => found.push(value),
        (Value::Object(members), [name, rest @ ..]) => {
            if let Some(member) = members.get(*name) {
                walk(member, rest, found);
            }
        }
        _ => {}
    }
}

fn atom(form: Form, value: &Value) -> Option<Atom> {
    match (form, value) {
        (Form::Any, Value::Object(members)) => (!members.is_empty()).then_some(Atom::Bool(true)),
        (Form::Any, Value::String(text)) => (!text.is_empty()).then_some(Atom::Bool(true)),
        (Form::Any, _) => Some(Atom::Bool(true)),
        (Form::Bool, Value::Bool(truth)) => Some(Atom::Bool(*truth)),
        (Form::Int, Value::Number(number)) => match number.as_i64() {
            Some(whole) => Some(Atom::Int(whole)),
            None => number.as_f64().filter(|n| n.fract() == 0.0).map(|n| Atom::Int(n as i64)),
        },
        (Form::Float, Value::Number(number)) => number.as_f64().map(Atom::Float),
        (Form::Int, Value::String(text)) => text.parse().ok().map(Atom::Int),
        (Form::Float, Value::String(text)) => text.parse().ok().map(Atom::Float),
        (Form::Day, Value::String(text)) => days(text.get(..10)?).map(Atom::Int),
        (Form::Time, Value::String(text)) => micros(text).map(Atom::Int),
        (Form::Id(letter), Value::String(text)) => {
            let own = text.rsplit('/').next()?.starts_with(letter)
                || (letter == 'S' && text.rsplit('/').next()?.starts_with('V'));
            if own { number_of(text).map(Atom::Int) } else { None }
        }
        (Form::AnyId, Value::String(text)) => {
            let id = text.rsplit('/').next()?;
            number_of(id).map(|_| Atom::Text(id.to_owned()))
        }
        (_, Value::String(text)) => form.normal(text).map(Atom::Text),
        (Form::Code(_) | Form::Exact | Form::Folded | Form::Lower, Value::Number(number)) => {
            form.normal(&number.to_string()).map(Atom::Text)
        }
        _ => None,
    }
}

/// The number of an id: the digits after the letter.
pub(crate) fn number_of(id: &str) -> Option<i64> {
    id.rsplit('/').next()?.get(1..)?.parse().ok()
}

/// Days since 1970-01-01 of `yyyy-mm-dd`, by counting.
pub(crate) fn days(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let shaped = bytes.len() == 10
        && bytes.iter().enumerate().all(|(i, b)| match i {
            4 | 7 => *b == b'-',
            _ => b.is_ascii_digit(),
        });
    if !shaped {
        return None;
    }
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if leap { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if !(1..=12).contains(&month) || !(1..=months[month as usize - 1]).contains(&day) {
        return None;
    }
    // Leap days before the year, counted from the year 0, which is one.
    let leaps = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let years = (year - 1970) * 365 + leaps(year - 1) - leaps(1969);
    let before: i64 = months[..month as usize - 1].iter().sum();
    Some(years + before + day - 1)
}

/// `yyyy-mm-dd` of days since 1970-01-01: for making requests.
pub(crate) fn show_days(wanted: i64) -> String {
    let mut year = 1970 + wanted.div_euclid(366);
    while days(&format!("{:04}-01-01", year + 1)).is_some_and(|first| first <= wanted) {
        year += 1;
    }
    for month in (1..=12).rev() {
        let first = days(&format!("{year:04}-{month:02}-01")).unwrap();
        if first <= wanted {
            return format!("{year:04}-{month:02}-{:02}", wanted - first + 1);
        }
    }
    format!("{:04}-12-31", year - 1)
}

/// Microseconds since 1970-01-01T00:00 of a day, or of a day and a time in UTC.
pub(crate) fn micros(text: &str) -> Option<i64> {
    let day = days(text.get(..10)?)? * 86_400_000_000;
    let Some(time) = text.get(11..) else { return (text.len() == 10).then_some(day) };
    let time = time.trim_end_matches('Z').trim_end_matches("+00:00");
    let (clock, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut parts = clock.split(':').map(|part| part.parse::<i64>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let fraction: i64 = format!("{fraction:0<6}")[..6].parse().ok()?;
    Some(day + ((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction)
}
