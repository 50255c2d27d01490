//! Members: organisations that register works. A side file of the API's own objects, as `/members` tells them.

use serapeum_model::{Entity, Filter, table};

use super::searched;

table! {
    /// Every column of members.
    FIELDS "members" {
        ID "id" = Row::integer().lookup().inner();
        NAME "primary-name" = Row::keyword().inner();
        LOCATION "location" = Row::keyword().inner();
        PREFIX "prefix" = Row::keyword().at("prefixes[]|prefix[].value").many();
        CURRENT "counts.current-dois" = Row::integer().inner();
        BACKFILE "counts.backfile-dois" = Row::integer().inner();
        TOTAL "counts.total-dois" = Row::integer().inner();
        CHECKED "last-status-check-time" = Row::integer().inner();
    }
}

static FILTERS: &[Filter] = &[
    Filter::alias("backfile-doi-count", "counts.backfile-dois"),
    Filter::alias("current-doi-count", "counts.current-dois"),
];

/// The table of members.
pub static ENTITY: Entity = Entity {
    newest: Some(CHECKED),
    label: Some(NAME),
    filters: FILTERS,
    searched: searched::MEMBERS,
    ..Entity::new("members", FIELDS, ID)
}
.checked();
