//! A snapshot against its publisher's lists, and its files against their own checksums.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rayon::prelude::*;
use serapeum_model::Source;

use crate::{
    EntityPlan, Error, ListFile, Observer, Options, Plan, Progress, ShardFile, lists, manifest,
    plan::{self, plan},
    root::relative,
    shard::{Block, ShardReader},
};

/// What was found of a snapshot.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// Files read.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Lines, or records of documents, that are not blank.
    pub lines: u64,
    /// Entities with a publisher's list.
    pub listed: u64,
    /// Ids that lists say are gone.
    pub gone: u64,
    /// Lines of such lists that name no id: an ingest leaves them out.
    pub odd: u64,
    /// What is damaged, missing or not as listed, by path.
    pub faults: Vec<Fault>,
}

/// What is wrong with a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, or the folder that lacks some.
    pub path: PathBuf,
    /// Where in the file, in bytes, if that can be told.
    pub offset: Option<u64>,
    /// What is wrong.
    pub problem: String,
}

/// Reads every file of a snapshot to its end, lists of ids that are gone too, as an ingest does: so each checksum and
/// length in it is tested, and that lists have their columns. Then
/// compares files, lengths and numbers of records with the publisher's lists, where there are any.
///
/// # Errors
/// A folder that holds nothing of the source; [`Error::Stopped`].
pub fn verify(
    source: &Source,
    snapshot: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Verified, Error> {
    let plan = plan(source, snapshot, options)?;
    let lists = plan.entities.iter().flat_map(|entity| &entity.lists);
    observer.planned(plan.bytes() + lists.map(|list| list.file.bytes).sum::<u64>());
    let pool = rayon::ThreadPoolBuilder::new().num_threads(plan::threads(options)).build();
    pool.map_err(Error::threads)?.install(|| all(&plan, options, observer))
}

impl Verified {
    /// Counts a file that was read, or notes what is wrong with it; an error where that is not of the file.
    fn took<T>(&mut self, read: Result<T, Error>) -> Result<Option<T>, Error> {
        self.files += 1;
        let fault = match read {
            Ok(read) => return Ok(Some(read)),
            Err(
                Error::Shard { path, bytes, json, problem }
                | Error::Bomb { path, bytes, json, problem },
            ) => {
                let problem = format!("{problem} ({json} bytes of JSON before)");
                Fault { path, offset: Some(bytes), problem }
            }
            Err(Error::List { path, column, found }) => {
                let problem = format!("it has no column `{column}` but {found}");
                Fault { path, offset: None, problem }
            }
            Err(Error::Io(path, error)) => Fault { path, offset: None, problem: error.to_string() },
            Err(other) => return Err(other),
        };
        self.faults.push(fault);
        Ok(None)
    }
}

/// Tells of what was read; an error where the observer wants no more.
fn told(block: &Block, records: u64, observer: &dyn Observer) -> Result<(), Error> {
    let json = block.bytes.len() as u64;
    observer.progress(Progress { bytes: block.raw, json, records });
    if observer.stopped() { Err(Error::Stopped) } else { Ok(()) }
}

/// Lines and bytes by path below the entity's folder.
type Counted = BTreeMap<String, (u64, u64)>;

fn all(plan: &Plan, options: &Options, observer: &dyn Observer) -> Result<Verified, Error> {
    let found = Mutex::new(Verified::default());
    let size = options.bytes_a_block.max(1);
    let open = || found.lock().unwrap_or_else(PoisonError::into_inner);
    let check = |shard: &ShardFile| -> Result<Option<(u64, u64)>, Error> {
        let read = read(shard, size, observer);
        let mut found = open();
        let read = found.took(read)?;
        let (lines, bytes) = read.unwrap_or_default();
        found.lines += lines;
        found.bytes += bytes;
        Ok(read)
    };
    let check_list = |entity: &EntityPlan, list: &ListFile| -> Result<(), Error> {
        let progress = &mut |block: &Block| told(block, 0, observer);
        let read = lists::check(entity.entity.id, list, progress);
        let mut found = open();
        let (ids, odd, bytes) = found.took(read)?.unwrap_or_default();
        found.gone += ids;
        found.odd += odd;
        found.bytes += bytes;
        Ok(())
    };
    let mut listed = Vec::new();
    for entity in &plan.entities {
        let counted = entity.shards.par_iter().map(|shard| {
            let below = relative(&shard.path, &entity.folder);
            // What cannot be read has a length still.
            Ok((
                below,
                check(shard)?.map_or((None, shard.bytes), |(lines, bytes)| (Some(lines), bytes)),
            ))
        });
        let counted: BTreeMap<String, (Option<u64>, u64)> =
            counted.collect::<Result<_, Error>>()?;
        entity.lists.par_iter().try_for_each(|list| check_list(entity, list))?;
        let Some(expected) = &entity.expected else { continue };
        let lines = |name: &String, lines: Option<u64>| {
            let told = || expected.files.get(name).and_then(|(records, _)| *records);
            lines.or_else(told).unwrap_or_default()
        };
        let read: Counted = counted
            .iter()
            .map(|(name, (found, bytes))| (name.clone(), (lines(name, *found), *bytes)))
            .collect();
        listed.extend(manifest::faults(expected, &read, &entity.folder));
    }
    for join in &plan.joins {
        join.shards.par_iter().try_for_each(|shard| check(shard).map(|_| ()))?;
    }
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.listed = plan.entities.iter().filter(|entity| entity.expected.is_some()).count() as u64;
    found.faults.append(&mut listed);
    found.faults.sort_by(|a, b| (&a.path, a.offset).cmp(&(&b.path, b.offset)));
    Ok(found)
}

/// The lines and bytes of a file, read to its end.
fn read(shard: &ShardFile, size: usize, observer: &dyn Observer) -> Result<(u64, u64), Error> {
    let mut reader = ShardReader::open(0, shard)?;
    let mut block = Block::default();
    let mut lines = 0;
    loop {
        let more = reader.fill(&mut block, size)?;
        let here = block.lines().count() as u64 + block.long.len() as u64;
        lines += here;
        told(&block, here, observer)?;
        if !more {
            return Ok((lines, reader.digest().0));
        }
    }
}
