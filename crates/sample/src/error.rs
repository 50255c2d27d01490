use std::io;
use std::path::{Path, PathBuf};

/// Why a snapshot could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The directory holds files already; a snapshot is never mixed with what was there before.
    #[error("{} is not empty: name a new or empty directory, or remove its contents first", path.display())]
    NotEmpty {
        /// The directory asked for.
        path: PathBuf,
    },
    /// A directory could not be made or a file not written.
    #[error("cannot write {}: check permissions and free space", path.display())]
    Write {
        /// The file or directory being written.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// The worker threads could not be started.
    #[error("cannot start {threads} threads: ask for fewer")]
    Threads {
        /// How many were asked for; 0 stands for one a core.
        threads: usize,
        /// What the thread pool said.
        source: rayon::ThreadPoolBuildError,
    },
}

impl Error {
    /// Attaches the path to an I/O error.
    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Write { path: path.to_path_buf(), source }
    }
}
