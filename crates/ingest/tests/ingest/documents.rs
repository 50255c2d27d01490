//! Documents with the records in an array, beside lines.

use std::{collections::BTreeMap, fs, io::Read as _, path::Path};

use serapeum_ingest::{Error, Options, Summary, ingest};
use serapeum_lake::{Lake, Stored};
use serapeum_model::{Entity, Framing, Layout, Source, table};

use super::books::{Mute, Told, gzip, options, stored};

table! {
    /// Articles.
    ARTICLES "articles" {
        DOI "DOI" = Row::doi();
        AUTHORS "author.family" = Row::keyword().at("author[].family").many();
    }
}
static ARTICLE: Entity = Entity::new("articles", ARTICLES, DOI).checked();
static LAYOUT: Layout = Layout {
    folders: &["{entity}"],
    renamed: &[],
    endings: &[".json", ".json.gz", ".jsonl", ".jsonl.gz"],
    framing: Framing::ByEnding(&[
        (".json", Framing::Items("items")),
        (".json.gz", Framing::Items("items")),
    ]),
    manifests: &[],
    joins: &[],
    deletions: &[],
};
static SOURCE: Source =
    Source { name: "agency", hosts: &[], entities: &[&ARTICLE], layout: &LAYOUT, dialect: &Mute };

fn run(snapshot: &Path, lake: &Path, options: &Options) -> Result<Summary, Error> {
    ingest(&SOURCE, snapshot, lake, options, &())
}

#[test]
fn documents_and_lines_stand_side_by_side() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let pretty = "{\n  \"items\" : [ {\n \"DOI\" : \"10.1/a\", \"title\": [ \"A  b\" ]\n}, { \"DOI\": \"10.1/b\" } ]\n}\n";
    fs::write(snapshot.path().join("0.json.gz"), gzip(pretty.as_bytes())).unwrap();
    fs::write(snapshot.path().join("1.json"), r#"{"items":[{"DOI":"10.1/c"}],"total":1}"#).unwrap();
    fs::write(
        snapshot.path().join("2.jsonl"),
        "{ \"DOI\": \"10.1/d\" }\n{\"items\":[],\"DOI\":\"10.1/e\"}\n",
    )
    .unwrap();
    let summary = run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    assert_eq!((summary.entities[0].written, summary.entities[0].rejected.len()), (5, 0));
    let mut expected = vec![
        r#"{"DOI":"10.1/a","title":["A  b"]}"#,
        r#"{"DOI":"10.1/b"}"#,
        r#"{"DOI":"10.1/c"}"#,
        r#"{ "DOI": "10.1/d" }"#,
        r#"{"items":[],"DOI":"10.1/e"}"#,
    ];
    expected.sort_unstable();
    assert_eq!(stored(lake.path(), "agency", "articles"), expected);
    let records = |lake: &Path| Lake::open(lake).unwrap().manifests()[0].records;
    assert_eq!(records(lake.path()), Stored::Rendered);
    fs::remove_file(snapshot.path().join("0.json.gz")).unwrap();
    fs::remove_file(snapshot.path().join("1.json")).unwrap();
    run(snapshot.path(), lake.path(), &options(|options| options.add = true)).unwrap();
    assert_eq!(records(lake.path()), Stored::Rendered);
    run(snapshot.path(), lake.path(), &options(|options| options.force = true)).unwrap();
    assert_eq!(records(lake.path()), Stored::Verbatim);
}

#[test]
fn a_large_document_feeds_all_threads() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let records: Vec<String> = (0..5_000)
        .map(|number| {
            format!(r#"{{"DOI":"10.1/{number}","author":[{{"family":"ü{}"}}]}}"#, number % 9)
        })
        .collect();
    fs::write(
        snapshot.path().join("0.json.gz"),
        gzip(format!("{{ \"items\": [ {} ] }}", records.join(" ,\n ")).as_bytes()),
    )
    .unwrap();
    let options = options(|options| {
        options.threads = 3;
        options.bytes_a_block = 5_000;
        options.rows_a_part = 900;
    });
    run(snapshot.path(), lake.path(), &options).unwrap();
    let mut expected = records;
    expected.sort();
    assert_eq!(stored(lake.path(), "agency", "articles"), expected);
}

#[test]
fn wrong_records_are_counted_and_broken_documents_fail_the_run() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = snapshot.path().join("0.json");
    let long = "y".repeat(70 << 20);
    let document = format!(
        r#"{{"items":[{{"DOI":"10.1/a"}},{{"DOI":tru}},{{}},{{"DOI":"10.1/b","x":"{long}"}},null,{{"DOI":"10.1/c"}}]}}"#
    );
    fs::write(&path, document).unwrap();
    let told = Told::default();
    let summary =
        ingest(&SOURCE, snapshot.path(), lake.path(), &Options::default(), &told).unwrap();
    assert_eq!((summary.entities[0].read, summary.entities[0].written), (6, 2));
    let mut told: Vec<_> =
        told.0.into_inner().unwrap().into_iter().map(|(line, _, why)| (line, why)).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [(2, "invalid json"), (3, "missing id"), (4, "line too long"), (5, "missing id")]
    );
    let before = stored(lake.path(), "agency", "articles");
    for (document, problem) in [
        (
            r#"{"items":[{"DOI":"10.1/a"},{"DOI":"10.1/b""#,
            "the document ends early at record 2 of `items`",
        ),
        (
            r#"{"items":[{"DOI":"10.1/a"},{"DOI":["10.1/b"}]}"#,
            "a bracket that does not match at record 2 of `items`, byte 43",
        ),
        (r#"{"items":[{"DOI":"10.1/a"}]} garbage"#, "more after the document's end"),
        ("{\"DOI\":\"10.1/a\"}\n", "is to be named .jsonl"),
    ] {
        fs::write(&path, document).unwrap();
        let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
        assert!(matches!(&error, Error::Shard { path, .. } if path.ends_with("0.json")), "{error}");
        assert!(error.to_string().contains(problem), "{error}");
        assert_eq!(stored(lake.path(), "agency", "articles"), before);
    }
}

#[test]
fn real_documents_hold_the_records_of_the_lines() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    if !real.is_dir() {
        return;
    }
    let lake = tempfile::tempdir().unwrap();
    let mut known = BTreeMap::new();
    let summary = run(&real.join("crossref"), lake.path(), &Options::default()).unwrap();
    assert_eq!((summary.entities[0].read, summary.entities[0].rejected.len()), (6_288, 0));
    for record in stored(lake.path(), "agency", "articles") {
        let value: serde_json::Value = serde_json::from_str(&record).unwrap();
        known.insert(value["DOI"].as_str().unwrap().to_owned(), value);
    }
    let summary =
        run(&real.join("crossref_items"), lake.path(), &options(|options| options.force = true))
            .unwrap();
    assert_eq!((summary.entities[0].read, summary.entities[0].written), (800, 800));
    let mut text = Vec::new();
    let file = fs::File::open(real.join("crossref_items/0.json.gz")).unwrap();
    flate2::read::MultiGzDecoder::new(file).read_to_end(&mut text).unwrap();
    let items: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let mut expected: Vec<String> =
        items["items"].as_array().unwrap().iter().map(ToString::to_string).collect();
    expected.sort();
    let records = stored(lake.path(), "agency", "articles");
    // `serde_json` sorts the members: compared as values.
    let mut values: Vec<String> = Vec::new();
    for record in &records {
        let value: serde_json::Value = serde_json::from_str(record).unwrap();
        assert!(!record.contains('\n') && !record.starts_with("{ "));
        assert_eq!(Some(&value), known.get(value["DOI"].as_str().unwrap()));
        values.push(value.to_string());
    }
    values.sort();
    assert_eq!(values, expected);
}
