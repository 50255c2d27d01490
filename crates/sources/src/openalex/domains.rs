//! Domains: the four roots of the classification that ends in topics. <https://developers.openalex.org/api-entities/domains>

use serapeum_model::{Entity, Order, table};

use super::{codes, explosions, searched, vocabularies::FILTERS};

table! {
    /// Every column of domains.
    FIELDS "domains" {
        ID "id" = Row::code(&codes::DOMAIN).sort().group().lookup().labelled("domains", "display_name");
        NAME "display_name" = Row::keyword().sort();
        FIELD_ID "fields.id" = Row::code(&codes::FIELD)
            .at("fields[].id").many().sort().group().labelled("fields", "display_name");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

/// The table of domains.
pub static ENTITY: Entity = Entity {
    name: "domains",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::DOMAINS,
    texts: &[],
    elements: &[],
    searched: searched::NAMED,
    factor: searched::CITED,
}
.checked();
