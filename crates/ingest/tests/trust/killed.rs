//! Ingests that are killed at random, as by `kill -9`.
//!
//! The killed process is this test program itself, asked for one test that ingests.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use serapeum_lake::{Lake, gc};

use crate::{books::*, copy, files, is_whole, rng::Rng, scratch, times};

/// Not a test by itself: what the killed process does.
#[test]
#[ignore = "it is the process that the other kills"]
fn ingest_here() {
    let read = |name: &str| std::env::var(name).map(PathBuf::from);
    let (Ok(snapshot), Ok(lake)) = (read("SERAPEUM_SNAPSHOT"), read("SERAPEUM_LAKE")) else {
        return;
    };
    run(&snapshot, &lake, &slowly()).unwrap();
}

fn slowly() -> serapeum_ingest::Options {
    options(|options| {
        options.rows_a_part = 60;
        options.bytes_a_block = 4_000;
        options.force = true;
        options.threads = 2;
    })
}

fn start(snapshot: &Path, lake: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::ingest_here", "--ignored"])
        .env("SERAPEUM_SNAPSHOT", snapshot)
        .env("SERAPEUM_LAKE", lake)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills so many ingests into lakes like `before`; gives how many more ended before they could be.
fn kill(before: &Path, snapshot: &Path, kills: u64) -> u64 {
    let old = Lake::open(before).ok().map(|_| records(before));
    let alone = scratch();
    copy(before, alone.path());
    let started = Instant::now();
    assert!(start(snapshot, alone.path()).wait().unwrap().success());
    let (new, mut takes) = (records(alone.path()), started.elapsed());
    let (mut killed, mut alive) = (0, 0);
    for seed in 0.. {
        if killed == kills {
            break;
        }
        assert!(alive <= 20 + 3 * kills, "too many end before they are killed");
        let lake = scratch();
        copy(before, lake.path());
        let mut child = start(snapshot, lake.path());
        sleep(Duration::from_micros(Rng(seed).below(takes.as_micros() as usize) as u64));
        child.kill().unwrap();
        // The machine may be quicker or slower than it was: the instants follow it.
        if child.wait().unwrap().success() {
            alive += 1;
            takes = takes * 3 / 4;
        } else {
            killed += 1;
            takes = takes * 9 / 8;
        }
        match (Lake::open(lake.path()), &old) {
            (Ok(_), old) => {
                assert!(is_whole(lake.path()), "{seed}");
                let found = records(lake.path());
                assert!(Some(&found) == old.as_ref() || found == new, "{seed}");
            }
            (Err(error), old) => {
                assert!(
                    old.is_none() && matches!(error, serapeum_lake::Error::NoLake(_)),
                    "{seed}: {error}"
                );
            }
        }
        run(snapshot, lake.path(), &slowly()).unwrap();
        assert_eq!(records(lake.path()), new, "{seed}");
        gc(lake.path(), 1, false).unwrap();
        assert!(is_whole(lake.path()), "{seed}");
        let version = Lake::open(lake.path()).unwrap();
        // The live version, its manifest and files, CURRENT and the lock; nothing else is left.
        let needed = version.manifests()[0].files().count() + 4;
        assert_eq!(files(lake.path()).len(), needed, "{seed}: {:?}", files(lake.path()));
    }
    alive
}

#[test]
fn an_ingest_that_is_killed_leaves_the_old_version_and_the_next_makes_it_good() {
    let (snapshot, lake) = (scratch(), scratch());
    for number in 0..8 {
        let lines: String =
            (0..50).map(|line| format!("{}\n", book(number * 50 + line + 1, 1, "x"))).collect();
        shard(snapshot.path(), &format!("{number}.gz"), &lines);
    }
    let kills = times("SERAPEUM_KILLS", 10);
    let empty = scratch();
    let first = kill(empty.path(), snapshot.path(), kills.div_ceil(2));
    run(snapshot.path(), lake.path(), &slowly()).unwrap();
    let moved: String = (0..50).map(|line| format!("{}\n", book(line * 3 + 1, 2, "y"))).collect();
    shard(snapshot.path(), "9.gz", &moved);
    fs::remove_file(snapshot.path().join("data/books/1.gz")).unwrap();
    shard(
        snapshot.path(),
        "2.gz",
        &(100..160).map(|id| format!("{}\n", book(id, 3, "z"))).collect::<String>(),
    );
    let update = kill(lake.path(), snapshot.path(), kills / 2);
    eprintln!("{kills} killed; {} had ended before", first + update);
}
