//! The real records, where they stand beside the repository: none is lost, none is changed.

use std::{collections::BTreeSet, fs, path::Path};

use serapeum::ExportOptions;
use tempfile::TempDir;

use crate::{judging::lakes, record::load};

/// A snapshot of the real records and, of the clients and providers, those that are there.
pub(crate) fn snapshot() -> Option<TempDir> {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    if !real.is_dir() {
        eprintln!("no real records beside the repository: nothing to do");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    for month in fs::read_dir(real.join("datacite/dois")).unwrap() {
        let month = month.unwrap();
        let to = folder.path().join("dois").join(month.file_name());
        fs::create_dir_all(&to).unwrap();
        for file in fs::read_dir(month.path()).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), to.join(file.file_name())).unwrap();
        }
    }
    for side in ["clients", "providers"] {
        let to = folder.path().join(side);
        fs::create_dir_all(&to).unwrap();
        let from = real.join(format!("side/datacite_{side}.jsonl.gz"));
        fs::copy(from, to.join("part_0000.jsonl.gz")).unwrap();
    }
    Some(folder)
}

#[test]
fn every_record_is_there_unchanged() {
    let Some(snapshot) = snapshot() else { return };
    let folder = tempfile::tempdir().unwrap();
    let ([lake, _], summary) = lakes("datacite", snapshot.path(), folder.path());
    for entity in &summary.entities {
        assert_eq!(entity.rejected, Default::default(), "{}", entity.entity);
        assert_eq!(entity.warnings, Vec::<String>::new(), "{}", entity.entity);
        eprintln!("{}: {} records, null: {:?}", entity.entity, entity.live, entity.nulled);
        assert_eq!(entity.read, entity.live, "{}", entity.entity);
    }
    let records = load(&snapshot.path().join("dois"));
    let mut options = ExportOptions::default();
    options.raw = true;
    let mut exported = Vec::new();
    let told = lake.export("datacite/dois", &options, &mut exported, &mut |_| {}).unwrap();
    assert_eq!(told.records, records.len() as u64);
    let wanted: BTreeSet<&[u8]> = records.iter().map(|record| record.line.as_slice()).collect();
    let found: BTreeSet<&[u8]> =
        exported.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
    assert!(
        found == wanted,
        "{} of {} are there",
        found.intersection(&wanted).count(),
        wanted.len()
    );
}
