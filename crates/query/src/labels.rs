//! The names of what group keys identify.

use std::collections::HashMap;

use serapeum_model::{Entity, Field, Group, Kind, Path, Query, Source, Step, Value};

use crate::{
    Engine, Error,
    fetch::{BETWEEN_PAUSES, pause},
    grouping, scalar,
    windows::Address,
};

impl Engine {
    /// Fills in labels: from the tables of the identified entities where the lake has them, else from one record of
    /// each group, in which the label stands beside the identifier. Codes of a fixed list have theirs already.
    pub(crate) async fn label(
        &self,
        source: &Source,
        query: &Query,
        field: Field,
        groups: &mut [Group],
        examples: &[Address],
    ) -> Result<(), Error> {
        let Some(label) = field.label else { return Ok(()) };
        let here = |entity: &&'static Entity| self.has(source, entity.name);
        for entity in label.entities().filter_map(|name| source.entity(name)).filter(here) {
            self.name_by_table(source, entity, field, groups).await?;
        }
        if examples.len() == groups.len() {
            self.label_from_records(source, query, field, groups, examples).await?;
        }
        Ok(())
    }

    /// Fills in the labels that no table had from records in which they stand: one of each group, at these addresses.
    pub(crate) async fn label_from_records(
        &self,
        source: &Source,
        query: &Query,
        field: Field,
        groups: &mut [Group],
        examples: &[Address],
    ) -> Result<(), Error> {
        let Some(label) = field.label.filter(|label| !label.beside.is_empty()) else {
            return Ok(());
        };
        let manifest = self.manifest(source, query.entity)?;
        let Ok(path) = Path::parse(field.path) else { return Ok(()) };
        let few = groups.chunks_mut(BETWEEN_PAUSES).zip(examples.chunks(BETWEEN_PAUSES));
        for (groups, examples) in few {
            // A lake without records has counts, but no labels of what it holds no table of.
            let Ok(records) = self.fetch(manifest, examples) else { return Ok(()) };
            for (group, record) in groups.iter_mut().zip(records) {
                let (Some(key), None, Ok(record)) =
                    (&group.key, &group.label, serde_json::from_slice(&record))
                else {
                    continue;
                };
                let mut places = path
                    .alternatives
                    .iter()
                    .flat_map(|steps| label.beside.split('|').map(move |member| (steps, member)));
                group.label = places
                    .find_map(|(steps, member)| beside(&record, steps, field.kind, key, member));
            }
            pause().await;
        }
        Ok(())
    }

    /// Whether labels are to be looked for in records, because the lake lacks a table that they may stand in.
    pub(crate) fn label_in_records(&self, source: &Source, field: Field) -> bool {
        field.label.is_some_and(|label| {
            !label.beside.is_empty() && label.entities().any(|entity| !self.has(source, entity))
        })
    }

    /// The table that alone decides the labels of a field's values, and its column of labels.
    pub(crate) fn label_in_table(
        &self,
        source: &Source,
        field: Field,
    ) -> Option<(&'static Entity, Field)> {
        let label = field.label.filter(|label| label.others.is_empty())?;
        let entity = source.entity(label.entity).filter(|of| self.has(source, of.name))?;
        let is_fixed = matches!(field.kind, Kind::Code(form) if !form.labels.is_empty());
        // The keys must be those of the table as they stand.
        (field.kind == entity.id.kind && !is_fixed).then_some((entity, entity.label?))
    }

    /// Fills in the labels of those groups that are records of `entity`.
    async fn name_by_table(
        &self,
        source: &Source,
        entity: &'static Entity,
        field: Field,
        groups: &mut [Group],
    ) -> Result<(), Error> {
        let Some(name) = entity.label else { return Ok(()) };
        let id = |group: &Group| {
            let key = group.key.as_ref().filter(|_| group.label.is_none())?;
            if is_fixed(field.kind, key) { None } else { id_of(entity.id.kind, key) }
        };
        let ids: Vec<Value> = groups.iter().filter_map(id).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let mut labels = HashMap::with_capacity(ids.len());
        for batch in self.collect(&grouping::labels(source.name, entity, name, &ids)).await? {
            for row in 0..batch.num_rows() {
                let key = scalar::value(batch.column(0), row).map(|key| key.to_string());
                labels.insert(key, scalar::value(batch.column(1), row));
            }
        }
        for group in groups {
            let Some(id) = id(group) else { continue };
            if let Some(Some(Value::Text(text))) = labels.get(&Some(id.to_string())) {
                group.label = Some(text.clone());
            }
        }
        Ok(())
    }
}

/// Whether the name of a code is part of its form.
fn is_fixed(kind: Kind, key: &Value) -> bool {
    matches!((kind, key), (Kind::Code(form), Value::Text(code)) if form.label(code).is_some())
}

/// A key as the id of an entity; `None` where it is one of another letter.
fn id_of(kind: Kind, key: &Value) -> Option<Value> {
    match (kind, key) {
        (Kind::Id(form), Value::Text(text)) => form.number(text).map(Value::Int),
        (Kind::Id(_), Value::Int(_)) => Some(key.clone()),
        (_, Value::Text(text)) => kind.normal(text).map(|code| Value::Text(code.into_owned())),
        _ => None,
    }
}

/// The text beside the identifier `key` that `steps` lead to; of a list of identifiers, at the same place of the
/// list of texts.
fn beside(
    value: &serde_json::Value,
    steps: &[Step],
    kind: Kind,
    key: &Value,
    label: &str,
) -> Option<String> {
    if let serde_json::Value::Array(items) = value {
        return items.iter().find_map(|item| beside(item, steps, kind, key, label));
    }
    let object = value.as_object()?;
    match steps {
        [Step::Member(last)] => {
            let found = match (object.get(last)?, object.get(label)?) {
                (serde_json::Value::Array(ids), texts) => {
                    let at = ids.iter().position(|id| stands_for(id, kind, key))?;
                    texts.as_array().map_or(Some(texts), |texts| texts.get(at))
                }
                (id, text) => stands_for(id, kind, key).then_some(text),
            };
            found?.as_str().map(str::to_owned)
        }
        [Step::Member(name), rest @ ..] => beside(object.get(name)?, rest, kind, key, label),
        [Step::Any, rest @ ..] => {
            object.values().find_map(|inner| beside(inner, rest, kind, key, label))
        }
        [Step::Where(..), rest @ ..] => beside(value, rest, kind, key, label),
        _ => None,
    }
}

/// Whether a value of a record is the key, in whatever spelling.
fn stands_for(found: &serde_json::Value, kind: Kind, key: &Value) -> bool {
    let number = found.as_number().map(ToString::to_string);
    let Some(text) = found.as_str().or(number.as_deref()) else { return false };
    match (kind, key) {
        (Kind::Id(form), Value::Int(key)) => form.number(text) == Some(*key),
        (_, Value::Text(key)) => kind.normal(text).is_some_and(|text| text == key.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serapeum_model::{Case, CodeForm, IdForm};
    use serde_json::json;

    use super::*;

    static CONCEPT: IdForm =
        IdForm { prefix: "https://x.org/", letter: 'C', formerly: None, bare: true };
    static GOAL: CodeForm = CodeForm {
        prefixes: &["https://un.org/", "goals/"],
        shown: "https://x.org/goals/",
        written: "",
        case: Case::Kept,
        labels: &[("1", "No poverty")],
    };

    fn find(
        record: &serde_json::Value,
        path: &str,
        kind: Kind,
        key: impl Into<Value>,
    ) -> Option<String> {
        let path = Path::parse(path).ok()?;
        beside(record, path.alternatives.first()?, kind, &key.into(), "name")
    }

    #[test]
    fn the_label_beside_an_identifier_in_any_spelling() {
        let record = json!({
            "concepts": [{"id": "12", "name": "twelve"}, {"id": "https://x.org/C13", "name": "thirteen"}],
            "goals": [{"id": "https://un.org/3", "name": "health"}, {"id": 4, "name": "school"}],
        });
        let concept = Kind::Id(&CONCEPT);
        assert_eq!(find(&record, "concepts[].id", concept, 12).as_deref(), Some("twelve"));
        assert_eq!(find(&record, "concepts[].id", concept, 13).as_deref(), Some("thirteen"));
        assert_eq!(find(&record, "concepts[].id", concept, 14), None);
        let goal = Kind::Code(&GOAL);
        assert_eq!(find(&record, "goals[].id", goal, "3").as_deref(), Some("health"));
        assert_eq!(find(&record, "goals[].id", goal, "4").as_deref(), Some("school"));
    }

    #[test]
    fn lists_beside_each_other_agree_by_place() {
        let record = json!({"hosts": {"lineage": ["https://x.org/P1", "https://x.org/I2"], "name": ["one", "two"]}});
        let kind = Kind::AnyId("https://x.org/");
        assert_eq!(find(&record, "hosts.lineage[]", kind, "I2").as_deref(), Some("two"));
        assert_eq!(find(&record, "hosts.lineage[]", kind, "P2"), None);
    }

    #[test]
    fn a_key_is_an_id_of_the_entity_of_its_letter() {
        assert_eq!(id_of(Kind::Id(&CONCEPT), &Value::from("C12")), Some(Value::Int(12)));
        assert_eq!(id_of(Kind::Id(&CONCEPT), &Value::from("P12")), None);
        assert_eq!(id_of(Kind::Code(&GOAL), &Value::from("3")), Some(Value::from("3")));
        assert!(is_fixed(Kind::Code(&GOAL), &Value::from("1")));
        assert!(!is_fixed(Kind::Code(&GOAL), &Value::from("3")));
    }
}
