//! Research communities and infrastructures. The API has no resource of them: their records name what relations mean.
//! <https://graph.openaire.eu/docs/data-model/entities/community>

use serapeum_model::{Entity, table};

use super::ids;

table! {
    /// Every column of communities.
    FIELDS "communities" {
        ID "id" = Row::code(&ids::COMMUNITY).sort().lookup();
        ACRONYM "acronym" = Row::keyword().lookup();
        NAME "name" = Row::keyword();
        TYPE "type" = Row::keyword().group();
    }
}

/// The table of communities.
pub static ENTITY: Entity =
    Entity { label: Some(NAME), ..Entity::new("communities", FIELDS, ID) }.checked();
