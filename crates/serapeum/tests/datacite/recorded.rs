//! Recorded answers of the hosted service, where they stand beside the repository, beside those of a lake that is
//! made of the records in them.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::Path,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use crate::judging::{ask, lakes};

/// Requests with status and body: those of `/dois`.
fn recorded() -> Option<Vec<(String, u16, Value)>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/real/recorded_http/datacite.jsonl.gz");
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(fs::File::open(file).ok()?)
        .read_to_string(&mut text)
        .unwrap();
    let read = |line: &str| {
        let answer: Value = serde_json::from_str(line).unwrap();
        let (_, request) = answer["uri"].as_str()?.split_once("api.datacite.org/")?;
        let status = &answer["status"];
        let status = status.as_u64().or_else(|| status.as_str()?.parse().ok())?;
        let body = answer["body"].as_str()?;
        let body = serde_json::from_str(body)
            .ok()
            .or_else(|| serde_json::from_slice(&STANDARD.decode(body).ok()?).ok())?;
        request.starts_with("dois").then(|| (request.to_owned(), status as u16, body))
    };
    Some(text.lines().filter_map(read).collect())
}

/// Members that the service has come to tell otherwise since the recording, or that the file does not have.
const CHANGED: [&str; 2] = ["xml", "published"];

#[test]
fn records_and_errors_are_told_as_recorded() {
    let Some(recorded) = recorded() else { return };
    // Of a DOI the last recording counts; a lake holds one record of it.
    let mut singles = BTreeMap::new();
    for (request, status, body) in &recorded {
        let newest = body["data"]["attributes"].get("relatedItems").is_some();
        if *status == 200 && request.starts_with("dois/") && newest {
            singles.insert(body["data"]["id"].as_str().unwrap(), (request, body));
        }
    }
    let snapshot = tempfile::tempdir().unwrap();
    let month = snapshot.path().join("dois/updated_2025-01");
    fs::create_dir_all(&month).unwrap();
    let lines: Vec<String> = singles.values().map(|(_, body)| body["data"].to_string()).collect();
    fs::write(month.join("part_0000.jsonl"), lines.join("\n")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let ([lake, _], _) = lakes("datacite", snapshot.path(), folder.path());

    let (mut members, mut differences) = (0, BTreeSet::new());
    for (request, theirs) in singles.values() {
        let (status, ours) = ask(&lake, &format!("datacite/{request}"));
        assert_eq!(status, 200, "{request}");
        for part in ["attributes", "relationships"] {
            for (name, value) in theirs["data"][part].as_object().unwrap() {
                members += 1;
                if ours["data"][part][name] != *value && !CHANGED.contains(&name.as_str()) {
                    let told = &ours["data"][part][name];
                    differences.insert(format!("{request} {name}: {told:.200}, not {value:.200}"));
                }
            }
        }
    }
    let (mut missing, mut others) = (0, 0);
    for (request, _, body) in recorded.iter().filter(|(_, status, _)| *status == 404) {
        let (status, ours) = ask(&lake, &format!("datacite/{request}"));
        if ours == *body && status == 404 {
            missing += 1;
        } else {
            others += 1;
            eprintln!("{request}: {status} {ours} beside {body}");
        }
    }
    eprintln!(
        "{} records with {members} members, {missing} errors the same, {others} not",
        singles.len()
    );
    assert!(differences.is_empty(), "{differences:#?}");
    assert!(singles.len() > 20 && missing > 0 && others == 0);
}
