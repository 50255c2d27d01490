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
    answer::Answer,
    entities::{ENTITIES, Entity},
    fields::Field,
    load::Table,
};

/// All records of a snapshot.
pub(crate) struct Oracle {
    pub(crate) tables: Vec<Table>,
    pub(crate) fields: Vec<Field>,
}

impl Oracle {
    pub(crate) fn load(snapshot: &Path) -> Oracle {
        let tables = ENTITIES.iter().map(|entity| Table::load(snapshot, entity)).collect();
        Oracle { tables, fields: fields::all() }
    }

    pub(crate) fn table(&self, entity: &str) -> &Table {
        self.tables.iter().find(|table| table.entity.name == entity).unwrap()
    }

    pub(crate) fn field(&self, entity: &str, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.entity == entity && field.name == name)
    }

    /// The entities that the snapshot has.
    pub(crate) fn entities(&self) -> Vec<&'static Entity> {
        let there = self.tables.iter().filter(|table| !table.records.is_empty());
        there.map(|table| table.entity).collect()
    }

    /// The answer to a request such as `openalex/works?filter=…`.
    pub(crate) fn answer(&self, request: &str) -> Answer {
        request::answer(self, request)
            .unwrap_or_else(|refusal| Answer::Refused(refusal.0, refusal.1))
    }
}
