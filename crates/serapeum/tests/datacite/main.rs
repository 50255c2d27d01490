//! Answers of DataCite's API from a lake against a naive evaluation of the same requests over the same files.
//!
//! `SERAPEUM_SEED` repeats a run, `SERAPEUM_REQUESTS` makes it longer or shorter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod facets;
mod fields;
mod filters;
mod judge;
#[path = "../judging/mod.rs"]
mod judging;
mod lucene;
mod order;
mod real;
mod record;
mod recorded;
mod requests;
#[path = "../differential/rng.rs"]
mod rng;
mod served;

use std::path::Path;

/// Asks random requests.
fn differ(name: &str, snapshot: &Path, usual: u64) {
    let records = record::load(&snapshot.join("dois"));
    let mut tally = judge::Tally::default();
    judging::differ(name, ("datacite", snapshot), usual, |lakes, random, uses| {
        let request = requests::request(random, &records, uses);
        // The service rewrites `version:` wherever it stands in a query, which no judge needs to imitate.
        let strict = random.chance(50) && !request.text().contains("version");
        let lake = &lakes[usize::from(strict)];
        judge::compare(lake, strict, &request, &records, &mut tally).map_err(|how| {
            let limits = if strict { "strict " } else { "" };
            format!("{limits}{}\n  {how:.1500}", request.text())
        })
    });
    eprintln!("{name}: {tally:?}");
    assert!(tally.found * 3 > tally.requests, "too many requests find nothing");
    assert!(tally.refused * 4 < tally.requests, "too many requests are refused");
}

#[test]
fn real_records() {
    if let Some(snapshot) = real::snapshot() {
        differ("real", snapshot.path(), 60);
    }
}

#[test]
fn sample_records() {
    let folder = tempfile::tempdir().unwrap();
    let made = serapeum::sample::SOURCES.iter().find(|(name, _)| *name == "datacite");
    if let Some((_, make)) = made {
        let options = serapeum::sample::Options { records: 500, seed: 7, ..Default::default() };
        make(folder.path(), &options, &()).unwrap();
        differ("sample", folder.path(), 60);
    }
}
