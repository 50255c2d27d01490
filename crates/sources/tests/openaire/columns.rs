//! What the columns' paths find in records: of dumps before version 10, since, and in real ones.

use std::collections::BTreeSet;

use serapeum_model::{Entity, Path, Step};
use serapeum_sources::openaire::SOURCE;
use serde_json::{Value, json};

use super::real::records;

/// The values at a path, as text, by a plain walk.
fn values(record: &Value, path: &str) -> BTreeSet<String> {
    let path = Path::parse(path).unwrap();
    let mut found = BTreeSet::new();
    for steps in &path.alternatives {
        walk(record, steps, &mut found);
        if !found.is_empty() {
            break;
        }
    }
    found
}

fn walk(value: &Value, steps: &[Step], found: &mut BTreeSet<String>) {
    match (value, steps) {
        (Value::Array(list), _) => list.iter().for_each(|one| walk(one, steps, found)),
        (Value::Null | Value::Object(_), []) => {}
        (Value::String(text), []) => drop(found.insert(text.clone())),
        (other, []) => drop(found.insert(other.to_string())),
        (object, [Step::Member(name), rest @ ..]) => {
            if let Some(member) = object.get(name) {
                walk(member, rest, found);
            }
        }
        (object, [Step::Where(member, text), rest @ ..]) => {
            let at = member.iter().try_fold(object, |at, name| at.get(name));
            if at.and_then(Value::as_str) == Some(text) {
                walk(object, rest, found);
            }
        }
        (_, [step, ..]) => panic!("{step:?}"),
    }
}

/// The columns of an entity that a record gives values to.
fn filled(entity: &Entity, record: &Value) -> BTreeSet<&'static str> {
    let fields = entity.fields.iter().filter(|field| !values(record, field.path).is_empty());
    fields.map(|field| field.row().name).collect()
}

fn entity(name: &str) -> &'static Entity {
    SOURCE.entity(name).unwrap()
}

/// Both records fill the same columns with the same values; numbers as text are numbers.
fn same(name: &str, old: &Value, new: &Value) -> BTreeSet<&'static str> {
    let number = |values: BTreeSet<String>| -> Vec<String> {
        let plain = |text: String| text.parse::<f64>().map_or(text, |number| number.to_string());
        values.into_iter().map(plain).collect()
    };
    for field in entity(name).fields {
        let (before, since) = (values(old, field.path), values(new, field.path));
        assert_eq!(number(before), number(since), "{} of {name}", field.name);
    }
    filled(entity(name), new)
}

#[test]
fn products_of_old_and_new_dumps_fill_the_same_columns() {
    let old = json!({
        "id": "50|a::b", "type": "publication", "originalId": ["o"], "pid": [{"scheme": "doi", "value": "10.1/x"}],
        "author": [{"fullname": "A", "pid": {"id": {"scheme": "orcid", "value": "0000"}}}],
        "maintitle": "T", "country": [{"code": "GR"}], "language": {"code": "eng"}, "publisher": "P",
        "publicationdate": "2020-01-01", "dateofcollection": "2020-01-02", "lastupdatetimestamp": 1,
        "bestaccessright": {"label": "OPEN"}, "subjects": [{"subject": {"scheme": "FOS", "value": "01"}}, {"subject": {"scheme": "SDG", "value": "1. No poverty"}}],
        "indicators": {"bipIndicators": [
            {"indicator": "influence", "score": "2.5", "class": "C1"}, {"indicator": "influence_alt", "score": "3", "class": "C2"},
            {"indicator": "popularity", "score": "4", "class": "C3"}, {"indicator": "popularity_alt", "score": "9", "class": "C9"},
            {"indicator": "impulse", "score": "5", "class": "C4"}], "usageCounts": {"downloads": "1", "views": "2"}},
        "instance": [{"type": "Article", "pid": [{"value": "p"}], "alternateIdentifier": [{"value": "q"}], "refereed": "peerReviewed",
            "license": "L", "hostedby": {"key": "h", "value": "H"}, "collectedfrom": {"key": "c", "value": "C"}}],
        "collectedfrom": [{"key": "c", "value": "C"}], "context": [{"code": "covid-19", "label": "C"}],
        "projects": [{"id": "p", "code": "1", "title": "T", "funder": {"shortName": "EC", "name": "European Commission"}}],
        "isGreen": true, "isInDiamondJournal": false, "publiclyFunded": true, "openAccessColor": "gold"
    });
    let new = json!({
        "id": "50|a::b", "type": "publication", "originalIds": ["o"], "pids": [{"scheme": "doi", "value": "10.1/x"}],
        "authors": [{"fullName": "A", "pid": {"id": {"scheme": "orcid", "value": "0000"}}}],
        "mainTitle": "T", "countries": [{"code": "GR"}], "language": {"code": "eng"}, "publisher": "P",
        "publicationDate": "2020-01-01", "dateOfCollection": "2020-01-02", "lastUpdateTimeStamp": 1,
        "bestAccessRight": {"label": "OPEN"}, "subjects": [{"subject": {"scheme": "FOS", "value": "01"}}, {"subject": {"scheme": "SDG", "value": "1. No poverty"}}],
        "indicators": {"citationImpact": {"influence": 2.5, "influenceClass": "C1", "citationCount": 3.0, "citationClass": "C2",
            "popularity": 4.0, "popularityClass": "C3", "impulse": 5.0, "impulseClass": "C4"}, "usageCounts": {"downloads": 1, "views": 2}},
        "instances": [{"type": "Article", "pids": [{"value": "p"}], "alternateIdentifiers": [{"value": "q"}], "refereed": "peerReviewed",
            "license": "L", "hostedBy": {"key": "h", "value": "H"}, "collectedFrom": {"key": "c", "value": "C"}}],
        "collectedFrom": [{"key": "c", "value": "C"}], "communities": [{"code": "covid-19", "label": "C"}],
        "projects": [{"id": "p", "code": "1", "title": "T", "funder": "European Commission", "fundings": [{"shortName": "EC"}]}],
        "isGreen": true, "isInDiamondJournal": false, "publiclyFunded": true, "openAccessColor": "gold"
    });
    let filled = same("researchProducts", &old, &new);
    // Organisations stand in newer records only, streams in the projects' own.
    for field in entity("researchProducts").fields {
        let elsewhere =
            field.name.starts_with("organizations.") || field.name.ends_with("fundingStream.id");
        assert_eq!(filled.contains(field.name), !elsewhere, "{}", field.name);
    }
}

#[test]
fn other_records_of_old_and_new_dumps_fill_the_same_columns() {
    let related = |name: &str| entity(name).fields.iter().filter(|field| field.is_joined()).count();
    for (name, old, new) in [
        (
            "organizations",
            json!({"id": "o", "originalId": ["x"], "legalname": "L", "legalshortname": "S", "pid": [{"scheme": "ROR", "value": "https://ror.org/0384j8v12"}], "country": {"code": "GR"}}),
            json!({"id": "o", "originalIds": ["x"], "legalName": "L", "legalShortName": "S", "pids": [{"scheme": "ROR", "value": "https://ror.org/0384j8v12"}], "country": {"code": "GR"}}),
        ),
        (
            "dataSources",
            json!({"id": "d", "originalId": ["x"], "officialname": "O", "englishname": "E", "pid": [{"value": "p"}], "datasourcetype": {"value": "Journal"}, "subjects": ["s"], "contenttypes": ["t"], "openairecompatibility": "c"}),
            json!({"id": "d", "originalIds": ["x"], "officialName": "O", "englishName": "E", "pids": [{"value": "p"}], "type": {"value": "Journal"}, "subjects": ["s"], "contentTypes": ["t"], "openaireCompatibility": "c"}),
        ),
        (
            "projects",
            json!({"id": "p", "originalId": ["x"], "code": "1", "title": "T", "acronym": "A", "callidentifier": "c", "startdate": "2020-01-01", "enddate": "2021-01-01", "openaccessmandateforpublications": true, "funding": [{"shortName": "EC", "name": "N", "funding_stream": {"id": "EC::H2020"}}]}),
            json!({"id": "p", "originalIds": ["x"], "code": "1", "title": "T", "acronym": "A", "callIdentifier": "c", "startDate": "2020-01-01", "endDate": "2021-01-01", "openAccessMandateForPublications": true, "fundings": [{"shortName": "EC", "name": "N", "fundingStream": {"id": "EC::H2020"}}]}),
        ),
    ] {
        assert_eq!(
            same(name, &old, &new).len() + related(name),
            entity(name).fields.len(),
            "{name}"
        );
    }
}

#[test]
fn real_products_fill_every_column_but_those_of_relations() {
    let real: Vec<Value> = ["publication", "dataset"]
        .iter()
        .flat_map(|folder| records(folder))
        .map(|record| serde_json::from_str(&record).unwrap())
        .collect();
    if real.is_empty() {
        return;
    }
    let products = entity("researchProducts");
    let found: BTreeSet<_> = real.iter().flat_map(|record| filled(products, record)).collect();
    let empty: Vec<_> =
        products.fields.iter().map(|f| f.row().name).filter(|name| !found.contains(name)).collect();
    assert_eq!(
        empty,
        [
            "dateOfCollection",
            "lastUpdateTimeStamp",
            "organizations.country.code",
            "projects.fundings.shortName",
            "projects.fundings.fundingStream.id",
        ]
    );
}
