//! Records as the API tells them.

use insta::assert_snapshot;
use serapeum_sources::datacite::SOURCE;

use crate::read;

const RECORD: &str = r#"{"id":"10.5281/ZENODO.1","type":"dois","attributes":{"creators":[{"name":"A","affiliation":{"name":"X","affiliationIdentifier":"https://ror.org/04wxnsj81"}},{"name":"B","nameIdentifiers":{"nameIdentifier":"1"},"affiliation":["Y",{"name":"Z"}]}],"publisher":{"name":"P","lang":"en"},"publicationYear":2020,"prefix":"10.5281","doi":"10.5281/zenodo.1","published":"2020-01-02","container":{},"viewsOverTime":[{"yearMonth":"2020-01","total":1}]},"relationships":{"media":{"data":{"id":"10.5281/zenodo.1","type":"dois"}},"client":{"data":{"id":"cern.zenodo","type":"clients"}}}}"#;

fn object(text: &str, record: &str) -> String {
    let object = SOURCE.dialect.object(&read(text).unwrap(), record.as_bytes(), None).unwrap();
    serde_json::from_slice::<serde_json::Value>(&object).unwrap();
    String::from_utf8(object).unwrap()
}

#[test]
fn in_lists() {
    assert_snapshot!(object("dois", RECORD), @r#"{"id":"10.5281/zenodo.1","type":"dois","attributes":{"doi":"10.5281/zenodo.1","identifiers":[],"creators":[{"name":"A","affiliation":["X"],"nameIdentifiers":[]},{"name":"B","nameIdentifiers":[{"nameIdentifier":"1"}],"affiliation":["Y","Z"]}],"titles":[],"publisher":"P","container":{},"publicationYear":2020,"subjects":[],"contributors":[],"dates":[],"language":null,"types":{},"relatedIdentifiers":[],"relatedItems":[],"sizes":[],"formats":[],"version":null,"rightsList":[],"descriptions":[],"geoLocations":[],"fundingReferences":[],"url":null,"contentUrl":null,"metadataVersion":null,"schemaVersion":null,"source":null,"isActive":null,"state":null,"reason":null,"viewCount":0,"downloadCount":0,"referenceCount":0,"citationCount":0,"partCount":0,"partOfCount":0,"versionCount":0,"versionOfCount":0,"created":null,"registered":null,"published":null,"updated":null},"relationships":{"client":{"data":{"id":"cern.zenodo","type":"clients"}}}}"#);
}

#[test]
fn by_themselves() {
    assert_snapshot!(object("dois/10.5281/zenodo.1", RECORD), @r#"{"id":"10.5281/zenodo.1","type":"dois","attributes":{"doi":"10.5281/zenodo.1","prefix":"10.5281","suffix":"zenodo.1","identifiers":[],"alternateIdentifiers":[],"creators":[{"name":"A","affiliation":["X"],"nameIdentifiers":[]},{"name":"B","nameIdentifiers":[{"nameIdentifier":"1"}],"affiliation":["Y","Z"]}],"titles":[],"publisher":"P","container":{},"publicationYear":2020,"subjects":[],"contributors":[],"dates":[],"language":null,"types":{},"relatedIdentifiers":[],"relatedItems":[],"sizes":[],"formats":[],"version":null,"rightsList":[],"descriptions":[],"geoLocations":[],"fundingReferences":[],"xml":null,"url":null,"contentUrl":null,"metadataVersion":null,"schemaVersion":null,"source":null,"isActive":null,"state":null,"reason":null,"viewCount":0,"viewsOverTime":[{"yearMonth":"2020-01","total":1}],"downloadCount":0,"downloadsOverTime":[],"referenceCount":0,"citationCount":0,"citationsOverTime":[],"partCount":0,"partOfCount":0,"versionCount":0,"versionOfCount":0,"created":null,"registered":null,"published":"2020","updated":null},"relationships":{"client":{"data":{"id":"cern.zenodo","type":"clients"}},"provider":{"data":null},"media":{"data":{"id":"10.5281/zenodo.1","type":"media"}},"references":{"data":[]},"citations":{"data":[]},"parts":{"data":[]},"partOf":{"data":[]},"versions":{"data":[]},"versionOf":{"data":[]}}}"#);
}

#[test]
fn flags() {
    let names =
        |text: &str| object(&format!("dois?fields[dois]=creators,publisher&{text}"), RECORD);
    assert_snapshot!(names("affiliation=true&publisher=true"), @r#"{"id":"10.5281/zenodo.1","type":"dois","attributes":{"creators":[{"name":"A","affiliation":[{"name":"X","affiliationIdentifier":"https://ror.org/04wxnsj81"}],"nameIdentifiers":[]},{"name":"B","nameIdentifiers":[{"nameIdentifier":"1"}],"affiliation":[{"name":"Y"},{"name":"Z"}]}],"publisher":{"name":"P","lang":"en"}},"relationships":{}}"#);
    assert_eq!(names("affiliation=1&publisher=True"), names(""));
    let detail = object("dois?detail=false", RECORD);
    assert!(detail.contains("viewsOverTime") && detail.contains("\"versionOf\""));
    let composite = object("dois?composite=1", RECORD);
    assert!(!composite.contains("contributors") && composite.contains("creators"));
}

#[test]
fn members_can_be_selected() {
    let told = |fields: &str| object(&format!("dois?fields[dois]={fields}"), RECORD);
    assert_snapshot!(told("id"), @r#"{"id":"10.5281/zenodo.1","type":"dois","attributes":{},"relationships":{}}"#);
    assert_snapshot!(told("publicationYear,doi,client"), @r#"{"id":"10.5281/zenodo.1","type":"dois","attributes":{"doi":"10.5281/zenodo.1","publicationYear":2020},"relationships":{"client":{"data":{"id":"cern.zenodo","type":"clients"}}}}"#);
}

#[test]
fn records_of_2023_are_the_attributes_alone() {
    let record = r#"{"doi":"10.1/x","publisher":"P","creators":[{"name":"A"}],"publicationYear":2020,"state":"findable"}"#;
    let told = object("dois?fields[dois]=doi,publisher,creators,client", record);
    assert_snapshot!(told, @r#"{"id":"10.1/x","type":"dois","attributes":{"doi":"10.1/x","creators":[{"name":"A","affiliation":[],"nameIdentifiers":[]}],"publisher":"P"},"relationships":{"client":{"data":null}}}"#);
}

#[test]
fn damaged_records_are_errors() {
    for record in ["", "{", "{\"attributes\":{\"creators\":[}}", "\u{fffd}{", "[]", "1"] {
        let request = read("dois").unwrap();
        let told = SOURCE.dialect.object(&request, record.as_bytes(), None);
        assert!(told.is_err(), "{record}");
    }
}

#[test]
fn clients_are_told_as_they_are() {
    let record = r#"{"id":"cern.zenodo","type":"clients","attributes":{"name":"Zenodo"}}"#;
    assert_eq!(object("clients/cern.zenodo", record), record);
}
