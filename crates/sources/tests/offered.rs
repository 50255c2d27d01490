//! What the APIs are said to answer is what they answer.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::HashSet;

use serapeum_model::{BadRequest, Params, Request, Route, Source, Takes};
use serapeum_sources::ALL;

/// Parameters that stand only beside another.
const BESIDE: &[(&str, (&str, &str))] =
    &[("seed", ("sample", "3")), ("excludePubDateRange", ("fromPublicationDate", "2020-01-01"))];

fn ask(source: &Source, route: &Route, name: &str, value: &str) -> Result<Request, BadRequest> {
    let beside = BESIDE.iter().find(|(known, _)| *known == name).map(|(_, beside)| *beside);
    let pairs: Vec<_> = beside.into_iter().chain([(name, value)]).collect();
    asked(source, route, &pairs)
}

/// Asks with these parameters, and those that have to be given.
fn asked(source: &Source, route: &Route, pairs: &[(&str, &str)]) -> Result<Request, BadRequest> {
    let is_given = |name: &str| pairs.iter().any(|(given, _)| *given == name);
    let needed = route.parameters.iter().filter(|one| one.required && !is_given(&one.name));
    let needed = needed.map(|one| (one.name.as_str(), one.example.as_str()));
    let pairs = needed.chain(pairs.iter().copied());
    let params: Params = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    source.dialect.read(&route.example(), &params, false)
}

/// Calls with each route.
fn each(mut see: impl FnMut(&'static Source, &Route)) {
    for source in ALL {
        let routes = source.dialect.routes();
        assert!(routes.len() > 5, "{source:?}");
        for route in &routes {
            see(source, route);
        }
    }
}

#[test]
fn every_path_and_parameter_is_read_and_none_is_ignored() {
    each(|source, route| {
        let plain = asked(source, route, &[]);
        let plain = plain.unwrap_or_else(|error| panic!("{}: {error}", route.path));
        assert_eq!(plain.query.entity.name, route.entity.name, "{}", route.path);
        for parameter in route.parameters.iter().filter(|parameter| !route.holds(parameter)) {
            for name in [parameter.name.as_str()].iter().chain(parameter.aliases) {
                let read = ask(source, route, name, &parameter.example);
                let read = read.unwrap_or_else(|error| panic!("{}?{name}: {error}", route.path));
                let ignored = read.notes.iter().find(|note| note.contains("is ignored"));
                assert_eq!(ignored, None, "{}?{name}", route.path);
            }
        }
    });
}

#[test]
fn every_word_and_name_is_read() {
    each(|source, route| {
        for parameter in &route.parameters {
            let (words, more): (&[&str], &str) = match &parameter.takes {
                Takes::Word(words) => (words, ""),
                Takes::Names(names) if parameter.name == "sortBy" => (names, " ASC"),
                Takes::Names(names) if parameter.name == "facet" => (names, ":*"),
                Takes::Names(names) => (names, ""),
                _ => continue,
            };
            for word in words {
                let read = ask(source, route, &parameter.name, &format!("{word}{more}"));
                let read = read.unwrap_or_else(|error| {
                    panic!("{}?{}={word}: {error}", route.path, parameter.name)
                });
                let ignored = read.notes.iter().find(|note| note.contains("is ignored"));
                assert!(ignored.is_none() || *word == "relevance", "{ignored:?}");
            }
        }
    });
}

#[test]
fn every_filter_is_known_and_answered() {
    each(|source, route| {
        for parameter in &route.parameters {
            let Takes::Filters(names) = &parameter.takes else { continue };
            for name in names {
                // One of these is a value of it, whatever it is about.
                let values = [
                    "1",
                    "true",
                    "2020-01-01",
                    "a",
                    "10.5555/a",
                    "W1",
                    "de",
                    "0000-0002-1825-0097",
                ];
                let read = values
                    .iter()
                    .map(|value| ask(source, route, &parameter.name, &format!("{name}:{value}")));
                let errors: Vec<String> = match read.collect::<Vec<_>>() {
                    all if all.iter().any(Result::is_ok) => continue,
                    all => all.into_iter().filter_map(Result::err).map(|e| e.to_string()).collect(),
                };
                let refused = [
                    "valid filter",
                    "valid field",
                    "no such filter",
                    "cannot be answered",
                    "not supported",
                ];
                let refused =
                    refused.iter().any(|text| errors.iter().all(|error| error.contains(text)));
                assert!(!refused, "{}?{}={name}: {errors:?}", route.path, parameter.name);
            }
        }
    });
}

#[test]
fn parameters_have_names_of_their_own_and_those_of_a_path_stand_in_it() {
    each(|source, route| {
        let mut names = HashSet::new();
        for parameter in &route.parameters {
            assert!(names.insert(&parameter.name), "{source:?} {}: {}", route.path, parameter.name);
            assert!(!parameter.about.is_empty() && !parameter.about.ends_with('.'));
        }
        assert!(!route.example().contains(['{', '}']), "{}", route.path);
    });
}
