//! Funders: of the Open Funder Registry. A side file of the API's own objects, as `/funders/{id}` tells them.

use serapeum_model::{Entity, table};

use super::searched;

table! {
    /// Every column of funders.
    FIELDS "funders" {
        ID "id" = Row::keyword().lookup().inner();
        NAME "name" = Row::keyword().inner();
        ALT_NAMES "alt-names" = Row::keyword().at("alt-names[]").many().inner();
        LOCATION "location" = Row::keyword();
        URI "uri" = Row::doi().inner();
        REPLACES "replaces" = Row::keyword().at("replaces[]").many().inner();
        REPLACED_BY "replaced-by" = Row::keyword().at("replaced-by[]").many().inner();
        DESCENDANTS "descendants" = Row::keyword().at("descendants[]").many().inner();
    }
}

/// The table of funders.
pub static ENTITY: Entity =
    Entity { label: Some(NAME), searched: searched::FUNDERS, ..Entity::new("funders", FIELDS, ID) }
        .checked();
