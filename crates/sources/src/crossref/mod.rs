//! Crossref: <https://www.crossref.org/documentation/retrieve-metadata/rest-api/>.
//!
//! ```
//! use serapeum_sources::crossref::{WORKS, works as w};
//! let recent = w::ISSUED_YEAR.ge(2020).and(w::ISSN.eq("2167-8359"));
//! assert_eq!(recent.to_string(), "(issued.year >= 2020 AND issn = '2167-8359')");
//! assert_eq!(WORKS.nearest("from-create-date"), Some("from-created-date"));
//! ```

mod echo;
mod error;
mod explosions;
mod facet;
mod filter;
mod forms;
mod headers;
mod layout;
mod markup;
mod offered;
mod origin;
mod paging;
mod parameters;
mod period;
mod record;
mod request;
mod response;
mod route;
mod searched;
mod select;
mod sort;
mod syntax;
mod types;
mod value;
mod view;
mod vocabulary;

pub mod funders;
pub mod journals;
pub mod members;
pub mod search;
pub mod works;

use serapeum_model::{
    Answer, BadRequest, Dialect, Entity, Field, Group, Params, Reply, Request, Route, Source,
};

pub use layout::LAYOUT;

/// Works.
pub static WORKS: &Entity = &works::ENTITY;
/// Members.
pub static MEMBERS: &Entity = &members::ENTITY;
/// Funders.
pub static FUNDERS: &Entity = &funders::ENTITY;
/// Journals.
pub static JOURNALS: &Entity = &journals::ENTITY;

static ENTITIES: [&Entity; 4] =
    [&works::ENTITY, &members::ENTITY, &funders::ENTITY, &journals::ENTITY];

/// Crossref: its tables, its public data file and its API.
pub static SOURCE: Source = Source {
    name: "crossref",
    hosts: &["api.crossref.org"],
    entities: &ENTITIES,
    layout: &LAYOUT,
    dialect: &Crossref,
};

struct Crossref;

impl Dialect for Crossref {
    fn read(&self, path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
        request::read(path, params, strict)
    }

    fn routes(&self) -> Vec<Route> {
        offered::routes()
    }

    fn follow(&self, request: &mut Request, record: &[u8]) {
        origin::follow(request, record);
    }

    fn object(
        &self,
        request: &Request,
        record: &[u8],
        score: Option<f64>,
    ) -> Result<Vec<u8>, BadRequest> {
        let mut object = Vec::with_capacity(record.len() + 64);
        record::write(request, record, score, &mut object)?;
        Ok(object)
    }

    fn label(&self, field: Field, group: &Group) -> Option<String> {
        group.key.as_ref().map(|key| facet::key(field, key))
    }

    fn write(&self, request: &Request, answer: &Answer, _millis: u64) -> Reply {
        response::write(request, answer)
    }

    fn write_error(&self, error: &BadRequest) -> Reply {
        error::write(error)
    }
}
