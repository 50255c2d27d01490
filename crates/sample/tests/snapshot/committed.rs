//! The snapshots in `sample-data`.

use std::fs;
use std::path::Path;

use serapeum_sample::{Options, SOURCES, committed};

use crate::made::Made;
use crate::support::files;

#[test]
fn the_committed_snapshots_are_what_the_generators_make() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data");
    let mut bytes = 0;
    for &(source, generate) in SOURCES {
        let made =
            Made::by(generate, &Options { records: committed(source), ..Options::default() });
        let folder = root.join(source);
        let here: Vec<(String, Vec<u8>)> = files(&folder)
            .iter()
            .map(|file| {
                let name = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
                (name, fs::read(file).unwrap())
            })
            .collect();
        assert!(here == made.contents(), "{source} differs");
        bytes += here.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    }
    assert!(bytes < 2_000_000, "{bytes}");
}
