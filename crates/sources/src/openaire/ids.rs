//! The identifiers of the graph's nodes: twelve characters that name where a record comes from, `::`, and a hash.
//! Dumps before 5.0 write the type of the node before them.

use serapeum_model::{Case, CodeForm};

const fn node(prefix: &'static [&'static str]) -> CodeForm {
    CodeForm { prefixes: prefix, written: "", shown: "", case: Case::Kept, labels: &[] }
}

pub(super) static PRODUCT: CodeForm = node(&["50|"]);
pub(super) static ORGANIZATION: CodeForm = node(&["20|"]);
pub(super) static DATASOURCE: CodeForm = node(&["10|"]);
pub(super) static PROJECT: CodeForm = node(&["40|"]);
pub(super) static COMMUNITY: CodeForm = node(&["00|"]);
