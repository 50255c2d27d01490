//! Counts of records by what they have in common.

use crate::{Field, Predicate, Start};

/// Records counted by one field or by several, one within the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// The outermost first.
    pub by: Vec<Dimension>,
    /// The records that count, of those that the query finds.
    pub of: Predicate,
    /// The order of groups, at every level.
    pub order: GroupOrder,
    /// Words that all stand in the label of a group that is told, ignoring case.
    pub labelled: Vec<String>,
    /// Where the page starts. A walk goes in the order of keys, the group of records without value first.
    pub start: Start,
    /// The most groups to tell, at every level.
    pub size: u32,
}

/// What records are counted by.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// The name in the request.
    pub name: String,
    /// What makes a group.
    pub by: By,
    /// Whether records without a value are a group too.
    pub unknown: bool,
}

/// What makes a group.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// Each value of a field.
    Values {
        /// The field.
        field: Field,
        /// Of identifiers of several letters, the one to keep.
        letter: Option<char>,
    },
    /// Each of a few conditions, which may overlap.
    Bins(Bins),
}

/// Groups that are known beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct Bins {
    /// The groups, in their own order.
    pub bins: Vec<Bin>,
    /// Records that are in none of them, and are told where there are any.
    pub rest: Option<Bin>,
    /// Whether groups without records are told, all in their own order; else the largest comes first.
    pub fixed: bool,
}

/// A group that is known beforehand.
#[derive(Debug, Clone, PartialEq)]
pub struct Bin {
    /// Its key.
    pub key: String,
    /// Its label.
    pub label: String,
    /// What its records meet.
    pub of: Predicate,
}

/// The order of groups; equal ones are in the order of their keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupOrder {
    /// What decides.
    pub by: GroupKey,
    /// Largest first.
    pub descending: bool,
}

/// What the order of groups goes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKey {
    /// How many records a group has.
    Count,
    /// Its key.
    Key,
    /// A number over its records; groups without one are last in both directions.
    Metric(Metric, Field),
}

/// A number over the values of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// The arithmetic mean.
    Mean,
    /// The sum.
    Sum,
    /// The smallest.
    Min,
    /// The largest.
    Max,
}

impl Grouping {
    /// Groups by the values of one field, the largest first.
    pub fn of(field: Field, size: u32) -> Grouping {
        let by = By::Values { field, letter: None };
        let dimension = Dimension { name: field.name.to_owned(), by, unknown: false };
        Grouping {
            by: vec![dimension],
            of: Predicate::everything(),
            order: GroupOrder::LARGEST,
            labelled: Vec::new(),
            start: Start::Skip(0),
            size,
        }
    }
}

impl GroupOrder {
    /// The largest group first.
    pub const LARGEST: GroupOrder = GroupOrder { by: GroupKey::Count, descending: true };
}

impl Metric {
    /// The name in requests.
    pub const fn name(self) -> &'static str {
        match self {
            Metric::Mean => "mean",
            Metric::Sum => "sum",
            Metric::Min => "min",
            Metric::Max => "max",
        }
    }
}
