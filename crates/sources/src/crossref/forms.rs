//! How identifiers are spelt in records and requests.

use serapeum_model::{Case, CodeForm};

const fn form(prefixes: &'static [&'static str], case: Case) -> CodeForm {
    CodeForm { prefixes, written: "", shown: "", case, labels: &[] }
}

/// An ISBN: its digits and a closing X, whatever stands between.
pub(super) static ISBN: CodeForm = form(
    &["https://id.crossref.org/isbn/", "http://id.crossref.org/isbn/", "urn:isbn:"],
    Case::Alphanumeric,
);

/// The number of an award.
pub(super) static AWARD: CodeForm = form(&[], Case::Joined);

/// The number of a clinical trial.
pub(super) static TRIAL: CodeForm = form(&[], Case::Alphanumeric);
