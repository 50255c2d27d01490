//! Clients that mean no good, or know no better.

use std::time::{Duration, Instant};

use serapeum_server::Limits;

use crate::{
    client::{Client, ask},
    fake::{Server, until},
};

/// The status that these bytes are answered with, and that the connection ends; `None` where it just ends.
fn refused(server: &Server, bytes: impl AsRef<[u8]>) -> Option<u16> {
    let mut client = Client::connect(server.address);
    client.send(bytes);
    let status = client.response(false).map(|response| response.status);
    assert!(client.closed());
    assert_eq!(ask(server.address, "GET", "/books").status, 200, "others are still served");
    status
}

#[test]
fn heads_that_are_none_are_refused() {
    let server = Server::start(Limits::default());
    for bytes in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"GET /bo\0oks HTTP/1.1\r\nhost: localhost\r\n\r\n",
        b"GET /books HTTP/1.1\r\nho\0st: x\r\n\r\n",
        b"GET /books HTTP/1.1\r\nhost: a\0b\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /bo oks HTTP/1.1\r\n\r\n",
        b"/books\r\n\r\n",
        b"GET /books HTTP/1.1\r\nno colon\r\n\r\n",
        b"GET /books HTTP/1.1\r\nhost: localhost\r\n folded: x\r\n\r\n",
        b"POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-length: x\r\n\r\n",
        b"POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
        b"POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999999999999\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS knocks here\r\n\r\n",
    ] {
        let status = refused(&server, bytes);
        assert_eq!(status, Some(400), "{}", bytes.escape_ascii());
    }
}

#[test]
fn bytes_beyond_ascii_in_a_target_are_an_answer() {
    let server = Server::start(Limits::default());
    for (target, statuses) in [
        (&b"/books?q=\xff\xfe"[..], &[400u16][..]),
        (b"/books?q=\xc3\xa4", &[200, 400]),
        (b"/books?q=\"<>^`{|}", &[200, 400]),
    ] {
        let bytes = [b"GET ", target, b" HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"]
            .concat();
        let status = refused(&server, bytes).unwrap();
        assert!(statuses.contains(&status), "{}: {status}", target.escape_ascii());
    }
}

#[test]
fn long_heads_are_refused() {
    let server = Server::start(Limits::default());
    let long = "x".repeat(200_000);
    // Which of the two depends on how much of it came at once.
    for target in [format!("GET /{long} HTTP/1.1\r\n\r\n"), format!("GET /books?q={long}")] {
        assert!(matches!(refused(&server, target), Some(414 | 431)));
    }
    assert_eq!(refused(&server, format!("GET /books HTTP/1.1\r\na: {long}\r\n\r\n")), Some(431));
    let many = "a: b\r\n".repeat(200);
    assert_eq!(refused(&server, format!("GET /books HTTP/1.1\r\n{many}\r\n")), Some(431));
    let fits = "x".repeat(60_000);
    assert_eq!(ask(server.address, "GET", &format!("/books?q={fits}")).status, 200);
}

#[test]
fn bodies_beyond_the_limit_are_refused() {
    let server = Server::start(Limits { body: 10_000, ..Limits::default() });
    let head = "POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\n";
    let announced = format!("{head}content-length: 10001\r\n\r\n");
    assert_eq!(refused(&server, announced), Some(413));
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let unannounced = format!("{head}transfer-encoding: chunked\r\n\r\n{}", chunk.repeat(3));
    assert_eq!(refused(&server, unannounced), Some(413));
    // Cut off: nobody is left to be answered, and nothing is asked.
    let finished = server.finished();
    let mut client = Client::connect(server.address);
    client.send(format!("{head}content-length: 100\r\n\r\nfilter"));
    drop(client);
    assert_eq!(
        refused(&server, format!("{head}transfer-encoding: chunked\r\n\r\nzz\r\n")),
        Some(400)
    );
    assert_eq!(
        server.finished(),
        finished + 1,
        "only the request that looks whether others are served"
    );
}

#[test]
fn memory_for_bodies_and_answers_is_bounded() {
    let server = Server::start(Limits { memory: 100_000, ..Limits::default() });
    let response = ask(server.address, "GET", "/bytes/200000");
    assert_eq!((response.status, response.header("retry-after")), (503, Some("1")));
    assert_eq!(ask(server.address, "GET", "/bytes/90000").body.len(), 90_000);
    let form = "application/x-www-form-urlencoded";
    let body = vec![b'x'; 200_000];
    assert_eq!(crate::client::post(server.address, "/books", form, &body).status, 503);
    until("all is given back", || ask(server.address, "GET", "/bytes/90000").status == 200);
}

#[test]
fn a_slow_head_ends_the_connection() {
    let server =
        Server::start(Limits { head_time: Duration::from_millis(300), ..Limits::default() });
    for slow in ["", "GET /books HTTP/1.1\r\nhost: localhost\r\n"] {
        let begun = Instant::now();
        let mut client = Client::connect(server.address);
        client.send(slow);
        while let Some(response) = client.response(false) {
            assert_eq!(response.status, 408);
        }
        assert!(begun.elapsed() < Duration::from_secs(5), "{slow:?}: {:?}", begun.elapsed());
    }
    // A letter now and then does not buy more time.
    let begun = Instant::now();
    let mut client = Client::connect(server.address);
    for _ in 0..20 {
        client.send("G");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(client.response(false).is_none_or(|response| response.status == 408));
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_slow_body_is_answered() {
    let server =
        Server::start(Limits { body_time: Duration::from_millis(300), ..Limits::default() });
    let mut client = Client::connect(server.address);
    client.send("POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 9\r\n\r\n");
    let response = client.response(false).unwrap();
    assert_eq!(
        (response.status, response.json()["error"].as_str()),
        (408, Some("Request timeout."))
    );
}

#[test]
fn who_reads_nothing_is_left() {
    let limits = Limits { stall: Duration::from_secs(2), memory: 64 << 20, ..Limits::default() };
    let server = Server::start(limits);
    let mut client = Client::connect(server.address);
    // More than the system's own buffers take.
    client.request("GET", "/bytes/60000000");
    until("the answer is there", || server.finished() == 1);
    let status = || ask(server.address, "HEAD", "/bytes/20000000").status;
    until("the answer is on its way", || status() == 503);
    until("its memory is given back", || status() == 200);
    drop(client);
}

#[test]
fn connections_without_a_request_give_way() {
    let limits =
        Limits { connections: 2, give_way: Duration::from_millis(300), ..Limits::default() };
    let server = Server::start(limits);
    let mut works = Client::connect(server.address);
    works.request("GET", "/sleep/1500");
    until("it works", || server.working() == 1);
    let mut idle = Client::connect(server.address);
    idle.request("GET", "/books");
    assert_eq!(idle.response(false).unwrap().status, 200);
    let begun = Instant::now();
    let mut third = Client::connect(server.address);
    third.request("GET", "/sleep/3000");
    assert!(idle.closed());
    assert!(begun.elapsed() > Duration::from_millis(150), "it has some time");
    until("the third works", || server.working() == 2);
    assert!(begun.elapsed() < Duration::from_millis(1_400), "{:?}", begun.elapsed());
    // Who is at work does not give way: the next one waits for an end.
    assert_eq!(ask(server.address, "GET", "/books").status, 200);
    assert_eq!(works.response(false).unwrap().text(), "\"slept\"");
    assert_eq!(third.response(false).unwrap().text(), "\"slept\"");
}

#[test]
fn connections_are_bounded() {
    let server = Server::start(Limits {
        connections: 2,
        head_time: Duration::from_secs(1),
        ..Limits::default()
    });
    let idle = [Client::connect(server.address), Client::connect(server.address)];
    let begun = Instant::now();
    // Waits to be accepted until one of the idle ones has had its time.
    assert_eq!(ask(server.address, "GET", "/books").status, 200);
    assert!(begun.elapsed() > Duration::from_millis(500), "{:?}", begun.elapsed());
    drop(idle);
}
