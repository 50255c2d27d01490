//! Recorded answers and real records, where they stand beside the repository.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;
use serapeum_model::{Answer, Group, Value};
use serapeum_sources::datacite::SOURCE;
use serde_json::Value as Json;

use crate::{json, read, read_as};

pub(crate) fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    folder.is_dir().then_some(folder)
}

fn lines(path: &Path, mut take: impl FnMut(&str)) {
    for line in BufReader::new(MultiGzDecoder::new(File::open(path).unwrap())).lines() {
        take(&line.unwrap());
    }
}

/// Requests (without the host) and bodies of recorded answers of this status.
fn recorded(folder: &Path, status: u64, mut take: impl FnMut(&str, Json)) {
    lines(&folder.join("recorded_http/datacite.jsonl.gz"), |line| {
        let answer: Json = serde_json::from_str(line).unwrap();
        let body = answer["body"].as_str().and_then(|body| serde_json::from_str(body).ok());
        let (Some(body), Some(uri)) = (body, answer["uri"].as_str()) else { return };
        if let (Some((_, request)), true) =
            (uri.split_once(".datacite.org/"), answer["status"] == status)
        {
            take(request.trim_start_matches('/'), body);
        }
    });
}

/// The members of the newest form of records.
fn is_newest(attributes: &Json) -> bool {
    attributes.get("relatedItems").is_some() && attributes.get("alternateIdentifiers").is_some()
}

#[test]
fn queries_that_were_answered_are_read() {
    let Some(folder) = folder() else { return };
    let mut count = 0;
    recorded(&folder, 200, |request, _| {
        if request.starts_with("dois?") && request.contains("query=") {
            assert!(read(request).is_ok() && read_as(request, true).is_ok(), "{request}");
            count += 1;
        }
    });
    assert!(count > 3, "{count}");
}

#[test]
fn single_records_are_told_as_recorded() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    recorded(&folder, 200, |request, body| {
        if !request.starts_with("dois/") || !is_newest(&body["data"]["attributes"]) {
            return;
        }
        let request = read(request).unwrap();
        // A data file has the same members, with objects where the API tells names.
        let record = body["data"].to_string();
        let told =
            json(&SOURCE.dialect.write(&request, &Answer::One(Some(record.into_bytes())), 1));
        for (name, value) in body["data"]["attributes"].as_object().unwrap() {
            assert_eq!(
                told["data"]["attributes"][name], *value,
                "{name} of {}",
                body["data"]["id"]
            );
        }
        let theirs = body["data"]["relationships"].as_object().unwrap();
        for (name, value) in theirs {
            assert_eq!(told["data"]["relationships"][name], *value, "{name}");
        }
        assert_eq!(told["data"]["id"], body["data"]["id"]);
        compared += 1;
    });
    assert!(compared > 30, "{compared}");
}

#[test]
fn members_stand_in_the_recorded_order() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    lines(&folder.join("recorded_http/datacite.jsonl.gz"), |line| {
        let answer: Json = serde_json::from_str(line).unwrap();
        let body = answer["body"].as_str().unwrap_or_default();
        let newest = body.contains("\"relatedItems\"") && body.contains("\"alternateIdentifiers\"");
        if !newest || !body.starts_with("{\"data\":{\"id\"") {
            return;
        }
        let (_, record) = body.split_once("{\"data\":").unwrap();
        let record =
            serde_json::Deserializer::from_str(record).into_iter::<Json>().next().unwrap().unwrap();
        let told = SOURCE.dialect.object(
            &read("dois/10.1/x").unwrap(),
            record.to_string().as_bytes(),
            None,
        );
        let told = String::from_utf8(told.unwrap()).unwrap();
        let place = |text: &str, name: &str| text.find(&format!("\"{name}\":"));
        let names = [
            "prefix",
            "alternateIdentifiers",
            "xml",
            "metadataVersion",
            "viewsOverTime",
            "updated",
        ];
        for pair in names.windows(2) {
            assert!(place(body, pair[0]) < place(body, pair[1]), "{pair:?}");
            assert!(place(&told, pair[0]) < place(&told, pair[1]), "{pair:?}");
        }
        compared += 1;
    });
    assert!(compared > 30, "{compared}");
}

#[test]
fn missing_records_are_told_as_recorded() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    recorded(&folder, 404, |request, body| {
        if !request.starts_with("dois/") {
            return;
        }
        let reply = match read(request) {
            Ok(request) => SOURCE.dialect.write(&request, &Answer::One(None), 1),
            Err(error) => SOURCE.dialect.write_error(&error),
        };
        assert_eq!((reply.status, json(&reply)), (404, body));
        compared += 1;
    });
    assert!(compared >= 8, "{compared}");
}

#[test]
fn lists_have_the_recorded_envelope() {
    let Some(folder) = folder() else { return };
    let mut compared = 0;
    recorded(&folder, 200, |request, body| {
        if !request.starts_with("dois?") {
            return;
        }
        let request = read_as(request, true).unwrap();
        let total = body["meta"]["total"].as_u64().unwrap();
        // The recorded facets, where both have them.
        let facets =
            request.query.facets.iter().map(|grouping| groups(&body, &grouping.by[0].name));
        let answer = Answer::Page {
            total,
            records: Vec::new(),
            scores: Vec::new(),
            next: None,
            sums: Vec::new(),
            facets: facets.collect(),
        };
        let told = json(&SOURCE.dialect.write(&request, &answer, 1));
        assert_eq!(told["data"], body["data"]);
        for name in [
            "total",
            "totalPages",
            "page",
            "states",
            "resourceTypes",
            "providers",
            "clients",
            "prefixes",
        ] {
            assert_eq!(told["meta"].get(name), body["meta"].get(name), "{name}");
        }
        let (own, theirs) =
            (told["links"]["self"].as_str().unwrap(), body["links"]["self"].as_str().unwrap());
        assert_eq!(
            own.split_once("/dois"),
            theirs.replace("api.test.", "api.").split_once("/dois")
        );
        assert_eq!(told["links"].get("next"), body["links"].get("next"));
        compared += 1;
    });
    assert!(compared >= 5, "{compared}");
}

/// The recorded groups of a facet, as the engine would tell them.
fn groups(body: &Json, counted: &str) -> Vec<Group> {
    let name = match counted {
        "state" => "states",
        "client.id" => "clients",
        "provider.id" => "providers",
        "prefix" => "prefixes",
        "resourceTypes" => counted,
        _ => return Vec::new(),
    };
    let text = |group: &Json, member: &str| group[member].as_str().map(str::to_owned);
    let groups = body["meta"][name].as_array().cloned().unwrap_or_default();
    let told = groups.iter().map(|group| {
        let label = text(group, "title").filter(|_| name != "states");
        let key = text(group, "id").map(Value::Text);
        Group::new(key, label, group["count"].as_u64().unwrap())
    });
    told.collect()
}

/// The records of a data file.
pub(crate) fn real_records(folder: &Path) -> Vec<Json> {
    let mut records = Vec::new();
    let mut folders = vec![folder.join("datacite")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => lines(&path, |line| records.push(serde_json::from_str(line).unwrap())),
            }
        }
    }
    assert!(records.len() > 500);
    records
}

/// The records of a list of clients or providers.
pub(crate) fn side_records(folder: &Path, name: &str) -> Vec<Json> {
    let mut records = Vec::new();
    let path = folder.join(format!("side/datacite_{name}.jsonl.gz"));
    lines(&path, |line| records.push(serde_json::from_str(line).unwrap()));
    records
}

#[test]
fn real_records_are_told_in_every_way() {
    let Some(folder) = folder() else { return };
    let records = real_records(&folder);
    for text in
        ["dois", "dois?detail=1&affiliation=true&publisher=true", "dois/10.1/x", "dois?composite=1"]
    {
        let request = read(text).unwrap();
        for record in &records {
            let told =
                SOURCE.dialect.object(&request, record.to_string().as_bytes(), None).unwrap();
            let told: Json = serde_json::from_slice(&told).unwrap();
            assert_eq!(told["attributes"]["titles"], record["attributes"]["titles"]);
            for creator in told["attributes"]["creators"].as_array().unwrap() {
                assert!(creator["affiliation"].is_array() && creator["nameIdentifiers"].is_array());
            }
        }
    }
}
