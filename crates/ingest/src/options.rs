//! What a caller may choose, and what it is told on the way.

use std::path::Path;

use crate::part;

/// How to ingest.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Options {
    /// The entities to take, by name or alias; empty: all that are found.
    pub entities: Vec<String>,
    /// Keep the records' own bytes beside the columns.
    pub records: bool,
    /// How many threads; 0: one a core.
    pub threads: usize,
    /// Keep what is in the lake and not in the snapshot. Otherwise an entity becomes equal to the snapshot.
    pub add: bool,
    /// Read also the files that are in the lake already, unchanged. Otherwise their rows stay as they are.
    pub fresh: bool,
    /// Go on where the result looks like a mistake: a file that is not as its publisher lists it, an entity that
    /// shrinks by more than a twentieth.
    pub force: bool,
    /// How many lines may be rejected before the run fails.
    pub max_rejects: u64,
    /// How many rows a part has.
    pub rows_a_part: u32,
    /// How many bytes of JSON a thread takes at a time, about.
    pub bytes_a_block: usize,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            entities: Vec::new(),
            records: true,
            threads: 0,
            add: false,
            fresh: false,
            force: false,
            max_rejects: 1_000,
            rows_a_part: part::ROWS_A_PART,
            bytes_a_block: 2 << 20,
        }
    }
}

/// Follows an ingest; called from several threads.
pub trait Observer: Sync {
    /// The run begins; the shards have so many compressed bytes in all.
    fn planned(&self, bytes: u64) {
        let _ = bytes;
    }

    /// So much more is done.
    fn progress(&self, delta: Progress) {
        let _ = delta;
    }

    /// Whether the run is to end, with [`Error::Stopped`](crate::Error::Stopped); asked often.
    fn stopped(&self) -> bool {
        false
    }

    /// A line is no record.
    fn reject(&self, reject: &Reject<'_>) {
        let _ = reject;
    }
}

/// An observer that looks away.
impl Observer for () {}

/// What has been done since the last report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of shards, as they are on disk.
    pub bytes: u64,
    /// Bytes of JSON.
    pub json: u64,
    /// Records written.
    pub records: u64,
}

/// A line that is no record.
#[derive(Debug, Clone, Copy)]
pub struct Reject<'a> {
    /// The file.
    pub path: &'a Path,
    /// The line, from 1; in a document of records the record's number.
    pub line: u64,
    /// Where the line starts in the file's JSON, which is that without insignificant whitespace where the file is a
    /// document of records.
    pub start: u64,
    /// The length of the line, without its break.
    pub bytes: u64,
    /// Where in the file's JSON the fault is.
    pub offset: u64,
    /// Why: `invalid json`, `invalid utf-8`, `nul byte`, `too deep`, `missing id` or `line too long`.
    pub reason: &'static str,
    /// The beginning of the line.
    pub text: &'a [u8],
}
