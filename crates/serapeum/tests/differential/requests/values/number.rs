//! Numbers and their bounds.

use super::{atom, long};
use crate::{
    oracle::{Oracle, fields::Field, form::Form, value::Atom},
    rng::Rng,
};

pub(super) fn value(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    let one = |rng: &mut Rng| {
        let shift = if rng.chance(10) { 1 + rng.below(1_000_000) as i64 } else { 0 };
        match atom(oracle, field, rng)? {
            Atom::Int(number) if number >= 0 => Some(((number + shift) as f64, number + shift)),
            Atom::Float(number) if number >= 0.0 => Some((number, 0)),
            _ => None,
        }
    };
    let show = |(float, whole): (f64, i64)| match field.form {
        Form::Float => format!("{float}"),
        _ => whole.to_string(),
    };
    if rng.below(30) == 0 {
        return long(rng, |rng| one(rng).map(&show));
    }
    let (a, b) = (one(rng)?, one(rng)?);
    let (low, high) = if a.0 <= b.0 { (show(a), show(b)) } else { (show(b), show(a)) };
    Some(match rng.below(16) {
        0 | 1 => format!("<{low}"),
        2 | 3 => format!(">{low}"),
        4 => format!("-{low}"),
        5 => format!("{low}-"),
        6 | 7 => format!("{low}-{high}"),
        8 => format!("!{low}"),
        9 => format!("!{low}-{high}"),
        10 => format!("{low}|{high}"),
        11 => format!("!{low}|{high}"),
        12 => format!("{low}|{high}-|null"),
        13 => (*rng.pick(&["null", "!null"])).to_owned(),
        14 if field.form == Form::Int && rng.chance(50) => format!("{low}.0"),
        14 if field.form == Form::Int => format!("{low}e0"),
        14 => format!(">{:.2}", a.0),
        _ => high,
    })
}
