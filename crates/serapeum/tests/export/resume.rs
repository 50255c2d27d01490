//! Exports that were interrupted, and what they can be gone on with.

use std::{
    fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    time::Duration,
};

use serapeum::{Error, ExportOptions, ExportSummary, Format, Lake};

use crate::{exploded, named, snapshot::sample};

const SORTED: &str = "openalex/works?include_xpac=true&sort=cited_by_count:desc";
const LYING: &str = "openalex/works?include_xpac=true";

/// Exports until so many calls of the progress, then stops as a failure would.
fn interrupted(lake: &Lake, request: &str, options: &ExportOptions, file: &Path, calls: usize) {
    let mut left = calls;
    let mut stop = |_: &ExportSummary| {
        assert!(left > 0, "interrupted");
        left -= 1;
        // Long enough for a note of how far it is.
        std::thread::sleep(Duration::from_millis(520));
    };
    let ended = catch_unwind(AssertUnwindSafe(|| {
        lake.export_file(request, options, file, &mut stop).unwrap();
    }));
    assert!(ended.is_err() && !file.exists());
}

/// An export that is left alone, and how often it told of its progress.
fn whole(lake: &Lake, request: &str, options: &ExportOptions, file: &Path) -> (Vec<u8>, usize) {
    let mut options = options.clone();
    options.resume = false;
    let mut calls = 0;
    lake.export_file(request, &options, file, &mut |_| calls += 1).unwrap();
    (fs::read(file).unwrap(), calls)
}

fn beside(file: &Path) -> Vec<PathBuf> {
    let name = file.file_name().unwrap().to_str().unwrap();
    let entries = fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path());
    let other = |path: &PathBuf| {
        let other = path.file_name().unwrap().to_str().unwrap();
        other.starts_with(name) && other != name
    };
    entries.filter(other).collect()
}

#[test]
fn what_was_interrupted_goes_on_to_the_same_bytes() {
    let lake = &sample().lake;
    let folder = tempfile::tempdir().unwrap();
    let mut grouped = named(Format::Parquet, &["id", "authorships.author.id"]);
    grouped.group = 50;
    let mut arrow = exploded(Format::Arrow, "authorships");
    arrow.group = 50;
    for (name, options) in [
        ("a.jsonl", ExportOptions::default()),
        ("b.csv", exploded(Format::Csv, "referenced_works")),
        ("c.parquet", grouped),
        ("d.arrow", arrow),
    ] {
        for request in [SORTED, LYING] {
            let file = folder.path().join(name);
            let _ = fs::remove_file(&file);
            let mut options = options.clone();
            let (expected, calls) = whole(lake, request, &options, &folder.path().join("whole"));
            // The first call is before anything is written; the last one is at the end.
            interrupted(lake, request, &options, &file, 2.min(calls - 2));
            assert_eq!(beside(&file).len(), 2, "{name}");
            let before = serapeum::interrupted(&file).unwrap();
            options.resume = true;
            let summary = lake.export_file(request, &options, &file, &mut |_| {}).unwrap();
            assert_eq!(summary.resumed, before, "{name}");
            assert_eq!(summary.records, summary.total, "{name}");
            assert!(fs::read(&file).unwrap() == expected, "{name}: {request} differs");
            assert_eq!(beside(&file), Vec::<PathBuf>::new());
            assert_eq!(serapeum::interrupted(&file), None);
        }
    }
}

#[test]
fn an_export_of_anything_else_is_not_gone_on_with() {
    let lake = &sample().lake;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.csv");
    let options = named(Format::Csv, &["id"]);
    let refused = |lake: &Lake, request: &str, options: &ExportOptions| {
        let mut options = options.clone();
        options.resume = true;
        match lake.export_file(request, &options, &file, &mut |_| {}) {
            Err(Error::Resume(text)) => text.replace(file.to_str().unwrap(), "FILE"),
            other => panic!("{other:?}"),
        }
    };
    interrupted(lake, LYING, &options, &file, 1);
    let part = fs::read(folder.path().join("a.csv.part")).unwrap();
    insta::assert_snapshot!(refused(lake, SORTED, &options), @"the interrupted export of FILE was made of the request `openalex/works?include_xpac=true`, not `openalex/works?include_xpac=true&sort=cited_by_count:desc`: start again without resuming");
    let other = named(Format::Csv, &["id", "doi"]);
    assert!(refused(lake, LYING, &other).contains("with the options"));
    // Another lake, though of the same records.
    let again = folder.path().join("lake");
    let snapshot = sample().path.parent().unwrap().join("snapshot");
    let source = serapeum::source("openalex").unwrap();
    let ingest = serapeum::ingest::Options::default();
    serapeum::ingest::ingest(source, &snapshot, &again, &ingest, &()).unwrap();
    let again = Lake::open(again).unwrap();
    assert!(refused(&again, LYING, &options).contains("from the lake's openalex/works 1 of"));
    assert_eq!(fs::read(folder.path().join("a.csv.part")).unwrap(), part, "it is as it was");

    fs::write(folder.path().join("a.csv.resume"), "{}").unwrap();
    assert!(refused(lake, LYING, &options).contains("start again without resuming"));
    assert!(!file.exists());
    // Without resuming it starts again.
    let summary = lake.export_file(LYING, &options, &file, &mut |_| {}).unwrap();
    assert_eq!((summary.resumed, summary.records), (0, summary.total));

    // A sample that is another each time.
    interrupted(lake, "openalex/works?sample=20", &options, &folder.path().join("b.csv"), 1);
    let mut options = options;
    options.resume = true;
    let error = lake
        .export_file(
            "openalex/works?sample=20",
            &options,
            &folder.path().join("b.csv"),
            &mut |_| {},
        )
        .unwrap_err();
    assert!(error.to_string().contains("sample without a seed"), "{error}");
}

#[test]
fn a_part_that_lost_bytes_is_refused() {
    let lake = &sample().lake;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    let mut options = ExportOptions::default();
    interrupted(lake, LYING, &options, &file, 2);
    let part = folder.path().join("a.jsonl.part");
    fs::File::options().write(true).open(&part).unwrap().set_len(10).unwrap();
    options.resume = true;
    let error = lake.export_file(LYING, &options, &file, &mut |_| {}).unwrap_err();
    assert!(error.to_string().contains("is shorter than it was"), "{error}");
}

#[test]
fn nothing_to_resume_is_a_start_and_an_old_file_stays_until_the_end() {
    let lake = &sample().lake;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    fs::write(&file, "before").unwrap();
    let mut options = ExportOptions::default();
    options.resume = true;
    let mut seen = Vec::new();
    let mut watch = |_: &ExportSummary| seen.push(fs::read(&file).unwrap().len());
    let summary = lake.export_file(LYING, &options, &file, &mut watch).unwrap();
    assert_eq!(summary.resumed, 0);
    assert_eq!(seen.first(), Some(&6));
    assert_eq!(fs::metadata(&file).unwrap().len(), summary.bytes);
    // Through a link, the file that it leads to is replaced.
    #[cfg(unix)]
    {
        let link = folder.path().join("link.jsonl");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        lake.export_file(
            "openalex/works?sample=1&seed=1",
            &ExportOptions::default(),
            &link,
            &mut |_| {},
        )
        .unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert!(fs::metadata(&file).unwrap().len() < summary.bytes);
    }
}

#[test]
fn two_exports_do_not_write_one_file() {
    let lake = &sample().lake;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.jsonl");
    let options = ExportOptions::default();
    let mut other = None;
    let mut progress = |_: &ExportSummary| {
        if other.is_none() {
            let second = Lake::open(&sample().path).unwrap();
            let (options, file) = (options.clone(), file.clone());
            let thread =
                std::thread::spawn(move || second.export_file(LYING, &options, &file, &mut |_| {}));
            other = Some(thread.join().unwrap().unwrap_err().to_string());
        }
    };
    lake.export_file(LYING, &options, &file, &mut progress).unwrap();
    assert!(other.unwrap().contains("another export is writing it"));
}
