//! Every record of a file is in the lake, unchanged, and answers to its DOI.

use std::collections::{BTreeMap, BTreeSet};

use serapeum::{ExportOptions, Lake};

use crate::{
    json::{self, members},
    records::{self, Record},
    request::encoded,
};

/// Members that a single work has, empty or not.
const ALWAYS: [&str; 8] = [
    "container-title",
    "original-title",
    "relation",
    "short-container-title",
    "short-title",
    "subject",
    "subtitle",
    "title",
];

/// JSON without the spaces between its tokens.
fn compact(text: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    let kept = text.chars().filter(|c| {
        let keep = inside || !c.is_ascii_whitespace();
        (inside, escaped) = match (inside, escaped, c) {
            (true, true, _) => (true, false),
            (true, false, '\\') => (true, true),
            (_, _, '"') => (!inside, false),
            _ => (inside, false),
        };
        keep
    });
    kept.collect()
}

fn kept(name: &str, form: fn(&str) -> String) {
    let Some(snapshot) = records::real(name) else { return };
    let folder = tempfile::tempdir().unwrap();
    let (lake, summary) = crate::lake(&snapshot, folder.path());
    let every = records::every(&snapshot);
    let in_force = records::in_force(&snapshot);
    let works = summary.entities.iter().find(|known| known.entity == "works").unwrap();
    eprintln!("{name}: {} records, nulled: {:?}", works.written, works.nulled);
    assert_eq!(works.read, every.len() as u64);
    assert_eq!(works.written, every.len() as u64);
    assert_eq!(works.live, in_force.len() as u64);
    assert_eq!(works.rejected, Default::default());
    assert_eq!(works.warnings, Vec::<String>::new());
    assert_eq!(works.nulled, BTreeMap::new());

    let mut options = ExportOptions::default();
    options.raw = true;
    let mut exported = Vec::new();
    lake.export("crossref/works", &options, &mut exported, &mut |_| {}).unwrap();
    let exported = String::from_utf8(exported).unwrap();
    let found: Vec<&str> = exported.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(found.len(), in_force.len());
    let found: BTreeSet<String> = found.into_iter().map(form).collect();
    let wanted: BTreeSet<String> = in_force.iter().map(|record| form(&record.text)).collect();
    assert!(found == wanted, "{:?}", wanted.difference(&found).next());

    let odd = |doi: &str| doi.chars().any(|c| !(c.is_ascii_alphanumeric() || "./-_".contains(c)));
    let mut asked = 0;
    for (at, record) in in_force.iter().enumerate() {
        if at % 40 == 0 || odd(&record.doi()) && at % 3 == 0 {
            single(&lake, record, asked);
            asked += 1;
        }
    }
    eprintln!("{name}: {asked} works by DOI");
    assert!(asked > 15);
}

/// A work under its DOI, spelt in one of the ways in which it may be.
fn single(lake: &Lake, record: &Record, at: usize) {
    let doi = record.doi();
    let spelt = match at % 5 {
        0 => encoded(&doi),
        1 => encoded(&doi).replace('/', "%2F"),
        2 => encoded(&doi.to_uppercase()),
        3 => format!("https://doi.org/{}", encoded(&doi)),
        _ => format!("doi:{}", encoded(&doi)),
    };
    let body =
        lake.get(&format!("crossref/works/{spelt}")).unwrap_or_else(|e| panic!("{doi}: {e}"));
    let mut found: BTreeMap<_, _> =
        members(json::member(&body, "message").unwrap()).into_iter().collect();
    assert_eq!(found.remove("score"), Some("1"), "{doi}");
    let mut wanted: BTreeMap<_, _> = members(&record.text)
        .into_iter()
        .filter(|(name, _)| name != "score")
        .filter(|(name, value)| json::filled(&record.value[name]) || *value != "null")
        .filter(|(name, _)| json::filled(&record.value[name]) || ALWAYS.contains(&name.as_str()))
        .collect();
    for name in ALWAYS {
        let empty = if name == "relation" { "{}" } else { "[]" };
        wanted.entry(name.to_owned()).or_insert(empty);
    }
    let form = |(name, value): (&String, &&str)| (name.clone(), compact(value));
    let found: Vec<_> = found.iter().map(form).collect();
    assert_eq!(found, wanted.iter().map(form).collect::<Vec<_>>(), "{doi}");
}

#[test]
fn lines_are_kept_byte_for_byte() {
    kept("crossref", str::to_owned);
}

#[test]
fn items_are_kept_but_for_spaces() {
    kept("crossref_items", compact);
}

#[test]
fn compacted() {
    assert_eq!(
        compact("{ \"a b\" : \"c \\\" d\" ,\n\t\"e\":[ 1 , 2 ] }"),
        r#"{"a b":"c \" d","e":[1,2]}"#
    );
}
