//! Names of codes, for those whose vocabulary is not in a lake: the API itself shows groups by these names.

mod countries;
mod currencies;
mod languages;
mod licenses;

pub(super) use countries::COUNTRIES;
pub(super) use currencies::CURRENCIES;
pub(super) use languages::LANGUAGES;
pub(super) use licenses::LICENSES;
