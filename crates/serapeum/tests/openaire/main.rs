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

use crate::mixed::World;

/// Asks random requests.
fn differ(name: &str, snapshot: &Path, world: &World, usual: u64) {
    // Products have most of the parameters.
    let collections: Vec<usize> =
        [0, 0, 0, 0, 0, 0, 1, 2, 3, 3].into_iter().filter(|at| !world[*at].is_empty()).collect();
    let mut tally = judge::Tally::default();
    judging::differ(name, ("openaire", snapshot), usual, |lakes, random, uses| {
        let at = *random.pick(&collections);
        let request = requests::request(random, at, &world[at], uses);
        let strict = random.chance(30);
        let lake = &lakes[usize::from(strict)];
        judge::compare(lake, &request, &world[at], &mut tally).map_err(|how| {
            let limits = if strict { "strict " } else { "" };
            format!("{limits}{}\n  {how:.1500}", request.text(None))
        })
    });
    eprintln!("{name}: {tally:?}");
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
