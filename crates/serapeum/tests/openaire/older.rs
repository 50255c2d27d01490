//! Records as dumps before version 10 have them.

use serde_json::{Map, Value, json};

/// Members by their newer and older names; what is not here is called the same.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("authors", "author"), ("mainTitle", "maintitle"), ("subTitle", "subtitle"), ("descriptions", "description"),
    ("countries", "country"), ("bestAccessRight", "bestaccessright"), ("publicationDate", "publicationdate"),
    ("embargoEndDate", "embargoenddate"), ("dateOfCollection", "dateofcollection"), ("originalIds", "originalId"),
    ("pids", "pid"), ("instances", "instance"), ("fullName", "fullname"), ("alternateIdentifiers", "alternateIdentifier"),
    ("urls", "url"), ("legalName", "legalname"), ("legalShortName", "legalshortname"),
    ("alternativeNames", "alternativenames"), ("websiteUrl", "websiteurl"), ("officialName", "officialname"),
    ("englishName", "englishname"), ("openaireCompatibility", "openairecompatibility"), ("contentTypes", "contenttypes"),
    ("callIdentifier", "callidentifier"), ("startDate", "startdate"), ("endDate", "enddate"), ("fundings", "funding"),
    ("fundingStream", "funding_stream"), ("openAccessMandateForPublications", "openaccessmandateforpublications"),
    ("openAccessMandateForDataset", "openaccessmandatefordataset"),
];

/// A record of a collection in the older shape.
pub(crate) fn shape(collection: usize, record: &Value) -> Value {
    let mut older = renamed(record);
    let members = older.as_object_mut().unwrap();
    let prefix = ["50|", "20|", "10|", "40|"][collection];
    members.insert("id".to_owned(), json!(format!("{prefix}{}", record["id"].as_str().unwrap())));
    if collection == 2 {
        let kind = members.remove("type").unwrap();
        members.insert("datasourcetype".to_owned(), kind);
    }
    let impact = &record["indicators"]["citationImpact"];
    if !impact.is_null() {
        let one = |indicator: &str, score: &str, class: &str| json!({"indicator": indicator, "score": impact[score].to_string(), "class": impact[class]});
        let indicators = json!({"bipIndicators": [
            one("influence", "influence", "influenceClass"),
            one("popularity", "popularity", "popularityClass"),
            one("influence_alt", "citationCount", "citationClass"),
            one("popularity_alt", "popularity", "popularityClass"),
            one("impulse", "impulse", "impulseClass"),
        ]});
        members.insert("indicators".to_owned(), indicators);
    }
    older
}

fn renamed(value: &Value) -> Value {
    match value {
        Value::Array(elements) => elements.iter().map(renamed).collect(),
        Value::Object(members) => {
            let older = |name: &str| {
                let known = NAMES.iter().find(|(newer, _)| *newer == name);
                known.map_or(name, |(_, older)| older).to_owned()
            };
            let members: Map<String, Value> =
                members.iter().map(|(name, value)| (older(name), renamed(value))).collect();
            Value::Object(members)
        }
        other => other.clone(),
    }
}
