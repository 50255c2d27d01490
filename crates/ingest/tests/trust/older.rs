//! Real records after their own earlier versions: the newest counts for every id.

use std::{collections::HashMap, fs, io::Read as _, path::Path};

use serapeum_ingest::{Options, ingest};

use crate::books::*;

fn lines(path: &Path) -> Vec<String> {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(path).unwrap())
        .read_to_string(&mut text)
        .unwrap();
    text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

/// Id and time of change of a record: text of one form, so that it compares as time does.
fn told(line: &str) -> (String, String) {
    let record: serde_json::Value = serde_json::from_str(line).unwrap();
    let member = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
    let mut updated = member("updated_date");
    if updated.len() == 10 {
        updated.push_str("T00:00:00");
    }
    (member("id"), updated)
}

#[test]
fn of_real_works_and_their_earlier_versions_the_newest_count() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    let earlier = real.join("older_versions/openalex_works.jsonl.gz");
    if !earlier.is_file() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (snapshot, lake) = (folder.path().join("snapshot"), folder.path().join("lake"));
    let works = snapshot.join("data/works/updated_date=2000-01-01");
    fs::create_dir_all(&works).unwrap();
    fs::copy(&earlier, works.join("part_000.gz")).unwrap();
    let source = serapeum_sources::source("openalex").unwrap();
    let mut options = Options::default();
    options.entities = vec!["works".to_owned()];
    ingest(source, &snapshot, &lake, &options, &()).unwrap();
    options.add = true;
    let summary = ingest(source, &real.join("openalex"), &lake, &options, &()).unwrap();
    let mut newest = HashMap::<String, (String, String)>::new();
    let plan = serapeum_ingest::plan(source, &real.join("openalex"), &options).unwrap();
    let paths = plan.entities[0].shards.iter().map(|shard| shard.path.clone());
    let mut read = 0;
    for line in [earlier].into_iter().chain(paths).flat_map(|path| lines(&path)) {
        read += 1;
        let (id, updated) = told(&line);
        let known = newest.entry(id).or_default();
        if updated >= known.0 {
            *known = (updated, line);
        }
    }
    let mut expected: Vec<String> = newest.into_values().map(|(_, line)| line).collect();
    expected.sort();
    let found = stored(&lake, "openalex", "works");
    let differences = found.iter().zip(&expected).filter(|(one, other)| one != other).count();
    eprintln!(
        "{read} versions of {} works, {} replaced: {differences} differences",
        found.len(),
        summary.entities[0].replaced
    );
    assert_eq!((found.len(), differences), (expected.len(), 0));
    // Both again: everything is known.
    let again = ingest(source, &real.join("openalex"), &lake, &options, &()).unwrap();
    assert_eq!((again.version, again.entities[0].read), (summary.version, 0));
}
