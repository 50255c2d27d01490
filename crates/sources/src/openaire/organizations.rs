//! Organisations. <https://graph.openaire.eu/docs/data-model/entities/organization>

use serapeum_model::{Entity, Filter, Test, table};

use super::{ids, searched};

table! {
    /// Every column of organisations.
    FIELDS "organizations" {
        ID "id" = Row::code(&ids::ORGANIZATION).sort().lookup();
        ORIGINAL_IDS "originalIds" = Row::keyword().at("originalIds[]|originalId[]").many().lookup().inner();
        LEGAL_NAME "legalName" = Row::keyword().at("legalName|legalname").inner();
        LEGAL_SHORT_NAME "legalShortName" = Row::keyword().at("legalShortName|legalshortname").inner();
        PIDS "pids.value" = Row::lower().at("pids[].value|pid[].value").many().lookup().inner();
        ROR "pids.ror" = Row::ror()
            .at("pids[scheme=ROR].value|pid[scheme=ROR].value").many().lookup().inner();
        COUNTRY "country.code" = Row::upper().group().inner();
        COMMUNITY_CODES "communities.code" = Row::keyword().at("communities[].code").joined().inner();
        COLLECTED_FROM "collectedFrom.key" = Row::code(&ids::DATASOURCE)
            .at("collectedFrom[].key|collectedfrom[].key").joined().inner();
    }
}

static FILTERS: &[Filter] = &[
    Filter::new("search", Test::Search(&searched::ANY_ORGANIZATION)),
    Filter::new("legalName", Test::Search(&searched::LEGAL_NAME)),
    Filter::new("legalShortName", Test::Search(&searched::LEGAL_SHORT_NAME)),
    Filter::alias("pid", "pids.value"),
    Filter::alias("countryCode", "country.code"),
    Filter::alias("relCommunityId", "communities.code"),
    Filter::alias("relCollectedFromDatasourceId", "collectedFrom.key"),
];

/// The table of organisations.
pub static ENTITY: Entity = Entity {
    label: Some(LEGAL_NAME),
    filters: FILTERS,
    searched: searched::ORGANIZATIONS,
    ..Entity::new("organizations", FIELDS, ID)
}
.checked();
