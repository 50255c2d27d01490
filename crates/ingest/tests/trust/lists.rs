//! Lists of ids that are gone: whatever is listed is not in force, and what is listed no more is again.

use std::{collections::BTreeSet, fs, path::Path};

use serapeum_ingest::{EntitySummary, Error, Options, verify};
use serapeum_lake::{Gone, Lake, gc};
use serapeum_model::Value;

use crate::{
    archive::{SOURCE, put, run},
    books::{options, stored},
    files, is_whole,
    rng::Rng,
    scratch,
};

fn lines(ids: impl IntoIterator<Item = u32>) -> String {
    ids.into_iter()
        .map(|id| format!("{{\"id\":\"https://x.org/B{id}\",\"year\":2000}}\n"))
        .collect()
}

/// The ids in force.
fn ids(lake: &Path) -> BTreeSet<u32> {
    let id = |record: String| {
        let text = record.split('B').nth(1).unwrap().split('"').next().unwrap().to_owned();
        text.parse().unwrap()
    };
    stored(lake, "archive", "scrolls").into_iter().map(id).collect()
}

fn found(lake: &Path, id: i64) -> Option<Gone> {
    let lake = Lake::open(lake).unwrap();
    lake.merged(&lake.manifests()[0]).unwrap().find(&Value::Int(id)).unwrap()
}

fn go(snapshot: &Path, lake: &Path, add: bool) -> EntitySummary {
    let options = options(|options| (options.add, options.rows_a_part) = (add, 15));
    run(snapshot, lake, &options).unwrap().entities.remove(0)
}

const DELETED: &str = "scrolls/deleted_ids.csv";

#[test]
fn listed_ids_are_gone_until_they_are_listed_no_more() {
    let (snapshot, lake) = (scratch(), scratch());
    put(snapshot.path(), "scrolls/a.gz", &lines(1..=40));
    let list = "scroll_id,deleted_date\r\nhttps://x.org/B3,2026-08-14\r\n\"B5\",2026-08-14\nX7,x\n\nB999,\n";
    put(snapshot.path(), DELETED, list);
    let first = go(snapshot.path(), lake.path(), false);
    assert_eq!((first.gone, first.replaced, first.live, first.read), (2, 0, 38, 40));
    assert!(first.warnings.iter().any(|told| told.starts_with("1 lines of lists")), "{first:?}");
    let rejects = fs::read_to_string(first.rejects.unwrap()).unwrap();
    assert!(rejects.contains("X7") && rejects.contains("deleted_ids.csv"), "{rejects}");
    let expected: BTreeSet<u32> = (1..=40).filter(|id| ![3, 5].contains(id)).collect();
    assert_eq!(ids(lake.path()), expected);
    let told = [3, 5, 999, 4, 7].map(|id| found(lake.path(), id));
    assert_eq!(told, [Some(Gone::Deleted), Some(Gone::Deleted), Some(Gone::Deleted), None, None]);
    // Nothing has changed.
    assert_eq!(run(snapshot.path(), lake.path(), &Options::default()).unwrap().version, 1);
    // Only the list has.
    put(snapshot.path(), DELETED, "deleted_date,scroll_id\n2026-08-15,B7\n2026-08-15,B5\n");
    let second = go(snapshot.path(), lake.path(), false);
    assert_eq!((second.kept, second.read, second.gone, second.live), (1, 0, 1, 38));
    assert!(ids(lake.path()).contains(&3) && !ids(lake.path()).contains(&7));
    gc(lake.path(), 1, false).unwrap();
    assert!(is_whole(lake.path()) && found(lake.path(), 7) == Some(Gone::Deleted));
    let left = files(&lake.path().join("archive/scrolls/gone"));
    assert_eq!(left, ["g000002.parquet"]);
    // No list any more: all are there again.
    fs::remove_file(snapshot.path().join(DELETED)).unwrap();
    let third = go(snapshot.path(), lake.path(), false);
    assert_eq!((third.kept, third.live, found(lake.path(), 7)), (1, 40, None));
    // A list is no file of records, compressed or not, and many listed ids are no loss.
    let half: String = (1..=20).map(|id| format!("B{id},\n")).collect();
    put(snapshot.path(), &format!("{DELETED}.gz"), &format!("scroll_id,deleted_date\n{half}"));
    let fourth = go(snapshot.path(), lake.path(), false);
    assert_eq!((fourth.live, fourth.gone, fourth.read), (20, 20, 0));
}

#[test]
fn a_merged_id_leads_to_the_last_that_took_its_place() {
    let (snapshot, lake) = (scratch(), scratch());
    put(snapshot.path(), "scrolls/a.gz", &lines(1..=40));
    let list = |day: &str, rows: &[(u32, u32)]| {
        let rows: String = rows.iter().map(|(id, into)| format!("{day},B{id},B{into}\n")).collect();
        let name = format!("merged_ids/scrolls/{day}.csv.gz");
        put(snapshot.path(), &name, &format!("merge_date,id,merge_into_id\n{rows}"));
    };
    list("2024-01-01", &[(1, 2), (10, 11), (20, 21), (30, 31)]);
    list("2024-01-02", &[(2, 3), (21, 20), (10, 12), (8, 8)]);
    put(snapshot.path(), DELETED, "scroll_id\nB31\nB1\n");
    let first = go(snapshot.path(), lake.path(), false);
    let merged = |id: i64| Some(Gone::Merged(Value::Int(id)));
    // A circle and a deleted successor end nowhere; of two successors the later counts, and more than a deletion.
    let told = [1, 2, 10, 20, 30, 31, 8].map(|id| found(lake.path(), id));
    let deleted = Some(Gone::Deleted);
    assert_eq!(
        told,
        [merged(3), merged(3), merged(12), deleted.clone(), deleted.clone(), deleted, None]
    );
    assert_eq!((first.gone, first.live), (7, 33));
    // Added to, merges stay; a list of deletions tells all of them, and without one they stay too.
    let more = scratch();
    put(more.path(), "scrolls/b.gz", &lines([1, 31, 50]));
    let second = go(more.path(), lake.path(), true);
    assert_eq!((second.gone, second.live, found(lake.path(), 31)), (2, 34, Some(Gone::Deleted)));
    put(more.path(), DELETED, "scroll_id\nB50\n");
    let third = go(more.path(), lake.path(), true);
    assert_eq!((third.read, third.live, found(lake.path(), 31)), (0, 34, None));
    assert_eq!((found(lake.path(), 1), found(lake.path(), 50)), (merged(3), Some(Gone::Deleted)));
    assert!(ids(lake.path()).contains(&31) && !ids(lake.path()).contains(&50));
    assert_eq!(go(more.path(), lake.path(), true).kept, 1);
    assert_eq!(Lake::open(lake.path()).unwrap().version().number, 3);
}

#[test]
fn openalex_lists_are_found_in_every_layout() {
    let source = serapeum_sources::source("openalex").unwrap();
    let lines: String =
        (1..=9).map(|id| format!("{{\"id\":\"https://openalex.org/W{id}\"}}\n")).collect();
    for (root, works, merged) in [
        ("", "data/jsonl/works", "data/merged_ids/works/2024-01-01.csv.gz"),
        ("", "works", "merged_ids/works/2024-01-01.csv.gz"),
        ("", "data/works", "legacy-data/merged_ids/works/2024-01-01.csv.gz"),
        // The folder of an entity alone has no more than its own list.
        ("works", "works", ""),
    ] {
        let (snapshot, lake) = (scratch(), scratch());
        put(snapshot.path(), &format!("{works}/updated_date=2026-08-01/part_0000.gz"), &lines);
        let list = "work_id,deleted_date\nhttps://openalex.org/W4,2026-08-14\n";
        put(snapshot.path(), &format!("{works}/deleted_ids.csv"), list);
        if !merged.is_empty() {
            let list = "merge_date,id,merge_into_id\n2024-01-01,W7,W8\n";
            put(snapshot.path(), merged, list);
        }
        let root = snapshot.path().join(root);
        serapeum_ingest::ingest(source, &root, lake.path(), &Options::default(), &()).unwrap();
        let told = [4, 7, 8].map(|id| found(lake.path(), id));
        let seven = (!merged.is_empty()).then_some(Gone::Merged(Value::Int(8)));
        let live = if merged.is_empty() { 8 } else { 7 };
        assert_eq!(told, [Some(Gone::Deleted), seven, None], "{works}");
        assert_eq!(stored(lake.path(), "openalex", "works").len(), live, "{works}");
    }
}

#[test]
fn a_list_without_the_column_is_refused() {
    let (snapshot, lake) = (scratch(), scratch());
    put(snapshot.path(), "scrolls/a.gz", &lines(1..=2));
    put(snapshot.path(), DELETED, "id,deleted_date\nB1,2026-08-14\n");
    let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::List { column: "scroll_id", .. }), "{error}");
    assert!(error.to_string().contains("but id, deleted_date"), "{error}");
    assert!(Lake::open(lake.path()).is_err());
}

#[test]
fn after_any_updates_the_result_is_that_of_an_empty_lake() {
    for seed in 0..crate::times("SERAPEUM_HISTORIES", 200) / 20 {
        let mut rng = Rng(seed + 1);
        let (snapshot, lake) = (scratch(), scratch());
        for step in 0..4 {
            for name in ["a", "b", "c"] {
                if step == 0 || rng.one_in(3) {
                    let first = rng.below(20) as u32 + 1;
                    put(snapshot.path(), &format!("scrolls/{name}.gz"), &lines(first..first + 15));
                }
            }
            let gone: BTreeSet<u32> =
                (0..rng.below(12)).map(|_| rng.below(36) as u32 + 1).collect();
            if rng.one_in(2) {
                let rows: String = gone.iter().map(|id| format!("B{id},x\n")).collect();
                put(snapshot.path(), DELETED, &format!("scroll_id,deleted_date\n{rows}"));
            }
            let options = options(|options| {
                options.force = true;
                options.rows_a_part = 1 + rng.below(20) as u32;
                options.bytes_a_block = 50 + rng.below(500);
            });
            run(snapshot.path(), lake.path(), &options).unwrap();
            let fresh = scratch();
            run(snapshot.path(), fresh.path(), &options).unwrap();
            assert_eq!(ids(lake.path()), ids(fresh.path()), "seed {seed}, step {step}");
            let [one, other] = [&lake, &fresh].map(|lake| {
                let lake = Lake::open(lake.path()).unwrap();
                lake.merged(&lake.manifests()[0]).unwrap()
            });
            let live = ids(lake.path());
            for id in 1..40u32 {
                let told = one.find(&Value::Int(id.into())).unwrap();
                assert_eq!(told, other.find(&Value::Int(id.into())).unwrap(), "seed {seed}: {id}");
                assert!(told.is_none() || !live.contains(&id), "seed {seed}: {id}");
            }
        }
    }
}

#[test]
fn a_check_of_a_snapshot_reads_its_lists() {
    let snapshot = scratch();
    put(snapshot.path(), "scrolls/a.gz", &lines(1..=40));
    put(snapshot.path(), DELETED, "scroll_id,deleted_date\nB3,x\nB5,x\n\nX7,x\n");
    let merged = "merged_ids/scrolls/2024-01-01.csv.gz";
    put(snapshot.path(), merged, "date,id,merge_into_id\nx,B7,B8\nx,B9,B9\n");
    let check = || verify(&SOURCE, snapshot.path(), &Options::default(), &()).unwrap();
    let whole = check();
    assert!(whole.faults.is_empty(), "{whole:?}");
    assert_eq!((whole.files, whole.lines, whole.gone, whole.odd), (3, 40, 3, 2));
    let lengths = ["scrolls/a.gz", DELETED, merged]
        .map(|name| fs::metadata(snapshot.path().join(name)).unwrap().len());
    assert_eq!(whole.bytes, lengths.iter().sum::<u64>());
    let fault = |name: &str, words: &str| {
        let found = check();
        assert_eq!(found.faults.len(), 1, "{found:?}");
        let told = &found.faults[0];
        assert!(told.path.ends_with(name) && told.problem.contains(words), "{told:?}");
        assert_eq!((found.files, found.lines), (3, 40), "the rest is read all the same");
    };
    let path = snapshot.path().join(merged);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 5]).unwrap();
    fault(merged, "bytes of JSON before");
    fs::write(&path, bytes).unwrap();
    put(snapshot.path(), DELETED, "id,deleted_date\nB3,x\n");
    fault(DELETED, "it has no column `scroll_id` but id, deleted_date");
}
