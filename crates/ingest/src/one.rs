//! One record by itself, without a lake.

use arrow::array::RecordBatch;
use serapeum_model::{Entity, json::DEPTH};

use crate::{
    Error,
    columns::Columns,
    extract::{Extractor, Sink},
    paths::Paths,
};

/// Reads records of an entity one at a time, exactly as an ingest reads them.
#[derive(Debug)]
pub struct RecordReader {
    entity: &'static Entity,
    paths: Paths,
}

impl RecordReader {
    /// A reader of an entity's records.
    ///
    /// # Errors
    /// [`Error::Table`] where the entity's table contradicts itself.
    pub fn new(entity: &'static Entity) -> Result<RecordReader, Error> {
        Ok(RecordReader { entity, paths: Paths::of(entity)? })
    }

    /// The one row of columns that a line becomes.
    ///
    /// # Errors
    /// [`Error::Line`] where the line is no record.
    pub fn read(&self, line: &[u8]) -> Result<RecordBatch, Error> {
        let mut columns = Columns::new(self.entity, &self.paths);
        let id = self.entity.fields.iter().position(|field| *field == self.entity.id);
        let mut extractor = Extractor::new(&self.paths);
        extract(&mut extractor, &mut columns, id.unwrap_or_default(), line)
            .map_err(|(reason, offset)| Error::Line { reason, offset })?;
        columns.finish_row();
        let unequal = |_| Error::Line { reason: "unequal columns", offset: 0 };
        columns.take(0, 0).map_err(unequal)
    }
}

/// Takes a line into columns; or why it is no record, and where in it. The columns then hold a part of it.
pub(crate) fn extract(
    extractor: &mut Extractor<'_>,
    columns: &mut Columns,
    id: usize,
    line: &[u8],
) -> Result<(), (&'static str, usize)> {
    walk(extractor, columns, line)?;
    let id = columns.column(id);
    if id.is_some_and(|id| id.is_filled()) { Ok(()) } else { Err(("missing id", 0)) }
}

/// Walks a line, or why it is no JSON of a record's depth, and where in it.
pub(crate) fn walk<S: Sink>(
    extractor: &mut Extractor<'_>,
    sink: &mut S,
    line: &[u8],
) -> Result<(), (&'static str, usize)> {
    let text = std::str::from_utf8(line).map_err(|error| ("invalid utf-8", error.valid_up_to()))?;
    extractor.extract(text, sink).map_err(|at| (fault(line, at), at))
}

/// What is wrong with a line that could be read up to a place.
fn fault(line: &[u8], at: usize) -> &'static str {
    let nul = memchr::memchr(0, line).is_some_and(|nul| nul <= at);
    match (nul, depth(line.get(..at).unwrap_or(line)) >= DEPTH) {
        (true, _) => "nul byte",
        (_, true) => "too deep",
        _ => "invalid json",
    }
}

/// How many objects and arrays are open at the end of a text that was JSON so far.
fn depth(text: &[u8]) -> u32 {
    let (mut depth, mut inside, mut escaped) = (0u32, false, false);
    for byte in text {
        match (inside, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => inside = !inside,
            (false, b'{' | b'[') => depth += 1,
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

#[cfg(test)]
mod tests {
    use arrow::array::AsArray as _;
    use serapeum_model::table;

    use super::*;

    table! {
        /// Two columns.
        BOOKS "books" {
            ID "id" = Row::keyword();
            YEAR "year" = Row::integer();
        }
    }
    static BOOK: Entity = Entity::new("books", BOOKS, ID).checked();

    #[test]
    fn one_line_is_a_row_or_no_record() {
        let reader = RecordReader::new(&BOOK).expect("a table");
        let row = reader.read(br#"{"id":"a","year":1984}"#).expect("a record");
        assert_eq!((row.num_rows(), row.num_columns()), (1, 4));
        assert_eq!(row.column(2).as_string::<i32>().value(0), "a");
        let reasons = [&b"{\"id\":"[..], b"{}", b"{\"id\":\"\xff\"}"].map(|line| {
            reader.read(line).map_or_else(|error| error.to_string(), |row| format!("{row:?}"))
        });
        assert_eq!(
            reasons,
            [
                "the line is no record: invalid json at byte 6",
                "the line is no record: missing id at byte 0",
                "the line is no record: invalid utf-8 at byte 7",
            ]
        );
    }
}
