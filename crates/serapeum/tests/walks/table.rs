//! The values of a table by record, and the order that they should be in.

use std::{cmp::Ordering, collections::HashMap};

use arrow::{
    array::{Array, AsArray as _},
    datatypes::{DataType, Date32Type, Float64Type, Int64Type, TimeUnit, TimestampMicrosecondType},
};
use serapeum::{Entity, Lake, Value};
use serapeum_model::SortKey;

/// The columns of an entity, by the text of the id.
pub(crate) struct Table {
    entity: &'static Entity,
    rows: HashMap<String, Vec<Vec<Value>>>,
}

impl Table {
    pub(crate) fn read(lake: &Lake, entity: &'static Entity) -> Table {
        let mut rows = HashMap::new();
        let at = place(entity, entity.id.name);
        for batch in lake.table(entity).columns(entity.fields.to_vec()).batches().unwrap() {
            let batch = batch.unwrap();
            for row in 0..batch.num_rows() {
                let cells: Vec<_> = batch.columns().iter().map(|c| values(c, row)).collect();
                assert!(rows.insert(cells[at][0].to_string(), cells).is_none(), "an id twice");
            }
        }
        Table { entity, rows }
    }

    /// These records in the order of the keys; records without a value last in both directions.
    pub(crate) fn sorted(&self, ids: &[Value], keys: &[SortKey]) -> Vec<Value> {
        let places: Vec<_> = keys.iter().map(|key| place(self.entity, key.field.name)).collect();
        let mut rows: Vec<(Vec<Option<Value>>, &Value)> = ids
            .iter()
            .map(|id| {
                let cells = &self.rows[&id.to_string()];
                let values = keys.iter().zip(&places).map(|(key, at)| value(&cells[*at], key));
                (values.collect(), id)
            })
            .collect();
        rows.sort_by(|(a, _), (b, _)| {
            let by = keys.iter().zip(a.iter().zip(b)).map(|(key, (a, b))| match (a, b) {
                (Some(a), Some(b)) if key.descending => compare(b, a),
                (Some(a), Some(b)) => compare(a, b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            });
            by.fold(Ordering::Equal, Ordering::then)
        });
        rows.into_iter().map(|(_, id)| id.clone()).collect()
    }
}

fn place(entity: &Entity, name: &str) -> usize {
    entity.fields.iter().position(|field| field.name == name).unwrap()
}

/// The value that a record sorts by: of several the smallest, or descending the largest.
fn value(values: &[Value], key: &SortKey) -> Option<Value> {
    let folded = values.iter().map(|value| match value {
        Value::Text(text) if key.field.kind.folds() => Value::Text(text.to_lowercase()),
        other => other.clone(),
    });
    if key.descending { folded.max_by(compare) } else { folded.min_by(compare) }
}

/// Text bytewise, everything else by size.
pub(crate) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.total_cmp(b),
        (Value::Text(a), Value::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
        _ => a.partial_cmp(b).unwrap(),
    }
}

/// The values in a cell; none where it is null.
fn values(column: &dyn Array, row: usize) -> Vec<Value> {
    if column.is_null(row) {
        return Vec::new();
    }
    vec![match column.data_type() {
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            return (0..list.len()).flat_map(|at| values(&list, at)).collect();
        }
        DataType::Int64 => Value::Int(column.as_primitive::<Int64Type>().value(row)),
        DataType::Float64 => Value::Float(column.as_primitive::<Float64Type>().value(row)),
        DataType::Boolean => Value::Bool(column.as_boolean().value(row)),
        DataType::Date32 => Value::Date(column.as_primitive::<Date32Type>().value(row)),
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            Value::Time(column.as_primitive::<TimestampMicrosecondType>().value(row))
        }
        DataType::Utf8 => Value::from(column.as_string::<i32>().value(row)),
        DataType::Utf8View => Value::from(column.as_string_view().value(row)),
        other => panic!("a column of {other}"),
    }]
}
