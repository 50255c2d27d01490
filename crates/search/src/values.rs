//! The values of columns whose values are indexed: which rows of a part have one.

use std::{fs::File, path::Path};

use arrow::{
    array::{Array, ArrayRef, AsArray as _},
    datatypes::{DataType, Int64Type},
    record_batch::RecordBatch,
};
use parquet::arrow::{
    ProjectionMask,
    arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder},
};
use serapeum_model::{Storage, Value};
use tantivy::{DocSet as _, TantivyDocument, Term, schema::IndexRecordOption};

use crate::{Error, part::PartIndex, schema::ValueColumn};

/// A longer text is not indexed, nor looked up.
const LONGEST: usize = 1_000;
/// So many rows are read at once.
const ROWS_A_READ: usize = 8_192;

/// The values of a part, row after row.
pub(crate) struct Values<'c> {
    columns: &'c [ValueColumn],
    reader: Option<ParquetRecordBatchReader>,
    batch: Option<RecordBatch>,
    row: usize,
}

impl<'c> Values<'c> {
    /// Opens the columns of a part.
    pub(crate) fn open(path: &Path, columns: &'c [ValueColumn]) -> Result<Values<'c>, Error> {
        let reader = match columns {
            [] => None,
            columns => {
                let file = File::open(path).map_err(Error::io(path))?;
                let builder =
                    ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::index(path))?;
                let names = columns.iter().map(|column| column.name);
                let mask = ProjectionMask::columns(builder.parquet_schema(), names);
                let builder = builder.with_projection(mask).with_batch_size(ROWS_A_READ);
                Some(builder.build().map_err(Error::index(path))?)
            }
        };
        Ok(Values { columns, reader, batch: None, row: 0 })
    }

    /// Adds the values of the next row to its document.
    pub(crate) fn add(&mut self, path: &Path, document: &mut TantivyDocument) -> Result<(), Error> {
        let Some(reader) = &mut self.reader else { return Ok(()) };
        while self.batch.as_ref().is_none_or(|batch| batch.num_rows() <= self.row) {
            let batch = reader.next().transpose().map_err(Error::index(path))?;
            let Some(batch) = batch else {
                return Err(Error::index(path)("the columns have fewer rows than the records"));
            };
            (self.batch, self.row) = (Some(batch), 0);
        }
        let Some(batch) = &self.batch else { return Ok(()) };
        for column in self.columns {
            if let Some(values) = batch.column_by_name(column.name) {
                add_row(values, self.row, column, document);
            }
        }
        self.row += 1;
        Ok(())
    }
}

fn add_row(values: &ArrayRef, row: usize, column: &ValueColumn, document: &mut TantivyDocument) {
    if values.is_null(row) {
        return;
    }
    match values.data_type() {
        DataType::List(_) => {
            let inner = values.as_list::<i32>().value(row);
            for at in 0..inner.len() {
                add_row(&inner, at, column, document);
            }
        }
        DataType::Int64 => {
            document.add_i64(column.field, values.as_primitive::<Int64Type>().value(row));
        }
        DataType::Utf8 => {
            let text = values.as_string::<i32>().value(row);
            if text.len() <= LONGEST {
                document.add_text(column.field, text);
            }
        }
        _ => {}
    }
}

/// The term of a value; none where the index does not have such values.
pub(crate) fn term(column: &ValueColumn, value: &Value) -> Option<Term> {
    match (column.storage, value) {
        (Storage::Int, Value::Int(number)) => Some(Term::from_field_i64(column.field, *number)),
        (Storage::Text, Value::Text(text)) if text.len() <= LONGEST => {
            Some(Term::from_field_text(column.field, text))
        }
        _ => None,
    }
}

impl PartIndex {
    /// How many rows have a value, those out of force included.
    pub(crate) fn rows_with(&self, column: &ValueColumn, term: &Term) -> Result<u64, Error> {
        let inverted = self.values(column)?;
        Ok(u64::from(inverted.doc_freq(term).map_err(Error::io(&self.path))?))
    }

    /// Adds the rows that have a value.
    pub(crate) fn add_rows_with(
        &self,
        column: &ValueColumn,
        term: &Term,
        rows: &mut Vec<u32>,
    ) -> Result<(), Error> {
        let inverted = self.values(column)?;
        let postings = inverted.read_postings(term, IndexRecordOption::Basic);
        let Some(mut postings) = postings.map_err(Error::io(&self.path))? else { return Ok(()) };
        let mut row = postings.doc();
        while row != tantivy::TERMINATED {
            rows.push(row);
            row = postings.advance();
        }
        Ok(())
    }
}
