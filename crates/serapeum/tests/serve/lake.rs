//! Lakes of samples.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use serapeum::{ingest, sample};

/// A lake of the committed sample, made once; kept until the process ends.
pub(crate) fn of_the_sample() -> &'static Path {
    static LAKE: OnceLock<PathBuf> = OnceLock::new();
    LAKE.get_or_init(|| {
        let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
        let lake = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve/sample");
        ingested(&snapshot, lake)
    })
}

/// A lake of some thousand works: enough to work on for some time.
pub(crate) fn larger() -> &'static Path {
    static LAKE: OnceLock<PathBuf> = OnceLock::new();
    LAKE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("serve");
        let snapshot = folder.join("snapshot");
        let _ = fs::remove_dir_all(&snapshot);
        let options = sample::Options { records: 2_500, ..Default::default() };
        sample::openalex(&snapshot, &options, &()).unwrap();
        ingested(&snapshot, folder.join("larger"))
    })
}

fn ingested(snapshot: &Path, lake: PathBuf) -> PathBuf {
    let _ = fs::remove_dir_all(&lake);
    let source = serapeum::source("openalex").unwrap();
    let options = ingest::Options::default();
    ingest::ingest(source, snapshot, &lake, &options, &()).unwrap();
    lake
}
