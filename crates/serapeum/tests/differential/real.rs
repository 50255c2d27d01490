//! The real records, where they stand beside the repository: none is lost, none is changed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use serapeum::{Error, ExportOptions};
use serde_json::Value;

use crate::oracle::{
    entities::{ENTITIES, Entity},
    load::{Table, lines, shards},
};

/// The snapshot of real records.
pub(crate) fn snapshot() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/openalex");
    if !folder.is_dir() {
        eprintln!("no real records beside the repository: nothing to do");
        return None;
    }
    Some(folder)
}

/// The entities that a snapshot has: all of its folders.
fn present(snapshot: &Path) -> Vec<&'static Entity> {
    let there = |entity: &&Entity| snapshot.join("data").join(entity.name).is_dir();
    let present: Vec<_> = ENTITIES.iter().filter(there).collect();
    assert_eq!(present.len(), fs::read_dir(snapshot.join("data")).unwrap().count());
    present
}

/// How many records an entity has by its manifest.
fn told(snapshot: &Path, entity: &str) -> u64 {
    let text = fs::read(snapshot.join("data").join(entity).join("manifest")).unwrap();
    let manifest: Value = serde_json::from_slice(&text).unwrap();
    let entries = manifest["entries"].as_array().unwrap();
    entries.iter().map(|entry| entry["meta"]["record_count"].as_u64().unwrap()).sum()
}

#[test]
fn every_record_is_there_unchanged() {
    let Some(snapshot) = snapshot() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (lake, summary) = crate::lake(&snapshot, folder.path());
    let lake = lake.raw(true);
    for known in present(&snapshot) {
        let entity = known.name;
        let ingested = summary.entities.iter().find(|other| other.entity == entity).unwrap();
        let told = told(&snapshot, entity);
        assert_eq!(ingested.read, told, "{entity}");
        assert_eq!(ingested.written, told, "{entity}");
        assert_eq!(ingested.rejected, Default::default(), "{entity}");
        assert_eq!(ingested.warnings, Vec::<String>::new(), "{entity}");

        let table = Table::load(&snapshot, known);
        assert_eq!(ingested.live, table.records.len() as u64, "{entity}");
        let everything = match entity {
            "works" => "openalex/works?include_xpac=true".to_owned(),
            "authors" => "openalex/authors?filter=works_count:0-|null".to_owned(),
            other => format!("openalex/{other}"),
        };
        let mut options = ExportOptions::default();
        options.raw = true;
        let mut exported = Vec::new();
        let summary = lake.export(&everything, &options, &mut exported, &mut |_| {}).unwrap();
        assert_eq!(summary.records, ingested.live, "{entity}");
        let expected: BTreeSet<&[u8]> = table.records.iter().map(|r| r.line.as_slice()).collect();
        let found: Vec<&[u8]> = exported.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
        assert_eq!(found.len(), expected.len(), "{entity}");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected, "{entity}");

        for record in table.records.iter().step_by(table.records.len() / 20 + 1) {
            let code = record.tail.rsplit('/').next().unwrap();
            let body = lake.get(&format!("openalex/{entity}/{code}")).unwrap();
            assert_eq!(body.as_bytes(), record.line, "{entity} {code}");
        }
        let missing = lake.reply(&format!("openalex/{entity}/{}99999999999", known.prefix));
        let status = match missing {
            Ok(reply) | Err(Error::Request { reply, .. }) => reply.status,
            Err(error) => panic!("{entity}: {error}"),
        };
        assert_eq!(status, 404, "{entity}");
    }
}

/// Every line of every file is in some record's place: nothing is skipped for its shape.
#[test]
fn lines_are_counted_as_the_manifests_count_them() {
    let Some(snapshot) = snapshot() else { return };
    for entity in present(&snapshot).into_iter().map(|entity| entity.name) {
        let read: usize = shards(&snapshot, entity).iter().map(|shard| lines(shard).len()).sum();
        assert_eq!(read as u64, told(&snapshot, entity), "{entity}");
    }
}
