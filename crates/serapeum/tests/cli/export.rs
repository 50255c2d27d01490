//! `export` as a user meets it: formats by ending, notes, exit statuses, pipes, leftovers.

use std::fs;

use crate::{serapeum, shell, stderr, stdout};

const LAKE: [&str; 2] = ["--lake", "target/demo/lake"];

/// A folder with the lake of the demo.
fn demo() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(serapeum(folder.path(), &["demo"]).status.success());
    folder
}

#[test]
fn endings_tell_formats_and_everything_found_is_written() {
    let folder = demo();
    let at = folder.path();
    let request = "openalex/works?filter=publication_year:2020&include_xpac=true";
    let counted = stdout(&serapeum(at, &["get", request, LAKE[0], LAKE[1]]));
    let counted: serde_json::Value = serde_json::from_str(&counted).unwrap();
    let count = counted["meta"]["count"].as_u64().unwrap();
    assert!(count > 5);
    for name in
        ["a.jsonl", "a.jsonl.gz", "a.ndjson.zst", "a.csv", "a.csv.gz", "a.parquet", "a.arrow"]
    {
        let export = serapeum(at, &["export", request, "-o", name, LAKE[0], LAKE[1]]);
        assert!(export.status.success(), "{name}: {}", stderr(&export));
        assert!(stderr(&export).contains(&format!("{count} records, ")), "{}", stderr(&export));
        assert!(export.stdout.is_empty(), "{name}");
        let begins = fs::read(at.join(name)).unwrap();
        let magic: &[u8] = match name.rsplit('.').next().unwrap() {
            "gz" => b"\x1f\x8b",
            "zst" => b"\x28\xb5\x2f\xfd",
            "parquet" => b"PAR1",
            "arrow" => b"ARROW1",
            "csv" => b"id,doi,",
            _ => b"{\"id\":\"https://openalex.org/W",
        };
        assert!(begins.starts_with(magic), "{name}");
    }
    let left = fs::read_dir(at).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name().into_string().unwrap();
        name.contains(".part") || name.contains(".resume") || name.contains(".joined")
    });
    assert_eq!(left.count(), 0);
}

#[test]
fn conditions_that_are_added_and_pages_are_noted() {
    let folder = demo();
    let notes = |request: &str| {
        let export = serapeum(
            folder.path(),
            &["export", request, "-o", "-", "--columns", "id", LAKE[0], LAKE[1]],
        );
        assert!(export.status.success(), "{}", stderr(&export));
        stderr(&export)
    };
    assert!(notes("openalex/works").contains("note: Works of the expansion corpus are left out"));
    assert!(notes("openalex/authors").contains("note: Authors without works are left out"));
    assert!(!notes("openalex/works?include_xpac=true").contains("note:"));
    let paged = notes("openalex/topics?page=2&per-page=5");
    assert!(paged.contains("note: an export writes every match"), "{paged}");
    let sums = notes("openalex/works?include_xpac=true&apc_sum=true");
    assert!(sums.contains("told by `get`"), "{sums}");
}

#[test]
fn mistakes_are_told_by_the_exit_status_and_leave_nothing() {
    let folder = demo();
    let at = folder.path();
    let status = |args: &[&str]| {
        let export = serapeum(at, &[&["export"], args, &LAKE].concat());
        (export.status.code(), stdout(&export), stderr(&export))
    };
    let (code, body, error) = status(&["openalex/works?filter=is_ao:true", "-o", "x.jsonl"]);
    assert_eq!((code, body.contains("is_ao is not a valid field")), (Some(1), true), "{error}");
    let (code, body, _) = status(&["openalex/works?group_by=type", "-o", "x.jsonl"]);
    assert_eq!((code, body.contains("ask for them with `get`")), (Some(1), true));
    let (code, body, _) = status(&["openalex/works/W99999999999", "-o", "x.jsonl"]);
    assert_eq!((code, body.contains("error")), (Some(1), true));
    for (args, says) in [
        (vec!["openalex/works", "-o", "x.tsv"], "known are .jsonl"),
        (vec!["openalex/works", "-o", "x.csv", "--columns", "doy"], "`doi`"),
        (vec!["openalex/works", "-o", "x.csv", "--explode", "authors"], "authorships, "),
        (vec!["openalex/works", "-o", "x.csv", "--raw"], "raw records are JSON lines"),
        (vec!["openalex/works", "-o", "x.parquet.gz"], "not compressed as a whole"),
        (vec!["openalex/works", "-o", "-", "--resume"], "only a file can be resumed"),
        (vec!["openalx/works", "-o", "x.csv"], "`openalex`"),
    ] {
        let (code, body, error) = status(&args);
        assert_eq!((code, body.as_str()), (Some(2), ""), "{args:?}: {error}");
        assert!(error.contains(says), "{args:?}: {error}");
    }
    let (code, _, error) = status(&["openalex/works", "-o", "no/such/folder/x.csv"]);
    assert_eq!(
        (code, error.contains("no/such/folder: there is no such")),
        (Some(3), true),
        "{error}"
    );
    let (code, _, error) = status(&["openalex/works", "-o", ".", "--format", "csv"]);
    assert_eq!((code, error.contains("directory")), (Some(3), true), "{error}");
    let left: Vec<_> = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["target"]);
}

#[test]
fn an_interrupted_export_is_told_of_and_gone_on_with() {
    let folder = demo();
    let at = folder.path();
    let export = |more: &[&str]| {
        let args = ["export", "openalex/works?include_xpac=true", "-o", "found.jsonl"];
        serapeum(at, &[&args, more, &LAKE].concat())
    };
    assert!(export(&[]).status.success());
    let whole = fs::read(at.join("found.jsonl")).unwrap();
    let started = export(&["--resume"]);
    assert!(stderr(&started).contains("note: no export of found.jsonl to resume"));
    // As an export leaves it that was killed after its first note.
    fs::remove_file(at.join("found.jsonl")).unwrap();
    let task = shell(
        at,
        "ulimit -f 40; serapeum export 'openalex/works?include_xpac=true' -o found.jsonl --lake target/demo/lake",
    );
    assert!(!task.status.success() && at.join("found.jsonl.resume").exists());
    let again = export(&["--compact", "--columns", "id", "--resume"]);
    assert_eq!(again.status.code(), Some(3), "{}", stderr(&again));
    assert!(stderr(&again).contains("start again without resuming"), "{}", stderr(&again));
    let resumed = export(&["--resume"]);
    assert!(resumed.status.success(), "{}", stderr(&resumed));
    assert!(!stderr(&resumed).contains("to resume"), "{}", stderr(&resumed));
    assert!(fs::read(at.join("found.jsonl")).unwrap() == whole);
}

#[test]
fn pipes_may_be_closed_and_devices_written() {
    let folder = demo();
    let at = folder.path();
    let lake = "--lake target/demo/lake";
    for form in ["jsonl", "csv", "parquet", "arrow"] {
        let line = format!(
            "{{ serapeum export openalex/works -o - --format {form} {lake}; echo $? > status; }} | head -c 20 | wc -c"
        );
        let output = shell(at, &line);
        assert!(output.status.success(), "{form}: {}", stderr(&output));
        assert_eq!(stdout(&output).trim(), "20", "{form}");
        assert!(!stderr(&output).contains("error"), "{form}: {}", stderr(&output));
        // A reader that has enough is no failure.
        assert_eq!(fs::read_to_string(at.join("status")).unwrap().trim(), "0", "{form}");
    }
    let output =
        shell(at, &format!("serapeum export openalex/works -o /dev/null --format csv {lake}"));
    assert!(output.status.success(), "{}", stderr(&output));
    let output = shell(
        at,
        &format!(
            "mkfifo pipe && (cat pipe > found & serapeum export openalex/topics -o pipe --format csv {lake}; wait)"
        ),
    );
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(fs::read_to_string(at.join("found")).unwrap().starts_with("id,display_name"));
}

#[test]
fn fields_lists_what_can_be_exported() {
    let folder = tempfile::tempdir().unwrap();
    let listed = serapeum(folder.path(), &["fields", "openalex", "works", "--columns"]);
    assert!(listed.status.success(), "{}", stderr(&listed));
    let text = stdout(&listed);
    for name in
        ["related_works", "authorships.author.id", "--explode authorships", "raw_author_name"]
    {
        assert!(text.contains(name), "{name}");
    }
}
