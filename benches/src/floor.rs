//! The floor under an ingest: what it cannot do without, done alone. Reading a snapshot means to inflate it; keeping
//! its records means to compress them again.

use std::{
    fs::File,
    io::Read as _,
    sync::atomic::{AtomicU64, AtomicUsize, Ordering},
    thread,
};

use anyhow::{Result, anyhow};
use flate2::read::MultiGzDecoder;
use serapeum::ingest::ShardFile;

/// Bytes inflated and compressed at a time: a page of records.
const PAGE: usize = 192 << 10;
/// The level of compression of records.
const LEVEL: i32 = 3;

/// What came in and what came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bytes {
    /// After inflating.
    pub json: u64,
    /// After compressing again; 0 where that was not asked for.
    pub compressed: u64,
}

/// Inflates shards, and compresses them again if asked to; the largest shards first, a thread a shard.
///
/// # Errors
/// A file that cannot be read.
pub fn run(shards: &[ShardFile], threads: usize, recompress: bool) -> Result<Bytes> {
    let mut order: Vec<&ShardFile> = shards.iter().collect();
    order.sort_by_key(|shard| std::cmp::Reverse(shard.bytes));
    let (next, json, compressed) = (AtomicUsize::new(0), AtomicU64::new(0), AtomicU64::new(0));
    thread::scope(|scope| {
        let work = || -> Result<()> {
            let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
            let mut out = vec![0; zstd::zstd_safe::compress_bound(PAGE)];
            let mut page = Vec::with_capacity(PAGE);
            while let Some(shard) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                let mut inflated = MultiGzDecoder::new(File::open(&shard.path)?);
                loop {
                    page.clear();
                    inflated.by_ref().take(PAGE as u64).read_to_end(&mut page)?;
                    if page.is_empty() {
                        break;
                    }
                    json.fetch_add(page.len() as u64, Ordering::Relaxed);
                    if recompress {
                        let length = compressor.compress_to_buffer(&page, &mut out)?;
                        compressed.fetch_add(length as u64, Ordering::Relaxed);
                    }
                }
            }
            Ok(())
        };
        let threads: Vec<_> = (0..threads.max(1)).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| {
            thread.join().map_err(|_| anyhow!("a thread of the floor ended early"))?
        })
    })?;
    Ok(Bytes { json: json.into_inner(), compressed: compressed.into_inner() })
}
