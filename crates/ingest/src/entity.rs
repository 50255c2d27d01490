//! One entity of an ingest: its shards become parts, lookups and masks, beside what stays.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError, atomic::AtomicU32},
    time::Instant,
};

use rayon::prelude::*;
use serapeum_lake::{
    ASIDE, File, KeyRun, Lake, Manifest, Masks, Part, Shard, Stored, columns,
    seam::{self, Step},
};
use serapeum_model::{Entity, Framing, Source};

use crate::{
    EntityPlan, EntitySummary, Error, Observer, Options, Plan, ShardFile,
    cover::Cover,
    described::{described, summarise},
    feed::Feed,
    keys::{Address, Runs, lookups},
    lists::{self, Listed},
    manifest,
    merge::{self, Lookup},
    output::Folder,
    paths::Paths,
    plan::JSON_A_BYTE,
    rejects::RejectLog,
    reuse::{Reuse, table},
    root::relative,
    run::now,
    shape, watch,
    worker::{Done, Shared, work},
};

/// So much JSON is worth a thread.
const JSON_A_WORKER: u64 = 8 << 20;
/// A loss of more than one record in so many is refused.
const SHRINKS: u64 = 20;

/// A whole ingest.
pub(crate) struct Run<'a> {
    pub(crate) source: &'a Source,
    pub(crate) lake: &'a Path,
    pub(crate) live: Option<Lake>,
    pub(crate) options: &'a Options,
    pub(crate) observer: &'a dyn Observer,
    pub(crate) plan: &'a Plan,
    /// The number of the version that is being made.
    pub(crate) version: u32,
    pub(crate) threads: usize,
}

/// What became of the shards that were read.
struct Taken {
    done: Done,
    /// Length and digest of the shards, by number.
    digests: Vec<(usize, u64, String)>,
    /// The largest number of a part that was used.
    last_part: u32,
}

/// The lookups of an entity, and the rows out of force: replaced ones, and those of ids that are gone.
#[derive(Default)]
struct Masked {
    keys: Vec<KeyRun>,
    replaced: Vec<Address>,
    gone: Vec<Address>,
}

impl Run<'_> {
    /// Writes the files of an entity. No manifest where the live one says it all.
    pub(crate) fn entity(
        &self,
        plan: &EntityPlan,
        folder: &Folder,
    ) -> Result<(Option<Manifest>, EntitySummary), Error> {
        let started = Instant::now();
        let entity = plan.entity;
        let live = self.live.as_ref();
        let before = live.and_then(|live| live.manifest(self.source.name, entity.name));
        self.lengths(plan)?;
        let reuse = Reuse::of(self.source, plan, live, self.options, self.observer)?;
        let lists = lists::digests(&plan.lists, self.observer)?;
        let known = |before| lists::are_known(&lists, before, self.options.add);
        if let (Some(before), true) = (before.filter(|before| known(before)), reuse.is_all()) {
            let mut told = EntitySummary::unchanged(before);
            told.kept = reuse.known;
            told.seconds = started.elapsed().as_secs_f64();
            return Ok((None, told));
        }
        let fresh: Vec<ShardFile> =
            reuse.fresh.iter().filter_map(|at| plan.shards.get(*at)).cloned().collect();
        let log = format!("{}-{}-{:06}.jsonl", self.source.name, entity.name, self.version);
        let log = self.lake.join("rejects").join(log);
        let rejects = RejectLog::new(log, self.options.max_rejects, self.observer);
        let lookups = lookups(entity);
        seam::pass(Step::Open, &folder.path)
            .and_then(|()| fs::create_dir_all(&folder.path))
            .map_err(Error::io(&folder.path))?;
        folder.remove_leftovers();
        let temporary = tempfile::Builder::new().prefix(ASIDE).tempdir_in(&folder.path);
        let runs = Runs::new(temporary.map_err(Error::io(&folder.path))?, lookups.len());
        let taken =
            self.take(entity, (folder, before), (&fresh, &reuse.positions), &runs, &rejects)?;
        let Taken { mut done, digests, last_part } = taken;
        let number = next_number(folder, before);
        let added = live.zip(reuse.base).filter(|_| self.options.add);
        let (gone, odd) = lists::write(
            (entity.id, &plan.lists),
            (folder, number),
            added,
            (&rejects, self.observer),
        )?;
        let rejects = rejects.finish()?;

        let cover = Arc::new(reuse.cover());
        let old = reuse.base.map(|base| (base, &cover));
        let Masked { keys, replaced, gone: absent } =
            self.keys(plan, (folder, number), &runs, &lookups, (old, gone.as_ref()))?;
        let known = reuse.base.and_then(|base| base.masks.as_ref());
        let known = known.map(|file| Masks::read(&folder.path.join(&file.name))).transpose()?;
        let known = known.unwrap_or_default();
        let new = |rows: &[Address]| {
            rows.iter().filter(|(part, row)| !known.contains(*part, *row)).count() as u64
        };
        let (newly_replaced, newly_gone) = (new(&replaced), new(&absent));
        let mut masked = replaced;
        masked.extend(absent);
        let base = reuse.base.into_iter().flat_map(|base| &base.parts);
        // What was added to keeps every part, so that whoever reads its version loses nothing.
        let stays = |part: &&Part| self.options.add || cover.rows(part.number) > 0;
        let mut parts: Vec<_> = base.filter(stays).cloned().collect();
        parts.iter().for_each(|part| cover.gaps(part, &mut masked));
        masked.sort_unstable();
        let masks = merge::write_masks(folder, number, &masked)?;
        done.parts.sort_by_key(|part| part.number);
        parts.append(&mut done.parts.clone());
        let mut counts = BTreeMap::<u32, u64>::new();
        for (part, _) in &masked {
            *counts.entry(*part).or_default() += 1;
        }
        if let (true, false, Some(log)) = (parts.is_empty(), self.options.force, &rejects)
            && let Some(error) = strange(entity, &done, log)
        {
            return Err(error);
        }
        for part in &mut parts {
            part.masked = counts.get(&part.number).copied().unwrap_or(0);
        }
        let watched = watch::watched(entity);
        let (paths, read, stayed) = described(&reuse, &fresh, digests, &watched, &mut done);
        let mut all: Vec<(usize, Shard)> = stayed;
        all.extend(reuse.positions.iter().copied().zip(read.iter().cloned()));
        all.sort_by_key(|(position, _)| *position);
        let all: Vec<Shard> = all.into_iter().map(|(_, shard)| shard).collect();
        let warnings = self.differences(plan, &all)?;
        let mut nulled = BTreeMap::new();
        for (field, count) in all.iter().flat_map(|shard| &shard.nulled) {
            *nulled.entry(field.clone()).or_default() += count;
        }
        let kept = reuse.base;
        let manifest = Manifest {
            number,
            source: self.source.name.to_owned(),
            entity: entity.name.to_owned(),
            created: now(),
            records: match kept.filter(|_| self.options.add) {
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
            joined: kept
                .filter(|_| self.options.add)
                .map(|kept| kept.joined.clone())
                .unwrap_or_default(),
            last_part,
            // What is added to one of another table remains of that.
            table: kept.map_or_else(|| table(entity), |kept| kept.table.clone()),
            columns: columns(entity),
            paths,
            lists: lists::applied(lists, added.map(|(_, base)| base)),
            gone,
        };
        self.shrinks(before, &manifest, newly_gone)?;
        if let Some(before) = before.filter(|_| !self.options.force) {
            watch::check(entity, before, &manifest, &read)?;
        }
        let mut told = summarise(&manifest, &done, &read);
        told.replaced = newly_replaced;
        told.gone = newly_gone;
        if let Some(before) = before {
            (told.new_paths, told.vanished_paths) = shape::changes(&before.paths, &manifest.paths);
        }
        if odd > 0 {
            told.warnings.push(format!("{odd} lines of lists of ids that are gone name none"));
        }
        told.warnings.extend(reuse.warning.clone());
        told.warnings.extend(warnings);
        told.rejects = rejects;
        told.kept = reuse.kept.len() as u64;
        if self.options.add {
            told.kept = reuse.known;
        }
        told.dropped = reuse.dropped(before);
        told.seconds = started.elapsed().as_secs_f64();
        Ok((Some(manifest), told))
    }

    /// Reads shards into parts and runs.
    fn take(
        &self,
        entity: &'static Entity,
        (folder, before): (&Folder, Option<&Manifest>),
        (fresh, positions): (&[ShardFile], &[usize]),
        runs: &Runs,
        rejects: &RejectLog<'_>,
    ) -> Result<Taken, Error> {
        let (paths, watched) = (Paths::of(entity)?, watch::watched(entity));
        let id = lookups(entity).first().copied().unwrap_or_default();
        let used = folder.largest("fields", "p").max(folder.largest("records", "p"));
        let used = before.map_or(used, |before| {
            before.parts.iter().map(|part| part.number).fold(used.max(before.last_part), u32::max)
        });
        let shared = Shared {
            entity,
            shards: fresh,
            positions,
            feed: Feed::new(fresh, self.options.bytes_a_block.max(1)),
            paths: &paths,
            watched: &watched,
            id,
            folder,
            runs,
            rejects,
            observer: self.observer,
            options: self.options,
            next: AtomicU32::new(used + 1),
            done: Mutex::default(),
        };
        let json: u64 = fresh
            .iter()
            .map(|shard| if shard.is_gzip() { shard.bytes * JSON_A_BYTE } else { shard.bytes })
            .sum();
        let workers = json.div_ceil(JSON_A_WORKER).clamp(1, self.threads as u64);
        rayon::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|_| work(&shared));
            }
        });
        let Shared { feed, done, next, .. } = shared;
        let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = done.failed.take() {
            // That no line was a record tells more than that they were many.
            return Err(match &error {
                Error::Rejects { log, .. } => strange(entity, &done, log).unwrap_or(error),
                _ => error,
            });
        }
        Ok(Taken { done, digests: feed.digests(), last_part: next.into_inner() - 1 })
    }

    fn keys(
        &self,
        plan: &EntityPlan,
        place: (&Folder, u32),
        runs: &Runs,
        lookups: &[usize],
        (old, gone): (Option<(&Manifest, &Arc<Cover>)>, Option<&File>),
    ) -> Result<Masked, Error> {
        let gone = gone.map(|file| place.0.path.join(&file.name));
        let merged: Result<Vec<Lookup>, Error> = lookups
            .par_iter()
            .enumerate()
            .filter_map(|(lookup, column)| Some((lookup, *plan.entity.fields.get(*column)?)))
            .map(|(lookup, field)| {
                let mut streams = Vec::new();
                if let Some((base, cover)) = old {
                    for run in base.keys.iter().filter(|run| run.field == field.name) {
                        let path = place.0.path.join(&run.file.name);
                        streams.push(merge::stored(&path, Arc::clone(cover))?);
                    }
                }
                // The id's lookup is the first.
                let listed = (lookup == 0).then(|| Listed::open(gone.as_deref())).transpose()?;
                merge::merge(field, listed, place, (runs, lookup), streams, self.observer)
            })
            .collect();
        let mut masked = Masked::default();
        for Lookup { run, mut replaced, mut gone } in merged? {
            masked.keys.push(run);
            masked.replaced.append(&mut replaced);
            masked.gone.append(&mut gone);
        }
        Ok(masked)
    }

    /// Refuses a file of another length than its publisher lists, before anything is read.
    fn lengths(&self, plan: &EntityPlan) -> Result<(), Error> {
        let Some(expected) = plan.expected.as_ref().filter(|_| !self.options.force) else {
            return Ok(());
        };
        let names: Vec<(String, u64)> = plan
            .shards
            .iter()
            .map(|shard| (relative(&shard.path, &plan.folder), shard.bytes))
            .collect();
        let files = names.iter().map(|(name, bytes)| (name.as_str(), *bytes));
        let other = manifest::other_length(plan.entity.name, expected, files);
        other.map_or(Ok(()), |other| Err(Error::Listed(other)))
    }

    /// Where the snapshot is not as its publisher lists it; an error where a file is not.
    fn differences(&self, plan: &EntityPlan, shards: &[Shard]) -> Result<Vec<String>, Error> {
        let Some(expected) = &plan.expected else { return Ok(Vec::new()) };
        let read: BTreeMap<&str, &Shard> =
            shards.iter().map(|shard| (shard.path.as_str(), shard)).collect();
        let of = |file: &ShardFile| {
            let shard = read.get(file.name.as_str())?;
            let lines = shard.records + shard.rejects.values().sum::<u64>();
            Some((relative(&file.path, &plan.folder), (lines, shard.bytes)))
        };
        let read = plan.shards.iter().filter_map(of).collect();
        let (mut other, rest) = manifest::differences(plan.entity.name, expected, &read);
        if let (Some(first), false) = (other.first(), self.options.force) {
            return Err(Error::Listed(first.clone()));
        }
        other.extend(rest);
        Ok(other)
    }

    /// Refuses what looks like an incomplete snapshot.
    fn shrinks(
        &self,
        before: Option<&Manifest>,
        after: &Manifest,
        listed: u64,
    ) -> Result<(), Error> {
        let (before, after_live) = (before.map_or(0, Manifest::live), after.live());
        // What the publisher lists as gone is not missing.
        let gone = before.saturating_sub(after_live + listed);
        if self.options.force || gone * SHRINKS <= before {
            return Ok(());
        }
        let percent = (gone * 100).div_ceil(before);
        Err(Error::Shrunk { entity: after.entity.clone(), before, after: after_live, percent })
    }
}

/// The number of the next manifest and of what it alone needs.
fn next_number(folder: &Folder, before: Option<&Manifest>) -> u32 {
    let named = [("", "manifest-"), ("keys", "r"), ("masks", "m")];
    let named = named.iter().map(|(below, prefix)| folder.largest(below, prefix));
    named.fold(before.map_or(0, |before| before.number), u32::max) + 1
}

/// Says that none of the lines was a record, if that is so.
fn strange(entity: &Entity, done: &Done, log: &Path) -> Option<Error> {
    if done.tallies.values().any(|tally| tally.records > 0) {
        return None;
    }
    let mut reasons = BTreeMap::<&'static str, u64>::new();
    for (reason, count) in done.tallies.values().flat_map(|tally| &tally.rejects) {
        *reasons.entry(reason).or_default() += count;
    }
    let lines = reasons.values().sum();
    let (reason, _) = reasons.into_iter().max_by_key(|(_, count)| *count)?;
    Some(Error::Strange { entity: entity.name.to_owned(), lines, reason, log: log.to_owned() })
}
