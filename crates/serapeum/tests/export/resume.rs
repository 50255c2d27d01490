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
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        lake.export_file(request, options, file, &mut stop).unwrap();
    }));
    std::panic::set_hook(hook);
    assert!(ended.is_err() && !file.exists());
}

fn whole(lake: &Lake, request: &str, options: &ExportOptions, file: &Path) -> Vec<u8> {
    let mut options = options.clone();
    options.resume = false;
    lake.export_file(request, &options, file, &mut |_| {}).unwrap();
    fs::read(file).unwrap()
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
