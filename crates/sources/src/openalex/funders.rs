//! Funders: organizations that pay for research. <https://docs.openalex.org/api-entities/funders/funder-object>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{
    absent::ACCOUNTS,
    codes, explosions, ids,
    regions::{GLOBAL_SOUTH, continents},
    searched,
};

table! {
    /// Every column of funders.
    FIELDS "funders" {
        ID "id" = Row::id(&ids::FUNDER)
            .sort().group().lookup().labelled("funders", "display_name").inner();
        ROR "ids.ror" = Row::ror().sort().group().lookup();
        WIKIDATA "ids.wikidata" = Row::code(&codes::WIKIDATA_ENTITY).sort().group().lookup();
        CROSSREF "ids.crossref" = Row::keyword().sort().group();
        DOI "ids.doi" = Row::doi().sort().group();
        NAME "display_name" = Row::keyword().sort();
        COUNTRY "country_code" = Row::code(&codes::COUNTRY).sort().group().labelled("countries", "");
        ROLES_ID "roles.id" = Row::any_id(ids::MIXED)
            .at("roles[].id").many().sort().group()
            .labelled("funders", "").or(&["institutions", "publishers"]);
        AWARDS_COUNT "awards_count" = Row::integer().at("awards_count|grants_count").sort().group();
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        MEAN_CITEDNESS "summary_stats.2yr_mean_citedness" = Row::float().sort().group();
        H_INDEX "summary_stats.h_index" = Row::integer().sort().group();
        I10_INDEX "summary_stats.i10_index" = Row::integer().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().sort().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().sort().inner();
    }
}

static CONTINENTS: [(&[&str], Condition); 7] = continents("country_code");
static SOUTH: Condition = Condition::OneOf("country_code", GLOBAL_SOUTH);

static FILTERS: &[Filter] = &[
    Filter::new("is_global_south", Test::Whether(&SOUTH)),
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_FUNDER)),
    Filter::new("default.search", Test::Search(&searched::ANY_FUNDER)),
    Filter::new("description.search", Test::Search(&searched::DESCRIPTION)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("continent", Test::Choice(&CONTINENTS)),
    Filter::alias("ror", "ids.ror"),
    Filter::alias("wikidata", "ids.wikidata"),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of funders.
pub static ENTITY: Entity = Entity {
    name: "funders",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::FUNDERS,
    texts: &[],
    elements: &[],
    searched: searched::FUNDERS,
    factor: searched::CITED,
}
.checked();
