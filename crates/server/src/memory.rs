//! The memory of bodies received and of answers not yet sent.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Permits of a semaphore are counted in 32 bits, so they stand for this many bytes each.
const UNIT: usize = 4 << 10;

/// Bytes that may be held.
#[derive(Debug, Clone)]
pub(crate) struct Memory(Arc<Semaphore>);

/// Bytes that are held, until it is dropped.
#[derive(Debug)]
pub(crate) struct Held(
    #[expect(dead_code, reason = "given back when dropped")] OwnedSemaphorePermit,
);

impl Memory {
    pub(crate) fn new(bytes: usize) -> Memory {
        Memory(Arc::new(Semaphore::new((bytes / UNIT).min(Semaphore::MAX_PERMITS))))
    }

    /// Holds this many bytes, or `None` where there are not so many left.
    pub(crate) fn hold(&self, bytes: usize) -> Option<Held> {
        let units = u32::try_from(bytes.div_ceil(UNIT)).ok()?;
        Arc::clone(&self.0).try_acquire_many_owned(units).ok().map(Held)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_dropped_can_be_held_again() {
        let memory = Memory::new(10 * UNIT);
        let held = memory.hold(9 * UNIT + 1);
        assert!(held.is_some() && memory.hold(1).is_none() && memory.hold(0).is_some());
        drop(held);
        assert!(memory.hold(10 * UNIT).is_some());
        assert!(memory.hold(11 * UNIT).is_none() && memory.hold(usize::MAX).is_none());
    }
}
