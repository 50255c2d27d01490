//! Reading single records: a page of about 192 KB is inflated for each run of neighbours.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::{
    array::AsArray as _,
    datatypes::{DataType, Field, Schema, SchemaRef},
};
use parquet::{
    arrow::arrow_reader::{
        ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder, RowSelection,
        RowSelector,
    },
    file::metadata::PageIndexPolicy,
};

use crate::Error;

/// The one column of a records file.
pub const RECORD_COLUMN: &str = "record";

/// The columns of a records file.
pub fn records_schema() -> SchemaRef {
    Arc::new(Schema::new(vec![Field::new(RECORD_COLUMN, DataType::Binary, false)]))
}

/// A page of a records file: what is read to read any record in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// Its first row.
    pub first: u64,
    /// How many rows it has.
    pub rows: u64,
    /// How many bytes its records have, about.
    pub bytes: u64,
}

impl Page {
    /// Whether a row is in it.
    pub fn contains(&self, row: u32) -> bool {
        (self.first..self.first + self.rows).contains(&u64::from(row))
    }
}

/// Compressed bytes make about this many.
const INFLATED: u64 = 5;

/// The records of one part. Opening reads the footer and page index; keep it.
#[derive(Debug, Clone)]
pub struct Records {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
}

impl Records {
    /// Opens a records file.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(path: &Path) -> Result<Records, Error> {
        let file = fs::File::open(path).map_err(Error::io(path))?;
        let options = ArrowReaderOptions::new().with_page_index_policy(PageIndexPolicy::Required);
        let metadata = ArrowReaderMetadata::load(&file, options).map_err(Error::damaged(path))?;
        Ok(Records { path: path.to_owned(), metadata })
    }

    /// The page that a row is in, or `None` where the file has no such row.
    pub fn page(&self, row: u32) -> Option<Page> {
        let metadata = self.metadata.metadata();
        let row = u64::from(row);
        let mut first = 0;
        for (group, index) in metadata.row_groups().iter().zip(metadata.offset_index()?) {
            let end = first + group.num_rows().max(0).cast_unsigned();
            if row >= end {
                first = end;
                continue;
            }
            let index = index.first()?;
            let start = |at: usize| {
                let location = index.page_locations().get(at)?;
                Some(first + location.first_row_index.max(0).cast_unsigned())
            };
            let pages = index.page_locations();
            let within = (row - first).cast_signed();
            let at = pages.partition_point(|page| page.first_row_index <= within).checked_sub(1)?;
            let plain = index.unencoded_byte_array_data_bytes().and_then(|bytes| bytes.get(at));
            let packed = || pages[at].compressed_page_size.max(0).unsigned_abs();
            let bytes = plain.map_or_else(|| u64::from(packed()) * INFLATED, |b| b.unsigned_abs());
            let page = start(at)?;
            return Some(Page { first: page, rows: start(at + 1).unwrap_or(end) - page, bytes });
        }
        None
    }

    /// The records of these rows, which ascend and do not repeat.
    ///
    /// # Errors
    /// What is wrong with the file, or a row that it does not have.
    pub fn read(&self, rows: &[u32]) -> Result<Vec<Vec<u8>>, Error> {
        let mut groups = Vec::new();
        let mut selectors = Vec::new();
        let mut first = 0u64;
        let mut wanted = rows.iter().map(|row| u64::from(*row)).peekable();
        for (group, metadata) in self.metadata.metadata().row_groups().iter().enumerate() {
            let end = first + metadata.num_rows().max(0).cast_unsigned();
            if wanted.peek().is_some_and(|row| *row < end) {
                groups.push(group);
                let mut at = first;
                while let Some(row) = wanted.next_if(|row| *row < end) {
                    if row > at {
                        selectors.push(RowSelector::skip((row - at) as usize));
                    }
                    selectors.push(RowSelector::select(1));
                    at = row + 1;
                }
                if end > at {
                    selectors.push(RowSelector::skip((end - at) as usize));
                }
            }
            first = end;
        }
        let file = fs::File::open(&self.path).map_err(Error::io(&self.path))?;
        let reader =
            ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone())
                .with_row_groups(groups)
                .with_row_selection(RowSelection::from(selectors))
                .with_batch_size(rows.len().clamp(1, 1024))
                .build()
                .map_err(Error::damaged(&self.path))?;
        let mut records = Vec::with_capacity(rows.len());
        for batch in reader {
            let batch = batch.map_err(Error::damaged(&self.path))?;
            let Some(column) = batch.column(0).as_binary_opt::<i32>() else {
                return Err(Error::Damaged(
                    self.path.clone(),
                    "the column is not binary".to_owned(),
                ));
            };
            records.extend(column.iter().map(|record| record.unwrap_or_default().to_vec()));
        }
        if records.len() != rows.len() {
            let text = format!("{} of {} rows are missing", rows.len() - records.len(), rows.len());
            return Err(Error::Damaged(self.path.clone(), text));
        }
        Ok(records)
    }
}
