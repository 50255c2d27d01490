//! Relations: which rows fill which columns. That tables and feeds fit is checked where they are compiled.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use serapeum_model::{End, Path, Step};
use serapeum_sources::openaire::{LAYOUT, SOURCE};

/// The text at a path, as ingest would find it.
fn find(record: &serde_json::Value, path: &str) -> Option<String> {
    let path = Path::parse(path).unwrap();
    path.alternatives.iter().find_map(|steps| {
        let mut at = record;
        for step in steps {
            let Step::Member(name) = step else { panic!("{path:?}") };
            at = at.get(name)?;
        }
        at.as_str().map(str::to_owned)
    })
}

#[test]
fn rows_of_both_shapes_are_read_alike() {
    let [join] = LAYOUT.joins else { panic!("one folder of relations") };
    let old = r#"{"source":{"id":"50|a::b","type":"result"},"target":{"id":"40|c::d","type":"project"},"reltype":{"name":"isProducedBy","type":"outcome"},"validated":false}"#;
    let new = r#"{"source":"a::b","sourceType":"product","target":"c::d","targetType":"project","relType":{"name":"isProducedBy","type":"outcome"}}"#;
    let ends = [old, new].map(|row| {
        let row = serde_json::from_str(row).unwrap();
        let at = |path| find(&row, path).unwrap();
        let id = |entity: &str, text: String| {
            let kind = SOURCE.entity(entity).unwrap().id.kind;
            kind.normal(&text).unwrap().into_owned()
        };
        let (from, to) = (join.entity(&at(join.source_type)), join.entity(&at(join.target_type)));
        (
            from,
            id(from.unwrap(), at(join.source)),
            to,
            id(to.unwrap(), at(join.target)),
            at(join.name),
        )
    });
    assert_eq!(ends[0], ends[1]);
    assert_eq!(ends[0].1, "a::b");
}

#[test]
fn feeds() {
    let lines: Vec<String> = LAYOUT.joins[0]
        .feeds
        .iter()
        .map(|feed| {
            assert_eq!(feed.owner.1, End::Source);
            let value = feed.value.unwrap_or("id");
            format!(
                "{}.{} = {value} of {} by {} or {}",
                feed.owner.0, feed.column, feed.other, feed.name, feed.inverse
            )
        })
        .collect();
    assert_snapshot!(lines.join("\n"), @r#"
researchProducts.organizations.id = id of organizations by hasAuthorInstitution or isAuthorInstitutionOf
researchProducts.organizations.legalName = legalName of organizations by hasAuthorInstitution or isAuthorInstitutionOf
researchProducts.organizations.acronym = legalShortName of organizations by hasAuthorInstitution or isAuthorInstitutionOf
researchProducts.organizations.ror = pids.ror of organizations by hasAuthorInstitution or isAuthorInstitutionOf
researchProducts.organizations.country.code = country.code of organizations by hasAuthorInstitution or isAuthorInstitutionOf
researchProducts.projects.id = id of projects by isProducedBy or produces
researchProducts.projects.code = code of projects by isProducedBy or produces
researchProducts.projects.title = title of projects by isProducedBy or produces
researchProducts.projects.fundings.shortName = fundings.shortName of projects by isProducedBy or produces
researchProducts.projects.funder = fundings.name of projects by isProducedBy or produces
researchProducts.projects.fundings.fundingStream.id = fundings.fundingStream.id of projects by isProducedBy or produces
researchProducts.instances.hostedBy.key = id of dataSources by isHostedBy or hosts
researchProducts.instances.hostedBy.value = officialName of dataSources by isHostedBy or hosts
researchProducts.collectedFrom.key = id of dataSources by isProvidedBy or provides
researchProducts.collectedFrom.value = officialName of dataSources by isProvidedBy or provides
organizations.collectedFrom.key = id of dataSources by isProvidedBy or provides
projects.collectedFrom.key = id of dataSources by isProvidedBy or provides
dataSources.collectedFrom.key = id of dataSources by isProvidedBy or provides
dataSources.collectedFrom.value = officialName of dataSources by isProvidedBy or provides
dataSources.organizations.id = id of organizations by isProvidedBy or provides
projects.organizations.id = id of organizations by hasParticipant or isParticipant
projects.organizations.legalName = legalName of organizations by hasParticipant or isParticipant
projects.organizations.legalShortName = legalShortName of organizations by hasParticipant or isParticipant
projects.organizations.country.code = country.code of organizations by hasParticipant or isParticipant
researchProducts.communities.code = acronym of communities by IsRelatedTo or IsRelatedTo
researchProducts.communities.label = name of communities by IsRelatedTo or IsRelatedTo
organizations.communities.code = acronym of communities by IsRelatedTo or IsRelatedTo
dataSources.communities.code = acronym of communities by IsRelatedTo or IsRelatedTo
projects.communities.code = acronym of communities by IsRelatedTo or IsRelatedTo
"#);
}

#[test]
fn a_feed_takes_values_of_the_kind_of_its_column() {
    for feed in LAYOUT.joins[0].feeds {
        let column = SOURCE.entity(feed.owner.0).unwrap().field(feed.column).unwrap();
        let other = SOURCE.entity(feed.other).unwrap();
        let value = feed.value.map_or(other.id, |name| other.field(name).unwrap());
        assert_eq!(column.kind, value.kind, "{} of {}", feed.column, feed.owner.0);
        assert!(column.many);
    }
}

#[test]
fn every_folder_leads_to_an_entity() {
    let fed: BTreeSet<&str> = LAYOUT.renamed.iter().map(|(_, entity)| *entity).collect();
    let known: BTreeSet<&str> = SOURCE.entities.iter().map(|entity| entity.name).collect();
    assert_eq!(fed, known);
}
