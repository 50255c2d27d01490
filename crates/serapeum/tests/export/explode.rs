//! Long tables against a naive flattening of the same records.

use std::collections::BTreeMap;

use serapeum::Format;
use serde_json::Value;

use crate::{
    bytes, exploded,
    flatten::TABLES,
    readers::rows,
    snapshot::{Fixture, real, sample},
};

/// Everything of an entity.
fn everything(entity: &str) -> String {
    match entity {
        "works" => "openalex/works?include_xpac=true".to_owned(),
        "authors" => "openalex/authors?filter=works_count:0-|null".to_owned(),
        other => format!("openalex/{other}"),
    }
}

/// The rows of a table by record; they stand together, in the order of the record's list.
fn written(fixture: &Fixture, entity: &str, name: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let (csv, summary) = bytes(&fixture.lake, &everything(entity), &exploded(Format::Csv, name));
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    let mut by_record = BTreeMap::<String, Vec<Vec<String>>>::new();
    let (mut count, mut before) = (0, String::new());
    for row in reader.records() {
        let row: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        assert!(
            row[0] == before || !by_record.contains_key(&row[0]),
            "{name}: the rows of {} are apart",
            row[0]
        );
        before.clone_from(&row[0]);
        by_record.entry(row[0].clone()).or_default().push(row);
        count += 1;
    }
    assert_eq!(summary.rows, count, "{name}");
    by_record
}

/// Holds every so-manieth table against the naive reading.
fn compare(fixture: &Fixture, every: usize, filled: &[&str]) {
    for (entity, name, flatten) in TABLES.iter().step_by(every) {
        let mut found = written(fixture, entity, name);
        let mut rows = 0;
        for (id, record) in fixture.records(entity) {
            let expected = flatten(&record);
            rows += expected.len();
            let found = found.remove(&id).unwrap_or_default();
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{entity}: {name} of {id}");
            }
            assert_eq!(found.len(), expected.len(), "{entity}: {name} of {id}");
        }
        assert!(found.is_empty(), "{entity}: {name} of records that there are not");
        assert!(rows > 0 || !filled.contains(entity), "{entity}: {name} is empty");
    }
}

#[test]
fn long_tables_are_the_lists_of_the_records() {
    compare(sample(), 1, &["works", "authors", "institutions", "sources"]);
}

#[test]
fn long_tables_are_the_lists_of_real_records() {
    if let Some(real) = real() {
        // Debug builds are slow.
        compare(
            real,
            if cfg!(debug_assertions) { 7 } else { 1 },
            &["works", "authors", "institutions", "sources"],
        );
    }
}

#[test]
fn formats_hold_the_same_rows() {
    let request = everything("works");
    for name in ["authorships", "locations"] {
        let read =
            |format| rows(format, bytes(&sample().lake, &request, &exploded(format, name)).0);
        let lines = read(Format::Jsonl);
        assert!(lines.len() > 900);
        assert_eq!(read(Format::Parquet), lines, "{name}");
        assert_eq!(read(Format::Arrow), lines, "{name}");
    }
}

#[test]
fn every_long_table_of_every_entity_can_be_made() {
    let source = serapeum::source("openalex").unwrap();
    let mut made = 0;
    for entity in source.entities {
        let request = everything(entity.name);
        for explosion in entity.explosions {
            let options = exploded(Format::Jsonl, explosion.name);
            let (lines, summary) = bytes(&sample().lake, &request, &options);
            let rows = rows(Format::Jsonl, lines);
            assert_eq!(rows.len() as u64, summary.rows);
            let first = explosion.columns[0].name;
            for row in &rows {
                assert!(row[first].is_string(), "{}: {}", entity.name, explosion.name);
            }
            made += usize::from(!rows.is_empty());
        }
    }
    assert!(made > 40, "{made} are not empty");
}

#[test]
fn columns_of_a_long_table_can_be_chosen() {
    let mut options = exploded(Format::Jsonl, "authorships");
    options.columns = ["author_id", "work_id"].map(str::to_owned).to_vec();
    options.compact = true;
    let (lines, summary) = bytes(&sample().lake, &everything("works"), &options);
    let all = exploded(Format::Jsonl, "authorships");
    let (whole, _) = bytes(&sample().lake, &everything("works"), &all);
    let (few, whole) = (rows(Format::Jsonl, lines), rows(Format::Jsonl, whole));
    assert_eq!(few.len() as u64, summary.rows);
    for (few, whole) in few.iter().zip(&whole) {
        assert_eq!(few.len(), 2);
        let spelt = few["work_id"].as_i64().map(|number| format!("https://openalex.org/W{number}"));
        assert_eq!(spelt.map(Value::from).as_ref(), whole.get("work_id"));
    }
}
