//! What can go wrong with a lake's files.

use std::{
    io,
    path::{Path, PathBuf},
};

/// A failure that names the file and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no lake in the folder.
    #[error("no lake in {path}: make one with `serapeum ingest SOURCE DIR --lake {path}`, or try `serapeum demo`", path = .0.display())]
    NoLake(PathBuf),
    /// A file could not be read or written.
    #[error("{path}: {1}", path = .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// A file of the lake is not what it should be.
    #[error("{path} is damaged ({1}): restore it from a copy, or ingest the snapshot again with --fresh", path = .0.display())]
    Damaged(PathBuf, String),
    /// The lake was written by a newer release.
    #[error("{path} has format {1}, this release reads up to {2}: use a newer release", path = .0.display())]
    Format(PathBuf, u32, u32),
    /// Another process changes the lake: where its lock is, and who holds it.
    #[error("this lake is being changed by {1}, which holds {path}: wait for its end", path = .0.display())]
    Busy(PathBuf, String),
    /// There is no such version; which ones there are.
    #[error("the lake has no version {0}; it has {1:?}")]
    NoVersion(u32, Vec<u32>),
    /// The parts have other columns than this release's table: which lake's, and how they differ.
    #[error(
        "{0} was made with other columns than this release has ({1}): ingest the snapshot again"
    )]
    Columns(String, String),
    /// The version asked for is not kept.
    #[error("the lake has no manifest {1} of {0} any more")]
    Outdated(String, u32),
    /// The lake was made without the records' own bytes.
    #[error(
        "this lake was made with `--records none`: it counts, groups and sorts {0}, but holds no records; ingest again without that option"
    )]
    NoRecords(String),
}

impl Error {
    /// An [`Error::Io`] about a path.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |error| Error::Io(path, error)
    }

    /// An [`Error::Damaged`] about a path.
    pub fn damaged<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Error {
        let path = path.to_owned();
        move |error| Error::Damaged(path, error.to_string())
    }
}
