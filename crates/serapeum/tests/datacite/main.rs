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

use crate::{
    judging::{Uses, lakes, setting},
    rng::Rng,
};

/// Asks random requests.
fn differ(name: &str, snapshot: &Path, usual: u64) {
    let seed = setting("SERAPEUM_SEED").unwrap_or(20_240_517);
    let wanted = setting("SERAPEUM_REQUESTS").unwrap_or(usual) as usize;
    eprintln!("{name}: SERAPEUM_SEED={seed} SERAPEUM_REQUESTS={wanted}");
    let folder = tempfile::tempdir().unwrap();
    let (lakes, _) = lakes("datacite", snapshot, folder.path());
    let records = record::load(&snapshot.join("dois"));
    let (mut random, mut uses) = (Rng(seed), Uses::default());
    let (mut tally, mut differences) = (judge::Tally::default(), Vec::new());
    for _ in 0..wanted {
        let request = requests::request(&mut random, &records, &mut uses);
        let strict = random.chance(50);
        let lake = &lakes[usize::from(strict)];
        if let Err(how) = judge::compare(lake, strict, &request, &records, &mut tally) {
            let limits = if strict { "strict " } else { "" };
            differences.push(format!("{limits}{}\n  {how:.1500}", request.text()));
        }
        if differences.len() >= 30 {
            break;
        }
    }
    eprintln!("{name}: {tally:?}");
    let rare: Vec<_> = uses.0.iter().filter(|(_, count)| **count < 50).collect();
    assert!(wanted < 10_000 || rare.is_empty(), "used too rarely: {rare:?}");
    assert!(
        differences.is_empty(),
        "{name}, SERAPEUM_SEED={seed}: {} differences\n\n{}",
        differences.len(),
        differences.join("\n\n")
    );
    assert!(tally.found * 3 > tally.requests, "too many requests find nothing");
    assert!(tally.refused * 4 < tally.requests, "too many requests are refused");
}

#[test]
fn real_records() {
    if let Some(snapshot) = real::snapshot() {
        differ("real", snapshot.path(), 120);
    }
}

#[test]
fn sample_records() {
    let folder = tempfile::tempdir().unwrap();
    let made = serapeum::sample::SOURCES.iter().find(|(name, _)| *name == "datacite");
    if let Some((_, make)) = made {
        let options = serapeum::sample::Options { records: 500, seed: 7, ..Default::default() };
        make(folder.path(), &options, &()).unwrap();
        differ("sample", folder.path(), 120);
    }
}
