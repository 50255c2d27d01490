//! What was written, read by the readers that its users have.

use std::io::{Cursor, Read as _};

use arrow::{
    array::{Array, AsArray as _, RecordBatch},
    datatypes::{DataType, Float64Type, Int64Type},
    ipc::reader::FileReader,
    util::display::array_value_to_string,
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serapeum::Format;
use serde_json::{Map, Value};

/// A row, by column.
pub(crate) type Row = Map<String, Value>;

/// The rows of a file. CSV knows texts only.
pub(crate) fn rows(format: Format, bytes: Vec<u8>) -> Vec<Row> {
    match format {
        Format::Jsonl => {
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.is_empty() || text.ends_with('\n'));
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
        }
        Format::Csv => csv(&bytes),
        Format::Parquet => {
            let reader =
                ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
            reader.build().unwrap().flat_map(|batch| of(&batch.unwrap())).collect()
        }
        Format::Arrow => {
            let reader = FileReader::try_new(Cursor::new(bytes), None).unwrap();
            reader.flat_map(|batch| of(&batch.unwrap())).collect()
        }
    }
}

fn csv(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    let names = reader.headers().unwrap().clone();
    let row = |row: Result<csv::StringRecord, csv::Error>| {
        let row = row.unwrap();
        names.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.into())).collect()
    };
    reader.records().map(row).collect()
}

fn of(batch: &RecordBatch) -> Vec<Row> {
    let names: Vec<String> =
        batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let cell = |row: usize, at: usize| value(batch.column(at), row);
    let row = |row: usize| {
        let cells = names.iter().enumerate().map(|(at, n)| (n.clone(), cell(row, at)));
        cells.collect::<Vec<_>>().into_iter()
    };
    (0..batch.num_rows()).map(|number| row(number).collect()).collect()
}

fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::List(_) => {
            let list = array.as_list::<i32>().value(row);
            (0..list.len()).map(|at| value(&list, at)).collect::<Vec<_>>().into()
        }
        _ => array_value_to_string(array, row).unwrap().into(),
    }
}

/// A text that gzip or zstd made smaller.
pub(crate) fn unpacked(ending: &str, bytes: &[u8]) -> Vec<u8> {
    if ending == "zst" {
        return zstd::stream::decode_all(bytes).unwrap();
    }
    let mut text = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut text).unwrap();
    text
}
