//! The real records, where they stand beside the repository: none is lost, none is changed.

use std::{
    collections::BTreeSet,
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
};

use serapeum::ExportOptions;

use crate::{judging::lakes, mixed::World, record::Record};

pub(crate) fn snapshot() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/openaire");
    if !folder.is_dir() {
        eprintln!("no real records beside the repository: nothing to do");
        return None;
    }
    Some(folder)
}

fn lines(folder: &Path) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for file in fs::read_dir(folder).unwrap() {
        let file = fs::File::open(file.unwrap().path()).unwrap();
        let reader = BufReader::new(flate2::read::MultiGzDecoder::new(file));
        found.extend(reader.split(b'\n').map(Result::unwrap));
    }
    found
}

/// The records of the collections.
pub(crate) fn world(snapshot: &Path) -> World {
    let folders: [&[&str]; 4] = [&["publication", "dataset"], &["organization"], &[], &["project"]];
    folders.map(|folders| {
        let lines = folders.iter().flat_map(|folder| lines(&snapshot.join(folder)));
        let record = |line: Vec<u8>| {
            let mut record = Record::new(serde_json::from_slice(&line).unwrap());
            let rors = record.texts("organizations.pids.value");
            record.link("ror", rors.into_iter().filter(|id| id.contains("ror.org")));
            record
        };
        lines.map(record).collect()
    })
}

#[test]
fn every_record_is_there_unchanged() {
    let Some(snapshot) = snapshot() else { return };
    let folder = tempfile::tempdir().unwrap();
    let ([lake, _], summary) = lakes("openaire", &snapshot, folder.path());
    let mut live = 0;
    for entity in &summary.entities {
        assert_eq!(entity.rejected, Default::default(), "{}", entity.entity);
        assert_eq!(entity.warnings, Vec::<String>::new(), "{}", entity.entity);
        eprintln!("{}: {} records, null: {:?}", entity.entity, entity.live, entity.nulled);
        assert_eq!(entity.read, entity.live, "{}", entity.entity);
        live += entity.live;
    }
    assert_eq!(live, 134);
    let tables = [
        ("researchProducts", ["publication", "dataset"].as_slice()),
        ("organizations", &["organization"]),
        ("projects", &["project"]),
    ];
    for (entity, folders) in tables {
        let mut options = ExportOptions::default();
        options.raw = true;
        let mut exported = Vec::new();
        lake.export(&format!("openaire/{entity}"), &options, &mut exported, &mut |_| {}).unwrap();
        let lines: Vec<Vec<u8>> =
            folders.iter().flat_map(|folder| lines(&snapshot.join(folder))).collect();
        let wanted: BTreeSet<&[u8]> = lines.iter().map(Vec::as_slice).collect();
        let found: BTreeSet<&[u8]> =
            exported.split(|b| *b == b'\n').filter(|l| !l.is_empty()).collect();
        assert!(
            found == wanted,
            "{entity}: {} of {}",
            found.intersection(&wanted).count(),
            wanted.len()
        );
    }
}
