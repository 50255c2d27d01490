//! OpenAIRE's folders.

use std::collections::{HashMap, HashSet};

use serapeum_sample::{Options, openaire};
use serde_json::Value;

use crate::made::{Made, assert_filled, assert_mean, assert_share, assert_sound};
use crate::support::values;

const PRODUCTS: [&str; 4] = ["publication", "dataset", "software", "otherresearchproduct"];

/// Paths that must have a value in some of a thousand products.
const FILLED: &str = "authors[].fullName authors[].name authors[].surname authors[].rank authors[].pid.id.scheme \
    authors[].pid.id.value openAccessColor publiclyFunded type language.code language.label countries[].code \
    subjects[].subject.scheme subjects[].subject.value subjects[].provenance.trust mainTitle subTitle descriptions[] \
    publicationDate publisher embargoEndDate sources[] formats[] contributors[] coverages[] bestAccessRight.code \
    bestAccessRight.label container.name container.issnPrinted container.issnOnline container.issnLinking container.vol \
    container.iss container.sp container.ep documentationUrls[] codeRepositoryUrl programmingLanguage contactPeople[] \
    contactGroups[] tools[] size version geoLocations[].box id originalIds[] pids[].scheme pids[].value dateOfCollection \
    lastUpdateTimeStamp indicators.citationImpact.citationCount indicators.citationImpact.influence \
    indicators.citationImpact.popularityClass indicators.citationImpact.impulseClass indicators.usageCounts.views \
    instances[].pids[].value instances[].alternateIdentifiers[].value instances[].license instances[].accessRight.label \
    instances[].accessRight.openAccessRoute instances[].articleProcessingCharge.amount instances[].type \
    instances[].urls[] instances[].publicationDate instances[].refereed isGreen isInDiamondJournal";

fn made(records: u64) -> Made {
    Made::by(openaire, &Options { records, ..Options::default() })
}

fn folder(made: &Made, name: &str) -> Vec<Value> {
    made.records(|path| path.split('/').next() == Some(name))
}

fn products(made: &Made) -> Vec<Value> {
    PRODUCTS.iter().flat_map(|name| folder(made, name)).collect()
}

#[test]
fn bytes_sizes_and_lines() {
    assert_sound(openaire);
}

#[test]
fn each_kind_of_node_has_a_folder_of_parts() {
    let options = Options { records: 100, shard_records: 40, ..Options::default() };
    let made = Made::by(openaire, &options);
    let paths: Vec<String> = made.contents().into_iter().map(|(path, _)| path).collect();
    for name in ["publication", "dataset", "software", "otherresearchproduct", "relation"] {
        assert!(paths.contains(&format!("{name}/part-00000.json.gz")), "{name}");
    }
    for name in ["organization", "datasource", "project", "communities_infrastructures"] {
        assert!(paths.contains(&format!("{name}/part-00000.json.gz")), "{name}");
    }
    assert!(paths.contains(&"publication/part-00001.json.gz".to_string()));
    assert_eq!(products(&made).len(), 100);
    for (name, kind) in PRODUCTS.iter().zip(["publication", "dataset", "software", "other"]) {
        assert!(folder(&made, name).iter().all(|product| product["type"] == kind));
    }
}

#[test]
fn every_path_has_values_in_a_thousand_products() {
    let made = made(1000);
    assert_filled(&products(&made), FILLED);
    assert_filled(
        &folder(&made, "organization"),
        "id originalIds[] legalName legalShortName alternativeNames[] websiteUrl country.code country.label \
        pids[].scheme pids[].value",
    );
    assert_filled(
        &folder(&made, "datasource"),
        "id originalIds[] pids[].value type.scheme type.value openaireCompatibility officialName englishName websiteUrl \
        legalShortName dateOfValidation description subjects[] languages[] contentTypes[] releaseStartDate accessRights \
        uploadRights missionStatementUrl versioning citationGuidelineUrl pidSystems certificates policies[] journal.issnOnline",
    );
    assert_filled(
        &folder(&made, "project"),
        "id originalIds[] code acronym title websiteUrl startDate endDate callIdentifier keywords \
        openAccessMandateForPublications subjects[] fundings[].shortName fundings[].name fundings[].jurisdiction \
        fundings[].fundingStream.id summary granted.currency granted.totalCost granted.fundedAmount h2020Programmes[].code",
    );
    assert_filled(
        &folder(&made, "communities_infrastructures"),
        "id acronym name type subjects[] zenodoCommunity",
    );
    assert_filled(
        &folder(&made, "relation"),
        "source sourceType target targetType relType.name relType.type provenance.provenance provenance.trust validated \
        validationDate",
    );
}

#[test]
fn products_are_distributed_as_published_ones() {
    let made = made(5000);
    let all = products(&made);
    let has = |path: &'static str| move |record: &Value| !values(record, path).is_empty();
    assert_share(&all, "publications", 0.55..=0.57, |r| r["type"] == "publication");
    assert_share(&all, "open", 0.45..=0.75, |r| r["bestAccessRight"]["label"] == "OPEN");
    assert_share(&all, "without rights", 0.05..=0.25, |r| {
        values(r, "bestAccessRight.label").is_empty()
    });
    assert_share(&all, "DOI", 0.65..=0.8, |r| {
        values(r, "pids[].scheme").iter().any(|s| *s == "doi")
    });
    assert_share(&all, "ORCID", 0.3..=0.7, has("authors[].pid.id.value"));
    assert_share(&all, "undated", 0.02..=0.06, |r| values(r, "publicationDate").is_empty());
    assert_share(&all, "first of January", 0.4..=0.55, |r| {
        r["publicationDate"].as_str().is_some_and(|date| date.ends_with("-01-01"))
    });
    assert_share(&all, "described", 0.5..=0.65, has("descriptions[]"));
    assert_share(&all, "reviewed", 0.3..=0.8, |r| {
        values(r, "instances[].refereed").iter().any(|value| *value == "peerReviewed")
    });
    assert_share(&all, "nulls", 0.2..=0.3, |r| r.as_object().unwrap().values().any(Value::is_null));
    assert_mean(&all, "authors[]", 2.5..=5.0);
    assert_mean(&all, "instances[]", 1.5..=2.6);
    let schemes: HashSet<&str> = all
        .iter()
        .flat_map(|r| values(r, "subjects[].subject.scheme"))
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(schemes, ["keyword", "FOS", "SDG", "mesh", "ddc"].into());
    let classes: HashSet<&str> = all
        .iter()
        .filter_map(|r| r["indicators"]["citationImpact"]["citationClass"].as_str())
        .collect();
    assert_eq!(classes.len(), 5);
    let bytes: u64 =
        PRODUCTS.iter().map(|name| made.summary.entity(name).unwrap().file_bytes).sum();
    assert!((400..=1000).contains(&(bytes / 5000)), "{} bytes a product", bytes / 5000);
    let relations = made.summary.entity("relation").unwrap().records;
    assert!((6..=12).contains(&(relations / 5000)), "{relations} relations");
}

#[test]
fn relations_lead_from_record_to_record() {
    let made = made(700);
    let ids = |records: Vec<Value>| -> HashSet<String> {
        let count = records.len();
        let ids: HashSet<String> =
            records.iter().map(|record| record["id"].as_str().unwrap().to_string()).collect();
        assert_eq!(ids.len(), count);
        ids
    };
    let known: HashMap<&str, HashSet<String>> = HashMap::from([
        ("product", ids(products(&made))),
        ("organization", ids(folder(&made, "organization"))),
        ("datasource", ids(folder(&made, "datasource"))),
        ("project", ids(folder(&made, "project"))),
        ("community", ids(folder(&made, "communities_infrastructures"))),
    ]);
    let relations = folder(&made, "relation");
    let mut seen = HashSet::new();
    let mut names = HashSet::new();
    for relation in &relations {
        for (end, kind) in [("source", "sourceType"), ("target", "targetType")] {
            let id = relation[end].as_str().unwrap();
            assert!(known[relation[kind].as_str().unwrap()].contains(id), "{relation}");
        }
        assert_ne!(relation["source"], relation["target"]);
        let name = relation["relType"]["name"].as_str().unwrap();
        names.insert(name);
        assert!(seen.insert((&relation["source"], &relation["target"], name)), "{relation}");
    }
    for name in [
        "hasAuthorInstitution",
        "isAuthorInstitutionOf",
        "isProducedBy",
        "produces",
        "isHostedBy",
        "hosts",
        "isProvidedBy",
        "provides",
        "hasParticipant",
        "isParticipant",
        "IsRelatedTo",
        "Cites",
        "IsCitedBy",
    ] {
        assert!(names.contains(name), "{name}");
    }
    // Popular ends are ends of many.
    let mut hosts: HashMap<&Value, usize> = HashMap::new();
    for relation in relations.iter().filter(|r| r["relType"]["name"] == "isHostedBy") {
        *hosts.entry(&relation["target"]).or_default() += 1;
    }
    let most = hosts.values().max().copied().unwrap();
    assert!(most > 4 * (hosts.values().sum::<usize>() / hosts.len()), "{most}");
}

#[test]
fn the_best_access_right_is_that_of_an_instance() {
    let order = ["OPEN SOURCE", "OPEN", "EMBARGO", "RESTRICTED", "CLOSED"];
    for product in products(&made(500)) {
        let rank = |value: &&Value| order.iter().position(|label| *value == label);
        let best = values(&product, "instances[].accessRight.label").iter().filter_map(rank).min();
        assert_eq!(values(&product, "bestAccessRight.label").first().and_then(rank), best);
    }
}
