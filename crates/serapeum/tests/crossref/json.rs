//! What stands at a path of a record, lists taken apart wherever they occur.

use std::collections::HashMap;

use serde_json::{Value, value::RawValue};

/// Every value at a path such as `author.affiliation.name`; nulls are nothing.
pub(crate) fn all<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut found = vec![value];
    for step in path.split('.').filter(|step| !step.is_empty()) {
        found = found.into_iter().flat_map(elements).filter_map(|v| v.get(step)).collect();
    }
    found.into_iter().flat_map(elements).filter(|value| !value.is_null()).collect()
}

fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(elements) => elements.iter().flat_map(self::elements).collect(),
        other => vec![other],
    }
}

/// Every text at a path.
pub(crate) fn texts<'v>(value: &'v Value, path: &str) -> Vec<&'v str> {
    all(value, path).into_iter().filter_map(Value::as_str).collect()
}

/// Every text at a path below an author, editor, chair or translator.
pub(crate) fn contributed<'v>(record: &'v Value, path: &str) -> Vec<&'v Value> {
    let roles = ["author", "editor", "chair", "translator"];
    roles.iter().flat_map(|role| all(record, &format!("{role}.{path}"))).collect()
}

/// Whether there is something: neither null, nor an empty list or object.
pub(crate) fn filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    }
}

/// The members of an object as they are written, in their order.
pub(crate) fn members(object: &str) -> Vec<(String, &str)> {
    let members: HashMap<String, &RawValue> = serde_json::from_str(object).expect(object);
    let mut members: Vec<_> =
        members.into_iter().map(|(name, value)| (name, value.get())).collect();
    // They all point into the same text.
    members.sort_by_key(|(_, value)| value.as_ptr());
    members
}

/// The member of that name, as it is written.
pub(crate) fn member<'t>(object: &'t str, name: &str) -> Option<&'t str> {
    members(object).into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// The elements of an array, as they are written.
pub(crate) fn list(array: &str) -> Vec<&str> {
    let elements: Vec<&RawValue> = serde_json::from_str(array).expect(array);
    elements.into_iter().map(RawValue::get).collect()
}
