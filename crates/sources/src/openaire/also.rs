//! What a filter tests beside the first field of its row.

use serapeum_model::{Entity, Test};

use super::{products, projects};

/// More of a filter's meaning.
#[derive(Debug, Clone, Copy)]
pub(super) enum Also {
    /// The value may also be in one of these fields.
    Or(&'static [&'static str]),
    /// This must hold too.
    And(Test),
}

/// More of the meaning of a filter, where there is more.
pub(super) fn also(entity: &Entity, name: &str) -> Option<Also> {
    let table = match entity.name {
        "researchProducts" => products::ALSO,
        "projects" => projects::ALSO,
        _ => &[],
    };
    table.iter().find(|(known, _)| *known == name).map(|(_, also)| *also)
}
