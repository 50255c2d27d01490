//! Answers of the lake against a naive evaluation of the same requests over the same files.
//!
//! `SERAPEUM_SEED` repeats a run, `SERAPEUM_REQUESTS` makes it longer or shorter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod compare;
mod oracle;
mod random;
mod real;
mod rng;
mod values;

use std::path::Path;

use serapeum::{Lake, ingest};

use crate::{compare::Judge, oracle::Oracle, random::Random};

const OPTIMISED: bool = !cfg!(debug_assertions);

/// Ingests a snapshot into a new lake.
fn lake(snapshot: &Path, folder: &Path) -> (Lake, ingest::Summary) {
    let source = serapeum::source("openalex").unwrap();
    let options = ingest::Options::default();
    let summary = ingest::ingest(source, snapshot, folder, &options, &()).unwrap();
    (Lake::open(folder).unwrap(), summary)
}

/// Asks random requests. With `all`, until every filter, group and sort key was used.
fn differ(name: &str, snapshot: &Path, usual: u64, all: bool) {
    let read = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let seed = read("SERAPEUM_SEED").unwrap_or(20_240_517);
    let wanted = read("SERAPEUM_REQUESTS").unwrap_or(usual) as usize;
    eprintln!("{name}: SERAPEUM_SEED={seed} SERAPEUM_REQUESTS={wanted}");
    let folder = tempfile::tempdir().unwrap();
    let (lake, _) = lake(snapshot, folder.path());
    let oracle = Oracle::load(snapshot);
    let mut random = Random::new(&oracle, seed);
    let mut judge = Judge::new(&lake, &oracle);
    while !judge.is_full() && (judge.requests < wanted || (all && !random.unused().is_empty())) {
        let request = match random.rng.below(20) {
            0..8 => random.groups(),
            8..15 => random.page(),
            15 | 16 => random.walk(),
            17 => random.group_walk(),
            18 => random.single(),
            _ => random.mistake(),
        };
        judge.compare(&request);
        assert!(judge.requests < wanted + 5_000, "never used: {:?}", random.unused());
    }
    let Judge { differences, requests, pages, answered, .. } = &judge;
    eprintln!("{name}: {requests} requests, {pages} pages, {answered} lists and groups not empty");
    assert!(
        differences.is_empty(),
        "{name}, SERAPEUM_SEED={seed}: {} differences\n\n{}",
        differences.len(),
        differences.join("\n\n")
    );
    assert!(answered * 3 > *requests, "too many requests find nothing");
}

#[test]
fn sample_records() {
    let usual = if OPTIMISED { 6_000 } else { 400 };
    let folder = tempfile::tempdir().unwrap();
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    if committed.is_dir() {
        return differ("sample", &committed, usual, true);
    }
    let options = serapeum::sample::Options { records: 500, seed: 7, ..Default::default() };
    serapeum::sample::openalex(folder.path(), &options, &()).unwrap();
    differ("sample", folder.path(), usual, true);
}

#[test]
fn real_records() {
    if let Some(snapshot) = real::snapshot() {
        // Ten times as many records make a debug build slow.
        differ("real", &snapshot, if OPTIMISED { 1_500 } else { 100 }, OPTIMISED);
    }
}
