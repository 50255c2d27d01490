//! Records as the files have them, read without the project's own reader.

use std::{
    collections::BTreeMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;
use serde_json::Value;

use crate::json;

/// A work, as text and as a value.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) text: String,
    pub(crate) value: Value,
}

impl Record {
    pub(crate) fn doi(&self) -> String {
        self.value["DOI"].as_str().unwrap().to_lowercase()
    }

    fn indexed(&self) -> i64 {
        self.value["indexed"]["timestamp"].as_i64().unwrap_or(i64::MIN)
    }
}

/// A folder of real records, if it stands beside the repository.
pub(crate) fn real(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real").join(name);
    if !folder.exists() {
        eprintln!("no {name} beside the repository: nothing to do");
        return None;
    }
    Some(folder)
}

pub(crate) fn inflate(path: &Path) -> String {
    let mut text = String::new();
    MultiGzDecoder::new(fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// The files of works in a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(".json")
        })
        .collect();
    files.sort();
    files
}

/// Every work in a folder, in any of its forms, as often as it is there.
pub(crate) fn every(folder: &Path) -> Vec<Record> {
    let mut every = Vec::new();
    for file in files(folder) {
        let name = file.to_string_lossy().into_owned();
        let text = match name.ends_with(".gz") {
            true => inflate(&file),
            false => fs::read_to_string(&file).unwrap(),
        };
        let lines: Vec<&str> = match name.contains(".jsonl") {
            true => text.lines().filter(|line| !line.trim().is_empty()).collect(),
            false => json::list(json::member(&text, "items").unwrap()),
        };
        every.extend(lines.into_iter().map(|line| Record {
            text: line.trim().to_owned(),
            value: serde_json::from_str(line).unwrap(),
        }));
    }
    every
}

/// The works in force: of several with a DOI the one that was indexed last.
pub(crate) fn in_force(folder: &Path) -> Vec<Record> {
    let mut newest: BTreeMap<String, Record> = BTreeMap::new();
    for record in every(folder) {
        match newest.get(&record.doi()) {
            Some(known) if known.indexed() > record.indexed() => {}
            _ => drop(newest.insert(record.doi(), record)),
        }
    }
    newest.into_values().collect()
}

/// The funders below each funder of a side file.
pub(crate) fn below(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let file = folder.join("funders.jsonl.gz");
    let text = if file.exists() { inflate(&file) } else { String::new() };
    let funders = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let id = |id: &Value| id.as_str().unwrap().to_owned();
    funders
        .map(|funder| {
            let below = json::all(&funder, "descendants").into_iter().map(id).collect();
            (id(&funder["id"]), below)
        })
        .collect()
}
