//! Values to engine scalars and back.

use datafusion::{
    arrow::array::{Array, AsArray as _},
    arrow::datatypes::{
        DataType, Date32Type, Float64Type, Int32Type, Int64Type, TimeUnit, TimestampMicrosecondType,
    },
    common::ScalarValue,
};
use serapeum_model::{Storage, Value};

/// Values as the engine takes a list of them.
pub(crate) fn list(storage: Storage, values: &[Value]) -> ScalarValue {
    let values: Vec<ScalarValue> = values.iter().map(one).collect();
    ScalarValue::List(ScalarValue::new_list(&values, &data_type(storage), true))
}

/// A value as the engine takes it.
pub(crate) fn one(value: &Value) -> ScalarValue {
    match value {
        Value::Int(number) => ScalarValue::Int64(Some(*number)),
        Value::Float(number) => ScalarValue::Float64(Some(*number)),
        Value::Bool(truth) => ScalarValue::Boolean(Some(*truth)),
        Value::Text(text) => ScalarValue::Utf8(Some(text.clone())),
        Value::Date(days) => ScalarValue::Date32(Some(*days)),
        Value::Time(micros) => ScalarValue::TimestampMicrosecond(Some(*micros), None),
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

/// A value of a result's column; `None` for null.
pub(crate) fn value(column: &dyn Array, row: usize) -> Option<Value> {
    if column.is_null(row) {
        return None;
    }
    Some(match column.data_type() {
        DataType::Int64 => Value::Int(column.as_primitive::<Int64Type>().value(row)),
        DataType::Int32 => Value::Int(column.as_primitive::<Int32Type>().value(row).into()),
        DataType::Float64 => Value::Float(column.as_primitive::<Float64Type>().value(row)),
        DataType::Boolean => Value::Bool(column.as_boolean().value(row)),
        DataType::Date32 => Value::Date(column.as_primitive::<Date32Type>().value(row)),
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            Value::Time(column.as_primitive::<TimestampMicrosecondType>().value(row))
        }
        DataType::Utf8 => Value::from(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Value::from(column.as_string::<i64>().value(row)),
        DataType::Utf8View => Value::from(column.as_string_view().value(row)),
        _ => return None,
    })
}
