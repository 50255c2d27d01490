//! Exports that are killed again and again, as by `kill -9`, and end with the bytes of one that was left alone.
//!
//! The killed process is this test program itself, asked for one test that exports slowly.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::OnceLock,
    thread::sleep,
    time::Duration,
};

use serapeum::{ExportOptions, Lake, ingest};
use tempfile::TempDir;

const REQUEST: &str = "openalex/works?include_xpac=true";
const SLOWLY: Duration = Duration::from_millis(150);

/// A lake of many small parts, so that an export has many pieces; some records replace others.
fn lake() -> &'static Path {
    static LAKE: OnceLock<(TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = LAKE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lake");
        for seed in [1, 2] {
            let snapshot = folder.path().join(format!("snapshot-{seed}"));
            let options = serapeum::sample::Options { records: 320, seed, ..Default::default() };
            serapeum::sample::openalex(&snapshot, &options, &()).unwrap();
            let mut options = ingest::Options::default();
            (options.add, options.rows_a_part, options.bytes_a_block) = (true, 40, 200_000);
            options.entities = vec!["works".to_owned()];
            let source = serapeum::source("openalex").unwrap();
            ingest::ingest(source, &snapshot, &path, &options, &()).unwrap();
        }
        (folder, path)
    });
    path
}

fn options(file: &Path) -> ExportOptions {
    let mut options = ExportOptions::for_file(file).unwrap();
    options.group = 60;
    let name = file.file_name().unwrap().to_str().unwrap();
    if name.starts_with("long") {
        options.explode = Some("authorships".to_owned());
    }
    options
}

/// Not a test by itself: what the killed process does.
#[test]
#[ignore = "it is the process that the others kill"]
fn export_slowly() {
    let read = |name: &str| std::env::var(name).map(PathBuf::from);
    let (Ok(lake), Ok(file)) = (read("SERAPEUM_LAKE"), read("SERAPEUM_FILE")) else { return };
    let mut options = options(&file);
    options.resume = true;
    let lake = Lake::open(lake).unwrap();
    lake.export_file(REQUEST, &options, &file, &mut |_| sleep(SLOWLY)).unwrap();
}

fn start(file: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "killed::export_slowly", "--ignored"])
        .env("SERAPEUM_LAKE", lake())
        .env("SERAPEUM_FILE", file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn killed(name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let (file, alone) = (folder.path().join(name), folder.path().join("alone").join(name));
    fs::create_dir(alone.parent().unwrap()).unwrap();
    let lake = Lake::open(lake()).unwrap();
    let summary = lake.export_file(REQUEST, &options(&alone), &alone, &mut |_| {}).unwrap();
    assert!(summary.records > 500);

    // Times that have nothing to do with the export's own.
    let (mut kills, mut reached) = (0, Vec::new());
    loop {
        let mut child = start(&file);
        let mut ended = None;
        // Longer each time, so that a slow machine comes to the end too.
        for _ in 0..(60 + 37 * kills % 80 + 4 * kills) {
            sleep(Duration::from_millis(20));
            ended = child.try_wait().unwrap();
            if ended.is_some() {
                break;
            }
        }
        if ended.is_none() {
            child.kill().unwrap();
            // It may have come to its end before it was killed.
            ended = Some(child.wait().unwrap()).filter(ExitStatus::success);
        }
        let Some(status) = ended else {
            kills += 1;
            // Killed between the name and the end of the process.
            if file.exists() {
                let whole = fs::read(&file).unwrap() == fs::read(&alone).unwrap();
                assert!(whole, "a file that is not whole has its name");
                return;
            }
            reached.extend(serapeum::interrupted(&file));
            assert!(kills < 100, "it never ends: {reached:?}");
            continue;
        };
        assert!(status.success(), "{name} after {kills} kills");
        break;
    }
    assert!(reached.is_sorted(), "it went back: {reached:?}");
    assert!(kills > 0 && reached.last().is_some_and(|last| *last > 0), "{name}: {reached:?}");
    assert!(fs::read(&file).unwrap() == fs::read(&alone).unwrap(), "{name} differs");
    let left = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 2, "something is left beside it");
}

#[test]
fn json_lines() {
    killed("records.jsonl");
}

#[test]
fn compressed_rows() {
    killed("long.csv.gz");
}

#[test]
fn parquet() {
    killed("rows.parquet");
}

#[test]
fn arrow() {
    killed("long.arrow");
}
