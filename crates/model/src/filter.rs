//! Names in requests that are not simply a field: other names, `has_…`, `from_…`, compounds. As data.

use crate::Reach;

/// A public filter name and what it means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filter {
    /// The name in requests.
    pub name: &'static str,
    /// What it tests.
    pub test: Test,
    /// The groups that it counts, where these are not the values of its field or the words of its choice.
    pub groups: Option<Choices>,
}

/// Words, and the condition that they stand for. The first word is the name, the second one, if any, the key.
pub type Choices = &'static [(&'static [&'static str], Condition)];

/// What a filter does with its value. Fields are named; [`Entity::checked`](crate::Entity::checked) proves that they exist.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Test {
    /// The same as the field of this name.
    Is(&'static str),
    /// As [`Test::Is`], of the records that also meet the condition; so are its groups.
    IsAnd(&'static str, &'static Condition),
    /// As [`Test::Is`], but values of another letter than this are refused; its groups keep only this letter.
    IsLetter(&'static str, char),
    /// At or after the value.
    Since(&'static str),
    /// At or before the value.
    Until(&'static str),
    /// The value begins the field's.
    Prefix(&'static str),
    /// `true` or `false`: these conditions.
    Truth(&'static Condition, &'static Condition),
    /// `true` or `false`: whether the condition holds.
    Whether(&'static Condition),
    /// The value names one of these conditions (ignoring case); each may have several names.
    Choice(Choices),
    /// Records whose identifier stands in this list field of the record that the value names.
    ListedBy(&'static str),
    /// Words searched for.
    Search(&'static Reach),
    /// Known to the API, but a snapshot cannot answer it: why.
    Absent(&'static str),
}

/// A fixed condition over fields.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Condition {
    /// The field has a value.
    Exists(&'static str),
    /// The field has the value `true`.
    True(&'static str),
    /// One of the field's values is this text.
    Text(&'static str, &'static str),
    /// One of the field's values is among these texts.
    OneOf(&'static str, &'static [&'static str]),
    /// One of the field's values is above this number.
    Above(&'static str, i64),
    /// One of the field's values is within these bounds, which are included.
    Within(&'static str, i64, i64),
    /// All hold.
    All(&'static [Condition]),
    /// At least one holds.
    Any(&'static [Condition]),
    /// It does not hold.
    Not(&'static Condition),
}

impl Condition {
    /// The field that the condition is about: the first that it names.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Condition::Exists(field) | Condition::True(field) | Condition::Text(field, _) => {
                Some(field)
            }
            Condition::OneOf(field, _)
            | Condition::Above(field, _)
            | Condition::Within(field, _, _) => Some(field),
            Condition::All(parts) | Condition::Any(parts) => match parts {
                [first, ..] => first.field(),
                [] => None,
            },
            Condition::Not(part) => part.field(),
        }
    }
}

impl Filter {
    /// Another name of a field.
    pub const fn alias(name: &'static str, field: &'static str) -> Filter {
        Filter { name, test: Test::Is(field), groups: None }
    }

    /// A filter of any other meaning.
    pub const fn new(name: &'static str, test: Test) -> Filter {
        Filter { name, test, groups: None }
    }

    /// Counts these groups.
    pub const fn counted(mut self, groups: Choices) -> Filter {
        self.groups = Some(groups);
        self
    }
}

impl Test {
    /// The field that the filter's value is compared with, if there is one.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Test::Is(field) | Test::IsAnd(field, _) | Test::IsLetter(field, _) => Some(field),
            Test::Since(field) | Test::Until(field) | Test::Prefix(field) => Some(field),
            Test::ListedBy(field) => Some(field),
            _ => None,
        }
    }
}
