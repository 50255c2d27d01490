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
        /// How much it counts.
        boost: f32,
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
    /// A text in quotes, and how far its words may be moved, where that is said.
    Phrase { text: String, slop: Option<u32> },
    /// Bounds; none is `*`.
    Range { low: Option<Bound>, high: Option<Bound> },
    /// Words that differ from this one by so many letters.
    Fuzzy { word: String, distance: u8 },
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bound {
    pub(super) text: String,
    pub(super) included: bool,
}

impl Node {
    /// Counts so much more.
    pub(super) fn boosted(&mut self, by: f32) {
        match self {
            Node::Clauses(clauses) => clauses.iter_mut().for_each(|(_, node)| node.boosted(by)),
            Node::Leaf { boost, .. } => *boost *= by,
        }
    }
}
