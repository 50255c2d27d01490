//! The memory of bodies received and of answers not yet sent.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Permits of a semaphore are counted in 32 bits, so they stand for this many bytes each.
const UNIT: usize = 4 << 10;

/// Bytes that may be held.
#[derive(Debug, Clone)]
pub(crate) struct Memory {
    units: Arc<Semaphore>,
    all: usize,
}

/// Bytes that are held, until it is dropped.
#[derive(Debug)]
pub(crate) struct Held(OwnedSemaphorePermit);

impl Memory {
    pub(crate) fn new(bytes: usize) -> Memory {
        let all = (bytes / UNIT).min(Semaphore::MAX_PERMITS);
        Memory { units: Arc::new(Semaphore::new(all)), all }
    }

    /// Holds this many bytes, or `None` where there are not so many left.
    pub(crate) fn hold(&self, bytes: usize) -> Option<Held> {
        let units = u32::try_from(bytes.div_ceil(UNIT)).ok()?;
        Arc::clone(&self.units).try_acquire_many_owned(units).ok().map(Held)
    }

    /// Bytes that are held.
    pub(crate) fn held(&self) -> usize {
        (self.all - self.units.available_permits()) * UNIT
    }
}

impl Held {
    /// Gives back what is beyond this many bytes.
    pub(crate) fn shrink(&mut self, bytes: usize) {
        let surplus = self.0.num_permits().saturating_sub(bytes.div_ceil(UNIT));
        drop(self.0.split(surplus));
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
        let mut held = memory.hold(9 * UNIT);
        held.iter_mut().for_each(|held| held.shrink(UNIT + 1));
        assert_eq!(memory.held(), 2 * UNIT);
        assert!(memory.hold(8 * UNIT).is_some() && memory.hold(9 * UNIT).is_none());
    }
}
