//! Headers that save bytes and work: encodings, names of answers, timings.

use std::io::Read as _;

use serapeum_server::Limits;

use crate::{
    client::{Client, Response, ask, post},
    fake::Server,
};

fn decoded(response: &Response) -> Vec<u8> {
    let mut bytes = Vec::new();
    match response.header("content-encoding") {
        Some("gzip") => {
            flate2::read::GzDecoder::new(&*response.body).read_to_end(&mut bytes).unwrap();
        }
        Some("zstd") => bytes = zstd::decode_all(&*response.body).unwrap(),
        None => bytes.clone_from(&response.body),
        other => panic!("{other:?}"),
    }
    bytes
}

#[test]
fn bodies_are_encoded_as_the_client_likes() {
    let server = Server::start(Limits::default());
    let mut client = Client::connect(server.address);
    let plain = "x".repeat(3_000_000).into_bytes();
    for (accepted, coding) in [
        ("accept-encoding: gzip, deflate", Some("gzip")),
        ("Accept-Encoding: gzip;q=0.5, zstd", Some("zstd")),
        ("accept-encoding: zstd;q=0.1, gzip;q=0.2", Some("gzip")),
        ("accept-encoding: br, identity", None),
        ("accept-encoding: gzip;q=0, zstd;q=0", None),
        ("x-none: x", None),
    ] {
        let response = client.get("/bytes/3000000", &[accepted]);
        assert_eq!(response.header("content-encoding"), coding, "{accepted}");
        assert_eq!(response.header("vary"), Some("Accept-Encoding"));
        assert!(coding.is_none() || response.body.len() < 20_000, "{}", response.body.len());
        assert!(decoded(&response) == plain, "{accepted}");
    }
    // Small ones, and those that would not get smaller, are sent as they are.
    for target in ["/bytes/1000", "/noise/100000"] {
        let response = client.get(target, &["accept-encoding: gzip, zstd"]);
        assert_eq!(response.header("content-encoding"), None, "{target}");
        assert_eq!(response.header("vary"), Some("Accept-Encoding"));
    }
    let response = client.get("/bytes/1001", &["accept-encoding: gzip"]);
    assert_eq!(
        (response.header("content-encoding"), decoded(&response).len()),
        (Some("gzip"), 1_001)
    );
}

#[test]
fn encoding_takes_memory_that_is_accounted_for() {
    // Enough for the answer, not for its encoding beside it.
    let server = Server::start(Limits { memory: 4 << 20, ..Limits::default() });
    let mut client = Client::connect(server.address);
    let tight = client.get("/bytes/3000000", &["accept-encoding: zstd"]);
    assert_eq!((tight.header("content-encoding"), tight.body.len()), (None, 3_000_000));
    for _ in 0..5 {
        let response = client.get("/bytes/2000000", &["accept-encoding: zstd"]);
        assert_eq!((response.status, response.header("content-encoding")), (200, Some("zstd")));
    }
    let measured = ask(server.address, "GET", "/metrics");
    assert!(measured.text().contains("\nserapeum_held_bytes 0\n"), "{}", measured.text());
}

#[test]
fn a_known_answer_is_not_made_again() {
    let server = Server::start(Limits::default());
    *server.fake.version.lock().unwrap() = Some("1".to_owned());
    let mut client = Client::connect(server.address);
    let first = client.get("/books?a=b", &[]);
    let tag = first.header("etag").unwrap().to_owned();
    assert!(tag.starts_with("W/\"") && tag.ends_with('"'), "{tag}");
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    assert_eq!(server.finished(), 1);
    let given = format!("if-none-match: \"x\", {tag}");
    let same = client.get("/library/books?a=b", &[&given]);
    assert_eq!((same.status, same.body.len()), (304, 0));
    assert_eq!(same.header("etag"), Some(&*tag));
    assert_eq!(same.header("cache-control"), Some("no-cache"));
    assert_eq!(same.header("vary"), Some("Accept-Encoding"));
    assert_eq!(same.header("content-type"), None);
    assert_eq!(same.header("content-length"), None, "there is a body, but not here");
    assert_eq!(server.finished(), 1, "it was not computed");
    // The connection is still in step.
    assert_eq!(client.get("/books?a=c", &[&given]).status, 200);
    assert_eq!(client.get("/books?a=b", &["if-none-match: *"]).status, 200);
    // Encodings are the same answer.
    let encoded = client.get("/bytes/5000", &["accept-encoding: gzip"]);
    let plain = client.get("/bytes/5000", &[]);
    assert_eq!(encoded.header("etag"), plain.header("etag"));
    *server.fake.version.lock().unwrap() = Some("2".to_owned());
    let newer = client.get("/books?a=b", &[&given]);
    assert_eq!(newer.status, 200);
    assert_ne!(newer.header("etag"), Some(&*tag));
}

#[test]
fn what_may_be_otherwise_has_no_name() {
    let server = Server::start(Limits::default());
    assert_eq!(ask(server.address, "GET", "/books").header("etag"), None, "no version");
    *server.fake.version.lock().unwrap() = Some("1".to_owned());
    for target in
        ["/drawn", "/status/400", "/status/404", "/status/500", "/", "/metrics", "/healthz"]
    {
        assert_eq!(ask(server.address, "GET", target).header("etag"), None, "{target}");
    }
    assert_eq!(ask(server.address, "GET", "/drawn").header("cache-control"), Some("no-store"));
    let form = "application/x-www-form-urlencoded";
    assert_eq!(post(server.address, "/books", form, b"a=b").header("etag"), None);
}

#[test]
fn timings_tell_the_steps() {
    let server = Server::start(Limits { concurrency: 1, ..Limits::default() });
    let address = server.address;
    let mut first = Client::connect(address);
    first.request("GET", "/sleep/300");
    crate::fake::until("it works", || server.working() == 1);
    let response = ask(address, "GET", "/sleep/100");
    let told = response.header("server-timing").unwrap();
    let steps: Vec<(&str, f64)> = told
        .split(", ")
        .map(|step| step.split_once(";dur=").unwrap())
        .map(|(name, took)| (name, took.parse().unwrap()))
        .collect();
    let names: Vec<&str> = steps.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["read", "wait", "answer", "write"]);
    assert!(steps[1].1 > 100.0 && steps[1].1 < 5_000.0, "{told}");
    assert!(steps[2].1 >= 100.0 && steps[2].1 < 5_000.0, "{told}");
    assert_eq!(response.header("timing-allow-origin"), Some("*"));
    assert_eq!(response.header("access-control-expose-headers"), Some("*"));
}

#[test]
fn head_says_what_get_would_in_any_encoding() {
    let server = Server::start(Limits::default());
    *server.fake.version.lock().unwrap() = Some("1".to_owned());
    for target in ["/bytes/50000", "/books", "/status/404", "/healthz", "/nothing/else"] {
        for accepted in ["accept-encoding: gzip", "accept-encoding: zstd", "x-none: x"] {
            let asked = |method: &str| {
                let mut client = Client::connect(server.address);
                client.send(format!(
                    "{method} {target} HTTP/1.1\r\nhost: localhost\r\n{accepted}\r\n\r\n"
                ));
                let mut response = client.response(method == "HEAD").unwrap();
                response.headers.retain(|(name, _)| name != "date" && name != "server-timing");
                (response.status, response.headers)
            };
            assert_eq!(asked("HEAD"), asked("GET"), "{target} {accepted}");
        }
    }
}
