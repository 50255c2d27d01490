//! Records as versions of the API show them.

use insta::assert_snapshot;
use serapeum_sources::openaire::SOURCE;

use super::read;

fn object(request: &str, record: &str) -> String {
    match SOURCE.dialect.object(&read(request).unwrap(), record.as_bytes(), None) {
        Ok(bytes) => String::from_utf8(bytes).unwrap(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn products_have_every_member_in_order() {
    let record = r#"{"id":"a::b", "mainTitle":"T \u00e9","indicators":{"citationImpact":{"influence":2.83e-09}},"z":1.50}"#;
    assert_snapshot!(object("graph/v1/researchProducts", record), @r#"{"authors":null,"openAccessColor":null,"publiclyFunded":null,"type":null,"language":null,"countries":null,"subjects":null,"mainTitle":"T \u00e9","subTitle":null,"descriptions":null,"publicationDate":null,"publisher":null,"embargoEndDate":null,"sources":null,"formats":null,"contributors":null,"coverages":null,"bestAccessRight":null,"container":null,"documentationUrls":null,"codeRepositoryUrl":null,"programmingLanguage":null,"contactPeople":null,"contactGroups":null,"tools":null,"size":null,"version":null,"geoLocations":null,"id":"a::b","originalIds":null,"pids":null,"dateOfCollection":null,"lastUpdateTimeStamp":null,"indicators":{"citationImpact":{"influence":2.83e-09}},"instances":null,"isGreen":null,"isInDiamondJournal":null,"z":1.50}"#);
    assert_snapshot!(object("graph/v3/research-products", record), @r#"{"authors":null,"openAccessColor":null,"publiclyFunded":null,"type":null,"language":null,"countries":null,"subjects":null,"mainTitle":"T \u00e9","subTitle":null,"descriptions":null,"publicationDate":null,"publisher":null,"embargoEndDate":null,"sources":null,"formats":null,"contributors":null,"coverages":null,"bestAccessRight":null,"container":null,"documentationUrls":null,"codeRepositoryUrl":null,"programmingLanguage":null,"contactPeople":null,"contactGroups":null,"tools":null,"size":null,"version":null,"geoLocations":null,"id":"a::b","originalIds":null,"pids":null,"dateOfCollection":null,"lastUpdateTimeStamp":null,"indicators":{"citationImpact":{"influence":2.83e-09}},"instances":null,"isGreen":null,"isInDiamondJournal":null,"eoscIfGuidelines":null,"z":1.50}"#);
}

#[test]
fn the_first_version_shows_no_related_records() {
    let record = r#"{"projects":[{"id":"p"}],"organizations":null,"communities":[],"collectedFrom":[{"key":"k"}],"id":"a"}"#;
    let first = object("graph/v1/researchProducts", record);
    let third = object("graph/v3/research-products", record);
    for name in ["projects", "organizations", "communities", "collectedFrom", "eoscIfGuidelines"] {
        assert!(!first.contains(name), "{name}");
        assert!(third.contains(name), "{name}");
    }
}

#[test]
fn old_members_have_their_new_names() {
    let record = r#"{"author":[{"fullname":"A","rank":1}],"maintitle":"T","description":["d"],"country":null,"bestaccessright":{"label":"OPEN"},"publicationdate":"2020-01-01","container":{"conferenceplace":"x","name":"n"},"indicators":{"bipIndicators":[{"indicator":"influence","score":"2.5E-9","class":"C5"},{"indicator":"influence_alt","score":"3","class":"C4"}],"usageCounts":{"downloads":"1","views":"2"}},"context":[{"code":"c"}],"instance":[{"url":["u"],"pid":[],"hostedby":{"key":"k"},"type":"Article"}],"originalId":["o"],"id":"50|a::b"}"#;
    assert_snapshot!(object("graph/v3/research-products", record), @r#"{"authors":[{"fullName":"A","rank":1}],"openAccessColor":null,"publiclyFunded":null,"type":null,"language":null,"countries":null,"subjects":null,"mainTitle":"T","subTitle":null,"descriptions":["d"],"publicationDate":"2020-01-01","publisher":null,"embargoEndDate":null,"sources":null,"formats":null,"contributors":null,"coverages":null,"bestAccessRight":{"label":"OPEN"},"container":{"conferencePlace":"x","name":"n"},"documentationUrls":null,"codeRepositoryUrl":null,"programmingLanguage":null,"contactPeople":null,"contactGroups":null,"tools":null,"size":null,"version":null,"geoLocations":null,"id":"50|a::b","originalIds":["o"],"pids":null,"dateOfCollection":null,"lastUpdateTimeStamp":null,"indicators":{"citationImpact":{"citationCount":3.0,"citationClass":"C4","influence":2.5e-9,"influenceClass":"C5"},"usageCounts":{"downloads":"1","views":"2"}},"communities":[{"code":"c"}],"instances":[{"urls":["u"],"pids":[],"hostedBy":{"key":"k"},"type":"Article"}],"isGreen":null,"isInDiamondJournal":null,"eoscIfGuidelines":null}"#);
    let project = r#"{"id":"p","callidentifier":"c","startdate":"2020-01-01","funding":[{"shortName":"EC","funding_stream":{"id":"EC::H2020"}}],"granted":{"totalcost":1.0},"subject":["s"]}"#;
    assert_snapshot!(object("projects", project), @r#"{"id":"p","callIdentifier":"c","startDate":"2020-01-01","fundings":[{"shortName":"EC","fundingStream":{"id":"EC::H2020"}}],"granted":{"totalCost":1.0},"subjects":["s"]}"#);
    assert_snapshot!(object("organizations", r#"{"legalname":"L","pid":[],"country":{"code":"GR"}}"#), @r#"{"legalName":"L","pids":[],"country":{"code":"GR"}}"#);
    assert_snapshot!(object("dataSources", r#"{"officialname":"O","datasourcetype":{"value":"Journal"},"subjects":[]}"#), @r#"{"officialName":"O","type":{"value":"Journal"},"subjects":[]}"#);
}

#[test]
fn raw_records_stay_as_they_are() {
    let mut request = read("graph/v1/researchProducts").unwrap();
    request.form.raw = true;
    let record = br#" {"maintitle" : 1} "#;
    assert_eq!(SOURCE.dialect.object(&request, record, None).unwrap(), record);
}

#[test]
fn damaged_records_are_errors() {
    for record in ["", "[]", "{", r#"{"a":1}x"#, r#"{"a" 1}"#, r#"{"instance":[}"#, r#"{"id":01}"#]
    {
        for request in ["researchProducts", "projects"] {
            assert!(object(request, record).contains("damaged"), "{record}");
        }
    }
    let record = b"{\"id\":\"\xff\"}";
    assert!(SOURCE.dialect.object(&read("projects").unwrap(), record, None).is_err());
}
