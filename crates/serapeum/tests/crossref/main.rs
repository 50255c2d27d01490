//! Answers over Crossref's works against a naive evaluation of the same requests over the same records.
//!
//! `SERAPEUM_SEED` repeats a run, `SERAPEUM_REQUESTS` makes it longer or shorter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod corners;
mod date;
mod facet;
mod filter;
mod ids;
mod json;
mod judge;
mod kept;
mod order;
mod recorded;
mod records;
mod request;
mod requests;
mod resources;
#[path = "../differential/rng.rs"]
mod rng;
mod values;
mod vocabulary;

use std::{path::Path, time::Instant};

use serapeum::{Lake, ingest};

use crate::{judge::Judge, requests::Random};

/// Ingests a folder into a new lake.
fn lake(snapshot: &Path, folder: &Path) -> (Lake, ingest::Summary) {
    let source = serapeum::source("crossref").unwrap();
    let options = ingest::Options::default();
    let summary = ingest::ingest(source, snapshot, folder, &options, &()).unwrap();
    (Lake::open(folder).unwrap(), summary)
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn differ(name: &str, snapshot: &Path) {
    let seed = setting("SERAPEUM_SEED").unwrap_or(20_260_701);
    let wanted = setting("SERAPEUM_REQUESTS").unwrap_or(100) as usize;
    eprintln!("{name}: SERAPEUM_SEED={seed} SERAPEUM_REQUESTS={wanted}");
    let folder = tempfile::tempdir().unwrap();
    let (lake, _) = lake(snapshot, folder.path());
    let records = records::in_force(snapshot);
    let mut random = Random::new(&records, seed);
    let below = records::below(snapshot);
    let mut judge = Judge { lake: &lake, records: &records, below: &below, pages: 0, answered: 0 };
    let mut differences = Vec::new();
    let start = Instant::now();
    for _ in 0..wanted {
        let asked = random.request();
        if let Err(difference) = judge.compare(&asked) {
            eprintln!("{}\n  {difference}", asked.text());
            differences.push(format!("{}\n  {difference}", asked.text()));
        }
        if differences.len() >= 30 {
            break;
        }
    }
    let Judge { pages, answered, .. } = judge;
    let seconds = start.elapsed().as_secs();
    eprintln!("{name}: {wanted} requests, {pages} pages, {answered} find something, {seconds} s");
    eprintln!("{name}: filters, by times used: {:?}", random.uses);
    assert!(
        differences.is_empty(),
        "{name}, SERAPEUM_SEED={seed}: {} differences\n\n{}",
        differences.len(),
        differences.join("\n\n")
    );
    assert!(answered * 3 > wanted, "too many requests find nothing");
    let rarest = random.uses.values().min().copied().unwrap_or_default();
    assert!(rarest * 200 + 200 > wanted, "a filter was used {rarest} times in {wanted} requests");
}

#[test]
fn real_records() {
    if let Some(snapshot) = records::real("crossref") {
        differ("real", &snapshot);
    }
}

#[test]
fn sample_records() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/crossref");
    if committed.is_dir() {
        return differ("sample", &committed);
    }
    let folder = tempfile::tempdir().unwrap();
    let options = serapeum::sample::Options { records: 500, seed: 7, ..Default::default() };
    serapeum::sample::crossref(folder.path(), &options, &()).unwrap();
    differ("sample", folder.path());
}
