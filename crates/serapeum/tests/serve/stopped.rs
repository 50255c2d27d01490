//! A query that nobody waits for any more costs nothing any more.

use std::{
    thread::sleep,
    time::{Duration, Instant},
};

use crate::{
    client::{Client, ask},
    lake,
    program::Program,
};

/// Counts combinations of what each work has several of: many times more than there are works.
const HEAVY: &str = "/works?group_by=concepts.id,authorships.author.id,cites&per-page=100000";

/// Begins the heavy query, and sees that it is.
fn begin(program: &Program) -> Client {
    let mut client = Client::connect(program.address);
    let before = program.worked();
    client.request("GET", HEAVY);
    let begun = Instant::now();
    while program.worked() - before < Duration::from_millis(300) {
        assert!(begun.elapsed() < Duration::from_secs(20), "the query is not heavy");
        sleep(Duration::from_millis(50));
    }
    client
}

/// Sees that the server comes to rest, also where other processes leave it little of the machine.
fn quiet(program: &Program) {
    let begun = Instant::now();
    loop {
        let before = program.worked();
        sleep(Duration::from_secs(1));
        if program.worked() - before <= Duration::from_millis(20) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(6), "it goes on working");
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
    drop(begin(&program));
    quiet(&program);
    assert_eq!(ask(program.address, "GET", "/works?per-page=1").status, 200, "its place is free");
}

#[test]
fn when_the_server_stops() {
    let mut program = Program::start(lake::larger(), &["--timeout", "0"]);
    let _client = begin(&program);
    let begun = Instant::now();
    program.signal("-TERM");
    let (status, said) = program.ended();
    assert_eq!(status.code(), Some(0), "{said}");
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
}
