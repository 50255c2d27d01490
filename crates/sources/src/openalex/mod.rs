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
mod cursor;
mod error;
mod explosions;
mod filter;
mod group;
mod group_order;
mod grouping;
mod ids;
mod key;
mod layout;
mod literal;
mod lot;
mod names;
mod object;
mod offered;
mod operand;
mod paging;
mod parameters;
mod regions;
mod request;
mod response;
mod route;
mod scope;
mod search;
mod searched;
mod shown;
mod singleton;
mod sort;
mod sums;
mod vocabularies;

pub mod authors;
mod autocomplete;
pub mod awards;
pub mod concepts;
pub mod domains;
pub mod fields;
pub mod funders;
pub mod institutions;
pub mod publishers;
pub mod sources;
pub mod subfields;
pub mod topics;
pub mod works;

use serapeum_model::{
    Answer, BadRequest, By, Dialect, Entity, Field, Group, Params, Reply, Request, Route, Source,
};

pub use layout::LAYOUT;
pub use vocabularies::{
    continents, countries, institution_types, keywords, languages, licenses, sdgs, source_types,
    work_types,
};

/// Works.
pub static WORKS: &Entity = &works::ENTITY;
/// Authors.
pub static AUTHORS: &Entity = &authors::ENTITY;
/// Sources.
pub static SOURCES: &Entity = &sources::ENTITY;
/// Institutions.
pub static INSTITUTIONS: &Entity = &institutions::ENTITY;
/// Publishers.
pub static PUBLISHERS: &Entity = &publishers::ENTITY;
/// Funders.
pub static FUNDERS: &Entity = &funders::ENTITY;
/// Awards.
pub static AWARDS: &Entity = &awards::ENTITY;
/// Concepts.
pub static CONCEPTS: &Entity = &concepts::ENTITY;
/// Topics.
pub static TOPICS: &Entity = &topics::ENTITY;
/// Subfields.
pub static SUBFIELDS: &Entity = &subfields::ENTITY;
/// Fields.
pub static FIELDS: &Entity = &fields::ENTITY;
/// Domains.
pub static DOMAINS: &Entity = &domains::ENTITY;
/// Keywords.
pub static KEYWORDS: &Entity = &keywords::ENTITY;
/// Sustainable development goals.
pub static SDGS: &Entity = &sdgs::ENTITY;
/// Countries.
pub static COUNTRIES: &Entity = &countries::ENTITY;
/// Continents.
pub static CONTINENTS: &Entity = &continents::ENTITY;
/// Languages.
pub static LANGUAGES: &Entity = &languages::ENTITY;
/// Licences.
pub static LICENSES: &Entity = &licenses::ENTITY;
/// Types of works.
pub static WORK_TYPES: &Entity = &work_types::ENTITY;
/// Types of sources.
pub static SOURCE_TYPES: &Entity = &source_types::ENTITY;
/// Types of institutions.
pub static INSTITUTION_TYPES: &Entity = &institution_types::ENTITY;

static ENTITIES: [&Entity; 21] = [
    &works::ENTITY,
    &authors::ENTITY,
    &sources::ENTITY,
    &institutions::ENTITY,
    &publishers::ENTITY,
    &funders::ENTITY,
    &awards::ENTITY,
    &concepts::ENTITY,
    &topics::ENTITY,
    &subfields::ENTITY,
    &fields::ENTITY,
    &domains::ENTITY,
    &keywords::ENTITY,
    &sdgs::ENTITY,
    &countries::ENTITY,
    &continents::ENTITY,
    &languages::ENTITY,
    &licenses::ENTITY,
    &work_types::ENTITY,
    &source_types::ENTITY,
    &institution_types::ENTITY,
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

    fn routes(&self) -> Vec<Route> {
        offered::routes()
    }

    fn object(
        &self,
        request: &Request,
        record: &[u8],
        score: Option<f64>,
    ) -> Result<Vec<u8>, BadRequest> {
        let mut object = Vec::with_capacity(record.len());
        object::write(request, record, score, &mut object)?;
        Ok(object)
    }

    fn label(&self, field: Field, group: &Group) -> Option<String> {
        key::show(field, group).1
    }

    fn named(&self, by: &By, group: &Group) -> (String, Option<String>) {
        key::named(by, group)
    }

    fn write(&self, request: &Request, answer: &Answer, millis: u64) -> Reply {
        response::write(request, answer, millis)
    }

    fn write_error(&self, error: &BadRequest) -> Reply {
        error::write(error)
    }
}
