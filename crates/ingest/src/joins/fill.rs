//! The parts written anew, with the values that were joined.

use std::{collections::BTreeMap, fs::File, sync::Arc};

use arrow::array::{ArrayRef, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serapeum_lake::{Manifest, Part, fields_schema};
use serapeum_model::Entity;

use super::{Pairs, values};
use crate::{Error, column::Column, output::Folder, part, sort::Stream};

/// Few, because a row may hold many values.
const ROWS_A_BATCH: usize = 1_024;

/// Writes the parts that have values; `addressed` holds (part, row; column, value).
pub(super) fn parts(
    entity: &Entity,
    manifest: &mut Manifest,
    folder: &Folder,
    addressed: &Pairs,
    is_new: &dyn Fn(u32) -> bool,
) -> Result<(), Error> {
    let mut joined = addressed.stream()?;
    // In the order of their numbers, as the pairs.
    for part in manifest.parts.iter_mut().filter(|part| is_new(part.number)) {
        let mine =
            |pair: &(Vec<u8>, Vec<u8>)| address(&pair.0).is_some_and(|(of, _)| of == part.number);
        if joined.peek().is_some_and(mine) {
            rewrite(entity, part, folder, &mut joined)?;
        }
    }
    Ok(())
}

fn address(key: &[u8]) -> Option<(u32, u32)> {
    let (part, row) = key.split_first_chunk::<4>()?;
    Some((u32::from_be_bytes(*part), u32::from_be_bytes(*row.first_chunk()?)))
}

fn rewrite(
    entity: &Entity,
    part: &mut Part,
    folder: &Folder,
    joined: &mut Stream,
) -> Result<(), Error> {
    let path = folder.path.join(&part.fields.name);
    let file = File::open(&path).map_err(Error::io(&path))?;
    let reader = ParquetRecordBatchReaderBuilder::try_new(file)
        .and_then(|builder| builder.with_batch_size(ROWS_A_BATCH).build())
        .map_err(Error::parquet(&path))?;
    let mut writer = part::fields_writer(entity, folder.create(part.fields.name.clone())?)?;
    let fields = entity.fields.iter().enumerate().filter(|(_, field)| field.is_joined());
    let mut columns: BTreeMap<usize, Column> =
        fields.map(|(at, field)| (at, Column::new(*field))).collect();
    let mut row = 0;
    for batch in reader {
        let batch = batch.map_err(|error| Error::parquet(&path)(error.into()))?;
        for at in 0..batch.num_rows() {
            for (number, column) in &mut columns {
                // Two columns tell the address.
                if let Some(array) = batch.columns().get(number + 2) {
                    values::each(array, at, &mut |value| {
                        column.put_stored(value);
                        Ok(())
                    })?;
                }
            }
            while joined.peek().is_some_and(|(key, _)| address(key) == Some((part.number, row))) {
                let Some(pair) = joined.next() else { break };
                let (_, value) = pair?;
                if let Some((column, value)) = value.split_first_chunk::<2>()
                    && let Some(column) = columns.get_mut(&usize::from(u16::from_be_bytes(*column)))
                {
                    column.put_stored(value);
                }
            }
            columns.values_mut().for_each(Column::finish_row);
            row += 1;
        }
        let mut arrays: Vec<ArrayRef> = batch.columns().to_vec();
        let write = |arrow: arrow::error::ArrowError| Error::parquet(&path)(arrow.into());
        for (number, column) in &mut columns {
            if let Some(array) = arrays.get_mut(number + 2) {
                *array = column.take().map_err(write)?;
            }
        }
        let batch =
            RecordBatch::try_new(Arc::clone(&fields_schema(entity)), arrays).map_err(write)?;
        writer.write(&batch).map_err(Error::parquet(&path))?;
    }
    part.fields = folder.replace(writer.into_inner().map_err(Error::parquet(&path))?)?;
    Ok(())
}
