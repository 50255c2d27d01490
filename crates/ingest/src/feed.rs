//! Blocks of lines for any number of workers. A shard is inflated by one thread at a time, but each of its blocks by
//! whoever is free: so one huge shard also keeps all cores busy.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::{
    Error,
    discover::ShardFile,
    shard::{Block, ShardReader},
};

/// The shards of an entity, read together. At most one reader a worker is open.
pub(crate) struct Feed<'s> {
    shards: &'s [ShardFile],
    size: usize,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<ShardReader>,
    /// How many readers are with a worker right now.
    busy: usize,
    /// The first shard that is not open yet.
    next: usize,
    stopped: bool,
    /// Length and digest of the shards that were read to their end, by number.
    digests: Vec<(usize, u64, String)>,
}

impl<'s> Feed<'s> {
    pub(crate) fn new(shards: &'s [ShardFile], size: usize) -> Feed<'s> {
        Feed { shards, size, state: Mutex::default(), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fills `block` with the next lines, preferably of the same shard as before; `false` at the end of all shards,
    /// and after a failure elsewhere.
    pub(crate) fn next(&self, block: &mut Block) -> Result<bool, Error> {
        let Some(mut reader) = self.reader(block.shard)? else { return Ok(false) };
        let result = reader.fill(block, self.size);
        let mut state = self.state();
        state.busy -= 1;
        match &result {
            Ok(true) => state.idle.push(reader),
            Ok(false) => {
                let (bytes, digest) = reader.digest();
                state.digests.push((reader.index, bytes, digest));
            }
            Err(_) => state.stopped = true,
        }
        drop(state);
        self.changed.notify_all();
        result.map(|_| true)
    }

    /// A reader that no one else has; waits while all shards that are left are with other workers.
    fn reader(&self, last: usize) -> Result<Option<ShardReader>, Error> {
        let mut state = self.state();
        loop {
            if state.stopped {
                return Ok(None);
            }
            if !state.idle.is_empty() {
                let same = state.idle.iter().position(|reader| reader.index == last);
                state.busy += 1;
                return Ok(Some(state.idle.swap_remove(same.unwrap_or(0))));
            }
            if let Some(shard) = self.shards.get(state.next) {
                let reader = ShardReader::open(state.next, shard);
                match &reader {
                    Ok(_) => state.busy += 1,
                    Err(_) => state.stopped = true,
                }
                state.next += 1;
                return reader.map(Some);
            }
            if state.busy == 0 {
                return Ok(None);
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Ends the reading: somewhere something failed.
    pub(crate) fn stop(&self) {
        self.state().stopped = true;
        self.changed.notify_all();
    }

    /// Length and digest of the shards, by number.
    pub(crate) fn digests(self) -> Vec<(usize, u64, String)> {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner).digests
    }
}
