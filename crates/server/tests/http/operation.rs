//! What whoever runs the server sees of it.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, atomic::Ordering},
    time::Duration,
};

use serapeum_server::{Limits, Options};

use crate::{
    client::{Client, ask},
    fake::{Server, until},
};

/// The value of a metric, by its name and labels.
fn measured(server: &Server, name: &str) -> Option<f64> {
    let text = ask(server.address, "GET", "/metrics").text().to_owned();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.map(|value| value.parse().unwrap())
}

#[test]
fn health_is_told_without_a_turn() {
    let server = Server::start(Limits { concurrency: 1, queue: 0, ..Limits::default() });
    let mut long = Client::connect(server.address);
    long.request("GET", "/sleep/1000");
    until("it works", || server.working() == 1);
    let health = ask(server.address, "GET", "/healthz");
    assert_eq!((health.status, health.text()), (200, "ok\n"));
    assert_eq!(health.header("content-type"), Some("text/plain"));
}

#[test]
fn what_happens_is_counted() {
    let limits = Limits { concurrency: 1, queue: 1, body: 100, ..Limits::default() };
    let server = Server::of(&["library", "archive"], limits);
    *server.fake.version.lock().unwrap() = Some("seven".to_owned());
    ask(server.address, "GET", "/library/bytes/5000");
    ask(server.address, "GET", "/archive/status/404");
    ask(server.address, "GET", "/");
    ask(server.address, "GET", "/librari/books");
    ask(server.address, "PUT", "/library/books");
    let mut long = Client::connect(server.address);
    long.request("GET", "/library/sleep/20000");
    let mut waits = Client::connect(server.address);
    until("one works", || server.working() == 1);
    waits.request("GET", "/library/books");
    until("one waits", || measured(&server, "serapeum_queries_waiting") == Some(1.0));
    assert_eq!(ask(server.address, "GET", "/library/books").status, 503);
    for (name, value) in [
        ("serapeum_requests_total{route=\"library\",status=\"2xx\"}", 1.0),
        ("serapeum_requests_total{route=\"library\",status=\"5xx\"}", 1.0),
        ("serapeum_requests_total{route=\"archive\",status=\"4xx\"}", 1.0),
        ("serapeum_requests_total{route=\"sources\",status=\"2xx\"}", 1.0),
        ("serapeum_requests_total{route=\"none\",status=\"4xx\"}", 2.0),
        ("serapeum_refused_total{reason=\"queue\"}", 1.0),
        ("serapeum_refused_total{reason=\"method\"}", 1.0),
        ("serapeum_requests_in_flight", 3.0),
        ("serapeum_queries_working", 1.0),
        ("serapeum_connections", 3.0),
        ("serapeum_request_duration_seconds_count", 3.0),
        ("serapeum_answers_info{version=\"seven\"}", 1.0),
    ] {
        assert_eq!(measured(&server, name), Some(value), "{name}");
    }
    assert!(measured(&server, "serapeum_response_bytes_total").unwrap() > 5_000.0);
    assert!(measured(&server, "serapeum_connections_total").unwrap() > 8.0);
    if cfg!(target_os = "linux") {
        assert!(measured(&server, "process_resident_memory_bytes").unwrap() > 1e6);
    }
    // A client that leaves is told apart.
    drop(long);
    let left = "serapeum_requests_total{route=\"library\",status=\"4xx\"}";
    until("it has left", || measured(&server, left) == Some(1.0));
    assert_eq!(waits.response(false).unwrap().status, 200);
}

#[test]
#[cfg(target_os = "linux")]
fn without_memory_one_query_works_and_no_other_begins() {
    // No process has so little.
    let limits = Limits { resident: Some(1 << 10), ..Limits::default() };
    let server = Server::start(limits);
    assert_eq!(ask(server.address, "GET", "/books").status, 200, "nothing else works");
    let mut long = Client::connect(server.address);
    long.request("GET", "/sleep/1000");
    until("it works", || server.working() == 1);
    let refused = ask(server.address, "GET", "/books");
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("1")));
    assert!(refused.text().contains("memory"), "{}", refused.text());
    assert!(server.fake.relieved.load(Ordering::SeqCst) > 0, "caches go first");
    for (name, value) in [
        ("serapeum_refused_total{reason=\"resident\"}", 1.0),
        ("serapeum_resident_memory_limit_bytes", 1024.0),
    ] {
        assert_eq!(measured(&server, name), Some(value), "{name}");
    }
    assert!(measured(&server, "serapeum_caches_dropped_total").unwrap() >= 1.0);
    assert_eq!(ask(server.address, "GET", "/healthz").status, 200);
    assert_eq!(long.response(false).unwrap().status, 200);
}

#[test]
fn metrics_are_well_formed() {
    let server = Server::start(Limits::default());
    ask(server.address, "GET", "/books");
    let response = ask(server.address, "GET", "/metrics");
    assert_eq!(response.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    let mut known = Vec::new();
    for line in response.text().lines() {
        if let Some(declared) = line.strip_prefix("# TYPE ") {
            let (name, kind) = declared.split_once(' ').unwrap();
            assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
            assert!(!known.contains(&name), "{name} twice");
            known.push(name);
        } else if !line.starts_with("# HELP ") {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            let name = name.split('{').next().unwrap();
            let base = ["_bucket", "_sum", "_count"].iter().find_map(|end| name.strip_suffix(end));
            assert!(
                known.contains(&name) || base.is_some_and(|base| known.contains(&base)),
                "{line}"
            );
        }
    }
    assert!(known.len() >= 12, "{known:?}");
}

/// A writer into memory.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn each_request_leaves_a_line() {
    let lines = Shared::default();
    let log: Option<Box<dyn Write + Send>> = Some(Box::new(lines.clone()));
    let server = Server::start(Options { log, ..Options::default() });
    ask(server.address, "GET", "/bytes/300000");
    ask(server.address, "HEAD", "/books?q=x");
    ask(server.address, "GET", "/healthz");
    let mut leaves = Client::connect(server.address);
    leaves.request("GET", "/sleep/20000");
    until("it works", || server.working() == 1);
    drop(leaves);
    until("it has left", || server.working() == 0);
    server.stop();
    let text = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    let ends = [
        "\"GET /bytes/300000 HTTP/1.1\" 200 300000 ",
        "\"HEAD /books?q=x HTTP/1.1\" 200 0 ",
        "\"GET /healthz HTTP/1.1\" 200 3 ",
        "\"GET /sleep/20000 HTTP/1.1\" 499 0 ",
    ];
    for (line, end) in lines.iter().zip(ends) {
        assert!(line.starts_with("127.0.0.1 - - ["), "{line}");
        let (_, rest) = line.split_once("] ").unwrap();
        let seconds = rest.strip_prefix(end).unwrap_or_else(|| panic!("{line}"));
        assert!(seconds.parse::<f64>().unwrap() < 20.0, "{line}");
    }
}

#[test]
fn a_log_that_cannot_be_written_delays_nobody() {
    struct Broken;
    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("no space"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let server = Server::start(Options { log: Some(Box::new(Broken)), ..Options::default() });
    for _ in 0..3 {
        assert_eq!(ask(server.address, "GET", "/books").status, 200);
    }
    until("it is told", || server.log().contains("the access log cannot be written: no space"));
    until("it is counted", || measured(&server, "serapeum_log_lines_lost_total").unwrap() >= 3.0);
    assert_eq!(server.log().lines().count(), 1, "once");
}

#[test]
fn waiting_has_a_time_of_its_own() {
    let limits =
        Limits { concurrency: 1, queue_time: Duration::from_millis(300), ..Limits::default() };
    let server = Server::start(limits);
    let mut long = Client::connect(server.address);
    long.request("GET", "/sleep/2000");
    until("it works", || server.working() == 1);
    let begun = std::time::Instant::now();
    let response = ask(server.address, "GET", "/books");
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")));
    assert!(begun.elapsed() < Duration::from_millis(1_500), "{:?}", begun.elapsed());
    assert_eq!(measured(&server, "serapeum_refused_total{reason=\"queue_time\"}"), Some(1.0));
    assert_eq!(long.response(false).unwrap().text(), "\"slept\"", "who has its turn keeps it");
}
