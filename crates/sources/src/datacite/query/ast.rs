//! What a query says.

use std::ops::Range;

/// A parsed query.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Clauses, and how each takes part.
    Clauses(Vec<(Occurs, Node)>),
    /// A condition on a field, or on those that are searched when none is named.
    Leaf {
        /// The field.
        field: Option<String>,
        /// What it is compared with.
        test: Test,
        /// Where it stands, in bytes.
        span: Range<usize>,
    },
}

/// How a clause takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurs {
    /// It has to hold.
    Must,
    /// One of these has to hold, where none has to.
    Should,
    /// It has not to hold.
    Not,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    /// A word, its wildcards, and whether there are any.
    Word { text: String, pattern: String, wild: bool },
    /// A text in quotes.
    Phrase(String),
    /// Bounds; none is `*`.
    Range { low: Option<Bound>, high: Option<Bound> },
    /// Words that are near to this one.
    Fuzzy(String),
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) text: String,
    pub(super) included: bool,
}
