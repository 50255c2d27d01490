//! A query that nobody waits for any more costs nothing any more.

use std::time::{Duration, Instant};

use crate::{
    client::{Client, ask},
    lake,
    program::Program,
};

/// Counts combinations of what each work has several of: many times more than there are works.
const HEAVY: &str = "/works?group_by=referenced_works.x";

/// How busy the server may be that does nothing.
const QUIET: f64 = 0.1;

fn quiet(program: &Program) {
    let begun = Instant::now();
    // What an aborted task has begun may come to the next point where it gives way.
    while program.busy(Duration::from_millis(300)) > QUIET {
        assert!(begun.elapsed() < Duration::from_secs(5), "it goes on working");
    }
}

#[test]
fn when_the_time_is_over() {
    let program = Program::start(lake::larger(), &["--timeout", "1", "--concurrency", "1"]);
    let begun = Instant::now();
    let response = ask(program.address, "GET", HEAVY);
    assert_eq!(response.status, 504, "{:.300}", response.text());
    assert_eq!(response.json()["error"], "Gateway timeout.");
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    quiet(&program);
    assert_eq!(ask(program.address, "GET", "/works?per-page=1").status, 200, "its place is free");
}

#[test]
fn when_the_client_leaves() {
    let program = Program::start(lake::larger(), &["--timeout", "0", "--concurrency", "1"]);
    let mut client = Client::connect(program.address);
    client.request("GET", HEAVY);
    assert!(program.busy(Duration::from_millis(700)) > 0.5, "the query is not heavy");
    drop(client);
    quiet(&program);
    assert_eq!(ask(program.address, "GET", "/works?per-page=1").status, 200, "its place is free");
}

#[test]
fn when_the_server_stops() {
    let mut program = Program::start(lake::larger(), &["--timeout", "0"]);
    let mut client = Client::connect(program.address);
    client.request("GET", HEAVY);
    assert!(program.busy(Duration::from_millis(700)) > 0.5, "the query is not heavy");
    let begun = Instant::now();
    program.signal("-TERM");
    let (status, said) = program.ended();
    assert_eq!(status.code(), Some(0), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
}
