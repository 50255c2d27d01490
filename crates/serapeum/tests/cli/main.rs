//! The command line as a user meets it: the demo's commands run as printed, and exit statuses can be trusted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod export;
mod merged;
mod shown;
mod trust;

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_serapeum");

/// Runs the program in a folder; `CARGO` is taken away, so that it speaks of itself by its own name.
fn serapeum(folder: &Path, args: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(args)
        .env_remove("CARGO")
        .env_remove("LAKE")
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Runs a line as a shell would.
fn shell(folder: &Path, line: &str) -> Output {
    let bin = Path::new(PROGRAM).parent().unwrap().display();
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap());
    Command::new("sh")
        .args(["-c", line])
        .env("PATH", path)
        .env_remove("CARGO")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn every_command_that_the_demo_prints_runs() {
    let folder = tempfile::tempdir().unwrap();
    let demo = serapeum(folder.path(), &["demo"]);
    assert!(demo.status.success(), "{}", stderr(&demo));
    let text = stdout(&demo);
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim().trim_start_matches("$ "))
        .filter(|line| line.starts_with("serapeum "))
        .collect();
    assert!(lines.len() >= 7, "{text}");
    for line in lines {
        let output = shell(folder.path(), line);
        assert!(output.status.success(), "{line}\n{}", stderr(&output));
        assert!(!output.stdout.is_empty() || line.contains(" export "), "{line} prints nothing");
    }
    // A filter, a group_by as bars and a sorted page.
    assert!(
        text.contains("filter=is_oa:true")
            && text.contains("█")
            && text.contains("sort=cited_by_count:desc")
    );
}

#[test]
fn exit_statuses_tell_what_happened() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(serapeum(at, &["demo"]).status.success());
    let lake = ["--lake", "target/demo/lake"];
    let status = |args: &[&str]| {
        let output = serapeum(at, args);
        (output.status.code(), stdout(&output), stderr(&output))
    };
    let (code, body, _) = status(&["get", "openalex/works?filter=is_oa:true", lake[0], lake[1]]);
    assert_eq!((code, body.starts_with(r#"{"meta":"#)), (Some(0), true), "{body}");
    let (code, body, error) =
        status(&["get", "openalex/works?filter=is_ao:true", lake[0], lake[1]]);
    assert_eq!(code, Some(1));
    assert!(
        body.contains("is_ao is not a valid field") && error.contains("`is_oa`"),
        "{body}\n{error}"
    );
    let (code, body, _) = status(&["get", "openalex/works/W999999999999", lake[0], lake[1]]);
    assert_eq!((code, body.contains("error")), (Some(1), true), "{body}");
    let (code, body, error) = status(&["get", "openalx/works", lake[0], lake[1]]);
    assert_eq!((code, body.as_str(), error.contains("`openalex`")), (Some(2), "", true), "{error}");
    assert_eq!(status(&["gte"]).0, Some(2));
    let (code, _, error) = status(&["get", "openalex/works", "--lake", "nowhere"]);
    assert_eq!((code, error.contains("serapeum ingest")), (Some(3), true), "{error}");
    let (code, _, error) = status(&["ingest", "openalex", ".", "--lake", "new"]);
    assert_eq!((code, error.contains("looked for")), (Some(3), true), "{error}");
    assert!(!at.join("new/CURRENT").exists());
    let (code, _, error) = status(&["sql", "DROP TABLE openalex.works", lake[0], lake[1]]);
    assert_eq!((code, error.contains("DDL")), (Some(2), true), "{error}");
}

#[test]
fn many_requests_on_stdin_are_answered_a_line_each() {
    let folder = tempfile::tempdir().unwrap();
    assert!(serapeum(folder.path(), &["demo"]).status.success());
    let mut child = Command::new(PROGRAM)
        .args(["get", "-", "--lake", "target/demo/lake"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let requests = "openalex/works?group_by=type\n\nhttps://api.openalex.org/works/W2741809807\nopenalex/wroks\n";
    child.stdin.take().unwrap().write_all(requests.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let lines: Vec<serde_json::Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.status.code(), Some(1), "one of them failed");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[1]["id"], "https://openalex.org/W2741809807");
}

#[test]
fn records_as_the_api_shows_them_or_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    let snapshot = snapshot.to_str().unwrap();
    let made = serapeum(at, &["ingest", "openalex", snapshot, "--entity", "works"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let one = "openalex/works/W2741809807";
    let object = stdout(&serapeum(at, &["get", one]));
    assert!(object.contains("\"id\":\"doi:10.7717/peerj.4375\""), "{object}");
    assert!(!object.contains("authors_count"), "{object}");
    let raw = stdout(&serapeum(at, &["get", one, "--raw"]));
    let record = lines(&Path::new(snapshot).join("data/works"))
        .into_iter()
        .find(|line| line.starts_with("{\"id\":\"https://openalex.org/W2741809807\""));
    assert_eq!(raw.trim_end(), record.unwrap());
    // A work of more than a hundred authors.
    let list = "openalex/works?filter=openalex:W418807246&select=authorships";
    let authors = |args: &[&str]| stdout(&serapeum(at, args)).matches("author_position").count();
    assert_eq!(authors(&["get", list]), 100);
    assert_eq!(authors(&["get", list, "--whole"]), 183);
    let refused = serapeum(at, &["get", list, "--raw"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(stdout(&refused).contains("select does not apply"), "{}", stdout(&refused));
    let table = serapeum(at, &["get", "openalex/works?select=title,doi", "--as", "csv"]);
    assert!(stdout(&table).starts_with("title,doi\n"), "{}", stdout(&table));
}

/// The lines of all shards below a folder.
fn lines(folder: &Path) -> Vec<String> {
    let shards =
        walk(folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "gz"));
    let text = shards.map(|shard| {
        let shard = fs::File::open(shard).unwrap();
        std::io::read_to_string(flate2::read::MultiGzDecoder::new(shard)).unwrap()
    });
    text.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn a_lake_without_records_counts_and_says_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(serapeum(at, &["sample", "openalex", "snapshot", "--records", "50"]).status.success());
    let plan = serapeum(at, &["ingest", "openalex", "snapshot", "--dry-run"]);
    assert!(
        stdout(&plan).contains("needs about") && !at.join("lake").exists(),
        "{}",
        stdout(&plan)
    );
    let made =
        serapeum(at, &["ingest", "openalex", "snapshot", "--records", "none", "--entity", "works"]);
    assert!(made.status.success(), "{}", stderr(&made));
    assert!(stderr(&made).contains("50 records"), "{}", stderr(&made));
    let groups = serapeum(at, &["get", "openalex/works?group_by=type"]);
    assert!(groups.status.success() && stdout(&groups).contains("group_by"), "{}", stderr(&groups));
    let page = serapeum(at, &["get", "openalex/works"]);
    assert_eq!(page.status.code(), Some(3));
    assert!(stderr(&page).contains("--records none"), "{}", stderr(&page));
    let authors = serapeum(at, &["get", "openalex/authors"]);
    assert_eq!(authors.status.code(), Some(1));
    assert!(stdout(&authors).contains("the lake has no authors"), "{}", stdout(&authors));
}

#[test]
fn the_committed_sample_is_what_the_generator_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = tempfile::tempdir().unwrap();
    let records = serapeum::sample::COMMITTED.to_string();
    let made = serapeum(folder.path(), &["sample", "openalex", "made", "--records", &records]);
    assert!(made.status.success(), "{}", stderr(&made));
    let committed = root.join("sample-data/openalex/data");
    let mut files = 0;
    for entity in fs::read_dir(&committed).unwrap() {
        for entry in walk(&entity.unwrap().path()) {
            let name = entry.strip_prefix(&committed).unwrap();
            let again = fs::read(folder.path().join("made/data").join(name)).unwrap();
            assert!(fs::read(&entry).unwrap() == again, "{} differs", name.display());
            files += 1;
        }
    }
    assert!(files > 20);
}

fn walk(path: &Path) -> Vec<std::path::PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    fs::read_dir(path).unwrap().flat_map(|entry| walk(&entry.unwrap().path())).collect()
}

#[test]
fn groups_are_named_by_records_that_several_of_them_share() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert!(serapeum(at, &["sample", "openalex", "snapshot", "--records", "50"]).status.success());
    // Without the table of authors, their names stand only in the works, and a work has several authors.
    assert!(
        serapeum(at, &["ingest", "openalex", "snapshot", "--entity", "works"]).status.success()
    );
    let groups =
        serapeum(at, &["get", "openalex/works?group_by=authorships.author.id&per-page=1000"]);
    let groups: serde_json::Value = serde_json::from_str(&stdout(&groups)).unwrap();
    let groups = groups["group_by"].as_array().unwrap();
    assert!(groups.len() > 50, "{}", groups.len());
    for group in groups {
        assert!(group["key_display_name"].is_string(), "{group}");
    }
}
