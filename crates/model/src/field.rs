//! One column of an entity.

use std::{fmt, ops::Deref};

use crate::{Case, CodeForm, Comparison, IdForm, Kind, Predicate, SortKey, Value};

/// A row of a table: what a column is called, where it comes from, what it may be used for. The whole truth of a
/// field: everything that is shown or decided about it is read from here.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// The dotted name in requests; also the name of the column.
    pub name: &'static str,
    /// Where the value sits in a record, in the language of [`Path`](crate::Path).
    pub path: &'static str,
    /// What a value is.
    pub kind: Kind,
    /// Whether a record may hold several values.
    pub many: bool,
    /// Where the label of a value is found, for values that name a record of another entity.
    pub label: Option<Label>,
    /// The group of columns that tell of the same elements, if it is in one: see [`Elements`](crate::Elements).
    pub group: Option<&'static str>,
    uses: u8,
}

/// Where the label of an identifier is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The entity whose records the values name.
    pub entity: &'static str,
    /// Further entities, where the letter of an identifier says which.
    pub others: &'static [&'static str],
    /// The member beside the identifier that holds the label, where that entity is not in the lake; `|` between
    /// the names that it has had.
    pub beside: &'static str,
}

impl Label {
    /// Every entity that a value may name a record of.
    pub fn entities(&self) -> impl Iterator<Item = &'static str> {
        [self.entity].into_iter().chain(self.others.iter().copied())
    }
}

const SORT: u8 = 1;
const GROUP: u8 = 2;
const LOOKUP: u8 = 4;
const INNER: u8 = 8;
const JOINED: u8 = 16;
const YEAR: u8 = 32;
const INDEXED: u8 = 64;

impl Row {
    const fn new(kind: Kind) -> Row {
        Row { name: "", path: "", kind, many: false, label: None, group: None, uses: 0 }
    }

    /// An identifier of one letter and digits.
    pub const fn id(form: &'static IdForm) -> Row {
        Row::new(Kind::Id(form))
    }

    /// An identifier whose letter varies, without `prefix`.
    pub const fn any_id(prefix: &'static str) -> Row {
        Row::new(Kind::AnyId(prefix))
    }

    /// A code or slug.
    pub const fn code(form: &'static CodeForm) -> Row {
        Row::new(Kind::Code(form))
    }

    /// Text compared whole, case and all.
    pub const fn keyword() -> Row {
        Row::new(Kind::KEYWORD)
    }

    /// Text compared whole, ignoring case.
    pub const fn folded() -> Row {
        Row::new(Kind::Keyword(Case::Folded))
    }

    /// Text compared whole, stored in lower case.
    pub const fn lower() -> Row {
        Row::new(Kind::Keyword(Case::Lower))
    }

    /// Text compared whole, case and all, but of DOIs.
    pub const fn identifier() -> Row {
        Row::new(Kind::Keyword(Case::Identifier))
    }

    /// Text compared whole, stored in upper case.
    pub const fn upper() -> Row {
        Row::new(Kind::Keyword(Case::Upper))
    }

    /// A DOI.
    pub const fn doi() -> Row {
        Row::new(Kind::Doi)
    }

    /// An ORCID iD.
    pub const fn orcid() -> Row {
        Row::new(Kind::Orcid)
    }

    /// A ROR id.
    pub const fn ror() -> Row {
        Row::new(Kind::Ror)
    }

    /// An ISSN.
    pub const fn issn() -> Row {
        Row::new(Kind::Issn)
    }

    /// A 64-bit integer.
    pub const fn integer() -> Row {
        Row::new(Kind::Integer)
    }

    /// A 64-bit float.
    pub const fn float() -> Row {
        Row::new(Kind::Float)
    }

    /// A truth value.
    pub const fn boolean() -> Row {
        Row::new(Kind::Boolean)
    }

    /// A civil day.
    pub const fn date() -> Row {
        Row::new(Kind::Date)
    }

    /// An instant.
    pub const fn timestamp() -> Row {
        Row::new(Kind::Timestamp)
    }

    /// Gives the row its name, and its path where [`at`](Row::at) did not. For [`table!`](crate::table).
    pub const fn named(mut self, name: &'static str) -> Row {
        self.name = name;
        if self.path.is_empty() {
            self.path = name;
        }
        self
    }

    /// Reads the value from `path` instead of from the path spelt like the name.
    pub const fn at(mut self, path: &'static str) -> Row {
        self.path = path;
        self
    }

    /// Lets a record hold several values.
    pub const fn many(mut self) -> Row {
        self.many = true;
        self
    }

    /// Stores one value for each element of a group: the lists of the group's columns are of equal length, neither
    /// sorted nor made unique, with null where an element has no value.
    pub const fn aligned(mut self, group: &'static str) -> Row {
        self.many = true;
        self.group = Some(group);
        self
    }

    /// Lets results be ordered by this field.
    pub const fn sort(mut self) -> Row {
        self.uses |= SORT;
        self
    }

    /// Lets results be counted by this field.
    pub const fn group(mut self) -> Row {
        self.uses |= GROUP;
        self
    }

    /// Writes a sorted lookup from value to record at ingest.
    pub const fn lookup(mut self) -> Row {
        self.uses |= LOOKUP;
        self
    }

    /// Has an index of its values made with that of words, for values of which few records have any one. Not for texts
    /// that are compared ignoring case.
    pub const fn indexed(mut self) -> Row {
        self.uses |= INDEXED;
        self
    }

    /// Keeps the name out of requests: the column serves other rows only.
    pub const fn inner(mut self) -> Row {
        self.uses |= INNER;
        self
    }

    /// Fills the column from rows of another folder, as a [`Join`](crate::Join) of the source says; values at the
    /// path, where a record has some itself, are added to them.
    pub const fn joined(mut self) -> Row {
        self.many = true;
        self.uses |= JOINED;
        self
    }

    /// Says that the value is the year of the record: an ingest watches that records keep having a plausible one.
    pub const fn year(mut self) -> Row {
        self.uses |= YEAR;
        self
    }

    /// Says that values name records of `entity`, whose label a record also holds in the member `beside` it.
    pub const fn labelled(mut self, entity: &'static str, beside: &'static str) -> Row {
        self.label = Some(Label { entity, others: &[], beside });
        self
    }

    /// Says that values may also name records of `others`, as their letter tells.
    pub const fn or(mut self, others: &'static [&'static str]) -> Row {
        if let Some(label) = &mut self.label {
            label.others = others;
        }
        self
    }

    /// Whether results may be ordered by this field.
    pub const fn sorts(&self) -> bool {
        self.uses & SORT != 0
    }

    /// Whether results may be counted by this field.
    pub const fn groups(&self) -> bool {
        self.uses & GROUP != 0
    }

    /// Whether ingest writes a sorted lookup from value to record.
    pub const fn looks_up(&self) -> bool {
        self.uses & LOOKUP != 0
    }

    /// Whether an index of its values is made with that of words.
    pub const fn is_indexed(&self) -> bool {
        self.uses & INDEXED != 0
    }

    /// Whether rows of another folder give the column values.
    pub const fn is_joined(&self) -> bool {
        self.uses & JOINED != 0
    }

    /// Whether the value is the year of the record.
    pub const fn is_year(&self) -> bool {
        self.uses & YEAR != 0
    }

    /// Whether the name is kept out of requests.
    pub const fn is_inner(&self) -> bool {
        self.uses & INNER != 0
    }
}

/// A handle on a [`Row`]: what tables, predicates and callers pass around.
#[derive(Clone, Copy)]
pub struct Field(&'static Row);

impl Field {
    /// The field of a row. For [`table!`](crate::table).
    pub const fn of(row: &'static Row) -> Field {
        Field(row)
    }

    /// The row, for use in `const` code.
    pub const fn row(self) -> &'static Row {
        self.0
    }

    /// Records in which a value of this field is `value`.
    pub fn eq(self, value: impl Into<Value>) -> Predicate {
        self.compare(Comparison::Equal, value)
    }

    /// Records in which a value of this field is below `value`.
    pub fn lt(self, value: impl Into<Value>) -> Predicate {
        self.compare(Comparison::Less, value)
    }

    /// Records in which a value of this field is at most `value`.
    pub fn le(self, value: impl Into<Value>) -> Predicate {
        self.compare(Comparison::LessOrEqual, value)
    }

    /// Records in which a value of this field is above `value`.
    pub fn gt(self, value: impl Into<Value>) -> Predicate {
        self.compare(Comparison::Greater, value)
    }

    /// Records in which a value of this field is at least `value`.
    pub fn ge(self, value: impl Into<Value>) -> Predicate {
        self.compare(Comparison::GreaterOrEqual, value)
    }

    /// Records in which one value of this field is within both bounds, which are included.
    pub fn between(self, low: impl Into<Value>, high: impl Into<Value>) -> Predicate {
        Predicate::Between { field: self, low: low.into(), high: high.into() }
    }

    /// Records in which a value of this field is one of `values`.
    pub fn one_of<V: Into<Value>>(self, values: impl IntoIterator<Item = V>) -> Predicate {
        Predicate::In { field: self, values: values.into_iter().map(Into::into).collect() }
    }

    /// Records that have a value of this field.
    pub fn exists(self) -> Predicate {
        Predicate::Exists(self)
    }

    /// Smallest first; records without a value last.
    pub fn asc(self) -> SortKey {
        SortKey { field: self, descending: false }
    }

    /// Largest first; records without a value last.
    pub fn desc(self) -> SortKey {
        SortKey { field: self, descending: true }
    }

    fn compare(self, comparison: Comparison, value: impl Into<Value>) -> Predicate {
        Predicate::Compare { field: self, comparison, value: value.into() }
    }
}

impl Deref for Field {
    type Target = Row;

    fn deref(&self) -> &Row {
        self.0
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        std::ptr::eq(self.0, other.0) || self.0 == other.0
    }
}

impl Eq for Field {}

impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Makes the fields of an entity: a constant for each row, and a slice of them all.
#[macro_export]
macro_rules! table {
    ($(#[$doc:meta])* $table:ident $entity:literal { $($rows:tt)* }) => {
        $crate::table!(@rows [$(#[$doc])* $table] [] $($rows)*);
    };
    (@rows [$(#[$doc:meta])* $table:ident] [$($made:ident)*]) => {
        $(#[$doc])*
        #[allow(unreachable_pub)]
        pub const $table: &[$crate::Field] = &[$($made),*];
    };
    (@rows [$($head:tt)*] [$($made:ident)*] $constant:ident $name:literal = $row:expr; $($rest:tt)*) => {
        #[doc = concat!("`", $name, "`")]
        #[allow(unreachable_pub)]
        pub const $constant: $crate::Field = {
            #[allow(unused_imports)]
            use $crate::Row;
            const ROW: &$crate::Row = &$row.named($name);
            $crate::Field::of(ROW)
        };
        $crate::table!(@rows [$($head)*] [$($made)* $constant] $($rest)*);
    };
}
