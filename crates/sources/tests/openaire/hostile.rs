//! Requests and records that were damaged on purpose.

use serapeum_sources::openaire::SOURCE;

use super::{damage, error_text, numbers::Numbers, read, read_as};

const SEEDS: &[&str] = &[
    "graph/v1/researchProducts?type=dataset,other&countryCode=US AND NOT GR&fromPublicationDate=2020&sortBy=publicationDate DESC,impulse ASC",
    "graph/v3/research-products?accessRightLabel=\"Open Access\"&publicationYear=(2020 OR 2021)&includeStats=true&pageSize=50&page=3",
    "researchProducts?cursor=AoI/D2M2NGU1YjVkNTQ4Nzo6NjlmZTBmNjljYzM4YTY1MjI5YjM3ZDRmZmIyMTU1NDAIP4AAAA==",
    "researchProducts?fos=\"03 medical \\\" and\" AND \"0502\"&sdg=13&logicalOperator=NOT&rorId=https://ror.org/0384j8v12",
    "projects?activeYear=2020&fundingShortName=EC&excludePubDateRange=true",
    "organizations/openorgs____::97dd3670a610655bd733fcf83d0eed4d",
];

const PIECES: &[&str] = &[
    "\"",
    "(",
    ")",
    ",",
    " AND ",
    " OR ",
    " NOT ",
    "\\",
    "é",
    "\u{1F600}",
    "%",
    "%00",
    "%ff",
    "+",
    "&",
    "=",
    "/",
    "?",
    ":",
    "*",
    "-",
    "9999999999999999999999",
    "AoA=",
    "v3",
    "null",
    "\u{0}",
    "ASC",
    "true",
];

#[test]
fn mutated_requests_never_panic() {
    let mut numbers = Numbers(0x5EED);
    let mut read_well = 0;
    for round in 0..6_000 {
        let text = damage::request(SEEDS[round % SEEDS.len()], PIECES, &mut numbers);
        match read_as(&text, round % 2 == 0) {
            Ok(_) => read_well += 1,
            Err(error) => assert!(!error_text(&error).is_empty()),
        }
    }
    assert!(read_well > 300, "{read_well}");
}

#[test]
fn long_values_are_read_without_deep_recursion() {
    for piece in ["(", ")", "NOT ", "a AND ", "a OR ", "a,", "\"", "\\", "é", " ", "(a) OR "] {
        let value = piece.repeat(50_000 / piece.len());
        for name in ["subjects", "publicationYear", "sdg", "cursor", "sortBy", "logicalOperator"] {
            let _ = read_as(&format!("researchProducts?{name}={value}a"), false);
        }
        let _ = read_as(&format!("researchProducts/{value}"), false);
        let _ = read_as(&value, false);
    }
    let many = "NOT ".repeat(10_001);
    let filter = read(&format!("researchProducts?subjects={many}a")).unwrap().query.filter;
    assert_eq!(filter.to_string(), "NOT subjects.subject.value = 'a'");
}

const RECORDS: &[&str] = &[
    r#"{"author":[{"fullname":"A"}],"indicators":{"bipIndicators":[{"indicator":"influence","score":"2.5E-9","class":"C5"}]},"instance":[{"url":["u"]}],"id":"50|a::b"}"#,
    r#" { "mainTitle" : "\u00e9\ud83d\ude00" , "container" : { "conferenceplace" : null } , "projects" : [ ] } "#,
];

#[test]
fn mutated_records_become_json_or_an_error() {
    let mut numbers = Numbers(0xB00C);
    let mut written = 0;
    for round in 0..9_000 {
        let record = damage::record(RECORDS[round % RECORDS.len()], &mut numbers);
        for request in ["graph/v1/researchProducts", "graph/v3/research-products", "projects"] {
            let Ok(object) = SOURCE.dialect.object(&read(request).unwrap(), &record, None) else {
                continue;
            };
            let text = String::from_utf8(object).unwrap();
            let valid = serde_json::from_str::<&serde_json::value::RawValue>(&text).is_ok();
            assert!(valid, "{}\n{text}", String::from_utf8_lossy(&record));
            written += 1;
        }
    }
    assert!(written > 2_000, "{written}");
}

#[test]
fn records_are_read_without_deep_recursion() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"pid":"#, "}]")] {
        for depth in [1, 60, 100_000] {
            for name in ["author", "instance", "indicators", "x"] {
                let record =
                    format!("{{\"{name}\":{}1{}}}", open.repeat(depth), close.repeat(depth));
                let object = SOURCE.dialect.object(
                    &read("researchProducts").unwrap(),
                    record.as_bytes(),
                    None,
                );
                assert_eq!(object.is_ok(), depth < 127, "{name} {depth}");
            }
        }
    }
}
