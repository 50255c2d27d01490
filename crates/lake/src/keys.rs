//! Sorted lookups: from a value to the rows that have it, by binary search over row groups and pages.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::{
    array::{Array, AsArray as _, RecordBatch},
    datatypes::{DataType, Field, Int32Type, Int64Type, Schema, SchemaRef},
};
use parquet::{
    arrow::arrow_reader::{
        ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
    },
    file::{
        metadata::{ColumnChunkMetaData, PageIndexPolicy},
        page_index::column_index::ColumnIndexMetaData,
        statistics::Statistics,
    },
};
use serapeum_model::{Storage, Value};

use crate::{Error, PART, ROW};

/// The columns of a run: the value (64-bit integer or text, never null), for an id also `newest` (64-bit integer, microseconds or
/// null) and the record's line in its shard (64-bit integer), and the address. Sorted by value, bytewise for text, then part and row.
pub fn keys_schema(storage: Storage, newest: bool) -> SchemaRef {
    let value = if storage == Storage::Int { DataType::Int64 } else { DataType::Utf8 };
    let mut columns = vec![Field::new("key", value, false)];
    columns.extend([PART, ROW].map(|name| Field::new(name, DataType::Int32, false)));
    if newest {
        columns.push(Field::new("newest", DataType::Int64, true));
        columns.push(Field::new("line", DataType::Int64, false));
    }
    Arc::new(Schema::new(columns))
}

type Visit<'v> = &'v mut dyn FnMut(&RecordBatch, Range<usize>) -> Option<()>;

/// One run. Opening reads the footer and page index; keep it.
#[derive(Debug, Clone)]
pub struct Keys {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
}

impl Keys {
    /// Opens a run.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(path: &Path) -> Result<Keys, Error> {
        let file = fs::File::open(path).map_err(Error::io(path))?;
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(Error::damaged(path))?;
        Ok(Keys { path: path.to_owned(), metadata })
    }

    /// The addresses (part, row) of the rows with this value, those out of force included. A value of another
    /// type than the run's is on no row.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn find(&self, value: &Value) -> Result<Vec<(u32, u32)>, Error> {
        let mut found = Vec::new();
        self.visit(value, &mut |batch, range| {
            let parts = batch.column(1).as_primitive_opt::<Int32Type>()?;
            let rows = batch.column(2).as_primitive_opt::<Int32Type>()?;
            let address =
                |at: usize| (parts.value(at).cast_unsigned(), rows.value(at).cast_unsigned());
            found.extend(range.map(address));
            Some(())
        })?;
        Ok(found)
    }

    /// The path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Shows the rows with this value, as ranges of batches; `visit` gives `None` for columns of a wrong type.
    pub(crate) fn visit(&self, value: &Value, visit: Visit<'_>) -> Result<(), Error> {
        let metadata = self.metadata.metadata();
        for (group, row_group) in metadata.row_groups().iter().enumerate() {
            if !may_hold(row_group.column(0), value) {
                continue;
            }
            let pages = metadata
                .offset_index()
                .and_then(|index| Some(index.get(group)?.first()?.page_locations()));
            let index = metadata.column_index().and_then(|index| index.get(group)?.first());
            let rows = row_group.num_rows().max(0) as usize;
            let mut ranges = Vec::new();
            for (page, location) in pages.into_iter().flatten().enumerate() {
                let start = location.first_row_index.max(0) as usize;
                let next = pages.and_then(|pages| pages.get(page + 1));
                let end = next.map_or(rows, |next| next.first_row_index.max(0) as usize);
                if index.is_none_or(|index| page_may_hold(index, page, value)) {
                    ranges.push(start..end);
                }
            }
            let selection = RowSelection::from_consecutive_ranges(ranges.into_iter(), rows);
            let file = fs::File::open(&self.path).map_err(Error::io(&self.path))?;
            let reader =
                ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
                    .with_row_groups(vec![group])
                    .with_row_selection(selection)
                    .build()
                    .map_err(Error::damaged(&self.path))?;
            for batch in reader {
                self.within(&batch.map_err(Error::damaged(&self.path))?, value, visit)?;
            }
        }
        Ok(())
    }

    fn within(&self, batch: &RecordBatch, value: &Value, visit: Visit<'_>) -> Result<(), Error> {
        let keys = batch.column(0);
        let range = match value {
            Value::Int(number) => keys.as_primitive_opt::<Int64Type>().map(|keys| {
                let keys = keys.values();
                keys.partition_point(|key| key < number)..keys.partition_point(|key| key <= number)
            }),
            Value::Text(text) => keys.as_string_opt::<i32>().map(|keys| {
                let point = |before: &dyn Fn(&str) -> bool| {
                    let (mut low, mut high) = (0, keys.len());
                    while low < high {
                        let middle = low + (high - low) / 2;
                        if before(keys.value(middle)) { low = middle + 1 } else { high = middle }
                    }
                    low
                };
                point(&|key| key < text.as_str())..point(&|key| key <= text.as_str())
            }),
            _ => None,
        };
        match range {
            Some(range) if !range.is_empty() => visit(batch, range).ok_or_else(|| {
                Error::Damaged(self.path.clone(), "a column has another type".to_owned())
            }),
            _ => Ok(()),
        }
    }
}

fn may_hold(column: &ColumnChunkMetaData, value: &Value) -> bool {
    match (column.statistics(), value) {
        (Some(Statistics::Int64(bounds)), Value::Int(number)) => {
            bounds.min_opt().is_none_or(|min| min <= number)
                && bounds.max_opt().is_none_or(|max| max >= number)
        }
        (Some(Statistics::ByteArray(bounds)), Value::Text(text)) => {
            bounds.min_opt().is_none_or(|min| min.data() <= text.as_bytes())
                && bounds.max_opt().is_none_or(|max| max.data() >= text.as_bytes())
        }
        _ => true,
    }
}

fn page_may_hold(index: &ColumnIndexMetaData, page: usize, value: &Value) -> bool {
    match (index, value) {
        (ColumnIndexMetaData::INT64(index), Value::Int(number)) => {
            index.min_value(page).is_none_or(|min| min <= number)
                && index.max_value(page).is_none_or(|max| max >= number)
        }
        (ColumnIndexMetaData::BYTE_ARRAY(index), Value::Text(text)) => {
            index.min_value(page).is_none_or(|min| min <= text.as_bytes())
                && index.max_value(page).is_none_or(|max| max >= text.as_bytes())
        }
        _ => true,
    }
}
