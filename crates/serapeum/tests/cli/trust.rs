//! Lakes that are checked, cleared, compared, and changed by two at once or stopped on the way.

use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{PROGRAM, serapeum, stderr, stdout};

/// Two snapshots of works, the second larger, and a lake of the first.
fn world(folder: &Path) {
    for (name, records) in [("first", "40"), ("second", "3000")] {
        let made = serapeum(folder, &["sample", "openalex", name, "--records", records]);
        assert!(made.status.success(), "{}", stderr(&made));
    }
    let made = serapeum(folder, &["ingest", "openalex", "first", "--index", "none"]);
    assert!(made.status.success(), "{}", stderr(&made));
}

fn start(folder: &Path) -> Child {
    Command::new(PROGRAM)
        .args(["ingest", "openalex", "second", "--add", "--threads", "1"])
        .env_remove("LAKE")
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until a process writes the lake.
fn writing(folder: &Path) {
    let until = Instant::now() + Duration::from_secs(60);
    let works = folder.join("lake/openalex");
    let at_work = || {
        let entries = walkdir(&works);
        entries.iter().any(|name| name.contains(".ingest-"))
    };
    while !at_work() {
        assert!(Instant::now() < until, "nothing is written");
        sleep(Duration::from_millis(5));
    }
}

fn walkdir(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        names.push(entry.path().display().to_string());
        names.extend(walkdir(&entry.path()));
    }
    names
}

#[test]
fn a_lake_and_a_snapshot_are_checked_cleared_and_compared() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    world(at);
    let whole = serapeum(at, &["verify"]);
    assert!(whole.status.success() && stderr(&whole).contains("whole"), "{}", stderr(&whole));
    let whole = serapeum(at, &["verify", "openalex", "first"]);
    assert!(whole.status.success() && stderr(&whole).contains("whole"), "{}", stderr(&whole));
    assert_eq!(serapeum(at, &["verify", "openalex"]).status.code(), Some(2));
    let again = serapeum(at, &["ingest", "openalex", "first", "--index", "none"]);
    assert!(stderr(&again).contains("version 1 of lake: 0 records"), "{}", stderr(&again));
    let fresh = serapeum(at, &["ingest", "openalex", "first", "--fresh", "--index", "none"]);
    assert!(stderr(&fresh).contains("version 2 of lake"), "{}", stderr(&fresh));
    let compared = stdout(&serapeum(at, &["diff", "1", "2"]));
    let works: Vec<&str> = compared
        .lines()
        .find(|line| line.starts_with("openalex/works\t"))
        .unwrap()
        .split('\t')
        .collect();
    assert!(works[1..4] == ["0", "0", "0"] && works[4] != "0", "{compared}");
    let missing = serapeum(at, &["diff", "1", "9"]);
    assert!(missing.status.code() == Some(3) && stderr(&missing).contains("no version 9"));

    let planned = serapeum(at, &["gc", "--keep", "1", "--dry-run"]);
    assert!(stderr(&planned).contains("would free"), "{}", stderr(&planned));
    let freed = serapeum(at, &["gc", "--keep", "1"]);
    assert!(stderr(&freed).contains("versions kept: 2; gone: 1"), "{}", stderr(&freed));
    assert_eq!(stdout(&freed), stdout(&planned));
    assert!(serapeum(at, &["verify"]).status.success());

    let part = at.join("lake/openalex/works/fields/p000002.parquet");
    let mut bytes = fs::read(&part).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&part, bytes).unwrap();
    let damaged = serapeum(at, &["verify"]);
    assert_eq!(damaged.status.code(), Some(3));
    assert!(
        stdout(&damaged).starts_with("lake/openalex/works/fields/p000002.parquet: "),
        "{}",
        stdout(&damaged)
    );
    let shard = walkdir(&at.join("first")).into_iter().find(|name| name.ends_with(".gz")).unwrap();
    let bytes = fs::read(&shard).unwrap();
    fs::write(&shard, &bytes[..bytes.len() - 1]).unwrap();
    let damaged = serapeum(at, &["verify", "openalex", "first"]);
    assert_eq!(damaged.status.code(), Some(3));
    let name = shard.rsplit('/').next().unwrap();
    assert!(stdout(&damaged).lines().all(|line| line.contains(name)), "{}", stdout(&damaged));
}

#[test]
fn a_second_ingest_is_told_of_the_first_and_ctrl_c_leaves_the_old_version() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    world(at);
    let before = walkdir(&at.join("lake"));
    let mut child = start(at);
    writing(at);
    let second = serapeum(at, &["gc"]);
    assert_eq!(second.status.code(), Some(3), "{}", stderr(&second));
    assert!(stderr(&second).contains(&format!("(process {})", child.id())), "{}", stderr(&second));
    let asked = Instant::now();
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
    let ended = child.wait().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert_eq!(ended.code(), Some(130));
    let mut after = walkdir(&at.join("lake"));
    after.retain(|name| Path::new(name).is_file());
    let before: Vec<_> = before.into_iter().filter(|name| Path::new(name).is_file()).collect();
    after.sort();
    let mut sorted = before;
    sorted.sort();
    assert_eq!(after, sorted);
    assert!(serapeum(at, &["verify"]).status.success());
    let info = stdout(&serapeum(at, &["info"]));
    assert!(info.contains("version 1 of"), "{info}");
}
