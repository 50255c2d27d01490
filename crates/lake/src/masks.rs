//! Rows that are out of force: replaced by a newer record of their id.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use arrow::{
    array::{AsArray as _, RecordBatch},
    datatypes::{DataType, Field, Int32Type, Schema, SchemaRef},
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::{Error, PART, ROW};

/// The columns of a masks file; it is sorted by both.
pub fn masks_schema() -> SchemaRef {
    let columns = [PART, ROW].map(|name| Field::new(name, DataType::Int32, false));
    Arc::new(Schema::new(columns.to_vec()))
}

/// The masked rows of each part, ascending.
#[derive(Debug, Clone, Default)]
pub struct Masks(BTreeMap<u32, Vec<u32>>);

impl Masks {
    /// Reads a masks file.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn read(path: &Path) -> Result<Masks, Error> {
        let file = fs::File::open(path).map_err(Error::io(path))?;
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::damaged(path))?;
        let mut masks = BTreeMap::<u32, Vec<u32>>::new();
        for batch in reader.build().map_err(Error::damaged(path))? {
            let batch: RecordBatch = batch.map_err(Error::damaged(path))?;
            let (Some(parts), Some(rows)) = (
                batch.column(0).as_primitive_opt::<Int32Type>(),
                batch.column(1).as_primitive_opt::<Int32Type>(),
            ) else {
                return Err(Error::Damaged(
                    path.to_owned(),
                    "a column has another type".to_owned(),
                ));
            };
            for (part, row) in parts.values().iter().zip(rows.values()) {
                masks.entry(part.cast_unsigned()).or_default().push(row.cast_unsigned());
            }
        }
        Ok(Masks(masks))
    }

    /// The masked rows of a part, ascending.
    pub fn of(&self, part: u32) -> &[u32] {
        self.0.get(&part).map_or(&[], Vec::as_slice)
    }

    /// Whether a row is masked.
    pub fn contains(&self, part: u32, row: u32) -> bool {
        self.of(part).binary_search(&row).is_ok()
    }
}
