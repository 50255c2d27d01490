//! A whole ingest: entity after entity, then the version.

use std::{
    collections::BTreeMap,
    fs::{self, TryLockError},
    path::Path,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicU32},
    time::Instant,
};

use chrono::{SecondsFormat, Utc};
use rayon::prelude::*;
use serapeum_lake::{KeyRun, Lake, Manifest, Masks, Shard, Stored, Version};
use serapeum_model::{Framing, Source};

use crate::{
    EntityPlan, EntitySummary, Error, Observer, Options, Plan, Summary,
    feed::Feed,
    joins::Joining,
    keys::{Address, Runs, lookups},
    manifest, merge,
    output::{ASIDE, Folder},
    paths::Paths,
    plan::{self, JSON_A_BYTE, plan},
    rejects::RejectLog,
    root::relative,
    worker::{Done, Shared, Tally, work},
};

/// So much JSON is worth a thread.
const JSON_A_WORKER: u64 = 8 << 20;

/// Writes a snapshot into a lake, as its next version.
///
/// # Errors
/// What stopped it; the lake is then as it was, and what was written is removed.
pub fn ingest(
    source: &Source,
    snapshot: &Path,
    lake: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Summary, Error> {
    let started = Instant::now();
    let plan = plan(source, snapshot, options)?;
    fs::create_dir_all(lake).map_err(Error::io(lake))?;
    let lock = lake.join("ingest.lock");
    let locked = fs::File::create(&lock).map_err(Error::io(&lock))?;
    match locked.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(Error::Busy(lock)),
        Err(TryLockError::Error(error)) => return Err(Error::Io(lock, error)),
    }
    let live = match Lake::open(lake) {
        Ok(live) => Some(live),
        Err(serapeum_lake::Error::NoLake(_)) => None,
        Err(error) => return Err(error.into()),
    };
    observer.planned(plan.bytes());
    let folders: Vec<Folder> = plan
        .entities
        .iter()
        .map(|entity| Folder::new(lake.join(source.name).join(entity.entity.name)))
        .collect();
    let run = Run { source, lake, live, options, observer, plan: &plan };
    let result = run.all(&folders);
    if result.is_err() {
        folders.iter().for_each(Folder::remove_written);
    }
    let mut summary = result?;
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}

struct Run<'a> {
    source: &'a Source,
    lake: &'a Path,
    live: Option<Lake>,
    options: &'a Options,
    observer: &'a dyn Observer,
    plan: &'a Plan,
}

impl Run<'_> {
    fn all(&self, folders: &[Folder]) -> Result<Summary, Error> {
        let threads = plan::threads(self.options);
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Error::threads)?;
        let before = self.live.as_ref().map_or(0, |live| live.version().number);
        let versions = Folder::new(self.lake.to_owned()).largest("versions", "");
        let mut version = Version {
            format: Version::FORMAT,
            number: before.max(versions) + 1,
            created: now(),
            manifests: self
                .live
                .as_ref()
                .map(|live| live.version().manifests.clone())
                .unwrap_or_default(),
        };
        let mut summary = Summary { version: version.number, ..Summary::default() };
        let mut manifests = Vec::new();
        for (entity, folder) in self.plan.entities.iter().zip(folders) {
            let (manifest, told) =
                pool.install(|| self.entity(entity, folder, version.number, threads))?;
            version.manifests.insert(manifest.key(), manifest.number);
            manifests.push(manifest);
            summary.entities.push(told);
        }
        let joining = Joining {
            source: self.source,
            lake: self.lake,
            live: self.live.as_ref(),
            plan: self.plan,
            options: self.options,
            observer: self.observer,
            threads,
            version: version.number,
        };
        let mut made: Vec<_> = manifests.iter_mut().zip(folders).collect();
        let (joins, nulled) = pool.install(|| joining.join(&mut made))?;
        summary.joins = joins;
        for (manifest, told) in manifests.iter_mut().zip(&mut summary.entities) {
            let ours = |(place, count): (&(String, String), &u64)| {
                (place.0 == manifest.entity).then(|| (place.1.clone(), *count))
            };
            for (field, count) in nulled.iter().filter_map(ours).collect::<Vec<_>>() {
                *manifest.nulled.entry(field.clone()).or_default() += count;
                *told.nulled.entry(field).or_default() += count;
            }
            for join in self.plan.joins.iter().map(|plan| plan.join) {
                let feeds = join.feeds.iter().any(|feed| feed.owner.0 == manifest.entity);
                if feeds && !manifest.joined.iter().any(|known| known == join.folder) {
                    manifest.joined.push(join.folder.to_owned());
                }
            }
            let new = manifest.parts.iter().rev().take(told.parts as usize);
            told.fields = new.map(|part| part.fields.bytes).sum();
        }
        for folder in folders {
            folder.sync()?;
        }
        for manifest in &manifests {
            Lake::write_manifest(self.lake, manifest)?;
        }
        Lake::publish(self.lake, &version)?;
        Ok(summary)
    }

    fn entity(
        &self,
        plan: &EntityPlan,
        folder: &Folder,
        version: u32,
        threads: usize,
    ) -> Result<(Manifest, EntitySummary), Error> {
        let started = Instant::now();
        let entity = plan.entity;
        let before =
            self.live.as_ref().and_then(|live| live.manifest(self.source.name, entity.name));
        let kept = before.filter(|_| self.options.add);
        let log = format!("{}-{}-{version:06}.jsonl", self.source.name, entity.name);
        let log = self.lake.join("rejects").join(log);
        let rejects = RejectLog::new(log, self.options.max_rejects, self.observer);
        let paths = Paths::of(entity)?;
        let lookups = lookups(entity);
        let id = lookups.first().copied().unwrap_or_default();
        fs::create_dir_all(&folder.path).map_err(Error::io(&folder.path))?;
        folder.remove_leftovers();
        let temporary = tempfile::Builder::new().prefix(ASIDE).tempdir_in(&folder.path);
        let runs = Runs::new(temporary.map_err(Error::io(&folder.path))?, lookups.len());
        let used = folder.largest("fields", "p").max(folder.largest("records", "p"));
        let used = used.max(
            before
                .into_iter()
                .flat_map(|before| &before.parts)
                .map(|part| part.number)
                .max()
                .unwrap_or(0),
        );
        let shared = Shared {
            entity,
            shards: &plan.shards,
            feed: Feed::new(&plan.shards, self.options.bytes_a_block.max(1)),
            paths: &paths,
            id,
            folder,
            runs: &runs,
            rejects: &rejects,
            observer: self.observer,
            options: self.options,
            next: AtomicU32::new(used + 1),
            done: Mutex::default(),
        };
        let json: u64 = plan
            .shards
            .iter()
            .map(|shard| if shard.is_gzip() { shard.bytes * JSON_A_BYTE } else { shard.bytes })
            .sum();
        let workers = json.div_ceil(JSON_A_WORKER).clamp(1, threads as u64);
        rayon::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|_| work(&shared));
            }
        });
        let Shared { feed, done, .. } = shared;
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = done.failed.take() {
            return Err(error);
        }

        let number = before.map_or(0, |before| before.number);
        let number = [("", "manifest-"), ("keys", "r"), ("masks", "m")]
            .iter()
            .fold(number, |number, (below, prefix)| number.max(folder.largest(below, prefix)))
            + 1;
        let (keys, masked) = self.keys(plan, folder, number, &runs, &lookups, kept)?;
        let masks = merge::write_masks(folder, number, &masked)?;
        done.parts.sort_by_key(|part| part.number);
        let mut parts: Vec<_> = kept.into_iter().flat_map(|kept| kept.parts.clone()).collect();
        parts.append(&mut done.parts.clone());
        let mut counts = BTreeMap::<u32, u64>::new();
        for (part, _) in &masked {
            *counts.entry(*part).or_default() += 1;
        }
        for part in &mut parts {
            part.masked = counts.get(&part.number).copied().unwrap_or(0);
        }
        let (fresh, warnings) = shards(plan, feed, &mut done);
        let mut all: Vec<_> = kept.into_iter().flat_map(|kept| kept.shards.clone()).collect();
        all.extend(fresh.iter().cloned());
        let mut nulled = kept.map(|kept| kept.nulled.clone()).unwrap_or_default();
        for (field, count) in &done.nulled {
            *nulled.entry(field.clone()).or_default() += count;
        }
        let manifest = Manifest {
            number,
            source: self.source.name.to_owned(),
            entity: entity.name.to_owned(),
            created: now(),
            records: match kept {
                // A lake that lacks some records cannot promise any.
                Some(kept) if kept.records == Stored::None => Stored::None,
                _ if !self.options.records => Stored::None,
                Some(kept) if kept.records == Stored::Rendered => Stored::Rendered,
                _ if plan.shards.iter().any(|shard| matches!(shard.framing, Framing::Items(_))) => {
                    Stored::Rendered
                }
                _ => Stored::Verbatim,
            },
            parts,
            keys,
            masks,
            masked: masked.len() as u64,
            shards: all,
            nulled,
            joined: kept.map(|kept| kept.joined.clone()).unwrap_or_default(),
        };
        let told = summarise(plan, &manifest, &done, &fresh, kept, warnings, started);
        Ok((manifest, told))
    }

    fn keys(
        &self,
        plan: &EntityPlan,
        folder: &Folder,
        number: u32,
        runs: &Runs,
        lookups: &[usize],
        kept: Option<&Manifest>,
    ) -> Result<(Vec<KeyRun>, Vec<Address>), Error> {
        let masks = kept.and_then(|kept| kept.masks.as_ref());
        let masks = masks.map(|file| Masks::read(&folder.path.join(&file.name))).transpose()?;
        let masks = Arc::new(masks.unwrap_or_default());
        let merged: Result<Vec<_>, Error> = lookups
            .par_iter()
            .enumerate()
            .filter_map(|(lookup, column)| Some((lookup, *plan.entity.fields.get(*column)?)))
            .map(|(lookup, field)| {
                let old = kept
                    .into_iter()
                    .flat_map(|kept| &kept.keys)
                    .filter(|run| run.field == field.name);
                let old: Result<Vec<_>, Error> = old
                    .map(|run| merge::stored(&folder.path.join(&run.file.name), Arc::clone(&masks)))
                    .collect();
                merge::merge(field, lookup == 0, folder, number, (runs, lookup), old?)
            })
            .collect();
        let mut keys = Vec::new();
        let mut masked = Vec::new();
        for (run, mut out) in merged? {
            keys.push(run);
            masked.append(&mut out);
        }
        Ok((keys, masked))
    }
}

/// What is kept of the shards, and where they differ from the publisher's list.
fn shards(plan: &EntityPlan, feed: Feed<'_>, done: &mut Done) -> (Vec<Shard>, Vec<String>) {
    let mut digests: BTreeMap<_, _> =
        feed.digests().into_iter().map(|(shard, bytes, digest)| (shard, (bytes, digest))).collect();
    let mut read = BTreeMap::new();
    let shards: Vec<_> = plan
        .shards
        .iter()
        .enumerate()
        .map(|(number, shard)| {
            let Tally { records, rejects, mut slices } =
                done.tallies.remove(&number).unwrap_or_default();
            let (bytes, checksum) = digests.remove(&number).unwrap_or_default();
            let lines = records + rejects.values().sum::<u64>();
            read.insert(relative(&shard.path, &plan.folder), (lines, bytes));
            slices.sort_by_key(|slice| (slice.part, slice.first));
            let rejects =
                rejects.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
            Shard { path: shard.name.clone(), bytes, checksum, records, rejects, slices }
        })
        .collect();
    let expected = plan.expected.as_ref();
    let warnings =
        expected.map(|expected| manifest::differences(plan.entity.name, expected, &read));
    (shards, warnings.unwrap_or_default())
}

fn summarise(
    plan: &EntityPlan,
    manifest: &Manifest,
    done: &Done,
    fresh: &[Shard],
    kept: Option<&Manifest>,
    warnings: Vec<String>,
    started: Instant,
) -> EntitySummary {
    let mut rejected = BTreeMap::new();
    for (reason, count) in fresh.iter().flat_map(|shard| &shard.rejects) {
        *rejected.entry(reason.clone()).or_default() += count;
    }
    let written = fresh.iter().map(|shard| shard.records).sum();
    EntitySummary {
        entity: plan.entity.name.to_owned(),
        read: written + rejected.values().sum::<u64>(),
        written,
        replaced: manifest.masked.saturating_sub(kept.map_or(0, |kept| kept.masked)),
        live: manifest.live(),
        rejected,
        nulled: done.nulled.clone(),
        shards: fresh.len() as u64,
        bytes: fresh.iter().map(|shard| shard.bytes).sum(),
        json: done.json,
        fields: done.parts.iter().map(|part| part.fields.bytes).sum(),
        records: done.parts.iter().filter_map(|part| Some(part.records.as_ref()?.bytes)).sum(),
        keys: manifest.keys.iter().map(|run| run.file.bytes).sum(),
        parts: done.parts.len() as u64,
        warnings,
        seconds: started.elapsed().as_secs_f64(),
    }
}

fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}
