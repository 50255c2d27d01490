//! Values in a record's JSON.

use std::fmt;

use serapeum_ingest::Scalar;
use serapeum_model::Step;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

/// Reads only these members of a record.
pub(super) fn members(record: &[u8], names: &[String]) -> Result<Value, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(record);
    let members = Members(names).deserialize(&mut json)?;
    json.end()?;
    Ok(Value::Object(members))
}

struct Members<'n>(&'n [String]);

impl<'de> DeserializeSeed<'de> for Members<'_> {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record, which is an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if self.0.iter().any(|wanted| *wanted == name) {
                members.insert(name.into_owned(), map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(members)
    }
}

/// The elements of the lists at a path with their places, from 1. What is no list is one element; null is none.
pub(super) fn elements<'v>(value: &'v Value, steps: &[Step]) -> Vec<(i64, &'v Value)> {
    let (mut elements, mut position) = (Vec::new(), 0);
    places(value, steps, &mut |place| {
        let alone = std::slice::from_ref(place);
        for element in place.as_array().map_or(alone, Vec::as_slice) {
            position += 1;
            if !element.is_null() {
                elements.push((position, element));
            }
        }
    });
    elements
}

/// The scalars at a path.
pub(super) fn scalars<'v>(value: &'v Value, steps: &[Step], found: &mut dyn FnMut(Scalar<'v>)) {
    if let Some((Step::Key, before)) = steps.split_last() {
        return places(value, before, &mut |place| {
            leaves(place, &mut |leaf| {
                let members = leaf.as_object().into_iter().flatten();
                let filled = members.filter(|(_, member)| is_filled(member));
                filled.for_each(|(key, _)| found(Scalar::Text(key)));
            });
        });
    }
    places(value, steps, &mut |place| {
        leaves(place, &mut |leaf| match leaf {
            Value::Bool(truth) => found(Scalar::Bool(*truth)),
            Value::String(text) => found(Scalar::Text(text)),
            Value::Number(number) => found(match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Scalar::Int(whole),
                (None, Some(float)) => Scalar::Float(float),
                (None, None) => Scalar::Odd,
            }),
            _ => found(Scalar::Odd),
        });
    });
}

/// What a path leads to; arrays on the way are walked.
fn places<'v>(value: &'v Value, steps: &[Step], found: &mut dyn FnMut(&'v Value)) {
    let Some((step, rest)) = steps.split_first() else { return found(value) };
    match value {
        Value::Array(elements) => elements.iter().for_each(|one| places(one, steps, found)),
        Value::Object(members) => match step {
            Step::Member(name) => {
                if let Some(member) = members.get(name) {
                    places(member, rest, found);
                }
            }
            Step::Any => members.values().for_each(|member| places(member, rest, found)),
            Step::Where(path, text) => {
                let path: Vec<Step> = path.iter().cloned().map(Step::Member).collect();
                let mut met = false;
                scalars(value, &path, &mut |scalar| met |= scalar == Scalar::Text(text));
                if met {
                    places(value, rest, found);
                }
            }
            Step::Key => {}
        },
        _ => {}
    }
}

/// Whether a value is neither null, `[]` nor `{}`.
fn is_filled(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(elements) => !elements.is_empty(),
        Value::Object(members) => !members.is_empty(),
        _ => true,
    }
}

/// What is not null in a value, whatever arrays are around it.
fn leaves<'v>(value: &'v Value, found: &mut dyn FnMut(&'v Value)) {
    match value {
        Value::Null => {}
        Value::Array(elements) => elements.iter().for_each(|one| leaves(one, found)),
        other => found(other),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serapeum_model::Path;

    const RECORD: &str = r#"{"a":[{"b":1,"k":"x"},null,{"b":[2.5,"t"],"k":"y"}],"m":{"p":[],"q":{},"r":null,"s":{"t":1},"u":[0]},"big":18446744073709551615}"#;

    fn found(path: &str) -> String {
        let names = ["a", "m", "big"].map(str::to_owned);
        let value = members(RECORD.as_bytes(), &names).unwrap();
        let steps = Path::parse(path).unwrap().alternatives.remove(0);
        let mut shown = Vec::new();
        scalars(&value, &steps, &mut |scalar| shown.push(format!("{scalar:?}")));
        shown.join(" ")
    }

    #[test]
    fn scalars_at_paths() {
        assert_eq!(found("a[].b"), r#"Int(1) Float(2.5) Text("t")"#);
        assert_eq!(found("a[k=y].b"), r#"Float(2.5) Text("t")"#);
        assert_eq!(found("m.@key"), r#"Text("s") Text("u")"#);
        assert_eq!(found("m.*"), "Odd Odd Int(0)");
        assert_eq!(found("big"), "Float(1.8446744073709552e19)");
        assert_eq!(found("z.b"), "");
    }

    #[test]
    fn places_count_what_is_null() {
        let value = members(RECORD.as_bytes(), &["a".to_owned()]).unwrap();
        assert!(value.get("big").is_none());
        let steps = Path::parse("a").unwrap().alternatives.remove(0);
        let positions: Vec<i64> = elements(&value, &steps).iter().map(|(at, _)| *at).collect();
        assert_eq!(positions, [1, 3]);
        assert!(members(b"[1]", &[]).is_err() && members(b"{\"a\":1}x", &[]).is_err());
    }
}
