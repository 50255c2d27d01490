//! Links of a server lead back to it.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    time::Duration,
};

use serapeum::{Lake, server::Limits};
use serde_json::Value;

use crate::judging::lakes;

#[test]
fn links_begin_with_the_address_that_was_asked() {
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/datacite/snapshot");
    let folder = tempfile::tempdir().unwrap();
    drop(lakes("datacite", &snapshot, folder.path()));
    let lake = Lake::open(folder.path()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let server = std::thread::spawn(move || {
        lake.serve(listener, Limits::default(), async {
            let _ = stopped.await;
        })
    });
    let (mut found, mut next) =
        (0, format!("http://{address}/datacite/dois?page[cursor]=1&page[size]=1"));
    loop {
        let path = next.strip_prefix(&format!("http://{address}")).expect("a link to the server");
        let body = get(&address.to_string(), path);
        let own = body["links"]["self"].as_str().unwrap();
        assert!(own.starts_with(&format!("http://{address}/datacite/dois?")), "{own}");
        found += body["data"].as_array().unwrap().len();
        match body["links"]["next"].as_str() {
            Some(link) => next = link.to_owned(),
            None => break,
        }
    }
    assert_eq!(found, 4);
    stop.send(()).unwrap();
    server.join().unwrap().unwrap();
}

fn get(host: &str, path: &str) -> Value {
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    serde_json::from_str(body).unwrap()
}
