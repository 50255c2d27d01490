//! Publishers: companies and societies that publish sources. <https://docs.openalex.org/api-entities/publishers/publisher-object>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{absent::ACCOUNTS, codes, explosions, ids, regions::continents, searched};

table! {
    /// Every column of publishers.
    FIELDS "publishers" {
        ID "id" = Row::id(&ids::PUBLISHER)
            .sort().group().lookup().labelled("publishers", "display_name").inner();
        ROR "ids.ror" = Row::ror().sort().group().lookup();
        WIKIDATA "ids.wikidata" = Row::code(&codes::WIKIDATA_ENTITY).sort().group().lookup();
        NAME "display_name" = Row::keyword().sort();
        HIERARCHY_LEVEL "hierarchy_level" = Row::integer().sort().group();
        PARENT_PUBLISHER "parent_publisher" = Row::id(&ids::PUBLISHER)
            .at("parent_publisher.id|parent_publisher").sort().group()
            .labelled("publishers", "display_name");
        LINEAGE "lineage" = Row::id(&ids::PUBLISHER)
            .at("lineage[]").many().sort().group().labelled("publishers", "");
        COUNTRY "country_codes" = Row::code(&codes::COUNTRY)
            .at("country_codes[]").many().sort().group().labelled("countries", "");
        ROLES_ID "roles.id" = Row::any_id(ids::MIXED)
            .at("roles[].id").many().sort().group()
            .labelled("publishers", "").or(&["institutions", "funders"]);
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        MEAN_CITEDNESS "summary_stats.2yr_mean_citedness" = Row::float().sort().group();
        H_INDEX "summary_stats.h_index" = Row::integer().sort().group();
        I10_INDEX "summary_stats.i10_index" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

static CONTINENTS: [(&[&str], Condition); 7] = continents("country_codes");

static FILTERS: &[Filter] = &[
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_PUBLISHER)),
    Filter::new("default.search", Test::Search(&searched::ANY_PUBLISHER)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("continent", Test::Choice(&CONTINENTS)),
    Filter::alias("ror", "ids.ror"),
    Filter::alias("wikidata", "ids.wikidata"),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of publishers.
pub static ENTITY: Entity = Entity {
    name: "publishers",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::PUBLISHERS,
    texts: &[],
    elements: &[],
    searched: searched::PUBLISHERS,
    factor: searched::CITED,
}
.checked();
