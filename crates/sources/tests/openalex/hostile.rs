use super::{damage, error_text, numbers::Numbers, read_as};

const SEEDS: &[&str] = &[
    "works?filter=publication_year:2018-2020,type:!article|book,title.search:x&sort=cited_by_count:desc",
    "works?filter=author.id:A5023888391|null,updated_date:>2020-05-17,cited_by_count:<5&per-page=10&page=3",
    "works?filter=display_name:\"a, b\"|\"c\",institutions.continent:europe asia&group_by=type:include_unknown",
    "works?cursor=Ils5OSwgMTIzNDUsICdodHRwczovL29wZW5hbGV4Lm9yZy9XMjc0MTgwOTgwNyddIg==",
    "works/https://doi.org/10.7717/peerj.4375",
    "authors/scopus:36455008000",
    "institutions/wikidata:Q13371",
    "sources/issn:2167-8359",
    "funders/ror:021nxhr62",
    "source-types/https://openalex.org/source-types/ebook%20platform",
    "domains?filter=fields.id:17|fields/27,id:!3&sort=display_name",
    "authors?filter=from_updated_date:2020-05-17T10:00:00.5Z,scopus:1&corpus=all",
];

const PIECES: &[&str] = &[
    "!",
    "|",
    ":",
    ",",
    "\"",
    "-",
    "<",
    ">",
    "null",
    "é",
    "\u{1F600}",
    "ß",
    "İ",
    "%",
    "%00",
    "%ff",
    "+",
    " ",
    "&",
    "=",
    "/",
    "?",
    "W",
    "10.",
    "9999999999999999999999",
    "Q",
    "'",
    "\\",
    "[",
    "]",
    "\u{0}",
    "*",
    "true",
    "1e999",
];

#[test]
fn mutated_requests_never_panic() {
    let mut numbers = Numbers(0x5EED);
    for round in 0..10_000 {
        let text = damage::request(SEEDS[round % SEEDS.len()], PIECES, &mut numbers);
        if let Err(error) = read_as(&text, round % 2 == 0) {
            assert!(!error_text(&error).is_empty());
        }
    }
}

#[test]
fn long_values_are_read_without_recursion() {
    for piece in ["!", "-", "|", ",", " ", "\"", "null|", "W12|", "type:a,", "é"] {
        let value = piece.repeat(50_000 / piece.len());
        for name in ["cited_by_count", "type", "author.id", "updated_date", "doi", "is_oa"] {
            let _ = read_as(&format!("works?filter={name}:{value}"), false);
        }
        let _ = read_as(&format!("works/{value}"), false);
        let _ = read_as(&format!("works?sort={value}"), false);
    }
}

const RECORDS: &[&str] = &[
    r#"{"id":"https://openalex.org/W12","ids":{"mag":12,"doi":null},"abstract_inverted_index":"{\"IndexLength\":1,\"InvertedIndex\":{\"a\":[0]}}","authorships":[{"author":{"id":"A1"},"institutions":[{"id":"I1","lineage":[1]}]}],"locations":[{"id":"10.1/x","provenance":"crossref","source":{"id":"S1"}}],"has_content":{"pdf":true},"updated_date":"2025-10-10T00:00:00.000Z"}"#,
    r#" { "title" : "\u00e9\ud83d\ude00" , "fwci" : -1.5e+3 , "abstract_inverted_index" : { "InvertedIndex" : { "b" : [ 1 , 1 , -1 ] } } , "primary_topic" : { "domain" : { "id" : 3 } } , "created_date" : null } "#,
];

fn object(request: &str, record: &[u8]) -> Option<Vec<u8>> {
    let request = super::read(request).unwrap();
    serapeum_sources::openalex::SOURCE.dialect.object(&request, record, None).ok()
}

fn is_json(bytes: &[u8]) -> bool {
    // Unlike a value it takes numbers too large for a float and lone surrogates, which records may have.
    let text = std::str::from_utf8(bytes).unwrap();
    serde_json::from_str::<&serde_json::value::RawValue>(text).is_ok()
}

#[test]
fn mutated_records_become_json_or_an_error() {
    let mut numbers = Numbers(0xB00C);
    let mut written = 0;
    for round in 0..30_000 {
        let record = damage::record(RECORDS[round % RECORDS.len()], &mut numbers);
        for request in ["works", "works/W12?select=abstract,content_urls,locations"] {
            let object = object(request, &record);
            let valid = std::str::from_utf8(&record).is_ok_and(|_| is_json(&record));
            let told = String::from_utf8_lossy(&record);
            if let Some(object) = &object {
                assert!(is_json(object), "{told}\n{}", String::from_utf8_lossy(object));
            }
            assert_eq!(object.is_some(), valid && told.trim().starts_with('{'), "{told}");
            written += usize::from(object.is_some());
        }
    }
    assert!(written > 5_000, "{written}");
}

#[test]
fn records_are_read_without_deep_recursion() {
    for (open, close) in [("[", "]"), (r#"{"author":"#, "}"), (r#"{"a":"#, "}")] {
        for depth in [1, 100, 126, 127, 100_000] {
            for name in ["authorships", "abstract_inverted_index", "locations", "ids", "x"] {
                let (open, close) = (open.repeat(depth), close.repeat(depth));
                let record = format!(r#"{{"{name}":{open}1{close}}}"#);
                let written = object("works", record.as_bytes());
                assert_eq!(written.is_some(), depth < 127, "{name} {depth}");
                let text = serde_json::Value::from(format!("{open}1{close}"));
                let record = format!(r#"{{"abstract_inverted_index":{text}}}"#);
                assert!(object("works?select=abstract", record.as_bytes()).is_some());
            }
        }
    }
}
