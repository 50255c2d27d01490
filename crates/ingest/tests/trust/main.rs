//! What a lake survives: faults of the disk, kills, damaged files, and any history of its snapshot.
#![allow(clippy::unwrap_used, clippy::panic, clippy::unimplemented, missing_docs)]

mod archive;
mod bombs;
#[path = "../ingest/books.rs"]
#[allow(dead_code)]
mod books;
mod cleared;
mod columns;
mod damaged;
mod faults;
mod full;
mod histories;
mod killed;
mod lists;
mod older;
mod rng;
mod shapes;
mod verified;
mod wrong;

use std::{fs, path::Path};

use serapeum_lake::Lake;

/// How often to do something: few times unless an environment variable says otherwise.
fn times(variable: &str, few: u64) -> u64 {
    std::env::var(variable).ok().and_then(|given| given.parse().ok()).unwrap_or(few)
}

/// A folder in memory, where there is such a place: these tests sync many thousand times.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Every file of the live version is as its manifest says.
fn is_whole(lake: &Path) -> bool {
    Lake::open(lake).unwrap().verify(1, &|_| ()).is_empty()
}

/// All files below a folder, by their path in it.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        match path.is_dir() {
            true => found.extend(files(&path).into_iter().map(|below| format!("{name}/{below}"))),
            false => found.push(name),
        }
    }
    found.sort();
    found
}

fn copy(from: &Path, to: &Path) {
    for name in files(from) {
        let target = to.join(&name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&name), target).unwrap();
    }
}
