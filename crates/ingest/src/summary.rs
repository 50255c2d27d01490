//! What an ingest has done.

use std::collections::BTreeMap;

use serapeum_lake::Rejects;

/// What an ingest has done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// The version that was published.
    pub version: u32,
    /// By entity, in the source's order.
    pub entities: Vec<EntitySummary>,
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
    /// Records in force now.
    pub live: u64,
    /// Lines that were no records, by reason.
    pub rejected: Rejects,
    /// Values that did not conform and are null, by field.
    pub nulled: BTreeMap<String, u64>,
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
    /// Where the snapshot differs from its own manifest.
    pub warnings: Vec<String>,
    /// Seconds it took.
    pub seconds: f64,
}
