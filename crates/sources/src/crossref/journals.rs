//! Journals. A side file of the API's own objects, as `/journals` tells them. They have no id of their own: the first
//! ISSN stands for it, or the title where there is none.

use serapeum_model::{Entity, table};

use super::searched;

table! {
    /// Every column of journals.
    FIELDS "journals" {
        ID "id" = Row::keyword().at("ISSN[]|issn-type[].value|title").inner();
        ISSN "issn" = Row::issn().at("ISSN[]|issn-type[].value").many().lookup().inner();
        TITLE "title" = Row::keyword().inner();
        PUBLISHER "publisher" = Row::keyword().inner();
        TOTAL "counts.total-dois" = Row::integer().inner();
        CHECKED "last-status-check-time" = Row::integer().inner();
    }
}

/// The table of journals.
pub static ENTITY: Entity = Entity {
    newest: Some(CHECKED),
    label: Some(TITLE),
    searched: searched::JOURNALS,
    ..Entity::new("journals", FIELDS, ID)
}
.checked();
