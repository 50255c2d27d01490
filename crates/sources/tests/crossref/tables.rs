use serapeum_model::{Derive, Path};
use serapeum_sources::crossref::{MEMBERS, SOURCE, WORKS, search};

/// The names that the API lists in its own error.
const FILTERS: &str = "alternative-id archive article-number assertion assertion-group award.funder award.number category-name clinical-trial-number container-title content-domain directory doi from-accepted-date from-approved-date from-awarded-date from-created-date from-deposit-date from-event-end-date from-event-start-date from-index-date from-issued-date from-online-pub-date from-posted-date from-print-pub-date from-pub-date from-update-date full-text.application full-text.type full-text.version funder funder-doi-asserted-by group-title gte-award-amount has-abstract has-affiliation has-affiliation-ror-id has-alias has-archive has-assertion has-authenticated-orcid has-award has-clinical-trial-number has-content-domain has-domain-restriction has-event has-full-text has-funder has-funder-doi has-funder-ror-id has-license has-orcid has-prime-doi has-references has-relation has-ror-id has-update has-update-policy is-update isbn issn license.delay license.url license.version lte-award-amount member orcid prefix relation.object relation.object-type relation.type ror-id type type-name until-accepted-date until-approved-date until-awarded-date until-created-date until-deposit-date until-event-end-date until-event-start-date until-index-date until-issued-date until-online-pub-date until-posted-date until-print-pub-date until-pub-date until-update-date update-type updates";

#[test]
fn the_names_of_the_table_are_those_of_the_api() {
    assert_eq!(WORKS.names(), FILTERS.split(' ').collect::<Vec<_>>());
    assert_eq!(MEMBERS.names(), ["backfile-doi-count", "current-doi-count", "prefix"]);
    assert_eq!(search::FIELDS.len(), 21);
}

#[test]
fn paths_can_be_read() {
    for entity in SOURCE.entities {
        for field in entity.fields {
            let path = Path::parse(field.path).unwrap();
            assert!(!(path.derive == Derive::Exists && field.many), "{}", field.name);
        }
        for elements in entity.elements {
            Path::parse(elements.path).unwrap();
        }
    }
}

#[test]
fn aligned_columns_stand_in_their_elements() {
    for field in WORKS.fields {
        let Some(group) = field.group else { continue };
        let elements = WORKS.elements.iter().find(|elements| elements.group == group).unwrap();
        let head = elements.path.split(['.', '[']).next().unwrap();
        assert!(field.path.starts_with(head) && !field.looks_up(), "{}", field.name);
    }
}

#[test]
fn long_tables_have_rows() {
    let names: Vec<_> = WORKS.explosions.iter().map(|explosion| explosion.name).collect();
    assert_eq!(
        names,
        ["authors", "editors", "references", "funders", "licenses", "links", "updates"]
    );
    for explosion in WORKS.explosions {
        let chains = explosion.chains().unwrap();
        let lists = &chains[0][0];
        // The first column is of the record, the second is the place in the outermost list.
        assert_eq!(lists.columns[0][0].level, 0, "{}", explosion.name);
        assert!(lists.columns[1][0].level == 1 && lists.columns[1][0].steps.is_none());
        assert!(lists.columns[2..].iter().flatten().all(|spot| spot.level > 0));
    }
}
