use insta::assert_snapshot;
use serapeum_model::Form;
use serapeum_sources::openalex::SOURCE;

use super::read;

/// A record in an answer to a request.
fn object(request: &str, record: &str) -> String {
    told(request, record, |_| {})
}

fn told(request: &str, record: &str, change: impl FnOnce(&mut Form)) -> String {
    let mut request = read(request).unwrap();
    change(&mut request.form);
    match SOURCE.dialect.object(&request, record.as_bytes(), None) {
        Ok(object) => String::from_utf8(object).unwrap(),
        Err(error) => error.to_string(),
    }
}

/// One member of a work.
fn member(name: &str, value: &str) -> String {
    object(&format!("works/W12?select={name}"), &format!("{{\"{name}\":{value}}}"))
}

#[test]
fn members_of_the_api_in_its_order() {
    let record = r#"{"updated": 1,"works_count":3,"ids":{"wikipedia":"w","openalex":"o","mag":null},"display_name":null,"nothing":{"id":[]},"siblings":[{"id":1,"x":2},{},null],"id":"https://openalex.org/T1","keywords":["b","a"]}"#;
    assert_snapshot!(object("topics", record), @r#"{"id":"https://openalex.org/T1","display_name":null,"keywords":["b","a"],"ids":{"openalex":"o","wikipedia":"w"},"siblings":[{"id":1},{},null],"works_count":3}"#);
    assert_snapshot!(object("topics", "{}"), @"{}");
    assert_snapshot!(object("works", "{}"), @r#"{"content_urls":null,"abstract_inverted_index":null,"created_date":null}"#);
}

#[test]
fn selected_members_in_the_order_of_the_api() {
    let record = r#"{"title":"t","doi":null,"id":"W1","has_content":{"pdf":true},"abstract_inverted_index":{"a":[0]}}"#;
    assert_snapshot!(object("works?select=doi,id,type", record), @r#"{"id":"W1","doi":null}"#);
    assert_snapshot!(object("works/W12?select=title", record), @r#"{"title":"t"}"#);
    assert_snapshot!(object("works/random?select=content_urls", record), @r#"{"content_urls":{"pdf":"https://content.openalex.org/works/W1.pdf"}}"#);
    assert_snapshot!(object("works?select=created_date", record), @r#"{"created_date":null}"#);
    assert_snapshot!(object("works?select=relevance_score", r#"{"relevance_score":3}"#), @"{}");
}

#[test]
fn numbers_and_texts_stay_as_they_are() {
    let record =
        r#"{ "fwci" : 1.50e+2 , "title":"\u00e9\/\ud83d\n","doi": [1, -0.0 ,1e400] ,"id":"é" }"#;
    assert_snapshot!(object("works/W12?select=id,doi,title,fwci", record), @r#"{"id":"é","doi":[1, -0.0 ,1e400],"title":"\u00e9\/\ud83d\n","fwci":1.50e+2}"#);
}

#[test]
fn of_a_member_met_twice_the_last_counts() {
    let record =
        r#"{"id":1,"title":"a","\u0069d":2,"title":null,"ids":{"doi":1,"openalex":2,"doi":3}}"#;
    assert_snapshot!(object("works/W12?select=id,title,ids", record), @r#"{"id":2,"title":null,"ids":{"openalex":2,"doi":3}}"#);
    assert_snapshot!(object("works/W12?select=id", r#"{"id":1,"id":2}"#), @r#"{"id":2}"#);
}

#[test]
fn values_of_another_kind_stay() {
    assert_snapshot!(member("ids", r#"["x",[{"y":1}]]"#), @r#"{"ids":["x",[{"y":1}]]}"#);
    assert_snapshot!(member("authorships", r#""x""#), @r#"{"authorships":"x"}"#);
    assert_snapshot!(member("authorships", r#"{"author":{"x":1}}"#), @r#"{"authorships":{"author":{"x":1}}}"#);
    assert_snapshot!(member("locations", "[1,null]"), @r#"{"locations":[1,null]}"#);
}

#[test]
fn lists_show_a_hundred_authors() {
    let authors: Vec<String> =
        (0..120).map(|n| format!(r#"{{"author":{{"id":{n}}},"author_position":"x"}}"#)).collect();
    let record = format!(r#"{{"authorships":[{}],"authors_count":120}}"#, authors.join(","));
    let shown = |object: String| object.matches("author_position").count();
    assert_eq!(shown(object("works", &record)), 100);
    assert_eq!(shown(object("works?cursor=*", &record)), 100);
    assert_eq!(shown(object("works/W12", &record)), 120);
    assert_eq!(shown(object("works/random", &record)), 120);
    assert_eq!(shown(told("works", &record, |form| form.whole = true)), 120);
    let last = object("works?select=authorships", &record);
    assert!(last.ends_with(r#"{"author_position":"x","author":{"id":99}}]}"#), "{last}");
    assert_eq!(told("works", &record, |form| form.raw = true), record);
}

#[test]
fn ids_of_locations_say_where_they_come_from() {
    let shown = |location: &str| {
        object("works?select=best_oa_location", &format!(r#"{{"best_oa_location":{location}}}"#))
    };
    assert_snapshot!(shown(r#"{"provenance":"crossref","id":"10.7717/peerj.4375","is_oa":true}"#), @r#"{"best_oa_location":{"id":"doi:10.7717/peerj.4375","is_oa":true}}"#);
    for (provenance, prefix) in [
        ("crossref", "doi:"),
        ("datacite", "doi:"),
        ("pubmed", "pmid:"),
        ("mag", "mag:"),
        ("repo", "pmh:"),
        ("repo_backfill", "pmh:"),
    ] {
        let told = shown(&format!(r#"{{"is_oa":true,"id":"\u0031","provenance":"{provenance}"}}"#));
        assert_eq!(
            told,
            format!(r#"{{"best_oa_location":{{"id":"{prefix}\u0031","is_oa":true}}}}"#)
        );
    }
    for provenance in [r#""elsewhere""#, "null", "7"] {
        let told = shown(&format!(r#"{{"id":"1","is_oa":true,"provenance":{provenance}}}"#));
        assert_eq!(told, r#"{"best_oa_location":{"is_oa":true}}"#);
    }
    // As the API has told it.
    assert_snapshot!(shown(r#"{"id":"pmh:oai:1"}"#), @r#"{"best_oa_location":{"id":"pmh:oai:1"}}"#);
    assert_snapshot!(shown(r#"{"id":"pmh:oai:1","provenance":"repo"}"#), @r#"{"best_oa_location":{"id":"pmh:oai:1"}}"#);
    assert_snapshot!(shown(r#"{"id":null,"provenance":"repo"}"#), @r#"{"best_oa_location":{"id":null}}"#);
    assert_snapshot!(object("works?select=locations", r#"{"locations":[{"id":"1","provenance":"mag"},{"id":"2","provenance":"x"}]}"#), @r#"{"locations":[{"id":"mag:1"},{}]}"#);
}

#[test]
fn addresses_of_files_are_made() {
    let shown = |id: &str, has: &str| {
        object("works?select=content_urls", &format!(r#"{{"has_content":{has},"id":{id}}}"#))
    };
    let id = r#""https://openalex.org/W12""#;
    assert_snapshot!(shown(id, r#"{"grobid_xml":true,"pdf":true}"#), @r#"{"content_urls":{"pdf":"https://content.openalex.org/works/W12.pdf","grobid_xml":"https://content.openalex.org/works/W12.grobid-xml"}}"#);
    assert_snapshot!(shown(id, r#"{"grobid_xml":true,"pdf":null}"#), @r#"{"content_urls":{"grobid_xml":"https://content.openalex.org/works/W12.grobid-xml"}}"#);
    assert_snapshot!(object("works?select=has_content", r#"{"has_content":{"pdf":true,"grobid_xml":false}}"#), @r#"{"has_content":{"grobid_xml":false,"pdf":true}}"#);
    for (id, has) in [
        (id, r#"{"grobid_xml":false,"pdf":false}"#),
        (id, "null"),
        (id, "[]"),
        ("12", r#"{"pdf":true}"#),
        (r#""""#, r#"{"pdf":true}"#),
        (r#""W12\"""#, r#"{"pdf":true}"#),
    ] {
        assert_eq!(shown(id, has), r#"{"content_urls":null}"#);
    }
    assert_snapshot!(member("content_urls", r#"{"pdf":"x"}"#), @r#"{"content_urls":{"pdf":"x"}}"#);
}

#[test]
fn abstracts_are_unwrapped() {
    let shown = |value: &str| {
        member("abstract_inverted_index", value).replacen("abstract_inverted_index", "", 1)
    };
    assert_snapshot!(shown(r#"{"a":[0, 2]}"#), @r#"{"":{"a":[0, 2]}}"#);
    assert_snapshot!(shown(r#"{"IndexLength":3,"InvertedIndex":{"a":[0,2]}}"#), @r#"{"":{"a":[0,2]}}"#);
    assert_snapshot!(shown(r#""{\"a\": [0], \"\\u00e9\": [1]}""#), @r#"{"":{"a": [0], "\u00e9": [1]}}"#);
    assert_snapshot!(shown(r#""{\"IndexLength\": 1, \"InvertedIndex\": {\"a\": [0]}}""#), @r#"{"":{"a": [0]}}"#);
    // A word like another.
    assert_snapshot!(shown(r#"{"InvertedIndex":[0]}"#), @r#"{"":{"InvertedIndex":[0]}}"#);
    for value in
        [r#""""#, r#""text""#, r#""{\"a\":[0]""#, r#""null""#, r#""[1]""#, r#""\ud800""#, "null"]
    {
        assert_eq!(shown(value), r#"{"":null}"#, "{value}");
    }
}

#[test]
fn the_words_of_an_abstract_in_order() {
    let shown = |value: &str| {
        object("works?select=abstract", &format!(r#"{{"abstract_inverted_index":{value}}}"#))
    };
    assert_snapshot!(shown(r#"{"world":[3],"Hello":[0],"\u00e9\"":[2,1]}"#), @r#"{"abstract":"Hello \u00e9\" \u00e9\" world"}"#);
    // Gaps, two words at a position, one word twice at a position, positions that are none.
    assert_snapshot!(shown(r#"{"b":[900000000,5],"a":[0],"c":[5,5,5,-1,1.0,1e2,"6",null,[7],99999999999999999999],"":[1]}"#), @r#"{"abstract":"a b c b"}"#);
    assert_snapshot!(shown(r#""{\"IndexLength\": 2, \"InvertedIndex\": {\"b\": [1], \"a\": [0]}}""#), @r#"{"abstract":"a b"}"#);
    assert_snapshot!(object("works?select=abstract,id,abstract_inverted_index", r#"{"abstract_inverted_index":{"a":[0]},"id":1,"abstract":"own"}"#), @r#"{"id":1,"abstract_inverted_index":{"a":[0]},"abstract":"a"}"#);
    for value in ["null", "{}", "[]", r#""""#, r#"{"a":0}"#, r#"{"a":[-1]}"#, r#"{"":[0]}"#] {
        assert_eq!(shown(value), r#"{"abstract":null}"#, "{value}");
    }
    assert_snapshot!(object("works?select=abstract", "{}"), @r#"{"abstract":null}"#);
    assert!(
        !object("works", r#"{"abstract_inverted_index":{"a":[0]}}"#).contains(r#""abstract":"#)
    );
}

#[test]
fn an_abstract_cannot_outgrow_its_bounds() {
    let shown = |word: &str, count: usize| {
        let positions: Vec<String> = (0..count).map(|n| n.to_string()).collect();
        let value =
            format!(r#"{{"abstract_inverted_index":{{"{word}":[{}]}}}}"#, positions.join(","));
        object("works?select=abstract", &value).len()
    };
    assert!(shown("word", 1_000_000) > 4_000_000);
    assert_eq!(shown("word", 1_000_001), r#"{"abstract":null}"#.len());
    assert_eq!(shown(&"w".repeat(1 << 20), 100), r#"{"abstract":null}"#.len());
}

#[test]
fn instants_lose_their_zone() {
    let shown = |value: &str| {
        object("topics?select=updated_date", &format!(r#"{{"updated_date":{value}}}"#))
    };
    assert_snapshot!(shown(r#""2025-10-10T00:00:00.000Z""#), @r#"{"updated_date":"2025-10-10T00:00:00"}"#);
    assert_snapshot!(shown(r#""2025-10-10T08:15:30Z""#), @r#"{"updated_date":"2025-10-10T08:15:30"}"#);
    assert_snapshot!(shown(r#""2025-10-10T08:15:30.25+00:00""#), @r#"{"updated_date":"2025-10-10T08:15:30.250000"}"#);
    assert_snapshot!(shown(r#""2025-10-10T08:15:30.123456789Z""#), @r#"{"updated_date":"2025-10-10T08:15:30.123456789"}"#);
    for value in [
        r#""2025-11-06T03:46:38.306776""#,
        r#""2025-10-10""#,
        r#""2025-10-10T00:00:00""#,
        r#""2025-10-10 00:00:00Z""#,
        r#""2025-10-10T00:00:00,5Z""#,
        r#""2025-10-10T08:15:30+01:00""#,
        r#""Z""#,
        r#""""#,
        r#""éééééééééZ""#,
        "5",
        "null",
    ] {
        assert_eq!(shown(value), format!(r#"{{"updated_date":{value}}}"#));
    }
}

#[test]
fn bare_numbers_become_ids() {
    assert_snapshot!(member("ids", r#"{"mag":2741809807,"pmid":"x"}"#), @r#"{"ids":{"mag":"2741809807","pmid":"x"}}"#);
    assert_snapshot!(member("primary_topic", r#"{"domain":{"id":3},"field":{"id":31},"subfield":{"id":3109,"display_name":"x"},"score":1}"#), @r#"{"primary_topic":{"score":1,"subfield":{"id":"https://openalex.org/subfields/3109","display_name":"x"},"field":{"id":"https://openalex.org/fields/31"},"domain":{"id":"https://openalex.org/domains/3"}}}"#);
}

#[test]
fn members_that_the_api_has_dropped_stand_where_they_stood() {
    let record = r#"{"ngrams_url":"n","alternate_host_venues":[{"license":null,"x":1,"id":"V1"}],"grants":[],"host_venue":{"publisher":"p","x":1,"id":"V1"},"type":"article","ids":{},"awards":[],"authorships":[{"raw_affiliation_strings":[],"raw_affiliation_string":"r"}]}"#;
    assert_snapshot!(object("works", record), @r#"{"ids":{},"host_venue":{"id":"V1","publisher":"p"},"type":"article","authorships":[{"raw_affiliation_string":"r","raw_affiliation_strings":[]}],"alternate_host_venues":[{"id":"V1","license":null}],"grants":[],"awards":[],"content_urls":null,"ngrams_url":"n","abstract_inverted_index":null,"created_date":null}"#);
    assert_snapshot!(object("works?select=grants", record), @r#"{"grants":[]}"#);
}
