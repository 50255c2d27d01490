//! Answers that the API has given, where they stand beside the repository: the same requests are read, and the records
//! that they told are written again.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    sync::OnceLock,
};

use flate2::read::MultiGzDecoder;
use serapeum_model::{Answer, Request};
use serapeum_sources::crossref::SOURCE;
use serde_json::{Map, Value};

fn lines(path: &str) -> Vec<Value> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    let Ok(file) = File::open(root.join(path)) else { return Vec::new() };
    let lines = BufReader::new(MultiGzDecoder::new(file)).lines();
    lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
}

/// A request and what it was answered with.
struct Exchange {
    path: String,
    query: String,
    status: String,
    year: u32,
    media: String,
    body: String,
}

/// Every exchange that was recorded; read once, because there is much of it.
fn exchanges() -> &'static [Exchange] {
    static EXCHANGES: OnceLock<Vec<Exchange>> = OnceLock::new();
    EXCHANGES.get_or_init(read_exchanges)
}

fn read_exchanges() -> Vec<Exchange> {
    let read = |exchange: &Value| {
        let text = |name: &str| exchange[name].as_str().unwrap_or_default().to_owned();
        let uri = text("uri");
        let (_, rest) = uri.split_once("api.crossref.org/").unwrap();
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let year = text("date").get(12..16).and_then(|year| year.parse().ok()).unwrap_or(0);
        Exchange {
            path: path.to_owned(),
            query: query.to_owned(),
            status: exchange["status"].to_string().trim_matches('"').to_owned(),
            year,
            media: text("content_type").to_lowercase(),
            body: text("body"),
        }
    };
    lines("recorded_http/crossref.jsonl.gz").iter().map(read).collect()
}

impl Exchange {
    fn read(&self) -> Result<Request, serapeum_model::BadRequest> {
        super::read_as(&format!("{}?{}", self.path, self.query), true)
    }

    /// Whether the answer is one that this version gives at all.
    fn is_ours(&self) -> bool {
        let elsewhere = ["beta/", "transform", ".xml"].iter().any(|word| self.path.contains(word));
        !elsewhere && !matches!(self.status.as_str(), "301" | "429" | "500" | "504")
    }

    /// Whether the answer tells how well each record fits.
    fn scores(&self) -> bool {
        self.query.contains("query")
    }
}

/// Requests that were answered once and are refused now, and why.
const REFUSED_NOW: &[(&str, &str)] = &[
    ("reference-visibility", "the filter is gone"),
    ("offset=things", "for some time the service took a number that is none for 0"),
    ("cursor=AoJ", "a cursor of before 2020"),
    ("cursor=DnF1", "a cursor of the service's own, which it has forgotten since"),
    ("/agency", "the DOI of another agency"),
];

#[test]
fn requests_that_were_answered_are_read() {
    let mut read = 0;
    let mut refused = BTreeSet::new();
    for exchange in exchanges().iter().filter(|one| one.status == "200" && one.is_ours()) {
        let text = format!("{}?{}", exchange.path, exchange.query);
        match exchange.read() {
            Ok(_) => read += 1,
            Err(error) => match REFUSED_NOW.iter().find(|(part, _)| text.contains(part)) {
                Some((part, _)) => drop(refused.insert(*part)),
                None => panic!("{text}: {error}"),
            },
        }
    }
    eprintln!("{read} requests read; refused: {refused:?}");
}

#[test]
fn failures_are_told_in_the_same_words() {
    // Names stand in quotes since 2025.
    let plain = |text: &str| text.replace('\'', "").replace(" Did you mean", "~Did you mean");
    let mut compared = 0;
    for exchange in exchanges().iter().filter(|one| one.is_ours()) {
        let failed = exchange.status == "400" || exchange.status == "404";
        // Field queries that were refused for a while, and filters that are gone.
        let former = ["deprecated", "has-public-references"];
        if !failed || former.iter().any(|word| exchange.body.contains(word)) {
            continue;
        }
        // Whether a record exists is for the lake to say.
        let Err(error) = exchange.read() else {
            assert_eq!(exchange.status, "404", "{}?{}", exchange.path, exchange.query);
            let missing = Answer::One(None);
            let request = exchange.read().unwrap();
            if matches!(request.query.ask, serapeum_model::Ask::One) {
                let reply = SOURCE.dialect.write(&request, &missing, 0);
                assert_eq!(
                    (reply.status, reply.body),
                    (404, exchange.body.trim_end().as_bytes().to_vec())
                );
            }
            continue;
        };
        let reply = SOURCE.dialect.write_error(&error);
        let body = String::from_utf8(reply.body).unwrap();
        assert_eq!(reply.status.to_string(), exchange.status);
        if exchange.year >= 2024 {
            assert_eq!(reply.media, exchange.media, "{}?{}", exchange.path, exchange.query);
        }
        let (ours, theirs) =
            (plain(body.trim_end()), plain(exchange.body.trim_end()).replace("\\/", "/"));
        assert_eq!(ours, theirs, "{}?{}", exchange.path, exchange.query);
        compared += 1;
    }
    eprintln!("{compared} failures compared");
}

/// A record as a file has it: without what is empty.
fn filed(message: &Map<String, Value>) -> Map<String, Value> {
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    let mut record = message.clone();
    record.retain(|name, value| !empty(value) && name != "score");
    record.insert("score".to_owned(), 0.0.into());
    record
}

#[test]
fn single_records_are_the_same() {
    let mut compared = 0;
    for exchange in exchanges().iter().filter(|one| one.status == "200" && one.is_ours()) {
        let Ok(body) = serde_json::from_str::<Value>(&exchange.body) else { continue };
        let Value::Object(message) = &body["message"] else { continue };
        let (Some("work"), Ok(request)) = (body["message-type"].as_str(), exchange.read()) else {
            continue;
        };
        if exchange.year < 2023 {
            continue;
        }
        let record = Value::Object(filed(message)).to_string();
        let answer = Answer::One(Some(record.into_bytes()));
        let reply = SOURCE.dialect.write(&request, &answer, 0);
        let mut written: Value = serde_json::from_slice(&reply.body).unwrap();
        // Between the end of subjects and the list that says so there were no such members.
        if !message.contains_key("subject") {
            written["message"].as_object_mut().unwrap().remove("subject");
        }
        assert_eq!(written, body, "{}", exchange.path);
        compared += 1;
    }
    eprintln!("{compared} single records compared");
}

/// As `assert_eq!`, but names where two answers differ.
fn assert_same(ours: &Value, theirs: &Value, about: &str) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            let names = |map: &Map<String, Value>| map.keys().cloned().collect::<BTreeSet<_>>();
            assert_eq!(names(a), names(b), "{about}");
            a.iter()
                .for_each(|(name, value)| assert_same(value, &b[name], &format!("{about} {name}")));
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter()
                .zip(b)
                .enumerate()
                .for_each(|(i, (a, b))| assert_same(a, b, &format!("{about} {i}")));
        }
        _ => assert_eq!(ours, theirs, "{about}"),
    }
}

fn without_scores(body: &mut Value) {
    for item in body["message"]["items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().remove("score");
    }
}

#[test]
fn lists_are_the_same() {
    let mut compared = 0;
    for exchange in exchanges().iter().filter(|one| one.status == "200" && one.year >= 2022) {
        let Ok(body) = serde_json::from_str::<Value>(&exchange.body) else { continue };
        let kind = body["message-type"].as_str().unwrap_or_default();
        if !["work-list", "member-list", "journal-list", "funder-list"].contains(&kind) {
            continue;
        }
        let Ok(request) = exchange.read() else { continue };
        // A member that is known although it has no works: only its works are looked at here.
        if exchange.path == "members/9/works" {
            continue;
        }
        let items = body["message"]["items"].as_array().unwrap();
        let records = items.iter().map(|item| item.to_string().into_bytes()).collect();
        let total = body["message"]["total-results"].as_u64().unwrap();
        // An older engine, in use beside the newer one for years, told of how many a sample was drawn.
        if request.query.sample.is_some_and(|sample| total > sample.size) {
            continue;
        }
        let answer = Answer::Page {
            total,
            records,
            scores: Vec::new(),
            next: None,
            sums: vec![],
            facets: vec![],
        };
        let reply = SOURCE.dialect.write(&request, &answer, 0);
        let mut written: Value = serde_json::from_slice(&reply.body)
            .unwrap_or_else(|_| panic!("{}?{}: {reply:?}", exchange.path, exchange.query));
        if let Some(token) = body["message"].get("next-cursor") {
            assert!(written["message"]["next-cursor"].is_string());
            written["message"]["next-cursor"] = token.clone();
        }
        // The counts themselves are the lake's to say.
        if body["message"]["facets"].as_object().is_some_and(|facets| !facets.is_empty()) {
            assert!(!request.query.facets.is_empty());
            written["message"]["facets"] = body["message"]["facets"].clone();
        }
        let mut body = body;
        if exchange.scores() {
            without_scores(&mut written);
            without_scores(&mut body);
        }
        let about = format!("{}?{}", exchange.path, exchange.query);
        assert_same(&written, &body, &about);
        compared += 1;
    }
    eprintln!("{compared} lists compared");
}

#[test]
fn side_records_are_told_as_they_are() {
    for (file, path) in [("crossref_members", "members/1"), ("crossref_funders", "funders/1")] {
        let request = super::read(path).unwrap();
        for record in lines(&format!("side/{file}.jsonl.gz")) {
            let answer = Answer::One(Some(record.to_string().into_bytes()));
            let reply = SOURCE.dialect.write(&request, &answer, 0);
            let body: Value = serde_json::from_slice(&reply.body).unwrap();
            assert_eq!(body["message"], record);
        }
    }
}

#[test]
fn every_record_of_a_file_can_be_told() {
    let list = super::read("works?filter=has-orcid:1").unwrap();
    let one = super::read("works/10.1234/x").unwrap();
    for record in lines("crossref/1.jsonl.gz") {
        let record = record.to_string();
        let object = |request| SOURCE.dialect.object(request, record.as_bytes(), None).unwrap();
        let listed: Map<String, Value> = serde_json::from_slice(&object(&list)).unwrap();
        assert_eq!(
            listed,
            filed(serde_json::from_str::<Value>(&record).unwrap().as_object().unwrap())
        );
        let single: Map<String, Value> = serde_json::from_slice(&object(&one)).unwrap();
        assert!(single["title"].is_array() && single["relation"].is_object());
        assert_eq!(single["DOI"], listed["DOI"]);
    }
}

#[test]
fn types_are_those_of_the_service() {
    for exchange in exchanges().iter().filter(|one| one.status == "200" && one.year >= 2022) {
        if !exchange.path.starts_with("types") || exchange.path.ends_with("works") {
            continue;
        }
        let reply = SOURCE.dialect.write(&exchange.read().unwrap(), &Answer::Known, 0);
        assert_eq!(String::from_utf8(reply.body).unwrap(), exchange.body.trim_end());
        assert_eq!(reply.media, exchange.media);
    }
}
