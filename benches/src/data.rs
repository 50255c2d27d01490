//! Where the data come from: a synthetic snapshot, made once and kept, unless the environment names others.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serapeum::{
    Lake, Options,
    ingest::{self, ShardFile},
    sample,
};
use serapeum_model::Source;

/// The works of the synthetic snapshot, unless told otherwise.
pub const WORKS: u64 = 20_000;

/// The source whose requests are measured.
///
/// # Errors
/// That it is not compiled in.
pub fn source() -> Result<&'static Source> {
    serapeum::source("openalex").context("no such source")
}

/// The folder for what benches write.
pub fn folder() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(1).unwrap_or(Path::new(""));
    target.unwrap_or_else(|| root.join("target")).join("bench-data")
}

/// The snapshot.
///
/// # Errors
/// That it cannot be made.
pub fn snapshot() -> Result<PathBuf> {
    match env::var_os("SERAPEUM_BENCH_SNAPSHOT") {
        Some(given) => Ok(given.into()),
        None => synthetic(works()?),
    }
}

/// The lake.
///
/// # Errors
/// That it cannot be made.
pub fn lake() -> Result<PathBuf> {
    if let Some(given) = env::var_os("SERAPEUM_BENCH_LAKE") {
        return Ok(given.into());
    }
    let works = works()?;
    let snapshot = synthetic(works)?;
    once(&folder().join(works.to_string()).join("lake"), |aside| {
        ingest::ingest(source()?, &snapshot, aside, &ingest::Options::default(), &())?;
        Ok(())
    })
}

/// A lake that keeps no answers: each is measured, however often it is asked.
///
/// # Errors
/// What the lake says.
pub fn open(path: impl Into<PathBuf>, threads: usize) -> Result<Lake> {
    Ok(Lake::open_with(path, &Options { threads, results: 0, ..Options::default() })?)
}

/// The files of an entity in a snapshot.
///
/// # Errors
/// That there are none.
pub fn shards(source: &'static Source, snapshot: &Path, entity: &str) -> Result<Vec<ShardFile>> {
    let mut options = ingest::Options::default();
    options.entities = vec![entity.to_owned()];
    let plan = ingest::plan(source, snapshot, &options)?;
    Ok(plan.entities.into_iter().flat_map(|entity| entity.shards).collect())
}

/// A snapshot with all works in one file: the shards one after another, which gzip allows.
///
/// # Errors
/// What the file system says.
pub fn one_shard(snapshot: &Path, name: &str) -> Result<PathBuf> {
    let shards = shards(source()?, snapshot, "works")?;
    once(&folder().join(name), |aside| {
        let below = aside.join("data/works/updated_date=2026-01-01");
        fs::create_dir_all(&below)?;
        let mut whole = fs::File::create(below.join("part_000.gz"))?;
        for shard in &shards {
            std::io::copy(&mut fs::File::open(&shard.path)?, &mut whole)?;
        }
        Ok(())
    })
}

fn works() -> Result<u64> {
    match env::var("SERAPEUM_BENCH_WORKS") {
        Ok(told) => told.parse().context("SERAPEUM_BENCH_WORKS is not a number"),
        Err(_) => Ok(WORKS),
    }
}

fn synthetic(works: u64) -> Result<PathBuf> {
    once(&folder().join(works.to_string()).join("snapshot"), |aside| {
        let options = sample::Options { records: works, ..Default::default() };
        sample::openalex(aside, &options, &())?;
        Ok(())
    })
}

/// A folder made aside and renamed, so that it is complete or absent.
fn once(folder: &Path, make: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    if !folder.is_dir() {
        eprintln!("making {}", folder.display());
        let aside = folder.with_extension("unfinished");
        if aside.is_dir() {
            fs::remove_dir_all(&aside)?;
        }
        make(&aside).with_context(|| folder.display().to_string())?;
        fs::rename(&aside, folder)?;
    }
    Ok(folder.to_owned())
}
