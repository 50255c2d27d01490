//! What was found, and how it is sent.

use crate::{Cursor, Value};

/// The answer to a [`Query`](crate::Query).
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// What the dialect knows by itself.
    Known,
    /// One record's bytes, if it exists.
    One(Option<Vec<u8>>),
    /// A page of records.
    Page {
        /// How many records match in all.
        total: u64,
        /// The records' bytes, in order.
        records: Vec<Vec<u8>>,
        /// How well each meets what was searched for; nothing where nothing was.
        scores: Vec<f64>,
        /// Where the next page starts; `None` after the last, and where no cursor was asked for.
        next: Option<Cursor>,
        /// The sums that were asked for, in order; `None` where no record has a value.
        sums: Vec<Option<Value>>,
        /// The groups of each grouping that was asked for beside the records, in order.
        facets: Vec<Vec<Group>>,
    },
    /// Counts by value.
    Groups {
        /// How many records match in all.
        total: u64,
        /// The groups, in order.
        groups: Vec<Group>,
        /// How many groups there are in all, the one of records without value included if it was asked for.
        all: u64,
        /// Where the next page starts; `None` after the last, and where no cursor was asked for.
        next: Option<Cursor>,
        /// The sums that were asked for, in order; `None` where no record has a value.
        sums: Vec<Option<Value>>,
    },
    /// Counts by value, of several groupings.
    Facets {
        /// How many records match in all.
        total: u64,
        /// The groups of each, in order.
        facets: Vec<Vec<Group>>,
        /// The sums that were asked for, in order; `None` where no record has a value.
        sums: Vec<Option<Value>>,
    },
    /// The answers to several queries, in their order.
    Each(Vec<Answer>),
}

/// How many records have a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The value; `None` for the records that have none.
    pub key: Option<Value>,
    /// The name of what the value identifies, where the lake knows it.
    pub label: Option<String>,
    /// How many records.
    pub count: u64,
    /// The number that groups are ordered by, if there is one.
    pub metric: Option<Value>,
    /// The groups within, by the next field.
    pub groups: Vec<Group>,
}

impl Group {
    /// A group without metric and without groups within.
    pub fn new(key: Option<Value>, label: Option<String>, count: u64) -> Group {
        Group { key, label, count, metric: None, groups: Vec::new() }
    }
}

/// An answer as an API sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type of the body.
    pub media: &'static str,
    /// The body.
    pub body: Vec<u8>,
    /// Further headers that clients of the API read.
    pub headers: Vec<(&'static str, String)>,
}

impl Reply {
    /// A JSON body.
    pub fn json(status: u16, body: Vec<u8>) -> Reply {
        Reply { status, media: "application/json", body, headers: Vec::new() }
    }

    /// A body of text.
    pub fn text(status: u16, body: impl Into<String>) -> Reply {
        Reply { media: "text/plain", ..Reply::json(status, body.into().into_bytes()) }
    }
}
