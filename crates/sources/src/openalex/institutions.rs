//! Institutions: organizations that authors are affiliated with. <https://docs.openalex.org/api-entities/institutions/institution-object>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{
    absent::ACCOUNTS,
    codes, explosions, ids,
    regions::{GLOBAL_SOUTH, continents},
    searched,
};

table! {
    /// Every column of institutions.
    FIELDS "institutions" {
        ID "id" = Row::id(&ids::INSTITUTION)
            .sort().group().lookup().labelled("institutions", "display_name");
        ROR "ror" = Row::ror().at("ror|ids.ror").sort().group().lookup();
        WIKIDATA "ids.wikidata" = Row::code(&codes::WIKIDATA).lookup().inner();
        NAME "display_name" = Row::keyword().sort();
        TYPE "type" = Row::code(&codes::INSTITUTION_TYPE).sort().group();
        STATUS "status" = Row::keyword().sort().group();
        IS_SUPER_SYSTEM "is_super_system" = Row::boolean().sort().group();
        COUNTRY "country_code" = Row::code(&codes::COUNTRY).sort().group().labelled("countries", "");
        LINEAGE "lineage" = Row::id(&ids::INSTITUTION)
            .at("lineage[]").many().sort().group().labelled("institutions", "");
        ROLES_ID "roles.id" = Row::any_id(ids::MIXED)
            .at("roles[].id").many().sort().group()
            .labelled("institutions", "").or(&["publishers", "funders"]);
        REPOSITORIES_HOST_ORGANIZATION "repositories.host_organization" = Row::any_id(ids::MIXED)
            .at("repositories[].host_organization").many().sort().group()
            .labelled("publishers", "host_organization_name").or(&["institutions"]);
        REPOSITORIES_HOST_ORGANIZATION_LINEAGE "repositories.host_organization_lineage" = Row::any_id(ids::MIXED)
            .at("repositories[].host_organization_lineage[]").many().sort().group()
            .labelled("publishers", "host_organization_lineage_names").or(&["institutions"]);
        REPOSITORIES_ID "repositories.id" = Row::id(&ids::SOURCE)
            .at("repositories[].id").many().sort().group().labelled("sources", "display_name");
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        MEAN_CITEDNESS "summary_stats.2yr_mean_citedness" = Row::float().sort().group();
        H_INDEX "summary_stats.h_index" = Row::integer().sort().group();
        I10_INDEX "summary_stats.i10_index" = Row::integer().sort().group();
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
    Filter::new("is_global_south", Test::Whether(&SOUTH)),
    Filter::new("has_ror", Test::Whether(&Condition::Exists("ror"))),
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::alias("concept.id", "x_concepts.id"),
    Filter::alias("concepts.id", "x_concepts.id"),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_INSTITUTION)),
    Filter::new("default.search", Test::Search(&searched::ANY_INSTITUTION)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("continent", Test::Choice(&CONTINENTS)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of institutions.
pub static ENTITY: Entity = Entity {
    name: "institutions",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: None,
    explosions: explosions::INSTITUTIONS,
    texts: &[],
    elements: &[],
    searched: searched::INSTITUTIONS,
    factor: searched::CITED,
}
.checked();
