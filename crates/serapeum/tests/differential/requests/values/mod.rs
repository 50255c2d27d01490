//! Values of filters: taken from the data, spelt in all the ways that the API reads, with its operators.

mod date;
mod number;
mod shape;
mod spelling;
mod text;

pub(super) use shape::{SHAPES, Shape, shape};

use crate::{
    oracle::{
        Oracle,
        fields::{Class, Field},
        form::Form,
        value::Atom,
    },
    rng::Rng,
};

/// The value of a filter as it stands behind the colon; `None` where a value at hand cannot be written.
pub(super) fn value(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    match field.class {
        Class::Refused | Class::Words => Some("energy".to_owned()),
        Class::Bool => Some(listed(rng, &["true", "false", "null"], &["True", "FALSE", "!null"])),
        Class::Exists | Class::South | Class::MagOnly | Class::OldAuthors | Class::Open(_) => {
            Some(listed(rng, &["true", "false"], &["TRUE", "False"]))
        }
        Class::Continent => {
            let names = ["europe", "Q48", "north_america", "Asia", "q18", "africa", "oceania"];
            Some(listed(rng, &names, &["!europe", "!Q48", "null", "!null", "asia !q46"]))
        }
        Class::OpenVersion => {
            let names = ["any", "acceptedOrPublished", "published"];
            Some(listed(rng, &names, &["!any", "!published", "PUBLISHED", "any !published"]))
        }
        Class::Number => number::value(oracle, field, rng),
        Class::Date | Class::Since | Class::Until => date::value(oracle, field, rng),
        Class::Prefix => {
            let atom = atom(oracle, field, rng)?;
            let length = 4 + rng.below(8);
            let text: String = atom.text()?.chars().take(length).collect();
            Some(text).filter(|text| text::plain(text))
        }
        _ => text::value(oracle, field, rng),
    }
}

/// One of some values, sometimes several, or one that stands alone.
fn listed(rng: &mut Rng, values: &[&str], alone: &[&str]) -> String {
    match rng.below(10) {
        0 => format!("{}|{}", rng.pick(values), rng.pick(values)),
        1 => format!("!{}|{}", rng.pick(values), rng.pick(values)),
        2 | 3 => (*rng.pick(alone)).to_owned(),
        _ => (*rng.pick(values)).to_owned(),
    }
}

/// A value of some record; one that no record has, if there is none.
fn atom(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<Atom> {
    let table = oracle.table(field.entity);
    let column = table.column(field);
    for _ in 0..30 {
        if column.rows.is_empty() {
            break;
        }
        let at = rng.below(column.rows.len());
        let row = &column.rows[at];
        if row.is_empty() {
            continue;
        }
        return Some(match field.class {
            // The record that has the list, not what the list has.
            Class::Listed => table.records[at].id.clone(),
            _ => column.values[*rng.pick(row) as usize].clone(),
        });
    }
    let n = rng.below(5000) as i64;
    Some(match field.form {
        Form::Id(_) | Form::Int | Form::Day | Form::Time => Atom::Int(n + 10),
        Form::Float => Atom::Float(n as f64 / 7.0),
        Form::AnyId => Atom::Text(format!("P{}", 4_310_000_000 + n)),
        Form::Doi => Atom::Text(format!("10.{}/x{n}", n + 1000)),
        Form::Orcid => Atom::Text(format!("0000-0001-0000-{n:04}")),
        Form::Ror => Atom::Text(format!("0abc{n:05}")),
        Form::Issn => Atom::Text(format!("{n:04}-000X")),
        _ => Atom::Text(format!("none{n}")),
    })
}

/// More values than the original allows.
fn long(rng: &mut Rng, mut one: impl FnMut(&mut Rng) -> Option<String>) -> Option<String> {
    let sign = if rng.chance(30) { "!" } else { "" };
    let values: Option<Vec<String>> = (0..101 + rng.below(60)).map(|_| one(rng)).collect();
    let plain: Vec<String> = values?.into_iter().filter(|value| text::plain(value)).collect();
    let ending = if rng.chance(20) { "|null" } else { "" };
    (plain.len() > 100).then(|| format!("{sign}{}{ending}", plain.join("|")))
}
