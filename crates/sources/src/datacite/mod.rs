//! DataCite: <https://support.datacite.org/docs/api>.
//!
//! ```
//! use serapeum_sources::datacite::{DOIS, dois as d};
//! let recent = d::PUBLICATION_YEAR.ge(2020).and(d::GENERAL_TYPE.eq("Dataset"));
//! assert_eq!(
//!     recent.to_string(),
//!     "(publicationYear >= 2020 AND types.resourceTypeGeneral = 'Dataset')"
//! );
//! assert_eq!(DOIS.nearest("publicationyaer"), Some("publicationYear"));
//! ```

mod asked;
mod counts;
mod cursor;
mod error;
mod facets;
mod filter;
mod languages;
mod layout;
mod licenses;
mod links;
mod object;
mod offered;
mod paging;
mod parameters;
mod query;
mod request;
mod resource_types;
mod response;
mod route;
mod searched;
mod sort;
mod time;

pub mod clients;
pub mod dois;
pub mod providers;

use serapeum_model::{
    Answer, BadRequest, Dialect, Entity, Field, Group, Params, Reply, Request, Route, Source,
};

pub use layout::LAYOUT;

/// DOIs.
pub static DOIS: &Entity = &dois::ENTITY;
/// Clients.
pub static CLIENTS: &Entity = &clients::ENTITY;
/// Providers.
pub static PROVIDERS: &Entity = &providers::ENTITY;

static ENTITIES: [&Entity; 3] = [&dois::ENTITY, &clients::ENTITY, &providers::ENTITY];

/// DataCite: its tables, its data file and its API.
pub static SOURCE: Source = Source {
    name: "datacite",
    hosts: &["api.datacite.org"],
    entities: &ENTITIES,
    layout: &LAYOUT,
    dialect: &DataCite,
};

struct DataCite;

impl Dialect for DataCite {
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
        object::write(request, record)
    }

    fn label(&self, field: Field, group: &Group) -> Option<String> {
        counts::label(field, group)
    }

    fn write(&self, request: &Request, answer: &Answer, _millis: u64) -> Reply {
        response::write(request, answer)
    }

    fn write_error(&self, error: &BadRequest) -> Reply {
        error::write(error)
    }
}
