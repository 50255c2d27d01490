//! Columns that rows beside the records give values to.

use std::{collections::BTreeMap, fs, path::Path};

use arrow::{
    array::AsArray as _,
    datatypes::Int32Type,
    util::display::{ArrayFormatter, FormatOptions},
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serapeum_ingest::{Error, Options, Summary, ingest, plan};
use serapeum_lake::{Lake, Masks, Records};
use serapeum_model::{Elements, End, Entity, Feed, Framing, IdForm, Join, Layout, Source, table};

use super::books::{Mute, gzip, options};

static PLACE: IdForm = IdForm { prefix: "place/", letter: 'P', formerly: None, bare: false };

table! {
    /// Scrolls.
    SCROLLS "scrolls" {
        SCROLL_ID "id" = Row::keyword();
        UPDATED "updated" = Row::integer();
        WRITER_IDS "writers.id" = Row::keyword().at("writers[].id").joined();
        WRITER_NAMES "writers.name" = Row::lower().at("writers[].name").joined();
        WRITER_AGES "writers.age" = Row::integer().at("none").joined();
        PLACES "place" = Row::id(&PLACE).at("place").joined();
        COPIES "copies" = Row::keyword().at("none").joined();
        LINES "line.text" = Row::keyword().at("lines[].text").aligned("line");
        LINE_DAYS "line.day" = Row::date().at("lines[].day").aligned("line");
    }
}
table! {
    /// People.
    PEOPLE "people" {
        PERSON_ID "id" = Row::keyword();
        NAMES "names" = Row::keyword().at("names[]").many();
        AGE "age" = Row::integer();
        SCROLL_IDS "scrolls" = Row::keyword().at("none").joined();
    }
}
table! {
    /// Places.
    SITES "places" {
        PLACE_ID "id" = Row::id(&PLACE);
    }
}
static SCROLL: Entity = Entity {
    newest: Some(UPDATED),
    elements: &[Elements { group: "line", path: "lines[]" }],
    ..Entity::new("scrolls", SCROLLS, SCROLL_ID)
}
.checked();
static PERSON: Entity = Entity::new("people", PEOPLE, PERSON_ID).checked();
static SITE: Entity = Entity::new("places", SITES, PLACE_ID).checked();

const WROTE: Feed = Feed {
    name: "wrote",
    inverse: "writtenBy",
    owner: ("scrolls", End::Target),
    other: "people",
    column: "writers.id",
    value: None,
};
static LAYOUT: Layout = Layout {
    folders: &["data/{entity}", "{entity}"],
    renamed: &[("papyri", "scrolls"), ("codices", "scrolls")],
    endings: &[".jsonl", ".jsonl.gz"],
    framing: Framing::Lines,
    manifests: &[],
    joins: &[Join {
        folder: "edges",
        source: "source.id|source",
        source_type: "source.type|sourceType",
        target: "target.id|target",
        target_type: "target.type|targetType",
        name: "kind.name",
        types: &[
            ("person", "people"),
            ("scroll", "scrolls"),
            ("roll", "scrolls"),
            ("site", "places"),
        ],
        feeds: &[
            WROTE,
            Feed { column: "writers.name", value: Some("names"), ..WROTE },
            Feed { column: "writers.age", value: Some("age"), ..WROTE },
            Feed { owner: ("people", End::Source), other: "scrolls", column: "scrolls", ..WROTE },
            Feed {
                name: "foundAt",
                inverse: "siteOf",
                owner: ("scrolls", End::Source),
                other: "places",
                column: "place",
                value: None,
            },
            Feed {
                name: "sameAs",
                inverse: "sameAs",
                owner: ("scrolls", End::Source),
                other: "scrolls",
                column: "copies",
                value: None,
            },
        ],
    }],
    deletions: &[],
};
static SOURCE: Source = Source {
    name: "library",
    hosts: &[],
    entities: &[&SCROLL, &PERSON, &SITE],
    layout: &LAYOUT,
    dialect: &Mute,
}
.checked();

fn run(snapshot: &Path, lake: &Path, options: &Options) -> Result<Summary, Error> {
    ingest(&SOURCE, snapshot, lake, options, &())
}

fn put(snapshot: &Path, name: &str, lines: &[String]) {
    let path = snapshot.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text = lines.join("\n");
    fs::write(path, if name.ends_with(".gz") { gzip(text.as_bytes()) } else { text.into() })
        .unwrap();
}

fn edge(source: (&str, &str), name: &str, target: (&str, &str)) -> String {
    let ((a, b), (c, d)) = (source, target);
    format!(
        r#"{{"source":"{b}","sourceType":"{a}","target":"{d}","targetType":"{c}","kind":{{"name":"{name}","type":"x"}}}}"#
    )
}

/// Every row in force: the columns' values without the address, by id; the record beside it has the same id.
fn rows(lake: &Path, entity: &str) -> BTreeMap<String, String> {
    let lake = Lake::open(lake).unwrap();
    let manifest = lake.manifest("library", entity).unwrap();
    for file in manifest.files() {
        let path = lake.path(manifest, file);
        assert_eq!(serapeum_lake::checksum(&path).unwrap(), (file.bytes, file.checksum.clone()));
    }
    let masks =
        manifest.masks.as_ref().map(|file| Masks::read(&lake.path(manifest, file)).unwrap());
    let masks = masks.unwrap_or_default();
    let mut rows = BTreeMap::new();
    for part in &manifest.parts {
        let records = Records::open(&lake.path(manifest, part.records.as_ref().unwrap())).unwrap();
        let file = fs::File::open(lake.path(manifest, &part.fields)).unwrap();
        let mut expected = 0;
        for batch in ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap() {
            let batch = batch.unwrap();
            let options = FormatOptions::default().with_null("-");
            for at in 0..batch.num_rows() {
                let row = batch.column(1).as_primitive::<Int32Type>().value(at);
                assert_eq!(row, expected);
                expected += 1;
                if masks.contains(part.number, row as u32) {
                    continue;
                }
                let shown = |array: &arrow::array::ArrayRef| {
                    ArrayFormatter::try_new(array, &options).unwrap().value(at).to_string()
                };
                let shown: Vec<String> = batch.columns().iter().skip(2).map(shown).collect();
                let record =
                    String::from_utf8(records.read(&[row as u32]).unwrap().remove(0)).unwrap();
                assert!(record.contains(&format!("{}\"", shown[0])), "{record} {shown:?}");
                rows.insert(shown[0].clone(), shown[1..].join(" "));
            }
        }
        assert_eq!(expected as u64, part.rows);
    }
    rows
}

fn small(snapshot: &Path) {
    let text = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    put(
        snapshot,
        "papyri/a.jsonl",
        &text(&[
            r#"{"id":"s1","updated":1,"writers":[{"id":"p9","name":"Zeno"}]}"#,
            r#"{"id":"s2"}"#,
            r#"{"id":"s1","updated":2,"writers":[{"id":"p9","name":"Zeno"}],"lines":[{"day":"1970-01-02"},{"text":"b"}]}"#,
        ]),
    );
    put(snapshot, "codices/a.jsonl.gz", &text(&[r#"{"id":"s3","place":"place/P1"}"#]));
    put(
        snapshot,
        "people/a.jsonl",
        &text(&[
            r#"{"id":"p1","names":["Hypatia","H. of A."],"age":45}"#,
            r#"{"id":"p2","names":["Theon"]}"#,
            r#"{"id":"p3"}"#,
        ]),
    );
    put(snapshot, "places/a.jsonl", &text(&[r#"{"id":"place/P1"}"#, r#"{"id":"place/P22"}"#]));
    put(
        snapshot,
        "edges/a.jsonl",
        &[
            edge(("person", "p1"), "wrote", ("scroll", "s1")),
            edge(("Roll", "s1"), "WrittenBy", ("person", "p2")),
            // The same once more, and again in the other direction.
            edge(("person", "p1"), "wrote", ("scroll", "s1")),
            edge(("scroll", "s1"), "writtenBy", ("person", "p1")),
            edge(("person", "p3"), "wrote", ("roll", "s2")),
            // Another name, another type, a wrong direction, and records that are not there.
            edge(("person", "p1"), "read", ("scroll", "s2")),
            edge(("site", "p1"), "wrote", ("scroll", "s2")),
            edge(("scroll", "s2"), "wrote", ("person", "p1")),
            edge(("person", "p7"), "wrote", ("scroll", "s2")),
            edge(("person", "p1"), "wrote", ("scroll", "s7")),
        ],
    );
    put(snapshot, "edges/b.jsonl.gz", &[
        r#"{"kind":{"name":"foundAt"},"source":{"id":"s3","type":"scroll"},"target":{"id":"place/P22","type":"site"}}"#.to_owned(),
        edge(("site", "place/P1"), "siteOf", ("scroll", "s3")),
        edge(("scroll", "s1"), "sameAs", ("scroll", "s2")),
    ]);
}

#[test]
fn rows_give_values_in_either_direction() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    small(snapshot.path());
    let summary = run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let scrolls = rows(lake.path(), "scrolls");
    // What a record has itself stays; values are in the normal form of the column.
    assert_eq!(
        scrolls["s1"],
        "2 [p1, p2, p9] [h. of a., hypatia, theon, zeno] [45] [] [s2] [-, b] [1970-01-02, -]"
    );
    // p7 is not there: its id is known all the same.
    assert_eq!(scrolls["s2"], "- [p3, p7] [] [] [] [s1] [] []");
    assert_eq!(scrolls["s3"], "- [] [] [] [1, 22] [] [] []");
    let people = rows(lake.path(), "people");
    assert_eq!(people["p1"], "[H. of A., Hypatia] 45 [s1, s7]");
    assert_eq!(people["p3"], "[] - [s2]");
    let told = &summary.joins[0];
    assert_eq!((told.folder.as_str(), told.read, told.used, told.shards), ("edges", 13, 10, 2));
    assert_eq!((told.rejected.len(), told.warnings.len()), (0, 0));
    // p7, which writes scrolls; s7, which is written by people.
    assert_eq!(told.unmatched, 2);
    assert!(!lake.path().join("library/scrolls/edges").exists());
    let left = walk(lake.path()).into_iter().filter(|name| name.starts_with('.'));
    assert_eq!(left.count(), 0);
}

fn walk(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    let below = |entry: fs::DirEntry| {
        let mut names = vec![entry.file_name().into_string().unwrap()];
        if entry.path().is_dir() {
            names.extend(walk(&entry.path()));
        }
        names
    };
    entries.flat_map(below).collect()
}

#[test]
fn many_rows_over_many_parts_give_the_same_whatever_the_threads() {
    let snapshot = tempfile::tempdir().unwrap();
    let number = 3_000u32;
    let scrolls: Vec<String> =
        (0..number).map(|id| format!(r#"{{"id":"s{}","updated":{id}}}"#, id * 7 % 2_500)).collect();
    put(snapshot.path(), "papyri/a.jsonl", &scrolls);
    let people: Vec<String> = (0..200)
        .map(|id| format!(r#"{{"id":"p{id}","names":["N{}"],"age":{id}}}"#, id % 10))
        .collect();
    put(snapshot.path(), "people/a.jsonl", &people);
    let mut expected = BTreeMap::<u32, Vec<String>>::new();
    let mut edges = Vec::new();
    for row in 0..20_000u32 {
        let (person, scroll) = (row * 31 % 200, row * row % 2_600);
        edges.push(edge(
            ("person", &format!("p{person}")),
            "wrote",
            ("scroll", &format!("s{scroll}")),
        ));
        if scroll < 2_500 {
            expected.entry(scroll).or_default().push(format!("p{person}"));
        }
    }
    for (number, edges) in edges.chunks(3_000).enumerate() {
        put(snapshot.path(), &format!("edges/part-{number}.jsonl.gz"), edges);
    }
    let mut all = Vec::new();
    for (threads, block) in [(1, 2 << 20), (4, 3_000)] {
        let lake = tempfile::tempdir().unwrap();
        let options = options(|options| {
            options.threads = threads;
            options.bytes_a_block = block;
            options.rows_a_part = 700;
        });
        let summary = run(snapshot.path(), lake.path(), &options).unwrap();
        assert!(summary.entities[0].parts > 3 && summary.joins[0].used == 20_000);
        all.push((rows(lake.path(), "scrolls"), rows(lake.path(), "people")));
    }
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0].0.len(), 2_500);
    for scroll in 0..2_500 {
        let mut writers = expected.remove(&scroll).unwrap_or_default();
        writers.sort();
        writers.dedup();
        let shown = &all[0].0[&format!("s{scroll}")];
        assert!(shown.contains(&format!("[{}]", writers.join(", "))), "{shown} {writers:?}");
    }
}

#[test]
fn what_is_added_is_joined_with_what_is_there() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    small(snapshot.path());
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let before = rows(lake.path(), "scrolls");
    let more = tempfile::tempdir().unwrap();
    put(
        more.path(),
        "papyri/a.jsonl",
        &[r#"{"id":"s5"}"#.to_owned(), r#"{"id":"s2","updated":1}"#.to_owned()],
    );
    put(
        more.path(),
        "edges/a.jsonl",
        &[
            edge(("person", "p1"), "wrote", ("scroll", "s5")),
            edge(("person", "p2"), "wrote", ("scroll", "s1")),
            edge(("person", "p2"), "wrote", ("scroll", "s2")),
        ],
    );
    run(more.path(), lake.path(), &options(|options| options.add = true)).unwrap();
    let after = rows(lake.path(), "scrolls");
    assert_eq!(after["s5"], "- [p1] [h. of a., hypatia] [45] [] [] [] []");
    assert_eq!(after["s2"], "1 [p2] [theon] [] [] [] [] []");
    // Parts of earlier versions are never written anew.
    assert_eq!((&after["s1"], &after["s3"]), (&before["s1"], &before["s3"]));
    // Where there are no people at all, their ids are taken as they stand.
    let alone = tempfile::tempdir().unwrap();
    let summary = run(more.path(), alone.path(), &Options::default()).unwrap();
    assert_eq!(rows(alone.path(), "scrolls")["s5"], "- [p1] [] [] [] [] [] []");
    assert!(summary.joins[0].warnings[0].contains("people are neither in the snapshot"));
}

#[test]
fn broken_rows_are_counted_and_rows_that_feed_nothing_are_not_read() {
    let (snapshot, lake) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    small(snapshot.path());
    put(
        snapshot.path(),
        "edges/c.jsonl",
        &["{".to_owned(), "{}".to_owned(), String::new(), r#"{"source":3}"#.to_owned()],
    );
    let summary = run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let expected = [("invalid json".to_owned(), 1), ("missing id".to_owned(), 2)];
    assert_eq!((summary.joins[0].read, &summary.joins[0].rejected), (16, &expected.into()));
    let listed =
        fs::read_to_string(lake.path().join("rejects/library-edges-000001.jsonl")).unwrap();
    assert!(listed.lines().count() == 3 && listed.contains("edges/c.jsonl"));
    let error =
        run(snapshot.path(), lake.path(), &options(|options| options.max_rejects = 2)).unwrap_err();
    assert!(matches!(error, Error::Rejects { .. }));
    fs::write(snapshot.path().join("edges/d.jsonl.gz"), "no gzip").unwrap();
    let before = walk(lake.path()).len();
    let error = run(snapshot.path(), lake.path(), &Options::default()).unwrap_err();
    assert!(matches!(error, Error::Shard { .. }), "{error}");
    assert_eq!(walk(lake.path()).len(), before);
    let places = options(|options| options.entities = vec!["places".to_owned()]);
    let planned = plan(&SOURCE, snapshot.path(), &places).unwrap();
    assert!(planned.joins.is_empty());
    assert!(run(snapshot.path(), lake.path(), &places).unwrap().joins.is_empty());
    let all = plan(&SOURCE, snapshot.path(), &Options::default()).unwrap();
    assert_eq!(all.joins[0].shards.len(), 4);
    assert!(all.bytes() > all.entities.iter().map(|entity| entity.bytes).sum());
}
