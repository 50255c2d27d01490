//! The tables against real records.

use serapeum_model::{Derive, Entity, Kind, Path, Step};
use serapeum_sources::datacite::{CLIENTS, DOIS, PROVIDERS};
use serde_json::Value as Json;

use crate::recorded::{folder, real_records, side_records};

/// Columns of which the real records have no value.
const UNSEEN: &[&str] = &[
    "contributors.affiliation.affiliationIdentifier",
    "contributors.affiliation.affiliationIdentifierScheme",
    "hasRelationTypeInformation",
    "relatedItems.number",
    "relatedItems.edition",
    "relatedItems.publisher",
    "relatedItems.publicationYear",
    "fundingReferences.ror",
    "contentUrl",
    "reason",
];

#[test]
fn paths_fit_their_kinds() {
    for entity in [DOIS, CLIENTS, PROVIDERS] {
        for field in entity.fields {
            let path = Path::parse(field.path).unwrap();
            match path.derive {
                Derive::Value => {}
                Derive::Year | Derive::Count | Derive::OrZero => {
                    assert_eq!(field.kind, Kind::Integer, "{field:?}");
                }
                Derive::BeforeSlash | Derive::AfterSlash => {
                    assert_eq!(field.kind, Kind::KEYWORD, "{field:?}");
                }
                Derive::Exists => assert_eq!(field.kind, Kind::Boolean, "{field:?}"),
                Derive::FirstDay => assert_eq!(field.kind, Kind::Date, "{field:?}"),
            }
        }
    }
}

#[test]
fn columns_have_values() {
    let Some(folder) = folder() else { return };
    let unseen = |entity: &Entity, records: &[Json]| -> Vec<&'static str> {
        let named = entity.fields.iter().map(|field| (field.row().name, field.path));
        let empty = named.filter(|(_, path)| {
            let path = Path::parse(path).unwrap();
            !records.iter().any(|record| path.alternatives.iter().any(|steps| has(record, steps)))
        });
        empty.map(|(name, _)| name).collect()
    };
    assert_eq!(unseen(DOIS, &real_records(&folder)), UNSEEN);
    let empty = ["repositoryType", "certificate", "software", "opendoar"];
    assert_eq!(unseen(CLIENTS, &side_records(&folder, "clients")), empty);
    assert!(unseen(PROVIDERS, &side_records(&folder, "providers")).is_empty());
}

#[test]
fn every_record_has_an_id() {
    let Some(folder) = folder() else { return };
    for record in real_records(&folder) {
        let id = record["id"].as_str().unwrap();
        assert_eq!(DOIS.id.kind.normal(id).as_deref(), Some(id.to_lowercase().as_str()));
    }
}

/// Whether a value stands at a place.
fn has(value: &Json, steps: &[Step]) -> bool {
    if let Json::Array(elements) = value {
        return elements.iter().any(|element| has(element, steps));
    }
    match steps {
        [] => !value.is_null(),
        [Step::Member(name), rest @ ..] => value.get(name).is_some_and(|value| has(value, rest)),
        [Step::Any, rest @ ..] => {
            value.as_object().is_some_and(|object| object.values().any(|value| has(value, rest)))
        }
        [Step::Key, ..] => value.as_object().is_some_and(|object| !object.is_empty()),
        [Step::Where(member, text), rest @ ..] => {
            let told = member.iter().try_fold(value, |value, name| value.get(name));
            told.and_then(Json::as_str) == Some(text) && has(value, rest)
        }
    }
}
