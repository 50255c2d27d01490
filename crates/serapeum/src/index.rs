//! Indexes of words for a lake that is there.

use std::path::Path;

use serapeum_lake::{Lake, Lock, Manifest, Stored};
use serapeum_model::Entity;
use serapeum_search::{Error, Observer, Options, index, is_indexed, publish};

/// What was indexed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexSummary {
    /// The lake's version that has the indexes.
    pub version: u32,
    /// Each entity that has texts to search.
    pub entities: Vec<EntityIndex>,
}

/// What was indexed of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityIndex {
    /// The entity, as `source/entity`.
    pub key: String,
    /// How many rows were indexed now.
    pub rows: u64,
    /// How many rows had their index before.
    pub kept: u64,
    /// How many bytes all its indexes take.
    pub bytes: u64,
    /// How many bytes its records take; no records, no index.
    pub records: Option<u64>,
}

/// Makes the indexes of words that the live version of a lake lacks, of the entities that `wanted` accepts (by the
/// names of source and entity), and publishes a version that has them. What an interrupted run has made is not made
/// again.
///
/// # Errors
/// [`Error::Stopped`]; that another process changes the lake; what could not be read or written.
pub fn index_words(
    root: &Path,
    wanted: &dyn Fn(&str, &str) -> bool,
    options: Options,
    observer: &dyn Observer,
) -> Result<IndexSummary, Error> {
    // A folder without a lake is not made into half of one.
    Lake::open(root)?;
    let _lock = Lock::take(root, "index")?;
    let lake = Lake::open(root)?;
    let mut entities: Vec<(&Manifest, &'static Entity)> = Vec::new();
    for manifest in lake.manifests() {
        let source = serapeum_sources::source(&manifest.source);
        let Some(entity) = source.and_then(|source| source.entity(&manifest.entity)) else {
            continue;
        };
        if !entity.searched.is_empty() && wanted(&manifest.source, &manifest.entity) {
            entities.push((manifest, entity));
        }
    }
    let readable = |manifest: &Manifest| manifest.records != Stored::None;
    let lacking = entities.iter().filter(|(manifest, _)| readable(manifest));
    observer.planned(lacking.map(|(manifest, entity)| lacking_rows(&lake, manifest, entity)).sum());
    let mut summary = IndexSummary {
        version: lake.version().number,
        entities: Vec::with_capacity(entities.len()),
    };
    let mut made = Vec::new();
    for (manifest, entity) in entities {
        let rows = if readable(manifest) { lacking_rows(&lake, manifest, entity) } else { 0 };
        let all: u64 = manifest.parts.iter().map(|part| part.rows).sum();
        let stored = manifest.parts.iter().filter_map(|part| part.records.as_ref());
        let mut told = EntityIndex {
            key: manifest.key(),
            rows,
            kept: all - rows,
            bytes: bytes(&manifest.parts),
            records: readable(manifest).then(|| stored.map(|file| file.bytes).sum()),
        };
        if readable(manifest)
            && let Some(parts) = index(&lake, manifest, entity, options, observer)?
        {
            told.bytes = bytes(&parts);
            made.push((manifest, parts));
        }
        summary.entities.push(told);
    }
    if !made.is_empty() {
        summary.version = publish(&lake, made, &serapeum_ingest::now())?;
    }
    Ok(summary)
}

/// How many rows are in parts without an index of the entity's texts.
fn lacking_rows(lake: &Lake, manifest: &Manifest, entity: &Entity) -> u64 {
    let parts = manifest.parts.iter();
    let lacking = parts.filter(|part| !is_indexed(lake, manifest, entity, part));
    lacking.map(|part| part.rows).sum()
}

fn bytes(parts: &[serapeum_lake::Part]) -> u64 {
    let files = parts.iter().flat_map(|part| &part.words).flat_map(|words| &words.files);
    files.map(|file| file.bytes).sum()
}
