//! Whole ingests of small snapshots.
#![allow(clippy::unwrap_used, clippy::panic, clippy::unimplemented, missing_docs)]

mod aligned;
mod archives;
mod books;
mod codes;
mod documents;
mod folders;
mod joins;

use std::{fs, path::Path};

use books::*;
use serapeum_ingest::{Error, Options, ingest, plan};
use serapeum_lake::Lake;
use serapeum_model::Value;

#[test]
fn every_line_comes_out_as_it_was() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lines: Vec<String> = (1..2_000).map(|id| book(id, 1, "ünïcode  spaced")).collect();
    let (a, b) = lines.split_at(900);
    // Two members, a byte order mark, CRLF, blank lines, no end of the last line; and a plain file.
    let path = snapshot.path().join("data/books");
    fs::create_dir_all(&path).unwrap();
    let (first, second) = a.split_at(333);
    let mut bytes = gzip(format!("\u{feff}{}\r\n\n", first.join("\r\n")).as_bytes());
    bytes.extend(gzip(format!("  \n{}", second.join("\n")).as_bytes()));
    fs::write(path.join("a.gz"), bytes).unwrap();
    shard(snapshot.path(), "b.jsonl", &b.join("\n"));
    fs::write(path.join("_temporary.gz"), "no gzip").unwrap();
    fs::write(path.join("notes.txt"), "no record").unwrap();
    for (threads, block) in [(1, 2 << 20), (4, 1_000), (2, 10)] {
        let _ = fs::remove_dir_all(lake.path().join("library"));
        let _ = fs::remove_file(lake.path().join("CURRENT"));
        let options = options(|options| {
            options.threads = threads;
            options.bytes_a_block = block;
            options.rows_a_part = 700;
        });
        let summary = run(snapshot.path(), lake.path(), &options).unwrap();
        let books = &summary.entities[0];
        assert_eq!((books.read, books.written, books.live, books.shards), (1_999, 1_999, 1_999, 2));
        assert!(books.parts >= 3 && books.rejected.is_empty() && books.nulled.is_empty());
        let mut expected = lines.clone();
        expected.sort();
        assert_eq!(records(lake.path()), expected);
        assert_eq!(find(lake.path(), "id", &Value::Int(1_234)), [lines[1_233].clone()]);
        assert_eq!(find(lake.path(), "doi", &Value::from("10.1/77")), [lines[76].clone()]);
        assert!(find(lake.path(), "doi", &Value::from("10.1/0")).is_empty());
    }
}

#[test]
fn one_large_shard_feeds_all_threads_and_small_shards_share_parts() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for number in 0..60 {
        let lines: Vec<String> =
            (0..10).map(|line| book(number * 10 + line + 1, 1, "small")).collect();
        shard(
            snapshot.path(),
            &format!("updated_date=2024-01-{number:02}/part_0.gz"),
            &lines.join("\n"),
        );
    }
    let summary = run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!((summary.entities[0].shards, summary.entities[0].parts), (60, 1));
    let manifest = Lake::open(lake.path()).unwrap().manifests()[0].clone();
    assert!(manifest.shards.iter().all(|shard| shard.records == 10 && shard.slices.len() == 1));

    fs::remove_dir_all(snapshot.path().join("data")).unwrap();
    let note = "x".repeat(2_000);
    let lines: Vec<String> = (1..9_000).map(|id| book(id, 1, &note)).collect();
    shard(snapshot.path(), "huge.jsonl", &lines.join("\n"));
    let options = options(|options| {
        options.threads = 3;
        options.bytes_a_block = 100_000;
    });
    let summary = run(snapshot.path(), lake.path(), &options).unwrap();
    assert!(summary.entities[0].parts <= 3);
    let mut expected = lines;
    expected.sort();
    assert_eq!(records(lake.path()), expected);
}

#[test]
fn the_newest_record_of_an_id_counts_wherever_it_stands() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (old, new) = (book(1, 2, "old"), book(1, 9, "new"));
    let without = r#"{"id":"https://x.org/B1","note":"undated"}"#.to_owned();
    let tie = [book(2, 5, "first"), book(2, 5, "second")];
    for order in [[&old, &new, &without], [&new, &without, &old], [&without, &old, &new]] {
        shard(snapshot.path(), "a.gz", &format!("{}\n{}\n{}", order[0], tie[0], order[1]));
        shard(snapshot.path(), "b.gz", &format!("{}\n{}", order[2], tie[1]));
        let summary =
            run(snapshot.path(), lake.path(), &options(|options| options.threads = 2)).unwrap();
        assert_eq!((summary.entities[0].replaced, summary.entities[0].live), (3, 2));
        assert_eq!(records(lake.path()), [new.clone(), tie[1].clone()]);
        assert_eq!(find(lake.path(), "id", &Value::Int(1)).len(), 3);
    }
}

#[test]
fn a_second_ingest_replaces_or_adds() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lake = tempfile::tempdir().unwrap();
    let (kept, old) = (book(1, 1, "kept"), book(2, 1, "old"));
    let (new, newer) = (book(2, 2, "new"), book(2, 3, "newer"));
    shard(one.path(), "a.gz", &format!("{kept}\n{old}\n{new}"));
    shard(two.path(), "a.gz", &newer);
    run(one.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!(records(lake.path()), [kept.clone(), new.clone()]);
    let added = run(two.path(), lake.path(), &options(|options| options.add = true)).unwrap();
    assert_eq!((added.version, added.entities[0].replaced, added.entities[0].live), (2, 1, 2));
    assert_eq!(records(lake.path()), [kept.clone(), newer.clone()]);
    assert_eq!(find(lake.path(), "doi", &Value::from("10.1/2")).len(), 3);
    // The same files once more: they are known, and nothing is read.
    let again = run(two.path(), lake.path(), &options(|options| options.add = true)).unwrap();
    let books = &again.entities[0];
    assert_eq!((again.version, books.read, books.kept, books.shards), (2, 0, 1, 0));
    assert_eq!(records(lake.path()), [kept.clone(), newer.clone()]);
    let manifest = Lake::open(lake.path()).unwrap().manifests()[0].clone();
    assert_eq!(
        (manifest.number, manifest.parts.len(), manifest.shards.len(), manifest.masked),
        (2, 2, 2, 2)
    );
    // Half of the records would be gone.
    let error = run(two.path(), lake.path(), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Shrunk { before: 2, after: 1, percent: 50, .. }), "{error}");
    assert_eq!(records(lake.path()), [kept, newer.clone()]);
    run(two.path(), lake.path(), &options(|options| options.force = true)).unwrap();
    assert_eq!(records(lake.path()), [newer]);
    let manifest = Lake::open(lake.path()).unwrap().manifests()[0].clone();
    assert_eq!((manifest.number, manifest.parts.len(), manifest.parts[0].number), (3, 1, 2));
}

#[test]
fn broken_lines_are_counted_listed_and_bounded() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let good = book(1, 1, "good");
    let mut bytes = format!("{good}\n{{\"id\":\n{{\"doi\":\"10.1/x\"}}\n[]\n").into_bytes();
    bytes.extend(b"{\"id\":\"\xff\"}\n");
    bytes.extend(format!("{}\n", good.replace("B1", "A1")).as_bytes());
    bytes.extend(b"{\"id\":\"a\0\"}\n\0\0\0\n");
    for deep in ["unasked", "authors"] {
        let (open, close) = ("[".repeat(127), "]".repeat(127));
        bytes.extend(format!("{{\"{deep}\":{open}\"]\"{close}}}\n").as_bytes());
    }
    fs::create_dir_all(snapshot.path().join("books")).unwrap();
    fs::write(snapshot.path().join("books/a.jsonl"), bytes).unwrap();
    let told = Told::default();
    let summary =
        ingest(&SOURCE, snapshot.path(), lake.path(), &Options::default(), &told).unwrap();
    let books = &summary.entities[0];
    assert_eq!((books.read, books.written), (10, 1));
    let expected = [
        ("invalid json", 1),
        ("invalid utf-8", 1),
        ("missing id", 3),
        ("nul byte", 2),
        ("too deep", 2),
    ];
    assert_eq!(books.rejected, expected.map(|(reason, count)| (reason.to_owned(), count)).into());
    assert!(
        books.nulled.is_empty(),
        "what is wrong in a line that is no record counts as that only"
    );
    let first = good.len() as u64 + 1;
    assert_eq!(told.0.lock().unwrap()[0], (2, first + 6, "invalid json"));
    let path = lake.path().join("rejects/library-books-000001.jsonl");
    assert_eq!(books.rejects.as_ref(), Some(&path));
    let listed = fs::read_to_string(path).unwrap();
    assert_eq!(listed.lines().count(), 9);
    let text = fs::read(snapshot.path().join("books/a.jsonl")).unwrap();
    for line in listed.lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        let [start, length, fault] =
            ["start", "bytes", "offset"].map(|name| told[name].as_u64().unwrap() as usize);
        let line = &text[start..start + length];
        assert!(
            text[start - 1] == b'\n' && text[start + length] == b'\n' && !line.contains(&b'\n')
        );
        assert!((start..=start + length).contains(&fault), "{told}");
        assert_eq!(told["text"], String::from_utf8_lossy(line).as_ref());
    }

    let empty = tempfile::tempdir().unwrap();
    let error = run(snapshot.path(), empty.path(), &options(|options| options.max_rejects = 4))
        .unwrap_err();
    assert!(matches!(error, Error::Rejects { limit: 4, line: 6, .. }), "{error}");
    assert!(matches!(Lake::open(empty.path()), Err(serapeum_lake::Error::NoLake(_))));
    assert_eq!(files(&empty.path().join("library")), 0);
}

#[test]
fn what_follows_a_line_that_is_too_long_is_read() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let long = "y".repeat(65 << 20);
    let books: Vec<String> = (1..9).map(|id| book(id, 1, "x")).collect();
    let (before, after) = books.split_at(3);
    let lines = [before.join("\n"), long.clone(), after.join("\n"), long, book(9, 1, "x")];
    shard(snapshot.path(), "a.jsonl", &lines.join("\n"));
    let told = Told::default();
    ingest(&SOURCE, snapshot.path(), lake.path(), &Options::default(), &told).unwrap();
    assert_eq!(records(lake.path()).len(), 9);
    let offset = lines[0].len() as u64 + 1;
    let second = offset + (65 << 20) + 1 + lines[2].len() as u64 + 1;
    assert_eq!(
        *told.0.lock().unwrap(),
        [(4, offset, "line too long"), (10, second, "line too long")]
    );
    let list = fs::read_to_string(lake.path().join("rejects/library-books-000001.jsonl")).unwrap();
    for (line, start) in list.lines().zip([offset, second]) {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!((told["start"].as_u64(), told["bytes"].as_u64()), (Some(start), Some(65 << 20)));
    }
}

fn files(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files(&entry.path()) } else { 1 }).sum()
}

#[test]
fn a_damaged_shard_fails_the_run_and_leaves_the_lake() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lines: Vec<String> = (1..500).map(|id| book(id, 1, "x")).collect();
    shard(snapshot.path(), "a.gz", &lines.join("\n"));
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let before = (records(lake.path()), files(&lake.path().join("library")));
    let path = snapshot.path().join("data/books/b.gz");
    let whole = gzip(lines.join("\n").as_bytes());
    let mut flipped = whole.clone();
    let last = flipped.len() - 6;
    flipped[last] ^= 1;
    for bytes in [
        &whole[..whole.len() / 2],
        &whole[..whole.len() - 3],
        &whole[..5],
        &[],
        &flipped,
        b"no gzip",
    ] {
        fs::write(&path, bytes).unwrap();
        let error =
            run(snapshot.path(), lake.path(), &options(|options| options.rows_a_part = 100))
                .unwrap_err();
        assert!(
            matches!(&error, Error::Shard { path, .. } if path.ends_with("b.gz")),
            "{} {error}",
            bytes.len()
        );
        assert_eq!((records(lake.path()), files(&lake.path().join("library"))), before);
    }
}

/// The folder of another source makes no empty table in silence.
#[test]
fn lines_of_which_none_is_a_record_are_refused() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shard(snapshot.path(), "a.gz", "{\"doi\":\"10.1/a\"}\n{\"doi\":\"10.1/b\"}\nno json");
    for most in [100, 1] {
        let few = options(|options| options.max_rejects = most);
        let error = run(snapshot.path(), lake.path(), &few).unwrap_err();
        let lines = if most == 100 { 3 } else { 2 };
        assert!(matches!(&error, Error::Strange { lines: told, .. } if *told == lines), "{error}");
        let told = format!("none of {lines} lines is a record of books (missing id)");
        assert!(error.to_string().starts_with(&told), "{error}");
        assert!(matches!(Lake::open(lake.path()), Err(serapeum_lake::Error::NoLake(_))));
    }
    let forced = options(|options| options.force = true);
    run(snapshot.path(), lake.path(), &forced).unwrap();
    assert_eq!(records(lake.path()).len(), 0);
}

#[test]
fn two_ingests_at_once_are_refused() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shard(snapshot.path(), "a.gz", &book(1, 1, "x"));
    let file = fs::File::create(lake.path().join("ingest.lock")).unwrap();
    file.try_lock().unwrap();
    assert!(matches!(
        run(snapshot.path(), lake.path(), &Options::default()),
        Err(Error::Lake(serapeum_lake::Error::Busy(..)))
    ));
    drop(file);
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
}

#[test]
fn what_is_not_there_is_told() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::create_dir(snapshot.path().join("holiday")).unwrap();
    let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err().to_string();
    for part in [
        "library",
        ".gz, .jsonl",
        "data/books, data/volumes, books, volumes",
        "found there: holiday",
    ] {
        assert!(error.contains(part), "{error}");
    }
    let error = run(
        snapshot.path(),
        lake.path(),
        &options(|options| options.entities = vec!["bokos".into()]),
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "library has no entity `bokos` (did you mean `books`?): it has books"
    );
    assert!(matches!(
        run(Path::new("/nowhere/at/all"), lake.path(), &Options::default()),
        Err(Error::Io(..))
    ));

    // The entity's folder itself, by its name or because one entity was asked for.
    shard(snapshot.path(), "a.gz", &book(1, 1, "x"));
    assert!(run(&snapshot.path().join("data/books"), lake.path(), &Options::default()).is_ok());
    fs::rename(snapshot.path().join("data/books"), snapshot.path().join("data/mine")).unwrap();
    let mine = snapshot.path().join("data/mine");
    assert!(
        run(&mine, lake.path(), &options(|options| options.entities = vec!["volumes".into()]))
            .is_ok()
    );
}

#[test]
fn manifests_are_compared_and_plans_estimate() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shard(snapshot.path(), "d=1/a.gz", &format!("{}\n{}", book(1, 1, "x"), book(2, 1, "x")));
    let manifest = r#"{"entries":[{"url":"s3://x/data/books/d=1/a.gz","meta":{"record_count":3}},
        {"url":"s3://x/data/books/d=2/a.gz","meta":{"record_count":5,"content_length":10}}]}"#;
    fs::write(snapshot.path().join("data/books/manifest"), manifest).unwrap();
    let planned = plan(&SOURCE, snapshot.path(), &Options::default()).unwrap();
    assert_eq!(planned.entities[0].expected.as_ref().unwrap().records, Some(8));
    let estimate = planned.estimate(&lake.path().join("not/yet/there"));
    assert!(estimate.free.is_some_and(|free| free > 0) && estimate.records > planned.bytes());
    let without =
        |force: bool| options(|options| (options.records, options.force) = (false, force));
    let error = run(snapshot.path(), lake.path(), &without(false)).unwrap_err().to_string();
    assert!(error.contains("d=1/a.gz has 2 records, the manifest says 3"), "{error}");
    assert!(Lake::open(lake.path()).is_err());
    let summary = run(snapshot.path(), lake.path(), &without(true)).unwrap();
    let warnings = summary.entities[0].warnings.join("\n");
    assert!(warnings.contains("d=1/a.gz has 2 records, the manifest says 3"), "{warnings}");
    assert!(
        warnings.contains("1 of 2 files in the manifest are missing, such as d=2/a.gz"),
        "{warnings}"
    );
    assert_eq!(summary.entities[0].records, 0);
}

#[test]
fn what_a_killed_run_left_is_cleared_and_its_names_are_not_used() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shard(snapshot.path(), "a.gz", &book(1, 1, "x"));
    let folder = lake.path().join("library/books");
    for name in
        ["fields/.ingest-x", ".ingest-runs/0", "fields/p000041.parquet", "keys/id/r000007.parquet"]
    {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), "half").unwrap();
    }
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert!(!folder.join("fields/.ingest-x").exists() && !folder.join(".ingest-runs").exists());
    let manifest = Lake::open(lake.path()).unwrap().manifests()[0].clone();
    assert_eq!((manifest.number, manifest.parts[0].number), (8, 42));
    assert_eq!(fs::read(folder.join("fields/p000041.parquet")).unwrap(), b"half");
}

#[test]
fn a_bare_folder_of_shards_is_of_the_first_entity_and_what_lies_deeper_is_not() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let deeper = snapshot.path().join("elsewhere");
    fs::create_dir(&deeper).unwrap();
    fs::write(deeper.join("a.gz"), gzip(book(1, 1, "deeper").as_bytes())).unwrap();
    let missing = run(snapshot.path(), lake.path(), &Options::default());
    assert!(missing.unwrap_err().to_string().contains("looked for"));
    fs::remove_dir_all(&deeper).unwrap();
    fs::write(snapshot.path().join("a.gz"), gzip(book(2, 1, "here").as_bytes())).unwrap();
    let summary = run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!(summary.entities[0].live, 1);
}
