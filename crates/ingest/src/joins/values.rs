//! What the records at the other end have to give: their columns' values by id.

use std::{fs::File, path::Path};

use arrow::{
    array::{Array, ArrayRef, AsArray as _, Int32Array},
    datatypes::{DataType, Date32Type, Int32Type, Int64Type, TimestampMicrosecondType},
};
use parquet::arrow::{ProjectionMask, arrow_reader::ParquetRecordBatchReaderBuilder};
use serapeum_lake::{Manifest, ROW};
use serapeum_model::Entity;

use super::{Link, Pairs, masks, number};
use crate::{Error, keys::number_key};

const ROWS_A_BATCH: usize = 1_024;

/// Gathers (id; column, value) of an entity's records in force, for the columns that links take values of. The id is
/// among them.
pub(super) fn read(
    manifest: &Manifest,
    folder: &Path,
    links: &[Link],
    other: &Entity,
    aside: &Path,
) -> Result<Pairs, Error> {
    let ours = links.iter().filter(|link| link.other.name == other.name);
    let mut wanted: Vec<usize> =
        ours.flat_map(|link| link.feeds.iter().map(|(_, value)| *value)).collect();
    let id = other.fields.iter().position(|field| *field == other.id).unwrap_or_default();
    wanted.push(id);
    wanted.sort_unstable();
    wanted.dedup();
    let masks = masks(manifest, folder)?;
    let pairs = Pairs::new(aside)?;
    let mut sorter = pairs.sorter();
    for part in &manifest.parts {
        let path = folder.join(&part.fields.name);
        let damaged = || Error::Lake(serapeum_lake::Error::damaged(&path)("not a part's columns"));
        let file = File::open(&path).map_err(Error::io(&path))?;
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(Error::parquet(&path))?;
        let schema = builder.schema();
        let names = wanted.iter().filter_map(|at| Some((*at, other.fields.get(*at)?.name)));
        // A part of an older table may lack a column.
        let columns: Vec<(usize, &str)> =
            names.filter(|(_, name)| schema.index_of(name).is_ok()).collect();
        let roots = columns.iter().map(|(_, name)| *name).chain([ROW]);
        let roots: Vec<usize> = roots.filter_map(|name| schema.index_of(name).ok()).collect();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
        let reader = builder.with_projection(mask).with_batch_size(ROWS_A_BATCH).build();
        for batch in reader.map_err(Error::parquet(&path))? {
            let batch = batch.map_err(|error| Error::parquet(&path)(error.into()))?;
            let rows: Option<&Int32Array> =
                batch.column_by_name(ROW).and_then(|rows| rows.as_primitive_opt::<Int32Type>());
            let rows = rows.ok_or_else(damaged)?;
            let array = |at: &(usize, &str)| Some((at.0, batch.column_by_name(at.1)?));
            let arrays: Vec<_> = columns.iter().filter_map(array).collect();
            let (_, ids) = *arrays.iter().find(|(at, _)| *at == id).ok_or_else(damaged)?;
            for row in 0..batch.num_rows() {
                if masks.contains(part.number, rows.value(row).cast_unsigned()) {
                    continue;
                }
                let mut key = Vec::new();
                each(ids, row, &mut |value| {
                    key.extend_from_slice(value);
                    Ok(())
                })?;
                for (at, array) in &arrays {
                    each(array, row, &mut |value| sorter.push(&[&key], &[&number(*at), value]))?;
                }
            }
        }
    }
    sorter.finish()?;
    Ok(pairs)
}

/// Every value of a row, as it stands in lookups.
pub(super) fn each(
    array: &ArrayRef,
    row: usize,
    take: &mut dyn FnMut(&[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    if array.is_null(row) {
        return Ok(());
    }
    let number = match array.data_type() {
        DataType::List(_) => {
            let values = array.as_list::<i32>().value(row);
            return (0..values.len()).try_for_each(|at| each(&values, at, take));
        }
        DataType::Utf8 => return take(array.as_string::<i32>().value(row).as_bytes()),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row),
        DataType::Timestamp(..) => array.as_primitive::<TimestampMicrosecondType>().value(row),
        DataType::Date32 => i64::from(array.as_primitive::<Date32Type>().value(row)),
        _ => return Ok(()),
    };
    take(&number_key(number))
}
