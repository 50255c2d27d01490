//! OpenAlex: <https://docs.openalex.org>.
//!
//! ```
//! use serapeum_sources::openalex::{WORKS, works as w};
//! let recent = w::YEAR.between(2020, 2024).and(w::COUNTRY.eq("DE"));
//! assert_eq!(
//!     recent.to_string(),
//!     "(publication_year BETWEEN 2020 AND 2024 AND authorships.institutions.country_code = 'DE')"
//! );
//! assert_eq!(WORKS.nearest("publicaton_year"), Some("publication_year"));
//! ```

mod absent;
mod codes;
mod countries;
mod currencies;
mod cursor;
mod error;
mod filter;
mod group;
mod group_order;
mod grouping;
mod ids;
mod key;
mod languages;
mod layout;
mod licenses;
mod literal;
mod lot;
mod operand;
mod paging;
mod regions;
mod request;
mod response;
mod route;
mod scope;
mod shown;
mod singleton;
mod sort;
mod sums;

pub mod authors;
pub mod concepts;
pub mod institutions;
pub mod sources;
pub mod topics;
pub mod works;

use serapeum_model::{
    Answer, BadRequest, Dialect, Entity, Field, Group, Params, Reply, Request, Source,
};

pub use layout::LAYOUT;

/// Works.
pub static WORKS: &Entity = &works::ENTITY;
/// Authors.
pub static AUTHORS: &Entity = &authors::ENTITY;
/// Sources.
pub static SOURCES: &Entity = &sources::ENTITY;
/// Institutions.
pub static INSTITUTIONS: &Entity = &institutions::ENTITY;
/// Concepts.
pub static CONCEPTS: &Entity = &concepts::ENTITY;
/// Topics.
pub static TOPICS: &Entity = &topics::ENTITY;

static ENTITIES: [&Entity; 6] = [
    &works::ENTITY,
    &authors::ENTITY,
    &sources::ENTITY,
    &institutions::ENTITY,
    &concepts::ENTITY,
    &topics::ENTITY,
];

/// OpenAlex: its tables, its snapshot and its API.
pub static SOURCE: Source = Source {
    name: "openalex",
    hosts: &["api.openalex.org"],
    entities: &ENTITIES,
    layout: &LAYOUT,
    dialect: &OpenAlex,
};

struct OpenAlex;

impl Dialect for OpenAlex {
    fn read(&self, path: &str, params: &Params, strict: bool) -> Result<Request, BadRequest> {
        request::read(path, params, strict)
    }

    fn object(&self, _request: &Request, record: &[u8]) -> Result<Vec<u8>, BadRequest> {
        Ok(record.to_vec())
    }

    fn label(&self, field: Field, group: &Group) -> Option<String> {
        key::show(field, group).1
    }

    fn write(&self, request: &Request, answer: &Answer, millis: u64) -> Reply {
        response::write(request, answer, millis)
    }

    fn write_error(&self, error: &BadRequest) -> Reply {
        error::write(error)
    }
}
