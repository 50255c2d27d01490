//! A part: up to about a million records, as columns and as bytes.

use std::{mem, sync::Arc};

use arrow::{
    array::{BinaryArray, RecordBatch},
    buffer::{Buffer, OffsetBuffer, ScalarBuffer},
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, Encoding, ZstdLevel},
    errors::ParquetError,
    file::properties::{EnabledStatistics, WriterProperties, WriterPropertiesBuilder},
    schema::types::ColumnPath,
};
use serapeum_lake::{PART, Part, ROW, fields_schema, records_schema};
use serapeum_model::{Entity, Storage};

use crate::{
    Error,
    columns::Columns,
    output::{Folder, Output},
};

/// How many rows a part has, about: it ends with the block of lines that reaches this.
pub const ROWS_A_PART: u32 = 1_000_000;

const ROWS_A_GROUP: usize = 131_072;
const ROWS_A_BATCH: usize = 8_192;
const ROWS_A_PAGE: usize = 8_192;
const BYTES_A_BATCH: usize = 32 << 20;
const BYTES_A_PAGE: usize = 1 << 20;
/// A page is inflated for each record that is read by itself, which takes the longer the larger it is. Two thirds of
/// this make records of synthetic works 3 % larger, four thirds 4 % smaller.
const RECORD_BYTES_A_PAGE: usize = 192 << 10;
/// Small, so that the allocator hands out the same warm memory again.
const RECORD_BYTES_A_BATCH: usize = 1 << 20;
const RECORD_BYTES_A_GROUP: usize = 64 << 20;
/// The writer looks at a page's size after so many records only: a page ends with the record that fills it.
const RECORDS_A_LOOK: usize = 1;

/// Level 3 makes the columns of real articles 2 % smaller.
const FIELDS_LEVEL: i32 = 1;
/// Level 1 makes the records of real articles 5 % larger, at 1.15 times the speed.
const RECORDS_LEVEL: i32 = 3;

/// A part that is being written.
pub(crate) struct PartWriter {
    pub(crate) number: u32,
    rows: u32,
    /// Rows of it that are in files' buffers already.
    flushed: u32,
    batch_bytes: usize,
    fields: ArrowWriter<Output>,
    records: Option<RecordsWriter>,
}

pub(crate) struct RecordsWriter {
    pub(crate) file: ArrowWriter<Output>,
    bytes: Vec<u8>,
    ends: Vec<i32>,
    group_bytes: usize,
}

impl PartWriter {
    pub(crate) fn new(
        entity: &Entity,
        folder: &Folder,
        number: u32,
        records: bool,
    ) -> Result<PartWriter, Error> {
        let fields = fields_writer(entity, folder.create(format!("fields/p{number:06}.parquet"))?)?;
        let records = match records {
            true => Some(RecordsWriter::new(folder, number)?),
            false => None,
        };
        Ok(PartWriter { number, rows: 0, flushed: 0, batch_bytes: 0, fields, records })
    }

    /// How many rows it has so far.
    pub(crate) fn rows(&self) -> u32 {
        self.rows
    }

    /// Adds the record whose row `columns` has just finished.
    pub(crate) fn push(&mut self, columns: &mut Columns, line: &[u8]) -> Result<(), Error> {
        self.rows += 1;
        self.batch_bytes += line.len() + columns.take_repeated();
        if let Some(records) = &mut self.records {
            records.push(line);
            if records.bytes.len() >= RECORD_BYTES_A_BATCH {
                records.flush().map_err(Error::parquet(self.fields.inner().path()))?;
            }
        }
        if columns.rows() >= ROWS_A_BATCH || self.batch_bytes >= BYTES_A_BATCH {
            self.flush(columns)?;
        }
        Ok(())
    }

    fn flush(&mut self, columns: &mut Columns) -> Result<(), Error> {
        let write = |columns: &mut Columns, part: &mut PartWriter| -> Result<(), ParquetError> {
            let batch = columns.take(part.number, part.flushed)?;
            part.flushed += u32::try_from(batch.num_rows()).unwrap_or(u32::MAX);
            part.fields.write(&batch)?;
            part.records.as_mut().map_or(Ok(()), RecordsWriter::flush)
        };
        self.batch_bytes = 0;
        write(columns, self).map_err(|error| Error::parquet(self.fields.inner().path())(error))
    }

    /// Writes the rest; the part then stands under its name.
    pub(crate) fn finish(mut self, columns: &mut Columns, folder: &Folder) -> Result<Part, Error> {
        self.flush(columns)?;
        let close = |file: ArrowWriter<Output>| {
            let path = file.inner().path().to_owned();
            folder.finish(file.into_inner().map_err(Error::parquet(&path))?)
        };
        let fields = close(self.fields)?;
        let records = self.records.map(|records| close(records.file)).transpose()?;
        Ok(Part {
            number: self.number,
            rows: self.rows.into(),
            masked: 0,
            fields,
            records,
            words: None,
        })
    }
}

impl RecordsWriter {
    pub(crate) fn new(folder: &Folder, number: u32) -> Result<RecordsWriter, Error> {
        let output = folder.create(format!("records/p{number:06}.parquet"))?;
        let path = output.path().to_owned();
        let file = ArrowWriter::try_new(output, records_schema(), Some(records_properties()))
            .map_err(Error::parquet(&path))?;
        Ok(RecordsWriter { file, bytes: Vec::new(), ends: vec![0], group_bytes: 0 })
    }

    pub(crate) fn push(&mut self, line: &[u8]) {
        self.bytes.extend_from_slice(line);
        // At most one line over RECORD_BYTES_A_BATCH.
        self.ends.push(self.bytes.len() as i32);
    }

    pub(crate) fn flush(&mut self) -> Result<(), ParquetError> {
        let bytes = mem::take(&mut self.bytes);
        let length = bytes.len();
        self.bytes.reserve(length);
        let ends = mem::replace(&mut self.ends, vec![0]);
        let ends = OffsetBuffer::new(ScalarBuffer::from(ends));
        let records = BinaryArray::try_new(ends, Buffer::from_vec(bytes), None)?;
        self.file.write(&RecordBatch::try_new(records_schema(), vec![Arc::new(records)])?)?;
        self.group_bytes += length;
        if self.group_bytes >= RECORD_BYTES_A_GROUP {
            self.group_bytes = 0;
            self.file.flush()?;
        }
        Ok(())
    }
}

/// A writer of a part's columns.
pub(crate) fn fields_writer(entity: &Entity, output: Output) -> Result<ArrowWriter<Output>, Error> {
    let path = output.path().to_owned();
    ArrowWriter::try_new(output, fields_schema(entity), Some(fields_properties(entity)))
        .map_err(Error::parquet(&path))
}

fn zstd(level: i32) -> Compression {
    Compression::ZSTD(ZstdLevel::try_new(level).unwrap_or_default())
}

/// What all files of a lake have in common.
pub(crate) fn properties(level: i32) -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_compression(zstd(level))
        .set_created_by(format!("serapeum {}", env!("CARGO_PKG_VERSION")))
        .set_max_row_group_row_count(Some(ROWS_A_GROUP))
        .set_data_page_row_count_limit(ROWS_A_PAGE)
        .set_data_page_size_limit(BYTES_A_PAGE)
}

fn fields_properties(entity: &Entity) -> WriterProperties {
    let mut properties = properties(FIELDS_LEVEL).set_statistics_enabled(EnabledStatistics::Page);
    for name in [PART, ROW] {
        properties = properties
            .set_column_dictionary_enabled(ColumnPath::from(name), false)
            .set_column_encoding(ColumnPath::from(name), Encoding::DELTA_BINARY_PACKED);
    }
    for field in entity.fields {
        // The leaf of a list; a dotted name is one column, not a path.
        let path = match field.many {
            true => vec![field.name.to_owned(), "list".to_owned(), "element".to_owned()],
            false => vec![field.name.to_owned()],
        };
        let path = ColumnPath::from(path);
        // What is (nearly) unique gains nothing from a dictionary but the work of trying.
        let unique = *field == entity.id || field.looks_up();
        if field.kind.storage() == Storage::Time {
            properties = properties.set_column_dictionary_enabled(path, false);
        } else if unique {
            properties = properties.set_column_dictionary_enabled(path.clone(), false);
            if field.kind.storage() == Storage::Int {
                properties = properties.set_column_encoding(path, Encoding::DELTA_BINARY_PACKED);
            }
        }
    }
    properties.build()
}

fn records_properties() -> WriterProperties {
    properties(RECORDS_LEVEL)
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_encoding(Encoding::PLAIN)
        .set_data_page_size_limit(RECORD_BYTES_A_PAGE)
        .set_write_batch_size(RECORDS_A_LOOK)
        .build()
}
