//! A condition on a record, in terms of a table's fields. Two-valued: a comparison with a missing value is false,
//! and so its negation is true.

use std::fmt;

use crate::{Field, TextQuery, Value};

/// A condition on a record. On a field of many values a comparison holds if one of the values meets it.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicate {
    /// All hold; with none, always true.
    All(Vec<Predicate>),
    /// At least one holds; with none, always false.
    Any(Vec<Predicate>),
    /// It does not hold.
    Not(Box<Predicate>),
    /// A value stands so to the given one.
    Compare {
        /// The field.
        field: Field,
        /// How the values stand to each other.
        comparison: Comparison,
        /// The given value.
        value: Value,
    },
    /// One value lies within both bounds, which are included.
    Between {
        /// The field.
        field: Field,
        /// The lower bound.
        low: Value,
        /// The upper bound.
        high: Value,
    },
    /// A value is among the given ones.
    In {
        /// The field.
        field: Field,
        /// The given values, of any number.
        values: Vec<Value>,
    },
    /// A value begins with the given text.
    Prefix {
        /// The field.
        field: Field,
        /// How the value begins.
        text: String,
    },
    /// A value is like a pattern, where `*` stands for any text and `?` for any character.
    Like {
        /// The field.
        field: Field,
        /// The pattern; `\\` takes the meaning from the character after it.
        pattern: String,
    },
    /// There is a value.
    Exists(Field),
    /// The record's identifier stands in a list of a record of the same entity.
    ListedBy {
        /// The list.
        list: Field,
        /// Which records' lists.
        by: Box<Predicate>,
    },
    /// Words occur in texts.
    Search(TextQuery),
    /// One and the same element of a group of aligned list fields meets all conditions.
    AnyElement {
        /// The name of the group.
        group: &'static str,
        /// What the element meets.
        all: Vec<Predicate>,
    },
}

/// How a value stands to a given one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// The same.
    Equal,
    /// Below.
    Less,
    /// Below or the same.
    LessOrEqual,
    /// Above.
    Greater,
    /// Above or the same.
    GreaterOrEqual,
}

impl Comparison {
    /// The sign in SQL and in [`Predicate`]'s text.
    pub const fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        }
    }
}

impl Predicate {
    /// Holds for every record.
    pub const fn everything() -> Predicate {
        Predicate::All(Vec::new())
    }

    /// Holds for no record.
    pub const fn nothing() -> Predicate {
        Predicate::Any(Vec::new())
    }

    /// Both hold. Flattens, so that the text of a predicate reads like the request.
    pub fn and(self, other: Predicate) -> Predicate {
        let mut parts = match self {
            Predicate::All(parts) => parts,
            one => vec![one],
        };
        match other {
            Predicate::All(more) => parts.extend(more),
            one => parts.push(one),
        }
        if parts.len() == 1 { parts.swap_remove(0) } else { Predicate::All(parts) }
    }

    /// It does not hold.
    #[expect(clippy::should_implement_trait, reason = "reads as the predicate it makes")]
    pub fn not(self) -> Predicate {
        Predicate::Not(Box::new(self))
    }

    /// The fields that a record is compared by, each as often as it is named.
    pub fn fields(&self) -> Vec<Field> {
        match self {
            Predicate::All(parts)
            | Predicate::Any(parts)
            | Predicate::AnyElement { all: parts, .. } => {
                parts.iter().flat_map(Predicate::fields).collect()
            }
            Predicate::Not(part) => part.fields(),
            Predicate::ListedBy { list, by } => [vec![*list], by.fields()].concat(),
            Predicate::Compare { field, .. }
            | Predicate::Between { field, .. }
            | Predicate::In { field, .. }
            | Predicate::Prefix { field, .. }
            | Predicate::Like { field, .. }
            | Predicate::Exists(field) => vec![*field],
            Predicate::Search(_) => Vec::new(),
        }
    }

    /// The searches that a record found may owe its being found to: not those under a negation, nor those that decide
    /// about another record.
    pub fn searches(&self) -> Vec<&TextQuery> {
        match self {
            Predicate::All(parts) | Predicate::Any(parts) => {
                parts.iter().flat_map(Predicate::searches).collect()
            }
            Predicate::Search(query) => vec![query],
            _ => Vec::new(),
        }
    }

    /// Whether words are searched for anywhere in it.
    pub fn has_search(&self) -> bool {
        match self {
            Predicate::All(parts)
            | Predicate::Any(parts)
            | Predicate::AnyElement { all: parts, .. } => parts.iter().any(Predicate::has_search),
            Predicate::Not(part) | Predicate::ListedBy { by: part, .. } => part.has_search(),
            Predicate::Search(_) => true,
            _ => false,
        }
    }

    /// How many nested levels there are; a leaf is one.
    pub fn depth(&self) -> usize {
        match self {
            Predicate::All(parts)
            | Predicate::Any(parts)
            | Predicate::AnyElement { all: parts, .. } => {
                1 + parts.iter().map(Predicate::depth).max().unwrap_or(0)
            }
            Predicate::Not(part) | Predicate::ListedBy { by: part, .. } => 1 + part.depth(),
            _ => 1,
        }
    }
}

impl fmt::Display for Predicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Predicate::All(parts) if parts.is_empty() => f.write_str("everything"),
            Predicate::Any(parts) if parts.is_empty() => f.write_str("nothing"),
            Predicate::All(parts) => join(f, parts, " AND "),
            Predicate::Any(parts) => join(f, parts, " OR "),
            Predicate::Not(inner) => write!(f, "NOT {inner}"),
            Predicate::Compare { field, comparison, value } => {
                write!(f, "{} {} {value}", field.name, comparison.sign())
            }
            Predicate::Between { field, low, high } => {
                write!(f, "{} BETWEEN {low} AND {high}", field.name)
            }
            Predicate::In { field, values } => {
                write!(f, "{} IN (", field.name)?;
                for (i, value) in values.iter().enumerate() {
                    match i {
                        0 => write!(f, "{value}")?,
                        1..=9 => write!(f, ", {value}")?,
                        _ => return write!(f, ", … {} values)", values.len()),
                    }
                }
                f.write_str(")")
            }
            Predicate::Prefix { field, text } => {
                write!(f, "{} BEGINS {}", field.name, Value::from(text.as_str()))
            }
            Predicate::Like { field, pattern } => {
                write!(f, "{} LIKE {}", field.name, Value::from(pattern.as_str()))
            }
            Predicate::Exists(field) => write!(f, "{} EXISTS", field.name),
            Predicate::ListedBy { list, by } => write!(f, "IN {} OF ({by})", list.name),
            Predicate::Search(query) => write!(f, "{query}"),
            Predicate::AnyElement { group, all } => {
                write!(f, "ELEMENT OF {group} WITH ")?;
                join(f, all, " AND ")
            }
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Predicate], word: &str) -> fmt::Result {
    f.write_str("(")?;
    for (i, part) in parts.iter().enumerate() {
        if i > 0 {
            f.write_str(word)?;
        }
        write!(f, "{part}")?;
    }
    f.write_str(")")
}
