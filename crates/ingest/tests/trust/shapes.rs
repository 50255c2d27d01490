//! Records whose form has changed since the last version: refused, or told.

use std::path::Path;

use serapeum_ingest::{Error, Options};
use serapeum_lake::Lake;

use crate::{
    archive::{put, run},
    books::options,
    scratch,
};

/// A record with three members as they stand in JSON.
fn scroll(id: &str, doi: &str, year: &str, day: &str) -> String {
    format!("{{\"id\":\"{id}\",\"doi\":{doi},\"year\":{year},\"day\":{day}}}\n")
}

/// So many records, of which each member is given by the record's number.
fn scrolls(count: usize, change: impl Fn(usize, &mut [String; 4])) -> String {
    let one = |at: usize| {
        let doi = if at % 100 < 80 { format!("\"10.1/{at}\"") } else { "null".to_owned() };
        let year = (1900 + at % 100).to_string();
        let mut members = [format!("B{}", at + 1), doi, year, "\"2024-01-01\"".to_owned()];
        change(at, &mut members);
        scroll(&members[0], &members[1], &members[2], &members[3])
    };
    (0..count).map(one).collect()
}

/// What stops an update of 200 records to this text, if anything does.
fn update(name: &str, text: &str, forced: bool) -> Option<Error> {
    let (snapshot, lake) = (scratch(), scratch());
    put(snapshot.path(), "scrolls/a.gz", &scrolls(200, |_, _| ()));
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    put(snapshot.path(), name, text);
    let result = run(snapshot.path(), lake.path(), &options(|options| options.force = forced));
    let live = Lake::open(lake.path()).unwrap().version().number;
    assert_eq!(live, if result.is_ok() { 2 } else { 1 });
    result.err()
}

fn told(name: &str, text: &str) -> String {
    let error = update(name, text, false).unwrap();
    assert!(matches!(error, Error::Shape { .. }), "{error}");
    assert!(update(name, text, true).is_none());
    error.to_string()
}

#[test]
fn a_field_that_broke_is_refused_with_its_name_and_shares() {
    let a = "scrolls/a.gz";
    let without = |column: usize, below: usize| {
        scrolls(200, move |at, members| {
            if at % 100 < below {
                members[column] = "null".to_owned();
            }
        })
    };
    // From 80 of a hundred to 74; to 75 is no more than five points.
    let error = told(a, &without(1, 6));
    assert!(error.contains("`doi` has 74.0 %, in the last version 80.0 %"), "{error}");
    assert!(error.contains("--force"), "{error}");
    assert!(update(a, &without(1, 5), false).is_none());
    for (column, name) in [(2, "year"), (3, "day")] {
        let error = told(a, &without(column, 6));
        assert!(error.contains(&format!("`{name}` has 94.0 %, in the last version 100.0 %")));
        assert!(update(a, &without(column, 5), false).is_none());
    }
}

#[test]
fn years_and_days_that_cannot_be_are_no_years_and_days() {
    for (column, name, odd) in [
        (2, "year", "20240101"),
        (2, "year", "24"),
        (2, "year", "1700000000"),
        (3, "day", "\"0024-01-01\""),
        (3, "day", "\"9999-01-01\""),
        (3, "day", "\"01/02/2024\""),
    ] {
        let text = scrolls(200, |at, members| {
            if at % 100 < 6 {
                members[column] = odd.to_owned();
            }
        });
        let error = told("scrolls/a.gz", &text);
        assert!(error.contains(&format!("`{name}` has 94.0 %")), "{odd}: {error}");
    }
}

#[test]
fn a_new_file_whose_values_do_not_conform_is_refused_however_small_beside_the_rest() {
    // Of all records too few for a fall by five points.
    let new = |column: usize, value: &'static str| {
        scrolls(20, move |at, members| {
            members[0] = format!("B{}", 1_000 + at);
            members[1] = format!("\"10.1/{at}\"");
            if at < 2 {
                members[column] = value.to_owned();
            }
        })
    };
    let b = "scrolls/b.gz";
    for (column, value, name) in [
        (0, "W12", "id"),
        (1, "\"ten point one\"", "doi"),
        (2, "\"MMXXIV\"", "year"),
        (2, "3", "year"),
    ] {
        let error = told(b, &new(column, value));
        assert!(
            error.contains(&format!("`{name}` has 90.0 %, in the last version 100.0 %")),
            "{error}"
        );
    }
    // A value that is not there is no value that does not conform.
    assert!(update(b, &new(1, "null"), false).is_none());
}

#[test]
fn fewer_than_twenty_records_are_not_compared() {
    let (snapshot, lake) = (scratch(), scratch());
    let all =
        |doi: &'static str, count| scrolls(count, move |_, members| members[1] = doi.to_owned());
    put(snapshot.path(), "scrolls/a.gz", &all("\"10.1/x\"", 19));
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    put(snapshot.path(), "scrolls/a.gz", &all("null", 19));
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
}

fn lines(count: usize, other: &[(usize, &str)]) -> String {
    let line = |at: usize| {
        let plain = (at, r#""note":{"by":[{"name":"x"}]}"#);
        let (_, members) = other.iter().find(|(line, _)| *line == at).unwrap_or(&plain);
        format!("{{\"id\":\"B{at}\",{members}}}\n")
    };
    (1..=count).map(line).collect()
}

fn paths(lake: &Path) -> Vec<String> {
    Lake::open(lake).unwrap().manifests()[0].paths.clone()
}

#[test]
fn new_and_vanished_paths_are_told() {
    let (snapshot, lake) = (scratch(), scratch());
    let go = || run(snapshot.path(), lake.path(), &Options::default()).unwrap().entities.remove(0);
    put(snapshot.path(), "scrolls/a.gz", &lines(40, &[(17, r#""only":{"a":1}"#)]));
    put(snapshot.path(), "scrolls/b.gz", &lines(40, &[(1, r#""gone":[1]"#), (2, r#""unseen":1"#)]));
    let first = go();
    assert!(first.new_paths.is_empty() && first.changes().is_empty(), "{first:?}");
    let expected = [
        "gone",
        "gone[]",
        "id",
        "note",
        "note.by",
        "note.by[]",
        "note.by[].name",
        "only",
        "only.a",
    ];
    assert_eq!(paths(lake.path()), expected);
    // What only the file that stays has is not gone.
    let more: Vec<String> = (0..30).map(|at| format!("\"n{at:02}\":{{}}")).collect();
    put(snapshot.path(), "scrolls/b.gz", &lines(40, &[(1, &more.join(","))]));
    let second = go();
    assert_eq!((second.kept, second.new_paths.len()), (1, 30));
    assert_eq!(second.vanished_paths, ["gone", "gone[]"]);
    let told = second.changes();
    assert!(
        told[0].starts_with("30 new paths in records: n00, n01, ")
            && told[0].ends_with("n19 and 10 more")
    );
    assert_eq!(told[1], "2 paths vanished: gone, gone[]");
    // And when that file goes, it is.
    put(snapshot.path(), "scrolls/a.gz", &lines(40, &[]));
    let third = go();
    assert_eq!(
        (third.kept, third.vanished_paths),
        (1, vec!["only".to_owned(), "only.a".to_owned()])
    );
    let updated = paths(lake.path());
    let fresh = scratch();
    run(snapshot.path(), fresh.path(), &options(|options| options.bytes_a_block = 100)).unwrap();
    assert_eq!(updated, paths(fresh.path()));
}
