//! The parameter `filter`: <https://www.crossref.org/documentation/retrieve-metadata/rest-api/rest-api-filters/>.
//! Values of one name are alternatives, names are conditions; those that share what stands before their dot are met
//! by one and the same element.

use std::{collections::HashSet, ops::Range};

use serapeum_model::{
    BadRequest, Comparison, Condition, Entity, Field, Predicate, Storage, Test, Value,
};

use super::{
    error::{self, Mistakes},
    period::Period,
    syntax::{self, Syntax},
    value::{self, Read},
};

/// Reads a filter of an entity's list; `valid` are the names that the route takes.
pub(super) fn read(
    entity: &'static Entity,
    text: &str,
    valid: &[&str],
    strict: bool,
    mistakes: &mut Mistakes,
) -> Predicate {
    let Some(pairs) = mistakes.note(pairs("filter", text)) else { return Predicate::everything() };
    let mut names: Vec<(&str, Vec<Predicate>)> = Vec::new();
    for (name, value) in pairs {
        if mistakes.are_many() {
            break;
        }
        let read = one(entity, name, value, valid, strict);
        let part =
            read.map_err(|mistake| mistake.at(place(text, name).start..place(text, value).end));
        let Some(part) = mistakes.note(part) else { continue };
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, parts)) => parts.push(part),
            None => names.push((name, vec![part])),
        }
    }
    let mut all: Vec<Predicate> = Vec::new();
    for (name, parts) in names {
        let part = either(parts);
        match group(entity, name) {
            None => all.push(part),
            Some(group) => {
                let known = all.iter_mut().find_map(|known| match known {
                    Predicate::AnyElement { group: other, all } if *other == group => Some(all),
                    _ => None,
                });
                match known {
                    Some(parts) => parts.push(part),
                    None => all.push(Predicate::AnyElement { group, all: vec![part] }),
                }
            }
        }
    }
    all.into_iter().fold(Predicate::everything(), Predicate::and)
}

/// Where a part of a text stands in it, in bytes.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

/// The names and values of `name:value,…`. Only the first colon of a pair counts: dates and URLs have more.
pub(super) fn pairs<'t>(
    parameter: &str,
    text: &'t str,
) -> Result<Vec<(&'t str, &'t str)>, BadRequest> {
    let pairs = text.trim_end_matches(',').split(',').map(|piece| {
        let (name, value) = piece.split_once(':')?;
        (!name.trim().is_empty() && !value.is_empty()).then(|| (name.trim(), value))
    });
    pairs.collect::<Option<Vec<_>>>().ok_or_else(|| error::not_pairs(parameter, text))
}

fn one(
    entity: &'static Entity,
    name: &str,
    value: &str,
    valid: &[&str],
    strict: bool,
) -> Result<Predicate, BadRequest> {
    let known = entity.filter(name).zip(syntax::of(name)).filter(|_| valid.contains(&name));
    let Some((test, syntax)) = known else {
        return Err(error::not_available("filter", "filter-not-available", "Filter", name, valid));
    };
    let field = test.field().and_then(|field| entity.field(field));
    let read = value::read(syntax, field, value, strict)?;
    if let Test::Absent(why) = test {
        let text = format!("Filter {name} cannot be answered here: {why}");
        return Err(BadRequest::coded("filter", "filter-not-available", name, text));
    }
    let predicate = apply(entity, test, field, syntax, read);
    // Unreachable while every filter's form fits its test, which a test of all filters shows.
    predicate.ok_or_else(|| {
        error::not_available("filter", "filter-not-available", "Filter", name, valid)
    })
}

fn apply(
    entity: &Entity,
    test: Test,
    field: Option<Field>,
    syntax: Syntax,
    read: Read,
) -> Option<Predicate> {
    Some(match (test, read) {
        (Test::Whether(condition), Read::Truth(truth)) => whether(entity, condition, truth),
        (Test::Is(_), Read::Truth(truth)) => match (field?, syntax) {
            (field, Syntax::Presence) if !truth => field.eq(true).not(),
            (field, _) => field.eq(truth),
        },
        (Test::Is(_), Read::Value(value)) if syntax == Syntax::Ror => anywhere(entity, &value),
        (Test::Is(_), Read::Value(value)) => field?.eq(value),
        (Test::Since(_), read) => bound(field?, read, Comparison::GreaterOrEqual),
        (Test::Until(_), read) => bound(field?, read, Comparison::LessOrEqual),
        _ => return None,
    })
}

fn whether(entity: &Entity, condition: &Condition, truth: bool) -> Predicate {
    match (condition, truth) {
        // A number that is missing is neither above the bound nor not.
        (Condition::Above(name, bound), false) => {
            entity.field(name).map_or_else(Predicate::nothing, |field| field.le(*bound))
        }
        (_, true) => entity.condition(condition),
        (_, false) => entity.condition(condition).not(),
    }
}

/// A ROR id, wherever a work has one.
fn anywhere(entity: &Entity, id: &Value) -> Predicate {
    let fields = ["affiliation.ror", "funder.ror", "institution.ror"];
    let parts = fields.iter().filter_map(|field| entity.field(field));
    Predicate::Any(parts.map(|field| field.eq(id.clone())).collect())
}

/// At least the beginning of a period, or at most its end.
fn bound(field: Field, read: Read, comparison: Comparison) -> Predicate {
    let since = comparison == Comparison::GreaterOrEqual;
    let value = match (read, field.kind.storage()) {
        (Read::Value(Value::Int(number)), Storage::Float) => Value::from(number as f64),
        (Read::Value(value), _) => value,
        (Read::Period(Period::Days(first, last)), Storage::Date) => {
            Value::Date(if since { first } else { last })
        }
        (Read::Period(period), _) => {
            let (first, last) = period.micros();
            Value::Time(if since { first } else { last })
        }
        (Read::Truth(truth), _) => Value::Bool(truth),
    };
    Predicate::Compare { field, comparison, value }
}

/// The group of elements that a filter asks for one of.
fn group(entity: &Entity, name: &str) -> Option<&'static str> {
    let test = entity.filter(name)?;
    entity.field(test.field()?)?.group
}

/// Any of several conditions; values of one field become a list.
fn either(mut parts: Vec<Predicate>) -> Predicate {
    if parts.len() == 1 {
        return parts.swap_remove(0);
    }
    let mut field = None;
    let mut seen = HashSet::new();
    let mut values = Vec::new();
    for part in &parts {
        match part {
            Predicate::Compare { field: of, comparison: Comparison::Equal, value }
                if field.is_none_or(|known| known == *of) =>
            {
                field = Some(*of);
                if seen.insert(value.to_string()) {
                    values.push(value.clone());
                }
            }
            _ => return Predicate::Any(parts),
        }
    }
    match field {
        Some(field) if values.len() > 1 => Predicate::In { field, values },
        _ => parts.swap_remove(0),
    }
}
