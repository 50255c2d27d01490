//! A question in terms of the tables, with nothing of any API's syntax left in it.

use crate::{Cursor, Entity, Field, Predicate, Value};

/// What a caller wants.
#[derive(Debug, Clone)]
pub struct Request {
    /// The question.
    pub query: Query,
    /// What to tell the caller that the answer itself does not say, such as an implied filter.
    pub notes: Vec<String>,
    /// The page number that the envelope repeats, where pages are numbered.
    pub page: Option<u64>,
}

/// Records of an entity that meet a condition, and what to tell of them.
#[derive(Debug, Clone)]
pub struct Query {
    /// The table.
    pub entity: &'static Entity,
    /// Which records.
    pub filter: Predicate,
    /// In what order; the id is appended where it is missing, so that the order is total.
    pub sort: Vec<SortKey>,
    /// Orders other than `sort` that a cursor may have been made in, where the request itself names none.
    pub orders: Vec<Vec<SortKey>>,
    /// What to tell of them.
    pub ask: Ask,
}

/// What to tell of the records found.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// The first record itself.
    One,
    /// A page of records.
    Page {
        /// Where the page starts.
        start: Start,
        /// The most records on it.
        size: u32,
    },
    /// How many records have each value of a field.
    Groups {
        /// The field.
        field: Field,
        /// Of identifiers of several letters, the one to keep.
        letter: Option<char>,
        /// Whether records without a value are a group too.
        unknown: bool,
        /// Groups ordered by key instead of by count, and where to start.
        start: Start,
        /// The most groups to tell.
        size: u32,
    },
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

impl Query {
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
