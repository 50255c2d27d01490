//! The language of the parameter `query`.

use insta::assert_snapshot;
use serapeum_model::Params;
use serapeum_sources::datacite::SOURCE;

/// A query as it is, not yet escaped.
fn query(text: &str) -> String {
    asked(text, false)
}

fn asked(text: &str, strict: bool) -> String {
    let escaped: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let request = SOURCE.dialect.read("dois", &Params::parse(&format!("query={escaped}")), strict);
    crate::shown(request)
}

#[test]
fn terms() {
    assert_snapshot!(query("types.resourceTypeGeneral:Dataset"), @"(types.resourceTypeGeneral = 'Dataset')");
    assert_snapshot!(query("doi:10.5281/ZENODO.2598836"), @"(id = '10.5281/zenodo.2598836')");
    assert_snapshot!(query(r#"doi:"10.5281/zenodo.2598836""#), @"(id = '10.5281/zenodo.2598836')");
    assert_snapshot!(query("creators.nameIdentifiers.nameIdentifier:\"https://orcid.org/0000-0003-1419-2405\""), @"(creators.nameIdentifiers.nameIdentifier = 'https://orcid.org/0000-0003-1419-2405')");
    assert_snapshot!(query(r"creators.nameIdentifiers.nameIdentifier:https\://orcid.org/0000-0003-1419-2405"), @"(creators.nameIdentifiers.nameIdentifier = 'https://orcid.org/0000-0003-1419-2405')");
    assert_snapshot!(query("rightsList.rightsIdentifier:CC-BY-4.0"), @"(rightsList.rightsIdentifier = 'cc-by-4.0')");
    assert_snapshot!(query("publicationYear:2016"), @"(publicationYear = 2016)");
    assert_snapshot!(query("client_id:cern.zenodo prefix:10.5281"), @"(client.id = 'cern.zenodo' AND prefix = '10.5281')");
    assert_snapshot!(query("language:en version:1.0"), @"(language = 'en' AND version = '1.0')");
    assert_snapshot!(query("affiliation_id:ror.org/04wxnsj81"), @"(agents.affiliation.ror = '04wxnsj81')");
    assert_snapshot!(query(r#"funder_rors:"https://ror.org/04wxnsj81""#), @"(fundingReferences.ror = '04wxnsj81')");
    assert_snapshot!(query(r#"person_id:"https://orcid.org/0000-0003-1419-2405""#), @"(agents.orcid = '0000-0003-1419-2405')");
    assert_snapshot!(query("creators_and_contributors.nameType:Personal"), @"((creators.nameType = 'Personal' OR contributors.nameType = 'Personal'))");
    assert_snapshot!(query("container.type:Series^2"), @"(container.type = 'Series')");
    assert_snapshot!(query("*"), @"state = 'findable'");
    assert_snapshot!(query("*:*"), @"state = 'findable'");
}

#[test]
fn operators_are_those_of_lucene() {
    assert_snapshot!(query("prefix:a OR prefix:b"), @"(prefix IN ('a', 'b'))");
    assert_snapshot!(query("prefix:a || prefix:b && prefix:c"), @"(prefix = 'b' AND prefix = 'c')");
    assert_snapshot!(query("prefix:a OR prefix:b AND prefix:c"), @"(prefix = 'b' AND prefix = 'c')");
    assert_snapshot!(query("prefix:a AND NOT prefix:b"), @"(prefix = 'a' AND NOT prefix = 'b')");
    assert_snapshot!(query("-prefix:b"), @"(NOT prefix = 'b')");
    assert_snapshot!(query("prefix:a AND (!prefix:b)"), @"(prefix = 'a' AND NOT prefix = 'b')");
    assert_snapshot!(query("prefix:a +suffix:b"), @"(prefix = 'a' AND suffix = 'b')");
    assert_snapshot!(query("prefix:(a OR b)"), @"(prefix IN ('a', 'b'))");
    assert_snapshot!(query("publicationYear:(>=2015 AND <=2020)"), @"(publicationYear >= 2015 AND publicationYear <= 2020)");
    assert_snapshot!(query("publicationYear:(+>2016 +<2019)"), @"(publicationYear > 2016 AND publicationYear < 2019)");
    assert_snapshot!(query("prefix:(a OR b) AND NOT (suffix:c OR language:de)"), @"(prefix IN ('a', 'b') AND NOT (suffix = 'c' OR language = 'de'))");
    assert_snapshot!(query("prefix:a OR -prefix:b"), @"(prefix = 'a' AND NOT prefix = 'b')");
}

#[test]
fn words_side_by_side_are_one_value() {
    assert_snapshot!(query("subjects.subjectScheme:(Library of Congress)"), @"(subjects.subjectScheme = 'Library of Congress')");
    assert_snapshot!(query(r"subjects.subjectScheme:Library\ of\ Congress"), @"(subjects.subjectScheme = 'Library of Congress')");
    assert_snapshot!(query("subjects.subjectScheme:(a b OR c)"), @"(subjects.subjectScheme IN ('a b', 'c'))");
}

#[test]
fn wildcards() {
    assert_snapshot!(query("doi:10.5281/ZENODO.*"), @"(id BEGINS '10.5281/zenodo.')");
    assert_snapshot!(query("prefix:10.*1?"), @"(prefix LIKE '10.*1?')");
    assert_snapshot!(query("fields_of_science:Biologica*"), @"(fields_of_science BEGINS 'Biologica')");
    assert_snapshot!(query("url.keyword:*zenodo*"), @"(url LIKE '*zenodo*')");
    assert_snapshot!(query(r"version:1.\*"), @"(version = '1.*')");
    assert_snapshot!(query(r"version:\*?"), @r#"(version LIKE '\*?')"#);
    assert_snapshot!(query("language:*"), @"(language EXISTS)");
    assert_snapshot!(query("person_id:https*"), @"(agents.orcid EXISTS)");
    assert_snapshot!(query("person_id:*0000*"), @"(agents.orcid LIKE '*0000*')");
    assert_snapshot!(query("person_id:*233X"), @"(agents.orcid LIKE '*233X')");
    assert_snapshot!(query("affiliation_id:ror.org/05*"), @"(agents.affiliation.ror BEGINS '05')");
    assert_snapshot!(query("affiliation_id:*05etxs293"), @"(agents.affiliation.ror LIKE '*05etxs293')");
    assert_snapshot!(asked("affiliation_id:05*", true), @"(nothing)");
}

#[test]
fn existence() {
    assert_snapshot!(query("_exists_:language"), @"(language EXISTS)");
    assert_snapshot!(query("NOT _exists_:relatedIdentifiers.relatedIdentifier"), @"(NOT relatedIdentifiers.relatedIdentifier EXISTS)");
    assert_snapshot!(query("_exists_:titles.title"), @"(titles.title EXISTS)");
    assert_snapshot!(query("_exists_:descriptions.description"), @"(hasDescription = true)");
    assert_snapshot!(query("_exists_:relatedItems"), @"((hasRelatedItemTitle = true OR relatedItems.relatedItemType EXISTS OR relatedItems.relationType EXISTS OR relatedItems.volume EXISTS OR relatedItems.issue EXISTS OR relatedItems.number EXISTS OR relatedItems.edition EXISTS OR relatedItems.publisher EXISTS OR relatedItems.publicationYear EXISTS OR relatedItems.firstPage EXISTS OR relatedItems.lastPage EXISTS OR relatedItems.relatedItemIdentifier.relatedItemIdentifier EXISTS OR relatedItems.relatedItemIdentifier.relatedItemIdentifierType EXISTS))");
    assert_snapshot!(query("_exists_:creators.affiliation"), @"((creators.affiliation.name EXISTS OR creators.affiliation.affiliationIdentifier EXISTS OR creators.affiliation.affiliationIdentifierScheme EXISTS))");
    assert_snapshot!(query("titles.title:[* TO *]"), @"(titles.title EXISTS)");
    assert_snapshot!(query("organization_id:*"), @"((agents.ror EXISTS OR publisher.ror EXISTS))");
    assert_snapshot!(query("_exists_:is_active"), @"(isActive EXISTS)");
    assert_snapshot!(query("is_active:true"), @"(isActive = true)");
}

#[test]
fn ranges() {
    assert_snapshot!(query("publicationYear:[2016 TO 2019]"), @"(publicationYear BETWEEN 2016 AND 2019)");
    assert_snapshot!(query("publicationYear:{2016 TO 2019}"), @"(publicationYear BETWEEN 2017 AND 2018)");
    assert_snapshot!(query("publicationYear:[2016 TO *]"), @"(publicationYear >= 2016)");
    assert_snapshot!(query("reference_count:>=5"), @"(referenceCount >= 5)");
    assert_snapshot!(query("citationCount:>5 viewCount:<10"), @"(citationCount > 5 AND viewCount < 10)");
    assert_snapshot!(query("updated:[2024-01-01 TO 2024-02-01]"), @"(updated BETWEEN 2024-01-01T00:00:00 AND 2024-02-01T23:59:59.999999)");
    assert_snapshot!(query("updated:[2018-01-04T00:00:00Z TO 2018-08-05T23:59:59Z]"), @"(updated BETWEEN 2018-01-04T00:00:00 AND 2018-08-05T23:59:59.999999)");
    assert_snapshot!(query("updated:{2024-01-01 TO 2024-02-01}"), @"(updated BETWEEN 2024-01-02T00:00:00 AND 2024-01-31T23:59:59.999999)");
    assert_snapshot!(query("created:2020-02"), @"(created BETWEEN 2020-02-01T00:00:00 AND 2020-02-29T23:59:59.999999)");
    assert_snapshot!(query("created:>2020"), @"(created > 2020-12-31T23:59:59.999999)");
    assert_snapshot!(query("registered:[* TO 2020-01-01T12:00Z}"), @"(registered < 2020-01-01T12:00:00)");
    assert_snapshot!(query("organization_id:>=7"), @"((agents.ror EXISTS OR publisher.ror EXISTS))");
    assert_snapshot!(query("affiliation_id:<7"), @"(nothing)");
    assert_snapshot!(query("affiliation_id:[ror.org/02 TO z]"), @"(agents.affiliation.ror >= '02')");
    assert_snapshot!(query("person_id:[https://orcid.org/0000-0002-1694-233X TO *]"), @"(agents.orcid >= '0000-0002-1694-233X')");
    assert_snapshot!(query("registered:[* TO *]"), @"(registered EXISTS)");
    assert_snapshot!(query("container.volume:[10 TO 20]"), @"(container.volume BETWEEN '10' AND '20')");
    assert_snapshot!(query("geoLocations.geoLocationPoint.pointLatitude:[-10.5 TO 10]"), @"(geoLocations.geoLocationPoint.pointLatitude BETWEEN -10.5 AND 10.0)");
}

#[test]
fn names_are_those_of_the_index() {
    assert_snapshot!(query("fundingReferences.funderIdentifierType:ROR"), @"(fundingReferences.funderIdentifierType = 'ROR')");
    assert_snapshot!(query("schemaVersion:\"http://datacite.org/schema/kernel-4\""), @"(schemaVersion = 'http://datacite.org/schema/kernel-4')");
    assert_snapshot!(query("metadata_version:4"), @"(metadataVersion = 4)");
    assert_snapshot!(query("titles.title.keyword:\"viewCount of version: 2\""), @"(titles.title = 'viewCount of version: 2')");
    assert_snapshot!(query("_exists_:viewCount"), @"(viewCount EXISTS)");
    // The service rewrites inside of names and values too.
    assert_snapshot!(asked("metadata_version:4", true), @"(nothing)");
    assert_snapshot!(asked("titles.title.keyword:\"viewCount of version: 2\"", true), @"(titles.title = 'view_count of version_info: 2')");
    assert_snapshot!(query("publisher.publisherIdentifierScheme:ROR"), @"(publisher.publisherIdentifierScheme = 'ROR')");
}

#[test]
fn what_a_query_cannot_ask_is_named() {
    assert_snapshot!(query("clientId:x"), @r#"400 {"errors":[{"status":"400","title":"no field `clientId`; did you mean `client_id`?"}]}"#);
    assert_snapshot!(query("types.resourceTypeGenral:Dataset"), @r#"400 {"errors":[{"status":"400","title":"no field `types.resourceTypeGenral`; did you mean `types.resourceTypeGeneral`?"}]}"#);
    assert_snapshot!(query("client.name:Zenodo"), @r#"400 {"errors":[{"status":"400","title":"client.name cannot be asked for: it is a property of the client or provider; use client_id or provider_id."}]}"#);
    assert_snapshot!(query("published:2020"), @r#"400 {"errors":[{"status":"400","title":"published cannot be asked for: the service keeps it empty; use publicationYear."}]}"#);
    assert_eq!(asked("clientId:x", true), "(nothing)");
}

#[test]
fn mistakes_of_grammar() {
    assert_snapshot!(query("titles.title:("), @r#"400 {"errors":{"title":"Failed to parse query [titles.title:(]","detail":"a clause is missing at byte 14"}}"#);
    assert_snapshot!(query("prefix:a)"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:a)]","detail":"unexpected `)` at byte 8"}}"#);
    assert_snapshot!(query("AND prefix:a"), @r#"400 {"errors":{"title":"Failed to parse query [AND prefix:a]","detail":"an operator without a clause before it at byte 3"}}"#);
    assert_snapshot!(query("prefix:a AND OR prefix:b"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:a AND OR prefix:b]","detail":"a clause is missing before `OR` at byte 13"}}"#);
    assert_snapshot!(query("climate && && water"), @r#"400 {"errors":{"title":"Failed to parse query [climate && && water]","detail":"a clause is missing before `&&` at byte 11"}}"#);
    assert_snapshot!(query("NOT NOT climate"), @r#"400 {"errors":{"title":"Failed to parse query [NOT NOT climate]","detail":"a clause is missing before `NOT` at byte 4"}}"#);
    assert_snapshot!(query("language:AND"), @r#"400 {"errors":{"title":"Failed to parse query [language:AND]","detail":"a clause is missing before `AND` at byte 9"}}"#);
    assert_snapshot!(query(r"language:\AND"), @"(language = 'AND')");
    assert_snapshot!(query("language:\"AND\""), @"(language = 'AND')");
    assert_snapshot!(query("prefix:a AND"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:a AND]","detail":"a value is missing at byte 12"}}"#);
    assert_snapshot!(query("prefix:\"a"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:\"a]","detail":"the quote at byte 7 is not closed"}}"#);
    assert_snapshot!(query("publicationYear:[2016 2019]"), @r#"400 {"errors":{"title":"Failed to parse query [publicationYear:[2016 2019]]","detail":"the range at byte 16 has no TO"}}"#);
    assert_snapshot!(query("publicationYear:[2016 TO"), @r#"400 {"errors":{"title":"Failed to parse query [publicationYear:[2016 TO]","detail":"the range at byte 16 has no TO"}}"#);
    assert_snapshot!(query("publicationYear:soon"), @r#"400 {"errors":{"title":"Failed to parse query [publicationYear:soon]","detail":"`soon` is no number"}}"#);
    assert_snapshot!(query("updated:[now-1d TO now]"), @r#"400 {"errors":{"title":"Failed to parse query [updated:[now-1d TO now]]","detail":"`now-1d` is no date"}}"#);
    assert_snapshot!(query("prefix:"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:]","detail":"a value is missing at byte 7"}}"#);
    assert_snapshot!(query(r"prefix:\"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:\\]","detail":"nothing to escape at byte 8"}}"#);
    assert_snapshot!(query("prefix:()"), @r#"400 {"errors":{"title":"Failed to parse query [prefix:()]","detail":"a clause is missing at byte 8"}}"#);
    let deep = format!("{}prefix:a{}", "(".repeat(5000), ")".repeat(5000));
    assert!(query(&deep).contains("more than 64 groups"));
}
