use insta::assert_snapshot;
use serapeum_model::{Answer, Group, Value};
use serapeum_sources::crossref::SOURCE;

use super::read;

fn reply(text: &str, answer: &Answer) -> String {
    let reply = SOURCE.dialect.write(&read(text).unwrap(), answer, 7);
    let header = |name: &str| reply.headers.iter().filter(|(known, _)| *known == name).count();
    for name in ["x-api-pool", "x-rate-limit-limit", "x-rate-limit-interval"] {
        assert_eq!(header(name), 1, "{name}");
    }
    format!("{} {} {}", reply.status, reply.media, String::from_utf8(reply.body).unwrap())
}

fn page(total: u64, records: &[&str]) -> Answer {
    let records = records.iter().map(|record| record.as_bytes().to_vec()).collect();
    Answer::Page { total, records, scores: Vec::new(), next: None, sums: vec![], facets: vec![] }
}

#[test]
fn lists_of_works() {
    assert_snapshot!(reply("works?rows=2&offset=4", &page(9, &["{\"DOI\": \"10.1/a\"}", "{}"])), @r#"200 application/json {"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":9,"items":[{"DOI":"10.1/a","score":1.0},{"score":1.0}],"items-per-page":2,"query":{"start-index":4,"search-terms":null}}}"#);
    assert_snapshot!(reply("works?sample=2", &page(9, &["{\"DOI\":\"10.1/a\"}"])), @r#"200 application/json {"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":1,"items":[{"DOI":"10.1/a","score":0.0}],"items-per-page":20,"query":{"start-index":0,"search-terms":null}}}"#);
    assert_snapshot!(reply("members/78/works?rows=0", &page(9, &[])), @r#"200 application/json {"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":9,"items":[],"items-per-page":0,"query":{"start-index":0,"search-terms":null}}}"#);
    assert_snapshot!(reply("works?select=DOI&rows=1", &page(9, &["{\"title\":[\"x\"]}"])), @r#"200 application/json {"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":9,"items":[{}],"items-per-page":1,"query":{"start-index":0,"search-terms":null}}}"#);
    assert_snapshot!(reply("works", &page(1, &["["])), @r#"404 application/json;charset=utf-8 {"status":"error","message-type":"not-in-this-lake","message-version":"1.0.0","message":"A record of works is damaged: it is no JSON object."}"#);
}

#[test]
fn a_resource_without_works_is_not_there() {
    assert_snapshot!(reply("members/121212121212/works", &page(0, &[])), @"404 application/json;charset=utf-8 Resource not found.");
    assert_snapshot!(reply("members/78/works?filter=type:book", &page(0, &[])), @r#"200 application/json {"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":0,"items":[],"items-per-page":20,"query":{"start-index":0,"search-terms":null}}}"#);
    assert_snapshot!(reply("works", &page(0, &[])), @r#"200 application/json {"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":0,"items":[],"items-per-page":20,"query":{"start-index":0,"search-terms":null}}}"#);
}

#[test]
fn side_files() {
    assert_snapshot!(reply("members?rows=1", &page(3, &["{\"id\":78}"])), @r#"200 application/json {"status":"ok","message-type":"member-list","message-version":"1.0.0","message":{"items-per-page":1,"query":{"start-index":0,"search-terms":null},"total-results":3,"items":[{"id":78}]}}"#);
    assert_snapshot!(reply("journals?rows=1&cursor=*", &page(3, &["{\"ISSN\":[]}"])).split("next-cursor").next().unwrap(), @r#"200 application/json {"status":"ok","message-type":"journal-list","message-version":"1.0.0","message":{"items-per-page":1,"query":{"start-index":0,"search-terms":null},""#);
    assert_snapshot!(reply("funders?rows=1", &page(3, &["{\"id\":\"1\",\"hierarchy\":{},\"name\":\"N\",\"work-count\":5}"])), @r#"200 application/json {"status":"ok","message-type":"funder-list","message-version":"1.0.0","message":{"items-per-page":1,"query":{"start-index":0,"search-terms":null},"total-results":3,"items":[{"id":"1","name":"N"}]}}"#);
    assert_snapshot!(reply("funders/1", &Answer::One(Some(b"{\"id\":\"1\",\"hierarchy\":{}}".to_vec()))), @r#"200 application/json {"status":"ok","message-type":"funder","message-version":"1.0.0","message":{"id":"1","hierarchy":{}}}"#);
    assert_snapshot!(reply("members/78", &Answer::One(Some(b"{\"id\":78}\n".to_vec()))), @r#"200 application/json {"status":"ok","message-type":"member","message-version":"1.0.0","message":{"id":78}}"#);
    assert_snapshot!(reply("journals/2167-8359", &Answer::One(None)), @"404 text/plain Resource not found.");
}

#[test]
fn other_renderings_of_a_work() {
    let record = br#"{"DOI":"10.1016/a","prefix":"10.1016","member":"78","publisher":"E \"B\" V","score":0}"#;
    let one = Answer::One(Some(record.to_vec()));
    assert_snapshot!(reply("works/10.1016/a/agency", &one), @r#"200 application/json;charset=utf-8 {"status":"ok","message-type":"work-agency","message-version":"1.0.0","message":{"DOI":"10.1016/a","agency":{"id":"crossref","label":"Crossref"}}}"#);
    assert_snapshot!(reply("works/10.1016/b/agency", &Answer::One(None)), @"404 application/json;charset=utf-8 Resource not found.");
    assert_snapshot!(reply("prefixes/10.1016", &one), @r#"200 application/json;charset=utf-8 {"status":"ok","message-type":"prefix","message-version":"1.0.0","message":{"member":"https://id.crossref.org/member/78","name":"E \"B\" V","prefix":"https://id.crossref.org/prefix/10.1016"}}"#);
    assert_snapshot!(reply("works/10.1016/b", &Answer::One(None)), @"404 text/plain Resource not found.");
    assert_snapshot!(reply("works/10.1016/a", &Answer::One(Some(b"{".to_vec()))), @r#"404 application/json;charset=utf-8 {"status":"error","message-type":"not-in-this-lake","message-version":"1.0.0","message":"A record of works is damaged: it is no JSON object."}"#);
}

#[test]
fn types() {
    assert_snapshot!(reply("types/book-part", &Answer::Known), @r#"200 application/json;charset=utf-8 {"status":"ok","message-type":"type","message-version":"1.0.0","message":{"id":"book-part","label":"Part"}}"#);
    let list = reply("types?rows=5", &Answer::Known);
    assert!(list.starts_with("200 application/json;charset=utf-8 {\"status\":\"ok\",\"message-type\":\"type-list\",\"message-version\":\"1.0.0\",\"message\":{\"total-results\":30,\"items\":[{\"id\":\"book-section\",\"label\":\"Book Section\"},"), "{list}");
}

#[test]
fn licenses() {
    let group = |url: &str, count| Group::new(Some(Value::from(url)), None, count);
    let groups = vec![group("http://a/\"", 2), group("http://b/", 5)];
    let answer = Answer::Groups { total: 9, groups, all: 4, next: None, sums: vec![] };
    assert_snapshot!(reply("licenses?rows=2", &answer), @r#"200 application/json;charset=utf-8 {"status":"ok","message-type":"license-list","message-version":"1.0.0","message":{"total-results":4,"items":[{"URL":"http://a/\"","work-count":2},{"URL":"http://b/","work-count":5}]}}"#);
}
