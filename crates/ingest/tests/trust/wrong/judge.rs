//! What is to become of a record, decided from the table's words alone and by another way than an ingest's.

use serapeum_model::{Case, CodeForm, Derive, Field, Kind, Path, Step};
use serde_json::Value;

/// What a column is to have of a record.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Expected {
    /// Whether there is a value; of numbers of values and the like, whether it is another than 0 and false.
    pub(crate) filled: bool,
    /// How many values did not conform.
    pub(crate) wrong: u64,
}

/// What is to be in a column, for a record in which all values at one place are alike.
pub(crate) fn expected(field: Field, path: &Path, record: &Value) -> Expected {
    let mut expected = Expected::default();
    for steps in &path.alternatives {
        let mut found = Vec::new();
        find(record, steps, path.derive == Derive::FirstDay, &mut found);
        // An object is what a longer alternative asks for.
        let goes_on = |other: &Vec<Step>| other.len() > steps.len() && other.starts_with(steps);
        let held = path.alternatives.iter().any(goes_on);
        let is_held = |value: &Value| held && value.is_object();
        for value in found.into_iter().filter(|value| !is_held(value)) {
            match verdict(field.kind, path.derive, &value) {
                Verdict::Right => expected.filled = true,
                Verdict::Wrong => expected.wrong += 1,
                Verdict::Nothing => {}
            }
        }
        // An earlier alternative that has a value is all that counts.
        if expected.filled {
            break;
        }
    }
    expected
}

/// The values at a path: arrays are walked wherever they are, but for the days that are arrays.
fn find(value: &Value, steps: &[Step], days: bool, found: &mut Vec<Value>) {
    // Whatever is in such an array, it is one day.
    let part = |item: &Value| item.is_number() || item.is_boolean();
    let is_day = |items: &[Value]| days && steps.is_empty() && items.iter().all(part);
    match (value, steps) {
        (Value::Null, _) => {}
        (Value::Array(items), _) if is_day(items) && !items.is_empty() => found.push(value.clone()),
        (Value::Array(items), _) => {
            items.iter().for_each(|item| find(item, steps, days, found));
        }
        (_, []) => found.push(value.clone()),
        (Value::Object(members), [step, rest @ ..]) => match step {
            Step::Member(name) => {
                members.get(name).into_iter().for_each(|below| find(below, rest, days, found));
            }
            Step::Any => members.values().for_each(|below| find(below, rest, days, found)),
            Step::Key => {
                let is_empty = |value: &Value| match value {
                    Value::Null => true,
                    Value::Array(items) => items.is_empty(),
                    Value::Object(members) => members.is_empty(),
                    _ => false,
                };
                let filled = members.iter().filter(|(_, below)| !is_empty(below));
                found.extend(filled.map(|(name, _)| Value::from(name.as_str())));
            }
            Step::Where(member, text) => {
                let steps: Vec<Step> = member.iter().cloned().map(Step::Member).collect();
                let mut told = Vec::new();
                find(value, &steps, false, &mut told);
                if told.iter().any(|told| told.as_str() == Some(text)) {
                    find(value, rest, days, found);
                }
            }
        },
        _ => {}
    }
}

enum Verdict {
    Right,
    Wrong,
    Nothing,
}

/// Whether a value conforms. Only right for the values that the test has.
fn verdict(kind: Kind, derive: Derive, value: &Value) -> Verdict {
    let is = |right: bool| if right { Verdict::Right } else { Verdict::Wrong };
    match (derive, value) {
        (Derive::Count, _) => return Verdict::Right,
        (Derive::Exists, Value::Object(members)) if members.is_empty() => return Verdict::Nothing,
        (Derive::Exists, _) => return Verdict::Right,
        (_, Value::String(text)) if text.is_empty() => return Verdict::Nothing,
        // There is no slash in it, so nothing before or after it.
        (Derive::BeforeSlash | Derive::AfterSlash, Value::String(text)) if !text.contains('/') => {
            return Verdict::Nothing;
        }
        (Derive::FirstDay, Value::Array(_)) => return is(false),
        (Derive::Year, Value::String(text)) => return is(text.starts_with("19")),
        (Derive::OrZero, Value::Number(number)) if number.as_i64() == Some(0) => {
            return Verdict::Nothing;
        }
        _ => {}
    }
    match value {
        Value::Bool(_) => is(kind == Kind::Boolean),
        Value::Number(number) => is(match kind {
            Kind::Integer => number.is_i64(),
            Kind::Float => true,
            Kind::Keyword(_) | Kind::Code(_) => number.is_i64(),
            _ => false,
        }),
        Value::String(text) => is(match kind {
            Kind::Keyword(Case::Alphanumeric)
            | Kind::Code(CodeForm { case: Case::Alphanumeric, .. }) => {
                text.contains(char::is_alphanumeric)
            }
            Kind::Keyword(_) | Kind::Code(_) => true,
            Kind::Date | Kind::Timestamp => text.starts_with("19"),
            Kind::Id(form) => text.starts_with(&format!("{}{}", form.prefix, form.letter)),
            Kind::AnyId(prefix) => text.starts_with(&format!("{prefix}X")),
            Kind::Doi => text.starts_with("10."),
            _ => false,
        }),
        _ => Verdict::Wrong,
    }
}
