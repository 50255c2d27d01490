use insta::assert_snapshot;
use serapeum_model::{Answer, Ask, Cursor, Place, Request, Start};
use serapeum_sources::crossref::SOURCE;

use super::{failure, read, read_as, show};

pub(super) fn token() -> String {
    Cursor { rows: 1, query: 2, total: 3, place: Place::Record { part: 4, row: 5 } }.encode()
}

fn empty(next: Option<Cursor>) -> Answer {
    Answer::Page {
        total: 3,
        records: vec![],
        scores: Vec::new(),
        next,
        sums: vec![],
        facets: vec![],
    }
}

fn next_cursor(request: &Request, answer: &Answer) -> String {
    let reply = SOURCE.dialect.write(request, answer, 0);
    let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    body["message"]["next-cursor"].as_str().unwrap().to_owned()
}

fn page(text: &str) -> String {
    match read(text) {
        Ok(request) => {
            format!("{:?} {:?}", request.query.ask, request.query.sample.map(|s| s.size))
        }
        Err(error) => failure(&error),
    }
}

#[test]
fn numbers() {
    assert_snapshot!(page("works"), @"Page { start: Skip(0), size: 20 } None");
    assert_snapshot!(page("works?rows=0&offset=5"), @"Page { start: Skip(5), size: 0 } None");
    assert_snapshot!(page("works?rows=5000&offset=50000"), @"Page { start: Skip(50000), size: 5000 } None");
    assert_snapshot!(page("works?sample=0"), @"Page { start: Skip(0), size: 20 } None");
    assert_snapshot!(page("works?sample=7"), @"Page { start: Skip(0), size: 7 } Some(7)");
    assert_snapshot!(page("works?rows=-1&offset=things"), @"400 validation-failure: integer-not-valid (-1) Integer specified as -1 but must be a positive integer less than or equal to 100000. ; integer-not-valid (things) Integer specified as things but must be a positive integer.");
    assert_snapshot!(page("works?rows=1000000"), @"400 validation-failure: integer-not-valid (1000000) Integer specified as 1000000 but must be a positive integer less than or equal to 100000.");
    assert_snapshot!(page("works?sample=5&rows=5"), @"400 validation-failure: sample-with-rows-or-offset (sample) Sample cannot be combined with rows or offset");
    assert_snapshot!(page("works?cursor=*&offset=5"), @"400 validation-failure: cursor-with-offset-or-sample (cursor) Cursor cannot be combined with offset or sample");
    assert_snapshot!(page("works?cursor=*&sample=5"), @"400 validation-failure: cursor-with-offset-or-sample (cursor) Cursor cannot be combined with offset or sample");
}

#[test]
fn limits_of_the_hosted_api() {
    let strict = |text: &str| match read_as(text, true) {
        Ok(_) => "fine".to_owned(),
        Err(error) => failure(&error),
    };
    assert_snapshot!(strict("works?rows=1000&offset=9000"), @"fine");
    assert_snapshot!(strict("works?rows=1001"), @"400 validation-failure: integer-not-valid (1001) Integer specified as 1001 but must be a positive integer less than or equal to 1000.");
    assert_snapshot!(strict("works?offset=10001"), @"400 validation-failure: integer-not-valid (10001) Integer specified as 10001 but must be a positive integer less than or equal to 10000.  Use the cursor parameter to page further into result sets.");
    assert_snapshot!(strict("works?rows=1000&offset=9001"), @"400 validation-failure: integer-not-valid (9001) Integer specified as 9001 but must be a positive integer less than or equal to 10000.  Use the cursor parameter to page further into result sets.");
    assert_snapshot!(strict("members?offset=50000"), @"fine");
    assert_snapshot!(strict("works?sample=200"), @"400 validation-failure: integer-not-valid (200) Integer specified as 200 but must be a positive integer less than or equal to 100.");
}

#[test]
fn orders() {
    let order = |text: &str| format!("{:?}", read(text).unwrap().query.total_order());
    assert_snapshot!(order("works"), @"[SortKey { field: doi, descending: false }]");
    assert_snapshot!(order("works?order=asc"), @"[SortKey { field: doi, descending: false }]");
    assert_snapshot!(order("works?sort=relevance"), @"[SortKey { field: doi, descending: false }]");
    for (name, field) in [
        ("created", "created.date-time"),
        ("deposited", "deposited.date-time"),
        ("updated", "deposited.date-time"),
        ("indexed", "indexed.timestamp"),
        ("issued", "issued"),
        ("published", "issued"),
        ("published-print", "published-print"),
        ("published-online", "published-online"),
        ("is-referenced-by-count", "is-referenced-by-count"),
        ("references-count", "references-count"),
    ] {
        let keys = read(&format!("works?sort={name}")).unwrap().query.total_order();
        let keys: Vec<_> = keys.iter().map(|key| (key.field.name, key.descending)).collect();
        assert_eq!(keys, [(field, true), ("doi", false)]);
        for (word, descending) in [("asc", false), ("1", false), ("-1", true), ("%20DESC", true)] {
            let query = read(&format!("works?sort={name}&order={word}")).unwrap().query;
            assert_eq!(query.sort[0].descending, descending);
        }
    }
}

#[test]
fn a_walk_ends_in_an_empty_page_that_leads_to_itself() {
    let text = |cursor: &str| format!("works?filter=has-orcid:1&rows=1000&cursor={cursor}");
    let request = read(&text("*")).unwrap();
    assert!(matches!(request.query.ask, Ask::Page { start: Start::First, size: 1000 }));
    let next = Cursor::decode(&token());
    assert_eq!(next_cursor(&request, &empty(next.clone())), token());
    let request = read(&text(&token())).unwrap();
    let Ask::Page { start, .. } = &request.query.ask else { panic!("{:?}", request.query.ask) };
    assert_eq!(Some(start), next.map(Start::After).as_ref());

    let end = next_cursor(&request, &empty(None));
    assert!(end.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'), "{end}");
    let last = read(&text(&end)).unwrap();
    let Ask::Page { start: Start::Skip(skip), .. } = last.query.ask else {
        panic!("{:?}", last.query.ask)
    };
    assert!(skip > 1_000_000_000_000);
    assert_eq!(next_cursor(&last, &empty(None)), end);
    let body = String::from_utf8(SOURCE.dialect.write(&last, &empty(None), 0).body).unwrap();
    assert!(body.contains("\"start-index\":0"), "{body}");

    // The end of one walk is not that of another.
    assert_eq!(
        show(&format!("works?cursor={end}")),
        format!("404 resource-failure: cursor-invalid ({end}) Cursor specified but it is invalid")
    );
    assert!(read(&format!("works?filter=has-orcid:1&sort=created&cursor={end}")).is_err());
    assert!(read(&format!("works?filter=has-orcid:1&rows=5&select=DOI&cursor={end}")).is_ok());
}

#[test]
fn pages_without_room_stay_where_they_are() {
    let request = read("works?rows=0&cursor=*").unwrap();
    assert_eq!(next_cursor(&request, &empty(None)), "*");
    let request = read(&format!("works?rows=0&cursor={}", token())).unwrap();
    assert_eq!(next_cursor(&request, &empty(None)), token());
}

#[test]
fn damaged_cursors() {
    let scroll = "DnF1ZXJ5VGhlbkZldGNoBgAAAAAVkxo0FkhUQjJYNFlSVFVPT1k5bVZmVDQzQXcAAAAAEugiXhY0amo4";
    for token in ["thing", "null", "AoJ8zqeXkeMCPw", scroll, &token()[1..]] {
        assert_eq!(
            show(&format!("works?cursor={token}")),
            format!(
                "404 resource-failure: cursor-invalid ({token}) Cursor specified but it is invalid"
            )
        );
    }
}
