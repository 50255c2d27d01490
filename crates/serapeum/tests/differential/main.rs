//! Answers of the lake against a naive evaluation of the same requests over the same files.
//!
//! `SERAPEUM_SEED` repeats a run, `SERAPEUM_REQUESTS` makes it longer or shorter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod features;
mod judge;
mod laws;
mod oracle;
mod real;
mod requests;
mod rng;

use std::{path::Path, time::Instant};

use serapeum::{Lake, ingest};

use crate::{judge::Judge, oracle::Oracle, requests::Random};

/// Ingests a snapshot into a new lake.
fn lake(snapshot: &Path, folder: &Path) -> (Lake, ingest::Summary) {
    let source = serapeum::source("openalex").unwrap();
    let options = ingest::Options::default();
    let summary = ingest::ingest(source, snapshot, folder, &options, &()).unwrap();
    (Lake::open(folder).unwrap(), summary)
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Asks random requests, until everything was used so many times.
fn differ(name: &str, snapshot: &Path, usual: u64, often: usize) {
    let seed = setting("SERAPEUM_SEED").unwrap_or(20_240_517);
    let wanted = setting("SERAPEUM_REQUESTS").unwrap_or(usual) as usize;
    eprintln!("{name}: SERAPEUM_SEED={seed} SERAPEUM_REQUESTS={wanted}");
    let folder = tempfile::tempdir().unwrap();
    let (lake, _) = lake(snapshot, folder.path());
    let oracle = Oracle::load(snapshot);
    let mut random = Random::new(&oracle, seed);
    let mut judge = Judge::new(&lake, &oracle);
    let start = Instant::now();
    while !judge.is_full() && (judge.requests < wanted || !random.uses.rare(often).is_empty()) {
        judge.compare(&random.request());
        let rare = || random.uses.rare(often);
        assert!(judge.requests < wanted + 10_000, "used too rarely: {:?}", rare());
    }
    let Judge { differences, requests, pages, answered, .. } = &judge;
    let seconds = start.elapsed().as_secs();
    eprintln!(
        "{name}: {requests} requests, {pages} pages, {answered} lists and groups not empty, {seconds} s"
    );
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
    let (usual, often) = (250, 0);
    let folder = tempfile::tempdir().unwrap();
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    if committed.is_dir() {
        return differ("sample", &committed, usual, often);
    }
    let options = serapeum::sample::Options { records: 500, seed: 7, ..Default::default() };
    serapeum::sample::openalex(folder.path(), &options, &()).unwrap();
    differ("sample", folder.path(), usual, often);
}

#[test]
fn real_records() {
    if let Some(snapshot) = real::snapshot() {
        // Ten times as many records make a debug build slow.
        let (usual, often) = (60, 0);
        differ("real", &snapshot, usual, often);
    }
}
