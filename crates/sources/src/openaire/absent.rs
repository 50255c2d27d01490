//! Why the dump cannot answer some filters of the API.

pub(super) const EOSC: &str = "records of the dump do not have this member";
pub(super) const LEVELS: &str =
    "the dump names a project's funding stream, not the levels above it";
pub(super) const SUBCOMMUNITIES: &str = "the dump does not divide communities";
pub(super) const SOURCE_COUNTRIES: &str = "the dump does not say where a data source is";
pub(super) const JURISDICTIONS: &str = "the dump does not say whom a data source serves";
pub(super) const LANGUAGE_NAMES: &str = "the API has languages of its own for data sources";
pub(super) const PROJECT_COUNTRIES: &str = "the dump does not say where a project is";
pub(super) const FUNDERS: &str = "what it is compared with is not documented; see fundingShortName";
pub(super) const SHORT_NAMES: &str = "it has no short names of data sources";
