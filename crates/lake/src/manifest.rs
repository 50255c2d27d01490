//! What a version holds: plain JSON, so that people and other tools can read it.

use std::{collections::BTreeMap, hash::Hasher as _};

use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

/// A version of a lake: one manifest for each entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The form of the files; see [`Version::FORMAT`].
    pub format: u32,
    /// The number of the version, from 1.
    pub number: u32,
    /// When it was made, ISO 8601 in UTC.
    pub created: String,
    /// The number of the manifest of each entity, by `source/entity`.
    pub manifests: BTreeMap<String, u32>,
    /// The XXH3-128 of those manifests, in hexadecimal.
    #[serde(default)]
    pub checksums: BTreeMap<String, String>,
}

impl Version {
    /// The newest form of files that this release reads and the one it writes.
    pub const FORMAT: u32 = 1;
}

/// The files of one entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The number of the manifest, from 1, counted for each entity alone.
    pub number: u32,
    /// The source's name.
    pub source: String,
    /// The entity's name.
    pub entity: String,
    /// When it was made, ISO 8601 in UTC.
    pub created: String,
    /// What is stored of a record beside its columns.
    pub records: Stored,
    /// The parts, in the order of their numbers.
    pub parts: Vec<Part>,
    /// The sorted lookups.
    pub keys: Vec<KeyRun>,
    /// The rows out of force, if there are any.
    pub masks: Option<File>,
    /// How many rows are out of force.
    pub masked: u64,
    /// The files that the records came from.
    pub shards: Vec<Shard>,
    /// Values that did not conform to their field and are null, by field name.
    pub nulled: BTreeMap<String, u64>,
    /// The folders of rows beside the records that have filled columns.
    #[serde(default)]
    pub joined: Vec<String>,
    /// The largest number that a part of this entity has had, also of one that is gone.
    #[serde(default)]
    pub last_part: u32,
    /// The release and table that the columns were made with: parts of another are not mixed with.
    #[serde(default)]
    pub table: String,
    /// The columns of the parts, as [`columns`](crate::columns) tells them; empty in lakes that do not say.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The paths seen in records; see [`Shard::paths`].
    #[serde(default)]
    pub paths: Vec<String>,
    /// The lists of ids that are gone which have been applied.
    #[serde(default)]
    pub lists: Vec<List>,
    /// The ids that are gone, if there are any.
    #[serde(default)]
    pub gone: Option<File>,
}

/// What is stored of a record beside its columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stored {
    /// Its own bytes.
    Verbatim,
    /// Its own bytes without insignificant whitespace.
    Rendered,
    /// Nothing.
    None,
}

/// A file and how to tell that it is whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The path below the entity's folder, with `/`.
    pub name: String,
    /// The length in bytes.
    pub bytes: u64,
    /// The XXH3-128 of the content, in hexadecimal.
    pub checksum: String,
}

/// Up to about a million records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The number in `_part`; never used again.
    pub number: u32,
    /// How many rows, those out of force included.
    pub rows: u64,
    /// How many of them are out of force.
    pub masked: u64,
    /// The columns.
    pub fields: File,
    /// The records' bytes, unless the lake was made without.
    pub records: Option<File>,
    /// The index of its words, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Words>,
}

/// An index of the words of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The release and table that it was made with: another's is of other words.
    pub table: String,
    /// Its files, all in one folder.
    pub files: Vec<File>,
}

/// A sorted run of a lookup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRun {
    /// The field.
    pub field: String,
    /// How many entries.
    pub rows: u64,
    /// The run.
    pub file: File,
}

/// A file of a snapshot, and where its records went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shard {
    /// The path below the snapshot's root, with `/`.
    pub path: String,
    /// The length in bytes.
    pub bytes: u64,
    /// The XXH3-128 of the file, in hexadecimal.
    pub checksum: String,
    /// How many records were written.
    pub records: u64,
    /// What was not written, by reason.
    pub rejects: Rejects,
    /// Where the records are.
    pub slices: Vec<Slice>,
    /// Values of its records that did not conform and are null, by field name.
    #[serde(default)]
    pub nulled: BTreeMap<String, u64>,
    /// How many of its records have a value, by name of the fields that are watched.
    #[serde(default)]
    pub filled: BTreeMap<String, u64>,
    /// How many of its records have a value there that is not plausible, by name of such fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub implausible: BTreeMap<String, u64>,
    /// Which of the manifest's paths its records have: a bit each, in hexadecimal, the first path's bit first.
    #[serde(default)]
    pub paths: String,
}

/// A list of ids that are gone, as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The path below the snapshot's root, with `/`.
    pub path: String,
    /// The length in bytes.
    pub bytes: u64,
    /// The XXH3-128 of the file, in hexadecimal.
    pub checksum: String,
}

/// How many lines were rejected, by reason.
pub type Rejects = BTreeMap<String, u64>;

/// Adjacent rows of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slice {
    /// The part.
    pub part: u32,
    /// The first row.
    pub first: u32,
    /// How many rows.
    pub rows: u32,
}

impl Manifest {
    /// How many records are in force.
    pub fn live(&self) -> u64 {
        self.parts.iter().map(|part| part.rows - part.masked).sum()
    }

    /// `source/entity`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.source, self.entity)
    }

    /// The newest day, or month, in the names of the files that the records came from: as far as the publisher
    /// dates its files, how new the snapshot is. `YYYY-MM-DD` or `YYYY-MM`.
    pub fn day(&self) -> Option<&str> {
        self.shards.iter().flat_map(|shard| days(&shard.path)).max()
    }

    /// What tells its rows, and where they are, from those of any other manifest, in this lake or another.
    pub fn rows_digest(&self) -> u32 {
        let mut hasher = XxHash3_64::new();
        let files = self.parts.iter().map(|part| &part.fields).chain(&self.masks);
        for file in files {
            hasher.write(file.name.as_bytes());
            hasher.write(file.checksum.as_bytes());
        }
        hasher.finish() as u32
    }

    /// Every file that the manifest needs.
    pub fn files(&self) -> impl Iterator<Item = &File> {
        let parts = self.parts.iter().flat_map(|part| [Some(&part.fields), part.records.as_ref()]);
        let words = self.parts.iter().flat_map(|part| &part.words);
        let words = words.flat_map(|words| &words.files).map(Some);
        let keys = self.keys.iter().map(|run| Some(&run.file));
        let ours = [self.masks.as_ref(), self.gone.as_ref()];
        parts.chain(words).chain(keys).chain(ours).flatten()
    }
}

/// The days and months in a path: what has their form, and no further digit at either end.
fn days(path: &str) -> impl Iterator<Item = &str> {
    let is_day = |text: &&str| {
        let numbers: Vec<&str> = text.split('-').collect();
        let within = |at: usize, length: usize, range: std::ops::RangeInclusive<u32>| {
            let number = numbers.get(at).filter(|number| number.len() == length);
            number.and_then(|number| number.parse().ok()).is_some_and(|n| range.contains(&n))
        };
        let month = within(0, 4, 1900..=2100) && within(1, 2, 1..=12);
        month && (numbers.len() == 2 || (numbers.len() == 3 && within(2, 2, 1..=31)))
    };
    path.split(|c: char| !c.is_ascii_digit() && c != '-')
        .map(|run| run.trim_matches('-'))
        .filter(is_day)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn a_path_may_name_a_day() {
        for (path, found) in [
            ("data/works/updated_date=2026-06-24/part_000.gz", &["2026-06-24"][..]),
            ("dois/updated_2025-12/part_0000.jsonl.gz", &["2025-12"]),
            ("2024-01-01/works-2024-02.gz", &["2024-01-01", "2024-02"]),
            ("part-00000.json.gz", &[]),
            ("0.jsonl.gz", &[]),
            ("x/2024-13/1724-01-01/2024-01-32/12024-01/2024-01-01-01", &[]),
        ] {
            assert_eq!(days(path).collect::<Vec<_>>(), found, "{path}");
        }
    }
}
