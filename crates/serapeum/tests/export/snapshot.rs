//! Lakes to export from, and their records as they stand in the snapshots.

use std::{
    collections::HashMap,
    io::Read as _,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use serapeum::{Lake, ingest};
use serde_json::Value;
use tempfile::TempDir;

/// A lake, and the snapshot that it was made of.
pub(crate) struct Fixture {
    _folder: Option<TempDir>,
    pub(crate) lake: Lake,
    pub(crate) path: PathBuf,
    snapshot: PathBuf,
}

/// Of synthetic records of every shape that there has been.
pub(crate) fn sample() -> &'static Fixture {
    static SAMPLE: OnceLock<Fixture> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let snapshot = folder.path().join("snapshot");
        let options = serapeum::sample::Options { records: 900, seed: 11, ..Default::default() };
        serapeum::sample::openalex(&snapshot, &options, &()).unwrap();
        of(Some(folder), snapshot)
    })
}

/// Of the real records, where they stand beside the repository.
pub(crate) fn real() -> Option<&'static Fixture> {
    static REAL: OnceLock<Option<Fixture>> = OnceLock::new();
    REAL.get_or_init(|| {
        let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/openalex");
        if !snapshot.is_dir() {
            eprintln!("no real records beside the repository: nothing to do");
            return None;
        }
        Some(of(Some(tempfile::tempdir().unwrap()), snapshot))
    })
    .as_ref()
}

fn of(folder: Option<TempDir>, snapshot: PathBuf) -> Fixture {
    let path = folder.as_ref().unwrap().path().join("lake");
    let source = serapeum::source("openalex").unwrap();
    let mut options = ingest::Options::default();
    (options.rows_a_part, options.bytes_a_block) = (200, 500_000);
    ingest::ingest(source, &snapshot, &path, &options, &()).unwrap();
    Fixture { _folder: folder, lake: Lake::open(&path).unwrap(), path, snapshot }
}

impl Fixture {
    /// The lines of an entity, replaced records included.
    pub(crate) fn lines(&self, entity: &str) -> Vec<String> {
        lines(&self.snapshot.join("data").join(entity))
    }

    /// The records of an entity, of each id the newest, by id.
    pub(crate) fn records(&self, entity: &str) -> HashMap<String, Value> {
        let mut newest: HashMap<String, Value> = HashMap::new();
        for line in self.lines(entity) {
            let record: Value = serde_json::from_str(&line).unwrap();
            let id = record["id"].as_str().unwrap().to_owned();
            let date = |record: &Value| record["updated_date"].as_str().unwrap().replace(' ', "T");
            match newest.get(&id) {
                Some(known) if date(known) >= date(&record) => {}
                _ => {
                    newest.insert(id, record);
                }
            }
        }
        newest
    }
}

/// The lines of every file below a folder.
fn lines(folder: &Path) -> Vec<String> {
    let mut lines = Vec::new();
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            lines.extend(self::lines(&path));
        } else if path.extension().is_some_and(|ending| ending == "gz") {
            let mut text = String::new();
            let file = std::fs::File::open(&path).unwrap();
            flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
            lines.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
        }
    }
    lines
}
