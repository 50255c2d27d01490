//! Topics: what works are about. <https://docs.openalex.org/api-entities/topics/topic-object>

use serapeum_model::{Entity, Filter, Order, Test, table};

use super::{absent::ACCOUNTS, codes, explosions, ids, searched};

table! {
    /// Every column of topics.
    FIELDS "topics" {
        ID "id" = Row::id(&ids::TOPIC).sort().group().lookup().labelled("topics", "display_name");
        NAME "display_name" = Row::keyword().sort();
        SUBFIELD_ID "subfield.id" = Row::code(&codes::SUBFIELD)
            .sort().group().labelled("subfields", "display_name");
        FIELD_ID "field.id" = Row::code(&codes::FIELD)
            .sort().group().labelled("fields", "display_name");
        DOMAIN_ID "domain.id" = Row::code(&codes::DOMAIN)
            .sort().group().labelled("domains", "display_name");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

static FILTERS: &[Filter] = &[
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_TOPIC)),
    Filter::new("default.search", Test::Search(&searched::ANY_TOPIC)),
    Filter::new("description.search", Test::Search(&searched::DESCRIPTION)),
    Filter::new("keywords.search", Test::Search(&searched::TOPIC_KEYWORDS)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of topics.
pub static ENTITY: Entity = Entity {
    name: "topics",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::TOPICS,
    texts: &[],
    elements: &[],
    searched: searched::TOPICS,
    factor: searched::CITED,
}
.checked();
