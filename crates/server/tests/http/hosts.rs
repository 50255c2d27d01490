//! Names under which the server is asked.

use serapeum_server::{Hosts, Limits, Options};

use crate::{client::Client, fake::Server};

/// The status and the text that a request gets with this head.
fn told(server: &Server, head: &str) -> (u16, String) {
    let mut client = Client::connect(server.address);
    client.send(format!("{head}\r\nconnection: close\r\n\r\n"));
    let response = client.response(false).unwrap();
    (response.status, response.text().to_owned())
}

#[test]
fn requests_for_other_names_are_refused() {
    let server = Server::start(Limits::default());
    for ours in ["localhost", "LocalHost:1", "127.0.0.1", "[::1]:8080", "a.localhost"] {
        let head = format!("GET /books HTTP/1.1\r\nhost: {ours}");
        assert_eq!(told(&server, &head).0, 200, "{ours}");
    }
    for path in ["/books", "/", "/metrics", "/healthz"] {
        let (status, text) =
            told(&server, &format!("GET {path} HTTP/1.1\r\nhost: evil.example:80"));
        assert_eq!(status, 421, "{path}");
        assert!(text.contains("`evil.example`") && text.contains("--host"), "{text}");
    }
    assert_eq!(told(&server, "GET http://evil.example/books HTTP/1.1\r\nhost: localhost").0, 421);
    assert_eq!(told(&server, "OPTIONS /books HTTP/1.1\r\nhost: evil.example").0, 421);
    for head in ["host: localhost\r\nhost: localhost", "host:", "host: a b", "x: y"] {
        assert_eq!(told(&server, &format!("GET /books HTTP/1.1\r\n{head}")).0, 400, "{head}");
    }
    assert_eq!(told(&server, "GET /books HTTP/1.0\r\nx: y").0, 200, "no browser says so little");
    let (_, measured) = told(&server, "GET /metrics HTTP/1.1\r\nhost: localhost");
    assert!(measured.contains("serapeum_refused_total{reason=\"host\"} 10\n"), "{measured}");
    assert_eq!(server.finished(), 6);
}

#[test]
fn names_can_be_given_and_any_allowed() {
    let hosts = Hosts::default().and("lake.example.org").unwrap();
    let named = Server::start(Options { hosts, ..Options::default() });
    let any = Server::start(Options { hosts: Hosts::any(), ..Options::default() });
    for (host, of_named) in [("lake.example.org:443", 200), ("evil.example", 421)] {
        let head = format!("GET /books HTTP/1.1\r\nhost: {host}");
        assert_eq!((told(&named, &head).0, told(&any, &head).0), (of_named, 200), "{host}");
    }
}
