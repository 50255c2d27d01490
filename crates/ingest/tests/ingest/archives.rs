//! Archives that are read in place.

use std::{fs, path::Path};

use serapeum_ingest::{Error, Options, ingest, plan};
use serapeum_lake::Lake;

use super::books::*;

/// An archive of files.
fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn lines(ids: std::ops::Range<u32>) -> String {
    ids.map(|id| book(id, 1, "x") + "\n").collect()
}

fn shards(lake: &Path) -> Vec<String> {
    let manifest = Lake::open(lake).unwrap().manifests()[0].clone();
    manifest.shards.into_iter().map(|shard| shard.path).collect()
}

#[test]
fn members_are_shards_as_if_they_were_unpacked() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let long = format!("data/books/{}/b.jsonl", "long ".repeat(50));
    let archive = tar(&[
        ("data/books/a.gz", &gzip(lines(1..900).as_bytes())),
        (&long, lines(900..1_000).as_bytes()),
        ("./data/books/empty.jsonl", b""),
        ("data/books/notes.txt", b"no record"),
        ("data/books/_temporary/c.jsonl", b"no record"),
        ("data/films/c.jsonl", b"another entity"),
    ]);
    let path = snapshot.path().join("one.tar");
    fs::write(&path, &archive).unwrap();
    fs::create_dir_all(snapshot.path().join("books")).unwrap();
    fs::write(snapshot.path().join("books/d.jsonl"), lines(1_000..1_010)).unwrap();
    let options = options(|options| {
        options.threads = 3;
        options.bytes_a_block = 1_000;
    });
    let mut expected: Vec<String> = lines(1..1_010).lines().map(str::to_owned).collect();
    expected.sort();
    let summary = run(snapshot.path(), lake.path(), &options).unwrap();
    assert_eq!((summary.entities[0].shards, summary.entities[0].rejected.len()), (4, 0));
    assert_eq!(records(lake.path()), expected);
    let names = [
        "books/d.jsonl".to_owned(),
        "one.tar/data/books/a.gz".to_owned(),
        "one.tar/data/books/empty.jsonl".to_owned(),
        format!("one.tar/{long}"),
    ];
    assert_eq!(shards(lake.path()), names);
    // The digest and length of a shard are the member's.
    let shard = Lake::open(lake.path()).unwrap().manifests()[0].shards[1].clone();
    let unpacked = snapshot.path().join("a");
    fs::write(&unpacked, gzip(lines(1..900).as_bytes())).unwrap();
    assert_eq!(serapeum_lake::checksum(&unpacked).unwrap(), (shard.bytes, shard.checksum));
    // The archive itself, and one whose files are all in a folder of any name.
    let mut shrinking = options.clone();
    shrinking.force = true;
    run(&path, lake.path(), &options).unwrap();
    assert_eq!(records(lake.path()).len(), 999);
    assert_eq!(shards(lake.path())[0], "data/books/a.gz");
    let below = tar(&[
        ("Books of 2025/1.jsonl", lines(1..3).as_bytes()),
        ("Books of 2025/10.jsonl", lines(3..5).as_bytes()),
    ]);
    fs::write(&path, below).unwrap();
    run(&path, lake.path(), &shrinking).unwrap();
    assert_eq!(records(lake.path()).len(), 4);
    assert_eq!(shards(lake.path()), ["Books of 2025/1.jsonl", "Books of 2025/10.jsonl"]);
}

#[test]
fn one_name_in_two_archives_is_two_shards_and_in_one_the_later_counts() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let one = tar(&[
        ("books/a.jsonl", lines(1..3).as_bytes()),
        ("books/a.jsonl", lines(3..4).as_bytes()),
    ]);
    fs::write(snapshot.path().join("books_1.tar"), one).unwrap();
    fs::write(
        snapshot.path().join("books_2.tar"),
        tar(&[("books/a.jsonl", lines(5..9).as_bytes())]),
    )
    .unwrap();
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!(records(lake.path()).len(), 5);
    assert_eq!(shards(lake.path()), ["books_1.tar/books/a.jsonl", "books_2.tar/books/a.jsonl"]);
}

#[test]
fn a_broken_line_is_told_with_archive_and_member() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let text = format!("{}{{\n", lines(1..3));
    fs::write(snapshot.path().join("x.tar"), tar(&[("books/a.jsonl", text.as_bytes())])).unwrap();
    let told = Told::default();
    ingest(&SOURCE, snapshot.path(), lake.path(), &Options::default(), &told).unwrap();
    assert_eq!(told.0.lock().unwrap()[0].0, 3);
    let listed =
        fs::read_to_string(lake.path().join("rejects/library-books-000001.jsonl")).unwrap();
    assert!(listed.contains("x.tar/books/a.jsonl"), "{listed}");
}

#[test]
fn an_archive_that_ends_early_is_an_error_wherever_it_ends() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let whole = tar(&[
        ("books/a.jsonl", lines(1..9).as_bytes()),
        ("books/b.jsonl", lines(9..20).as_bytes()),
    ]);
    let path = snapshot.path().join("x.tar");
    fs::write(&path, &whole).unwrap();
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let before = records(lake.path());
    // Two empty blocks are the end mark; one is enough.
    let mark = whole.len() - 1_024;
    fs::write(&path, &whole[..mark + 512]).unwrap();
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    for length in (0..=mark).step_by(128).chain([1, 511, 513, mark - 1, mark + 1, mark + 511]) {
        fs::write(&path, &whole[..length]).unwrap();
        let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
        assert!(matches!(&error, Error::Archive { .. }), "{length}: {error}");
        assert!(error.to_string().contains("download it again"), "{error}");
        assert_eq!(records(lake.path()), before);
    }
    let mut flipped = whole.clone();
    flipped[150] ^= 1;
    let joined = [whole.clone(), whole.clone()].concat();
    for (bytes, problem) in [(flipped, "checksum"), (joined, "more after the archive's end")] {
        fs::write(&path, bytes).unwrap();
        let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
        assert!(error.to_string().contains(problem), "{error}");
    }
    // Cut after it was listed.
    fs::write(&path, &whole).unwrap();
    let planned = plan(&SOURCE, snapshot.path(), &Options::default()).unwrap();
    assert_eq!(planned.entities[0].shards.len(), 2);
    assert!(planned.entities[0].shards.iter().all(|shard| shard.archive.is_some()));
}

#[test]
fn what_cannot_be_read_in_place_is_refused_by_name() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = snapshot.path().join("all.jsonl.tar.gz");
    fs::write(&path, gzip(&tar(&[("books/a.jsonl", b"")]))).unwrap();
    for given in [snapshot.path(), &path] {
        let error = run(given, lake.path(), &Options::default()).unwrap_err();
        assert!(matches!(&error, Error::Packed(named) if *named == path), "{error}");
        assert!(error.to_string().contains("inflate it to a .tar"), "{error}");
    }
    fs::remove_file(&path).unwrap();
    let path = snapshot.path().join("x.tar");
    let mut links = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::Symlink);
    header.set_size(0);
    links.append_link(&mut header, "books/a.jsonl", "/etc/passwd").unwrap();
    fs::write(&path, links.into_inner().unwrap()).unwrap();
    let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
    assert!(error.to_string().contains("books/a.jsonl is a link"), "{error}");
    let mut outside = tar(&[("books/aa.jsonl", lines(1..3).as_bytes())]);
    outside[..14].copy_from_slice(b"../../aa.jsonl");
    let sum: u32 =
        outside[..148].iter().chain(&outside[156..512]).map(|byte| u32::from(*byte)).sum();
    outside[148..156].copy_from_slice(format!("{:06o}\0 ", sum + 8 * 32).as_bytes());
    fs::write(&path, outside).unwrap();
    let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
    assert!(error.to_string().contains("leads out of the archive"), "{error}");
    let file = snapshot.path().join("a.jsonl");
    fs::write(&file, "").unwrap();
    let error = run(&file, lake.path(), &Options::default()).unwrap_err();
    assert!(error.to_string().contains("a.jsonl") && matches!(error, Error::Io(..)));
}
