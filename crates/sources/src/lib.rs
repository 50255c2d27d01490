//! Everything that is particular to one provider of records, a folder each: its tables, the layout of what it
//! publishes, the grammar of its API's requests and the envelopes of its answers.
//!
//! The tables are data, not code: a field is one row, a `has_…` or `from_…` filter is one row, and ingest, engine,
//! error messages and listings all read the same row. What cannot be a row (how a filter's value is spelt, in which
//! order an API looks for mistakes) is the source's [`Dialect`](serapeum_model::Dialect), which turns text into a
//! [`Request`](serapeum_model::Request) of typed values and back, without any I/O. So a further source is a folder
//! here and a line in [`ALL`], and nothing anywhere else.
//!
//! ```
//! use serapeum_model::Params;
//!
//! let openalex = serapeum_sources::source("openalex").unwrap();
//! let params = Params::parse("filter=publication_year:2018-2020,institutions.country_code:fr|de");
//! let request = openalex.dialect.read("works", &params, false).unwrap();
//! assert_eq!(
//!     request.query.filter.to_string(),
//!     "(publication_year BETWEEN 2018 AND 2020 \
//!      AND authorships.institutions.country_code IN ('FR', 'DE') AND NOT is_xpac = true)"
//! );
//! ```

#![recursion_limit = "512"]

pub mod crossref;
pub mod datacite;
pub mod openaire;
pub mod openalex;

use serapeum_model::Source;

/// Every source.
pub static ALL: &[&Source] =
    &[&openalex::SOURCE, &crossref::SOURCE, &datacite::SOURCE, &openaire::SOURCE];

/// The source of that name.
pub fn source(name: &str) -> Option<&'static Source> {
    ALL.iter().find(|source| source.name == name).copied()
}
