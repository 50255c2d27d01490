//! Authors: people who create works. <https://docs.openalex.org/api-entities/authors/author-object>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{
    absent::ACCOUNTS,
    codes, explosions, ids,
    regions::{GLOBAL_SOUTH, continents},
    searched,
};

table! {
    /// Every column of authors.
    FIELDS "authors" {
        ID "id" = Row::id(&ids::AUTHOR).sort().group().lookup().labelled("authors", "display_name");
        ORCID "orcid" = Row::orcid().at("ids.orcid|orcid").sort().group().lookup();
        SCOPUS "scopus" = Row::code(&codes::SCOPUS).at("ids.scopus").sort().group().lookup();
        NAME "display_name" = Row::keyword().sort();
        PARSED_LONGEST_NAME_FIRST "parsed_longest_name.first" = Row::folded().sort().group();
        PARSED_LONGEST_NAME_MIDDLE "parsed_longest_name.middle" = Row::folded().sort().group();
        PARSED_LONGEST_NAME_LAST "parsed_longest_name.last" = Row::folded().sort().group();
        PARSED_LONGEST_NAME_SUFFIX "parsed_longest_name.suffix" = Row::folded().sort().group();
        BLOCK_KEY "block_key" = Row::folded().sort().group();
        WORKS_COUNT "works_count" = Row::integer().sort().group();
        CITED_BY_COUNT "cited_by_count" = Row::integer().sort().group();
        MEAN_CITEDNESS "summary_stats.2yr_mean_citedness" = Row::float().sort().group();
        H_INDEX "summary_stats.h_index" = Row::integer().sort().group();
        I10_INDEX "summary_stats.i10_index" = Row::integer().sort().group();
        INSTITUTION_ID "affiliations.institution.id" = Row::id(&ids::INSTITUTION).indexed()
            .at("affiliations[].institution.id").many().sort().group()
            .labelled("institutions", "display_name");
        AFFILIATIONS_INSTITUTION_LINEAGE "affiliations.institution.lineage" = Row::id(&ids::INSTITUTION)
            .at("affiliations[].institution.lineage[]").many().sort().group()
            .labelled("institutions", "");
        AFFILIATIONS_INSTITUTION_COUNTRY_CODE "affiliations.institution.country_code" = Row::code(&codes::COUNTRY)
            .at("affiliations[].institution.country_code").many().sort().group()
            .labelled("countries", "");
        AFFILIATIONS_INSTITUTION_ROR "affiliations.institution.ror" = Row::ror()
            .at("affiliations[].institution.ror").many().sort().group();
        AFFILIATIONS_INSTITUTION_TYPE "affiliations.institution.type" = Row::code(&codes::INSTITUTION_TYPE)
            .at("affiliations[].institution.type").many().sort().group();
        LAST_KNOWN_INSTITUTIONS_ID "last_known_institutions.id" = Row::id(&ids::INSTITUTION).indexed()
            .at("last_known_institutions[].id|last_known_institution.id").many().sort().group()
            .labelled("institutions", "display_name");
        LAST_KNOWN_INSTITUTIONS_LINEAGE "last_known_institutions.lineage" = Row::id(&ids::INSTITUTION)
            .at("last_known_institutions[].lineage[]|last_known_institution.lineage[]").many().sort()
            .group().labelled("institutions", "");
        COUNTRY "last_known_institutions.country_code" = Row::code(&codes::COUNTRY)
            .at("last_known_institutions[].country_code|last_known_institution.country_code").many()
            .sort().group().labelled("countries", "");
        LAST_KNOWN_INSTITUTIONS_ROR "last_known_institutions.ror" = Row::ror()
            .at("last_known_institutions[].ror|last_known_institution.ror").many().sort().group();
        LAST_KNOWN_INSTITUTIONS_TYPE "last_known_institutions.type" = Row::code(&codes::INSTITUTION_TYPE)
            .at("last_known_institutions[].type|last_known_institution.type").many().sort().group();
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

static CONTINENTS: [(&[&str], Condition); 7] = continents("last_known_institutions.country_code");
static SOUTH: Condition = Condition::OneOf("last_known_institutions.country_code", GLOBAL_SOUTH);

static FILTERS: &[Filter] = &[
    Filter::new("has_orcid", Test::Whether(&Condition::Exists("orcid"))),
    Filter::new("last_known_institutions.is_global_south", Test::Whether(&SOUTH)),
    Filter::new("from_created_date", Test::Since("created_date")),
    Filter::new("to_created_date", Test::Until("created_date")),
    Filter::new("from_updated_date", Test::Since("updated_date")),
    Filter::new("to_updated_date", Test::Until("updated_date")),
    Filter::alias("concept.id", "x_concepts.id"),
    Filter::alias("concepts.id", "x_concepts.id"),
    Filter::alias("last_known_authorships.institutions.lineage", "last_known_institutions.id"),
    Filter::alias("ids.openalex", "id"),
    Filter::alias("openalex", "id"),
    Filter::alias("openalex_id", "id"),
    Filter::new("text.search", Test::Search(&searched::ANY_AUTHOR)),
    Filter::new("default.search", Test::Search(&searched::ANY_AUTHOR)),
    Filter::new("display_name.search", Test::Search(&searched::AUTHOR)),
    Filter::new("last_known_institutions.continent", Test::Choice(&CONTINENTS)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of authors.
pub static ENTITY: Entity = Entity {
    name: "authors",
    aliases: &["people"],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(WORKS_COUNT)],
    scope: Some(Condition::Above("works_count", 0)),
    explosions: explosions::AUTHORS,
    texts: &[],
    elements: &[],
    searched: searched::AUTHORS,
    factor: searched::CITED,
}
.checked();
