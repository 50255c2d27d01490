//! Readers of a lake that changes under them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use serapeum::{Lake, ingest, sample};
use tempfile::TempDir;

use crate::asked::{Page, groups, page};

const READERS: usize = 16;
/// How often the lake changes.
const UPDATES: u32 = if cfg!(debug_assertions) { 2 } else { 6 };
const WORKS: &str = "openalex/works?include_xpac=true";

/// Makes the lake equal to a snapshot of so many works.
fn ingested(folder: &Path, records: u64) {
    let source = serapeum::source("openalex").unwrap();
    let mut options = ingest::Options::default();
    options.force = true;
    let from = folder.join(records.to_string());
    ingest::ingest(source, &from, &folder.join("lake"), &options, &()).unwrap();
}

/// Two snapshots, and a lake of the first.
fn begun() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for records in [100, 110] {
        let options = sample::Options { records, ..Default::default() };
        sample::openalex(&folder.path().join(records.to_string()), &options, &()).unwrap();
    }
    ingested(folder.path(), 100);
    let place = folder.path().join("lake");
    (folder, place)
}

/// What a lake says when it is asked in several ways, one after another; the ids are those of a walk.
fn told(lake: &Lake) -> String {
    let groups = groups(lake, &format!("{WORKS}&group_by=type")).unwrap();
    let mut ids = Vec::new();
    let mut token = "*".to_owned();
    let total = loop {
        let Page { total, ids: some, next } =
            page(lake, &format!("{WORKS}&sort=cited_by_count:desc&per-page=25&cursor={token}"));
        ids.extend(some);
        let Some(next) = next else { break total };
        token = next;
    };
    assert_eq!(ids.len() as u64, total);
    assert_eq!(groups.groups.iter().map(|(_, count)| count).sum::<u64>(), total);
    format!("{total} {ids:?} {groups:?}")
}

#[test]
fn readers_stay_with_the_version_that_they_opened() {
    let (folder, place) = begun();
    let (done, seen) = (AtomicBool::new(false), Mutex::new(BTreeMap::<u32, String>::new()));
    thread::scope(|scope| {
        for _ in 0..READERS {
            scope.spawn(|| {
                let mut last = false;
                while !last {
                    last = done.load(Ordering::Relaxed);
                    let lake = Lake::open(&place).unwrap();
                    let version = lake.aio().engine().lake().version().number;
                    let told = told(&lake);
                    let mut seen = seen.lock().unwrap();
                    let before = seen.entry(version).or_insert_with(|| told.clone());
                    assert_eq!(*before, told, "version {version}");
                }
            });
        }
        for update in 0..UPDATES {
            ingested(folder.path(), if update % 2 == 0 { 110 } else { 100 });
        }
        done.store(true, Ordering::Relaxed);
    });
    let seen = seen.into_inner().unwrap();
    assert!(seen.len() > 1 && seen.contains_key(&(UPDATES + 1)), "seen: {:?}", seen.keys());
}

/// Lakes count their versions alike.
#[test]
fn a_token_of_another_lake_is_refused() {
    let (_folder, place) = begun();
    let (folder, _) = begun();
    let source = serapeum::source("openalex").unwrap();
    let (from, other) = (folder.path().join("110"), folder.path().join("other"));
    ingest::ingest(source, &from, &other, &ingest::Options::default(), &()).unwrap();
    let at = |token: &str| format!("{WORKS}&per-page=30&cursor={token}");
    let token = page(&Lake::open(&place).unwrap(), &at("*")).next.unwrap();
    let error = Lake::open(&other).unwrap().get(&at(&token)).unwrap_err().to_string();
    assert!(error.contains("it is of another lake"), "{error}");
}

#[test]
fn a_walk_ends_on_its_version_and_another_is_told_that_it_is_gone() {
    let (folder, place) = begun();
    let old = Lake::open(&place).unwrap();
    let at = |token: &str| format!("{WORKS}&per-page=30&cursor={token}");
    let Page { total, mut ids, next } = page(&old, &at("*"));
    let token = next.unwrap();
    ingested(folder.path(), 110);
    let error = Lake::open(&place).unwrap().get(&at(&token)).unwrap_err().to_string();
    assert!(error.contains("the lake was updated since"), "{error}");
    let mut next = Some(token);
    while let Some(token) = next {
        let page = page(&old, &at(&token));
        ids.extend(page.ids);
        next = page.next;
    }
    assert_eq!(ids.len() as u64, total);
}
