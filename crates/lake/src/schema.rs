//! The columns of a table as Arrow types.

use std::sync::Arc;

use arrow::datatypes::{DataType, Field as Column, Schema, SchemaRef, TimeUnit};
use serapeum_model::{Entity, Field, Storage};

/// The column with the part's number.
pub const PART: &str = "_part";
/// The column with the row's number in the part.
pub const ROW: &str = "_row";

/// The columns of an entity's fields files: the address, then a column for each field in the table's order.
///
/// A field of one value is nullable. A field of many is a list that is never null: a record without values has the
/// empty list; its values are never null, and sorted and unique within the record. The lists of an aligned group are
/// of equal length within the record, an entry for each element, null where the element has no value.
pub fn fields_schema(entity: &Entity) -> SchemaRef {
    let address = [PART, ROW].map(|name| Column::new(name, DataType::Int32, false));
    let columns =
        entity.fields.iter().map(|field| Column::new(field.name, column_type(*field), !field.many));
    Arc::new(Schema::new(address.into_iter().chain(columns).collect::<Vec<_>>()))
}

/// The columns of an entity's fields files as manifests tell them, one a column: name and type, such as `doi: text`.
pub fn columns(entity: &Entity) -> Vec<String> {
    let told = |field: &Field| {
        let list = match (field.many, field.group) {
            (true, Some(_)) => "aligned ",
            (true, None) => "list of ",
            (false, _) => "",
        };
        let value = match field.kind.storage() {
            Storage::Int => "integer",
            Storage::Float => "float",
            Storage::Bool => "boolean",
            Storage::Text => "text",
            Storage::Date => "day",
            Storage::Time => "instant",
        };
        format!("{}: {list}{value}", field.name)
    };
    entity.fields.iter().map(told).collect()
}

/// The type of a field's column.
pub fn column_type(field: Field) -> DataType {
    let value = match field.kind.storage() {
        Storage::Int => DataType::Int64,
        Storage::Float => DataType::Float64,
        Storage::Bool => DataType::Boolean,
        Storage::Text => DataType::Utf8,
        Storage::Date => DataType::Date32,
        Storage::Time => DataType::Timestamp(TimeUnit::Microsecond, None),
    };
    let element = || Column::new("element", value.clone(), field.group.is_some());
    if field.many { DataType::List(Arc::new(element())) } else { value }
}
