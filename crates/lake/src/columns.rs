//! Whether the parts of a lake have the columns that the table asks for.

use std::fs;

use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use serapeum_model::Entity;

use crate::{Error, Lake, Manifest, Part, columns, fields_schema};

/// So many differences are named.
const NAMED: usize = 5;

impl Lake {
    /// Refuses an entity whose parts were made by another table: with other columns, or columns of other types.
    ///
    /// # Errors
    /// [`Error::Columns`] with what differs; what is wrong with a part's file, which is looked at where the manifest
    /// does not say.
    pub fn check_columns(&self, manifest: &Manifest, entity: &Entity) -> Result<(), Error> {
        let differs = if manifest.columns.is_empty() {
            let ends = [manifest.parts.first(), manifest.parts.last()];
            let mut differs = None;
            for part in ends.into_iter().flatten() {
                differs = differs.or(self.part_differs(manifest, part, entity)?);
            }
            differs
        } else {
            difference(&manifest.columns, &columns(entity))
        };
        differs.map_or(Ok(()), |told| Err(Error::Columns(manifest.key(), told)))
    }

    fn part_differs(
        &self,
        manifest: &Manifest,
        part: &Part,
        entity: &Entity,
    ) -> Result<Option<String>, Error> {
        let path = self.path(manifest, &part.fields);
        let file = fs::File::open(&path).map_err(Error::io(&path))?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new());
        let found = metadata.map_err(Error::damaged(&path))?;
        let told = |schema: &arrow::datatypes::Schema| -> Vec<String> {
            let column = |field: &arrow::datatypes::FieldRef| {
                format!("{}: {}", field.name(), field.data_type())
            };
            schema.fields().iter().map(column).collect()
        };
        Ok(difference(&told(found.schema()), &told(&fields_schema(entity))))
    }
}

/// How the columns of parts differ from those of a table, if they do.
fn difference(found: &[String], expected: &[String]) -> Option<String> {
    let name = |column: &str| column.rsplit_once(": ").map_or(column, |told| told.0).to_owned();
    let lacks =
        |among: &[String], column: &String| !among.iter().any(|other| name(other) == name(column));
    let mut told = Vec::new();
    for column in expected {
        let other = found.iter().find(|other| name(other) == name(column));
        match other {
            None => told.push(format!("it lacks {column}")),
            Some(other) if other != column => told.push(format!("it has {other}, not {column}")),
            Some(_) => {}
        }
    }
    let more = found.iter().filter(|column| lacks(expected, column));
    told.extend(more.map(|column| format!("it also has {column}")));
    if told.is_empty() && found != expected {
        told.push("they stand in another order".to_owned());
    }
    let more = told.len().saturating_sub(NAMED);
    told.truncate(NAMED);
    match (told.is_empty(), more) {
        (true, _) => None,
        (false, 0) => Some(told.join("; ")),
        (false, more) => Some(format!("{}; and {more} more", told.join("; "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let told = |found: &[&str], expected: &[&str]| {
            let owned = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
            difference(&owned(found), &owned(expected))
        };
        assert_eq!(told(&["id: text", "a.b: day"], &["id: text", "a.b: day"]), None);
        assert_eq!(
            told(&["id: text", "old: day"], &["id: integer", "new: list of text"]).as_deref(),
            Some(
                "it has id: text, not id: integer; it lacks new: list of text; it also has old: day"
            )
        );
        assert_eq!(
            told(&["b: day", "a: day"], &["a: day", "b: day"]).as_deref(),
            Some("they stand in another order")
        );
        let all: Vec<String> = (0..9).map(|at| format!("c{at}: text")).collect();
        assert!(difference(&[], &all).is_some_and(|told| told.ends_with("c4: text; and 4 more")));
    }
}
