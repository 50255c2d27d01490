//! What stops an ingest. The lake is then as it was.

use std::{
    fmt, io,
    path::{Path, PathBuf},
};

/// How the system's error for a full disk ends, on every Unix.
const NO_SPACE: &str = "(os error 28)";

/// A failure that says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An entity that the source does not have.
    #[error("{source_name} has no entity `{name}`{near}: it has {known}")]
    Entity {
        /// The source.
        source_name: &'static str,
        /// The name given.
        name: String,
        /// The nearest of those that it has, as a question.
        near: String,
        /// The names it has.
        known: String,
    },
    /// No file to read.
    #[error(
        "{path} holds no records of {source_name}: looked for files ending in {endings} in {folders}; found there: {found}",
        path = .path.display()
    )]
    Nothing {
        /// The source.
        source_name: &'static str,
        /// The folder given.
        path: PathBuf,
        /// The endings looked for.
        endings: String,
        /// The folders looked for.
        folders: String,
        /// What is there instead.
        found: String,
    },
    /// A shard cannot be read to its end.
    #[error(
        "{path}: {problem} after {bytes} bytes of the file ({json} of JSON): the file is incomplete or damaged; download it again",
        path = .path.display()
    )]
    Shard {
        /// The file.
        path: PathBuf,
        /// How far the file was read, to about a buffer.
        bytes: u64,
        /// How much JSON came out before.
        json: u64,
        /// What is wrong.
        problem: io::Error,
    },
    /// A compressed shard inflates to more than records can.
    #[error(
        "{path}: {problem}, at byte {bytes} of the file ({json} of JSON): records are 5 to 12 times as long, so this is \
         nothing of its publisher; download it again, or inflate it yourself to read it as it is",
        path = .path.display()
    )]
    Bomb {
        /// The file.
        path: PathBuf,
        /// How far the file was read.
        bytes: u64,
        /// How much JSON came out before.
        json: u64,
        /// What is too long.
        problem: io::Error,
    },
    /// An archive cannot be read to its end.
    #[error(
        "{path}: {problem}: the archive is incomplete or damaged; download it again, or unpack it",
        path = .path.display()
    )]
    Archive {
        /// The archive.
        path: PathBuf,
        /// What is wrong.
        problem: io::Error,
    },
    /// A compressed archive: its members cannot be found without inflating all of it.
    #[error(
        "{path} cannot be read in place: inflate it to a .tar (whose members are then read without unpacking), or \
         unpack it, and move it elsewhere",
        path = .0.display()
    )]
    Packed(PathBuf),
    /// A line is no record.
    #[error("the line is no record: {reason} at byte {offset}")]
    Line {
        /// What it is instead.
        reason: &'static str,
        /// Where in the line, in bytes.
        offset: usize,
    },
    /// More lines are no records than the options allow.
    #[error(
        "more than {limit} lines were rejected, the last one in {path} line {line}: {reason}; see {log}, or allow more with --max-rejects",
        path = .path.display(), log = .log.display()
    )]
    Rejects {
        /// How many were allowed.
        limit: u64,
        /// The file of the last one.
        path: PathBuf,
        /// Its line, from 1.
        line: u64,
        /// Why.
        reason: &'static str,
        /// Where all are listed.
        log: PathBuf,
    },
    /// There were lines, and none is a record.
    #[error(
        "none of {lines} lines is a record of {entity} ({reason}): is this the folder of another source? They are listed \
         in {log}; a table without records is made with --force",
        log = .log.display()
    )]
    Strange {
        /// The entity.
        entity: String,
        /// How many lines were looked at.
        lines: u64,
        /// What most of them are instead.
        reason: &'static str,
        /// Where they are listed.
        log: PathBuf,
    },
    /// A file is not as its publisher lists it.
    #[error(
        "{0}: the file is not the one that its publisher lists; download it again, or take it as it is with --force"
    )]
    Listed(String),
    /// An entity would lose more records than is likely.
    #[error(
        "{entity} would have {after} records instead of {before}, {percent} % fewer: the snapshot looks incomplete; \
         take it as it is with --force, or keep what it lacks with --add"
    )]
    Shrunk {
        /// The entity.
        entity: String,
        /// Records in force in the live version.
        before: u64,
        /// Records that would be.
        after: u64,
        /// How many of a hundred are gone.
        percent: u64,
    },
    /// A field that is watched has broken since the last version.
    #[error(
        "{entity}: of the {what}, `{field}` has {now}, in the last version {before}: its form seems to have changed; \
         look at it in the snapshot, and take it as it is with --force"
    )]
    Shape {
        /// The entity.
        entity: String,
        /// The field.
        field: String,
        /// What the shares are shares of.
        what: &'static str,
        /// The share in the live version, in per cent.
        before: String,
        /// The share now, in per cent.
        now: String,
    },
    /// A list of ids that are gone has no such column.
    #[error(
        "{path} has no column `{column}` but {found}: it is no list of ids that are gone; download it again or move it \
         elsewhere",
        path = .path.display()
    )]
    List {
        /// The list.
        path: PathBuf,
        /// The column looked for.
        column: &'static str,
        /// The columns there are, or the first words.
        found: String,
    },
    /// The disk is full.
    #[error(
        "{problem}: the ingest needs about {needed} MB beside what the lake has, {path} had {free} MB free; the lake is \
         as it was: make room, or take fewer entities at a time",
        path = .path.display()
    )]
    Space {
        /// The lake.
        path: PathBuf,
        /// What the ingest needs, in millions of bytes.
        needed: u64,
        /// What was free when it began, in millions of bytes.
        free: u64,
        /// What could not be written.
        problem: Box<Error>,
    },
    /// The observer asked for an end.
    #[error("stopped: the lake is as it was")]
    Stopped,
    /// A table contradicts itself.
    #[error("the table's field {0}: {1}")]
    Table(String, String),
    /// A file of the lake is wrong or could not be read.
    #[error(transparent)]
    Lake(#[from] serapeum_lake::Error),
    /// A file could not be read or written.
    #[error("{path}: {1}", path = .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// A Parquet file could not be written or read.
    #[error("{path}: {1}", path = .0.display())]
    Parquet(PathBuf, #[source] parquet::errors::ParquetError),
    /// The operating system gave no thread.
    #[error("cannot start threads ({0}): try fewer with --threads")]
    Threads(String),
    /// A table grew beyond what an address can tell.
    #[error("{0} has too many {1}: start a new lake")]
    Full(String, &'static str),
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |error| Error::Io(path, error)
    }

    pub(crate) fn parquet(path: &Path) -> impl FnOnce(parquet::errors::ParquetError) -> Error {
        let path = path.to_owned();
        move |error| Error::Parquet(path, error)
    }

    /// Whether the disk was full.
    pub(crate) fn is_full(&self) -> bool {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
            if matches!(kind, Some(io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)) {
                return true;
            }
            cause = error.source();
        }
        // Parquet tells some causes as text only.
        self.to_string().contains(NO_SPACE)
    }

    pub(crate) fn threads(error: impl fmt::Display) -> Error {
        Error::Threads(error.to_string())
    }
}
