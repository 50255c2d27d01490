//! Indexes a version of a lake: the parts that have no index yet, several at a time.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use serapeum_lake::{Lake, Manifest, Part};
use serapeum_model::Entity;

use crate::{Error, Observer, build::Builder, schema};

/// How an entity is indexed.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How much memory all parts that are indexed at a time may take together, in bytes, about.
    pub memory: usize,
    /// How many are.
    pub threads: usize,
}

impl Default for Options {
    /// All cores, and 256 MB for each.
    fn default() -> Options {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Options { memory: threads * (256 << 20), threads }
    }
}

/// Whether a part has an index of its entity's texts, of which no file was removed.
pub fn is_indexed(lake: &Lake, manifest: &Manifest, entity: &Entity, part: &Part) -> bool {
    part.words.as_ref().is_some_and(|words| {
        words.table == schema::table(entity)
            && words.files.iter().all(|file| lake.path(manifest, file).exists())
    })
}

/// Indexes the parts of an entity that have no index of its texts; the parts with them, for a new manifest, or `None`
/// where all had theirs. Takes no lock and publishes nothing: that is the caller's. What was indexed when it was
/// stopped is found again.
///
/// # Errors
/// [`Error::Stopped`], [`serapeum_lake::Error::NoRecords`], or what could not be read or written.
pub fn index(
    lake: &Lake,
    manifest: &Manifest,
    entity: &'static Entity,
    options: Options,
    observer: &dyn Observer,
) -> Result<Option<Vec<Part>>, Error> {
    let has = |part: &Part| is_indexed(lake, manifest, entity, part);
    if manifest.parts.iter().all(has) {
        return Ok(None);
    }
    let threads = options.threads.max(1);
    let memory = options.memory / threads;
    let builder = Builder { lake, manifest, entity, memory };
    let (done, told) = (AtomicU64::new(0), AtomicU64::new(0));
    let stop = || {
        let now = done.load(Ordering::Relaxed);
        let before = told.fetch_max(now, Ordering::Relaxed);
        observer.progress(now.saturating_sub(before));
        observer.stopped()
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error::Threads(error.to_string()))?;
    let each = |part: &Part| {
        if has(part) {
            return Ok(part.clone());
        }
        let words = builder.part(part, &done, &stop)?;
        Ok(Part { words: Some(words), ..part.clone() })
    };
    let parts =
        pool.install(|| manifest.parts.par_iter().map(each).collect::<Result<_, Error>>())?;
    stop();
    Ok(Some(parts))
}
