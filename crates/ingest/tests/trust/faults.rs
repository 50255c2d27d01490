//! Every step that changes the disk, failing once.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use serapeum_lake::{
    Lake, gc,
    seam::{self, Step},
};

use crate::{books::*, copy, files, is_whole, scratch};

/// The step of a kind that is to fail in a lake.
struct Armed {
    lake: PathBuf,
    step: Step,
    left: u32,
    fired: bool,
}

static ARMED: Mutex<Vec<Armed>> = Mutex::new(Vec::new());

fn watch(step: Step, path: &Path) -> io::Result<()> {
    let mut armed = ARMED.lock().unwrap();
    let ours = armed.iter_mut().find(|armed| path.starts_with(&armed.lake) && armed.step == step);
    let Some(armed) = ours.filter(|armed| !armed.fired) else { return Ok(()) };
    armed.left -= 1;
    armed.fired = armed.left == 0;
    if armed.fired { Err(io::Error::other("the disk says no")) } else { Ok(()) }
}

fn arm(lake: &Path, step: Step, number: u32) {
    seam::watch(watch);
    ARMED.lock().unwrap().push(Armed { lake: lake.to_owned(), step, left: number, fired: false });
}

/// Whether it has failed.
fn disarm(lake: &Path) -> bool {
    let mut armed = ARMED.lock().unwrap();
    let at = armed.iter().position(|armed| armed.lake == lake).unwrap();
    armed.remove(at).fired
}

/// Lets every step fail in an ingest into a lake like `before`; gives how many did, by kind.
fn every_step(before: &Path, snapshot: &Path) -> [u32; 4] {
    let options = options(|options| {
        options.force = true;
        options.threads = 2;
        options.rows_a_part = 20;
        options.bytes_a_block = 900;
    });
    let old = Lake::open(before).ok().map(|_| records(before));
    let alone = scratch();
    copy(before, alone.path());
    run(snapshot, alone.path(), &options).unwrap();
    let (new, number) = (records(alone.path()), Lake::open(alone.path()).unwrap().version().number);
    [Step::Open, Step::Write, Step::Sync, Step::Rename].map(|step| {
        for failing in 1.. {
            let folder = scratch();
            let lake = folder.path().join("lake");
            fs::create_dir(&lake).unwrap();
            copy(before, &lake);
            arm(&lake, step, failing);
            let result = run(snapshot, &lake, &options);
            if !disarm(&lake) {
                result.unwrap();
                return failing - 1;
            }
            let told = format!("{step:?} {failing}: {result:?}");
            assert!(result.is_err(), "{told}");
            match Lake::open(&lake) {
                Err(error) => assert!(
                    old.is_none() && matches!(error, serapeum_lake::Error::NoLake(_)),
                    "{told}: {error}"
                ),
                Ok(found) => {
                    assert!(is_whole(&lake), "{told}");
                    // Only the very last sync comes after the new version is there to see.
                    let is_new = found.version().number == number;
                    assert!(!is_new || step == Step::Sync, "{told}");
                    assert_eq!(&records(&lake), if is_new { &new } else { old.as_ref().unwrap() });
                }
            }
            let summary = run(snapshot, &lake, &options).unwrap();
            assert!(is_whole(&lake), "{told}");
            assert_eq!(records(&lake), new, "{told}");
            gc(&lake, 1, false).unwrap();
            let left: Vec<_> =
                files(&lake).into_iter().filter(|name| name.contains(".ingest-")).collect();
            assert!(left.is_empty() && is_whole(&lake), "{told} {summary:?}: {left:?}");
        }
        unreachable!()
    })
}

#[test]
fn whatever_step_fails_the_old_version_is_whole_and_the_next_run_makes_it_good() {
    let (snapshot, lake) = (scratch(), scratch());
    let lines = |from: u32, day: u32| -> String {
        (from..from + 30).map(|id| format!("{}\n", book(id, day, "x"))).collect()
    };
    shard(snapshot.path(), "a.gz", &lines(1, 1));
    shard(snapshot.path(), "b.gz", &format!("{}no record\n", lines(20, 2)));
    let empty = scratch();
    let first = every_step(empty.path(), snapshot.path());
    run(snapshot.path(), lake.path(), &options(|options| options.rows_a_part = 20)).unwrap();
    // One file stays, one is gone, one has changed, one is new.
    shard(snapshot.path(), "c.gz", &lines(40, 3));
    run(snapshot.path(), lake.path(), &options(|options| options.rows_a_part = 20)).unwrap();
    fs::remove_file(snapshot.path().join("data/books/c.gz")).unwrap();
    shard(snapshot.path(), "b.gz", &format!("{}{{}}\n", lines(25, 4)));
    shard(snapshot.path(), "d.gz", &lines(70, 1));
    let update = every_step(lake.path(), snapshot.path());
    eprintln!(
        "opens, writes, syncs, renames that failed: {first:?} at first, {update:?} in an update"
    );
    for counts in [first, update] {
        assert!(counts.iter().all(|count| *count >= 5), "{counts:?}");
    }
}
