//! A table of a source: its fields, and the filters its API adds to them.

use crate::{
    Choices, Condition, Elements, Explosion, Factor, Field, Filter, Predicate, Reach, Row, Test,
    Text, Value, Weight, nearest,
};

/// A kind of record, such as works.
#[derive(Debug)]
pub struct Entity {
    /// The name in paths and on disk.
    pub name: &'static str,
    /// Other names in paths.
    pub aliases: &'static [&'static str],
    /// Every column, in the order in which they are stored.
    pub fields: &'static [Field],
    /// What identifies a record; breaks ties in sorting.
    pub id: Field,
    /// What decides which of two records of one id is in force: the larger.
    pub newest: Option<Field>,
    /// The label of a record.
    pub label: Option<Field>,
    /// Filters whose name or meaning differs from "this field has this value".
    pub filters: &'static [Filter],
    /// The order of results where a request names none; the id follows.
    pub order: &'static [Order],
    /// A condition that lists of this entity add unless told otherwise.
    pub scope: Option<Condition>,
    /// The long tables that can be made of its records.
    pub explosions: &'static [Explosion],
    /// Members of its objects that are no columns of the table, but can be exported as such: texts.
    pub texts: &'static [Row],
    /// The lists of which single elements are asked for.
    pub elements: &'static [Elements],
    /// Its texts that are searched by their words.
    pub searched: &'static [Text],
    /// What multiplies the score of a record in a search.
    pub factor: Option<Factor>,
}

/// A sort key of an entity's own order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Ascending(Field),
    /// Largest first.
    Descending(Field),
}

/// An entity is itself: tables are statics, and no two are alike.
impl PartialEq for Entity {
    fn eq(&self, other: &Entity) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Entity {
    /// An entity with nothing but columns.
    pub const fn new(name: &'static str, fields: &'static [Field], id: Field) -> Entity {
        Entity {
            name,
            aliases: &[],
            fields,
            id,
            newest: None,
            label: None,
            filters: &[],
            order: &[],
            scope: None,
            explosions: &[],
            texts: &[],
            elements: &[],
            searched: &[],
            factor: None,
        }
    }

    /// Stops compilation where the table contradicts itself: a name used twice (ignoring case), a filter or a
    /// condition that names no field, an id or newest field outside the table, a list where one value is needed.
    pub const fn checked(self) -> Entity {
        let mut i = 0;
        while i < self.fields.len() {
            assert!(!self.fields[i].row().name.is_empty(), "a field without name");
            let mut j = 0;
            while j < i {
                let twice = same(self.fields[i].row().name, self.fields[j].row().name);
                assert!(!twice, "two fields of one name (ignoring case)");
                j += 1;
            }
            i += 1;
        }
        assert!(self.position(self.id.row().name).is_some(), "the id is not a field");
        assert!(!self.id.row().many, "the id is a list");
        if let Some(newest) = self.newest {
            assert!(
                self.position(newest.row().name).is_some() && !newest.row().many,
                "newest is no single field"
            );
        }
        if let Some(scope) = self.scope {
            self.check(&scope);
        }
        let mut i = 0;
        while i < self.fields.len() {
            if let Some(group) = self.fields[i].row().group {
                assert!(
                    self.has_elements(group),
                    "a column is aligned with a group that there is not"
                );
                assert!(!self.fields[i].row().looks_up(), "an aligned column has no lookup");
            }
            let row = self.fields[i].row();
            assert!(!row.is_indexed() || !row.kind.folds(), "an indexed column ignores case");
            i += 1;
        }
        let mut i = 0;
        while i < self.texts.len() {
            assert!(self.position(self.texts[i].name).is_none(), "a text has the name of a field");
            i += 1;
        }
        let mut i = 0;
        while i < self.explosions.len() {
            let mut j = 0;
            while j < i {
                let twice = same(self.explosions[i].name, self.explosions[j].name);
                assert!(!twice, "two long tables of one name (ignoring case)");
                j += 1;
            }
            i += 1;
        }
        let mut i = 0;
        while i < self.filters.len() {
            let filter = &self.filters[i];
            // Texts are searched by the name of the column that has them whole.
            let free = match self.position(filter.name) {
                Some(i) => {
                    matches!(filter.test, Test::Search(_)) && self.fields[i].row().is_inner()
                }
                None => true,
            };
            assert!(free, "a filter has the name of a field");
            if let Some(field) = filter.test.field() {
                assert!(self.position(field).is_some(), "a filter names no field");
            }
            match filter.test {
                Test::IsAnd(_, condition) | Test::Whether(condition) => self.check(condition),
                Test::Truth(yes, no) => {
                    self.check(yes);
                    self.check(no);
                }
                Test::Choice(choices) => self.check_all(choices),
                Test::Search(reach) => self.check_reach(reach),
                _ => {}
            }
            if let Some(groups) = filter.groups {
                self.check_all(groups);
            }
            i += 1;
        }
        let mut i = 0;
        while i < self.searched.len() {
            assert!(
                !self.searched[i].analyses.is_empty(),
                "a searched text that is never compared"
            );
            let mut j = 0;
            while j < i {
                let twice = same(self.searched[i].name, self.searched[j].name);
                assert!(!twice, "two searched texts of one name (ignoring case)");
                j += 1;
            }
            i += 1;
        }
        if let Some(factor) = self.factor {
            assert!(self.position(factor.field()).is_some(), "a factor names no field");
        }
        self
    }

    const fn has_elements(&self, group: &str) -> bool {
        let mut i = 0;
        while i < self.elements.len() {
            if same(self.elements[i].group, group) {
                return true;
            }
            i += 1;
        }
        false
    }

    const fn check_reach(&self, reach: &Reach) {
        let mut i = 0;
        while i < reach.fields.len() {
            let Weight { text, analysis, .. } = reach.fields[i];
            let mut found = false;
            let mut j = 0;
            while j < self.searched.len() {
                let known = &self.searched[j];
                found |= same(known.name, text) && known.has(analysis);
                j += 1;
            }
            assert!(found, "a search in a text that is not compared so");
            i += 1;
        }
    }

    const fn check_all(&self, choices: Choices) {
        let mut i = 0;
        while i < choices.len() {
            self.check(&choices[i].1);
            i += 1;
        }
    }

    const fn check(&self, condition: &Condition) {
        match condition {
            Condition::Exists(field) | Condition::True(field) | Condition::Text(field, _) => {
                assert!(self.position(field).is_some(), "a condition names no field");
            }
            Condition::OneOf(field, _)
            | Condition::Above(field, _)
            | Condition::Within(field, _, _) => {
                assert!(self.position(field).is_some(), "a condition names no field");
            }
            Condition::All(parts) | Condition::Any(parts) => {
                let mut i = 0;
                while i < parts.len() {
                    self.check(&parts[i]);
                    i += 1;
                }
            }
            Condition::Not(part) => self.check(part),
        }
    }

    /// The field of that name.
    pub fn field(&self, name: &str) -> Option<Field> {
        self.fields.iter().find(|field| field.name == name).copied()
    }

    /// The filter of that name, whether listed or implied by a field.
    pub fn filter(&self, name: &str) -> Option<Test> {
        let implied = || self.field(name).filter(|field| !field.is_inner());
        let listed =
            self.filters.iter().find(|filter| filter.name == name).map(|filter| filter.test);
        listed.or_else(|| implied().map(|field| Test::Is(field.row().name)))
    }

    /// The groups that the filter of that name counts, where these are conditions and not values of a field.
    pub fn counted(&self, name: &str) -> Option<Choices> {
        self.filters.iter().find(|filter| filter.name == name).and_then(|filter| filter.groups)
    }

    /// The long table of that name.
    pub fn explosion(&self, name: &str) -> Option<&'static Explosion> {
        self.explosions.iter().find(|explosion| explosion.name == name)
    }

    /// The text of that name, as a column.
    pub fn text(&self, name: &str) -> Option<Field> {
        self.texts.iter().find(|row| row.name == name).map(Field::of)
    }

    /// The searched text of that name.
    pub fn searched(&self, name: &str) -> Option<&'static Text> {
        self.searched.iter().find(|text| text.name == name)
    }

    /// Every name that a request may filter by, in byte order.
    pub fn names(&self) -> Vec<&'static str> {
        let fields =
            self.fields.iter().filter(|field| !field.is_inner()).map(|field| field.row().name);
        let mut names: Vec<_> =
            fields.chain(self.filters.iter().map(|filter| filter.name)).collect();
        names.sort_unstable();
        names
    }

    /// The name that a request probably meant.
    pub fn nearest(&self, name: &str) -> Option<&'static str> {
        nearest(name, self.names())
    }

    /// The predicate of a fixed condition. A part that names no field of this entity matches nothing, which
    /// [`checked`](Entity::checked) rules out.
    pub fn condition(&self, condition: &Condition) -> Predicate {
        let on = |name: &str, make: &dyn Fn(Field) -> Predicate| match self.field(name) {
            Some(field) => make(field),
            None => Predicate::nothing(),
        };
        match condition {
            Condition::Exists(name) => on(name, &|field| field.exists()),
            Condition::True(name) => on(name, &|field| field.eq(true)),
            Condition::Text(name, text) => on(name, &|field| field.eq(*text)),
            Condition::OneOf(name, texts) => on(name, &|field| field.one_of(texts.iter().copied())),
            Condition::Above(name, bound) => on(name, &|field| field.gt(*bound)),
            Condition::Within(name, low, high) => {
                on(name, &|field| field.between(Value::Int(*low), Value::Int(*high)))
            }
            Condition::All(parts) => {
                Predicate::All(parts.iter().map(|part| self.condition(part)).collect())
            }
            Condition::Any(parts) => {
                Predicate::Any(parts.iter().map(|part| self.condition(part)).collect())
            }
            Condition::Not(part) => Predicate::Not(Box::new(self.condition(part))),
        }
    }

    pub(crate) const fn position(&self, name: &str) -> Option<usize> {
        let mut i = 0;
        while i < self.fields.len() {
            if same(self.fields[i].row().name, name) {
                return Some(i);
            }
            i += 1;
        }
        None
    }
}

/// Equal ignoring ASCII case, for `const` code.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}
