//! Awards: grants that funders gave, with the works that came of them. <https://developers.openalex.org/api-entities/awards>

use serapeum_model::{Condition, Entity, Filter, Order, Test, table};

use super::{absent::ACCOUNTS, codes, explosions, ids, regions::continents, searched};

table! {
    /// Every column of awards.
    FIELDS "awards" {
        ID "id" = Row::id(&ids::AWARD).sort().group().lookup().labelled("awards", "display_name");
        DOI "doi" = Row::doi().sort();
        NAME "display_name" = Row::keyword().inner();
        FUNDER_AWARD_ID "funder_award_id" = Row::folded().sort().group();
        FUNDER_ID "funder.id" = Row::id(&ids::FUNDER)
            .sort().group().labelled("funders", "display_name");
        FUNDER_NAME "funder_name" = Row::keyword().at("funder.display_name|funder_name").sort().group();
        FUNDER_ROR "funder.ror" = Row::ror().sort().group();
        FUNDER_DOI "funder.doi" = Row::doi().sort().group();
        FUNDED_OUTPUTS "funded_outputs" = Row::id(&ids::WORK)
            .at("funded_outputs[]").many().sort().group().labelled("works", "");
        FUNDED_OUTPUTS_COUNT "funded_outputs_count" = Row::integer().sort();
        AMOUNT "amount" = Row::float().sort();
        CURRENCY "currency" = Row::code(&codes::CURRENCY).sort().group();
        FUNDING_TYPE "funding_type" = Row::keyword().sort().group();
        FUNDER_SCHEME "funder_scheme" = Row::keyword().sort().group();
        START_YEAR "start_year" = Row::integer().sort().group();
        END_YEAR "end_year" = Row::integer().sort().group();
        PROVENANCE "provenance" = Row::lower().sort().group();
        LEAD_INVESTIGATOR_GIVEN_NAME "lead_investigator.given_name" = Row::keyword().sort().group();
        LEAD_INVESTIGATOR_FAMILY_NAME "lead_investigator.family_name" = Row::keyword().sort().group();
        LEAD_INVESTIGATOR_ORCID "lead_investigator.orcid" = Row::orcid().sort().group();
        LEAD_INVESTIGATOR_AFFILIATION_NAME "lead_investigator.affiliation.name" = Row::keyword()
            .sort().group();
        LEAD_INVESTIGATOR_AFFILIATION_COUNTRY "lead_investigator.affiliation.country" = Row::keyword()
            .sort().group();
        PRIMARY_TOPIC_ID "primary_topic.id" = Row::id(&ids::TOPIC)
            .sort().group().labelled("topics", "display_name");
        PRIMARY_TOPIC_DOMAIN_ID "primary_topic.domain.id" = Row::code(&codes::DOMAIN)
            .sort().group().labelled("domains", "display_name");
        PRIMARY_TOPIC_FIELD_ID "primary_topic.field.id" = Row::code(&codes::FIELD)
            .sort().group().labelled("fields", "display_name");
        PRIMARY_TOPIC_SUBFIELD_ID "primary_topic.subfield.id" = Row::code(&codes::SUBFIELD)
            .sort().group().labelled("subfields", "display_name");
        TOPIC_ID "topics.id" = Row::id(&ids::TOPIC)
            .at("topics[].id").many().sort().group().labelled("topics", "display_name");
        TOPICS_DOMAIN_ID "topics.domain.id" = Row::code(&codes::DOMAIN)
            .at("topics[].domain.id").many().sort().group().labelled("domains", "display_name");
        TOPICS_FIELD_ID "topics.field.id" = Row::code(&codes::FIELD)
            .at("topics[].field.id").many().sort().group().labelled("fields", "display_name");
        TOPICS_SUBFIELD_ID "topics.subfield.id" = Row::code(&codes::SUBFIELD)
            .at("topics[].subfield.id").many().sort().group().labelled("subfields", "display_name");
        INSTITUTION_ID "institution_awarded.id" = Row::id(&ids::INSTITUTION)
            .at("institution_awarded[].id").many().sort().group()
            .labelled("institutions", "display_name");
        INSTITUTION_LINEAGE "institution_awarded.lineage" = Row::id(&ids::INSTITUTION)
            .at("institution_awarded[].lineage[]").many().sort().group()
            .labelled("institutions", "");
        ROR "institution_awarded.ror" = Row::ror()
            .at("institution_awarded[].ror").many().sort().group();
        COUNTRY "institution_awarded.country_code" = Row::code(&codes::COUNTRY)
            .at("institution_awarded[].country_code").many().sort().group()
            .labelled("countries", "");
        INSTITUTION_TYPE "institution_awarded.type" = Row::code(&codes::INSTITUTION_TYPE)
            .at("institution_awarded[].type").many().sort().group();
        CREATED_DATE "created_date" = Row::timestamp().inner();
        UPDATED_DATE "updated_date" = Row::timestamp().inner();
    }
}

static CONTINENTS: [(&[&str], Condition); 7] = continents("institution_awarded.country_code");

static FILTERS: &[Filter] = &[
    Filter::new("text.search", Test::Search(&searched::ANY_DESCRIBED)),
    Filter::new("default.search", Test::Search(&searched::ANY_DESCRIBED)),
    Filter::new("description.search", Test::Search(&searched::DESCRIPTION)),
    Filter::new("display_name.search", Test::Search(&searched::TITLE)),
    Filter::new("institution_awarded.continent", Test::Choice(&CONTINENTS)),
    Filter::new("collection", Test::Absent(ACCOUNTS)),
];

/// The table of awards.
pub static ENTITY: Entity = Entity {
    name: "awards",
    aliases: &[],
    fields: FIELDS,
    id: ID,
    newest: Some(UPDATED_DATE),
    label: Some(NAME),
    filters: FILTERS,
    order: &[Order::Descending(FUNDED_OUTPUTS_COUNT)],
    scope: None,
    explosions: explosions::AWARDS,
    texts: &[],
    elements: &[],
    searched: searched::DESCRIBED,
    factor: None,
}
.checked();
