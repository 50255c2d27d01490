//! Checks of a lake and of a snapshot name what is damaged.

use std::fs;

use serapeum_ingest::{Options, verify};
use serapeum_lake::Lake;

use crate::{books::*, files};

#[test]
fn every_damaged_file_of_a_lake_is_named() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let lines: String = (1..60).map(|id| format!("{}\n", book(id % 40, 1, "x"))).collect();
    shard(snapshot.path(), "a.gz", &lines);
    run(snapshot.path(), lake.path(), &options(|options| options.rows_a_part = 25)).unwrap();
    let read = std::sync::atomic::AtomicU64::new(0);
    let progress = |bytes| {
        read.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
    };
    let open = Lake::open(lake.path()).unwrap();
    assert!(open.verify(3, &progress).is_empty());
    assert_eq!(read.into_inner(), open.bytes());
    let named = files(&lake.path().join("library"));
    let named: Vec<_> = named.iter().filter(|name| name.ends_with(".parquet")).collect();
    assert!(named.len() >= 9, "{named:?}");
    for name in named {
        let path = lake.path().join("library").join(name);
        let whole = fs::read(&path).unwrap();
        let mut flipped = whole.clone();
        flipped[whole.len() / 2] ^= 4;
        for (bytes, word) in
            [(&flipped[..], "XXH3"), (&whole[..whole.len() - 1], "bytes"), (b"", "0 bytes")]
        {
            fs::write(&path, bytes).unwrap();
            let found = open.verify(2, &|_| ());
            assert_eq!(found.len(), 1, "{name}");
            assert!(found[0].path == path && found[0].problem.contains(word), "{found:?}");
        }
        fs::remove_file(&path).unwrap();
        assert!(open.verify(2, &|_| ())[0].problem.contains("No such file"));
        fs::write(&path, whole).unwrap();
    }
    assert!(open.verify(2, &|_| ()).is_empty());
    // A manifest has a checksum too, and an ingest does not build upon what is not there.
    let manifest = lake.path().join("library/books/manifest-000001");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replace("\"rows\": 25", "\"rows\": 24")).unwrap();
    assert!(
        Lake::open(lake.path()).unwrap_err().to_string().contains("manifest-000001 is damaged")
    );
    fs::write(&manifest, text).unwrap();
    let part = open.path(&open.manifests()[0], &open.manifests()[0].parts[0].fields);
    fs::write(&part, b"short").unwrap();
    let summary = run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert!(summary.entities[0].warnings[0].contains("everything is read again"), "{summary:?}");
    assert_eq!((summary.entities[0].shards, records(lake.path()).len()), (1, 40));
}

#[test]
fn a_snapshot_is_compared_with_its_lists_and_read_to_its_end() {
    let snapshot = tempfile::tempdir().unwrap();
    for name in ["d=1/a.gz", "d=1/b.gz", "d=2/c.gz", "d=2/more.gz"] {
        shard(snapshot.path(), name, &format!("{}\n\n{}", book(1, 1, "x"), book(2, 1, "x")));
    }
    let books = snapshot.path().join("data/books");
    let length = fs::metadata(books.join("d=1/a.gz")).unwrap().len();
    let entry = |name: &str, records: u64, bytes: u64| {
        format!(
            r#"{{"url":"s3://x/data/books/{name}","meta":{{"record_count":{records},"content_length":{bytes}}}}}"#
        )
    };
    let list = |entries: &[String]| {
        fs::write(books.join("manifest"), format!(r#"{{"entries":[{}]}}"#, entries.join(",")))
            .unwrap();
    };
    let check = || verify(&SOURCE, snapshot.path(), &Options::default(), &()).unwrap();
    let all =
        ["d=1/a.gz", "d=1/b.gz", "d=2/c.gz", "d=2/more.gz"].map(|name| entry(name, 2, length));
    list(&all);
    let found = check();
    assert_eq!((found.files, found.lines, found.bytes, found.listed), (4, 8, 4 * length, 1));
    assert!(found.faults.is_empty(), "{found:?}");
    list(&[
        entry("d=1/a.gz", 3, length),
        entry("d=1/b.gz", 2, length),
        entry("d=2/c.gz", 2, length + 1),
        entry("d=3/gone.gz", 1, 1),
    ]);
    let mut bytes = fs::read(books.join("d=1/b.gz")).unwrap();
    let end = bytes.len() as u64;
    bytes.extend(b"a tail that is no gzip member");
    fs::write(books.join("d=1/b.gz"), bytes).unwrap();
    let found = check();
    let told: Vec<_> = found
        .faults
        .iter()
        .map(|fault| {
            let name = fault.path.strip_prefix(&books).unwrap().to_str().unwrap();
            (
                name.to_owned(),
                fault.offset.is_some_and(|offset| offset >= end),
                fault.problem.clone(),
            )
        })
        .collect();
    let expected = [
        ("d=1/a.gz", false, "has 2 records, the manifest says 3"),
        ("d=1/b.gz", false, "bytes, the manifest says"),
        ("d=1/b.gz", true, "gzip header"),
        ("d=2/c.gz", false, "bytes, the manifest says"),
        ("d=2/more.gz", false, "does not list it"),
        ("d=3/gone.gz", false, "missing"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for ((name, behind, problem), (wanted, place, words)) in told.iter().zip(expected) {
        assert!(
            name == wanted && *behind == place && problem.contains(words),
            "{name} {behind} {problem}"
        );
    }
}
