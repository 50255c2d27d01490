//! What the API answers.

use std::rc::Rc;

#[derive(Debug, Clone)]
pub(crate) enum Answer {
    /// The first words of the error.
    Refused(u16, &'static str),
    /// The id of the record, if there is one.
    One(Option<Rc<str>>),
    /// Some record of the entity.
    Random(&'static str),
    Page(Page),
    Sample(Sample),
    Groups(Groups),
    Facets(Facets),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    /// How many records match.
    pub(crate) count: usize,
    /// Those on the page; of a walk all.
    pub(crate) ids: Vec<Rc<str>>,
    /// The members of each record on the page, where some were selected.
    pub(crate) members: Option<Vec<Vec<&'static str>>>,
    /// Members of `meta`, and their values.
    pub(crate) sums: Vec<(&'static str, f64)>,
}

/// Some of the records that match, in some order.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) of: Vec<Rc<str>>,
    /// How many records the sample has in all.
    pub(crate) count: usize,
    pub(crate) page: usize,
    pub(crate) size: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Groups {
    /// How many records match.
    pub(crate) count: usize,
    /// `meta.groups_count`, where it is not the number of rows.
    pub(crate) told: Option<usize>,
    /// `meta.groups_total`, where it is certain.
    pub(crate) total: Option<usize>,
    pub(crate) rows: Vec<Row>,
    /// What the labels of rows must contain; the rows are then all that there are.
    pub(crate) query: Option<Query>,
}

#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) label: Label,
    pub(crate) count: usize,
    /// The extra member, and its value.
    pub(crate) metric: Option<(String, Option<f64>)>,
    /// Groups of this group.
    pub(crate) groups: Option<Vec<Row>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Label {
    Is(String),
    OneOf(Vec<String>),
    Missing,
    /// Not known to the oracle.
    Any,
}

#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) text: String,
    /// Whether every word must occur, in any order.
    pub(crate) words: bool,
    /// The most rows.
    pub(crate) size: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct Facets {
    pub(crate) count: usize,
    pub(crate) facets: Vec<(String, Vec<Row>)>,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Refusal(pub(crate) u16, pub(crate) &'static str);

pub(crate) const QUERY: Refusal = Refusal(400, "Invalid query parameters error.");
pub(crate) const PAGING: Refusal = Refusal(400, "Pagination error.");
