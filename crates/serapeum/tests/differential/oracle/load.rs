//! The records of a snapshot, as they stand in its files.

use std::{
    cell::{OnceCell, RefCell},
    collections::{BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use serde_json::Value;

use super::{
    calendar::micros,
    column::Column,
    entities::Entity,
    fields::Field,
    inflate::gunzip,
    value::{self, Atom},
};

/// A record and the line that it is.
pub(crate) struct Record {
    pub(crate) id: Atom,
    /// The id as the record has it, without the host.
    pub(crate) tail: Rc<str>,
    pub(crate) line: Vec<u8>,
    pub(crate) json: Value,
}

/// The records of an entity; of each id the newest. In the order of the ids.
pub(crate) struct Table {
    pub(crate) entity: &'static Entity,
    pub(crate) records: Vec<Record>,
    /// By the field's place.
    columns: RefCell<HashMap<usize, Rc<Column>>>,
    /// By form and paths: many fields are the same column.
    shared: RefCell<HashMap<String, Rc<Column>>>,
    places: OnceCell<HashMap<String, usize>>,
    beside: RefCell<HashMap<usize, Rc<Names>>>,
}

/// Names by id.
pub(crate) type Names = HashMap<String, BTreeSet<String>>;

/// The files of an entity.
pub(crate) fn shards(snapshot: &Path, entity: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["data", "data/jsonl"].iter().map(|folder| snapshot.join(folder).join(entity)).collect();
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

/// An id without the host.
pub(crate) fn bare(id: &str) -> Rc<str> {
    id.strip_prefix("https://openalex.org/").unwrap_or(id).into()
}

impl Table {
    pub(crate) fn load(snapshot: &Path, entity: &'static Entity) -> Table {
        let form = entity.id_form();
        let mut newest: HashMap<String, Record> = HashMap::new();
        for shard in shards(snapshot, entity.name) {
            for line in lines(&shard) {
                let json: Value = serde_json::from_slice(&line).unwrap();
                let id = value::atom(form, &json["id"]).unwrap();
                let tail = entity.tail(&id);
                let record = Record { id, tail: bare(json["id"].as_str().unwrap()), line, json };
                let time = |record: &Record| micros(record.json["updated_date"].as_str()?);
                match newest.get(&tail) {
                    Some(other) if time(other) >= time(&record) => {}
                    _ => {
                        newest.insert(tail, record);
                    }
                }
            }
        }
        let mut records: Vec<Record> = newest.into_values().collect();
        records.sort_by(|a, b| value::compare(&a.id, &b.id));
        Table {
            entity,
            records,
            columns: RefCell::default(),
            shared: RefCell::default(),
            places: OnceCell::new(),
            beside: RefCell::default(),
        }
    }

    /// The values of a field. Kept, because a walk over all the JSON takes long.
    pub(crate) fn column(&self, field: &Field) -> Rc<Column> {
        assert_eq!(field.entity, self.entity.name);
        if let Some(column) = self.columns.borrow().get(&field.at) {
            return column.clone();
        }
        let key = format!("{:?} {} {:?}", field.form, field.many, field.paths);
        let known = self.shared.borrow().get(&key).cloned();
        let column = known.unwrap_or_else(|| {
            let values = self.records.iter().map(|record| value::values(field, &record.json));
            Rc::new(Column::new(values.collect()))
        });
        self.shared.borrow_mut().insert(key, column.clone());
        self.columns.borrow_mut().insert(field.at, column.clone());
        column
    }

    /// The record of an id without host, such as `W12` or `fields/17`.
    pub(crate) fn place(&self, tail: &str) -> Option<usize> {
        let places = self.places.get_or_init(|| {
            let tails = self.records.iter().map(|record| self.entity.tail(&record.id));
            tails.enumerate().map(|(at, tail)| (tail, at)).collect()
        });
        places.get(tail).copied()
    }

    /// How a record is called.
    pub(crate) fn name(&self, at: usize) -> Option<&str> {
        self.records[at].json["display_name"].as_str()
    }

    /// The names that stand beside the ids of a field.
    pub(crate) fn beside(&self, field: &Field) -> Rc<Names> {
        let mut known = self.beside.borrow_mut();
        let found = known.entry(field.at).or_insert_with(|| {
            let mut names = Names::new();
            for path in &field.paths {
                let [parents @ .., "id"] = path.as_slice() else { continue };
                let mut found = Vec::new();
                self.records
                    .iter()
                    .for_each(|record| value::walk(&record.json, parents, &mut found));
                for object in found {
                    if let (Some(id), Some(name)) =
                        (object["id"].as_str(), object["display_name"].as_str())
                    {
                        names.entry(id.to_owned()).or_default().insert(name.to_owned());
                    }
                }
            }
            Rc::new(names)
        });
        found.clone()
    }
}
