//! Records that the API has shown are shown again as they were, where a folder of them lies beside the project.

use std::{io::Read, path::PathBuf};

use flate2::read::MultiGzDecoder;
use serapeum_sources::openaire::SOURCE;
use serde_json::Value;

use super::read;

pub(super) fn records(folder: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/real/openaire")
        .join(folder)
        .join("part-00000.json.gz");
    let Ok(file) = std::fs::File::open(path) else { return Vec::new() };
    let mut text = String::new();
    MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

fn shown(request: &str, record: &str) -> String {
    let object = SOURCE.dialect.object(&read(request).unwrap(), record.as_bytes(), None).unwrap();
    String::from_utf8(object).unwrap()
}

#[test]
fn products_gain_one_member_in_the_third_version_and_lose_four_in_the_first() {
    for folder in ["publication", "dataset"] {
        for record in records(folder) {
            let third = shown("graph/v3/research-products", &record);
            let expected = record.trim_end().strip_suffix('}').unwrap().to_owned();
            assert_eq!(third, expected + ",\"eoscIfGuidelines\":null}");
            let first: Value =
                serde_json::from_str(&shown("graph/v1/researchProducts", &record)).unwrap();
            let mut whole: Value = serde_json::from_str(&record).unwrap();
            for name in ["projects", "organizations", "communities", "collectedFrom"] {
                assert!(whole.as_object_mut().unwrap().remove(name).is_some());
            }
            assert_eq!(first, whole);
        }
    }
}

#[test]
fn other_records_stay_as_they_are() {
    for (folder, request) in [("organization", "organizations"), ("project", "projects")] {
        for record in records(folder) {
            assert_eq!(shown(request, &record), record.trim());
        }
    }
}
