//! Requests with their answers, as text: what the documentation of an API shows, and what it says when one is wrong.
//!
//! ```text
//! # a title
//! GET openalex/works?filter=publication_year:2020      "STRICT" instead of "GET" brings back the original's limits;
//! status 200                                           {next} stands for the token, or link, of the answer before
//! meta.count = 31                                      the member has this JSON value
//! results[0].id = "https://openalex.org/W2741809807"
//! results length 25                                    the array has so many elements
//! message contains did you mean                        the text has this somewhere
//! meta lacks next_cursor                               the object has no such member
//! meta.next_cursor is string                           or null, number, array, object, bool
//! media text/plain                                     the media type
//! ```
//!
//! A body that is no JSON counts as one text. Sources without a sample have a few records beside their scenarios.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::{fs, path::Path};

use serapeum::{Error, Lake, index_words, ingest};
use serde_json::Value;

/// What a file tells to do.
#[derive(Debug)]
struct Scenario<'t> {
    line: usize,
    strict: bool,
    request: &'t str,
    checks: Vec<&'t str>,
}

/// An answer, with its body as JSON.
#[derive(Debug)]
struct Told {
    status: u16,
    media: &'static str,
    body: Value,
}

#[test]
fn answers_are_as_told() {
    as_told("openalex", "../../sample-data/openalex");
}

#[test]
fn answers_over_few_records_are_as_told() {
    for name in ["crossref", "datacite", "openaire"] {
        as_told(name, &format!("tests/scenarios/{name}/snapshot"));
    }
}

fn as_told(name: &str, snapshot: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let source = serapeum::source(name).unwrap();
    let options = ingest::Options::default();
    ingest::ingest(source, &root.join(snapshot), folder.path(), &options, &()).unwrap();
    let all = |_: &str, _: &str| true;
    index_words(folder.path(), &all, Default::default(), &()).unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let strict = Lake::open(folder.path()).unwrap().strict(true);

    let mut files: Vec<_> = fs::read_dir(root.join("tests/scenarios").join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let (mut failures, mut checked) = (Vec::new(), 0);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let mut next = String::new();
        for scenario in scenarios(&text) {
            let request = scenario.request.replace("{next}", &escaped(&next));
            let told = ask(if scenario.strict { &strict } else { &lake }, &request);
            let tokens =
                ["meta.next_cursor", "message.next-cursor", "header.nextCursor", "links.next"];
            let token = tokens.iter().find_map(|place| at(&told.body, place)?.as_str());
            next = token.unwrap_or_default().to_owned();
            for check in &scenario.checks {
                checked += 1;
                if let Err(reason) = holds(check, &told) {
                    let name = file.file_name().unwrap().display();
                    failures
                        .push(format!("{name}:{} {request}\n  {check}\n  {reason}", scenario.line));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{} of {checked} fail:\n{}", failures.len(), failures.join("\n"));
    assert!(checked > 0);
}

#[test]
fn a_lake_of_works_alone_gives_groups_the_names_that_stand_in_works() {
    let source = serapeum::source("openalex").unwrap();
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    let (whole, alone) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut options = ingest::Options::default();
    ingest::ingest(source, &snapshot, whole.path(), &options, &()).unwrap();
    options.entities = vec!["works".to_owned()];
    ingest::ingest(source, &snapshot, alone.path(), &options, &()).unwrap();
    let [whole, alone] = [&whole, &alone].map(|folder| Lake::open(folder.path()).unwrap());
    for field in [
        "keywords.id",
        "concepts.id",
        "funders.id",
        "awards.id",
        "primary_topic.id",
        "primary_topic.subfield.id",
        "sustainable_development_goals.id",
        "primary_location.source.id",
        "primary_location.source.host_organization",
        "locations.source.host_organization_lineage",
        "institutions.country_code",
        "language",
    ] {
        let ask_groups = |lake| ask(lake, &format!("openalex/works?group_by={field}")).body;
        let (with, without) = (ask_groups(&whole), ask_groups(&alone));
        assert_eq!(with["group_by"], without["group_by"], "{field}");
        let groups = with["group_by"].as_array().unwrap();
        let named = groups.iter().filter(|group| group["key_display_name"].is_string()).count();
        // Half of the awards have no name.
        assert!(named * 3 > groups.len() && named > 3, "{field}: {named} of {}", groups.len());
    }
}

fn scenarios(text: &str) -> Vec<Scenario<'_>> {
    let mut found: Vec<Scenario<'_>> = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match line.split_once(' ') {
            Some((word @ ("GET" | "STRICT"), request)) => found.push(Scenario {
                line: at + 1,
                strict: word == "STRICT",
                request: request.trim(),
                checks: Vec::new(),
            }),
            _ => found.last_mut().expect("a check before any request").checks.push(line),
        }
    }
    assert!(found.iter().all(|scenario| !scenario.checks.is_empty()), "a request without checks");
    found
}

fn ask(lake: &Lake, request: &str) -> Told {
    let reply = match lake.reply(request) {
        Ok(reply) | Err(Error::Request { reply, .. }) => reply,
        // What no API would answer: status 0.
        Err(error) => return Told { status: 0, media: "", body: Value::from(error.to_string()) },
    };
    let text = String::from_utf8(reply.body).unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::from(text));
    Told { status: reply.status, media: reply.media, body }
}

/// A token as it stands in a request; a link already is one.
fn escaped(next: &str) -> String {
    if next.starts_with("https://") { next.to_owned() } else { next.replace('+', "%2B") }
}

/// Whether a check holds; otherwise what stands there.
fn holds(check: &str, told: &Told) -> Result<(), String> {
    let Told { status, media, body } = told;
    let (place, rest) = check.split_once(' ').expect("a check of one word");
    let (word, rest) = rest.split_once(' ').unwrap_or((rest, ""));
    if place == "status" {
        let same = word == status.to_string();
        return if same { Ok(()) } else { Err(format!("status {status}: {}", short(body))) };
    }
    if place == "media" {
        return if word == *media { Ok(()) } else { Err(format!("media {media}")) };
    }
    let found = at(body, place).ok_or_else(|| format!("nothing stands there: {}", short(body)))?;
    let holds = match word {
        "=" => {
            let wanted: Value = serde_json::from_str(rest).expect(check);
            *found == wanted
        }
        "length" => found.as_array().map(Vec::len) == rest.parse().ok(),
        "contains" => found.as_str().is_some_and(|text| text.contains(rest)),
        "lacks" => found.as_object().is_some_and(|members| !members.contains_key(rest)),
        "is" => kind(found) == rest,
        other => panic!("no check `{other}`"),
    };
    if holds { Ok(()) } else { Err(format!("there stands {}", short(found))) }
}

/// What stands at a place such as `results[0].id`; `.` is the whole.
fn at<'v>(body: &'v Value, place: &str) -> Option<&'v Value> {
    let mut found = body;
    for step in place.split('.').filter(|step| !step.is_empty()) {
        let (name, index) = step.split_once('[').unwrap_or((step, ""));
        found = found.get(name)?;
        if let Some(index) = index.strip_suffix(']') {
            found = found.get(index.parse::<usize>().ok()?)?;
        }
    }
    Some(found)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "bool",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    match value.as_array() {
        Some(elements) => format!("{} elements: {text:.300}", elements.len()),
        None => format!("{text:.600}"),
    }
}
