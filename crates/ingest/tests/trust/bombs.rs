//! Small files that inflate to what no disk holds.

use std::{fs, io::Write as _, path::Path};

use flate2::{Compression, write::GzEncoder};
use serapeum_ingest::{Error, Options, verify};
use serapeum_lake::Lake;

use crate::{books::*, scratch};

const MIB: usize = 1 << 20;

/// A member of this much of nothing, in lines.
fn nothing(bytes: usize, line: usize) -> Vec<u8> {
    let mut text = vec![b' '; bytes];
    text.iter_mut().skip(line - 1).step_by(line).for_each(|end| *end = b'\n');
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&text).unwrap();
    encoder.finish().unwrap()
}

/// A file of these members, one after the other.
fn members(snapshot: &Path, name: &str, members: &[Vec<u8>]) {
    let path = snapshot.join("data/books").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, members.concat()).unwrap();
}

/// What stops an ingest of a snapshot, after which there is no lake.
fn stopped(snapshot: &Path) -> String {
    let lake = scratch();
    let error = run(snapshot, lake.path(), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Bomb { .. }), "{error}");
    assert!(Lake::open(lake.path()).is_err());
    error.to_string()
}

#[test]
fn a_file_that_inflates_beyond_what_records_can_is_refused() {
    let snapshot = scratch();
    let records: String = (1..50).map(|id| format!("{}\n", book(id, 1, "x"))).collect();
    let records = gzip(records.as_bytes());
    // Many lines, and one that would be too long anyway.
    for line in [4096, usize::MAX] {
        let bomb = vec![nothing(MIB, line); 130];
        let parts = [vec![records.clone()], bomb, vec![records.clone()]];
        let whole: Vec<u8> = parts.concat().concat();
        members(snapshot.path(), "a.gz", &parts.concat());
        let told = stopped(snapshot.path());
        for words in ["a.gz: 64 MiB of it", "more than 100 times", "inflate it yourself"] {
            assert!(told.contains(words), "{told}");
        }
        let found = verify(&SOURCE, snapshot.path(), &Options::default(), &()).unwrap();
        assert_eq!(found.faults.len(), 1);
        let fault = &found.faults[0];
        assert!(fault.problem.contains("more than 100 times"), "{fault:?}");
        assert!(fault.offset.unwrap() < whole.len() as u64 / 2 + records.len() as u64, "{fault:?}");
    }
}

#[test]
fn what_is_short_or_not_compressed_is_read_however_empty_it_is() {
    let (snapshot, lake) = (scratch(), scratch());
    let record = gzip(format!("{}\n", book(1, 1, "x")).as_bytes());
    let short = vec![nothing(MIB, 4096); 60];
    members(snapshot.path(), "a.gz", &[vec![record], short].concat());
    let lines = format!("{}\n", " ".repeat(4095)).repeat(70 * 256);
    let plain = format!("{lines}{}\n", book(2, 1, "x"));
    shard(snapshot.path(), "b.jsonl", &plain);
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!(records(lake.path()).len(), 2);
}
