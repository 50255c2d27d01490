//! Subfields: the third level of the classification, above topics. <https://developers.openalex.org/api-entities/subfields>

use serapeum_model::{Entity, Order, table};

use super::{codes, explosions, ids, searched, vocabularies::FILTERS};

table! {
    /// Every column of subfields.
    FIELDS "subfields" {
        ID "id" = Row::code(&codes::SUBFIELD)
            .sort().group().lookup().labelled("subfields", "display_name");
        NAME "display_name" = Row::keyword().sort();
        DOMAIN_ID "domain.id" = Row::code(&codes::DOMAIN)
            .sort().group().labelled("domains", "display_name");
        FIELD_ID "field.id" = Row::code(&codes::FIELD)
            .sort().group().labelled("fields", "display_name");
        TOPIC_ID "topics.id" = Row::id(&ids::TOPIC)
            .at("topics[].id").many().sort().group().labelled("topics", "display_name");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

/// The table of subfields.
pub static ENTITY: Entity = Entity {
    name: "subfields",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::SUBFIELDS,
    texts: &[],
    elements: &[],
    searched: searched::NAMED,
    factor: searched::CITED,
}
.checked();
