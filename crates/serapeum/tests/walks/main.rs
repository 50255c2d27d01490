//! Walks by cursor over every table of the sample: each record once, in order, all of them; over groups; and over a lake
//! that changes.
//!
//! Optimised builds, and all with `SERAPEUM_WALKS=all`, walk by every field that sorts, in both directions, at every
//! page size. Debug builds walk in the default order at every size, and by every eighth field in one direction.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod asked;
mod groups;
mod records;
mod table;
mod updates;

use std::{path::Path, sync::LazyLock};

use serapeum::{Entity, Lake, Source, ingest, sample};

/// The sizes of pages.
const SIZES: [usize; 5] = [1, 2, 25, 100, 200];

/// Whether everything is walked.
fn all() -> bool {
    let asked = std::env::var("SERAPEUM_WALKS").is_ok_and(|what| what == "all");
    asked || !cfg!(debug_assertions)
}

/// The sample of every source, in one lake.
static SAMPLE: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    for (name, generate) in sample::SOURCES {
        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data").join(name);
        let made = tempfile::tempdir().unwrap();
        let snapshot = match committed.is_dir() {
            true => committed.as_path(),
            false => {
                let options = sample::Options { records: 300, ..Default::default() };
                generate(made.path(), &options, &()).unwrap();
                made.path()
            }
        };
        let source = serapeum::source(name).unwrap();
        ingest::ingest(source, snapshot, folder.path(), &Default::default(), &()).unwrap();
    }
    folder
});

fn open() -> Lake {
    Lake::open(SAMPLE.path()).unwrap()
}

/// The tables that the lake has.
fn tables(lake: &Lake) -> Vec<(&'static Source, &'static Entity)> {
    let here = lake.aio().engine().lake();
    // The requests are in the grammar of one API.
    let pairs = serapeum::ALL
        .iter()
        .filter(|source| source.name == "openalex")
        .flat_map(|source| source.entities.iter().map(move |entity| (*source, *entity)));
    let tables: Vec<_> = pairs
        .filter(|(source, entity)| here.manifest(source.name, entity.name).is_some())
        .collect();
    assert!(tables.len() >= 6, "the sample has lost its tables");
    tables
}
