//! Many clients that mean no good, beside one that does; and that nothing of them stays behind.
//!
//! With `SERAPEUM_ABUSE=full` they are as many as a machine may meet, which takes a minute or two and 12,000 file
//! handles.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serapeum_server::Limits;

use crate::{
    client::{Client, ask},
    fake::{Server, until},
};

#[path = "../http/client.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod client;
#[path = "../http/fake.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod fake;

/// How many clients there are: in every run, and in the long one.
fn many(quick: usize, full: usize) -> usize {
    if std::env::var("SERAPEUM_ABUSE").is_ok_and(|size| size == "full") { full } else { quick }
}

/// One test at a time, because file handles are counted for the whole process.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The open file handles of this process, where the system lists them.
fn handles() -> usize {
    fs::read_dir("/proc/self/fd").map_or(0, Iterator::count)
}

/// The handles of a server that has begun and has nothing to do.
fn at_rest(server: &Server) -> usize {
    assert_eq!(ask(server.address, "GET", "/healthz").status, 200);
    until("it is at rest", || measured(server, "serapeum_connections") == 1.0);
    thread::sleep(Duration::from_millis(100));
    handles()
}

fn measured(server: &Server, name: &str) -> f64 {
    let text = ask(server.address, "GET", "/metrics").text().to_owned();
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
    line.map_or(0.0, |value| value.parse().unwrap())
}

/// Sees that handles, memory and places are given back.
fn nothing_stays(server: &Server, before: usize) {
    until("file handles are back", || handles() <= before);
    until("connections are gone", || measured(server, "serapeum_connections") == 1.0);
    until("memory is given back", || measured(server, "serapeum_held_bytes") == 0.0);
    assert_eq!(server.working(), 0);
    assert_eq!(ask(server.address, "GET", "/books").status, 200);
}

/// Asks again and again, on a new connection each time; the longest that an answer took.
fn slowest(server: &Server, times: usize) -> Duration {
    let asked = |number: usize| {
        let begun = Instant::now();
        assert_eq!(ask(server.address, "GET", &format!("/books?{number}")).status, 200);
        begun.elapsed()
    };
    (0..times).map(asked).max().unwrap_or_default()
}

#[test]
fn slow_heads_keep_nobody_out() {
    let _alone = alone();
    let many = many(200, 2_000);
    // With room for all of them, and for half of them only.
    for connections in [2 * many, many / 2] {
        let server = Server::start(Limits { connections, ..Limits::default() });
        let before = at_rest(&server);
        let mut slow: Vec<TcpStream> = (0..many)
            .map(|_| {
                let mut stream = TcpStream::connect(server.address).unwrap();
                let _ = stream.write_all(b"GET /books HTTP/1.1\r\nhost: localhost\r\n");
                stream
            })
            .collect();
        let ended = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                while !ended.load(Ordering::SeqCst) {
                    for stream in &mut slow {
                        let _ = stream.write_all(b"x");
                    }
                    thread::sleep(Duration::from_millis(100));
                }
            });
            let took = slowest(&server, 20);
            assert!(took < Duration::from_secs(5), "{took:?} with {connections} connections");
            ended.store(true, Ordering::SeqCst);
        });
        if connections < many {
            assert!(measured(&server, "serapeum_refused_total{reason=\"gave_way\"}") > 0.0);
        }
        drop(slow);
        nothing_stays(&server, before);
    }
}

#[test]
fn slow_heads_end_when_their_time_is_over() {
    let _alone = alone();
    let many = many(200, 2_000);
    let limits = Limits { head_time: Duration::from_millis(500), ..Limits::default() };
    let server = Server::start(Limits { connections: 2 * many, ..limits });
    let before = at_rest(&server);
    let mut slow: Vec<TcpStream> =
        (0..many).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    let begun = Instant::now();
    for stream in &mut slow {
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        let mut last = Vec::new();
        // The end of the stream, or a reset.
        let _ = stream.read_to_end(&mut last);
    }
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    drop(slow);
    nothing_stays(&server, before);
}

#[test]
fn a_burst_is_answered_to_the_last() {
    let _alone = alone();
    let (many, threads) = (many(500, 10_000), 10);
    let server = Server::start(Limits::default());
    let before = at_rest(&server);
    let outcomes: Vec<u16> = thread::scope(|scope| {
        let waves: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    let connect = |_| {
                        let mut client = Client::connect(server.address);
                        client.request("GET", "/sleep/2");
                        client
                    };
                    let clients: Vec<Client> = (0..many / threads).map(connect).collect();
                    let status = |mut client: Client| client.response(false).unwrap().status;
                    clients.into_iter().map(status).collect::<Vec<u16>>()
                })
            })
            .collect();
        waves.into_iter().flat_map(|wave| wave.join().unwrap()).collect()
    });
    let answered = outcomes.iter().filter(|status| **status == 200).count();
    let sent_away = outcomes.iter().filter(|status| **status == 503).count();
    assert_eq!(answered + sent_away, many, "{outcomes:?}");
    assert!(answered >= 100, "{answered}");
    assert_eq!(measured(&server, "serapeum_refused_total{reason=\"queue\"}"), sent_away as f64);
    nothing_stays(&server, before);
}

#[test]
fn what_is_too_large_is_cut_off() {
    let _alone = alone();
    let limits = Limits { body: 1 << 20, memory: 32 << 20, ..Limits::default() };
    let server = Server::start(limits);
    let before = at_rest(&server);
    let form = "content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked";
    let body = format!("POST /books HTTP/1.1\r\nhost: localhost\r\n{form}\r\n\r\n");
    let cases = [
        ("GET /books HTTP/1.1\r\nhost: localhost\r\na: ".to_owned(), "x".repeat(64 << 10), 431),
        ("GET /books?".to_owned(), "x".repeat(64 << 10), 414),
        (body, format!("10000\r\n{}\r\n", "x".repeat(64 << 10)), 413),
    ];
    let (address, clients) = (server.address, many(20, 200));
    thread::scope(|scope| {
        for (head, more, expected) in &cases {
            for _ in 0..clients / 2 {
                scope.spawn(move || {
                    let mut stream = TcpStream::connect(address).unwrap();
                    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
                    stream.set_write_timeout(Some(Duration::from_secs(20))).unwrap();
                    let mut sent = stream.write_all(head.as_bytes());
                    let mut bytes = 0;
                    while sent.is_ok() {
                        assert!(bytes < 100 << 20, "{expected}: it takes whatever comes");
                        sent = stream.write_all(more.as_bytes());
                        bytes += more.len();
                    }
                    // The answer may be lost with the connection, which is reset while data are under way.
                    let mut told = Vec::new();
                    let _ = stream.read_to_end(&mut told);
                    let told = String::from_utf8_lossy(&told);
                    let codes = [*expected, 431, 414, 503].map(|code| format!("HTTP/1.1 {code} "));
                    let known = codes.iter().any(|code| told.starts_with(code.as_str()));
                    assert!(told.is_empty() || known, "{expected}: {told:.100}");
                });
            }
        }
        let took = slowest(&server, 20);
        assert!(took < Duration::from_secs(5), "{took:?}");
    });
    nothing_stays(&server, before);
}

#[test]
fn clients_that_leave_leave_nothing_behind() {
    let _alone = alone();
    let server = Server::start(Limits::default());
    let before = at_rest(&server);
    for round in 0..many(5, 50) {
        let clients: Vec<Client> = (0..40)
            .map(|number| {
                let mut client = Client::connect(server.address);
                match number % 4 {
                    0 => client.request("GET", "/sleep/20000"),
                    1 => client.request("GET", "/bytes/1000000"),
                    2 => client.send("POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 100000\r\n\r\nx"),
                    _ => client.send("GET /bo"),
                }
                client
            })
            .collect();
        thread::sleep(Duration::from_millis(10 * (round as u64 % 5)));
        drop(clients);
    }
    until("no query works on", || server.working() == 0);
    nothing_stays(&server, before);
}
