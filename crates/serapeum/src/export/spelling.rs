//! Columns as the API spells their values: stored numbers and bare codes become the URLs of records.

use std::{fmt::Write as _, sync::Arc};

use arrow::{
    array::{Array, ArrayRef, AsArray as _, ListArray, RecordBatch, StringBuilder},
    buffer::{OffsetBuffer, ScalarBuffer},
    compute::cast,
    datatypes::{DataType, Field as Column, Int64Type, Schema, SchemaRef},
    error::ArrowError,
};
use serapeum_lake::column_type;
use serapeum_model::{Field, Kind};

/// The columns of an export, and how their values are written.
#[derive(Debug)]
pub(super) struct Spelling {
    columns: Vec<(DataType, Option<Kind>)>,
    pub(super) schema: SchemaRef,
}

impl Spelling {
    /// The spelling of these fields' values; `compact` leaves them as they are stored.
    pub(super) fn new(fields: &[Field], compact: bool) -> Spelling {
        let column = |field: &Field| {
            let stored = column_type(*field);
            let kind = Some(field.kind).filter(|kind| kind.rewrites() && !compact);
            let written = match (&stored, kind) {
                (DataType::List(element), Some(_)) => DataType::List(Arc::new(Column::new(
                    element.name(),
                    DataType::Utf8,
                    element.is_nullable(),
                ))),
                (_, Some(_)) => DataType::Utf8,
                _ => stored.clone(),
            };
            (Column::new(field.name, written, !field.many), (stored, kind))
        };
        let (names, columns): (Vec<Column>, Vec<_>) = fields.iter().map(column).unzip();
        Spelling { columns, schema: Arc::new(Schema::new(names)) }
    }

    /// Stored columns as they are written.
    ///
    /// # Errors
    /// More than 2 GB of text.
    pub(super) fn apply(&self, stored: &[ArrayRef]) -> Result<RecordBatch, ArrowError> {
        let write = |(array, (stored, kind)): (&ArrayRef, &(DataType, Option<Kind>))| {
            let array =
                if array.data_type() == stored { array.clone() } else { cast(array, stored)? };
            match kind {
                None => Ok(array),
                Some(kind) => written(&array, *kind),
            }
        };
        let columns = stored.iter().zip(&self.columns).map(write);
        RecordBatch::try_new(Arc::clone(&self.schema), columns.collect::<Result<_, ArrowError>>()?)
    }
}

fn written(array: &ArrayRef, kind: Kind) -> Result<ArrayRef, ArrowError> {
    let DataType::List(element) = array.data_type() else { return one(array, kind) };
    let list = array.as_list::<i32>();
    // Of a slice, only the values that are in it.
    let (first, last) = match list.value_offsets() {
        [first, .., last] => (*first, *last),
        _ => (0, 0),
    };
    let values = list.values().slice(first as usize, (last - first) as usize);
    let offsets = list.value_offsets().iter().map(|offset| offset - first);
    let element = Column::new(element.name(), DataType::Utf8, element.is_nullable());
    let offsets = OffsetBuffer::new(ScalarBuffer::from_iter(offsets));
    let nulls = list.nulls().cloned();
    Ok(Arc::new(ListArray::try_new(Arc::new(element), offsets, one(&values, kind)?, nulls)?))
}

/// Values that are no lists. [`Kind::written`] says the same of one value.
fn one(array: &ArrayRef, kind: Kind) -> Result<ArrayRef, ArrowError> {
    let mut texts = StringBuilder::with_capacity(array.len(), array.len() * 32);
    if let Kind::Id(form) = kind {
        for number in array.as_primitive::<Int64Type>() {
            if let Some(number) = number {
                // Into memory, which does not fail.
                let _ = write!(texts, "{}{}{number}", form.prefix, form.letter);
            }
            texts.append_option(number.map(|_| ""));
        }
        return Ok(Arc::new(texts.finish()));
    }
    let prefix = match kind {
        Kind::AnyId(prefix) => prefix,
        Kind::Code(form) => form.written,
        Kind::Doi => "https://doi.org/",
        Kind::Orcid => "https://orcid.org/",
        Kind::Ror => "https://ror.org/",
        _ => "",
    };
    for text in array.as_string::<i32>() {
        if let Some(text) = text {
            let _ = write!(texts, "{prefix}{text}");
        }
        texts.append_option(text.map(|_| ""));
    }
    Ok(Arc::new(texts.finish()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use arrow::array::{Int64Array, StringArray};
    use serapeum_model::{Case, CodeForm, IdForm, Row, Value};

    use super::*;

    static FORM: IdForm =
        IdForm { prefix: "https://x.org/", letter: 'W', formerly: None, bare: false };
    static CODE: CodeForm = CodeForm {
        prefixes: &[],
        written: "https://x.org/codes/",
        shown: "",
        case: Case::Kept,
        labels: &[],
    };
    static ROWS: [Row; 6] = [
        Row::id(&FORM).named("id"),
        Row::any_id("https://x.org/").named("any"),
        Row::code(&CODE).named("code"),
        Row::doi().named("doi"),
        Row::orcid().named("orcid"),
        Row::ror().named("ror"),
    ];

    #[test]
    fn columns_are_written_as_single_values_are() {
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![Some(12), None]));
        let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("a"), None]));
        let fields: Vec<Field> = ROWS.iter().map(Field::of).collect();
        let stored = [&numbers, &texts, &texts, &texts, &texts, &texts].map(Arc::clone);
        let batch = Spelling::new(&fields, false).apply(&stored).unwrap();
        for (field, column) in fields.iter().zip(batch.columns()) {
            let value = if field.name == "id" { Value::Int(12) } else { Value::from("a") };
            let column = column.as_string::<i32>();
            assert_eq!(column.value(0), field.kind.written(&value), "{}", field.name);
            assert!(column.is_null(1), "{}", field.name);
        }
        let compact = Spelling::new(&fields, true).apply(&stored).unwrap();
        assert_eq!(compact.columns(), stored);
    }

    #[test]
    fn a_slice_of_lists_keeps_its_own_values() {
        static MANY: Row = Row::id(&FORM).many().named("ids");
        let field = Field::of(&MANY);
        let element = Arc::new(Column::new("element", DataType::Int64, false));
        let values: ArrayRef = Arc::new(Int64Array::from_iter_values(1..=6));
        let offsets = OffsetBuffer::new(ScalarBuffer::from(vec![0, 2, 2, 6]));
        let list: ArrayRef = Arc::new(ListArray::try_new(element, offsets, values, None).unwrap());
        let batch = Spelling::new(&[field], false).apply(&[list.slice(1, 2)]).unwrap();
        let lists = batch.column(0).as_list::<i32>();
        assert!(lists.value(0).is_empty());
        assert_eq!(lists.values().len(), 4);
        assert_eq!(lists.value(1).as_string::<i32>().value(0), "https://x.org/W3");
    }
}
