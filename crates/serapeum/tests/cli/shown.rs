//! Answers for people and for shells: other forms than JSON, many requests at once, readers that leave early.

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use crate::{PROGRAM, serapeum, shell, stderr, stdout};

/// A folder with a lake of the committed works, made once.
fn made() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let at = tempfile::tempdir().unwrap().keep();
        let snapshot = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample-data/openalex");
        let done = serapeum(&at, &["ingest", "openalex", snapshot, "--entity", "works"]);
        assert!(done.status.success(), "{}", stderr(&done));
        at
    })
}

fn csv(request: &str) -> Vec<String> {
    let told = serapeum(made(), &["get", request, "--as", "csv"]);
    assert!(told.status.success(), "{}", stderr(&told));
    stdout(&told).lines().map(str::to_owned).collect()
}

#[test]
fn groups_have_the_keys_of_the_api() {
    let open = csv("openalex/works?group_by=is_oa");
    assert_eq!(open[0], "key,key_display_name,count");
    assert!(open[1].starts_with("0,false,") || open[1].starts_with("1,true,"), "{open:?}");
    let spoken = csv("openalex/works?group_by=language:include_unknown");
    assert!(
        spoken.iter().any(|line| line.starts_with("https://openalex.org/languages/unknown,")),
        "{spoken:?}"
    );
}

#[test]
fn groups_within_groups_have_a_column_each() {
    let rows = csv("openalex/works?group_by=type,language:include_unknown");
    assert_eq!(rows[0], "type,type_display_name,language,language_display_name,count");
    let count = |line: &String| -> u64 { line.rsplit(',').next().unwrap().parse().unwrap() };
    let all: u64 = rows[1..].iter().map(count).sum();
    let types: u64 = csv("openalex/works?group_by=type")[1..].iter().map(count).sum();
    assert_eq!(all, types);
}

#[test]
fn a_number_that_orders_groups_is_told_and_drawn() {
    let request = "openalex/works?group_by=type&sort=cited_by_count.mean:desc";
    let rows = csv(request);
    assert_eq!(rows[0], "key,key_display_name,count,mean_cited_by_count");
    let mean = |line: &String| -> f64 { line.rsplit(',').next().unwrap().parse().unwrap() };
    assert!(rows[1..].is_sorted_by(|a, b| mean(a) >= mean(b)), "{rows:?}");
    let bars = stdout(&serapeum(made(), &["get", request, "--as", "bars"]));
    let first = bars.lines().next().unwrap();
    assert!(first.ends_with(rows[1].rsplit(',').next().unwrap()), "{bars}");
}

#[test]
fn groups_side_by_side_have_their_names_above() {
    let rows = csv("openalex/works?group_bys=type,is_oa");
    assert_eq!(rows[0], "type");
    let second = rows.iter().position(String::is_empty).unwrap();
    assert_eq!(rows[second + 1..second + 3], ["is_oa", "key,key_display_name,count"]);
}

#[test]
fn scores_are_told_in_every_form() {
    let rows = csv("openalex/works?search=climate&per-page=3&select=id,relevance_score");
    assert_eq!(rows.len(), 4);
    assert!(rows[1..].iter().all(|row| row.rsplit(',').next().unwrap().parse::<f64>().is_ok()));
    let none = "openalex/works?search=climate&select=id,relevance_score";
    let refused = serapeum(made(), &["export", none, "-o", "-"]);
    assert_eq!(refused.status.code(), Some(2), "{}", stdout(&refused));
    assert!(stderr(&refused).contains("relevance_score cannot be exported"));
}

#[test]
fn members_are_exported_as_their_columns() {
    let request = "openalex/works?select=id,title";
    let told = serapeum(made(), &["export", request, "--format", "csv", "-o", "-"]);
    assert!(stdout(&told).starts_with("id,display_name\n"), "{}", stderr(&told));
    let refused = serapeum(
        made(),
        &["export", "openalex/works?select=authorships.x", "--format", "csv", "-o", "-"],
    );
    assert_eq!(refused.status.code(), Some(1), "{}", stderr(&refused));
}

#[test]
fn a_line_that_fails_does_not_end_the_others() {
    let line = "printf 'openalex/works?group_by=type\\n# no request\\nopenalex/works/W1x\\n\
                openalex/works?group_by=is_oa\\n\\377\\nopenalex/works?filter=foo:1\\n' \
                | serapeum get - --as csv";
    let told = shell(made(), line);
    assert_eq!(told.status.code(), Some(2), "{}", stderr(&told));
    assert_eq!(stdout(&told).matches("key,key_display_name,count").count(), 2);
    for line in ["line 2: ", "line 3: ", "line 5: no text", "line 6: no field `foo`"] {
        assert!(stderr(&told).contains(&format!("error: {line}")), "{}", stderr(&told));
    }
    // Each of those has an answer, too.
    assert_eq!(stdout(&told).lines().filter(|line| line.starts_with('{')).count(), 4);
}

#[test]
fn wrong_names_are_wrong_usage() {
    for (args, told) in [
        (&["info", "--entity", "wroks"][..], "no entity `wroks`; did you mean `works`?"),
        (&["index", "openalex/wroks"], "no entity `wroks`; did you mean `works`?"),
        (&["ingest", "openalex", ".", "--entity", "wroks"], "(did you mean `works`?)"),
        (&["get", "openalex/works", "--memory", "0"], "--memory"),
        (
            &["export", "openalex/works", "-o", "-", "--format", "csv", "--columns", "tilte"],
            "did you mean `title`?",
        ),
    ] {
        let refused = serapeum(made(), args);
        assert_eq!(refused.status.code(), Some(2), "{args:?}: {}", stderr(&refused));
        assert!(stderr(&refused).contains(told), "{args:?}: {}", stderr(&refused));
    }
    let refused = serapeum(made(), &["diff", "1", "2", "--lake", "nowhere"]);
    assert!(stderr(&refused).contains("no lake in nowhere") && refused.stdout.is_empty());
}

#[test]
fn tables_of_one_source_can_be_named() {
    let told = serapeum(made(), &["info", "--view", "polars", "--entity", "openalex/works"]);
    assert!(stdout(&told).starts_with("openalex_works = pl.scan_parquet("), "{}", stdout(&told));
}

#[test]
fn a_mistake_in_sql_is_wrong_usage() {
    for (query, told) in [
        ("SELEC 1", "Expected"),
        (
            "SELECT * FROM openalex.wroks",
            "no table `openalex.wroks`; did you mean `openalex.works`?",
        ),
        ("SELECT * FROM works", "no table `works`; did you mean `openalex.works`?"),
        ("SELECT wrong FROM openalex.works", "wrong"),
    ] {
        let refused = serapeum(made(), &["sql", query]);
        assert_eq!(refused.status.code(), Some(2), "{query}: {}", stderr(&refused));
        assert!(stderr(&refused).contains(told), "{}", stderr(&refused));
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    for args in [
        &["fields", "openalex", "works"][..],
        &["fields", "openalex", "works", "--columns"],
        &["explain", "openalex/works?filter=is_oa:true", "--sql"],
        &["info", "--view", "duckdb"],
        &["get", "openalex/works?per-page=200"],
        &["sql", "SELECT * FROM openalex.works"],
    ] {
        let mut child = Command::new(PROGRAM)
            .args(args)
            .env_remove("LAKE")
            .current_dir(made())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut reader = BufReader::new(child.stdout.take().unwrap());
        reader.read_line(&mut String::new()).unwrap();
        drop(reader);
        let ended = child.wait_with_output().unwrap();
        assert!(ended.status.success(), "{args:?}: {}", stderr(&ended));
        assert!(!stderr(&ended).contains("panicked"), "{args:?}: {}", stderr(&ended));
    }
}
