//! An entity whose ids are codes: text, spelt in several ways.

use std::{fs, path::Path};

use serapeum_ingest::{Options, Summary, ingest};
use serapeum_lake::{Keys, Lake, Masks, Records};
use serapeum_model::{Case, CodeForm, Entity, Source, Value, table};

use super::books::{LAYOUT, Mute, gzip, options};

static CODE: CodeForm = CodeForm {
    prefixes: &["https://x.org/shelf-marks/", "shelf-marks/"],
    shown: "https://x.org/shelf-marks/",
    written: "https://x.org/shelf-marks/",
    case: Case::Lower,
    labels: &[],
};

table! {
    /// Where books stand.
    MARKS "shelf-marks" {
        ID "id" = Row::code(&CODE);
        UPDATED "updated" = Row::timestamp();
    }
}
static ENTITY: Entity =
    Entity { newest: Some(UPDATED), ..Entity::new("shelf-marks", MARKS, ID) }.checked();
static SOURCE: Source =
    Source { name: "library", hosts: &[], entities: &[&ENTITY], layout: &LAYOUT, dialect: &Mute };

fn mark(id: &str, day: u32) -> String {
    format!(r#"{{"id":{id},"updated":"2024-01-{day:02}"}}"#)
}

fn run(snapshot: &Path, lake: &Path, lines: &[String], options: &Options) -> Summary {
    let folder = snapshot.join("shelf-marks");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.gz"), gzip(lines.join("\n").as_bytes())).unwrap();
    ingest(&SOURCE, snapshot, lake, options, &()).unwrap()
}

/// The records of a code: those in force, and how many there are in all.
fn find(lake: &Path, code: &str) -> (Vec<String>, usize) {
    let lake = Lake::open(lake).unwrap();
    let manifest = lake.manifest("library", "shelf-marks").unwrap();
    let run = manifest.keys.iter().find(|run| run.field == "id").unwrap();
    let keys = Keys::open(&lake.path(manifest, &run.file)).unwrap();
    let found = keys.find(&Value::from(code)).unwrap();
    let masks =
        manifest.masks.as_ref().map(|file| Masks::read(&lake.path(manifest, file)).unwrap());
    let masks = masks.unwrap_or_default();
    let live = found.iter().filter(|(part, row)| !masks.contains(*part, *row));
    let records = live.map(|(number, row)| {
        let part = manifest.parts.iter().find(|part| part.number == *number).unwrap();
        let path = lake.path(manifest, part.records.as_ref().unwrap());
        let bytes = Records::open(&path).unwrap().read(&[*row]).unwrap().remove(0);
        String::from_utf8(bytes).unwrap()
    });
    (records.collect(), found.len())
}

#[test]
fn one_record_of_a_code_counts_however_it_is_spelt() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (old, new) = (mark(r#""https://x.org/shelf-marks/A-1""#, 1), mark(r#""a-1""#, 5));
    let (number, text) = (mark("17", 3), mark(r#""shelf-marks/17""#, 2));
    let long = mark(&format!("\"{}\"", "ü-".repeat(300)), 1);
    let lines = [new.clone(), number.clone(), long.clone(), old, text, mark(r#""""#, 1)];
    let summary = run(snapshot.path(), lake.path(), &lines, &Options::default());
    let told = &summary.entities[0];
    assert_eq!((told.read, told.written, told.replaced, told.live), (6, 5, 2, 3));
    assert_eq!(find(lake.path(), "a-1"), (vec![new], 2));
    assert_eq!(find(lake.path(), "17"), (vec![number.clone()], 2));
    assert_eq!(find(lake.path(), &"ü-".repeat(300)), (vec![long], 1));
    assert_eq!(find(lake.path(), "A-1"), (Vec::new(), 0));

    // The codes of the lake itself are compared with those that are added.
    let newer = mark(r#""https://x.org/shelf-marks/A-1""#, 9);
    let lines = [newer.clone(), mark(r#""17""#, 1)];
    let added = run(snapshot.path(), lake.path(), &lines, &options(|options| options.add = true));
    assert_eq!((added.entities[0].replaced, added.entities[0].live), (2, 3));
    assert_eq!(find(lake.path(), "a-1"), (vec![newer], 3));
    assert_eq!(find(lake.path(), "17"), (vec![number], 3));
}
