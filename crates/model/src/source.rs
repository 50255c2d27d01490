//! A provider of records: what it publishes, and how its API speaks.

use std::fmt;

use crate::{
    Answer, BadRequest, By, Entity, Field, Group, Join, Params, Reply, Request, Route, Value,
};

/// A provider of records.
pub struct Source {
    /// The name in paths and on disk.
    pub name: &'static str,
    /// The hosts of its API, so that a URL of it can be pasted as a request.
    pub hosts: &'static [&'static str],
    /// Its tables.
    pub entities: &'static [&'static Entity],
    /// The form of the files it publishes.
    pub layout: &'static Layout,
    /// Its API.
    pub dialect: &'static dyn Dialect,
}

/// The form of the files that a source publishes.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// Where the files of an entity stand below the snapshot's root, or below the root of an archive in it, tried in
    /// order; `{entity}` is its folder. A pattern that ends like a file of records names a file.
    pub folders: &'static [&'static str],
    /// Folder names of entities that differ from the entity's name: (folder, entity). All that are there count.
    pub renamed: &'static [(&'static str, &'static str)],
    /// The endings of files that hold records; `.gz` is inflated. Everything else is left alone.
    pub endings: &'static [&'static str],
    /// How records stand in a file.
    pub framing: Framing,
    /// Names of files that list an entity's files and their sizes.
    pub manifests: &'static [&'static str],
    /// The folders of rows that say which records belong together.
    pub joins: &'static [Join],
    /// The lists of ids that are gone.
    pub deletions: &'static [Deletion],
}

/// A list of ids that are gone: comma-separated text under a line of column names.
#[derive(Debug, PartialEq, Eq)]
pub struct Deletion {
    /// Where the lists of an entity stand below the snapshot's root: a file, or a folder of them. `{entity}` is the
    /// entity's name, `{folder}` the folder that its records were found in. All that are there count.
    pub places: &'static [&'static str],
    /// The column with the id that is gone.
    pub id: &'static str,
    /// The column with the id of the record that took its place, in lists that have one.
    pub into: Option<&'static str>,
}

impl Deletion {
    /// The endings of such lists.
    pub const ENDINGS: &'static [&'static str] = &[".csv", ".csv.gz"];

    /// Whether a file of that name beside records is such a list.
    pub fn is_list(&self, name: &str) -> bool {
        let plain = name.strip_suffix(".gz").unwrap_or(name);
        let last = |place: &str| place.rsplit('/').next() == Some(plain);
        plain.ends_with(".csv") && self.places.iter().any(|place| last(place))
    }
}

/// How records stand in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// One record a line.
    Lines,
    /// One document with the records in an array under this name.
    Items(&'static str),
    /// As the ending of the file's name says; the first that fits counts, and others hold one record a line.
    ByEnding(&'static [(&'static str, Framing)]),
}

impl Framing {
    /// How records stand in the file of that name: never [`Framing::ByEnding`].
    pub fn of(self, name: &str) -> Framing {
        match self {
            Framing::ByEnding(endings) => endings
                .iter()
                .find(|(ending, _)| name.ends_with(ending))
                .map_or(Framing::Lines, |(_, framing)| framing.of(name)),
            framing => framing,
        }
    }
}

/// How an API spells questions and answers. A dialect does no I/O: it turns text into a [`Request`] whose names and
/// values are resolved and typed, and answers into text.
pub trait Dialect: Sync {
    /// Reads a request: the path below the API's root, decoded, without leading slash, and its parameters. `strict`
    /// brings back the limits and leniencies of the hosted service.
    ///
    /// # Errors
    /// The first mistake, in the order in which the original looks for them.
    fn read(&self, path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest>;

    /// Everything that [`read`](Dialect::read) answers, made from the tables that it reads with. Paths that are other
    /// spellings of these are left out. None, unless the dialect says so.
    fn routes(&self) -> Vec<Route> {
        Vec::new()
    }

    /// Goes on from the request's [`origin`](Request::origin) with its record, where the lake has it.
    fn follow(&self, _request: &mut Request, _record: &[u8]) {}

    /// One record as the API shows it in an answer to this request, with its score where it was looked for.
    ///
    /// # Errors
    /// A record that is not of the form that the source publishes.
    fn object(
        &self,
        request: &Request,
        record: &[u8],
        score: Option<f64>,
    ) -> Result<Vec<u8>, BadRequest>;

    /// The label that the API shows for a group of a field's values.
    fn label(&self, field: Field, group: &Group) -> Option<String>;

    /// The key that the API shows for a group, and its label.
    fn named(&self, by: &By, group: &Group) -> (String, Option<String>) {
        match (by, &group.key) {
            (_, None) => ("unknown".to_owned(), None),
            (By::Values { field, .. }, Some(key)) => {
                (field.kind.shown(key), self.label(*field, group))
            }
            (By::Bins(_), Some(Value::Text(key))) => (key.clone(), group.label.clone()),
            (By::Bins(_), Some(key)) => (key.to_string(), group.label.clone()),
        }
    }

    /// Writes an answer; `millis` is how long it took.
    fn write(&self, request: &Request, answer: &Answer, millis: u64) -> Reply;

    /// Writes a failure.
    fn write_error(&self, error: &BadRequest) -> Reply;
}

impl Source {
    /// Stops compilation where joins and tables contradict each other: a feed of no entity or of no joined column, a
    /// value that the other entity has no column of, a joined column that nothing feeds.
    pub const fn checked(self) -> Source {
        let joins = self.layout.joins;
        let mut i = 0;
        while i < joins.len() {
            joins[i].check(self.entities);
            i += 1;
        }
        let mut i = 0;
        while i < self.entities.len() {
            let entity = self.entities[i];
            let mut j = 0;
            while j < entity.fields.len() {
                let row = entity.fields[j].row();
                assert!(
                    !row.is_joined() || is_fed(joins, entity.name, row.name),
                    "a joined column that nothing feeds"
                );
                j += 1;
            }
            i += 1;
        }
        self
    }

    /// The entity of a name or alias.
    pub fn entity(&self, name: &str) -> Option<&'static Entity> {
        let known = |entity: &&&Entity| entity.name == name || entity.aliases.contains(&name);
        self.entities.iter().find(known).copied()
    }
}

const fn is_fed(joins: &[Join], entity: &str, column: &str) -> bool {
    let mut i = 0;
    while i < joins.len() {
        if joins[i].feeds_column(entity, column) {
            return true;
        }
        i += 1;
    }
    false
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
