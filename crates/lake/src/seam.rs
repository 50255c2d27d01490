//! The one seam that all writing of a lake goes through, so that a test can make any step of it fail.

use std::{io, path::Path, sync::OnceLock};

/// A step that changes what is on disk, or what of it will outlast a loss of power.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A file or folder is made, or one of the lake's is opened to be built upon.
    Open,
    /// Bytes are written.
    Write,
    /// A file or folder is synced.
    Sync,
    /// A file is given its name.
    Rename,
}

type Watch = fn(Step, &Path) -> io::Result<()>;

static WATCH: OnceLock<Watch> = OnceLock::new();

/// Lets a test decide about every step of this process from now on; only the first call counts.
pub fn watch(watch: Watch) {
    // A second watch would be a mistake of the test, which then sees no fault.
    let _ = WATCH.set(watch);
}

/// Passes a step, unless a test is watching and wants it to fail.
///
/// # Errors
/// What the test says.
#[inline]
pub fn pass(step: Step, path: &Path) -> io::Result<()> {
    WATCH.get().map_or(Ok(()), |watch| watch(step, path))
}
