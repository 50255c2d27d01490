//! The keys and labels of groups, by the kind of the field; see
//! <https://docs.openalex.org/how-to-use-the-api/get-groups-of-entities#key-and-key_display_name>.

use serapeum_model::{By, CodeForm, Field, Group, Kind, Value};

/// Numbers and truth values that are missing.
const NO_NUMBER: &str = "-111";
/// Numbers that are compared as text.
const DIGITS: &str = "ids.crossref";
const UNKNOWN: &str = "unknown";
/// Vocabularies whose missing values are shown as if they were a code.
const CODED_UNKNOWN: &[&str] = &["/languages/", "/types/", "/source-types/", "/sdgs/"];

/// The key of a group, and its label.
pub(super) fn named(by: &By, group: &Group) -> (String, Option<String>) {
    match by {
        By::Values { field, .. } => show(*field, group),
        By::Bins(_) => bin(group),
    }
}

/// The key and its label. A label that nothing knows is `None`; the group is kept, so that counts stay complete.
pub(super) fn show(field: Field, group: &Group) -> (String, Option<String>) {
    let Some(key) = &group.key else { return unknown(field) };
    match (field.kind, key) {
        (Kind::Boolean, Value::Bool(truth)) => {
            (u8::from(*truth).to_string(), Some(truth.to_string()))
        }
        (Kind::Id(_) | Kind::AnyId(_), _) => (field.kind.shown(key), group.label.clone()),
        (Kind::Code(form), Value::Text(code)) => {
            (field.kind.shown(key), code_label(field, form, code, group))
        }
        (Kind::Integer, Value::Int(number))
            if field.name.starts_with("cited_by_percentile_year.") =>
        {
            (number.to_string(), Some(format!("{number}.0")))
        }
        _ => {
            let text = field.kind.shown(key);
            (text.clone(), Some(text))
        }
    }
}

/// The key and label of a group that is a condition.
fn bin(group: &Group) -> (String, Option<String>) {
    let key = match &group.key {
        Some(Value::Text(key)) => key.clone(),
        _ => UNKNOWN.to_owned(),
    };
    (key, group.label.clone())
}

/// From the fixed list of the vocabulary, as the API has it, else from the records of the vocabulary's entity. Types
/// are their own names, and other codes without names are shown as their keys.
fn code_label(field: Field, form: &CodeForm, code: &str, group: &Group) -> Option<String> {
    if field.label.is_none() && form.labels.is_empty() {
        let bare = form.shown.ends_with("types/");
        return Some(if bare { code.to_owned() } else { format!("{}{code}", form.shown) });
    }
    form.label(code).map(str::to_owned).or_else(|| group.label.clone())
}

fn unknown(field: Field) -> (String, Option<String>) {
    let number = matches!(field.kind, Kind::Boolean | Kind::Integer | Kind::Float);
    if number || field.name == DIGITS {
        return (NO_NUMBER.to_owned(), Some(NO_NUMBER.to_owned()));
    }
    let key = match field.kind {
        Kind::Code(form) if form.shown.ends_with("/countries/") => format!("{}UNKNOWN", form.shown),
        Kind::Code(form) if CODED_UNKNOWN.iter().any(|end| form.shown.ends_with(end)) => {
            format!("{}{UNKNOWN}", form.shown)
        }
        _ => UNKNOWN.to_owned(),
    };
    (key, Some(UNKNOWN.to_owned()))
}
