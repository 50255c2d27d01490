//! A whole ingest: entity after entity, then the version.

use std::{fs, path::Path, time::Instant};

use chrono::{SecondsFormat, Utc};
use serapeum_lake::{Lake, Lock, Manifest, Version};
use serapeum_model::Source;

use crate::{
    Error, Observer, Options, Summary,
    entity::Run,
    joins::Joining,
    output::Folder,
    plan::{self, plan},
};

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
    let _lock = Lock::take(lake, "an ingest")?;
    let live = match Lake::open(lake) {
        Ok(live) => Some(live),
        Err(serapeum_lake::Error::NoLake(_)) => None,
        Err(error) => return Err(error.into()),
    };
    observer.planned(plan.bytes());
    let estimate = plan.estimate(lake);
    let folders: Vec<Folder> = plan
        .entities
        .iter()
        .map(|entity| Folder::new(lake.join(source.name).join(entity.entity.name)))
        .collect();
    let before = live.as_ref().map_or(0, |live| live.version().number);
    let version = Lake::versions(lake)?.last().copied().unwrap_or(0).max(before) + 1;
    let threads = plan::threads(options);
    let run = Run { source, lake, live, options, observer, plan: &plan, version, threads };
    let result = run.all(&folders);
    if result.is_err() && !may_be_live(lake, version) {
        let _ = fs::remove_file(Lake::version_path(lake, version));
        folders.iter().for_each(Folder::remove_written);
    }
    let mut summary = result.map_err(|error| estimate.explained(error, lake))?;
    summary.seconds = started.elapsed().as_secs_f64();
    Ok(summary)
}

/// Whether readers may have seen a version: a run that fails after its last rename must not remove what it wrote.
fn may_be_live(lake: &Path, version: u32) -> bool {
    Lake::current(lake).map_or(true, |live| live == Some(version))
}

impl Run<'_> {
    /// Makes and publishes a version, unless nothing has changed.
    fn all(&self, folders: &[Folder]) -> Result<Summary, Error> {
        let (live, threads) = (self.live.as_ref(), self.threads);
        let pool =
            rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Error::threads)?;
        let mut summary = Summary::default();
        let (mut manifests, mut made) = (Vec::<Manifest>::new(), Vec::new());
        for (at, (entity, folder)) in self.plan.entities.iter().zip(folders).enumerate() {
            let (manifest, told) = pool.install(|| self.entity(entity, folder))?;
            summary.entities.push(told);
            if let Some(manifest) = manifest {
                manifests.push(manifest);
                made.push((at, folder));
            }
        }
        if let (Some(live), true) = (live, made.is_empty()) {
            summary.version = live.version().number;
            return Ok(summary);
        }
        summary.version = self.version;
        let joining = Joining {
            source: self.source,
            lake: self.lake,
            live,
            plan: self.plan,
            options: self.options,
            observer: self.observer,
            threads,
            version: self.version,
        };
        let mut joined: Vec<_> =
            manifests.iter_mut().zip(made.iter().map(|(_, folder)| *folder)).collect();
        let (joins, nulled) = pool.install(|| joining.join(&mut joined))?;
        summary.joins = joins;
        for (manifest, (at, _)) in manifests.iter_mut().zip(&made) {
            let Some(told) = summary.entities.get_mut(*at) else { continue };
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
        let mut version = Version {
            format: Version::FORMAT,
            number: self.version,
            created: now(),
            manifests: live.map(|live| live.version().manifests.clone()).unwrap_or_default(),
            checksums: live.map(|live| live.version().checksums.clone()).unwrap_or_default(),
        };
        for (manifest, (_, folder)) in manifests.iter().zip(&made) {
            folder.wrote(Lake::manifest_path(&folder.path, manifest.number));
            let checksum = Lake::write_manifest(self.lake, manifest)?;
            version.checksums.insert(manifest.key(), checksum);
            version.manifests.insert(manifest.key(), manifest.number);
            folder.sync()?;
        }
        if self.observer.stopped() {
            return Err(Error::Stopped);
        }
        Lake::publish(self.lake, &version)?;
        Ok(summary)
    }
}

/// The time, as manifests tell it: ISO 8601 in UTC, to the second.
pub fn now() -> String {
    Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true)
}
