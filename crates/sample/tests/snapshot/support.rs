//! Reading a snapshot back.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serapeum_sample::{Options, Summary, openalex};
use serde_json::Value;

pub(crate) struct Snapshot {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) summary: Summary,
}

impl Snapshot {
    pub(crate) fn of(records: u64, seed: u64) -> Self {
        Self::with(&Options { records, seed, ..Options::default() })
    }

    pub(crate) fn with(options: &Options) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let summary = openalex(dir.path(), options, &()).unwrap();
        Self { dir, summary }
    }

    /// The part files of an entity, in order of their paths.
    pub(crate) fn parts(&self, entity: &str) -> Vec<PathBuf> {
        files(&self.dir.path().join("data").join(entity))
            .into_iter()
            .filter(|path| path.extension().is_some_and(|e| e == "gz"))
            .collect()
    }

    /// The records of an entity with the lines they were read from.
    pub(crate) fn lines(&self, entity: &str) -> Vec<(String, Value)> {
        let mut records = Vec::new();
        for part in self.parts(entity) {
            let mut text = String::new();
            GzDecoder::new(fs::File::open(part).unwrap()).read_to_string(&mut text).unwrap();
            assert!(text.ends_with('\n'));
            records.extend(
                text.lines().map(|line| (line.to_string(), serde_json::from_str(line).unwrap())),
            );
        }
        records
    }

    pub(crate) fn records(&self, entity: &str) -> Vec<Value> {
        self.lines(entity).into_iter().map(|(_, record)| record).collect()
    }
}

/// All files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The values at a path such as `authorships[].author.id`; nulls and empty strings do not count.
pub(crate) fn values<'a>(record: &'a Value, path: &str) -> Vec<&'a Value> {
    let mut at = vec![record];
    for step in path.split('.') {
        let (key, many) = step.strip_suffix("[]").map_or((step, false), |key| (key, true));
        at = at.into_iter().filter_map(|value| value.get(key)).collect();
        if many {
            at = at.into_iter().filter_map(Value::as_array).flatten().collect();
        }
    }
    at.retain(|value| !value.is_null() && value.as_str() != Some(""));
    at
}
