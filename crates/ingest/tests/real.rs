//! Real records, where they are at hand: every one comes out as it went in.
#![allow(clippy::unwrap_used, missing_docs)]

use std::{collections::BTreeMap, io::Read as _, path::Path};

use serapeum_ingest::{Options, ingest, plan};
use serapeum_lake::{Lake, Masks, Records};

#[test]
fn every_real_record_is_stored_as_it_is() {
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/openalex");
    if !snapshot.is_dir() {
        return;
    }
    let source = serapeum_sources::source("openalex").unwrap();
    let lake = tempfile::tempdir().unwrap();
    let options = Options::default();
    let plan = plan(source, &snapshot, &options).unwrap();
    let summary = ingest(source, &snapshot, lake.path(), &options, &()).unwrap();
    let lake = Lake::open(lake.path()).unwrap();
    for (planned, told) in plan.entities.iter().zip(&summary.entities) {
        println!("{told:?}");
        let mut lines = BTreeMap::<Vec<u8>, u64>::new();
        for shard in &planned.shards {
            let file = std::fs::File::open(&shard.path).unwrap();
            let mut text = Vec::new();
            flate2::read::MultiGzDecoder::new(file).read_to_end(&mut text).unwrap();
            for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                *lines.entry(line.to_vec()).or_default() += 1;
            }
        }
        let expected = planned.expected.as_ref().and_then(|expected| expected.records);
        assert_eq!(lines.values().sum::<u64>(), told.written);
        assert!(expected.is_none_or(|expected| expected == told.read), "{expected:?} {told:?}");
        assert!(told.rejected.is_empty() && told.warnings.is_empty(), "{told:?}");
        let manifest = lake.manifest(source.name, planned.entity.name).unwrap();
        assert_eq!(told.parts, 1.max(told.parts.min(4)));
        if let Some(masks) = &manifest.masks {
            Masks::read(&lake.path(manifest, masks)).unwrap();
        }
        for part in &manifest.parts {
            let records = Records::open(&lake.path(manifest, part.records.as_ref().unwrap())).unwrap();
            let rows: Vec<u32> = (0..part.rows as u32).collect();
            for record in records.read(&rows).unwrap() {
                let left = lines.get_mut(&record).expect("a record that is no line");
                *left -= 1;
            }
        }
        assert!(lines.values().all(|left| *left == 0));
    }
}
