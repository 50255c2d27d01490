//! The names of what group keys identify.

use std::collections::HashMap;

use serapeum_model::{Field, Group, Path, Query, Source, Step, Value};

use crate::{Engine, Error, grouping, scalar, windows::Address};

impl Engine {
    /// Fills in labels: from the table of the identified entity where the lake has it, else from one record of
    /// each group, in which the label stands beside the identifier.
    pub(crate) async fn label(
        &self,
        source: &Source,
        query: &Query,
        field: Field,
        groups: &mut [Group],
        examples: &[Address],
    ) -> Result<(), Error> {
        let Some(label) = field.label else { return Ok(()) };
        let entity = source.entity(label.entity).filter(|entity| self.has(source, entity.name));
        if let Some(entity) = entity
            && let Some(name) = entity.label
        {
            let ids: Vec<Value> = groups.iter().filter_map(|group| group.key.clone()).collect();
            let mut labels = HashMap::with_capacity(ids.len());
            for batch in self.collect(&grouping::labels(source.name, entity, name, &ids)).await? {
                for row in 0..batch.num_rows() {
                    let key = scalar::value(batch.column(0), row).map(|key| key.to_string());
                    labels.insert(key, scalar::value(batch.column(1), row));
                }
            }
            for group in groups {
                let key = group.key.as_ref().map(Value::to_string);
                if let Some(Some(Value::Text(text))) = labels.get(&key) {
                    group.label = Some(text.clone());
                }
            }
        } else if examples.len() == groups.len() && !label.beside.is_empty() {
            let manifest = self.manifest(source, query.entity)?;
            // A lake without records has counts, but no labels of what it holds no table of.
            let Ok(records) = self.fetch(manifest, examples) else { return Ok(()) };
            let Ok(path) = Path::parse(field.path) else { return Ok(()) };
            for (group, record) in groups.iter_mut().zip(records) {
                let (Some(key), Ok(record)) = (&group.key, serde_json::from_slice(&record)) else {
                    continue;
                };
                let key = field.kind.shown(key);
                group.label = path
                    .alternatives
                    .iter()
                    .find_map(|steps| beside(&record, steps, &key, label.beside));
            }
        }
        Ok(())
    }
}

/// The text beside the identifier `key` that `steps` lead to.
fn beside(value: &serde_json::Value, steps: &[Step], key: &str, label: &str) -> Option<String> {
    if let serde_json::Value::Array(items) = value {
        return items.iter().find_map(|item| beside(item, steps, key, label));
    }
    let object = value.as_object()?;
    match steps {
        [Step::Member(last)] => {
            let here = object.get(last)?;
            let matches = |text: &serde_json::Value| {
                text.as_str().is_some_and(|text| text.eq_ignore_ascii_case(key))
            };
            let found =
                matches(here) || here.as_array().is_some_and(|items| items.iter().any(matches));
            found.then(|| object.get(label)?.as_str().map(str::to_owned))?
        }
        [Step::Member(name), rest @ ..] => beside(object.get(name)?, rest, key, label),
        [Step::Any, rest @ ..] => object.values().find_map(|inner| beside(inner, rest, key, label)),
        [Step::Where(..), rest @ ..] => beside(value, rest, key, label),
        _ => None,
    }
}
