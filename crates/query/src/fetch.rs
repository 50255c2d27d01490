//! Phase two of an answer: the records at addresses.

use std::{sync::Arc, task::Poll};

use rayon::prelude::*;
use serapeum_lake::{Manifest, Records};

use crate::{Address, Engine, Error};

/// The most bytes of records on one page.
const PAGE_BYTES: usize = 256 << 20;
/// How many records are read before other tasks have the thread. Scattered ones take about 0.1 ms each.
pub(crate) const BETWEEN_PAUSES: usize = 256;
/// Fewer records than this are not worth a thread.
const A_THREAD: usize = 8;

impl Engine {
    /// The bytes of the records at these addresses, in their order.
    ///
    /// # Errors
    /// A lake without records, a page that is too large, or a damaged file.
    pub fn fetch(&self, manifest: &Manifest, addresses: &[Address]) -> Result<Vec<Vec<u8>>, Error> {
        let mut order: Vec<usize> = (0..addresses.len()).collect();
        order.sort_unstable_by_key(|at| addresses[*at]);
        let mut fetched = vec![Vec::<u8>::new(); addresses.len()];
        let mut bytes = 0;
        for run in order.chunk_by(|a, b| addresses[*a].0 == addresses[*b].0) {
            let Some(first) = run.first() else { continue };
            let records = self.records(manifest, addresses[*first].0)?;
            // A few rows at a time, so that a page over the limit is noticed before it is in memory.
            for run in run.chunks(1_024) {
                let mut rows: Vec<u32> = run.iter().map(|at| addresses[*at].1).collect();
                // One record may be the example of several groups.
                rows.dedup();
                let mut records = self.read(&records, &rows)?.into_iter();
                let mut last: Option<(u32, usize)> = None;
                for at in run {
                    let record = match last {
                        Some((row, from)) if row == addresses[*at].1 => fetched[from].clone(),
                        _ => records.next().unwrap_or_default(),
                    };
                    last = Some((addresses[*at].1, *at));
                    bytes += record.len();
                    fetched[*at] = record;
                }
                if bytes > PAGE_BYTES {
                    return Err(Error::PageTooLarge {
                        records: addresses.len(),
                        limit: PAGE_BYTES >> 20,
                    });
                }
            }
        }
        Ok(fetched)
    }

    /// The records of these rows of a part, which ascend and do not repeat, by as many threads as a query has.
    fn read(&self, records: &Records, rows: &[u32]) -> Result<Vec<Vec<u8>>, Error> {
        let threads = self.session().copied_config().target_partitions();
        let piece = rows.len().div_ceil(threads.max(1)).max(A_THREAD);
        if rows.len() <= piece {
            return Ok(records.read(rows)?);
        }
        let pieces = || rows.par_chunks(piece).map(|rows| records.read(rows)).collect();
        let pieces: Result<Vec<_>, serapeum_lake::Error> = self.readers.install(pieces);
        Ok(pieces?.concat())
    }

    /// As [`Engine::fetch`], with pauses: reading is blocking work, and neither other queries nor an end to this one
    /// shall have to wait until the largest page is read.
    ///
    /// # Errors
    /// As [`Engine::fetch`].
    pub(crate) async fn gather(
        &self,
        manifest: &Manifest,
        addresses: &[Address],
    ) -> Result<Vec<Vec<u8>>, Error> {
        let mut order: Vec<usize> = (0..addresses.len()).collect();
        order.sort_unstable_by_key(|at| addresses[*at]);
        let mut gathered = vec![Vec::new(); addresses.len()];
        let mut bytes = 0;
        for run in order.chunks(BETWEEN_PAUSES) {
            let few: Vec<Address> = run.iter().map(|at| addresses[*at]).collect();
            for (at, record) in run.iter().zip(self.fetch(manifest, &few)?) {
                bytes += record.len();
                gathered[*at] = record;
            }
            if bytes > PAGE_BYTES {
                let records = addresses.len();
                return Err(Error::PageTooLarge { records, limit: PAGE_BYTES >> 20 });
            }
            pause().await;
        }
        Ok(gathered)
    }

    pub(crate) fn records(&self, manifest: &Manifest, part: u32) -> Result<Arc<Records>, Error> {
        let key = (manifest.key(), part);
        if let Ok(open) = self.records.lock()
            && let Some(records) = open.get(&key)
        {
            return Ok(Arc::clone(records));
        }
        let file = manifest
            .parts
            .iter()
            .find(|known| known.number == part)
            .and_then(|part| part.records.as_ref());
        let file = file.ok_or_else(|| serapeum_lake::Error::NoRecords(manifest.entity.clone()))?;
        let records = Arc::new(Records::open(&self.lake().path(manifest, file))?);
        if let Ok(mut open) = self.records.lock() {
            open.insert(key, Arc::clone(&records));
        }
        Ok(records)
    }
}

/// Lets other tasks have the thread, once. A task that was aborted ends here.
pub(crate) async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|context| {
        if std::mem::replace(&mut paused, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
