//! Ids that are gone, and the ids of the records that took their place.

use std::{fs, path::Path, sync::Arc};

use arrow::{
    array::{Array as _, AsArray as _, RecordBatch},
    datatypes::{DataType, Field, Int64Type, Schema, SchemaRef},
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serapeum_model::{Storage, Value};

use crate::{Error, Keys, Lake, Manifest};

/// A longer chain of records that took each other's place is a circle.
const CHAIN: usize = 64;

/// An id that is gone, and what took its place.
type Row = Result<(Value, Option<Value>), Error>;

/// The columns of a file of ids that are gone: `key`, by which it is sorted, each once; `into`, null where nothing
/// took the record's place.
pub fn tombstones_schema(storage: Storage) -> SchemaRef {
    let value = if storage == Storage::Int { DataType::Int64 } else { DataType::Utf8 };
    let columns = [Field::new("key", value.clone(), false), Field::new("into", value, true)];
    Arc::new(Schema::new(columns.to_vec()))
}

/// What became of a record that is gone.
#[derive(Debug, Clone, PartialEq)]
pub enum Gone {
    /// Nothing took its place.
    Deleted,
    /// It is part of the record of this id now, which itself is not gone.
    Merged(Value),
}

/// The ids of an entity that are gone.
#[derive(Debug, Clone, Default)]
pub struct Tombstones(Option<Keys>);

impl Lake {
    /// The ids of an entity that are gone, with those that they were merged into. Records of such ids are masked.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn merged(&self, manifest: &Manifest) -> Result<Tombstones, Error> {
        manifest
            .gone
            .as_ref()
            .map_or(Ok(Tombstones::default()), |file| Tombstones::open(&self.path(manifest, file)))
    }
}

impl Tombstones {
    /// Opens a file of ids that are gone.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn open(path: &Path) -> Result<Tombstones, Error> {
        Keys::open(path).map(Some).map(Tombstones)
    }

    /// What became of the record of an id, in the form in which the id's column holds it; `None` where it is not
    /// known to be gone.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn find(&self, id: &Value) -> Result<Option<Gone>, Error> {
        let Some(mut gone) = self.step(id)? else { return Ok(None) };
        for _ in 0..CHAIN {
            let Gone::Merged(into) = &gone else { return Ok(Some(gone)) };
            match self.step(into)? {
                Some(next) => gone = next,
                None => return Ok(Some(gone)),
            }
        }
        Ok(Some(Gone::Deleted))
    }

    fn step(&self, id: &Value) -> Result<Option<Gone>, Error> {
        let Some(keys) = &self.0 else { return Ok(None) };
        let mut found = None;
        keys.visit(id, &mut |batch, mut range| {
            found = Some(into(batch, range.next()?)?.map_or(Gone::Deleted, Gone::Merged));
            Some(())
        })?;
        Ok(found)
    }

    /// All of them in order: the id, and what took its place.
    ///
    /// # Errors
    /// What is wrong with the file; also while it is read.
    pub fn all(&self) -> Result<impl Iterator<Item = Row> + use<>, Error> {
        let path = self.0.as_ref().map(|keys| keys.path().to_owned());
        let open = |path: &Path| {
            let file = fs::File::open(path).map_err(Error::io(path))?;
            ParquetRecordBatchReaderBuilder::try_new(file)
                .and_then(|builder| builder.with_batch_size(8_192).build())
                .map_err(Error::damaged(path))
        };
        let batches = path.as_deref().map(open).transpose()?;
        let path = path.unwrap_or_default();
        Ok(batches.into_iter().flatten().flat_map(move |batch| {
            let rows = batch.map_err(Error::damaged(&path)).and_then(|batch| {
                let row = |at| Some((value(&batch, 0, at)?, into(&batch, at)?));
                let rows: Option<Vec<_>> = (0..batch.num_rows()).map(row).collect();
                rows.ok_or_else(|| Error::damaged(&path)("a column has another type"))
            });
            match rows {
                Ok(rows) => rows.into_iter().map(Ok).collect::<Vec<_>>(),
                Err(error) => vec![Err(error)],
            }
        }))
    }
}

fn into(batch: &RecordBatch, at: usize) -> Option<Option<Value>> {
    if batch.columns().get(1)?.is_null(at) { Some(None) } else { value(batch, 1, at).map(Some) }
}

fn value(batch: &RecordBatch, column: usize, at: usize) -> Option<Value> {
    let values = batch.columns().get(column)?;
    let number =
        values.as_primitive_opt::<Int64Type>().map(|numbers| Value::Int(numbers.value(at)));
    number.or_else(|| Some(Value::Text(values.as_string_opt::<i32>()?.value(at).to_owned())))
}
