//! The operators in a filter's value, so that it can be told which were used.

use crate::oracle::fields::Class;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    Plain,
    Quoted,
    Null,
    NotNull,
    Not,
    Or,
    /// More than 100 values.
    LongOr,
    Nor,
    And,
    Below,
    Above,
    AtMost,
    AtLeast,
    Range,
    NotRange,
}

use Shape::*;

const TRUTHS: &[Shape] = &[Plain, Or, Nor];
const TEXTS: &[Shape] = &[Plain, Quoted, Null, NotNull, Not, Or, LongOr, Nor, And];
const NUMBERS: &[Shape] =
    &[Plain, Null, NotNull, Not, Or, LongOr, Nor, Below, Above, AtMost, AtLeast, Range, NotRange];

/// What each class must have been asked with.
pub(crate) const SHAPES: &[(Class, &[Shape])] = &[
    (Class::Bool, &[Plain, Null, NotNull, Or, Nor]),
    (Class::Exists, TRUTHS),
    (Class::South, TRUTHS),
    (Class::Number, NUMBERS),
    (Class::Date, &[Plain, Null, Or, Nor, And, Below, Above]),
    (Class::Since, &[Plain]),
    (Class::Until, &[Plain]),
    (Class::Id, TEXTS),
    (Class::Term, TEXTS),
    (Class::Continent, &[Plain, Null, NotNull, Not, Or, Nor, And]),
];

pub(crate) fn shape(value: &str) -> Shape {
    let bare = value.trim_matches('"');
    let parts = bare.split('|').count();
    let negated = bare.starts_with('!');
    match bare {
        _ if parts > 100 => LongOr,
        _ if parts > 1 && negated => Nor,
        _ if parts > 1 => Or,
        _ if bare.len() < value.len() => Quoted,
        _ if bare.contains(' ') => And,
        "null" => Null,
        "!null" => NotNull,
        _ if negated && is_range(&bare[1..]) => NotRange,
        _ if negated => Not,
        _ if bare.starts_with('<') => Below,
        _ if bare.starts_with('>') => Above,
        _ if bare.starts_with('-') => AtMost,
        _ if bare.ends_with('-') => AtLeast,
        _ if is_range(bare) => Range,
        _ => Plain,
    }
}

fn is_range(text: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().is_ok();
    text.split_once('-').is_some_and(|(low, high)| number(low) && number(high))
}
