//! Fields: the second level of the classification, below domains. <https://developers.openalex.org/api-entities/fields>

use serapeum_model::{Entity, Order, table};

use super::{codes, explosions, searched, vocabularies::FILTERS};

table! {
    /// Every column of fields.
    FIELDS "fields" {
        ID "id" = Row::code(&codes::FIELD).sort().group().lookup().labelled("fields", "display_name");
        NAME "display_name" = Row::keyword().sort();
        DOMAIN_ID "domain.id" = Row::code(&codes::DOMAIN)
            .sort().group().labelled("domains", "display_name");
        SUBFIELD_ID "subfields.id" = Row::code(&codes::SUBFIELD)
            .at("subfields[].id").many().sort().group().labelled("subfields", "display_name");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

/// The table of fields.
pub static ENTITY: Entity = Entity {
    name: "fields",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::FIELDS,
    texts: &[],
    elements: &[],
    searched: searched::NAMED,
    factor: searched::CITED,
}
.checked();
