//! What an export is asked for.

use std::path::Path;

use crate::Error;

/// The form of an export.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// A line of JSON for each record, or for each row.
    #[default]
    Jsonl,
    /// Comma-separated values as in RFC 4180, with a header, in UTF-8, lines ended by `\n`. Lists are joined by `|`.
    Csv,
    /// Parquet, in zstd. Lists are lists.
    Parquet,
    /// Arrow's file format. Lists are lists.
    Arrow,
}

/// Whether an export of text is compressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Compression {
    /// It is not.
    #[default]
    None,
    /// Gzip, of many members.
    Gzip,
    /// Zstandard, of many frames.
    Zstd,
}

/// What to write of the records that a request matches, and how.
///
/// ```
/// use serapeum::{ExportOptions, Format};
/// let mut options = ExportOptions::new(Format::Csv);
/// options.columns = vec!["id".into(), "publication_year".into()];
/// assert_eq!(ExportOptions::for_file("found.jsonl.gz".as_ref())?.format, Format::Jsonl);
/// # Ok::<(), serapeum::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportOptions {
    /// The form of the output.
    pub format: Format,
    /// How it is compressed; only for JSON lines and CSV.
    pub compression: Compression,
    /// Whether records are written byte for byte instead of as the API shows them; only for JSON lines of records.
    pub raw: bool,
    /// The columns to write, by name. A name before a dot stands for all that it begins. Where there are none: in JSON
    /// lines the whole records, else what the request selects, else every column.
    pub columns: Vec<String>,
    /// The long table to make: a row for each element of a list in the records.
    pub explode: Option<String>,
    /// Whether identifiers and codes are written in the form that the lake stores, such as `123`, instead of the API's,
    /// such as `https://…/W123`.
    pub compact: bool,
    /// Whether texts that a spreadsheet would take for a formula get a `'` before them; only for CSV.
    pub csv_safe: bool,
    /// How many records a row group of Parquet has at least, and where such a file and one of Arrow can be resumed.
    pub group: u64,
    /// Whether to go on with an export of the same file that was interrupted.
    pub resume: bool,
}

impl Default for ExportOptions {
    fn default() -> ExportOptions {
        ExportOptions {
            format: Format::Jsonl,
            compression: Compression::None,
            raw: false,
            columns: Vec::new(),
            explode: None,
            compact: false,
            csv_safe: false,
            group: 65_536,
            resume: false,
        }
    }
}

/// Endings of names, and what they stand for.
const ENDINGS: &[(&str, Format)] = &[
    ("jsonl", Format::Jsonl),
    ("ndjson", Format::Jsonl),
    ("csv", Format::Csv),
    ("parquet", Format::Parquet),
    ("arrow", Format::Arrow),
    ("feather", Format::Arrow),
    ("ipc", Format::Arrow),
];

const COMPRESSED: &[(&str, Compression)] = &[("gz", Compression::Gzip), ("zst", Compression::Zstd)];

impl Compression {
    /// What the ending of a name stands for.
    pub fn of(path: &Path) -> Compression {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let known = COMPRESSED.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map_or(Compression::None, |(_, compression)| *compression)
    }
}

impl Format {
    /// What the ending of a name stands for, beside that of a compression.
    pub fn of(path: &Path) -> Option<Format> {
        let bare = path.with_extension("");
        let path = if Compression::of(path) == Compression::None { path } else { &bare };
        let ending = path.extension().and_then(|ending| ending.to_str())?;
        let known = ENDINGS.iter().find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map(|(_, format)| *format)
    }

    /// Whether it is text, which can be compressed and cut anywhere.
    pub const fn is_text(self) -> bool {
        matches!(self, Format::Jsonl | Format::Csv)
    }
}

impl ExportOptions {
    /// Whole records or all columns in a format.
    pub fn new(format: Format) -> ExportOptions {
        ExportOptions { format, ..ExportOptions::default() }
    }

    /// What the ending of a name stands for.
    ///
    /// # Errors
    /// [`Error::Option`] where it stands for nothing.
    pub fn for_file(path: &Path) -> Result<ExportOptions, Error> {
        let format = Format::of(path).ok_or_else(|| {
            let endings: Vec<&str> = ENDINGS.iter().map(|(ending, _)| *ending).collect();
            Error::Option(format!(
                "the ending of {} tells no format; known are .{}, and .jsonl or .csv with .gz or .zst",
                path.display(),
                endings.join(", .")
            ))
        })?;
        Ok(ExportOptions { compression: Compression::of(path), ..ExportOptions::new(format) })
    }

    /// Whether whole records are written, not rows of columns.
    pub(super) fn whole(&self) -> bool {
        self.format == Format::Jsonl && self.columns.is_empty() && self.explode.is_none()
    }

    /// Refuses options that do not go together.
    pub(super) fn check(&self) -> Result<(), Error> {
        let wrong = [
            (
                self.raw && !self.whole(),
                "raw records are JSON lines, without columns or a long table",
            ),
            (
                self.compact && self.whole(),
                "compact spelling is for columns: name some, or a long table, or another format",
            ),
            (
                self.csv_safe && self.format != Format::Csv,
                "only CSV can be made safe for spreadsheets",
            ),
            (
                !self.format.is_text() && self.compression != Compression::None,
                "Parquet and Arrow files are not compressed as a whole: leave .gz or .zst off the name",
            ),
            (self.group == 0, "a row group has at least one record"),
        ];
        match wrong.iter().find(|(wrong, _)| *wrong) {
            Some((_, why)) => Err(Error::Option((*why).to_owned())),
            None => Ok(()),
        }
    }

    /// What decides about the bytes that are written.
    pub(super) fn identity(&self) -> String {
        let ExportOptions {
            format,
            compression,
            raw,
            columns,
            explode,
            compact,
            csv_safe,
            group,
            resume: _,
        } = self;
        format!(
            "{format:?} {compression:?} {raw} {columns:?} {explode:?} {compact} {csv_safe} {group}"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_formats() {
        let told = |name: &str| (Format::of(name.as_ref()), Compression::of(name.as_ref()));
        assert_eq!(told("a/b.jsonl"), (Some(Format::Jsonl), Compression::None));
        assert_eq!(told("b.CSV.GZ"), (Some(Format::Csv), Compression::Gzip));
        assert_eq!(told("b.feather"), (Some(Format::Arrow), Compression::None));
        assert_eq!(told("b.zst"), (None, Compression::Zstd));
        assert_eq!(told("csv"), (None, Compression::None));
        assert_eq!(told("b.tsv"), (None, Compression::None));
    }
}
