//! What a caller is told while records are indexed.

/// Follows the making of indexes; called from several threads.
pub trait Observer: Sync {
    /// The run begins; so many records are to be read in all.
    fn planned(&self, records: u64) {
        let _ = records;
    }

    /// So many more records were read.
    fn progress(&self, records: u64) {
        let _ = records;
    }

    /// Whether the run is to end, with [`Error::Stopped`](crate::Error::Stopped); asked often.
    fn stopped(&self) -> bool {
        false
    }
}

/// An observer that looks away.
impl Observer for () {}
