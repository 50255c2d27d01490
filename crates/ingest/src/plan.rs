//! What an ingest would do, without doing it.

use std::{
    path::{Path, PathBuf},
    thread,
};

use serapeum_model::{Entity, Join, Layout, Source};

use crate::{
    Error, Options,
    discover::{self, Discovered, Found, ShardFile},
    lists::ListFile,
    manifest::{self, Expected},
};

/// The files that an ingest would read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The entities found, in the source's order.
    pub entities: Vec<EntityPlan>,
    /// The rows beside the records that give values to columns of these entities.
    pub joins: Vec<JoinPlan>,
    records: bool,
    threads: usize,
}

/// The files of one entity.
#[derive(Debug, Clone)]
pub struct EntityPlan {
    /// The entity.
    pub entity: &'static Entity,
    /// The folder they are in.
    pub folder: PathBuf,
    /// The files, by path.
    pub shards: Vec<ShardFile>,
    /// The length of all files.
    pub bytes: u64,
    /// The lists of ids that are gone.
    pub lists: Vec<ListFile>,
    /// What the publisher's list says, if there is one.
    pub expected: Option<Expected>,
}

/// The files of a join.
#[derive(Debug, Clone)]
pub struct JoinPlan {
    /// What the rows tie.
    pub join: &'static Join,
    /// The files, by path.
    pub shards: Vec<ShardFile>,
    /// The length of all files.
    pub bytes: u64,
}

/// About what an ingest takes. Bytes are at most by experience, not by proof.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// Bytes of columns.
    pub fields: u64,
    /// Bytes of records.
    pub records: u64,
    /// Bytes of lookups.
    pub keys: u64,
    /// Bytes of lookups before they are merged; free again at the end.
    pub temporary: u64,
    /// Seconds.
    pub seconds: f64,
    /// Bytes that are free where the lake is; `None` where that cannot be told.
    pub free: Option<u64>,
}

impl Estimate {
    /// The most bytes that are in use at a time.
    pub fn needed(&self) -> u64 {
        self.fields + self.records + self.keys + self.temporary
    }

    /// An error, with what the ingest needs where the disk was full.
    pub(crate) fn explained(&self, error: Error, lake: &Path) -> Error {
        if !error.is_full() {
            return error;
        }
        let free = self.free.unwrap_or_default() / MB;
        // The estimate was too low where it should have fitted.
        let needed = self.needed().div_ceil(MB).max(free + 1);
        Error::Space { path: lake.to_owned(), needed, free, problem: Box::new(error) }
    }
}

/// Finds what there is to ingest.
///
/// # Errors
/// A folder without any file of the source, an unknown entity, a folder that cannot be read.
pub fn plan(source: &Source, snapshot: &Path, options: &Options) -> Result<Plan, Error> {
    let Discovered { entities, joins } = discover::discover(source, snapshot, options)?;
    let entities = entities.into_iter().map(|found| EntityPlan {
        bytes: found.shards.iter().map(|shard| shard.bytes).sum(),
        expected: expected(&found, source.layout),
        entity: found.entity,
        folder: found.folder,
        shards: found.shards,
        lists: found.lists,
    });
    let entities = entities.collect();
    let joins = joins.into_iter().map(|(join, shards)| JoinPlan {
        join,
        bytes: shards.iter().map(|shard| shard.bytes).sum(),
        shards,
    });
    let joins = joins.collect();
    Ok(Plan { entities, joins, records: options.records, threads: threads(options) })
}

/// What the publisher says about the files of one folder.
fn expected(found: &Found, layout: &Layout) -> Option<Expected> {
    let read = || manifest::read(&found.folder, found.entity.name, layout, &found.shards);
    found.together.then(read).flatten()
}

/// How many threads the options mean.
pub(crate) fn threads(options: &Options) -> usize {
    match options.threads {
        0 => thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    }
}

/// JSON bytes a byte of gzip, as records of articles have them.
pub(crate) const JSON_A_BYTE: u64 = 5;
const MB: u64 = 1_000_000;
const GZIP_BYTES_A_RECORD: u64 = 1_300;
const JSON_A_THREAD_AND_SECOND: f64 = 60e6;

impl Plan {
    /// The length of all files.
    pub fn bytes(&self) -> u64 {
        let joins: u64 = self.joins.iter().map(|join| join.bytes).sum();
        self.entities.iter().map(|entity| entity.bytes).sum::<u64>() + joins
    }

    /// What the ingest into a lake in this folder takes.
    pub fn estimate(&self, lake: &Path) -> Estimate {
        let bytes = self.entities.iter().map(|entity| entity.bytes).sum::<u64>();
        // What is kept of a row is shorter than its JSON.
        let joined = self.bytes() - bytes;
        let lookups = |plan: &EntityPlan| {
            let expected = plan.expected.as_ref().and_then(|expected| expected.records);
            let records = expected.unwrap_or(plan.bytes / GZIP_BYTES_A_RECORD);
            records.saturating_mul(crate::keys::lookups(plan.entity).len() as u64)
        };
        let lookups: u64 = self.entities.iter().map(lookups).sum();
        let free = lake.ancestors().find(|path| path.is_dir() || path.as_os_str().is_empty());
        let free = free.map(|path| if path.as_os_str().is_empty() { Path::new(".") } else { path });
        let free = free.and_then(|path| rustix::fs::statvfs(path).ok());
        Estimate {
            fields: bytes * 30 / 100,
            records: if self.records { bytes * 110 / 100 } else { 0 },
            keys: lookups * 16,
            temporary: lookups * 45 + joined * JSON_A_BYTE,
            seconds: (self.bytes() * JSON_A_BYTE) as f64
                / (JSON_A_THREAD_AND_SECOND * self.threads as f64),
            free: free.map(|disk| disk.f_bavail.saturating_mul(disk.f_frsize)),
        }
    }
}
