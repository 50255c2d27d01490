//! Rows and parameters as plain values: days since 1970, microseconds since then, null for missing.

use arrow::{
    array::{Array, AsArray as _},
    compute::{cast, concat_batches},
    datatypes::{DataType, Float64Type, Int64Type, TimeUnit},
    record_batch::RecordBatch,
};
use datafusion::common::{ParamValues, ScalarValue};
use serapeum_model::{Storage, Value as Stored};
use serapeum_query::Param;
use serde_json::{Value, json};

/// The rows of a result.
pub(crate) fn rows(batches: &[RecordBatch]) -> Vec<Value> {
    let Some(first) = batches.first() else { return Vec::new() };
    let whole = concat_batches(&first.schema(), batches).unwrap();
    let columns: Vec<Vec<Value>> = whole.columns().iter().map(|column| values(column)).collect();
    (0..whole.num_rows())
        .map(|row| Value::from_iter(columns.iter().map(|column| column[row].clone())))
        .collect()
}

fn values(column: &dyn Array) -> Vec<Value> {
    let to = match column.data_type() {
        DataType::Date32 => DataType::Int32,
        DataType::Utf8View | DataType::LargeUtf8 => DataType::Utf8,
        other if other.is_integer() || other.is_temporal() => DataType::Int64,
        other => other.clone(),
    };
    let column = cast(column, &to).unwrap();
    let column =
        if to == DataType::Int32 { cast(&column, &DataType::Int64).unwrap() } else { column };
    let value = |row: usize| match column.data_type() {
        _ if column.is_null(row) => Value::Null,
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => column.as_boolean().value(row).into(),
        DataType::Utf8 => column.as_string::<i32>().value(row).into(),
        other => panic!("a column of {other}"),
    };
    (0..column.len()).map(value).collect()
}

/// A parameter as a plain value with its type.
pub(crate) fn param(param: &Param) -> Value {
    match param {
        Param::One(value) => json!({ "type": name(value), "value": plain(value) }),
        Param::Many(storage, values) => {
            let values: Vec<Value> = values.iter().map(plain).collect();
            json!({ "list": format!("{storage:?}"), "values": values })
        }
        Param::Found(_) | Param::Scores(_) => panic!("a search that is not settled"),
    }
}

/// Parameters as the engine takes them.
pub(crate) fn scalars(params: &[Param]) -> ParamValues {
    let scalars = params.iter().map(|param| match param {
        Param::One(value) => scalar(value),
        Param::Many(storage, values) => {
            let values: Vec<ScalarValue> = values.iter().map(scalar).collect();
            ScalarValue::List(ScalarValue::new_list(&values, &data_type(*storage), true))
        }
        Param::Found(_) | Param::Scores(_) => panic!("a search that is not settled"),
    });
    ParamValues::List(scalars.map(Into::into).collect())
}

fn name(value: &Stored) -> &'static str {
    match value {
        Stored::Int(_) => "Int",
        Stored::Float(_) => "Float",
        Stored::Bool(_) => "Bool",
        Stored::Text(_) => "Text",
        Stored::Date(_) => "Date",
        Stored::Time(_) => "Time",
    }
}

fn plain(value: &Stored) -> Value {
    match value {
        Stored::Int(number) | Stored::Time(number) => (*number).into(),
        Stored::Float(number) => (*number).into(),
        Stored::Bool(truth) => (*truth).into(),
        Stored::Text(text) => text.as_str().into(),
        Stored::Date(days) => (*days).into(),
    }
}

fn scalar(value: &Stored) -> ScalarValue {
    match value {
        Stored::Int(number) => ScalarValue::Int64(Some(*number)),
        Stored::Float(number) => ScalarValue::Float64(Some(*number)),
        Stored::Bool(truth) => ScalarValue::Boolean(Some(*truth)),
        Stored::Text(text) => ScalarValue::Utf8(Some(text.clone())),
        Stored::Date(days) => ScalarValue::Date32(Some(*days)),
        Stored::Time(micros) => ScalarValue::TimestampMicrosecond(Some(*micros), None),
    }
}

fn data_type(storage: Storage) -> DataType {
    match storage {
        Storage::Int => DataType::Int64,
        Storage::Float => DataType::Float64,
        Storage::Bool => DataType::Boolean,
        Storage::Text => DataType::Utf8,
        Storage::Date => DataType::Date32,
        Storage::Time => DataType::Timestamp(TimeUnit::Microsecond, None),
    }
}
