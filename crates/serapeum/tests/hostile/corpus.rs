//! What the fuzz targets are kept to, over the inputs that they begin with.

use std::{fs, path::Path};

use crate::targets;

fn replay(target: &str, check: fn(&[u8])) {
    let _alone = crate::alone();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.ci/fuzz/corpus").join(target);
    let mut replayed = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        eprintln!("{}", path.display());
        check(&fs::read(path).unwrap());
        replayed += 1;
    }
    assert!(replayed >= 10, "{target}: only {replayed} inputs");
}

#[test]
fn requests() {
    replay("request", targets::request);
}

#[test]
fn cursors() {
    replay("cursor", targets::cursor);
}

#[test]
fn records() {
    replay("record", targets::record);
}
