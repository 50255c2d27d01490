//! Rows beside the records that say which of them belong together, such as a file of edges between nodes.

use crate::{Entity, entity::same};

/// A folder of rows, each of which ties one record (its source) to another (its target) by a named relation. Rows are
/// read by paths, so that several shapes of them are one join. Names and types are compared ignoring case; a row of
/// another name or type is left out, and so is one that names a record which is not there.
///
/// ```
/// use serapeum_model::{End, Feed, Join};
///
/// static WRITTEN: Join = Join {
///     folder: "edges",
///     source: "source.id|source",
///     source_type: "source.type|sourceType",
///     target: "target.id|target",
///     target_type: "target.type|targetType",
///     name: "kind.name",
///     types: &[("person", "people"), ("scroll", "scrolls")],
///     feeds: &[Feed {
///         name: "wrote",
///         inverse: "writtenBy",
///         owner: ("scrolls", End::Target),
///         other: "people",
///         column: "writers.name",
///         value: Some("name"),
///     }],
/// };
/// assert_eq!(WRITTEN.entity("Person"), Some("people"));
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Join {
    /// The folder below the snapshot's root, in the place of an entity's.
    pub folder: &'static str,
    /// Where the source's id is, as a path.
    pub source: &'static str,
    /// Where the word for the source's entity is.
    pub source_type: &'static str,
    /// Where the target's id is.
    pub target: &'static str,
    /// Where the word for the target's entity is.
    pub target_type: &'static str,
    /// Where the name of the relation is.
    pub name: &'static str,
    /// Words for entities: (word, entity). Several words may name one entity.
    pub types: &'static [(&'static str, &'static str)],
    /// The columns that rows give values to.
    pub feeds: &'static [Feed],
}

/// A column that is given values by rows of a relation.
#[derive(Debug, PartialEq, Eq)]
pub struct Feed {
    /// The name of the relation.
    pub name: &'static str,
    /// Its name with source and target exchanged; rows may come in either direction or in both.
    pub inverse: &'static str,
    /// The entity that has the column, and the end of a row of `name` at which its record stands.
    pub owner: (&'static str, End),
    /// The entity at the other end.
    pub other: &'static str,
    /// The column: a [joined](crate::Row::joined) one of the owner.
    pub column: &'static str,
    /// The column of the other record whose values are taken; its id, where none is named.
    pub value: Option<&'static str>,
}

/// An end of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The record that the relation starts from.
    Source,
    /// The record that it leads to.
    Target,
}

impl Join {
    /// The entity that a type's word stands for.
    pub fn entity(&self, word: &str) -> Option<&'static str> {
        let known = self.types.iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
        known.map(|(_, entity)| *entity)
    }

    /// Whether values of this column come from the rows.
    pub const fn feeds_column(&self, entity: &str, column: &str) -> bool {
        let mut i = 0;
        while i < self.feeds.len() {
            if same(self.feeds[i].owner.0, entity) && same(self.feeds[i].column, column) {
                return true;
            }
            i += 1;
        }
        false
    }

    pub(crate) const fn check(&self, entities: &[&Entity]) {
        let mut i = 0;
        while i < self.types.len() {
            assert!(find(entities, self.types[i].1).is_some(), "a type's word names no entity");
            i += 1;
        }
        let mut i = 0;
        while i < self.feeds.len() {
            let feed = &self.feeds[i];
            let owner = find(entities, feed.owner.0);
            let other = find(entities, feed.other);
            assert!(owner.is_some() && other.is_some(), "a feed names no entity");
            if let Some(owner) = owner {
                let joined = match owner.position(feed.column) {
                    Some(at) => owner.fields[at].row().is_joined(),
                    None => false,
                };
                assert!(joined, "a feed of a column that is not joined");
            }
            if let (Some(other), Some(value)) = (other, feed.value) {
                let plain = match other.position(value) {
                    Some(at) => !other.fields[at].row().is_joined(),
                    None => false,
                };
                assert!(plain, "a feed takes values of no column, or of a joined one");
            }
            i += 1;
        }
    }
}

const fn find<'e>(entities: &[&'e Entity], name: &str) -> Option<&'e Entity> {
    let mut i = 0;
    while i < entities.len() {
        if same(entities[i].name, name) {
            return Some(entities[i]);
        }
        i += 1;
    }
    None
}
