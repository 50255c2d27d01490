use insta::assert_snapshot;
use serapeum_sources::crossref::SOURCE;

use super::read;

fn object(text: &str, record: &str) -> String {
    let object = SOURCE.dialect.object(&read(text).unwrap(), record.as_bytes(), None);
    String::from_utf8(object.unwrap()).unwrap()
}

const RECORD: &str = r#"{"title": [ "A" ],"subtitle":[ ],"relation":{},"abstract":null,"score":5.5,
 "DOI":"10.1/a","author":[{"family":"B","affiliation":[]}],"content-domain":{"domain":[]}}"#;

#[test]
fn lists_leave_out_what_is_empty() {
    assert_snapshot!(object("works", RECORD), @r#"{"title":[ "A" ],"score":1.0,"DOI":"10.1/a","author":[{"family":"B","affiliation":[]}],"content-domain":{"domain":[]}}"#);
    assert_snapshot!(object("works?filter=has-orcid:1", RECORD), @r#"{"title":[ "A" ],"score":0.0,"DOI":"10.1/a","author":[{"family":"B","affiliation":[]}],"content-domain":{"domain":[]}}"#);
    assert_snapshot!(object("works?sample=1", "{\"DOI\":\"10.1/a\"}"), @r#"{"DOI":"10.1/a","score":0.0}"#);
    assert_snapshot!(object("works?select=author,DOI,ISSN", RECORD), @r#"{"DOI":"10.1/a","author":[{"family":"B","affiliation":[]}]}"#);
    assert_snapshot!(object("works?select=score,ISSN", RECORD), @r#"{"score":1.0}"#);
    assert_snapshot!(object("works?select=ISSN", RECORD), @"{}");
}

#[test]
fn a_single_work_has_some_members_always() {
    assert_snapshot!(object("works/10.1/a", RECORD), @r#"{"title":[ "A" ],"subtitle":[ ],"relation":{},"score":1,"DOI":"10.1/a","author":[{"family":"B","affiliation":[]}],"content-domain":{"domain":[]},"container-title":[],"short-container-title":[],"original-title":[],"short-title":[],"subject":[]}"#);
    assert_snapshot!(object("works/10.1/a", "{}"), @r#"{"score":1,"title":[],"container-title":[],"short-container-title":[],"original-title":[],"subtitle":[],"short-title":[],"subject":[],"relation":{}}"#);
}

#[test]
fn damaged_records_are_refused() {
    for record in ["", "[]", "{", "{\"a\":1}x", "null", "{\"a\":}"] {
        for text in ["works", "works/10.1/a", "works/10.1/a/agency"] {
            let result = SOURCE.dialect.object(&read(text).unwrap(), record.as_bytes(), None);
            assert!(result.is_err(), "{text} {record}");
        }
    }
}
