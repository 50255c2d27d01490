//! Answers over HTTP beside the library's.

use serapeum::{Error, Lake};

use crate::{
    client::{Client, ask, post},
    lake,
    program::Program,
};

const FORM: &str = "application/x-www-form-urlencoded";

/// What the library says: status and body, without the time it took.
fn library(lake: &Lake, request: &str) -> (u16, String) {
    let (Ok(reply) | Err(Error::Request { reply, .. })) = lake.reply(request) else {
        panic!("{request} is no request")
    };
    (reply.status, timeless(&reply.body))
}

/// A body without the time it took.
fn timeless(body: &[u8]) -> String {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let Some((before, after)) = text.split_once("\"db_response_time_ms\":") else { return text };
    format!("{before}{}", after.trim_start_matches(|char: char| char.is_ascii_digit()))
}

#[test]
fn lists_groups_records_and_errors_are_the_librarys() {
    let lake = Lake::open(lake::of_the_sample()).unwrap();
    let program = Program::start(lake::of_the_sample(), &[]);
    let one = lake.get("openalex/works?filter=has_doi:true&per-page=1").unwrap();
    let one: serde_json::Value = serde_json::from_str(&one).unwrap();
    let (id, doi) =
        (one["results"][0]["id"].as_str().unwrap(), one["results"][0]["doi"].as_str().unwrap());
    let short = id.rsplit('/').next().unwrap();
    for (request, status) in [
        ("works", 200),
        (
            "works?filter=publication_year:2020,institutions.country_code:de&sort=cited_by_count:desc&per-page=5",
            200,
        ),
        ("works?filter=institutions.country_code:de%7Cus&per_page=3&mailto=x@y.z", 200),
        ("works?filter=institutions.country_code:de+us", 200),
        ("works?filter=institutions.country_code:de%2Bus", 200),
        ("works?group_by=type", 200),
        ("authors?per-page=200", 200),
        ("works/W9999999999", 404),
        ("works?filter=publication_yaer:2020", 400),
        ("works?filter=publication_year:2020&filter=", 400),
        ("works?page=x", 400),
        ("works?cursor=nonsense", 400),
        ("wroks", 404),
        ("works?filter=display_name:%ff%00", 200),
        (&format!("works/{short}"), 200),
        (&format!("works/{id}"), 200),
        (&format!("works/{}", id.replace(':', "%3A").replace('/', "%2F")), 200),
        (&format!("works/{doi}"), 200),
    ] {
        let expected = library(&lake, &format!("openalex/{request}"));
        assert_eq!(expected.0, status, "{request}: {}", expected.1);
        for target in [format!("/openalex/{request}"), format!("/{request}")] {
            let response = ask(program.address, "GET", &target);
            assert_eq!((response.status, timeless(&response.body)), expected, "{target}");
            assert_eq!(response.header("content-type"), Some("application/json"));
        }
    }
}

#[test]
fn a_walk_by_cursor_is_the_librarys() {
    let lake = Lake::open(lake::of_the_sample()).unwrap();
    let program = Program::start(lake::of_the_sample(), &[]);
    let mut client = Client::connect(program.address);
    let (mut cursor, mut pages, mut ids) = ("*".to_owned(), 0, Vec::new());
    loop {
        let request = format!("works?filter=is_oa:true&per-page=50&cursor={cursor}");
        client.request("GET", &format!("/{request}"));
        let response = client.response(false).unwrap();
        let expected = library(&lake, &format!("openalex/{request}"));
        assert_eq!((response.status, timeless(&response.body)), expected);
        let page = response.json();
        ids.extend(page["results"].as_array().unwrap().iter().map(|work| work["id"].to_string()));
        pages += 1;
        let total = page["meta"]["count"].as_u64().unwrap();
        match page["meta"]["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => {
                assert_eq!(ids.len() as u64, total);
                break;
            }
        }
    }
    assert!(pages > 3, "{pages}");
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "a work came twice");
}

#[test]
fn a_list_that_no_url_holds_is_posted() {
    let lake = Lake::open(lake::of_the_sample()).unwrap();
    let program = Program::start(lake::of_the_sample(), &[]);
    let page = lake.get("openalex/works?per-page=200").unwrap();
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    let known = page["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|work| work["id"].as_str().unwrap().to_owned());
    let unknown = (0..100_000).map(|number| format!("W{}", 7_000_000_000u64 + number));
    let ids: Vec<String> = known.chain(unknown).collect();
    let form = format!("filter=openalex:{}&per-page=200", ids.join("|"));
    assert!(form.len() > 1_000_000);
    let response = post(program.address, "/works", FORM, form.as_bytes());
    assert_eq!(response.status, 200, "{:.300}", response.text());
    assert_eq!(response.json()["meta"]["count"], 200);
    // A short one is the same as in a URL, and joins what the URL says.
    let posted = post(program.address, "/works?per-page=3", FORM, b"filter=type:article%7Cbook");
    let asked = ask(program.address, "GET", "/works?per-page=3&filter=type:article%7Cbook");
    assert_eq!((posted.status, timeless(&posted.body)), (200, timeless(&asked.body)));
}

#[test]
fn strict_brings_back_the_hosted_limits() {
    let program = Program::start(lake::of_the_sample(), &["--strict"]);
    let response = ask(program.address, "GET", "/works?per-page=201");
    assert_eq!(
        (response.status, response.json()["error"].as_str()),
        (400, Some("Pagination error."))
    );
    let lenient = Program::start(lake::of_the_sample(), &[]);
    assert_eq!(ask(lenient.address, "GET", "/works?per-page=201").status, 200);
}

#[test]
fn the_root_lists_what_there_is() {
    let program = Program::start(lake::of_the_sample(), &[]);
    let root = ask(program.address, "GET", "/").json();
    assert_eq!(root["sources"][0]["name"], "openalex");
    let entities = root["sources"][0]["entities"].as_array().unwrap();
    assert!(entities.iter().any(|entity| entity == "works"), "{root}");
    for example in root["sources"][0]["examples"].as_array().unwrap() {
        let response = ask(program.address, "GET", example.as_str().unwrap());
        assert_eq!(response.status, 200, "{example}: {}", response.text());
    }
}

#[test]
fn no_request_reads_a_file() {
    let lake = Lake::open(lake::of_the_sample()).unwrap();
    let page = lake.get("openalex/works?filter=has_doi:true&per-page=1").unwrap();
    let page: serde_json::Value = serde_json::from_str(&page).unwrap();
    let doi = page["results"][0]["doi"].as_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list");
    std::fs::write(&list, format!("{doi}\n")).unwrap();
    let program = Program::start(lake::of_the_sample(), &[]);
    let count = |filter: &str| {
        let target = format!("/works?filter={filter}");
        ask(program.address, "GET", &target).json()["meta"]["count"].as_u64().unwrap_or(0)
    };
    assert_eq!(count(&format!("doi:{doi}")), 1);
    assert_eq!(count(&format!("doi:@{}", list.display())), 0, "that is for the command line alone");
}
