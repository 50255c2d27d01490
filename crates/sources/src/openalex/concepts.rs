//! Concepts: the subjects that topics replaced in 2024; still tagged and published. <https://docs.openalex.org/api-entities/concepts/concept-object>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{absent::ACCOUNTS, codes, explosions, ids, searched};

table! {
    /// Every column of concepts.
    FIELDS "concepts" {
        ID "id" = Row::id(&ids::CONCEPT)
            .sort().group().lookup().labelled("concepts", "display_name").inner();
        WIKIDATA "wikidata_id" = Row::code(&codes::WIKIDATA)
            .at("wikidata|ids.wikidata").sort().group().lookup();
        NAME "display_name" = Row::keyword().sort();
        LEVEL "level" = Row::integer().sort().group();
        ANCESTORS_ID "ancestors.id" = Row::id(&ids::CONCEPT)
            .at("ancestors[].id").many().sort().group().labelled("concepts", "display_name");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        MEAN_CITEDNESS "summary_stats.2yr_mean_citedness" = Row::float().sort().group();
        H_INDEX "summary_stats.h_index" = Row::integer().sort().group();
        I10_INDEX "summary_stats.i10_index" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

static FILTERS: &[Filter] = &[
    Filter::new("has_wikidata", Test::Whether(&Condition::Exists("wikidata_id"))),
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_DESCRIBED)),
    Filter::new("default.search", Test::Search(&searched::ANY_DESCRIBED)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of concepts.
pub static ENTITY: Entity = Entity {
    name: "concepts",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::CONCEPTS,
    texts: &[],
    elements: &[],
    searched: searched::DESCRIBED,
    factor: searched::CITED,
}
.checked();
