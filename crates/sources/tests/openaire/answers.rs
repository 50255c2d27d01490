//! Envelopes.

use insta::assert_snapshot;
use serapeum_model::{Answer, Cursor, Group, Place, Value};
use serapeum_sources::openaire::SOURCE;

use super::read;

fn body(request: &str, answer: &Answer) -> String {
    let reply = SOURCE.dialect.write(&read(request).unwrap(), answer, 7);
    let text = String::from_utf8(reply.body).unwrap();
    serde_json::from_str::<serde_json::Value>(&text).expect("an answer is JSON");
    format!("{} {text}", reply.status)
}

fn page(total: u64, records: &[&str], next: Option<Cursor>) -> Answer {
    let records = records.iter().map(|record| record.as_bytes().to_vec()).collect();
    Answer::Page { total, records, scores: Vec::new(), next, sums: Vec::new(), facets: Vec::new() }
}

fn cursor() -> Cursor {
    Cursor { rows: 1, query: 2, total: 3, place: Place::Record { part: 4, row: 5 } }
}

#[test]
fn pages() {
    let answer = page(12, &[r#"{"x": 1,"id":"a"}"#, "{}"], None);
    assert_snapshot!(body("graph/v1/projects?page=2&pageSize=2", &answer), @r#"200 {"header":{"numFound":12,"maxScore":1.0,"queryTime":7,"page":2,"pageSize":2},"results":[{"x":1,"id":"a"},{}]}"#);
    assert_snapshot!(body("projects", &page(0, &[], None)), @r#"200 {"header":{"numFound":0,"maxScore":0.0,"queryTime":7,"page":1,"pageSize":10},"results":[]}"#);
    assert_snapshot!(body("projects", &page(1, &["["], None)), @r#"404 {"message":"A record of projects is damaged: it is no JSON object","error":"Not Found","code":404}"#);
}

#[test]
fn walks() {
    let answer = page(12, &["{}"], Some(cursor()));
    let text = body("projects?cursor=*&pageSize=1", &answer);
    let expected = r#"200 {"header":{"numFound":12,"maxScore":1.0,"queryTime":7,"pageSize":1,"nextCursor":"TOKEN"},"results":[{}]}"#;
    assert_eq!(text, expected.replace("TOKEN", &cursor().encode()));
}

#[test]
fn a_walk_ends_in_an_empty_page_whose_cursor_is_the_one_sent() {
    let last = body("projects?cursor=*&pageSize=3", &page(12, &["{}"], None));
    let token = last.split("\"nextCursor\":\"").nth(1).unwrap().split('"').next().unwrap();
    let request = format!("projects?cursor={token}&pageSize=3");
    let asked = read(&request).unwrap().query.ask;
    assert_snapshot!(format!("{asked:?}"), @"Page { start: Skip(0), size: 0 }");
    let end = body(&request, &page(12, &[], None));
    assert_snapshot!(end, @r#"200 {"header":{"numFound":12,"maxScore":1.0,"queryTime":7,"pageSize":3,"nextCursor":"AoA="},"results":[]}"#);
    assert!(end.contains(&format!("\"nextCursor\":\"{token}\"")));
}

#[test]
fn statistics() {
    let request = "graph/v3/research-products?includeStats=true&type=dataset,other";
    let query = read(request).unwrap().query;
    assert_eq!((query.sums.len(), query.facets.len()), (1, 1));
    assert_eq!(query.sums[0].field.name, "citationCount");
    let group = |name: &str, count| Group::new(Some(Value::from(name)), None, count);
    let answer = Answer::Page {
        total: 12,
        records: Vec::new(),
        scores: Vec::new(),
        next: None,
        sums: vec![Some(Value::from(16.0))],
        facets: vec![vec![group("other", 9), group("dataset", 3)]],
    };
    assert_snapshot!(body(request, &answer), @r#"200 {"header":{"numFound":12,"maxScore":1.0,"queryTime":7,"page":1,"pageSize":10,"totalCitationsCount":16,"countsByType":{"publication":0,"dataset":3,"software":0,"other":9}},"results":[]}"#);
    assert!(read("researchProducts?includeStats=false").unwrap().query.sums.is_empty());
}

#[test]
fn single_records() {
    let record = br#"{"id":"a","title":null}"#.to_vec();
    assert_snapshot!(body("projects/a::b", &Answer::One(Some(record))), @r#"200 {"id":"a","title":null}"#);
    assert_snapshot!(body("projects/a::b", &Answer::One(None)), @r#"404 {"message":"No record of projects has this id","error":"Not Found","code":404}"#);
}
