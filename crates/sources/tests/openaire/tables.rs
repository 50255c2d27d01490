//! The tables agree with themselves and with the versions of the API.

use serapeum_model::{Path, Test};
use serapeum_sources::openaire::SOURCE;

use super::show;

#[test]
fn paths_can_be_read() {
    for entity in SOURCE.entities {
        for row in entity.fields.iter().map(|field| field.row()).chain(entity.texts) {
            let path = Path::parse(row.path);
            assert!(path.is_ok(), "{} of {}: {path:?}", row.name, entity.name);
        }
    }
}

#[test]
fn every_name_is_a_parameter_of_a_version() {
    let paths = [
        ("researchProducts", ["graph/v1/researchProducts", "graph/v3/research-products"]),
        ("organizations", ["graph/v1/organizations", "graph/v3/organizations"]),
        ("dataSources", ["graph/v1/dataSources", "graph/v3/datasources"]),
        ("projects", ["graph/v1/projects", "graph/v3/projects"]),
    ];
    for (name, paths) in paths {
        let entity = SOURCE.entity(name).unwrap();
        let listed = paths.map(|path| show(&format!("{path}?x=1")));
        for name in entity.names() {
            let known = listed.iter().any(|list| {
                let names = list.split_once('[').unwrap().1.split_once(']').unwrap().0;
                names.split(", ").any(|listed| listed == name)
            });
            assert!(known, "{name} of {}", entity.name);
        }
    }
}

/// A value of the right class for each filter is read, or refused because the dump lacks what it needs.
#[test]
fn every_filter_reads_a_value_of_its_class() {
    for entity in SOURCE.entities.iter().filter(|entity| entity.name != "communities") {
        for name in entity.names() {
            let test = entity.filter(name).unwrap();
            let tried = ["true", "2020", "C1", "gold", "dataset", "1", "OPEN", "0384j8v12"]
                .into_iter()
                .chain(["\"1. No poverty\"", "\"Open Access\""])
                .map(|value| show(&format!("{}?{name}={value}", entity.name)))
                .filter(|shown| !shown.starts_with("400"))
                .count();
            assert_eq!(tried == 0, matches!(test, Test::Absent(_)), "{name} of {}", entity.name);
        }
    }
}

#[test]
fn the_page_of_the_rules_names_every_filter() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openaire.md");
    let page = std::fs::read_to_string(path).unwrap();
    for entity in SOURCE.entities.iter().filter(|entity| entity.name != "communities") {
        for name in entity.names() {
            let level = name.to_lowercase().contains("level");
            assert!(level || page.contains(&format!("`{name}`")), "{name} of {}", entity.name);
        }
    }
}
