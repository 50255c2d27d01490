//! Answers of OpenAIRE's API from a lake against a naive evaluation of the same requests over the same files.
//!
//! `SERAPEUM_SEED` repeats a run, `SERAPEUM_REQUESTS` makes it longer or shorter.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod judge;
#[path = "../judging/mod.rs"]
mod judging;
mod mixed;
mod older;
mod parameters;
mod real;
mod record;
mod requests;
#[path = "../differential/rng.rs"]
mod rng;
mod shapes;
mod words;

use std::path::Path;

use crate::{
    judging::{Uses, lakes, setting},
    mixed::World,
    rng::Rng,
};

/// Asks random requests.
fn differ(name: &str, snapshot: &Path, world: &World, usual: u64) {
    let seed = setting("SERAPEUM_SEED").unwrap_or(20_240_517);
    let wanted = setting("SERAPEUM_REQUESTS").unwrap_or(usual) as usize;
    eprintln!("{name}: SERAPEUM_SEED={seed} SERAPEUM_REQUESTS={wanted}");
    let folder = tempfile::tempdir().unwrap();
    let (lakes, _) = lakes("openaire", snapshot, folder.path());
    let (mut random, mut uses) = (Rng(seed), Uses::default());
    let (mut tally, mut differences) = (judge::Tally::default(), Vec::new());
    // Products have most of the parameters.
    let collections: Vec<usize> =
        [0, 0, 0, 0, 0, 0, 1, 2, 3, 3].into_iter().filter(|at| !world[*at].is_empty()).collect();
    for _ in 0..wanted {
        let at = *random.pick(&collections);
        let request = requests::request(&mut random, at, &world[at], &mut uses);
        let strict = random.chance(30);
        let lake = &lakes[usize::from(strict)];
        if let Err(how) = judge::compare(lake, &request, &world[at], &mut tally) {
            let limits = if strict { "strict " } else { "" };
            differences.push(format!("{limits}{}\n  {how:.1500}", request.text(None)));
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
}

#[test]
fn mixed_records() {
    let folder = tempfile::tempdir().unwrap();
    let made = mixed::make(folder.path(), 11, 300, true);
    differ("mixed", folder.path(), &made.world, 300);
}

#[test]
fn real_records() {
    if let Some(snapshot) = real::snapshot() {
        differ("real", &snapshot, &real::world(&snapshot), 150);
    }
}
