//! Lakes of works to search, and their records.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use serapeum_lake::{Lake, Manifest, Masks, Records};
use serapeum_model::{Entity, TextQuery};
use serapeum_search::{Observer, Options, Searcher, index, publish};
use tempfile::TempDir;

pub(crate) fn works() -> &'static Entity {
    serapeum_sources::openalex::WORKS
}

/// Counts the records that were read.
#[derive(Default)]
struct Read(AtomicU64);

impl Observer for Read {
    fn progress(&self, records: u64) {
        self.0.fetch_add(records, Ordering::Relaxed);
    }
}

/// A lake of works with indexes.
pub(crate) struct Indexed {
    folder: TempDir,
    pub(crate) lake: Lake,
}

impl Indexed {
    /// Ingests shards, in parts of so many rows, and indexes them in runs of so much memory.
    pub(crate) fn of(shards: &[Vec<String>], rows: u32, memory: usize) -> Indexed {
        let snapshot = tempfile::tempdir().unwrap();
        for (at, lines) in shards.iter().enumerate() {
            let folder =
                snapshot.path().join(format!("data/works/updated_date=2024-01-{:02}", at + 1));
            fs::create_dir_all(&folder).unwrap();
            let file = fs::File::create(folder.join("part_000.gz")).unwrap();
            let mut file = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
            lines.iter().for_each(|line| writeln!(file, "{line}").unwrap());
            file.finish().unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        let source = serapeum_sources::source("openalex").unwrap();
        let mut options = serapeum_ingest::Options::default();
        options.rows_a_part = rows;
        options.bytes_a_block = 64 << 10;
        serapeum_ingest::ingest(source, snapshot.path(), folder.path(), &options, &()).unwrap();
        let mut indexed = Indexed { lake: Lake::open(folder.path()).unwrap(), folder };
        indexed.index(memory);
        indexed
    }

    pub(crate) fn manifest(&self) -> &Manifest {
        self.lake.manifest("openalex", "works").unwrap()
    }

    /// Indexes the live version and publishes one that has the indexes; how many records were read.
    pub(crate) fn index(&mut self, memory: usize) -> u64 {
        let read = Read::default();
        let options = Options { memory, threads: 2 };
        let parts = index(&self.lake, self.manifest(), works(), options, &read).unwrap();
        let Some(parts) = parts else { return 0 };
        let root = self.folder.path();
        publish(&self.lake, vec![(self.manifest(), parts)], "2026-01-01T00:00:00Z").unwrap();
        self.lake = Lake::open(root).unwrap();
        read.0.into_inner()
    }

    pub(crate) fn searcher(&self) -> Searcher {
        Searcher::open(&self.lake, self.manifest(), works()).unwrap()
    }

    /// The records in force, by part and row.
    pub(crate) fn records(&self) -> BTreeMap<(u32, u32), serde_json::Value> {
        let manifest = self.manifest();
        let masks = manifest.masks.as_ref();
        let masks = masks.map(|file| Masks::read(&self.lake.path(manifest, file)).unwrap());
        let masks = masks.unwrap_or_default();
        let mut records = BTreeMap::new();
        for part in &manifest.parts {
            let file = self.lake.path(manifest, part.records.as_ref().unwrap());
            let rows: Vec<u32> = (0..u32::try_from(part.rows).unwrap()).collect();
            let lines = Records::open(&file).unwrap().read(&rows).unwrap();
            for (row, line) in rows.into_iter().zip(lines) {
                if !masks.contains(part.number, row) {
                    records.insert((part.number, row), serde_json::from_slice(&line).unwrap());
                }
            }
        }
        records
    }

    /// The scores of the rows that a search finds.
    pub(crate) fn hits(&self, searcher: &Searcher, query: &TextQuery) -> BTreeMap<(u32, u32), f32> {
        let mut found = BTreeMap::new();
        let mut take = |part, hits: &[serapeum_search::Hit]| {
            assert!(hits.is_sorted_by(|a, b| a.row < b.row), "{query}: rows do not ascend");
            found.extend(hits.iter().map(|hit| ((part, hit.row), hit.score)));
        };
        searcher.hits(query, &|| false, &mut take).unwrap();
        found
    }
}

fn lines_below(folder: &Path, most: usize) -> Vec<String> {
    let mut folders = vec![folder.to_owned()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "gz") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let mut text = String::new();
        let file = fs::File::open(file).unwrap();
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
        lines.extend(text.lines().filter(|line| !line.is_empty()).map(str::to_owned));
    }
    // Every so often one, so that all files have a part in it.
    let step = lines.len().div_ceil(most).max(1);
    lines.into_iter().step_by(step).collect()
}

/// So many works of the sample, and of real ones where they are at hand; where they are not, twice as many of the sample.
pub(crate) fn lines(most: usize) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sample = root.join("sample-data/openalex/data/works");
    let real = root.join("../shared/real/openalex/data/works");
    let mut lines = match real.is_dir() {
        true => [lines_below(&sample, most), lines_below(&real, most)].concat(),
        false => lines_below(&sample, 2 * most),
    };
    let id =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].to_string();
    let mut seen = std::collections::HashSet::new();
    lines.retain(|line| seen.insert(id(line)));
    lines
}
