//! What can go wrong with an index of words.

use std::{
    io,
    path::{Path, PathBuf},
};

/// A failure that says what, where and what to do.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something with the lake's own files.
    #[error(transparent)]
    Lake(#[from] serapeum_lake::Error),
    /// A file could not be read or written.
    #[error("{path}: {1}", path = .0.display())]
    Io(PathBuf, #[source] io::Error),
    /// An index is not what it should be.
    #[error("the index of words in {path} is damaged ({1}): remove it and index again", path = .0.display())]
    Index(PathBuf, String),
    /// Parts of an entity have no index, or one of other texts.
    #[error("{0} cannot be searched: {1} of its {2} parts have no index of words yet")]
    Missing(String, usize, usize),
    /// The table of an entity is wrong.
    #[error("the text {0} of the table is wrong: {1}")]
    Table(&'static str, String),
    /// A search names a text that is not compared so.
    #[error("{0} has no text {1} that is compared {2}")]
    Field(&'static str, &'static str, &'static str),
    /// A search that is too large.
    #[error("the search has more than {0} words and conditions")]
    Large(usize),
    /// Threads could not be started.
    #[error("threads could not be started: {0}")]
    Threads(String),
    /// The caller wanted it to end.
    #[error("stopped")]
    Stopped,
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |error| Error::Io(path, error)
    }

    pub(crate) fn index<E: std::fmt::Display>(path: &Path) -> impl FnOnce(E) -> Error {
        let path = path.to_owned();
        move |error| Error::Index(path, error.to_string())
    }
}
