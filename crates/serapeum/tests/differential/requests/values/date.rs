//! Days and instants, and their bounds.

use super::atom;
use crate::{
    oracle::{
        Oracle,
        calendar::show_days,
        fields::{Class, Field},
        form::Form,
        value::Atom,
    },
    rng::Rng,
};

const DAY: i64 = 86_400_000_000;

pub(super) fn value(oracle: &Oracle, field: &Field, rng: &mut Rng) -> Option<String> {
    let one = |rng: &mut Rng| -> Option<String> {
        let Atom::Int(at) = atom(oracle, field, rng)? else { return None };
        let days = if field.form == Form::Time { at.div_euclid(DAY) } else { at };
        let shift = if rng.chance(20) { rng.below(40) as i64 - 20 } else { 0 };
        let day = show_days(days + shift);
        if !field.timed || rng.chance(60) {
            return Some(day);
        }
        let second = at.rem_euclid(DAY) / 1_000_000;
        let clock = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
        let end = match rng.below(3) {
            0 => "Z".to_owned(),
            1 => format!(".{:06}", at.rem_euclid(1_000_000)),
            _ => String::new(),
        };
        Some(format!("{day}T{clock}{end}"))
    };
    let (first, second) = (one(rng)?, one(rng)?);
    if field.class != Class::Date {
        return Some(if rng.chance(5) { format!("{first} {second}") } else { first });
    }
    Some(match rng.below(10) {
        0 | 1 => format!(">{first}"),
        2 | 3 => format!("<{first}"),
        4 => format!("{first}|{second}"),
        5 => format!("!{first}|{second}"),
        6 => "null".to_owned(),
        7 => format!(">{} <{}", (&first).min(&second), (&first).max(&second)),
        _ => first,
    })
}
