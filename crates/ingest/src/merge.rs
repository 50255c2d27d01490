//! The runs of a lookup merged into one sorted file; for the id, also which rows are out of force.

use std::{cmp::Reverse, collections::BinaryHeap, fs::File, path::Path, sync::Arc};

use arrow::{
    array::{Array as _, ArrayRef, AsArray as _, Int32Array, Int64Array, RecordBatch, StringArray},
    datatypes::{Int32Type, Int64Type, SchemaRef},
};
use parquet::{
    arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder},
    basic::Encoding,
    file::properties::EnabledStatistics,
    schema::types::ColumnPath,
};
use serapeum_lake::{
    KeyRun, keys_schema, masks_schema,
    seam::{self, Step},
};
use serapeum_model::{Field, Storage};

use crate::{
    Error, Observer,
    cover::Cover,
    keys::{self, Address, Entry, RunReader, Runs, key_number, number_key},
    lists::Listed,
    output::{Folder, Output},
    part,
};

/// So many runs are open at a time; more are merged in steps.
const FAN_IN: usize = 128;
const ROWS_A_BATCH: usize = 8_192;
const ROWS_A_GROUP: usize = 1 << 20;

pub(crate) type Stream = Box<dyn Iterator<Item = Result<Entry, Error>>>;

/// A lookup, and of the id's the rows out of force as (part, row): replaced ones, and those of ids that are gone.
pub(crate) struct Lookup {
    pub(crate) run: KeyRun,
    pub(crate) replaced: Vec<Address>,
    pub(crate) gone: Vec<Address>,
}

/// Merges all runs of a lookup, and those of the lake if it is added to, into one. Only of the id's lookup are there
/// `listed` ids, and rows out of force.
pub(crate) fn merge(
    field: Field,
    mut listed: Option<Listed>,
    (folder, number): (&Folder, u32),
    runs: (&Runs, usize),
    old: Vec<Stream>,
    observer: &dyn Observer,
) -> Result<Lookup, Error> {
    let mut paths = runs.0.take(runs.1);
    while paths.len() + old.len() > FAN_IN && paths.len() > 1 {
        let few: Vec<_> = paths.drain(..paths.len().min(FAN_IN)).collect();
        let mut run = runs.0.create()?;
        for entry in Merged::of(open(&few)?)? {
            let Entry { key, part, row, newest, order } = entry?;
            run.push(&key, part, row, newest, order)?;
        }
        few.iter().for_each(|path| drop(std::fs::remove_file(path)));
        paths.push(run.finish()?);
    }
    let mut streams = open(&paths)?;
    streams.extend(old);
    let name = format!("keys/{}/r{number:06}.parquet", field.name);
    let mut writer = KeysWriter::new(folder, name, field, listed.is_some())?;
    let (mut replaced, mut gone) = (Vec::new(), Vec::new());
    let mut winner: Option<Entry> = None;
    for entry in Merged::of(streams)? {
        let entry = entry?;
        if writer.push(&entry)? && observer.stopped() {
            return Err(Error::Stopped);
        }
        let Some(listed) = &mut listed else { continue };
        if listed.has(&entry.key)? {
            gone.push((entry.part, entry.row));
            continue;
        }
        match &mut winner {
            Some(best) if best.key == entry.key => {
                let rank = |entry: &Entry| (entry.newest, entry.order, entry.part, entry.row);
                let loser =
                    if rank(&entry) > rank(best) { std::mem::replace(best, entry) } else { entry };
                replaced.push((loser.part, loser.row));
            }
            _ => winner = Some(entry),
        }
    }
    Ok(Lookup { run: writer.finish(folder)?, replaced, gone })
}

fn open(paths: &[std::path::PathBuf]) -> Result<Vec<Stream>, Error> {
    paths.iter().map(|path| Ok(Box::new(RunReader::open(path.clone())?) as Stream)).collect()
}

/// Several sorted streams as one.
struct Merged {
    streams: Vec<Stream>,
    heads: BinaryHeap<Reverse<(Entry, usize)>>,
    failed: Option<Error>,
}

impl Merged {
    fn of(streams: Vec<Stream>) -> Result<Merged, Error> {
        let mut merged = Merged { heads: BinaryHeap::new(), streams, failed: None };
        for number in 0..merged.streams.len() {
            merged.pull(number)?;
        }
        Ok(merged)
    }

    fn pull(&mut self, number: usize) -> Result<(), Error> {
        if let Some(entry) = self.streams.get_mut(number).and_then(Iterator::next) {
            self.heads.push(Reverse((entry?, number)));
        }
        Ok(())
    }
}

impl Iterator for Merged {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            self.heads.clear();
            return Some(Err(error));
        }
        let Reverse((entry, number)) = self.heads.pop()?;
        self.failed = self.pull(number).err();
        Some(Ok(entry))
    }
}

struct KeysWriter {
    file: ArrowWriter<Output>,
    schema: SchemaRef,
    field: Field,
    newest: bool,
    rows: u64,
    batch: Vec<Entry>,
}

impl KeysWriter {
    fn new(folder: &Folder, name: String, field: Field, newest: bool) -> Result<KeysWriter, Error> {
        let schema = keys_schema(field.kind.storage(), newest);
        let encoding = match field.kind.storage() {
            Storage::Int => Encoding::DELTA_BINARY_PACKED,
            _ => Encoding::DELTA_BYTE_ARRAY,
        };
        let properties = part::properties(1)
            .set_dictionary_enabled(false)
            .set_max_row_group_row_count(Some(ROWS_A_GROUP))
            .set_statistics_enabled(EnabledStatistics::Page)
            .set_column_encoding(ColumnPath::from("key"), encoding)
            .set_column_encoding(ColumnPath::from("line"), Encoding::DELTA_BINARY_PACKED)
            .build();
        let output = folder.create(name)?;
        let path = output.path().to_owned();
        let file = ArrowWriter::try_new(output, Arc::clone(&schema), Some(properties))
            .map_err(Error::parquet(&path))?;
        Ok(KeysWriter { file, schema, field, newest, rows: 0, batch: Vec::new() })
    }

    /// Adds an entry; whether that filled a batch.
    fn push(&mut self, entry: &Entry) -> Result<bool, Error> {
        self.batch.push(entry.clone());
        let full = self.batch.len() >= ROWS_A_BATCH;
        if full {
            self.flush()?;
        }
        Ok(full)
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.rows += self.batch.len() as u64;
        let batch = std::mem::take(&mut self.batch);
        let keys: ArrayRef = match self.field.kind.storage() {
            Storage::Int => Arc::new(Int64Array::from_iter_values(
                batch.iter().map(|entry| key_number(&entry.key).unwrap_or_default()),
            )),
            _ => Arc::new(StringArray::from_iter_values(
                batch.iter().map(|entry| std::str::from_utf8(&entry.key).unwrap_or_default()),
            )),
        };
        let address = |of: fn(&Entry) -> u32| -> ArrayRef {
            Arc::new(Int32Array::from_iter_values(
                batch.iter().map(|entry| of(entry).cast_signed()),
            ))
        };
        let mut columns = vec![keys, address(|entry| entry.part), address(|entry| entry.row)];
        if self.newest {
            let newest =
                batch.iter().map(|entry| Some(entry.newest).filter(|newest| *newest != i64::MIN));
            columns.push(Arc::new(Int64Array::from_iter(newest)));
            let lines = batch.iter().map(|entry| keys::line(entry.order).cast_signed());
            columns.push(Arc::new(Int64Array::from_iter_values(lines)));
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(Into::into)
            .and_then(|batch| self.file.write(&batch))
            .map_err(Error::parquet(self.file.inner().path()))
    }

    fn finish(mut self, folder: &Folder) -> Result<KeyRun, Error> {
        self.flush()?;
        let path = self.file.inner().path().to_owned();
        let file = folder.finish(self.file.into_inner().map_err(Error::parquet(&path))?)?;
        Ok(KeyRun { field: self.field.name.to_owned(), rows: self.rows, file })
    }
}

/// The entries of a run of the lake, of the rows that are kept.
pub(crate) fn stored(path: &Path, kept: Arc<Cover>) -> Result<Stream, Error> {
    let opened = seam::pass(Step::Open, path).and_then(|()| File::open(path));
    let reader = ParquetRecordBatchReaderBuilder::try_new(opened.map_err(Error::io(path))?)
        .and_then(|builder| builder.with_batch_size(ROWS_A_BATCH).build())
        .map_err(Error::parquet(path))?;
    let path = path.to_owned();
    Ok(Box::new(reader.flat_map(move |batch| {
        let entries =
            batch.map_err(|error| serapeum_lake::Error::damaged(&path)(error)).and_then(|batch| {
                entries(&batch, &kept)
                    .ok_or_else(|| serapeum_lake::Error::damaged(&path)("not a lookup"))
            });
        match entries {
            Ok(entries) => entries.into_iter().map(Ok).collect::<Vec<_>>(),
            Err(error) => vec![Err(Error::Lake(error))],
        }
    })))
}

fn entries(batch: &RecordBatch, kept: &Cover) -> Option<Vec<Entry>> {
    let keys = batch.column_by_name("key")?;
    let parts = batch.column(1).as_primitive_opt::<Int32Type>()?;
    let rows = batch.column(2).as_primitive_opt::<Int32Type>()?;
    let newest = batch.columns().get(3).and_then(|newest| newest.as_primitive_opt::<Int64Type>());
    let lines = batch.columns().get(4).and_then(|lines| lines.as_primitive_opt::<Int64Type>());
    let entry = |at: usize| {
        let (part, row) = (parts.value(at).cast_unsigned(), rows.value(at).cast_unsigned());
        let Some(position) = kept.position(part, row) else { return Some(None) };
        let key = match (keys.as_primitive_opt::<Int64Type>(), keys.as_string_opt::<i32>()) {
            (Some(numbers), _) => number_key(numbers.value(at)).to_vec(),
            (_, Some(texts)) => texts.value(at).as_bytes().to_vec(),
            _ => return None,
        };
        let newest =
            newest.filter(|newest| newest.is_valid(at)).map_or(i64::MIN, |newest| newest.value(at));
        let line = lines.map_or(0, |lines| lines.value(at).cast_unsigned());
        Some(Some(Entry { key, part, row, newest, order: keys::order(position, line) }))
    };
    let all: Option<Vec<_>> = (0..batch.num_rows()).map(entry).collect();
    Some(all?.into_iter().flatten().collect())
}

/// Writes the rows out of force.
pub(crate) fn write_masks(
    folder: &Folder,
    number: u32,
    masked: &[Address],
) -> Result<Option<serapeum_lake::File>, Error> {
    if masked.is_empty() {
        return Ok(None);
    }
    let output = folder.create(format!("masks/m{number:06}.parquet"))?;
    let path = output.path().to_owned();
    let write = || {
        let properties = part::properties(1).set_dictionary_enabled(false);
        let properties = ["_part", "_row"].iter().fold(properties, |properties, name| {
            properties.set_column_encoding(ColumnPath::from(*name), Encoding::DELTA_BINARY_PACKED)
        });
        let mut file = ArrowWriter::try_new(output, masks_schema(), Some(properties.build()))?;
        for rows in masked.chunks(1 << 16) {
            let column = |of: fn(&Address) -> u32| -> ArrayRef {
                Arc::new(Int32Array::from_iter_values(rows.iter().map(|row| of(row).cast_signed())))
            };
            let columns = vec![column(|row| row.0), column(|row| row.1)];
            file.write(&RecordBatch::try_new(masks_schema(), columns)?)?;
        }
        file.into_inner()
    };
    folder.finish(write().map_err(Error::parquet(&path))?).map(Some)
}
