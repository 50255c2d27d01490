//! Data sources: journals, repositories, aggregators, registries.
//! <https://graph.openaire.eu/docs/data-model/entities/data-source>

use serapeum_model::{Entity, Filter, Test, table};

use super::{
    absent::{EOSC, JURISDICTIONS, LANGUAGE_NAMES, SHORT_NAMES, SOURCE_COUNTRIES},
    ids, searched,
};

table! {
    /// Every column of data sources.
    FIELDS "dataSources" {
        ID "id" = Row::code(&ids::DATASOURCE).sort().lookup();
        ORIGINAL_IDS "originalIds" = Row::keyword().at("originalIds[]|originalId[]").many().lookup().inner();
        OFFICIAL_NAME "officialName" = Row::keyword().at("officialName|officialname").inner();
        ENGLISH_NAME "englishName" = Row::keyword().at("englishName|englishname").inner();
        PIDS "pids.value" = Row::lower().at("pids[].value|pid[].value").many().lookup().inner();
        TYPE "type.value" = Row::keyword().at("type.value|datasourcetype.value").group().inner();
        SUBJECTS "subjects" = Row::keyword().at("subjects[]").many();
        CONTENT_TYPES "contentTypes" = Row::keyword().at("contentTypes[]|contenttypes[]").many().group();
        COMPATIBILITY "openaireCompatibility" = Row::keyword()
            .at("openaireCompatibility|openairecompatibility").group().inner();
        ORGANIZATION_IDS "organizations.id" = Row::code(&ids::ORGANIZATION)
            .at("organizations[].id").joined().inner();
        COMMUNITY_CODES "communities.code" = Row::keyword().at("communities[].code").joined().inner();
        COLLECTED_FROM "collectedFrom.key" = Row::code(&ids::DATASOURCE)
            .at("collectedFrom[].key|collectedfrom[].key").joined().inner();
        COLLECTED_FROM_NAMES "collectedFrom.value" = Row::keyword()
            .at("collectedFrom[].value|collectedfrom[].value").joined().inner();
    }
}

static FILTERS: &[Filter] = &[
    Filter::new("search", Test::Search(&searched::ANY_DATA_SOURCE)),
    Filter::new("officialName", Test::Search(&searched::OFFICIAL_NAME)),
    Filter::new("englishName", Test::Search(&searched::ENGLISH_NAME)),
    Filter::new("legalShortName", Test::Absent(SHORT_NAMES)),
    Filter::alias("pid", "pids.value"),
    Filter::alias("dataSourceTypeName", "type.value"),
    Filter::alias("relOrganizationId", "organizations.id"),
    Filter::alias("relCommunityId", "communities.code"),
    Filter::alias("relCollectedFromDatasourceId", "collectedFrom.key"),
    Filter::alias("compatibilityName", "openaireCompatibility"),
    Filter::new("compatibilityId", Test::Absent(EOSC)),
    Filter::alias("collectedFromName", "collectedFrom.value"),
    Filter::new("country", Test::Absent(SOURCE_COUNTRIES)),
    Filter::new("thematic", Test::Absent(EOSC)),
    Filter::new("jurisdiction", Test::Absent(JURISDICTIONS)),
    Filter::new("eoscdatasourcetype", Test::Absent(EOSC)),
    Filter::new("odLanguages", Test::Absent(LANGUAGE_NAMES)),
];

/// The table of data sources.
pub static ENTITY: Entity = Entity {
    aliases: &["datasources"],
    label: Some(OFFICIAL_NAME),
    filters: FILTERS,
    searched: searched::DATA_SOURCES,
    ..Entity::new("dataSources", FIELDS, ID)
}
.checked();
