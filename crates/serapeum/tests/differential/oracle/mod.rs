//! A second, naive reading of the API: JSON values in memory and loops over them. It shares no code with the crates
//! that it judges, nor their tables.

pub(crate) mod answer;
pub(crate) mod calendar;
pub(crate) mod column;
pub(crate) mod entities;
pub(crate) mod fields;
pub(crate) mod filter;
pub(crate) mod form;
pub(crate) mod group;
mod inflate;
pub(crate) mod load;
pub(crate) mod one;
mod order;
pub(crate) mod params;
mod regions;
mod request;
mod scope;
pub(crate) mod select;
mod sums;
pub(crate) mod value;
pub(crate) mod vocabulary;

use std::path::Path;

use self::{
<<<<<<< HEAD
    fields::{ENTITIES, Field},
    load::{Id, Table},
=======
    answer::Answer,
    entities::{ENTITIES, Entity},
    fields::Field,
    load::Table,
>>>>>>> 991cafc (Differential test: the whole language, feature by feature, and laws)
};

/// All records of a snapshot.
pub(crate) struct Oracle {
    pub(crate) tables: Vec<Table>,
    pub(crate) fields: Vec<Field>,
}

<<<<<<< HEAD
/// What the API answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    /// The first words of the error.
    Refused(u16, &'static str),
    /// The record's line.
    One(Option<Vec<u8>>),
    Page {
        count: usize,
        ids: Vec<Id>,
    },
    Groups {
        count: usize,
        /// Keys and counts.
        groups: Vec<(String, usize)>,
    },
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Refusal(pub(crate) u16, pub(crate) &'static str);

pub(crate) const QUERY: Refusal = Refusal(400, "Invalid query parameters error.");
pub(crate) const PAGING: Refusal = Refusal(400, "Pagination error.");

=======
>>>>>>> 991cafc (Differential test: the whole language, feature by feature, and laws)
impl Oracle {
    /// The entities that the snapshot has.
    pub(crate) fn load(snapshot: &Path) -> Oracle {
        let present = ENTITIES.iter().filter(|entity| load::is_present(snapshot, entity));
        let tables: Vec<_> = present.map(|entity| Table::load(snapshot, entity)).collect();
        let mut fields = fields::all();
        fields.retain(|field| tables.iter().any(|table| table.entity == field.entity));
        Oracle { tables, fields }
    }

    pub(crate) fn table(&self, entity: &str) -> &Table {
        self.tables.iter().find(|table| table.entity.name == entity).unwrap()
    }

    pub(crate) fn field(&self, entity: &str, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.entity == entity && field.name == name)
    }

    /// The entities that the product answers and the snapshot has.
    pub(crate) fn entities(&self) -> Vec<&'static Entity> {
        let there = self.tables.iter().filter(|table| !table.records.is_empty());
        there.map(|table| table.entity).filter(|entity| entity.on).collect()
    }

    /// The answer to a request such as `openalex/works?filter=…`.
    pub(crate) fn answer(&self, request: &str) -> Answer {
        request::answer(self, request)
            .unwrap_or_else(|refusal| Answer::Refused(refusal.0, refusal.1))
    }
}
