//! DataCite's files.

use std::collections::{HashMap, HashSet};

use serapeum_sample::{Options, datacite};
use serde_json::Value;

use crate::made::{Made, assert_filled, assert_mean, assert_share, assert_sound};
use crate::support::values;

/// Paths below `attributes` that must have a value in some of a thousand records.
const FILLED: &str = "doi prefix suffix identifiers[].identifierType alternateIdentifiers[].alternateIdentifier \
    creators[].name creators[].nameType creators[].givenName creators[].familyName creators[].lang \
    creators[].affiliation[].name creators[].affiliation[].affiliationIdentifier creators[].affiliation.name \
    creators[].affiliation[].affiliationIdentifierScheme creators[].nameIdentifiers[].nameIdentifier \
    creators[].nameIdentifiers[].nameIdentifierScheme creators[].nameIdentifiers[].schemeUri \
    creators[].nameIdentifiers.nameIdentifier contributors[].contributorType contributors[].nameIdentifiers[].nameIdentifier \
    titles[].title titles[].titleType titles[].lang publisher.name publisher.publisherIdentifier container.type \
    container.identifier container.title container.volume container.firstPage publicationYear subjects[].subject \
    subjects[].subjectScheme subjects[].schemeUri subjects[].valueUri subjects[].classificationCode subjects[].lang \
    dates[].date dates[].dateType dates[].dateInformation language types.ris types.bibtex types.citeproc types.schemaOrg \
    types.resourceType types.resourceTypeGeneral relatedIdentifiers[].relatedIdentifier \
    relatedIdentifiers[].relationType relatedIdentifiers[].relatedIdentifierType \
    relatedIdentifiers[].resourceTypeGeneral relatedIdentifiers[].schemeType relatedItems[].relationType sizes[] formats[] \
    version rightsList[].rights rightsList[].rightsIdentifier rightsList[].rightsUri rightsList[].lang \
    descriptions[].description descriptions[].descriptionType descriptions[].lang geoLocations[].geoLocationPlace \
    geoLocations[].geoLocationPoint.pointLatitude geoLocations[].geoLocationBox.westBoundLongitude \
    geoLocations[].geoLocationPolygon[].polygonPoint.pointLatitude fundingReferences[].funderName \
    fundingReferences[].funderIdentifier fundingReferences[].funderIdentifierType fundingReferences[].awardNumber \
    fundingReferences[].awardTitle fundingReferences[].awardUri url contentUrl[] metadataVersion schemaVersion source isActive \
    state viewCount viewsOverTime[].yearMonth downloadCount downloadsOverTime[].total referenceCount citationCount \
    citationsOverTime[].year partCount partOfCount versionCount versionOfCount created registered published updated";

const RELATED: [(&str, &str); 6] = [
    ("references", "referenceCount"),
    ("citations", "citationCount"),
    ("parts", "partCount"),
    ("partOf", "partOfCount"),
    ("versions", "versionCount"),
    ("versionOf", "versionOfCount"),
];

fn is_doi(path: &str) -> bool {
    path.starts_with("dois/")
}

fn made(records: u64) -> Made {
    Made::by(datacite, &Options { records, ..Options::default() })
}

fn attributes(made: &Made) -> Vec<Value> {
    made.records(is_doi).into_iter().map(|mut record| record["attributes"].take()).collect()
}

#[test]
fn bytes_sizes_and_lines() {
    assert_sound(datacite);
}

#[test]
fn records_lie_in_the_month_of_their_last_change_in_its_order() {
    let options = Options { records: 300, shard_records: 20, ..Options::default() };
    let made = Made::by(datacite, &options);
    let mut months = HashSet::new();
    let mut last = String::new();
    for (path, _) in made.contents().into_iter().filter(|(path, _)| is_doi(path)) {
        let month = &path["dois/updated_".len()..][..7];
        assert!(path[20..].starts_with("/part_00"), "{path}");
        months.insert(month.to_string());
        for record in made.records(|other| other == path) {
            let updated = record["attributes"]["updated"].as_str().unwrap();
            assert!(updated.starts_with(month), "{path} {updated}");
            assert!(last.as_str() <= updated);
            last = updated.to_string();
        }
    }
    assert_eq!(months.len(), 8);
    assert!(made.contents().iter().any(|(path, _)| path.ends_with("part_0002.jsonl.gz")));
}

#[test]
fn every_path_has_values_in_a_thousand_records() {
    let made = made(1000);
    let attributes = attributes(&made);
    assert_filled(&attributes, FILLED);
    for (_, count) in RELATED {
        assert!(attributes.iter().any(|a| a[count].as_u64() > Some(0)), "{count} is never above 0");
    }
    assert_filled(
        &made.records(|path| path.starts_with("clients")),
        "id attributes.name attributes.symbol attributes.year attributes.clientType attributes.re3data \
        attributes.opendoar attributes.software attributes.certificate[] attributes.issn.issnl attributes.language[] \
        relationships.provider.data.id relationships.consortium.data.id relationships.prefixes.data[].id",
    );
    assert_filled(
        &made.records(|path| path.starts_with("providers")),
        "id attributes.name attributes.region attributes.country attributes.memberType attributes.rorId \
        relationships.clients.data[].id relationships.prefixes.data[].id relationships.consortium.data.id",
    );
}

#[test]
fn records_are_distributed_as_registered_ones() {
    let made = made(5000);
    let all = attributes(&made);
    let has = |path: &'static str| move |record: &Value| !values(record, path).is_empty();
    let kind = |record: &Value| record["types"]["resourceTypeGeneral"] == "Dataset";
    assert_share(&all, "datasets", 0.36..=0.44, kind);
    assert_share(&all, "ORCID", 0.3..=0.75, has("creators[].nameIdentifiers[].nameIdentifier"));
    assert_share(&all, "funders", 0.12..=0.2, has("fundingReferences[]"));
    assert_share(&all, "subjects", 0.5..=0.6, has("subjects[]"));
    assert_share(&all, "licences", 0.43..=0.53, has("rightsList[].rightsIdentifier"));
    assert_share(&all, "places", 0.15..=0.25, has("geoLocations[]"));
    assert_share(&all, "language", 0.35..=0.45, has("language"));
    assert_share(&all, "cited", 0.1..=0.35, |r| r["citationCount"].as_u64() > Some(0));
    assert_share(&all, "viewed", 0.05..=0.6, |r| r["viewCount"].as_u64() > Some(0));
    assert_share(&all, "year as a text", 0.001..=0.01, |r| r["publicationYear"].is_string());
    assert_share(&all, "publisher null", 0.003..=0.02, |r| r["publisher"].is_null());
    assert_share(&all, "points as numbers", 0.005..=0.1, |r| {
        values(r, "geoLocations[].geoLocationPoint.pointLatitude").iter().any(|v| v.is_number())
    });
    assert_mean(&all, "creators[]", 2.5..=5.0);
    assert_mean(&all, "relatedIdentifiers[]", 1.0..=4.0);
    let kinds: HashSet<&str> =
        all.iter().filter_map(|r| r["types"]["resourceTypeGeneral"].as_str()).collect();
    assert_eq!(kinds.len(), 34);
    let summary = made.summary.entity("dois").unwrap();
    let packed = summary.file_bytes / summary.records;
    assert!((500..=1200).contains(&packed), "{packed} bytes a record");
}

#[test]
fn links_lead_to_records_and_back() {
    let made = made(1000);
    let records = made.records(is_doi);
    let by_id: HashMap<&str, &Value> =
        records.iter().map(|record| (record["id"].as_str().unwrap(), record)).collect();
    assert_eq!(by_id.len(), records.len());
    let ids = |record: &Value, name: &str| -> Vec<String> {
        values(&record["relationships"], &format!("{name}.data[].id"))
            .iter()
            .map(|id| id.as_str().unwrap().to_string())
            .collect()
    };
    for record in &records {
        assert_eq!(record["id"], record["attributes"]["doi"]);
        let (attributes, id) = (&record["attributes"], record["id"].as_str().unwrap());
        let [prefix, suffix] = ["prefix", "suffix"].map(|part| attributes[part].as_str().unwrap());
        assert_eq!(id, format!("{prefix}/{suffix}"));
        assert_eq!(id, id.to_lowercase());
        assert!(attributes["created"].as_str() <= attributes["updated"].as_str());
        for (name, count) in RELATED {
            assert_eq!(attributes[count], ids(record, name).len(), "{count} of {id}");
        }
        for (name, back) in
            [("references", "citations"), ("partOf", "parts"), ("versionOf", "versions")]
        {
            for other in ids(record, name) {
                assert!(ids(by_id[other.as_str()], back).iter().any(|other| other == id));
            }
        }
    }
    let known = |folder: &str| -> HashSet<String> {
        let records = made.records(|path| path.starts_with(folder));
        records.iter().map(|record| record["id"].as_str().unwrap().to_string()).collect()
    };
    let (clients, providers) = (known("clients"), known("providers"));
    for record in &records {
        let relationships = &record["relationships"];
        assert!(clients.contains(relationships["client"]["data"]["id"].as_str().unwrap()));
        assert!(providers.contains(relationships["provider"]["data"]["id"].as_str().unwrap()));
    }
    for client in made.records(|path| path.starts_with("clients")) {
        for path in ["provider.data.id", "consortium.data.id"] {
            for id in values(&client["relationships"], path) {
                assert!(providers.contains(id.as_str().unwrap()));
            }
        }
    }
    assert!(clients.contains("cern.zenodo"));
}
