//! A second, naive reading of the API: JSON values in memory and loops over them. It shares no code with the crates
//! that it judges, nor their tables.

pub(crate) mod fields;
mod filter;
pub(crate) mod form;
mod group;
mod inflate;
pub(crate) mod load;
mod one;
mod order;
mod regions;
pub(crate) mod request;
pub(crate) mod value;

use std::path::Path;

use self::{
    fields::{ENTITIES, Field},
    load::{Id, Table},
};

/// All records of a snapshot.
pub(crate) struct Oracle {
    pub(crate) tables: Vec<Table>,
    pub(crate) fields: Vec<Field>,
}

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
        self.tables.iter().find(|table| table.entity == entity).unwrap()
    }

    pub(crate) fn field(&self, entity: &str, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.entity == entity && field.name == name)
    }

    /// The answer to a request such as `openalex/works?filter=…`.
    pub(crate) fn answer(&self, request: &str) -> Answer {
        request::answer(self, request)
            .unwrap_or_else(|refusal| Answer::Refused(refusal.0, refusal.1))
    }
}
