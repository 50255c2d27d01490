//! Parquet and Arrow files in segments: whole small files of the format, which are put together into one.
//!
//! Such a file ends with a list of what it holds, so it cannot be gone on with where it broke off. A segment can: it
//! is whole or it is not there.

use std::{io, mem, sync::Arc};

use arrow::{
    array::RecordBatch,
    datatypes::SchemaRef,
    ipc::{reader::StreamReader, writer::FileWriter, writer::StreamWriter},
};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    column::writer::ColumnCloseResult,
    file::{
        metadata::{PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader},
        properties::WriterProperties,
        writer::SerializedFileWriter,
    },
};

use super::Format;

/// The level of zstd.
const LEVEL: i32 = 3;

/// A segment that is being written.
pub(super) enum Segment {
    Parquet(ArrowWriter<Vec<u8>>),
    Arrow(StreamWriter<Vec<u8>>),
}

impl Segment {
    pub(super) fn new(format: Format, schema: &SchemaRef) -> io::Result<Segment> {
        Ok(match format {
            Format::Arrow => {
                Segment::Arrow(StreamWriter::try_new(Vec::new(), schema).map_err(io::Error::other)?)
            }
            _ => Segment::Parquet(ArrowWriter::try_new(
                Vec::new(),
                Arc::clone(schema),
                Some(properties()),
            )?),
        })
    }

    pub(super) fn add(&mut self, rows: &RecordBatch) -> io::Result<()> {
        match self {
            Segment::Parquet(file) => Ok(file.write(rows)?),
            Segment::Arrow(stream) => stream.write(rows).map_err(io::Error::other),
        }
    }

    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Segment::Parquet(file) => Ok(file.into_inner()?),
            Segment::Arrow(stream) => stream.into_inner().map_err(io::Error::other),
        }
    }
}

/// A file that is put together of segments. What it has of the file so far is taken from it each time.
pub(super) enum Joined {
    Parquet(Option<Box<SerializedFileWriter<Vec<u8>>>>),
    Arrow(Option<Box<FileWriter<Vec<u8>>>>),
}

impl Joined {
    pub(super) fn new(format: Format) -> Joined {
        match format {
            Format::Arrow => Joined::Arrow(None),
            _ => Joined::Parquet(None),
        }
    }

    /// Adds a segment, and returns the next bytes of the file.
    pub(super) fn add(&mut self, segment: Vec<u8>) -> io::Result<Vec<u8>> {
        match self {
            Joined::Parquet(file) => {
                let segment = bytes::Bytes::from(segment);
                let metadata = ParquetMetaDataReader::new()
                    .with_page_index_policy(PageIndexPolicy::Optional)
                    .parse_and_finish(&segment)?;
                let file = match file {
                    Some(file) => file,
                    None => file.insert(Box::new(parquet(&metadata)?)),
                };
                row_groups(file, &segment, &metadata)?;
                Ok(mem::take(file.inner_mut()))
            }
            Joined::Arrow(file) => {
                let batches =
                    StreamReader::try_new(segment.as_slice(), None).map_err(io::Error::other)?;
                let file = match file {
                    Some(file) => file,
                    None => {
                        let new = FileWriter::try_new(Vec::new(), &batches.schema());
                        file.insert(Box::new(new.map_err(io::Error::other)?))
                    }
                };
                for batch in batches {
                    batch.and_then(|batch| file.write(&batch)).map_err(io::Error::other)?;
                }
                Ok(mem::take(file.get_mut()))
            }
        }
    }

    /// The last bytes of the file.
    pub(super) fn finish(self) -> io::Result<Vec<u8>> {
        match self {
            Joined::Parquet(Some(file)) => Ok(file.into_inner()?),
            Joined::Arrow(Some(file)) => file.into_inner().map_err(io::Error::other),
            _ => Err(io::Error::other("a file of no segments")),
        }
    }
}

fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(LEVEL).unwrap_or_default()))
        .set_created_by(format!("serapeum {}", env!("CARGO_PKG_VERSION")))
        .build()
}

/// A file of the columns of a segment.
fn parquet(segment: &ParquetMetaData) -> io::Result<SerializedFileWriter<Vec<u8>>> {
    let metadata = segment.file_metadata();
    let schema = metadata.schema_descr().root_schema_ptr();
    let properties = properties()
        .into_builder()
        .set_key_value_metadata(metadata.key_value_metadata().cloned())
        .build();
    Ok(SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?)
}

/// Copies the row groups of a segment as they are.
fn row_groups(
    file: &mut SerializedFileWriter<Vec<u8>>,
    segment: &bytes::Bytes,
    metadata: &ParquetMetaData,
) -> io::Result<()> {
    for (number, group) in metadata.row_groups().iter().enumerate() {
        let columns = metadata.column_index().and_then(|index| index.get(number));
        let offsets = metadata.offset_index().and_then(|index| index.get(number));
        let mut copy = file.next_row_group()?;
        for (at, column) in group.columns().iter().enumerate() {
            let close = ColumnCloseResult {
                bytes_written: column.compressed_size().max(0).cast_unsigned(),
                rows_written: group.num_rows().max(0).cast_unsigned(),
                metadata: column.clone(),
                bloom_filter: None,
                column_index: columns.and_then(|columns| columns.get(at)).cloned(),
                offset_index: offsets.and_then(|offsets| offsets.get(at)).cloned(),
            };
            copy.append_column(segment, close)?;
        }
        copy.close()?;
    }
    Ok(())
}
