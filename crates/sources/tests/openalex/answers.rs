use insta::assert_snapshot;
use serapeum_model::{Answer, Cursor, Group, Place, Value};
use serapeum_sources::openalex::SOURCE;

use super::read;

fn body(request: &str, answer: &Answer) -> String {
    let reply = SOURCE.dialect.write(&read(request).unwrap(), answer, 7);
    let text = String::from_utf8(reply.body).unwrap();
    serde_json::from_str::<serde_json::Value>(&text).expect("an answer is JSON");
    format!("{} {text}", reply.status)
}

fn cursor() -> Cursor {
    Cursor { rows: 1, query: 2, total: 3, place: Place::Record { part: 4, row: 5 } }
}

#[test]
fn lists() {
    let records = vec![br#"{"x": 1,"id": 1.50}"#.to_vec(), b"{}".to_vec()];
    let page = Answer::Page {
        total: 2,
        records,
        scores: Vec::new(),
        next: None,
        sums: Vec::new(),
        facets: Vec::new(),
    };
    assert_snapshot!(body("topics?page=1", &page), @r#"200 {"meta":{"count":2,"db_response_time_ms":7,"page":1,"per_page":25,"groups_count":null},"results":[{"id":1.50},{}],"group_by":[]}"#);
    let damaged = Answer::Page {
        total: 1,
        records: vec![b"[".to_vec()],
        scores: Vec::new(),
        next: None,
        sums: Vec::new(),
        facets: Vec::new(),
    };
    assert_snapshot!(body("works", &damaged), @r#"404 {"error":"Not in this lake.","message":"A record of works is damaged: it is no JSON object."}"#);
    let empty = |next| Answer::Page {
        total: 0,
        records: Vec::new(),
        scores: Vec::new(),
        next,
        sums: Vec::new(),
        facets: Vec::new(),
    };
    assert_snapshot!(body("works?cursor=*", &empty(None)), @r#"200 {"meta":{"count":0,"db_response_time_ms":7,"page":null,"per_page":25,"next_cursor":null,"groups_count":null},"results":[],"group_by":[]}"#);
    assert!(body("works?cursor=*", &empty(Some(cursor()))).contains(&cursor().encode()));
}

#[test]
fn single_records() {
    assert_snapshot!(body("works/W12", &Answer::One(Some(b"{}".to_vec()))), @r#"200 {"content_urls":null,"abstract_inverted_index":null,"created_date":null}"#);
    let damaged = Answer::One(Some(b"{\"id\":".to_vec()));
    assert!(body("works/W12", &damaged).contains("damaged"));
    assert_snapshot!(body("works/W12", &Answer::One(None)), @r#"404 {"error":"Not found.","message":"No works found matching the ID."}"#);
}

fn groups(field: &str, keys: Vec<(Option<Value>, Option<&str>)>) -> String {
    groups_of("works", field, keys)
}

fn groups_of(entity: &str, field: &str, keys: Vec<(Option<Value>, Option<&str>)>) -> String {
    let groups: Vec<_> =
        keys.into_iter().map(|(key, label)| Group::new(key, label.map(str::to_owned), 1)).collect();
    let all = groups.len() as u64;
    let text = body(
        &format!("{entity}?group_by={field}"),
        &Answer::Groups { total: 9, groups, all, next: None, sums: Vec::new() },
    );
    text.split_once("\"group_by\":").unwrap().1.to_owned()
}

#[test]
fn envelopes_of_groups() {
    let group = Group::new(Some(Value::from("article")), None, 5);
    let answer =
        Answer::Groups { total: 9, groups: vec![group], all: 24, next: None, sums: Vec::new() };
    assert_snapshot!(body("works?group_by=type", &answer), @r#"200 {"meta":{"count":9,"db_response_time_ms":7,"page":1,"per_page":200,"groups_count":1,"groups_total":24},"group_by":[{"key":"https://openalex.org/types/article","key_display_name":"article","count":5}]}"#);
}

#[test]
fn groups_of_continents_and_versions_are_told_as_three() {
    let told = |field: &str| {
        let answer =
            Answer::Groups { total: 9, groups: Vec::new(), all: 7, next: None, sums: Vec::new() };
        let text = body(&format!("works?group_by={field}"), &answer);
        text.split_once("\"groups_count\":").unwrap().1.split(',').next().unwrap().to_owned()
    };
    for field in ["institutions.continent", "version", "best_open_version", "locations.version"] {
        assert_eq!(told(field), "3", "{field}");
    }
    assert_eq!(told("type"), "0");
}

#[test]
fn keys_and_labels_by_kind() {
    let text = |text: &str| Some(Value::from(text));
    assert_snapshot!(groups("institutions.country_code", vec![(text("KR"), None), (None, None)]), @r#"[{"key":"https://openalex.org/countries/KR","key_display_name":"South Korea","count":1},{"key":"https://openalex.org/countries/UNKNOWN","key_display_name":"unknown","count":1}]}"#);
    assert_snapshot!(groups("language", vec![(text("zh-cn"), None), (text("zz"), None), (None, None)]), @r#"[{"key":"https://openalex.org/languages/zh-cn","key_display_name":"Chinese","count":1},{"key":"https://openalex.org/languages/zz","key_display_name":null,"count":1},{"key":"https://openalex.org/languages/unknown","key_display_name":"unknown","count":1}]}"#);
    assert_snapshot!(groups("is_oa", vec![(Some(Value::Bool(true)), None), (Some(Value::Bool(false)), None)]), @r#"[{"key":"1","key_display_name":"true","count":1},{"key":"0","key_display_name":"false","count":1}]}"#);
    assert_snapshot!(groups("publication_year", vec![(Some(Value::Int(2020)), None), (None, None)]), @r#"[{"key":"2020","key_display_name":"2020","count":1},{"key":"-111","key_display_name":"-111","count":1}]}"#);
    assert_snapshot!(groups("author.id", vec![(Some(Value::Int(12)), Some("A \"B\"")), (Some(Value::Int(13)), None)]), @r#"[{"key":"https://openalex.org/A12","key_display_name":"A \"B\"","count":1},{"key":"https://openalex.org/A13","key_display_name":null,"count":1}]}"#);
    assert_snapshot!(groups("primary_location.source.type", vec![(text("ebook platform"), None)]), @r#"[{"key":"https://openalex.org/source-types/ebook%20platform","key_display_name":"ebook platform","count":1}]}"#);
    assert_snapshot!(groups("best_oa_location.source.type", vec![(text("ebook platform"), None), (None, None)]), @r#"[{"key":"ebook platform","key_display_name":"ebook platform","count":1},{"key":"unknown","key_display_name":"unknown","count":1}]}"#);
    assert_snapshot!(groups("sustainable_development_goals.id", vec![(text("3"), None)]), @r#"[{"key":"https://openalex.org/sdgs/3","key_display_name":"Good health and well-being","count":1}]}"#);
    // The API's own names stand before those of the records.
    assert_snapshot!(groups("institutions.country_code", vec![(text("US"), Some("U.S.A.")), (text("ZZ"), Some("Nowhere"))]), @r#"[{"key":"https://openalex.org/countries/US","key_display_name":"United States","count":1},{"key":"https://openalex.org/countries/ZZ","key_display_name":"Nowhere","count":1}]}"#);
    assert_snapshot!(groups("apc_list.currency", vec![(text("USD"), None)]), @r#"[{"key":"USD","key_display_name":"US Dollar","count":1}]}"#);
    assert_snapshot!(groups("cited_by_percentile_year.max", vec![(Some(Value::Int(99)), None)]), @r#"[{"key":"99","key_display_name":"99.0","count":1}]}"#);
    assert_snapshot!(groups("primary_topic.field.id", vec![(text("17"), Some("Computer Science"))]), @r#"[{"key":"https://openalex.org/fields/17","key_display_name":"Computer Science","count":1}]}"#);
    assert_snapshot!(groups("authorships.institutions.ror", vec![(text("03vek6s52"), None)]), @r#"[{"key":"https://ror.org/03vek6s52","key_display_name":"https://ror.org/03vek6s52","count":1}]}"#);
}

#[test]
fn keys_of_the_smaller_entities() {
    let text = |text: &str| Some(Value::from(text));
    assert_snapshot!(groups_of("funders", "ids.crossref", vec![(text("100000001"), None), (None, None)]), @r#"[{"key":"100000001","key_display_name":"100000001","count":1},{"key":"-111","key_display_name":"-111","count":1}]}"#);
    assert_snapshot!(groups_of("publishers", "wikidata", vec![(text("Q746413"), None)]), @r#"[{"key":"https://www.wikidata.org/entity/Q746413","key_display_name":"https://www.wikidata.org/entity/Q746413","count":1}]}"#);
    assert_snapshot!(groups_of("publishers", "roles.id", vec![(text("F12"), Some("A fund"))]), @r#"[{"key":"https://openalex.org/F12","key_display_name":"A fund","count":1}]}"#);
    assert_snapshot!(groups_of("institution-types", "id", vec![(text("education"), Some("education"))]), @r#"[{"key":"https://openalex.org/institution-types/education","key_display_name":"education","count":1}]}"#);
    assert_snapshot!(groups_of("domains", "fields.id", vec![(text("17"), Some("Computer Science"))]), @r#"[{"key":"https://openalex.org/fields/17","key_display_name":"Computer Science","count":1}]}"#);
}
