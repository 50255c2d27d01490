//! A lake that changes while it is served.

use std::{
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use serapeum::{files, ingest, sample};

use crate::{
    client::{Client, Response, ask},
    lake,
    program::Program,
};

/// Makes the lake equal to a snapshot of so many works.
fn ingested(folder: &Path, records: u64) {
    let snapshot = folder.join(format!("snapshot-{records}"));
    let options = sample::Options { records, ..Default::default() };
    sample::openalex(&snapshot, &options, &()).unwrap();
    let source = serapeum::source("openalex").unwrap();
    let options = ingest::Options::default();
    ingest::ingest(source, &snapshot, &folder.join("lake"), &options, &()).unwrap();
}

#[test]
fn new_requests_are_answered_from_the_new_version() {
    let folder = tempfile::tempdir().unwrap();
    ingested(folder.path(), 30);
    let program = Program::start(&folder.path().join("lake"), &[]);
    let mut client = Client::connect(program.address);
    let count = |response: &Response| response.json()["meta"]["count"].as_u64().unwrap();
    let first = client.get("/works?per-page=1", &[]);
    let given = format!("if-none-match: {}", first.header("etag").unwrap());
    assert_eq!(client.get("/works?per-page=1", &[&given]).status, 304);
    ingested(folder.path(), 60);
    let begun = Instant::now();
    let second = loop {
        let response = client.get("/works?per-page=1", &[&given]);
        if response.status != 304 {
            break response;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "it stays with the old one");
        sleep(Duration::from_millis(50));
    };
    assert_eq!(second.status, 200);
    assert_ne!(second.header("etag"), first.header("etag"));
    assert!(count(&second) > count(&first));
    let told = |response: &Response| response.header("serapeum-lake").unwrap().to_owned();
    assert!(told(&first).starts_with("1; created=\"20"), "{}", told(&first));
    assert!(told(&second).starts_with("2; created=\"20"), "{}", told(&second));
}

#[test]
fn answers_tell_what_they_are_made_from() {
    let path = lake::of_the_sample();
    let lake = files::Lake::open(path).unwrap();
    let version = lake.version();
    let program = Program::start(path, &[]);
    let newest = |entity: &str| {
        let shards = &lake.manifest("openalex", entity).unwrap().shards;
        let days = shards.iter().filter_map(|shard| shard.path.split("updated_date=").nth(1));
        days.map(|rest| rest[..10].to_owned()).max()
    };
    let (works, authors) = (newest("works"), newest("authors"));
    assert!(works.is_some() && authors.is_some());
    for (target, status, day) in [
        ("/works?per-page=1", 200, &works),
        ("/works?sample=3", 200, &works),
        ("/works/W9999999999", 404, &works),
        ("/authors?group_by=has_orcid", 200, &authors),
        // Of what is not read it is not known what it is about.
        ("/works?filter=nothing:1", 400, &None),
    ] {
        let response = ask(program.address, "GET", target);
        assert_eq!(response.status, status, "{target}");
        let told = format!("{}; created=\"{}\"", version.number, version.created);
        assert_eq!(response.header("serapeum-lake"), Some(&*told), "{target}");
        assert_eq!(response.header("serapeum-snapshot"), day.as_deref(), "{target}");
    }
}

#[test]
fn what_is_drawn_by_lot_has_no_name() {
    let program = Program::start(lake::of_the_sample(), &[]);
    for (target, named) in [
        ("/works/random", false),
        ("/works?sample=5", false),
        ("/works?sample=5&seed=1", true),
        ("/works", true),
    ] {
        let response = ask(program.address, "GET", target);
        assert_eq!(response.status, 200, "{target}");
        assert_eq!(response.header("etag").is_some(), named, "{target}");
        let cached = if named { "no-cache" } else { "no-store" };
        assert_eq!(response.header("cache-control"), Some(cached), "{target}");
    }
}
