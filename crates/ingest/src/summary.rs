//! What an ingest has done.

use std::{collections::BTreeMap, path::PathBuf};

use serapeum_lake::{Manifest, Rejects};
use serapeum_model::Join;

/// What an ingest has done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// The version that was published; the live one, if nothing had changed.
    pub version: u32,
    /// By entity, in the source's order.
    pub entities: Vec<EntitySummary>,
    /// What became of rows beside the records.
    pub joins: Vec<JoinSummary>,
    /// Seconds it took.
    pub seconds: f64,
}

/// What became of the records of an entity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntitySummary {
    /// The entity's name.
    pub entity: String,
    /// Lines that were no records, by reason, and records.
    pub read: u64,
    /// Records written.
    pub written: u64,
    /// Rows that went out of force with this run, because another record of their id is newer.
    pub replaced: u64,
    /// Rows that went out of force with this run, because a list says that their id is gone.
    pub gone: u64,
    /// Records in force now.
    pub live: u64,
    /// Lines that were no records, by reason.
    pub rejected: Rejects,
    /// Values that did not conform and are null, by field.
    pub nulled: BTreeMap<String, u64>,
    /// Where the lines that were no records are listed, if there were any.
    pub rejects: Option<PathBuf>,
    /// Files of the snapshot that are in the lake already, and were not read.
    pub kept: u64,
    /// Files in the lake that the snapshot does not have, or has otherwise: their rows are gone.
    pub dropped: u64,
    /// Files read.
    pub shards: u64,
    /// Their bytes.
    pub bytes: u64,
    /// The bytes of JSON in them.
    pub json: u64,
    /// Bytes of columns written.
    pub fields: u64,
    /// Bytes of records written.
    pub records: u64,
    /// Bytes of lookups written.
    pub keys: u64,
    /// Parts written.
    pub parts: u64,
    /// Paths that records have and in the last version had not, as far as they were looked at.
    pub new_paths: Vec<String>,
    /// Paths that records had in the last version and have no more, as far as they were looked at.
    pub vanished_paths: Vec<String>,
    /// Where the snapshot differs from its own manifest.
    pub warnings: Vec<String>,
    /// Seconds it took.
    pub seconds: f64,
}

/// What became of the rows of a join.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct JoinSummary {
    /// The join's folder.
    pub folder: String,
    /// Rows, and lines that were none.
    pub read: u64,
    /// Rows that tie records of entities of this run: of a name and of types that feed a column.
    pub used: u64,
    /// What the used rows tie, each once, of which the record that has the values is not there.
    pub unmatched: u64,
    /// Lines that were no rows, by reason.
    pub rejected: Rejects,
    /// Files read.
    pub shards: u64,
    /// What could not be joined for lack of an entity.
    pub warnings: Vec<String>,
}

/// So many paths are named.
const NAMED: usize = 20;

impl EntitySummary {
    /// What changed in the form of records since the last version, in a line for each kind of change.
    pub fn changes(&self) -> Vec<String> {
        let told = |what: &str, paths: &[String]| {
            let named = paths.get(..NAMED.min(paths.len())).unwrap_or_default().join(", ");
            let more = paths.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{} {what}: {named}{more}", paths.len())
        };
        [("new paths in records", &self.new_paths), ("paths vanished", &self.vanished_paths)]
            .into_iter()
            .filter(|(_, paths)| !paths.is_empty())
            .map(|(what, paths)| told(what, paths))
            .collect()
    }

    /// Nothing was read, because nothing has changed.
    pub(crate) fn unchanged(manifest: &Manifest) -> EntitySummary {
        EntitySummary {
            entity: manifest.entity.clone(),
            live: manifest.live(),
            ..EntitySummary::default()
        }
    }
}

impl JoinSummary {
    pub(crate) fn new(join: &Join) -> JoinSummary {
        JoinSummary { folder: join.folder.to_owned(), ..JoinSummary::default() }
    }

    pub(crate) fn add(&mut self, more: &JoinSummary) {
        self.read += more.read;
        self.used += more.used;
        self.unmatched += more.unmatched;
        self.shards += more.shards;
        for (reason, count) in &more.rejected {
            *self.rejected.entry(reason.clone()).or_default() += count;
        }
    }
}
