//! Every filter of the API, and what it tests.

use insta::assert_snapshot;

use super::{products, show};

#[test]
fn of_research_products() {
    assert_snapshot!(products("id=doi_dedup___::67742ab8b9855fe0c02663de1b7a1546"), @"id = 'doi_dedup___::67742ab8b9855fe0c02663de1b7a1546'");
    assert_snapshot!(products("id=50|doi_dedup___::67742ab8b9855fe0c02663de1b7a1546"), @"id = 'doi_dedup___::67742ab8b9855fe0c02663de1b7a1546'");
    assert_snapshot!(products("pid=10.47654/V25y2021i1p40-142"), @"(pids.value = '10.47654/v25y2021i1p40-142' OR instances.pids.value = '10.47654/v25y2021i1p40-142' OR instances.alternateIdentifiers.value = '10.47654/v25y2021i1p40-142')");
    assert_snapshot!(products("originalId=3166603811"), @"originalIds = '3166603811'");
    assert_snapshot!(products("type=other"), @"type = 'other'");
    assert_snapshot!(products("fromPublicationDate=2020"), @"publicationDate >= 2020-01-01");
    assert_snapshot!(products("toPublicationDate=2020"), @"publicationDate <= 2020-12-31");
    assert_snapshot!(products("fromPublicationDate=2020-02-29&toPublicationDate=2021"), @"(publicationDate >= 2020-02-29 AND publicationDate <= 2021-12-31)");
    assert_snapshot!(products("publicationYear=2020,2021"), @"publicationYear IN (2020, 2021)");
    assert_snapshot!(products("fromPublicationYear=2020&toPublicationYear=2021"), @"(publicationYear >= 2020 AND publicationYear <= 2021)");
    assert_snapshot!(products("subjects=climate change"), @"subjects.subject.value = 'climate change'");
    assert_snapshot!(products("countryCode=gr"), @"(countries.code = 'GR' OR organizations.country.code = 'GR')");
    assert_snapshot!(products("language=ces/cze"), @"language.code = 'ces/cze'");
    assert_snapshot!(products("authorOrcid=0000-0001-6627-5742"), @"authors.pid.id.value = '0000-0001-6627-5742'");
    assert_snapshot!(products("authorId=0000-0001-6627-5742"), @"authors.pid.id.value = '0000-0001-6627-5742'");
    assert_snapshot!(products("publisher=Zenodo"), @"publisher = 'Zenodo'");
    assert_snapshot!(products("bestOpenAccessRightLabel=OPEN SOURCE"), @"bestAccessRight.label = 'OPEN SOURCE'");
    assert_snapshot!(products("accessRightLabel=\"Open Access\""), @"bestAccessRight.label = 'OPEN'");
    assert_snapshot!(products("influenceClass=C1&impulseClass=C2&popularityClass=C3&citationCountClass=C4"), @"(influenceClass = 'C1' AND impulseClass = 'C2' AND popularityClass = 'C3' AND citationCountClass = 'C4')");
    assert_snapshot!(products("instanceType=Other literature type"), @"instanceType = 'Other literature type'");
    assert_snapshot!(products("sdg=13"), @"subjects.sdg = '13. Climate action'");
    assert_snapshot!(products("sdg=1,2"), @"(subjects.sdg = '1. No poverty' OR subjects.sdg = '2. Zero hunger')");
    assert_snapshot!(products("sdgLabel=\"13. Climate action\""), @"subjects.sdg = '13. Climate action'");
    assert_snapshot!(products("fos=\"03 medical and health sciences\" AND \"0502 economics and business\""), @"(fos = '03 medical and health sciences' AND fos = '0502 economics and business')");
    assert_snapshot!(products("isPeerReviewed=true"), @"instances.refereed = 'peerReviewed'");
    assert_snapshot!(products("isPeerReviewed=false"), @"NOT instances.refereed = 'peerReviewed'");
    assert_snapshot!(products("isInDiamondJournal=false&isGreen=true&isPubliclyFunded=true"), @"(isInDiamondJournal = false AND isGreen = true AND publiclyFunded = true)");
    assert_snapshot!(products("openAccessColor=gold OR hybrid"), @"openAccessColor IN ('gold', 'hybrid')");
    assert_snapshot!(products("hasLicense=true"), @"instances.license EXISTS");
}

#[test]
fn of_research_products_by_related_records() {
    assert_snapshot!(products("relOrganizationId=openorgs____::8ca10608a248910c25083c3dab4371c3"), @"organizations.id = 'openorgs____::8ca10608a248910c25083c3dab4371c3'");
    assert_snapshot!(products("rorId=https://ror.org/0384j8v12"), @"organizations.ror = '0384j8v12'");
    assert_snapshot!(products("relOrganization=\"A \""), @"(organizations.legalName = 'A ' OR organizations.acronym = 'A ')");
    assert_snapshot!(products("relOrganization=University of Sydney"), @"(organizations.legalName = 'University of Sydney' OR organizations.acronym = 'University of Sydney')");
    assert_snapshot!(products("relCommunityId=covid-19"), @"communities.code = 'covid-19'");
    assert_snapshot!(products("relCommunityName=Corona Virus Disease"), @"communities.label = 'Corona Virus Disease'");
    assert_snapshot!(products("relProjectId=corda__h2020::6d2cfeed61fa4afb17e683e25c0773fd"), @"projects.id = 'corda__h2020::6d2cfeed61fa4afb17e683e25c0773fd'");
    assert_snapshot!(products("relProjectCode=766555"), @"projects.code = '766555'");
    assert_snapshot!(products("relProject=Open Science"), @"projects.title = 'Open Science'");
    assert_snapshot!(products("hasProjectRel=true"), @"projects.id EXISTS");
    assert_snapshot!(products("hasProjectRel=false"), @"NOT projects.id EXISTS");
    assert_snapshot!(products("relProjectFundingShortName=EC"), @"projects.fundings.shortName = 'EC'");
    assert_snapshot!(products("relFunder=European Commission"), @"projects.funder = 'European Commission'");
    assert_snapshot!(products("relProjectFundingStreamId=EC::H2020::RIA"), @"projects.fundings.fundingStream.id = 'EC::H2020::RIA'");
    assert_snapshot!(products("relHostingDataSourceId=opendoar____::358aee4cc897452c00244351e4d91f69"), @"instances.hostedBy.key = 'opendoar____::358aee4cc897452c00244351e4d91f69'");
    assert_snapshot!(products("relHostingDataSource=ZENODO"), @"instances.hostedBy.value = 'ZENODO'");
    assert_snapshot!(products("relCollectedFromDatasourceId=openaire____::081b82f96300b6a6e3d282bad31cb6e2"), @"(collectedFrom.key = 'openaire____::081b82f96300b6a6e3d282bad31cb6e2' OR instances.collectedFrom.key = 'openaire____::081b82f96300b6a6e3d282bad31cb6e2')");
    assert_snapshot!(products("source=Crossref"), @"(collectedFrom.value = 'Crossref' OR instances.collectedFrom.value = 'Crossref')");
}

#[test]
fn of_organizations() {
    assert_snapshot!(show("organizations?id=openorgs____::a OR openorgs____::b"), @"id IN ('openorgs____::a', 'openorgs____::b')");
    assert_snapshot!(show("organizations?pid=https://ror.org/0576by029"), @"pids.value = 'https://ror.org/0576by029'");
    assert_snapshot!(show("organizations?countryCode=NOT UNKNOWN"), @"NOT country.code = 'UNKNOWN'");
    assert_snapshot!(show("organizations?relCommunityId=covid-19"), @"communities.code = 'covid-19'");
    assert_snapshot!(show("organizations?relCollectedFromDatasourceId=openaire____::x"), @"collectedFrom.key = 'openaire____::x'");
}

#[test]
fn of_data_sources() {
    assert_snapshot!(show("dataSources?id=opendoar____::x"), @"id = 'opendoar____::x'");
    assert_snapshot!(show("datasources?pid=r3d100010134"), @"pids.value = 'r3d100010134'");
    assert_snapshot!(show("dataSources?subjects=Medicine"), @"subjects = 'Medicine'");
    assert_snapshot!(show("dataSources?dataSourceTypeName=NOT Journal"), @"NOT type.value = 'Journal'");
    assert_snapshot!(show("dataSources?contentTypes=Journal articles"), @"contentTypes = 'Journal articles'");
    assert_snapshot!(show("datasources?collectedFromName=re3data.org"), @"collectedFrom.value = 're3data.org'");
    assert_snapshot!(show("dataSources?relOrganizationId=openorgs____::x&relCommunityId=dh-ch"), @"(organizations.id = 'openorgs____::x' AND communities.code = 'dh-ch')");
    assert_snapshot!(show("dataSources?relCollectedFromDatasourceId=openaire____::x"), @"collectedFrom.key = 'openaire____::x'");
    assert_snapshot!(show("graph/v3/datasources?compatibilityName=collected from a compatible aggregator"), @"openaireCompatibility = 'collected from a compatible aggregator'");
}

#[test]
fn of_projects() {
    assert_snapshot!(show("projects?id=40|corda__h2020::x"), @"id = 'corda__h2020::x'");
    assert_snapshot!(show("projects?code=766555&acronym=ELECNANO&callIdentifier=H2020-MSCA-IF-2017"), @"(code = '766555' AND acronym = 'ELECNANO' AND callIdentifier = 'H2020-MSCA-IF-2017')");
    assert_snapshot!(show("projects?grantID=766555"), @"code = '766555'");
    assert_snapshot!(show("projects?fundingShortName=EC,UKRI&fundingStreamId=EC::H2020::RIA"), @"(fundings.shortName IN ('EC', 'UKRI') AND fundings.fundingStream.id = 'EC::H2020::RIA')");
    assert_snapshot!(show("projects?fromStartDate=2020&toStartDate=2021"), @"(startDate >= 2020-01-01 AND startDate <= 2021-12-31)");
    assert_snapshot!(show("projects?fromEndDate=2020-01-01&toEndDate=2021-06-30"), @"(endDate >= 2020-01-01 AND endDate <= 2021-06-30)");
    assert_snapshot!(show("projects?startYear=2020&endYear=2024"), @"(startYear = 2020 AND endYear = 2024)");
    assert_snapshot!(show("projects?activeYear=2020"), @"(startYear <= 2020 AND endYear >= 2020)");
    assert_snapshot!(show("projects?activeYear=2020,2022"), @"((startYear <= 2020 AND endYear >= 2020) OR (startYear <= 2022 AND endYear >= 2022))");
    assert_snapshot!(show("projects?fromStartYear=2020&toStartYear=2021&fromEndYear=2022&toEndYear=2023"), @"(startYear >= 2020 AND startYear <= 2021 AND endYear >= 2022 AND endYear <= 2023)");
    assert_snapshot!(show("projects?relOrganizationId=openorgs____::x"), @"organizations.id = 'openorgs____::x'");
    assert_snapshot!(show("projects?relOrganizationCountryCode=US&relOrganizationCountryCode=GR"), @"organizations.country.code IN ('US', 'GR')");
    assert_snapshot!(show("projects?relCommunityId=dh-ch&relCollectedFromDatasourceId=openaire____::x"), @"(communities.code = 'dh-ch' AND collectedFrom.key = 'openaire____::x')");
    assert_snapshot!(show("projects?projectOAMandatePublications=true"), @"openAccessMandateForPublications = true");
}

#[test]
fn single_records() {
    assert_snapshot!(show("graph/v1/researchProducts/doi_dedup___::67742ab8b9855fe0c02663de1b7a1546"), @"id = 'doi_dedup___::67742ab8b9855fe0c02663de1b7a1546'");
    assert_snapshot!(show("graph/v3/research-products/50|doi_dedup___::67742ab8b9855fe0c02663de1b7a1546"), @"id = 'doi_dedup___::67742ab8b9855fe0c02663de1b7a1546'");
    assert_snapshot!(show("graph/v1/organizations/openorgs____::97dd3670a610655bd733fcf83d0eed4d"), @"id = 'openorgs____::97dd3670a610655bd733fcf83d0eed4d'");
    assert_snapshot!(show("dataSources/opendoar____::x"), @"id = 'opendoar____::x'");
    assert_snapshot!(show("projects/ukri________::ac17a6291524831f7699980e93ff19e2"), @"id = 'ukri________::ac17a6291524831f7699980e93ff19e2'");
}
