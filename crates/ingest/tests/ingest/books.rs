//! A small source, its snapshots, and reading back what became of them.

use std::{fs, io::Write as _, path::Path, sync::Mutex};

use arrow::{
    array::{Array as _, AsArray as _},
    datatypes::{Int32Type, Int64Type},
};
use flate2::{Compression, write::GzEncoder};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serapeum_ingest::{Error, Observer, Options, Reject, Summary, ingest};
use serapeum_lake::{Keys, Lake, Masks, Part, Records};
use serapeum_model::{
    Answer, BadRequest, Dialect, Entity, Field, Framing, Group, IdForm, Layout, Params, Reply,
    Request, Source, Value, table,
};

pub(crate) static BOOK: IdForm =
    IdForm { prefix: "https://x.org/", letter: 'B', formerly: None, bare: false };

table! {
    /// Books.
    BOOKS "books" {
        ID "id" = Row::id(&BOOK);
        DOI "doi" = Row::doi().lookup();
        UPDATED "updated" = Row::timestamp();
        AUTHORS "authors.name" = Row::keyword().at("authors[].name").many().group();
    }
}
pub(crate) static ENTITY: Entity =
    Entity { aliases: &["volumes"], newest: Some(UPDATED), ..Entity::new("books", BOOKS, ID) }
        .checked();
pub(crate) static LAYOUT: Layout = Layout {
    folders: &["data/{entity}", "{entity}"],
    renamed: &[],
    endings: &[".gz", ".jsonl"],
    framing: Framing::Lines,
    manifests: &["manifest"],
    joins: &[],
    deletions: &[],
};
pub(crate) struct Mute;
impl Dialect for Mute {
    fn object(&self, _: &Request, record: &[u8], _: Option<f64>) -> Result<Vec<u8>, BadRequest> {
        Ok(record.to_vec())
    }

    fn label(&self, _: Field, group: &Group) -> Option<String> {
        group.label.clone()
    }

    fn read(&self, _: &str, _: &Params, _: bool) -> Result<Request, BadRequest> {
        unimplemented!("not asked")
    }
    fn write(&self, _: &Request, _: &Answer, _: u64) -> Reply {
        unimplemented!("not asked")
    }
    fn write_error(&self, _: &BadRequest) -> Reply {
        unimplemented!("not asked")
    }
}
pub(crate) static SOURCE: Source =
    Source { name: "library", hosts: &[], entities: &[&ENTITY], layout: &LAYOUT, dialect: &Mute };

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn shard(folder: &Path, name: &str, text: &str) {
    let path = folder.join("data/books").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(
        path,
        if name.ends_with(".gz") { gzip(text.as_bytes()) } else { text.as_bytes().to_vec() },
    )
    .unwrap();
}

pub(crate) fn book(id: u32, day: u32, note: &str) -> String {
    format!(
        r#"{{"id":"https://x.org/B{id}","doi":"https://doi.org/10.1/{id}","updated":"2024-01-{day:02}","note":"{note}","authors":[{{"name":"N{}"}},{{"name":"A"}}]}}"#,
        id % 7
    )
}

pub(crate) fn run(snapshot: &Path, lake: &Path, options: &Options) -> Result<Summary, Error> {
    ingest(&SOURCE, snapshot, lake, options, &())
}

pub(crate) fn options(change: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    change(&mut options);
    options
}

/// Every row of the columns has the address and the values of the record there.
pub(crate) fn aligned(columns: fs::File, records: &Records, part: &Part) {
    let rows: Vec<u32> = (0..part.rows as u32).collect();
    let mut records = records.read(&rows).unwrap().into_iter();
    let mut row = 0;
    for batch in ParquetRecordBatchReaderBuilder::try_new(columns).unwrap().build().unwrap() {
        let batch = batch.unwrap();
        let numbers =
            |name: &str| batch.column_by_name(name).unwrap().as_primitive::<Int32Type>().clone();
        let ids = batch.column_by_name("id").unwrap().as_primitive::<Int64Type>();
        let authors = batch.column_by_name("authors.name").unwrap().as_list::<i32>();
        for at in 0..batch.num_rows() {
            assert_eq!(
                (numbers("_part").value(at), numbers("_row").value(at)),
                (part.number as i32, row)
            );
            row += 1;
            let record: serde_json::Value =
                serde_json::from_slice(&records.next().unwrap()).unwrap();
            assert_eq!(record["id"], format!("https://x.org/B{}", ids.value(at)));
            let mut expected: Vec<_> = record["authors"]
                .as_array()
                .into_iter()
                .flatten()
                .map(|author| author["name"].as_str())
                .collect();
            expected.sort();
            assert!(authors.is_valid(at));
            assert_eq!(authors.value(at).as_string::<i32>().iter().collect::<Vec<_>>(), expected);
        }
    }
    assert!(records.next().is_none());
}

/// The records in force, sorted.
pub(crate) fn records(lake: &Path) -> Vec<String> {
    let lake = Lake::open(lake).unwrap();
    let manifest = lake.manifest("library", "books").unwrap();
    let masks =
        manifest.masks.as_ref().map(|file| Masks::read(&lake.path(manifest, file)).unwrap());
    let masks = masks.unwrap_or_default();
    let mut all = Vec::new();
    for part in &manifest.parts {
        let file = Records::open(&lake.path(manifest, part.records.as_ref().unwrap())).unwrap();
        let rows: Vec<u32> =
            (0..part.rows as u32).filter(|row| !masks.contains(part.number, *row)).collect();
        assert_eq!(rows.len() as u64, part.rows - part.masked);
        let columns = fs::File::open(lake.path(manifest, &part.fields)).unwrap();
        aligned(columns, &file, part);
        all.extend(
            file.read(&rows).unwrap().into_iter().map(|record| String::from_utf8(record).unwrap()),
        );
    }
    for file in manifest.files() {
        let path = lake.path(manifest, file);
        assert_eq!(
            serapeum_lake::checksum(&path).unwrap(),
            (file.bytes, file.checksum.clone()),
            "{}",
            path.display()
        );
    }
    assert_eq!(all.len() as u64, manifest.live());
    all.sort();
    all
}

/// The records in force of any entity, sorted.
pub(crate) fn stored(lake: &Path, source: &str, entity: &str) -> Vec<String> {
    let lake = Lake::open(lake).unwrap();
    let manifest = lake.manifest(source, entity).unwrap();
    let masks =
        manifest.masks.as_ref().map(|file| Masks::read(&lake.path(manifest, file)).unwrap());
    let masks = masks.unwrap_or_default();
    let mut all = Vec::new();
    for part in &manifest.parts {
        let file = Records::open(&lake.path(manifest, part.records.as_ref().unwrap())).unwrap();
        let rows: Vec<u32> =
            (0..part.rows as u32).filter(|row| !masks.contains(part.number, *row)).collect();
        all.extend(
            file.read(&rows).unwrap().into_iter().map(|one| String::from_utf8(one).unwrap()),
        );
    }
    all.sort();
    all
}

#[derive(Default)]
pub(crate) struct Told(pub(crate) Mutex<Vec<(u64, u64, &'static str)>>);

impl Observer for Told {
    fn reject(&self, reject: &Reject<'_>) {
        self.0.lock().unwrap().push((reject.line, reject.offset, reject.reason));
    }
}

pub(crate) fn find(lake: &Path, field: &str, value: &Value) -> Vec<String> {
    let lake = Lake::open(lake).unwrap();
    let manifest = lake.manifest("library", "books").unwrap();
    let run = manifest.keys.iter().find(|run| run.field == field).unwrap();
    let found = Keys::open(&lake.path(manifest, &run.file)).unwrap().find(value).unwrap();
    let record = |(number, row): (u32, u32)| {
        let part = manifest.parts.iter().find(|part| part.number == number).unwrap();
        let file = Records::open(&lake.path(manifest, part.records.as_ref().unwrap())).unwrap();
        String::from_utf8(file.read(&[row]).unwrap().remove(0)).unwrap()
    };
    found.into_iter().map(record).collect()
}
