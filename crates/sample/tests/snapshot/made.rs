//! Snapshots of any source.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use flate2::read::GzDecoder;
use serapeum_sample::{Generator, Options, Summary};
use serde_json::Value;

use crate::support::{files, values};

pub(crate) struct Made {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) summary: Summary,
}

impl Made {
    pub(crate) fn by(generate: Generator, options: &Options) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let summary = generate(dir.path(), options, &()).unwrap();
        Self { dir, summary }
    }

    /// Paths below the directory with their bytes.
    pub(crate) fn contents(&self) -> Vec<(String, Vec<u8>)> {
        let root = self.dir.path();
        let relative = |path: &Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        files(root).iter().map(|f| (relative(f), fs::read(f).unwrap())).collect()
    }

    /// The lines of the files that `wanted` picks by their paths.
    pub(crate) fn lines(&self, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        for (path, bytes) in self.contents() {
            if wanted(&path) {
                let mut text = String::new();
                GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
                assert!(text.is_empty() || text.ends_with('\n'), "{path}");
                lines.extend(text.lines().map(String::from));
            }
        }
        lines
    }

    pub(crate) fn records(&self, wanted: impl Fn(&str) -> bool) -> Vec<Value> {
        self.lines(wanted).iter().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Each of the paths has a value in some record.
pub(crate) fn assert_filled(records: &[Value], paths: &str) {
    for path in paths.split_whitespace() {
        assert!(
            records.iter().any(|record| !values(record, path).is_empty()),
            "{path} is empty everywhere"
        );
    }
}

/// The share of records that have a property lies in a range.
pub(crate) fn assert_share(
    records: &[Value],
    what: &str,
    range: std::ops::RangeInclusive<f64>,
    holds: impl Fn(&Value) -> bool,
) {
    let share = records.iter().filter(|r| holds(r)).count() as f64 / records.len() as f64;
    assert!(range.contains(&share), "{what}: {share} is not in {range:?}");
}

/// The mean length of a list lies in a range.
pub(crate) fn assert_mean(records: &[Value], path: &str, range: std::ops::RangeInclusive<f64>) {
    let total: usize = records.iter().map(|record| values(record, path).len()).sum();
    let mean = total as f64 / records.len() as f64;
    assert!(range.contains(&mean), "{path}: {mean} is not in {range:?}");
}

/// What holds for every source: bytes follow from size and seed, every line is a record, and any size will do.
pub(crate) fn assert_sound(generate: Generator) {
    let options = Options { records: 300, seed: 9, threads: 1, shard_records: 70 };
    let one = Made::by(generate, &options);
    let three = Made::by(generate, &Options { threads: 3, ..options.clone() });
    let other = Made::by(generate, &Options { seed: 10, ..options });
    assert!(one.contents() == three.contents());
    assert!(one.contents() != other.contents());
    assert_eq!(one.summary, three.summary);
    for records in [0, 1, 2, 3, 10, 100] {
        let made = Made::by(generate, &Options { records, ..Options::default() });
        let lines = made.records(|_| true);
        assert_eq!(lines.len() as u64, made.summary.records());
        let bytes: usize = made.contents().iter().map(|(_, bytes)| bytes.len()).sum();
        assert_eq!(bytes as u64, made.summary.file_bytes());
    }
}
