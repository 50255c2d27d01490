//! The OpenAIRE Graph: <https://graph.openaire.eu/docs>.
//!
//! ```
//! use serapeum_model::Params;
//! use serapeum_sources::openaire::SOURCE;
//!
//! let params = Params::parse("type=dataset&countryCode=CZ,SK&fromPublicationDate=2020");
//! let request = SOURCE.dialect.read("graph/v1/researchProducts", &params, false).unwrap();
//! assert_eq!(
//!     request.query.filter.to_string(),
//!     "(type = 'dataset' AND (countries.code IN ('CZ', 'SK') \
//!      OR organizations.country.code IN ('CZ', 'SK')) AND publicationDate >= 2020-01-01)"
//! );
//! ```

mod absent;
mod also;
mod cursor;
mod error;
mod expression;
mod filter;
mod ids;
mod indicators;
mod layout;
mod literal;
mod offered;
mod paging;
mod parameters;
mod record;
mod renamed;
mod request;
mod response;
mod route;
mod searched;
mod sort;
mod stats;
mod tokens;
mod versions;
mod vocabularies;
mod words;

pub mod communities;
pub mod data_sources;
pub mod organizations;
pub mod products;
pub mod projects;

use serapeum_model::{
    Answer, BadRequest, Dialect, Entity, Field, Group, Params, Reply, Request, Route, Source,
};

pub use layout::LAYOUT;

/// Research products.
pub static RESEARCH_PRODUCTS: &Entity = &products::ENTITY;
/// Organisations.
pub static ORGANIZATIONS: &Entity = &organizations::ENTITY;
/// Data sources.
pub static DATA_SOURCES: &Entity = &data_sources::ENTITY;
/// Projects.
pub static PROJECTS: &Entity = &projects::ENTITY;
/// Communities, which the API has no resource of.
pub static COMMUNITIES: &Entity = &communities::ENTITY;

static ENTITIES: [&Entity; 5] = [
    &products::ENTITY,
    &organizations::ENTITY,
    &data_sources::ENTITY,
    &projects::ENTITY,
    &communities::ENTITY,
];

/// The OpenAIRE Graph: its tables, its dump and its API.
pub static SOURCE: Source = Source {
    name: "openaire",
    hosts: &["api.openaire.eu", "api-beta.openaire.eu"],
    entities: &ENTITIES,
    layout: &LAYOUT,
    dialect: &OpenAire,
}
.checked();

struct OpenAire;

impl Dialect for OpenAire {
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
        _: Option<f64>,
    ) -> Result<Vec<u8>, BadRequest> {
        let mut object = Vec::with_capacity(record.len() + 64);
        record::write(request, record, &mut object)?;
        Ok(object)
    }

    fn label(&self, _: Field, group: &Group) -> Option<String> {
        group.label.clone()
    }

    fn write(&self, request: &Request, answer: &Answer, millis: u64) -> Reply {
        response::write(request, answer, millis)
    }

    fn write_error(&self, error: &BadRequest) -> Reply {
        error::write(error)
    }
}
