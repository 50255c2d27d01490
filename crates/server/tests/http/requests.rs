//! Methods, paths, parameters, headers.

use std::sync::atomic::Ordering;

use serapeum_server::Limits;

use crate::{
    client::{Client, ask, post},
    fake::{BROKEN, Server},
};

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn descriptions_stand_beside_the_sources() {
    let server = Server::of(&["crossref", "library"], Limits::default());
    let all = ask(server.address, "GET", "/openapi.json");
    assert_eq!((all.status, all.header("content-type")), (200, Some("application/json")));
    let paths = all.json()["paths"].as_object().unwrap().clone();
    assert_eq!(
        paths.keys().collect::<Vec<_>>(),
        ["/crossref/journals", "/crossref/journals/{issn}"]
    );
    let one = ask(server.address, "GET", "/crossref/openapi.json").json();
    assert_eq!(one["servers"][0]["url"], "/crossref");
    assert!(one["paths"].get("/journals").is_some());
    let encoded = Client::connect(server.address).get("/openapi.json", &["accept-encoding: gzip"]);
    assert_eq!(encoded.header("content-encoding"), Some("gzip"));
    for nothing in ["/library/openapi.json", "/other/openapi.json"] {
        assert_eq!(ask(server.address, "GET", nothing).status, 404, "{nothing}");
    }
    // Only below a source, and only under this name.
    assert_eq!(ask(server.address, "GET", "/crossref/a/openapi.json").status, 200);
}

#[test]
fn a_description_is_made_once_for_a_version() {
    let server = Server::of(&["crossref", "library"], Limits::default());
    let described = || server.fake.described.swap(0, Ordering::SeqCst);
    let get = |target: &str| ask(server.address, "GET", target).text().to_owned();
    // Without versions nobody knows how long it holds.
    assert_eq!(get("/openapi.json"), get("/openapi.json"));
    assert_eq!(described(), 4);
    for version in ["1", "2"] {
        *server.fake.version.lock().unwrap() = Some(version.to_owned());
        let [all, one] = ["/openapi.json", "/crossref/openapi.json"].map(get);
        assert!(described() > 0 && all != one);
        assert_eq!(["/openapi.json", "/crossref/openapi.json"].map(get), [all, one]);
        assert_eq!(described(), 0, "it was made again");
    }
    // What there is not is not kept.
    assert_eq!(ask(server.address, "GET", "/other/openapi.json").status, 404);
}

#[test]
fn a_request_is_handed_on_as_it_came() {
    let server = Server::start(Limits::default());
    for (target, expected) in [
        ("/books?filter=a:b+c%20d%2Be&x=&x=1", "library/books?filter=a:b+c%20d%2Be&x=&x=1"),
        ("/library/books/https://doi.org/10.1/a%2Fb", "library/books/https://doi.org/10.1/a%2Fb"),
        ("/books/a%00b%ff?q=%zz?&&", "library/books/a%00b%ff?q=%zz?&&"),
        ("//books//", "library/books"),
        ("http://localhost/maps?a=b", "library/maps?a=b"),
    ] {
        let response = ask(server.address, "GET", target);
        assert_eq!((response.status, response.json()), (200, expected.into()), "{target}");
        assert_eq!(response.header("content-type"), Some("application/json"));
        assert_eq!(response.header("access-control-allow-origin"), Some("*"));
    }
}

#[test]
fn head_is_get_without_the_body() {
    let server = Server::start(Limits::default());
    let mut client = Client::connect(server.address);
    client.request("HEAD", "/books?a=b");
    let head = client.response(true).unwrap();
    client.request("GET", "/books?a=b");
    let mut get = client.response(false).unwrap();
    assert_eq!(get.text(), "\"library/books?a=b\"");
    get.body.clear();
    let dateless = |mut response: crate::client::Response| {
        response.headers.retain(|(name, _)| name != "date" && name != "server-timing");
        response
    };
    assert_eq!(dateless(head), dateless(get));
}

#[test]
fn options_lets_every_page_ask() {
    let server = Server::start(Limits::default());
    let response = ask(server.address, "OPTIONS", "/books?a=b");
    assert_eq!((response.status, response.body.len()), (204, 0));
    assert_eq!(response.header("access-control-allow-origin"), Some("*"));
    assert_eq!(response.header("access-control-allow-methods"), Some("GET, HEAD, POST, OPTIONS"));
    assert_eq!(response.header("access-control-allow-headers"), Some("Authorization, *"));
    assert_eq!(ask(server.address, "OPTIONS", "*").status, 204);
    assert_eq!(server.finished(), 0, "nothing is asked");
}

#[test]
fn other_methods_are_told_which_there_are() {
    let server = Server::start(Limits::default());
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "BREW"] {
        let response = ask(server.address, method, "/books");
        assert_eq!(response.status, 405, "{method}");
        assert_eq!(response.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
        assert_eq!(response.json()["error"], "Method not allowed.");
        assert!(response.json()["message"].as_str().unwrap().contains(method));
    }
    assert_eq!(server.finished(), 0);
}

#[test]
fn a_form_joins_the_parameters() {
    let server = Server::start(Limits::default());
    let asked = |target: &str, body: &str| post(server.address, target, FORM, body.as_bytes());
    assert_eq!(asked("/books", "filter=a:b%7Cc").text(), "\"library/books?filter=a:b%7Cc\"");
    assert_eq!(asked("/books?x=1", "filter=ä").text(), "\"library/books?x=1&filter=ä\"");
    assert_eq!(asked("/books?x=1", "").text(), "\"library/books?x=1\"");
    let charset =
        post(server.address, "/books", "Application/X-WWW-Form-Urlencoded; charset=utf-8", b"a=b");
    assert_eq!(charset.text(), "\"library/books?a=b\"");
    // 100,000 identifiers, and in pieces whose lengths are not told beforehand.
    let ids = vec!["W1234567890"; 100_000].join("|");
    let long = asked("/books", &format!("filter=id:{ids}"));
    assert_eq!(long.text().len(), "\"library/books?filter=id:\"".len() + ids.len());
    let mut client = Client::connect(server.address);
    client.send(format!("POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-type: {FORM}\r\ntransfer-encoding: chunked\r\n\r\n"));
    client.send("3\r\na=b\r\n4\r\n&c=d\r\n0\r\n\r\n");
    assert_eq!(client.response(false).unwrap().text(), "\"library/books?a=b&c=d\"");
}

#[test]
fn other_bodies_are_refused() {
    let server = Server::start(Limits::default());
    let json = post(server.address, "/books", "application/json", b"{}");
    assert_eq!(
        (json.status, json.json()["error"].as_str()),
        (415, Some("Unsupported media type."))
    );
    assert_eq!(post(server.address, "/books", FORM, b"a=\xff").status, 400);
    let mut client = Client::connect(server.address);
    client.send(format!("POST /books HTTP/1.1\r\nhost: localhost\r\ncontent-type: {FORM}\r\ncontent-encoding: gzip\r\ncontent-length: 1\r\n\r\nx"));
    assert_eq!(client.response(false).unwrap().status, 415);
    assert_eq!(server.finished(), 0);
}

#[test]
fn the_first_step_of_a_path_picks_the_source() {
    let server = Server::of(&["library", "archive"], Limits::default());
    assert_eq!(ask(server.address, "GET", "/archive/maps").text(), "\"archive/maps\"");
    let root = ask(server.address, "GET", "/").json();
    assert_eq!(
        (root["name"].as_str(), root["sources"][1]["name"].as_str()),
        (Some("serapeum"), Some("archive"))
    );
    assert_eq!(root["sources"][1]["examples"][0], "/archive/books");
    let one = ask(server.address, "GET", "/archive/").json();
    assert_eq!(one["sources"].as_array().unwrap().len(), 1);
    for (target, told) in [
        (
            "/librari/books",
            "no source `librari`; did you mean `library`? The sources are: library, archive",
        ),
        (
            "/books",
            "no source `books`; a path is /SOURCE/ENTITY. The sources are: library, archive",
        ),
    ] {
        let response = ask(server.address, "GET", target);
        assert_eq!(response.status, 404);
        assert_eq!(response.json(), serde_json::json!({ "error": "Not found.", "message": told }));
    }
    let single = Server::start(Limits::default());
    assert_eq!(ask(single.address, "GET", "/").json()["sources"][0]["entities"][1], "maps");
}

#[test]
fn status_and_media_type_are_the_replys() {
    let server = Server::start(Limits::default());
    for status in [200, 400, 404, 500] {
        assert_eq!(ask(server.address, "GET", &format!("/status/{status}")).status, status);
    }
    let bytes = ask(server.address, "GET", "/bytes/300000");
    assert_eq!((bytes.header("content-type"), bytes.body.len()), (Some("text/plain"), 300_000));
    assert_eq!(bytes.header("content-length"), Some("300000"));
}

#[test]
fn a_panic_is_an_answer() {
    let server = Server::start(Limits::default());
    let mut client = Client::connect(server.address);
    client.request("GET", "/panic");
    let response = client.response(false).unwrap();
    assert_eq!(
        (response.status, response.json()["error"].as_str()),
        (500, Some("Internal error."))
    );
    assert!(server.log().contains("500 library/panic: the query panicked"), "{}", server.log());
    client.request("GET", "/books");
    assert_eq!(client.response(false).unwrap().status, 200, "the connection goes on");
    assert_eq!(server.working(), 0);
    // Also where it is not the query that panics.
    let broken = Server::of(&[BROKEN], Limits::default());
    for _ in 0..2 {
        let response = ask(broken.address, "GET", "/books");
        assert_eq!(
            (response.status, response.json()["error"].as_str()),
            (500, Some("Internal error."))
        );
    }
    assert!(broken.log().contains("500: a handler panicked"), "{}", broken.log());
}
