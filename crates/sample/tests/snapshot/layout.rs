//! Files, manifests and bytes.

use std::fs;

use crate::support::{Snapshot, files};
use serapeum_sample::{Error, Options, SOURCES, openalex};
use serde_json::Value;

#[test]
fn bytes_depend_on_the_seed_and_on_nothing_else() {
    let options = Options { records: 300, seed: 9, threads: 1, shard_records: 70 };
    let one = Snapshot::with(&options);
    let three = Snapshot::with(&Options { threads: 3, ..options.clone() });
    let other = Snapshot::with(&Options { seed: 10, ..options });
    let contents = |snapshot: &Snapshot| -> Vec<_> {
        let root = snapshot.dir.path();
        files(root)
            .iter()
            .map(|f| (f.strip_prefix(root).unwrap().to_owned(), fs::read(f).unwrap()))
            .collect()
    };
    assert!(contents(&one) == contents(&three));
    assert!(contents(&one) != contents(&other));
    assert_eq!(one.summary, three.summary);
}

#[test]
fn manifests_list_every_part_with_its_size() {
    let snapshot =
        Snapshot::with(&Options { records: 400, shard_records: 60, ..Options::default() });
    for entity in &snapshot.summary.entities {
        let folder = snapshot.dir.path().join("data").join(entity.name);
        let manifest: Value =
            serde_json::from_slice(&fs::read(folder.join("manifest")).unwrap()).unwrap();
        let parts = snapshot.parts(entity.name);
        let entries = manifest["entries"].as_array().unwrap();
        assert_eq!(entries.len(), parts.len());
        for (entry, part) in entries.iter().zip(&parts) {
            let relative = part.strip_prefix(snapshot.dir.path()).unwrap().to_str().unwrap();
            assert_eq!(entry["url"], format!("s3://openalex/{relative}"));
            assert_eq!(entry["meta"]["content_length"], fs::metadata(part).unwrap().len());
        }
        assert_eq!(manifest["meta"]["record_count"], entity.records);
        assert_eq!(manifest["meta"]["content_length"], entity.file_bytes);
        assert_eq!(snapshot.records(entity.name).len() as u64, entity.records);
    }
    assert!(snapshot.parts("works").iter().any(|part| part.ends_with("part_001.gz")));
}

#[test]
fn records_carry_the_date_of_their_partition() {
    let snapshot = Snapshot::of(200, 4);
    for entity in &snapshot.summary.entities {
        let mut dates: Vec<String> = Vec::new();
        for record in snapshot.records(entity.name) {
            let (updated, created) = (
                record["updated_date"].as_str().unwrap(),
                record["created_date"].as_str().unwrap(),
            );
            assert!(created[..10] <= updated[..10], "{} {created} {updated}", entity.name);
            dates.push(updated[..10].to_string());
        }
        dates.dedup();
        let folders: Vec<String> = snapshot
            .parts(entity.name)
            .iter()
            .map(|part| {
                part.parent()
                    .unwrap()
                    .file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace("updated_date=", "")
            })
            .collect();
        assert_eq!(dates, folders);
    }
}

#[test]
fn a_directory_in_use_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notes.txt"), "mine").unwrap();
    let refused = openalex(dir.path(), &Options::default(), &()).unwrap_err();
    assert!(matches!(&refused, Error::NotEmpty { path } if path == dir.path()));
    assert!(refused.to_string().contains("is not empty"));
    assert_eq!(files(dir.path()).len(), 1);
}

#[test]
fn snapshots_of_a_few_works_are_whole_too() {
    for records in [0, 1, 2, 3, 10] {
        let snapshot = Snapshot::of(records, 1);
        assert_eq!(snapshot.records("works").len() as u64, records);
        assert!(snapshot.summary.entities.iter().skip(1).all(|entity| entity.records > 0));
    }
    assert_eq!(SOURCES[0].0, "openalex");
}
