//! Research products: publications, data sets, software and others.
//! <https://graph.openaire.eu/docs/data-model/entities/research-product>

use serapeum_model::{Condition, Entity, Filter, Row, Test, table};

use super::{
    absent::{EOSC, LEVELS, SUBCOMMUNITIES},
    also::Also,
    ids, searched,
    vocabularies::{ACCESS_RIGHTS, GOALS},
};

table! {
    /// Every column of research products.
    FIELDS "researchProducts" {
        ID "id" = Row::code(&ids::PRODUCT).sort().lookup();
        TYPE "type" = Row::keyword().group();
        ORIGINAL_IDS "originalIds" = Row::keyword().at("originalIds[]|originalId[]").many().lookup().inner();
        PIDS "pids.value" = Row::lower().at("pids[].value|pid[].value").many().lookup().inner();
        INSTANCE_PIDS "instances.pids.value" = Row::lower()
            .at("instances[].pids[].value|instance[].pid[].value").many().lookup().inner();
        ALTERNATE_IDS "instances.alternateIdentifiers.value" = Row::lower()
            .at("instances[].alternateIdentifiers[].value|instance[].alternateIdentifier[].value")
            .many().lookup().inner();
        PUBLICATION_DATE "publicationDate" = Row::date()
            .at("publicationDate|publicationdate").sort().inner();
        PUBLICATION_YEAR "publicationYear" = Row::integer()
            .at("year(publicationDate|publicationdate)").sort().group().year();
        DATE_OF_COLLECTION "dateOfCollection" = Row::timestamp()
            .at("dateOfCollection|dateofcollection").sort().inner();
        LAST_UPDATE "lastUpdateTimeStamp" = Row::integer()
            .at("lastUpdateTimeStamp|lastupdatetimestamp").inner();
        SUBJECTS "subjects.subject.value" = Row::keyword().at("subjects[].subject.value").many().inner();
        FOS "fos" = Row::keyword().at("subjects[subject.scheme=FOS].subject.value").many().group();
        SDG "subjects.sdg" = Row::keyword()
            .at("subjects[subject.scheme=SDG].subject.value").many().group().inner();
        COUNTRIES "countries.code" = Row::upper().at("countries[].code|country[].code").many().group().inner();
        LANGUAGE "language.code" = Row::keyword().group().inner();
        AUTHOR_IDS "authors.pid.id.value" = Row::keyword()
            .at("authors[].pid.id.value|author[].pid.id.value").many().lookup().inner();
        PUBLISHER "publisher" = Row::keyword().group();
        ACCESS_RIGHT "bestAccessRight.label" = Row::keyword()
            .at("bestAccessRight.label|bestaccessright.label").group().inner();
        INFLUENCE_CLASS "influenceClass" = Row::keyword()
            .at("indicators.citationImpact.influenceClass|indicators.bipIndicators[indicator=influence].class").group();
        IMPULSE_CLASS "impulseClass" = Row::keyword()
            .at("indicators.citationImpact.impulseClass|indicators.bipIndicators[indicator=impulse].class").group();
        POPULARITY_CLASS "popularityClass" = Row::keyword()
            .at("indicators.citationImpact.popularityClass|indicators.bipIndicators[indicator=popularity].class").group();
        CITATION_CLASS "citationCountClass" = Row::keyword()
            .at("indicators.citationImpact.citationClass|indicators.bipIndicators[indicator=influence_alt].class").group();
        INFLUENCE "influence" = Row::float()
            .at("indicators.citationImpact.influence|indicators.bipIndicators[indicator=influence].score").sort().inner();
        POPULARITY "popularity" = Row::float()
            .at("indicators.citationImpact.popularity|indicators.bipIndicators[indicator=popularity].score").sort().inner();
        IMPULSE "impulse" = Row::float()
            .at("indicators.citationImpact.impulse|indicators.bipIndicators[indicator=impulse].score").sort().inner();
        CITATION_COUNT "citationCount" = Row::float()
            .at("indicators.citationImpact.citationCount|indicators.bipIndicators[indicator=influence_alt].score").sort().inner();
        DOWNLOADS "indicators.usageCounts.downloads" = Row::integer().inner();
        VIEWS "indicators.usageCounts.views" = Row::integer().inner();
        INSTANCE_TYPE "instanceType" = Row::keyword().at("instances[].type|instance[].type").many().group();
        REFEREED "instances.refereed" = Row::keyword()
            .at("instances[].refereed|instance[].refereed").many().inner();
        LICENSES "instances.license" = Row::keyword()
            .at("instances[].license|instance[].license").many().inner();
        IS_IN_DIAMOND_JOURNAL "isInDiamondJournal" = Row::boolean().group();
        IS_GREEN "isGreen" = Row::boolean().group();
        PUBLICLY_FUNDED "publiclyFunded" = Row::boolean().group().inner();
        OPEN_ACCESS_COLOR "openAccessColor" = Row::keyword().group();
        ORGANIZATION_IDS "organizations.id" = Row::code(&ids::ORGANIZATION)
            .at("organizations[].id").joined().inner();
        ORGANIZATION_NAMES "organizations.legalName" = Row::keyword()
            .at("organizations[].legalName").joined().inner();
        ORGANIZATION_ACRONYMS "organizations.acronym" = Row::keyword()
            .at("organizations[].acronym").joined().inner();
        ORGANIZATION_RORS "organizations.ror" = Row::ror()
            .at("organizations[].pids[scheme=ROR].value").joined().inner();
        ORGANIZATION_COUNTRIES "organizations.country.code" = Row::upper()
            .at("organizations[].country.code").joined().inner();
        COMMUNITY_CODES "communities.code" = Row::keyword()
            .at("communities[].code|context[].code").joined().inner();
        COMMUNITY_LABELS "communities.label" = Row::keyword()
            .at("communities[].label|context[].label").joined().inner();
        PROJECT_IDS "projects.id" = Row::code(&ids::PROJECT).at("projects[].id").joined().inner();
        PROJECT_CODES "projects.code" = Row::keyword().at("projects[].code").joined().inner();
        PROJECT_TITLES "projects.title" = Row::keyword().at("projects[].title").joined().inner();
        FUNDER_SHORT_NAMES "projects.fundings.shortName" = Row::keyword()
            .at("projects[].fundings[].shortName|projects[].funder.shortName").joined().inner();
        FUNDER_NAMES "projects.funder" = Row::keyword()
            .at("projects[].funder.name|projects[].funder").joined().inner();
        FUNDING_STREAMS "projects.fundings.fundingStream.id" = Row::keyword()
            .at("projects[].fundings[].fundingStream.id").joined().inner();
        HOSTED_BY "instances.hostedBy.key" = Row::code(&ids::DATASOURCE)
            .at("instances[].hostedBy.key|instance[].hostedby.key").joined().inner();
        HOSTED_BY_NAMES "instances.hostedBy.value" = Row::keyword()
            .at("instances[].hostedBy.value|instance[].hostedby.value").joined().inner();
        COLLECTED_FROM "collectedFrom.key" = Row::code(&ids::DATASOURCE)
            .at("collectedFrom[].key|collectedfrom[].key").joined().inner();
        COLLECTED_FROM_NAMES "collectedFrom.value" = Row::keyword()
            .at("collectedFrom[].value|collectedfrom[].value").joined().inner();
        INSTANCES_FROM "instances.collectedFrom.key" = Row::code(&ids::DATASOURCE)
            .at("instances[].collectedFrom.key|instance[].collectedfrom.key").many().inner();
        INSTANCES_FROM_NAMES "instances.collectedFrom.value" = Row::keyword()
            .at("instances[].collectedFrom.value|instance[].collectedfrom.value").many().inner();
    }
}

static REVIEWED: Condition = Condition::Text("instances.refereed", "peerReviewed");

static FILTERS: &[Filter] = &[
    Filter::new("search", Test::Search(&searched::ANY_PRODUCT)),
    Filter::new("mainTitle", Test::Search(&searched::MAIN_TITLE)),
    Filter::new("description", Test::Search(&searched::DESCRIPTION)),
    Filter::new("authorFullName", Test::Search(&searched::AUTHOR)),
    Filter::alias("pid", "pids.value"),
    Filter::alias("originalId", "originalIds"),
    Filter::new("fromPublicationDate", Test::Since("publicationDate")),
    Filter::new("toPublicationDate", Test::Until("publicationDate")),
    Filter::new("fromPublicationYear", Test::Since("publicationYear")),
    Filter::new("toPublicationYear", Test::Until("publicationYear")),
    Filter::alias("subjects", "subjects.subject.value"),
    Filter::alias("countryCode", "countries.code"),
    Filter::alias("language", "language.code"),
    Filter::alias("authorOrcid", "authors.pid.id.value"),
    Filter::alias("authorId", "authors.pid.id.value"),
    Filter::new("bestOpenAccessRightLabel", Test::Choice(ACCESS_RIGHTS)),
    Filter::new("accessRightLabel", Test::Choice(ACCESS_RIGHTS)),
    Filter::new("sdg", Test::Choice(GOALS)),
    Filter::new("sdgLabel", Test::Choice(GOALS)),
    Filter::new("isPeerReviewed", Test::Whether(&REVIEWED)),
    Filter::alias("isPubliclyFunded", "publiclyFunded"),
    Filter::new("hasLicense", Test::Whether(&Condition::Exists("instances.license"))),
    Filter::new("eoscIfGuidelines", Test::Absent(EOSC)),
    Filter::alias("relOrganizationId", "organizations.id"),
    Filter::alias("rorId", "organizations.ror"),
    Filter::alias("relOrganization", "organizations.legalName"),
    Filter::alias("relCommunityId", "communities.code"),
    Filter::alias("relCommunityName", "communities.label"),
    Filter::new("subCommunity", Test::Absent(SUBCOMMUNITIES)),
    Filter::alias("relProject", "projects.title"),
    Filter::alias("relProjectId", "projects.id"),
    Filter::alias("relProjectCode", "projects.code"),
    Filter::new("hasProjectRel", Test::Whether(&Condition::Exists("projects.id"))),
    Filter::alias("relProjectFundingShortName", "projects.fundings.shortName"),
    Filter::alias("relFunder", "projects.funder"),
    Filter::alias("relProjectFundingStreamId", "projects.fundings.fundingStream.id"),
    Filter::new("relFundingLevel0Id", Test::Absent(LEVELS)),
    Filter::new("relFundingLevel1Id", Test::Absent(LEVELS)),
    Filter::new("relFundingLevel2Id", Test::Absent(LEVELS)),
    Filter::alias("relHostingDataSourceId", "instances.hostedBy.key"),
    Filter::alias("relHostingDataSource", "instances.hostedBy.value"),
    Filter::alias("relCollectedFromDatasourceId", "collectedFrom.key"),
    Filter::alias("source", "collectedFrom.value"),
];

/// Further fields that a filter looks in.
pub(super) static ALSO: &[(&str, Also)] = &[
    ("pid", Also::Or(&["instances.pids.value", "instances.alternateIdentifiers.value"])),
    // The service also counts the countries of affiliated organisations.
    ("countryCode", Also::Or(&["organizations.country.code"])),
    ("relOrganization", Also::Or(&["organizations.acronym"])),
    ("relCollectedFromDatasourceId", Also::Or(&["instances.collectedFrom.key"])),
    ("source", Also::Or(&["instances.collectedFrom.value"])),
];

static TEXTS: &[Row] = &[
    Row::keyword().at("mainTitle|maintitle").named("mainTitle"),
    Row::keyword().at("subTitle|subtitle").named("subTitle"),
    Row::keyword().at("descriptions[]|description[]").many().named("descriptions"),
    Row::keyword().at("authors[].fullName|author[].fullname").many().named("authors.fullName"),
];

/// The table of research products.
pub static ENTITY: Entity = Entity {
    aliases: &["research-products"],
    newest: Some(LAST_UPDATE),
    filters: FILTERS,
    texts: TEXTS,
    searched: searched::PRODUCTS,
    ..Entity::new("researchProducts", FIELDS, ID)
}
.checked();
