//! Records that were merged into others.

use std::fs;

use crate::{serapeum, stderr, stdout};

#[test]
fn a_merged_id_is_answered_with_its_successor_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let works = folder.path().join("snapshot/data/jsonl/works/updated_date=2026-08-01");
    let merged = folder.path().join("snapshot/data/merged_ids/works");
    fs::create_dir_all(&works).unwrap();
    fs::create_dir_all(&merged).unwrap();
    let lines: String =
        (1..=9).map(|id| format!("{{\"id\":\"https://openalex.org/W{id}\"}}\n")).collect();
    fs::write(works.join("part_0000.jsonl"), lines).unwrap();
    let list = "merge_date,id,merge_into_id\n2024-01-01,W7,W8\n2024-01-02,W8,W9\n";
    fs::write(merged.join("2024-01-02.csv"), list).unwrap();
    let made = serapeum(folder.path(), &["ingest", "openalex", "snapshot"]);
    assert!(made.status.success(), "{}", stderr(&made));

    let found = serapeum(folder.path(), &["get", "openalex/works/W7"]);
    assert!(found.status.success(), "{}", stderr(&found));
    assert!(stdout(&found).contains("\"https://openalex.org/W9\""), "{}", stdout(&found));
    let note = "https://openalex.org/W7 was merged into https://openalex.org/W9, which is told.";
    assert!(stderr(&found).contains(note), "{}", stderr(&found));

    let missing = serapeum(folder.path(), &["get", "openalex/works/W7", "--no-successors"]);
    assert_eq!(missing.status.code(), Some(1));
    // Lists and other records know nothing of it.
    let listed = serapeum(folder.path(), &["get", "openalex/works?filter=ids.openalex:W7|W9"]);
    assert!(stdout(&listed).contains("\"count\":1"), "{}", stdout(&listed));
    let other = serapeum(folder.path(), &["get", "openalex/works/W1"]);
    assert!(other.status.success() && !stderr(&other).contains("merged"), "{}", stderr(&other));
}
