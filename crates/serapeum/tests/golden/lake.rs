//! A small lake in which some records have replaced others.

use std::{fs, path::Path};

use serapeum::{Lake, ingest, sample};

/// Makes the lake below a folder, whatever was there before: a snapshot without its newest works, then one without
/// its oldest, added. The works of both are in force once.
pub(crate) fn make(below: &Path) -> Lake {
    let (whole, lake) = (below.join("snapshot"), below.join("lake"));
    for old in [&whole, &lake] {
        if old.is_dir() {
            fs::remove_dir_all(old).unwrap();
        }
    }
    fs::create_dir_all(below).unwrap();
    let options = sample::Options { records: 300, seed: 7, ..Default::default() };
    sample::openalex(&whole, &options, &()).unwrap();
    let source = serapeum::source("openalex").unwrap();

    let works = whole.join("data/works");
    let mut days: Vec<_> =
        fs::read_dir(&works).unwrap().map(|entry| entry.unwrap().path()).collect();
    days.retain(|path| path.is_dir());
    days.sort();
    let (oldest, newest) = (days.first().unwrap(), days.last().unwrap());
    // What is unchanged is read again, so that rows of it are masked.
    let mut options = ingest::Options::default();
    options.fresh = true;
    for (left_out, add) in [(newest, false), (oldest, true)] {
        let aside = below.join("aside");
        fs::rename(left_out, &aside).unwrap();
        options.add = add;
        ingest::ingest(source, &whole, &lake, &options, &()).unwrap();
        fs::rename(&aside, left_out).unwrap();
    }
    let all = |_: &str, _: &str| true;
    serapeum::index_words(&lake, &all, Default::default(), &()).unwrap();
    let lake = Lake::open(fs::canonicalize(lake).unwrap()).unwrap();
    let manifest = lake.aio().engine().lake().manifest("openalex", "works").unwrap();
    assert_eq!(manifest.live(), 300);
    assert!(manifest.masked > 100 && manifest.parts.len() > 1, "no overlap, or too few parts");
    lake
}
