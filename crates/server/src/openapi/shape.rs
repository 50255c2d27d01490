//! The schema of JSON documents, found by looking at some of them.

use serde_json::{Map, Value, json};

/// A schema that this document follows.
pub(super) fn of(value: &Value) -> Value {
    match value {
        Value::Null => json!({ "type": "null" }),
        Value::Bool(_) => json!({ "type": "boolean" }),
        Value::Number(number) if number.is_f64() => json!({ "type": "number" }),
        Value::Number(_) => json!({ "type": "integer" }),
        Value::String(_) => json!({ "type": "string" }),
        Value::Array(items) => {
            let items = items.iter().map(of).reduce(both).unwrap_or_else(|| json!({}));
            json!({ "type": "array", "items": items })
        }
        Value::Object(members) => {
            let members: Map<_, _> =
                members.iter().map(|(name, value)| (name.clone(), of(value))).collect();
            json!({ "type": "object", "properties": members })
        }
    }
}

/// A schema that whatever follows one of two follows.
pub(super) fn both(one: Value, other: Value) -> Value {
    let (Value::Object(mut one), Value::Object(other)) = (one, other) else { return json!({}) };
    // Nothing is known of what follows an empty schema; the other tells at least what was seen.
    if one.is_empty() || other.is_empty() {
        return Value::Object(if one.is_empty() { other } else { one });
    }
    for (key, value) in other {
        let merged = match (one.remove(&key), key.as_str()) {
            (None, _) => value,
            (Some(known), "type") => types(known, value),
            (Some(Value::Object(mut known)), "properties") => {
                let more = value.as_object().cloned().unwrap_or_default();
                for (name, schema) in more {
                    let merged = match known.remove(&name) {
                        Some(known) => both(known, schema),
                        None => schema,
                    };
                    known.insert(name, merged);
                }
                Value::Object(known)
            }
            (Some(known), _) => both(known, value),
        };
        one.insert(key, merged);
    }
    Value::Object(one)
}

/// The names of the types of both.
fn types(one: Value, other: Value) -> Value {
    let mut names: Vec<Value> = Vec::new();
    for part in [one, other] {
        match part {
            Value::Array(parts) => names.extend(parts),
            name => names.push(name),
        }
    }
    names.sort_by_key(ToString::to_string);
    names.dedup();
    if names.len() > 1 && names.contains(&json!("number")) {
        names.retain(|name| name != "integer");
    }
    if names.len() == 1 { names.swap_remove(0) } else { Value::Array(names) }
}

/// The schema, with anything allowed where only null was seen.
pub(super) fn open(schema: Value) -> Value {
    match schema {
        Value::Object(members) if members.get("type") == Some(&json!("null")) => json!({}),
        Value::Object(members) => {
            Value::Object(members.into_iter().map(|(name, part)| (name, open(part))).collect())
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_different_types_are_one_schema() {
        let seen = [
            json!({ "page": 1, "next": null, "rows": [] }),
            json!({ "page": null, "next": "a", "rows": [{ "a": 1 }, { "a": 1.5, "b": null }] }),
        ];
        let schema = seen.iter().map(of).reduce(both).map(open);
        let expected = json!({ "type": "object", "properties": {
            "page": { "type": ["integer", "null"] },
            "next": { "type": ["null", "string"] },
            "rows": { "type": "array", "items": { "type": "object", "properties": {
                "a": { "type": "number" },
                "b": {},
            } } },
        } });
        assert_eq!(schema, Some(expected));
    }
}
