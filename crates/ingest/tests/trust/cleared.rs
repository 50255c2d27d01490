//! What no kept version needs goes, and nothing else.

use std::fs;

use serapeum_ingest::Options;
use serapeum_lake::{Error, Lake, Lock, gc};

use crate::{books::*, files, is_whole};

#[test]
fn kept_versions_stay_readable_and_the_rest_goes() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut readers = Vec::new();
    for day in 1..=4 {
        let lines: String = (1..40).map(|id| format!("{}\n", book(id, day, "x"))).collect();
        shard(snapshot.path(), "a.gz", &lines);
        run(snapshot.path(), lake.path(), &Options::default()).unwrap();
        readers.push(Lake::open(lake.path()).unwrap());
    }
    let folder = lake.path().join("library/books");
    let left = ["fields/.ingest-x", "fields/p000077.parquet", "keys/doi/.ingest-y", ".ingest-z/0"];
    for name in left {
        fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        fs::write(folder.join(name), "left").unwrap();
    }
    fs::write(folder.join("fields/notes.parquet"), "not ours").unwrap();
    fs::write(lake.path().join("notes"), "not ours").unwrap();
    let (before, whole) = (files(lake.path()), records(lake.path()));
    let planned = gc(lake.path(), 2, true).unwrap();
    assert_eq!((planned.kept.as_slice(), planned.versions.as_slice()), (&[3, 4][..], &[1, 2][..]));
    assert_eq!(files(lake.path()), before);
    let freed = gc(lake.path(), 2, false).unwrap();
    assert_eq!(freed, planned);
    let after = files(lake.path());
    let gone: Vec<_> = before.iter().filter(|name| !after.contains(name)).collect();
    assert!(gone.len() >= 2 * 4 + left.len() && freed.bytes > 0, "{gone:?}");
    assert!(left.iter().all(|name| !after.contains(&format!("library/books/{name}"))));
    assert!(
        after.contains(&"notes".to_owned())
            && after.contains(&"library/books/fields/notes.parquet".to_owned())
    );
    for (reader, stays) in readers.iter().zip([false, false, true, true]) {
        assert_eq!(
            reader.verify(2, &|_| ()).is_empty(),
            stays,
            "version {}",
            reader.version().number
        );
    }
    assert_eq!(records(lake.path()), whole);
    assert!(
        matches!(Lake::open_version(lake.path(), 1), Err(Error::NoVersion(1, known)) if known == [3, 4])
    );
    assert_eq!(gc(lake.path(), 2, false).unwrap().files.len(), 0);
    // Names that were used once are not used again, though nothing bears them any more.
    gc(lake.path(), 1, false).unwrap();
    shard(snapshot.path(), "b.gz", &book(99, 1, "x"));
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let manifest = Lake::open(lake.path()).unwrap().manifests()[0].clone();
    assert_eq!(manifest.parts.iter().map(|part| part.number).collect::<Vec<_>>(), [4, 5]);
    assert!(is_whole(lake.path()));
}

#[test]
fn whoever_changes_a_lake_is_named_to_the_next() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    shard(snapshot.path(), "a.gz", &book(1, 1, "x"));
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let lock = Lock::take(lake.path(), "an ingest").unwrap();
    let told = gc(lake.path(), 1, false).unwrap_err().to_string();
    assert!(told.contains(&format!("an ingest (process {})", std::process::id())), "{told}");
    let told = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err().to_string();
    assert!(told.contains(&format!("(process {})", std::process::id())), "{told}");
    drop(lock);
    gc(lake.path(), 1, false).unwrap();
}
