//! The description of every source, held against the rules of OpenAPI 3.1 that need no other document.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod outline;

use std::{collections::HashSet, sync::OnceLock};

use serapeum_model::{Reply, Source};
use serapeum_server::{Answers, Asked, Offered, openapi};
use serde_json::Value;

/// A lake with everything in it that these sources have.
struct Whole(&'static [&'static Source]);

impl Answers for Whole {
    fn sources(&self) -> Vec<Offered> {
        let entities =
            |source: &Source| source.entities.iter().map(|e| e.name.to_owned()).collect();
        let offered =
            |source: &&Source| Offered { name: source.name.to_owned(), entities: entities(source) };
        self.0.iter().map(offered).collect()
    }

    fn described(&self, source: &str) -> Option<&'static Source> {
        self.0.iter().copied().find(|known| known.name == source)
    }

    async fn answer(&self, _: &Asked) -> Reply {
        panic!("a description asks nothing");
    }
}

/// The document of all sources, then that of each: made once.
fn documents() -> &'static [Value] {
    static ALL: OnceLock<Vec<Value>> = OnceLock::new();
    ALL.get_or_init(|| {
        let names = serapeum_sources::ALL.iter().map(|source| Some(source.name));
        let texts = [None]
            .into_iter()
            .chain(names)
            .map(|name| openapi(&Whole(serapeum_sources::ALL), name).unwrap());
        texts.map(|text| serde_json::from_str(&text).unwrap()).collect()
    })
}

/// The document of one source.
fn document(source: &str) -> &'static Value {
    let at = serapeum_sources::ALL.iter().position(|known| known.name == source).unwrap();
    &documents()[at + 1]
}

/// What a value refers to, or the value itself.
fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// The operations: path, method, item, operation.
fn operations(document: &Value) -> Vec<(&str, &str, &Value, &Value)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in ["get", "post"] {
            if let Some(operation) = item.get(method) {
                all.push((path.as_str(), method, item, operation));
            }
        }
    }
    all
}

/// The parameters of an operation: name and place.
fn parameters<'d>(
    document: &'d Value,
    item: &'d Value,
    operation: &'d Value,
) -> Vec<(&'d str, &'d str)> {
    let lists = [item.get("parameters"), operation.get("parameters")];
    let all = lists.into_iter().flatten().flat_map(|list| list.as_array().unwrap());
    all.map(|parameter| {
        let parameter = resolved(document, parameter);
        (parameter["name"].as_str().unwrap(), parameter["in"].as_str().unwrap())
    })
    .collect()
}

fn visit<'v>(value: &'v Value, see: &mut dyn FnMut(&'v str, &'v Value)) {
    match value {
        Value::Object(members) => {
            for (name, part) in members {
                see(name, part);
                // Documents that were seen are no part of the description.
                if !["example", "examples"].contains(&name.as_str()) {
                    visit(part, see);
                }
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| visit(part, see)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_to_a_component_and_every_component_is_used() {
    for document in documents() {
        let mut used = HashSet::new();
        visit(document, &mut |name, value| {
            if name == "$ref" {
                let reference = value.as_str().unwrap();
                let pointer = reference.strip_prefix('#').unwrap();
                assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
                used.insert(reference);
            }
        });
        for (kind, components) in document["components"].as_object().unwrap() {
            for name in components.as_object().unwrap().keys() {
                let plain = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
                assert!(name.chars().all(plain), "{name} is no name of a component");
                assert!(used.contains(format!("#/components/{kind}/{name}").as_str()), "{name}");
            }
        }
    }
}

#[test]
fn parameters_of_paths_are_declared_once_and_only_these() {
    for document in documents() {
        for (path, method, item, operation) in operations(document) {
            let all = parameters(document, item, operation);
            let unique: HashSet<_> = all.iter().collect();
            assert_eq!(unique.len(), all.len(), "{method} {path}");
            let held: HashSet<&str> = path.split(['{', '}']).skip(1).step_by(2).collect();
            let told = all.iter().filter(|(_, place)| *place == "path").map(|(name, _)| *name);
            assert_eq!(told.collect::<HashSet<_>>(), held, "{method} {path}");
        }
        for parameter in document["components"]["parameters"].as_object().unwrap().values() {
            assert!(parameter["in"] != "path" || parameter["required"] == true, "{parameter}");
            assert!(parameter["schema"].is_object(), "{parameter}");
        }
    }
}

#[test]
fn operations_have_names_of_their_own_and_answers() {
    for document in documents() {
        let mut names = HashSet::new();
        let mut paths = HashSet::new();
        for (path, method, _, operation) in operations(document) {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name), "{name} twice");
            // Paths that differ only in the names of their parameters are the same.
            let shape: String = path.split(['{', '}']).step_by(2).collect::<Vec<_>>().join("{}");
            assert!(paths.insert((method, shape)), "{path} twice");
            let responses = operation["responses"].as_object().unwrap();
            for (status, response) in responses {
                let known = status == "default" || status.parse::<u16>().is_ok();
                assert!(known, "{status}");
                assert!(resolved(document, response)["description"].is_string(), "{name}");
            }
            let answer = resolved(document, &responses["200"]);
            assert!(!answer["content"].as_object().unwrap().is_empty(), "{name} answers nothing");
            let tags = document["tags"].as_array().unwrap();
            assert!(tags.iter().any(|tag| tag["name"] == operation["tags"][0]), "{name}");
            assert_eq!(method == "post", operation.get("requestBody").is_some(), "{name}");
        }
        let responses = document["components"]["responses"].as_object().unwrap();
        let failures = responses.keys().filter(|name| name.rsplit_once('.').is_some()).count();
        assert!(failures >= 2, "no failures");
    }
}

#[test]
fn what_is_not_in_the_lake_is_not_described() {
    struct Some(Vec<&'static str>);
    impl Answers for Some {
        fn sources(&self) -> Vec<Offered> {
            let entities = self.0.iter().map(|name| (*name).to_owned()).collect();
            vec![Offered { name: "crossref".to_owned(), entities }]
        }

        fn described(&self, source: &str) -> Option<&'static Source> {
            serapeum_sources::source(source)
        }

        async fn answer(&self, _: &Asked) -> Reply {
            panic!("a description asks nothing");
        }
    }
    let journals = openapi(&Some(vec!["journals"]), std::option::Option::Some("crossref")).unwrap();
    let journals: Value = serde_json::from_str(&journals).unwrap();
    let paths: Vec<_> = journals["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths, ["/journals", "/journals/{issn}"]);
    assert_eq!(openapi(&Some(Vec::new()), None), None);
    assert_eq!(openapi(&Some(vec!["works"]), std::option::Option::Some("other")), None);
}

/// The document of all sources, for a checker that is not part of the tests.
#[test]
fn documents_are_the_same_each_time() {
    let text = || openapi(&Whole(serapeum_sources::ALL), None).unwrap();
    let first = text();
    assert_eq!(first, text());
    assert!(first.starts_with("{\"openapi\":\"3.1.0\",\"info\":"));
    if let Ok(path) = std::env::var("SERAPEUM_OPENAPI") {
        std::fs::write(path, first).unwrap();
    }
}
