//! Recorded searches of Crossref's API, over the very records that it told: what it found is found, and how far the
//! orders agree is told.

use std::{
    collections::BTreeMap,
    fs,
    io::{Read as _, Write as _},
    path::Path,
};

use flate2::read::MultiGzDecoder;
use serapeum::{Lake, index_words, ingest};
use serde_json::Value;

/// So many of the service's first records are looked for among so many of ours.
const TOP: (usize, usize) = (10, 25);
/// Parameters that do not decide what is found.
const PAGING: [&str; 10] = [
    "rows", "offset", "cursor", "mailto", "sample", "select", "sort", "order", "facet", "callback",
];

/// The address of a request, and the works that it told.
struct Exchange {
    uri: String,
    items: Vec<Value>,
}

fn exchanges() -> Vec<Exchange> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/real/recorded_http/crossref.jsonl.gz");
    let Ok(file) = fs::File::open(path) else { return Vec::new() };
    let mut text = String::new();
    MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
    let mut all = Vec::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let body: Value = serde_json::from_str(line["body"].as_str().unwrap()).unwrap_or_default();
        let uri = line["uri"].as_str().unwrap().to_owned();
        if body["message-type"] == "work-list" && !uri.contains("select=") {
            let items = body["message"]["items"].as_array().cloned().unwrap_or_default();
            all.push(Exchange { uri, items });
        }
    }
    all
}

fn doi(item: &Value) -> String {
    item["DOI"].as_str().unwrap_or_default().to_lowercase()
}

/// The same question, for as many records as there are.
fn everything(uri: &str) -> String {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let kept = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !PAGING.contains(&name)
    });
    format!("{path}?{}&rows=100000", kept.collect::<Vec<_>>().join("&"))
}

#[test]
fn what_crossref_found_is_found() {
    let exchanges = exchanges();
    if exchanges.is_empty() {
        return;
    }
    let (snapshot, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut file = fs::File::create(snapshot.path().join("0.jsonl")).unwrap();
    for item in exchanges.iter().flat_map(|one| &one.items) {
        writeln!(file, "{item}").unwrap();
    }
    drop(file);
    let source = serapeum::source("crossref").unwrap();
    ingest::ingest(source, snapshot.path(), folder.path(), &ingest::Options::default(), &())
        .unwrap();
    let all = |_: &str, _: &str| true;
    index_words(folder.path(), &all, Default::default(), &()).unwrap();
    let lake = Lake::open(folder.path()).unwrap();

    let (mut searches, mut told, mut found) = (0, 0, 0);
    let (mut tops, mut taus, mut missed) = (Vec::new(), Vec::new(), Vec::new());
    let mut asked: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for exchange in exchanges.iter().filter(|one| one.uri.contains("query")) {
        let request = everything(&exchange.uri);
        if exchange.items.is_empty() {
            continue;
        }
        // Several pages of one walk ask the same.
        let ours = asked.entry(request.clone()).or_insert_with(|| {
            let body = lake.get(&request).unwrap_or_else(|error| panic!("{request}: {error}"));
            let body: Value = serde_json::from_str(&body).unwrap();
            body["message"]["items"].as_array().unwrap().iter().map(doi).collect()
        });
        let theirs: Vec<String> = exchange.items.iter().map(doi).collect();
        let places: Vec<usize> =
            theirs.iter().filter_map(|id| ours.iter().position(|own| own == id)).collect();
        searches += 1;
        told += theirs.len();
        found += places.len();
        if places.len() < theirs.len() {
            missed.push(format!("{} of {}: {request}", places.len(), theirs.len()));
        }
        let named = ["sort=", "cursor=", "offset="].iter().any(|name| exchange.uri.contains(name));
        if named || theirs.len() < 3 {
            continue;
        }
        let first = &ours[..ours.len().min(TOP.1)];
        let top = theirs.iter().take(TOP.0);
        tops.push(top.clone().filter(|id| first.contains(id)).count() as f64 / top.len() as f64);
        let pairs = places.iter().enumerate();
        let signs = pairs.flat_map(|(at, one)| {
            places[at + 1..].iter().map(move |other| if one < other { 1.0 } else { -1.0 })
        });
        let signs: Vec<f64> = signs.collect();
        if !signs.is_empty() {
            taus.push(signs.iter().sum::<f64>() / signs.len() as f64);
        }
    }
    let mean = |shares: &[f64]| shares.iter().sum::<f64>() / shares.len().max(1) as f64;
    eprintln!(
        "{searches} searches, {found} of {told} records found; the first {} in our first {}: {:.3}, tau {:.3}, of {} searches",
        TOP.0,
        TOP.1,
        mean(&tops),
        mean(&taus),
        tops.len()
    );
    missed.iter().take(20).for_each(|missed| eprintln!("  {missed}"));
    assert!(searches > 50, "{searches} searches");
    assert!(found * 100 >= told * 97, "{found} of {told}");
}
