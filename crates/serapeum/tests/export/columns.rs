//! Columns in every format against the records' JSON.

use std::collections::HashMap;

use serapeum::Format;
use serde_json::{Value, json};

use crate::{
    bytes, named,
    readers::{Row, rows, unpacked},
    snapshot::{Fixture, real, sample},
};

const EVERYTHING: &str = "openalex/works?include_xpac=true";
const FORMATS: [Format; 4] = [Format::Jsonl, Format::Csv, Format::Parquet, Format::Arrow];

/// Columns of every type, of one value and of many.
const COLUMNS: [&str; 20] = [
    "id",
    "doi",
    "ids.mag",
    "ids.pmid",
    "display_name",
    "publication_date",
    "publication_year",
    "type",
    "language",
    "cited_by_count",
    "fwci",
    "open_access.is_oa",
    "open_access.oa_status",
    "authorships.author.id",
    "authorships.countries",
    "referenced_works",
    "sustainable_development_goals.id",
    "keywords.id",
    "has_abstract",
    "updated_date",
];

/// What stands at a path of plain members; arrays on the way are walked.
fn at<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut found = vec![value];
    for name in path.split('.').filter(|name| !name.is_empty()) {
        found = found.into_iter().flat_map(elements).filter_map(|one| one.get(name)).collect();
    }
    found.into_iter().flat_map(elements).filter(|value| !value.is_null()).collect()
}

fn elements(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(inside) => inside.iter().flat_map(elements).collect(),
        other => vec![other],
    }
}

fn first(record: &Value, paths: &[&str]) -> Value {
    let found = paths.iter().find_map(|path| at(record, path).first().copied().cloned());
    found.filter(|value| value != "").unwrap_or(Value::Null)
}

/// Each value once, ordered as the lake orders them: ids by their number, texts bytewise.
fn list(record: &Value, path: &str, letter: Option<char>) -> Value {
    let mut texts: Vec<String> =
        at(record, path).iter().filter_map(|v| v.as_str()).map(str::to_owned).collect();
    if let Some(letter) = letter {
        let number = |text: &String| text.rsplit_once(letter).unwrap().1.parse::<u64>().unwrap();
        texts.sort_by_key(number);
    } else {
        texts.sort_unstable();
    }
    texts.dedup();
    texts.into()
}

/// An instant without what does not matter: the zone, zeros at the end of the fraction.
fn instant(text: &str) -> String {
    let text = text.replace(' ', "T");
    let text = text.trim_end_matches('Z').trim_end_matches("+00:00");
    match text.split_once('.') {
        Some((second, fraction)) => {
            let fraction = fraction.trim_end_matches('0');
            if fraction.is_empty() { second.to_owned() } else { format!("{second}.{fraction}") }
        }
        None if text.len() == 10 => format!("{text}T00:00:00"),
        None => text.to_owned(),
    }
}

/// What a column should have for a record, in the API's spelling.
fn expected(record: &Value, column: &str) -> Value {
    match column {
        "doi" => {
            let doi = first(record, &["ids.doi", "doi"]);
            doi.as_str().map(str::to_lowercase).map_or(Value::Null, Value::from)
        }
        "ids.mag" => match first(record, &["ids.mag"]) {
            Value::Number(number) => number.to_string().into(),
            other => other,
        },
        "display_name" => first(record, &["display_name", "title"]),
        "fwci" => first(record, &["fwci"]).as_f64().map_or(Value::Null, Value::from),
        "authorships.author.id" => list(record, column, Some('A')),
        "referenced_works" => list(record, column, Some('W')),
        "authorships.countries" | "sustainable_development_goals.id" | "keywords.id" => {
            list(record, column, None)
        }
        "has_abstract" => {
            // Older records have the index as text.
            let index = &record["abstract_inverted_index"];
            let is_empty = index.as_object().is_some_and(serde_json::Map::is_empty);
            (!index.is_null() && !is_empty).into()
        }
        "updated_date" => instant(record["updated_date"].as_str().unwrap()).into(),
        _ => first(record, &[column]),
    }
}

/// What CSV makes of a value.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("|"),
        Value::Number(number) if number.is_f64() => format!("{:?}", number.as_f64().unwrap()),
        other => other.to_string(),
    }
}

fn compare(format: Format, records: &HashMap<String, Value>, rows: &[Row]) {
    assert_eq!(rows.len(), records.len(), "{format:?}");
    let mut seen = HashMap::new();
    for row in rows {
        let id = row["id"].as_str().unwrap();
        assert!(seen.insert(id, ()).is_none(), "{format:?}: {id} twice");
        let record = records.get(id).unwrap_or_else(|| panic!("{format:?}: no record {id}"));
        assert_eq!(row.keys().map(String::as_str).collect::<Vec<_>>(), order(row), "{format:?}");
        for column in COLUMNS {
            let mut written = row[column].clone();
            if column == "updated_date" {
                written = instant(written.as_str().unwrap()).into();
            }
            let mut wanted = expected(record, column);
            if format == Format::Csv {
                wanted = cell(&wanted).into();
            }
            assert_eq!(written, wanted, "{format:?}: {column} of {id}");
        }
    }
}

/// The names that a row should have; JSON maps are sorted.
fn order(row: &Row) -> Vec<&'static str> {
    let mut names = COLUMNS.to_vec();
    if row.keys().is_sorted() {
        names.sort_unstable();
    }
    names
}

fn columns_of(fixture: &Fixture) {
    let records = fixture.records("works");
    for format in FORMATS {
        let (written, summary) = bytes(&fixture.lake, EVERYTHING, &named(format, &COLUMNS));
        assert_eq!((summary.records, summary.total), (records.len() as u64, records.len() as u64));
        compare(format, &records, &rows(format, written));
    }
}

#[test]
fn columns_are_those_of_the_records() {
    columns_of(sample());
}

#[test]
fn columns_are_those_of_real_records() {
    if let Some(real) = real() {
        columns_of(real);
    }
}

#[test]
fn every_column_of_every_entity_is_written_in_every_format() {
    let source = serapeum::source("openalex").unwrap();
    for entity in source.entities {
        let request = format!("openalex/{}", entity.name);
        let names: Vec<&str> = entity.fields.iter().map(|field| field.name).collect();
        let mut written = Vec::new();
        for format in FORMATS {
            let options =
                if format == Format::Jsonl { named(format, &names) } else { named(format, &[]) };
            let (written_here, summary) = bytes(&sample().lake, &request, &options);
            let rows = rows(format, written_here);
            assert_eq!(rows.len() as u64, summary.records, "{request}");
            assert!(!rows.is_empty(), "{request}");
            for row in &rows {
                assert_eq!(row.len(), names.len(), "{request}");
            }
            let rows: Vec<Vec<String>> = rows
                .iter()
                .map(|row| names.iter().map(|name| text(&row[*name])).collect())
                .collect();
            written.push(rows);
        }
        assert!(written.windows(2).all(|two| two[0] == two[1]), "{request}: formats differ");
    }
}

/// A value as text, whatever format it was read from.
fn text(value: &Value) -> String {
    let text = cell(value);
    let time = text.len() >= 19 && text.as_bytes()[10] == b'T' && text.as_bytes()[4] == b'-';
    if time { instant(&text) } else { text }
}

#[test]
fn compact_columns_are_as_they_are_stored() {
    let columns = ["id", "doi", "ids.pmid", "type", "authorships.author.id", "keywords.id"];
    let mut options = named(Format::Jsonl, &columns);
    let (written, _) = bytes(&sample().lake, EVERYTHING, &options);
    let spelt = rows(Format::Jsonl, written);
    options.compact = true;
    let (written, _) = bytes(&sample().lake, EVERYTHING, &options);
    let compact = rows(Format::Jsonl, written);
    assert_eq!(spelt.len(), compact.len());
    let number = |id: &Value| -> Value {
        id.as_str().unwrap()["https://openalex.org/W".len()..].parse::<i64>().unwrap().into()
    };
    let bare = |text: &Value, prefix: &str| match text {
        Value::String(text) => text.strip_prefix(prefix).unwrap().into(),
        other => other.clone(),
    };
    for (spelt, compact) in spelt.iter().zip(&compact) {
        assert_eq!(compact["id"], number(&spelt["id"]));
        assert_eq!(compact["doi"], bare(&spelt["doi"], "https://doi.org/"));
        assert_eq!(
            compact["ids.pmid"],
            bare(&spelt["ids.pmid"], "https://pubmed.ncbi.nlm.nih.gov/")
        );
        assert_eq!(compact["type"], spelt["type"]);
        let authors = spelt["authorships.author.id"].as_array().unwrap().iter().map(number);
        assert_eq!(compact["authorships.author.id"], json!(authors.collect::<Vec<_>>()));
        for (spelt, compact) in spelt["keywords.id"]
            .as_array()
            .unwrap()
            .iter()
            .zip(compact["keywords.id"].as_array().unwrap())
        {
            assert_eq!(*compact, bare(spelt, "https://openalex.org/keywords/"));
        }
    }
}

#[test]
fn a_name_before_a_dot_stands_for_all_that_it_begins() {
    let (written, _) =
        bytes(&sample().lake, EVERYTHING, &named(Format::Csv, &["id", "open_access"]));
    let header = String::from_utf8(written).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(
        header,
        "id,open_access.is_oa,open_access.any_repository_has_fulltext,open_access.oa_status"
    );
}

#[test]
fn nothing_found_makes_whole_files() {
    let nothing = "openalex/works?filter=publication_year:1066";
    let columns = ["id", "referenced_works"];
    for format in FORMATS {
        let (written, summary) = bytes(&sample().lake, nothing, &named(format, &columns));
        assert_eq!((summary.records, summary.rows), (0, 0));
        match format {
            Format::Jsonl => assert!(written.is_empty()),
            Format::Csv => assert_eq!(written, b"id,referenced_works\n"),
            _ => assert_eq!(rows(format, written), Vec::<Row>::new()),
        }
    }
    let folder = tempfile::tempdir().unwrap();
    for ending in ["gz", "zst"] {
        let file = folder.path().join(format!("none.jsonl.{ending}"));
        let options = serapeum::ExportOptions::for_file(&file).unwrap();
        sample().lake.export_file(nothing, &options, &file, &mut |_| {}).unwrap();
        let written = std::fs::read(&file).unwrap();
        assert!(!written.is_empty() && unpacked(ending, &written).is_empty(), "{ending}");
    }
}

/// The words of an abstract by their positions.
fn words(record: &Value) -> Value {
    let index = &record["abstract_inverted_index"];
    let parsed = index.as_str().map(|text| serde_json::from_str(text).unwrap_or(Value::Null));
    let index = parsed.as_ref().unwrap_or(index);
    let index = index.get("InvertedIndex").filter(|inside| inside.is_object()).unwrap_or(index);
    let mut words: Vec<(u64, &str)> = Vec::new();
    for (word, positions) in index.as_object().into_iter().flatten() {
        let positions = positions.as_array().into_iter().flatten().filter_map(Value::as_u64);
        words.extend(positions.map(|position| (position, word.as_str())));
    }
    words.retain(|(_, word)| !word.is_empty());
    words.sort_unstable();
    words.dedup();
    let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
    if words.is_empty() { Value::Null } else { words.join(" ").into() }
}

fn abstracts_of(fixture: &Fixture) {
    let records = fixture.records("works");
    for format in [Format::Jsonl, Format::Parquet] {
        let columns = ["publication_year", "abstract", "id"];
        let (written, _) = bytes(&fixture.lake, EVERYTHING, &named(format, &columns));
        let rows = rows(format, written);
        assert_eq!(rows.len(), records.len());
        for row in &rows {
            let record = &records[row["id"].as_str().unwrap()];
            assert_eq!(row["abstract"], words(record), "{}", row["id"]);
            assert_eq!(row["publication_year"], record["publication_year"]);
        }
        assert!(rows.iter().filter(|row| row["abstract"].is_string()).count() > rows.len() / 5);
    }
}

#[test]
fn abstracts_are_the_words_in_their_order() {
    abstracts_of(sample());
    if let Some(real) = real() {
        abstracts_of(real);
    }
}

#[test]
fn selected_members_are_columns_where_no_column_is_named() {
    let request = format!("{EVERYTHING}&select=id,open_access,abstract,doi");
    let (written, _) = bytes(&sample().lake, &request, &named(Format::Csv, &[]));
    let header = String::from_utf8(written).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(
        header,
        "id,open_access.is_oa,open_access.any_repository_has_fulltext,open_access.oa_status,abstract,doi"
    );
    // In lines of JSON the members are those of the API's objects.
    let request = format!("{EVERYTHING}&select=id,open_access");
    let (written, _) = bytes(&sample().lake, &request, &named(Format::Jsonl, &[]));
    for row in rows(Format::Jsonl, written) {
        assert_eq!(row.keys().collect::<Vec<_>>(), ["id", "open_access"]);
        assert!(row["open_access"]["is_oa"].is_boolean());
    }
}
