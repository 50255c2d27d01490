//! A question in terms of the tables, with nothing of any API's syntax left in it.

use crate::{Cursor, Entity, Field, Grouping, Predicate, Value};

/// What a caller wants.
#[derive(Debug, Clone)]
pub struct Request {
    /// The question.
    pub query: Query,
    /// What to tell the caller that the answer itself does not say, such as an implied filter.
    pub notes: Vec<String>,
    /// The page number that the envelope repeats, where pages are numbered.
    pub page: Option<u64>,
    /// A text that the envelope repeats.
    pub echo: Option<String>,
    /// How records are told.
    pub form: Form,
    /// Whether the request itself says in what order, instead of leaving that to the entity.
    pub ordered: bool,
    /// The record that it goes out from, where it asks for what belongs to another one.
    pub origin: Option<Origin>,
}

/// A record that a request goes out from. What it holds may change what is asked, see
/// [`Dialect::follow`](crate::Dialect::follow).
#[derive(Debug, Clone)]
pub struct Origin {
    /// Its table.
    pub entity: &'static Entity,
    /// A column with a lookup.
    pub field: Field,
    /// The record's value.
    pub value: Value,
}

/// How records are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// As they stand in the snapshot, byte for byte, instead of as the API shows them.
    pub raw: bool,
    /// With lists that the API cuts short left whole.
    pub whole: bool,
    /// Only these members; all, where it names none.
    pub select: Vec<&'static str>,
    /// With links that begin so, instead of with the address of the hosted API.
    pub base: Option<String>,
    /// As another resource of the API than the record's own, by the dialect's name for it.
    pub view: Option<&'static str>,
    /// What was typed, where an answer suggests more than records.
    pub typed: Option<String>,
}

/// Records of an entity that meet a condition, and what to tell of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The table.
    pub entity: &'static Entity,
    /// Which records.
    pub filter: Predicate,
    /// In what order; the id is appended where it is missing, so that the order is total.
    pub sort: Vec<SortKey>,
    /// Orders other than `sort` that a cursor may have been made in, where the request itself names none.
    pub orders: Vec<Vec<SortKey>>,
    /// Only some of them, drawn by lot.
    pub sample: Option<Sample>,
    /// Sums over all of them.
    pub sums: Vec<Sum>,
    /// Groupings of all of them, told beside a page of records.
    pub facets: Vec<Grouping>,
    /// What to tell of them.
    pub ask: Ask,
}

/// Records drawn by lot. The same seed draws the same records from the same ids, on any machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// How many.
    pub size: u64,
    /// What decides which.
    pub seed: u64,
}

/// A sum over records.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// The name in the envelope.
    pub name: &'static str,
    /// What is added up.
    pub field: Field,
    /// The records that count.
    pub of: Predicate,
}

/// What to tell of the records found.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Nothing: the dialect knows the answer by itself.
    Nothing,
    /// The first record itself.
    One,
    /// A page of records.
    Page {
        /// Where the page starts.
        start: Start,
        /// The most records on it.
        size: u32,
    },
    /// Any record of the entity, drawn by this lot; the filter does not count.
    Random(u64),
    /// How many records have something in common.
    Groups(Grouping),
    /// Several groupings side by side.
    Facets(Vec<Grouping>),
    /// The answers to several queries; of these alone the rest of the query is told.
    Each(Vec<Query>),
}

/// Where a page starts.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// After this many, without a cursor to go on with.
    Skip(u64),
    /// At the beginning, with a cursor to go on with.
    First,
    /// After the place that a cursor of ours names.
    After(Cursor),
    /// After the record with these sort keys, given by a cursor of the original service.
    Beyond(Vec<Option<Value>>),
}

/// A sort key. Records without a value come last in both directions; a list counts by its smallest value when
/// ascending, by its largest when descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// The field.
    pub field: Field,
    /// Largest first.
    pub descending: bool,
}

impl Request {
    /// A question, and how to tell the records, with nothing beside them.
    pub fn new(query: Query, form: Form) -> Request {
        let (notes, ordered) = (Vec::new(), false);
        Request { query, notes, page: None, echo: None, form, ordered, origin: None }
    }
}

impl Query {
    /// Every record of an entity, in no order of its own.
    pub fn all(entity: &'static Entity, ask: Ask) -> Query {
        Query {
            entity,
            filter: Predicate::everything(),
            sort: Vec::new(),
            orders: Vec::new(),
            sample: None,
            sums: Vec::new(),
            facets: Vec::new(),
            ask,
        }
    }

    /// The sort keys with the id appended where they lack it: a total order.
    pub fn total_order(&self) -> Vec<SortKey> {
        let mut keys: Vec<SortKey> = Vec::with_capacity(self.sort.len() + 1);
        for key in &self.sort {
            // The two ends of a list are two keys; of a single value a second key decides nothing.
            let same = |known: &SortKey| {
                known.field == key.field && (!key.field.many || known.descending == key.descending)
            };
            if !keys.iter().any(same) {
                keys.push(*key);
            }
            if key.field == self.entity.id {
                return keys;
            }
        }
        keys.push(self.entity.id.asc());
        keys
    }
}
