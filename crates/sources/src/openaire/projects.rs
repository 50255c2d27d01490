//! Projects: what funders pay for. <https://graph.openaire.eu/docs/data-model/entities/project>

use serapeum_model::{Entity, Filter, Row, Test, table};

use super::{
    absent::{FUNDERS, LEVELS, PROJECT_COUNTRIES},
    also::Also,
    ids, searched,
};

table! {
    /// Every column of projects.
    FIELDS "projects" {
        ID "id" = Row::code(&ids::PROJECT).sort().lookup();
        ORIGINAL_IDS "originalIds" = Row::keyword().at("originalIds[]|originalId[]").many().lookup().inner();
        CODE "code" = Row::keyword().lookup();
        TITLE "title" = Row::keyword().inner();
        ACRONYM "acronym" = Row::keyword();
        CALL_IDENTIFIER "callIdentifier" = Row::keyword().at("callIdentifier|callidentifier");
        START_DATE "startDate" = Row::date().at("startDate|startdate").sort().inner();
        END_DATE "endDate" = Row::date().at("endDate|enddate").sort().inner();
        START_YEAR "startYear" = Row::integer().at("year(startDate|startdate)").group();
        END_YEAR "endYear" = Row::integer().at("year(endDate|enddate)").group();
        FUNDING_NAMES "fundings.name" = Row::keyword()
            .at("fundings[].name|funding[].name").many().group().inner();
        FUNDING_SHORT_NAMES "fundings.shortName" = Row::keyword()
            .at("fundings[].shortName|funding[].shortName").many().group().inner();
        FUNDING_STREAMS "fundings.fundingStream.id" = Row::keyword()
            .at("fundings[].fundingStream.id|funding[].funding_stream.id").many().group().inner();
        OPEN_PUBLICATIONS "openAccessMandateForPublications" = Row::boolean()
            .at("openAccessMandateForPublications|openaccessmandateforpublications").inner();
        ORGANIZATION_IDS "organizations.id" = Row::code(&ids::ORGANIZATION)
            .at("organizations[].id").joined().inner();
        ORGANIZATION_NAMES "organizations.legalName" = Row::keyword()
            .at("organizations[].legalName").joined().inner();
        ORGANIZATION_SHORT_NAMES "organizations.legalShortName" = Row::keyword()
            .at("organizations[].legalShortName").joined().inner();
        ORGANIZATION_COUNTRIES "organizations.country.code" = Row::upper()
            .at("organizations[].country.code").joined().inner();
        COMMUNITY_CODES "communities.code" = Row::keyword().at("communities[].code").joined().inner();
        COLLECTED_FROM "collectedFrom.key" = Row::code(&ids::DATASOURCE)
            .at("collectedFrom[].key|collectedfrom[].key").joined().inner();
    }
}

static FILTERS: &[Filter] = &[
    Filter::new("search", Test::Search(&searched::ANY_PROJECT)),
    Filter::new("title", Test::Search(&searched::TITLE)),
    Filter::new("keywords", Test::Search(&searched::KEYWORDS)),
    Filter::alias("grantID", "code"),
    Filter::alias("fundingShortName", "fundings.shortName"),
    Filter::alias("fundingStreamId", "fundings.fundingStream.id"),
    Filter::new("fromStartDate", Test::Since("startDate")),
    Filter::new("toStartDate", Test::Until("startDate")),
    Filter::new("fromEndDate", Test::Since("endDate")),
    Filter::new("toEndDate", Test::Until("endDate")),
    Filter::new("fromStartYear", Test::Since("startYear")),
    Filter::new("toStartYear", Test::Until("startYear")),
    Filter::new("fromEndYear", Test::Since("endYear")),
    Filter::new("toEndYear", Test::Until("endYear")),
    Filter::new("activeYear", Test::Until("startYear")),
    Filter::alias("relOrganizationName", "organizations.legalName"),
    Filter::alias("relOrganizationId", "organizations.id"),
    Filter::alias("relOrganizationCountryCode", "organizations.country.code"),
    Filter::alias("relCommunityId", "communities.code"),
    Filter::alias("relCollectedFromDatasourceId", "collectedFrom.key"),
    Filter::alias("projectOAMandatePublications", "openAccessMandateForPublications"),
    Filter::new("country", Test::Absent(PROJECT_COUNTRIES)),
    Filter::new("funder", Test::Absent(FUNDERS)),
    Filter::new("fundinglevel0Id", Test::Absent(LEVELS)),
    Filter::new("fundinglevel1Id", Test::Absent(LEVELS)),
    Filter::new("fundinglevel2Id", Test::Absent(LEVELS)),
];

/// What else a filter tests.
pub(super) static ALSO: &[(&str, Also)] = &[
    ("relOrganizationName", Also::Or(&["organizations.legalShortName"])),
    // A project is active in a year that is neither before its start nor after its end.
    ("activeYear", Also::And(Test::Since("endYear"))),
];

static TEXTS: &[Row] = &[Row::keyword().named("keywords"), Row::keyword().named("summary")];

/// The table of projects.
pub static ENTITY: Entity = Entity {
    label: Some(ACRONYM),
    filters: FILTERS,
    texts: TEXTS,
    searched: searched::PROJECTS,
    ..Entity::new("projects", FIELDS, ID)
}
.checked();
