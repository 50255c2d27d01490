//! Mistakes, in the words of the API.

use insta::assert_snapshot;
use serapeum_sources::openaire::SOURCE;

use super::{error_text, products, read, read_as, show};

#[test]
fn unknown_parameters_are_told_with_all_that_there_are() {
    assert_snapshot!(show("graph/v1/organizations?debugQuery=true"), @"400 Unknown parameter: debugQuery; valid parameters are: [countryCode, cursor, id, legalName, legalShortName, logicalOperator, page, pageSize, pid, relCollectedFromDatasourceId, relCommunityId, search, sortBy]");
    assert_snapshot!(show("graph/v1/organizations?countrycode=GR"), @"400 Unknown parameter: countrycode; valid parameters are: [countryCode, cursor, id, legalName, legalShortName, logicalOperator, page, pageSize, pid, relCollectedFromDatasourceId, relCommunityId, search, sortBy]. Did you mean 'countryCode'?");
    assert_snapshot!(show("graph/v1/researchProducts?debugQuery=true"), @"400 Unknown parameter: debugQuery; valid parameters are: [authorFullName, authorOrcid, bestOpenAccessRightLabel, citationCountClass, countryCode, cursor, description, fos, fromPublicationDate, hasProjectRel, id, impulseClass, influenceClass, instanceType, isGreen, isInDiamondJournal, isPeerReviewed, isPubliclyFunded, logicalOperator, mainTitle, openAccessColor, originalId, page, pageSize, pid, popularityClass, publisher, relCollectedFromDatasourceId, relCommunityId, relHostingDataSourceId, relOrganizationId, relProjectCode, relProjectFundingShortName, relProjectFundingStreamId, relProjectId, rorId, sdg, search, sortBy, subjects, toPublicationDate, type]");
    assert_snapshot!(show("graph/v3/research-products?x=1"), @"400 Unknown parameter: x; valid parameters are: [accessRightLabel, authorFullName, authorId, citationCountClass, countryCode, cursor, description, eoscIfGuidelines, excludePubDateRange, fos, fromPublicationDate, fromPublicationYear, hasLicense, hasProjectRel, id, impulseClass, includeStats, influenceClass, instanceType, isGreen, isInDiamondJournal, isPeerReviewed, isPubliclyFunded, language, logicalOperator, mainTitle, openAccessColor, originalId, page, pageSize, pid, popularityClass, publicationYear, publisher, relCollectedFromDatasourceId, relCommunityId, relCommunityName, relFunder, relFundingLevel0Id, relFundingLevel1Id, relFundingLevel2Id, relHostingDataSource, relHostingDataSourceId, relOrganization, relOrganizationId, relProject, relProjectCode, relProjectFundingShortName, relProjectFundingStreamId, relProjectId, rorId, sdgLabel, search, sortBy, source, subCommunity, subjects, toPublicationDate, toPublicationYear, type]");
    assert_snapshot!(show("graph/v1/dataSources?x=1"), @"400 Unknown parameter: x; valid parameters are: [contentTypes, cursor, dataSourceTypeName, englishName, id, legalShortName, logicalOperator, officialName, page, pageSize, pid, relCollectedFromDatasourceId, relCommunityId, relOrganizationId, search, sortBy, subjects]");
    assert_snapshot!(show("graph/v3/datasources?openaireCompatibility=x"), @"400 Unknown parameter: openaireCompatibility; valid parameters are: [collectedFromName, compatibilityId, compatibilityName, contentTypes, country, cursor, dataSourceTypeName, englishName, eoscdatasourcetype, id, jurisdiction, legalShortName, logicalOperator, odLanguages, officialName, page, pageSize, pid, relCollectedFromDatasourceId, relCommunityId, relOrganizationId, search, sortBy, subjects, thematic]");
    assert_snapshot!(show("graph/v1/projects?x=1"), @"400 Unknown parameter: x; valid parameters are: [acronym, callIdentifier, code, cursor, fromEndDate, fromStartDate, fundingShortName, fundingStreamId, grantID, id, keywords, logicalOperator, page, pageSize, relCollectedFromDatasourceId, relCommunityId, relOrganizationCountryCode, relOrganizationId, relOrganizationName, search, sortBy, title, toEndDate, toStartDate]");
    assert_snapshot!(show("graph/v3/projects?grantID=1"), @"400 Unknown parameter: grantID; valid parameters are: [acronym, activeYear, callIdentifier, code, country, cursor, endYear, fromEndDate, fromEndYear, fromStartDate, fromStartYear, funder, fundingShortName, fundingStreamId, fundinglevel0Id, fundinglevel1Id, fundinglevel2Id, id, keywords, logicalOperator, page, pageSize, projectOAMandatePublications, relCollectedFromDatasourceId, relCommunityId, relOrganizationCountryCode, relOrganizationId, relOrganizationName, search, sortBy, startYear, title, toEndDate, toEndYear, toStartDate, toStartYear]");
}

#[test]
fn bodies() {
    let body = |text: &str| {
        let reply = SOURCE.dialect.write_error(&read(text).unwrap_err());
        assert_eq!(reply.media, "application/json");
        String::from_utf8(reply.body).unwrap()
    };
    assert_snapshot!(body("graph/v1/projects?page=0"), @r#"{"message":"must be greater than or equal to 1","error":"Bad Request","code":400}"#);
    assert_snapshot!(body("graph/v3/dataSources"), @r#"{"message":"No static resource v3/dataSources. Did you mean 'datasources'?","error":"Method Not Allowed","code":405}"#);
}

#[test]
fn values() {
    assert_snapshot!(products("sdgLabel=1"), @"400 Invalid value: '1' in 'sdgLabel'. Allowed values are: ['1. No poverty', '2. Zero hunger', '3. Good health', '4. Education', '5. Gender equality', '6. Clean water', '7. Clean energy', '8. Economic growth', '9. Industry and infrastructure', '10. No inequality', '11. Sustainability', '12. Responsible consumption', '13. Climate action', '14. Life underwater', '15. Life on land', '16. Peace & justice', '17. Partnership']");
    assert_snapshot!(products("sdg=18"), @"400 Invalid value: '18' in 'sdg'. Allowed values are: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17']");
    assert_snapshot!(products("accessRightLabel=OPEN"), @"400 Invalid value: 'OPEN' in 'accessRightLabel'. Allowed values are: ['Open Access', 'Closed Access', 'Restricted', 'Open Source', 'Embargo', 'Unknown']");
    assert_snapshot!(products("bestOpenAccessRightLabel=Open Access"), @"400 Invalid value: 'Open Access' in 'bestOpenAccessRightLabel'. Allowed values are: ['OPEN', 'CLOSED', 'RESTRICTED', 'OPEN SOURCE', 'EMBARGO', 'UNKNOWN']");
    assert_snapshot!(products("type=data"), @"400 Invalid value: 'data' in 'type'. Allowed values are: ['publication', 'dataset', 'software', 'other']");
    assert_snapshot!(products("influenceClass=C6"), @"400 Invalid value: 'C6' in 'influenceClass'. Allowed values are: ['C1', 'C2', 'C3', 'C4', 'C5']");
    assert_snapshot!(products("isGreen=yes"), @"400 Invalid value: 'yes' in 'isGreen'. Allowed values are: ['true', 'false']");
    assert_snapshot!(products("hasLicense=TRUE"), @"400 Invalid value: 'TRUE' in 'hasLicense'. Allowed values are: ['true', 'false']");
    assert_snapshot!(products("fromPublicationDate=2020-13-01"), @"400 Invalid value: '2020-13-01' in 'fromPublicationDate'. It should be a date, YYYY or YYYY-MM-DD");
    assert_snapshot!(products("fromPublicationDate=2020-02"), @"400 Invalid value: '2020-02' in 'fromPublicationDate'. It should be a date, YYYY or YYYY-MM-DD");
    assert_snapshot!(products("publicationYear=20"), @"400 Invalid value: '20' in 'publicationYear'. It should be a year of four digits");
    assert_snapshot!(products("rorId=grid.1"), @"400 Invalid value: 'grid.1' in 'rorId'. It should be a ROR id, such as https://ror.org/0576by029");
    assert_snapshot!(products("logicalOperator=XOR"), @"400 Invalid value: 'XOR' in 'logicalOperator'. Allowed values are: ['AND', 'OR', 'NOT']");
    assert_snapshot!(products("publisher="), @"400 Parameter 'publisher' has no value");
    assert_snapshot!(products("logicalOperator=OR&logicalOperator=AND"), @"400 Parameter 'logicalOperator' is given more than once");
    assert_snapshot!(products("excludePubDateRange=1"), @"400 Invalid value: '1' in 'excludePubDateRange'. Allowed values are: ['true', 'false']");
}

#[test]
fn shapes() {
    assert_snapshot!(products("subjects=a AND"), @"400 Invalid value: 'a AND' in 'subjects': a value is missing");
    assert_snapshot!(products("subjects=OR"), @"400 Invalid value: 'OR' in 'subjects': a value is missing");
    assert_snapshot!(products("subjects=a,,b"), @"400 Invalid value: 'a,,b' in 'subjects': a value is missing");
    assert_snapshot!(products("subjects=\"a"), @r#"400 Invalid value: '"a' in 'subjects': a quote is not closed"#);
    assert_snapshot!(products("subjects=(a"), @"400 Invalid value: '(a' in 'subjects': a parenthesis is not closed");
    assert_snapshot!(products("subjects=a)"), @"400 Invalid value: 'a)' in 'subjects': text with parentheses or quotes must stand in quotes");
    assert_snapshot!(products("subjects=f(x)"), @"400 Invalid value: 'f(x)' in 'subjects': text with parentheses or quotes must stand in quotes");
    assert_snapshot!(products("subjects=\"a\" \"b\""), @r#"400 Invalid value: '"a" "b"' in 'subjects': AND, OR or a comma is missing"#);
    assert_snapshot!(products("subjects=(a) b"), @"400 Invalid value: '(a) b' in 'subjects': AND, OR or a comma is missing");
    let error = read("researchProducts?type=dataset&subjects=a OR (b").unwrap_err();
    assert_eq!((error.parameter.as_str(), error.span), ("subjects", Some(5..6)));
    let deep = format!("researchProducts?subjects={}a", "(".repeat(60));
    assert!(show(&deep).ends_with("parentheses stand too deep in each other"));
}

#[test]
fn what_the_dump_cannot_answer_is_refused_by_name() {
    assert_snapshot!(products("eoscIfGuidelines=x"), @"400 eoscIfGuidelines cannot be answered from the dump: records of the dump do not have this member");
    assert_snapshot!(products("subCommunity=x"), @"400 subCommunity cannot be answered from the dump: the dump does not divide communities");
    assert_snapshot!(products("relFundingLevel1Id=x"), @"400 relFundingLevel1Id cannot be answered from the dump: the dump names a project's funding stream, not the levels above it");
    assert_snapshot!(show("projects?funder=EC"), @"400 funder cannot be answered from the dump: what it is compared with is not documented; see fundingShortName");
    assert_snapshot!(show("datasources?thematic=true"), @"400 thematic cannot be answered from the dump: records of the dump do not have this member");
}

#[test]
fn orders() {
    assert_snapshot!(show("projects?sortBy=startDate,DESC"), @"400 The field should be in the format 'fieldname ASC|DESC', projects can be only sorted by the 'relevance', 'startDate', 'endDate'.");
    assert_snapshot!(show("organizations?sortBy=relevance"), @"400 The field should be in the format 'fieldname ASC|DESC', organizations can be only sorted by the 'relevance'.");
    assert_snapshot!(show("dataSources?sortBy=id"), @"400 The field should be in the format 'fieldname ASC|DESC', organizations can be only sorted by the 'relevance'.");
    assert_snapshot!(products("sortBy=publicationDate desc"), @"400 The field should be in the format 'fieldname ASC|DESC', research products can be only sorted by the 'relevance', 'publicationDate', 'dateOfCollection', 'influence', 'popularity', 'citationCount', 'impulse'.");
    assert_snapshot!(show("organizations?sortBy=startDate ASC"), @"400 Invalid field name in sortBy parameter: startDate");
    assert_snapshot!(products("sortBy=citationcount ASC"), @"400 Invalid field name in sortBy parameter: citationcount. Did you mean 'citationCount'?");
    assert_snapshot!(products("sortBy=impulse ASC&sortBy=influence ASC"), @"400 Parameter 'sortBy' is given more than once");
    assert_snapshot!(products("sortBy="), @"400 Parameter 'sortBy' has no value");
    assert_snapshot!(products("sortBy=,"), @"400 The field should be in the format 'fieldname ASC|DESC', research products can be only sorted by the 'relevance', 'publicationDate', 'dateOfCollection', 'influence', 'popularity', 'citationCount', 'impulse'.");
}

#[test]
fn pages() {
    assert_snapshot!(products("page=0"), @"400 must be greater than or equal to 1");
    assert_snapshot!(products("pageSize=0"), @"400 must be greater than or equal to 1");
    assert_snapshot!(products("page=-1"), @"400 must be greater than or equal to 1");
    assert_snapshot!(products("page=x"), @"400 Invalid value: 'x' in 'page'. It should be a whole number");
    assert_snapshot!(products("pageSize=100001"), @"400 Page size must be at most 100000");
    assert_snapshot!(products("page=2&cursor=*"), @"400 Parameter 'page' does not apply where 'cursor' leads");
    assert_snapshot!(products("cursor=x"), @"400 Invalid value: 'x' in 'cursor'. Use cursor=* or a nextCursor");
    let strict = |text: &str| error_text(&read_as(text, true).unwrap_err());
    assert_snapshot!(strict("projects?pageSize=101"), @"400 Page size must be at most 100");
    assert_snapshot!(strict("projects?pageSize=101&cursor=*"), @"400 Page size must be at most 100");
    assert_snapshot!(strict("projects?pageSize=100&page=101"), @"400 Only the first 10000 records can be reached by page: use cursor=*");
    assert!(read_as("projects?pageSize=100&page=100", true).is_ok());
}

#[test]
fn paths() {
    assert_snapshot!(show("graph/v1/researchProduct"), @"405 No static resource v1/researchProduct. Did you mean 'researchProducts'?");
    assert_snapshot!(show("graph/v2/researchProducts"), @"405 No static resource v2/researchProducts. v2 is not answered here: use v1 or v3.");
    assert_snapshot!(show("graph/v4/research-products?filter=type:dataset"), @"405 No static resource v4/research-products. v4 is not answered here: use v1 or v3.");
    assert_snapshot!(show("graph/v1/persons"), @"405 No static resource v1/persons.");
    assert_snapshot!(show("communities"), @"405 No static resource communities.");
    assert_snapshot!(show("graph/v1/researchProducts/links"), @"405 No static resource v1/researchProducts/links.");
    assert_snapshot!(show("graph/v1/researchProducts/links/relations-info"), @"405 No static resource v1/researchProducts/links/relations-info.");
    assert_snapshot!(show("graph/v1/researchProducts/x::y/related"), @"405 No static resource v1/researchProducts/x::y/related.");
    assert_snapshot!(show("search/publications?doi=x"), @"405 No static resource search/publications.");
    assert_snapshot!(show(""), @"405 No static resource .");
    assert_snapshot!(show("projects/x::y?page=1"), @"400 Unknown parameter: page; a single record takes no parameters");
}
