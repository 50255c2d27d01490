//! Values in records: finding them, and reading them by their form.

use std::cmp::Ordering;

use serde_json::Value;

use super::{
    calendar::{days, micros},
    fields::Field,
    form::Form,
};

/// One value, in its normal form.
#[derive(Debug, Clone, PartialEq, PartialOrd)]
pub(crate) enum Atom {
    Bool(bool),
    /// Whole numbers, ids, days and microseconds.
    Int(i64),
    Float(f64),
    Text(String),
}

impl Atom {
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Atom::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Atom::Int(number) => Some(*number as f64),
            Atom::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// In lower case.
    pub(crate) fn folded(&self) -> Atom {
        match self {
            Atom::Text(text) => Atom::Text(text.to_lowercase()),
            other => other.clone(),
        }
    }
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
pub(super) fn walk<'v>(value: &'v Value, path: &[&str], found: &mut Vec<&'v Value>) {
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

pub(super) fn atom(form: Form, value: &Value) -> Option<Atom> {
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
        // Older records of authors hold numbers of concepts alone.
        (Form::Id('C'), Value::String(text)) if text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().ok().map(Atom::Int)
        }
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
        (Form::Digits, Value::Number(number)) => Some(Atom::Text(number.to_string())),
        _ => None,
    }
}

/// The number of an id: the digits after the letter.
pub(crate) fn number_of(id: &str) -> Option<i64> {
    id.rsplit('/').next()?.get(1..)?.parse().ok()
}
