//! The records of a snapshot, as they stand in its files.

use std::{
    cell::RefCell,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use serde_json::Value;

use super::{
    fields::Field,
    inflate::gunzip,
    value::{self, Atom},
};

/// What identifies a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Id {
    /// The number behind a letter.
    Number(i64),
    /// What stands behind the name of a vocabulary.
    Code(String),
}

impl Id {
    /// Reads the `id` of a record.
    pub(crate) fn read(text: &str) -> Option<Id> {
        match text.strip_prefix("https://openalex.org/")?.split_once('/') {
            Some((_, code)) => Some(Id::Code(code.replace("%20", " "))),
            None => value::number_of(text).map(Id::Number),
        }
    }
}

/// A record and the line that it is.
pub(crate) struct Record {
    pub(crate) id: Id,
    pub(crate) line: Vec<u8>,
    pub(crate) json: Value,
}

/// The values of a field, by record.
pub(crate) type Column = Rc<Vec<Vec<Atom>>>;

/// The records of an entity; of each id the newest. In no order that means anything.
pub(crate) struct Table {
    pub(crate) entity: &'static str,
    pub(crate) records: Vec<Record>,
    columns: RefCell<HashMap<String, Column>>,
}

/// Whether a snapshot has an entity.
pub(crate) fn is_present(snapshot: &Path, entity: &str) -> bool {
    snapshot.join("data").join(entity).is_dir()
}

/// The files of an entity, and what its manifest says: how many records it has.
pub(crate) fn shards(snapshot: &Path, entity: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![snapshot.join("data").join(entity)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "gz") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The lines of a file.
pub(crate) fn lines(path: &Path) -> Vec<Vec<u8>> {
    let text = gunzip(&fs::read(path).unwrap());
    text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).map(<[u8]>::to_vec).collect()
}

impl Table {
    pub(crate) fn load(snapshot: &Path, entity: &'static str) -> Table {
        let mut newest: HashMap<Id, Record> = HashMap::new();
        for shard in shards(snapshot, entity) {
            for line in lines(&shard) {
                let json: Value = serde_json::from_slice(&line).unwrap();
                let id = Id::read(json["id"].as_str().unwrap()).unwrap();
                let record = Record { id: id.clone(), line, json };
                let time = |record: &Record| value::micros(record.json["updated_date"].as_str()?);
                match newest.get(&id) {
                    Some(other) if time(other) >= time(&record) => {}
                    _ => {
                        newest.insert(id, record);
                    }
                }
            }
        }
        let mut records: Vec<Record> = newest.into_values().collect();
        records.sort_by(|a, b| a.id.cmp(&b.id));
        Table { entity, records, columns: RefCell::default() }
    }

    /// The values of a field, smallest first, each once. Kept, because a walk over all the JSON takes long.
    pub(crate) fn column(&self, field: &Field) -> Column {
        let key = format!("{:?} {} {:?}", field.form, field.many, field.paths);
        if let Some(column) = self.columns.borrow().get(&key) {
            return column.clone();
        }
        let column: Column =
            Rc::new(self.records.iter().map(|record| value::values(field, &record.json)).collect());
        self.columns.borrow_mut().insert(key, column.clone());
        column
    }
}
