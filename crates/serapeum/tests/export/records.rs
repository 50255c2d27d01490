//! Whole records: the bytes of the snapshot, and the objects of the API.

use std::collections::BTreeSet;

use serapeum::{Compression, ExportOptions, Format};
use serde_json::Value;

use crate::{
    bytes,
    readers::unpacked,
    snapshot::{Fixture, real, sample},
};

fn raw() -> ExportOptions {
    let mut options = ExportOptions::new(Format::Jsonl);
    options.raw = true;
    options
}

/// Raw records are the lines of the snapshot; of an id the one in force.
fn raw_of(fixture: &Fixture) {
    for (entity, request) in [
        ("works", "openalex/works?include_xpac=true"),
        ("authors", "openalex/authors?filter=works_count:0-|null"),
        ("institutions", "openalex/institutions"),
        ("topics", "openalex/topics"),
    ] {
        let (written, summary) = bytes(&fixture.lake, request, &raw());
        let text = String::from_utf8(written).unwrap();
        let found: BTreeSet<&str> = text.lines().collect();
        let lines = fixture.lines(entity);
        let live = fixture.records(entity).len();
        assert_eq!((found.len(), summary.records), (live, live as u64), "{entity}");
        let lines: BTreeSet<&str> = lines.iter().map(String::as_str).collect();
        assert!(found.is_subset(&lines), "{entity}: a line that is not in the snapshot");
    }
}

#[test]
fn raw_records_are_the_lines_of_the_snapshot() {
    raw_of(sample());
}

#[test]
fn raw_records_are_the_lines_of_the_real_snapshot() {
    if let Some(real) = real() {
        raw_of(real);
    }
}

#[test]
fn objects_are_those_of_a_page_of_the_api() {
    // Lists of the API cut long lists of authors short, and an export does not.
    let request =
        "openalex/works?include_xpac=true&filter=authors_count:<50&sort=cited_by_count:desc";
    let (written, _) = bytes(&sample().lake, request, &ExportOptions::new(Format::Jsonl));
    let page = sample().lake.get(&format!("{request}&per-page=100000")).unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    let lines: Vec<Value> = String::from_utf8(written)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.len() > 5);
    assert_eq!(Value::from(lines), page["results"]);
}

#[test]
fn compressed_lines_are_the_same_lines() {
    let request = "openalex/works?include_xpac=true";
    let (plain, _) = bytes(&sample().lake, request, &raw());
    for (ending, compression) in [("gz", Compression::Gzip), ("zst", Compression::Zstd)] {
        let mut options = raw();
        options.compression = compression;
        let (packed, _) = bytes(&sample().lake, request, &options);
        assert!(packed.len() * 2 < plain.len(), "{ending}");
        assert!(unpacked(ending, &packed) == plain, "{ending}");
    }
}

#[test]
fn single_records_and_samples() {
    let lake = &sample().lake;
    let (one, summary) = bytes(lake, "openalex/works/W2741809807", &raw());
    assert_eq!(summary.total, 1);
    assert!(one.starts_with(b"{\"id\":\"https://openalex.org/W2741809807\""));
    let (written, summary) = bytes(lake, "openalex/works?sample=7&seed=x", &raw());
    assert_eq!((summary.total, summary.records), (7, 7));
    assert_eq!(written, bytes(lake, "openalex/works?sample=7&seed=x", &raw()).0);
}
