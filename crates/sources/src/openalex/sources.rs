//! Sources: journals, repositories, conferences, book series. <https://docs.openalex.org/api-entities/sources/source-object>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{
    absent::ACCOUNTS,
    codes, explosions, ids,
    regions::{GLOBAL_SOUTH, continents},
    searched,
};

table! {
    /// Every column of sources.
    FIELDS "sources" {
        ID "id" = Row::id(&ids::SOURCE)
            .sort().group().lookup().labelled("sources", "display_name").inner();
        ISSN_L "issn_l" = Row::issn().at("issn_l|ids.issn_l").sort().group().lookup();
        ISSN "issn" = Row::issn().at("issn[]|ids.issn[]").many().sort().group().lookup();
        MAG "ids.mag" = Row::keyword().sort();
        NAME "display_name" = Row::keyword().sort();
        TYPE "type" = Row::code(&codes::SOURCE_TYPE).sort().group();
        HOST_ORGANIZATION "host_organization" = Row::any_id(ids::MIXED)
            .at("host_organization|publisher_id").sort().group()
            .labelled("publishers", "host_organization_name").or(&["institutions"]);
        HOST_ORGANIZATION_LINEAGE "host_organization_lineage" = Row::any_id(ids::MIXED)
            .at("host_organization_lineage[]|publisher_lineage[]").many().sort().group()
            .labelled("publishers", "host_organization_lineage_names").or(&["institutions"]);
        COUNTRY "country_code" = Row::code(&codes::COUNTRY).sort().group().labelled("countries", "");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        MEAN_CITEDNESS "summary_stats.2yr_mean_citedness" = Row::float().sort().group();
        H_INDEX "summary_stats.h_index" = Row::integer().sort().group();
        I10_INDEX "summary_stats.i10_index" = Row::integer().sort().group();
        IS_OA "is_oa" = Row::boolean().sort().group();
        IS_CORE "is_core" = Row::boolean().sort().group();
        IS_IN_DOAJ "is_in_doaj" = Row::boolean().sort().group();
        IS_IN_DOAJ_SINCE_YEAR "is_in_doaj_since_year" = Row::integer().sort();
        IS_HIGH_OA_RATE "is_high_oa_rate" = Row::boolean().sort().group();
        IS_HIGH_OA_RATE_SINCE_YEAR "is_high_oa_rate_since_year" = Row::integer().sort();
        IS_IN_JSTAGE "is_in_jstage" = Row::boolean().sort().group();
        IS_IN_JSTAGE_SINCE_YEAR "is_in_jstage_since_year" = Row::integer().sort();
        IS_OJS "is_ojs" = Row::boolean().sort().group();
        IS_PREPRINT_REPOSITORY "is_preprint_repository" = Row::boolean().sort().group();
        OA_FLIP_YEAR "oa_flip_year" = Row::integer().sort();
        FIRST_PUBLICATION_YEAR "first_publication_year" = Row::integer().sort();
        LAST_PUBLICATION_YEAR "last_publication_year" = Row::integer().sort();
        APC_USD "apc_usd" = Row::integer().sort().group();
        APC_PRICES_PRICE "apc_prices.price" = Row::integer().at("apc_prices[].price").many().sort();
        APC_PRICES_CURRENCY "apc_prices.currency" = Row::code(&codes::CURRENCY)
            .at("apc_prices[].currency").many().sort().group();
        TOPIC_ID "topics.id" = Row::id(&ids::TOPIC)
            .at("topics[].id").many().sort().group().labelled("topics", "display_name");
        TOPIC_SHARE_ID "topic_share.id" = Row::id(&ids::TOPIC)
            .at("topic_share[].id").many().sort().group().labelled("topics", "display_name");
        CONCEPT_ID "x_concepts.id" = Row::id(&ids::CONCEPT)
            .at("x_concepts[].id").many().sort().group().labelled("concepts", "display_name");
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

static CONTINENTS: [(&[&str], Condition); 7] = continents("country_code");
static SOUTH: Condition = Condition::OneOf("country_code", GLOBAL_SOUTH);

static FILTERS: &[Filter] = &[
    Filter::new("has_issn", Test::Whether(&Condition::Exists("issn_l"))),
    Filter::new("is_global_south", Test::Whether(&SOUTH)),
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("to_created_date", Test::Until("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::new("to_updated_date", Test::Until("updated_date")),
    Filter::alias("concept.id", "x_concepts.id"),
    Filter::alias("concepts.id", "x_concepts.id"),
    Filter::alias("host_organization.id", "host_organization"),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_SOURCE)),
    Filter::new("default.search", Test::Search(&searched::ANY_SOURCE)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("continent", Test::Choice(&CONTINENTS)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of sources.
pub static ENTITY: Entity = Entity {
    name: "sources",
    aliases: &["venues", "journals"],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::SOURCES,
    texts: &[],
    elements: &[],
    searched: searched::SOURCES,
    factor: searched::CITED,
}
.checked();
