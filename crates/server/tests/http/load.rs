//! Many requests at once, long ones, and clients that leave.

use std::{
    thread,
    time::{Duration, Instant},
};

use serapeum_server::Limits;

use crate::{
    client::{Client, ask},
    fake::{Server, until},
};

#[test]
fn more_than_may_wait_are_sent_away() {
    let server = Server::start(Limits { concurrency: 1, queue: 2, ..Limits::default() });
    let address = server.address;
    let mut waiting: Vec<Client> = Vec::new();
    for _ in 0..3 {
        let mut client = Client::connect(address);
        client.request("GET", "/sleep/700");
        waiting.push(client);
        thread::sleep(Duration::from_millis(50));
    }
    let refused = ask(address, "GET", "/books");
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("1")));
    assert_eq!(refused.json()["error"], "Service unavailable.");
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    assert_eq!(server.working(), 1, "one at a time");
    assert_eq!(ask(address, "GET", "/").status, 200, "what asks nothing needs no turn");
    // One of the queue leaves, and its place is free.
    drop(waiting.pop());
    until("there is a place", || ask(address, "GET", "/books").status == 200);
    for mut client in waiting {
        assert_eq!(client.response(false).unwrap().status, 200);
    }
    assert_eq!(server.working(), 0);
}

#[test]
fn a_query_ends_when_the_time_is_over() {
    let limits =
        Limits { timeout: Some(Duration::from_millis(300)), concurrency: 1, ..Limits::default() };
    let server = Server::start(limits);
    let begun = Instant::now();
    let response = ask(server.address, "GET", "/sleep/20000?filter=x");
    assert_eq!(
        (response.status, response.json()["error"].as_str()),
        (504, Some("Gateway timeout."))
    );
    assert_eq!(response.json()["message"], "the answer took longer than 0.3 s, and was stopped");
    assert!(begun.elapsed() < Duration::from_secs(5));
    until("its place is free", || server.working() == 0);
    assert_eq!(server.finished(), 0);
    assert!(server.log().contains("504 library/sleep/20000?filter=x"), "{}", server.log());
    assert_eq!(ask(server.address, "GET", "/sleep/10").status, 200);
}

#[test]
fn time_counts_while_waiting() {
    let limits =
        Limits { timeout: Some(Duration::from_millis(300)), concurrency: 1, ..Limits::default() };
    let server = Server::start(limits);
    // Deaf to being stopped: it holds its place for longer than the time of the next.
    let mut deaf = Client::connect(server.address);
    deaf.request("GET", "/busy/1500");
    until("it works", || server.working() == 1);
    let response = ask(server.address, "GET", "/books");
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")));
    assert!(response.text().contains("took all the time"), "{}", response.text());
    assert_eq!(deaf.response(false).unwrap().status, 504);
    assert_eq!(server.working(), 1, "it is answered for, but works on");
    until("its place is free", || ask(server.address, "GET", "/books").status == 200);
}

#[test]
fn without_a_timeout_a_query_may_take_its_time() {
    let server = Server::start(Limits { timeout: None, ..Limits::default() });
    assert_eq!(ask(server.address, "GET", "/sleep/500").text(), "\"slept\"");
}

#[test]
fn a_query_ends_when_its_client_leaves() {
    let server = Server::start(Limits { concurrency: 1, ..Limits::default() });
    let mut client = Client::connect(server.address);
    client.request("GET", "/sleep/20000");
    until("it works", || server.working() == 1);
    drop(client);
    until("it is stopped", || server.working() == 0);
    assert_eq!(ask(server.address, "GET", "/books").status, 200, "its place is free");
    assert_eq!(server.finished(), 1, "only the second came to its end");
}

#[test]
fn busy_workers_do_not_keep_connections_waiting() {
    let server = Server::start(Limits { concurrency: 2, ..Limits::default() });
    let busy: Vec<Client> = (0..2)
        .map(|_| {
            let mut client = Client::connect(server.address);
            client.request("GET", "/busy/1500");
            client
        })
        .collect();
    until("both work", || server.working() == 2);
    let begun = Instant::now();
    assert_eq!(ask(server.address, "GET", "/").status, 200);
    assert!(begun.elapsed() < Duration::from_millis(500), "{:?}", begun.elapsed());
    drop(busy);
}

#[test]
fn one_connection_serves_many_requests() {
    let server = Server::start(Limits::default());
    let mut client = Client::connect(server.address);
    for i in 0..100 {
        client.request("GET", &format!("/books?{i}"));
        assert_eq!(client.response(false).unwrap().text(), format!("\"library/books?{i}\""));
    }
    // Also without waiting for the answers.
    for i in 0..20 {
        client.request("GET", &format!("/maps?{i}"));
    }
    for i in 0..20 {
        assert_eq!(client.response(false).unwrap().text(), format!("\"library/maps?{i}\""));
    }
}
