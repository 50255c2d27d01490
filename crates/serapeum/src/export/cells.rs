//! Rows as text: CSV, and lines of JSON.

use std::io::{self, Write as _};

use arrow::{
    array::{
        Array as _, ArrayRef, AsArray as _, BooleanArray, Date32Array, Float64Array, Int64Array,
        ListArray, RecordBatch, StringArray, TimestampMicrosecondArray,
    },
    datatypes::{DataType, Date32Type, Float64Type, Int64Type, Schema, TimestampMicrosecondType},
};
use serapeum_model::Value;

/// What stands between the values of a list in CSV.
const BETWEEN: u8 = b'|';

/// A column, of the types that an export has.
enum Cells<'a> {
    Int(&'a Int64Array),
    Float(&'a Float64Array),
    Bool(&'a BooleanArray),
    Date(&'a Date32Array),
    Time(&'a TimestampMicrosecondArray),
    Text(&'a StringArray),
    List(&'a ListArray, Box<Cells<'a>>),
}

impl<'a> Cells<'a> {
    fn of(array: &'a ArrayRef) -> io::Result<Cells<'a>> {
        Ok(match array.data_type() {
            DataType::Int64 => Cells::Int(array.as_primitive::<Int64Type>()),
            DataType::Float64 => Cells::Float(array.as_primitive::<Float64Type>()),
            DataType::Boolean => Cells::Bool(array.as_boolean()),
            DataType::Date32 => Cells::Date(array.as_primitive::<Date32Type>()),
            DataType::Timestamp(..) => {
                Cells::Time(array.as_primitive::<TimestampMicrosecondType>())
            }
            DataType::Utf8 => Cells::Text(array.as_string()),
            DataType::List(_) => {
                let list = array.as_list();
                Cells::List(list, Box::new(Cells::of(list.values())?))
            }
            other => return Err(io::Error::other(format!("a column of type {other}"))),
        })
    }

    fn is_null(&self, row: usize) -> bool {
        match self {
            Cells::Int(array) => array.is_null(row),
            Cells::Float(array) => array.is_null(row),
            Cells::Bool(array) => array.is_null(row),
            Cells::Date(array) => array.is_null(row),
            Cells::Time(array) => array.is_null(row),
            Cells::Text(array) => array.is_null(row),
            Cells::List(array, _) => array.is_null(row),
        }
    }

    /// Appends a cell of CSV, unquoted; nothing for null.
    fn plain(&self, row: usize, cell: &mut Vec<u8>) -> io::Result<()> {
        if self.is_null(row) {
            return Ok(());
        }
        match self {
            Cells::Int(array) => write!(cell, "{}", array.value(row)),
            Cells::Float(array) => write!(cell, "{}", Value::Float(array.value(row))),
            Cells::Bool(array) => write!(cell, "{}", array.value(row)),
            Cells::Date(array) => write!(cell, "{}", Value::Date(array.value(row))),
            Cells::Time(array) => write!(cell, "{}", Value::Time(array.value(row))),
            Cells::Text(array) => cell.write_all(array.value(row).as_bytes()),
            Cells::List(array, values) => {
                let offsets = array.value_offsets();
                for (i, at) in (offsets[row]..offsets[row + 1]).enumerate() {
                    if i > 0 {
                        cell.push(BETWEEN);
                    }
                    values.plain(at as usize, cell)?;
                }
                Ok(())
            }
        }
    }

    /// Appends a value of JSON.
    fn json(&self, row: usize, line: &mut Vec<u8>) -> io::Result<()> {
        if self.is_null(row) {
            return line.write_all(b"null");
        }
        match self {
            Cells::Text(array) => Ok(serde_json::to_writer(line, array.value(row))?),
            Cells::Date(_) | Cells::Time(_) => {
                line.push(b'"');
                self.plain(row, line)?;
                line.write_all(b"\"")
            }
            Cells::List(array, values) => {
                let offsets = array.value_offsets();
                line.push(b'[');
                for (i, at) in (offsets[row]..offsets[row + 1]).enumerate() {
                    if i > 0 {
                        line.push(b',');
                    }
                    values.json(at as usize, line)?;
                }
                line.write_all(b"]")
            }
            _ => self.plain(row, line),
        }
    }

    /// Whether cells hold text of whoever wrote the record.
    fn is_text(&self) -> bool {
        match self {
            Cells::Text(_) => true,
            Cells::List(_, values) => values.is_text(),
            _ => false,
        }
    }
}

fn columns(batch: &RecordBatch) -> io::Result<Vec<Cells<'_>>> {
    batch.columns().iter().map(Cells::of).collect()
}

fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().from_writer(Vec::new())
}

fn written(writer: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    writer.into_inner().map_err(|error| error.into_error())
}

/// The first line of CSV.
pub(super) fn header(schema: &Schema) -> io::Result<Vec<u8>> {
    let mut writer = writer();
    writer.write_record(schema.fields().iter().map(|field| field.name()))?;
    written(writer)
}

/// Lines of CSV. With `safe`, no text begins as a formula does.
pub(super) fn csv(batch: &RecordBatch, safe: bool) -> io::Result<Vec<u8>> {
    let columns = columns(batch)?;
    let (mut writer, mut cell) = (writer(), Vec::new());
    for row in 0..batch.num_rows() {
        for column in &columns {
            cell.clear();
            column.plain(row, &mut cell)?;
            if safe && column.is_text() && is_formula(&cell) {
                cell.insert(0, b'\'');
            }
            writer.write_field(&cell)?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    written(writer)
}

/// Whether a spreadsheet may take a text for a formula. A number is none, whatever its sign.
fn is_formula(cell: &[u8]) -> bool {
    match cell {
        [b'+' | b'-', number @ ..] => !is_number(number),
        [b'=' | b'@' | b'\t' | b'\r' | b'\n', ..] => true,
        // The wide forms of these signs, which some programs take for them.
        _ => ["＝", "＋", "－", "＠"].iter().any(|sign| cell.starts_with(sign.as_bytes())),
    }
}

fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    let (whole, rest) = text.split_at(text.iter().position(|b| *b == b'.').unwrap_or(text.len()));
    !whole.is_empty() && digits(whole) && digits(rest.strip_prefix(b".").unwrap_or(rest))
}

/// A line of JSON for each row.
pub(super) fn jsonl(batch: &RecordBatch) -> io::Result<Vec<u8>> {
    let columns = columns(batch)?;
    let name = |name: &String| serde_json::to_vec(name);
    let names = batch.schema_ref().fields().iter().map(|field| name(field.name()));
    let names: Vec<Vec<u8>> = names.collect::<Result<_, _>>()?;
    let mut lines = Vec::new();
    for row in 0..batch.num_rows() {
        for (i, (name, column)) in names.iter().zip(&columns).enumerate() {
            lines.push(if i == 0 { b'{' } else { b',' });
            lines.extend_from_slice(name);
            lines.push(b':');
            column.json(row, &mut lines)?;
        }
        lines.write_all(b"}\n")?;
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    use super::is_formula;

    #[test]
    fn formulas_are_told_from_numbers() {
        for text in
            ["=1", "+1+2", "-x", "@a", "\t=1", "\r", "\n=1", "＝1", "-", "+", "-1e5", "-1|=2"]
        {
            assert!(is_formula(text.as_bytes()), "{text:?}");
        }
        for text in ["", "-1", "+1.5", "a=1", "'=1", "1-2", "W1"] {
            assert!(!is_formula(text.as_bytes()), "{text:?}");
        }
    }
}
