//! What a dialect answers, seen by having it write answers that hold nothing.

use std::collections::BTreeMap;

use serapeum_model::{
    Answer, Ask, BadRequest, By, Class, Cursor, Group, Grouping, Params, Place, Query, Reply,
    Request, Route, Source, Storage, Value,
};
use serde_json::Value as Json;

use super::shape;

/// Bodies by their media type: a schema, and the documents seen.
pub(super) type Bodies = BTreeMap<&'static str, (Json, Vec<Json>)>;

/// The answers of a route.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub(super) bodies: Bodies,
    /// Whether they are pages.
    pub(super) pages: bool,
}

/// The answers of a route, to its examples.
pub(super) fn answers(source: &Source, route: &Route) -> Answers {
    let mut seen = Answers::default();
    let path = route.example();
    let asked = route.parameters.iter().filter(|parameter| !route.holds(parameter));
    let asked = asked.map(|known| vec![(known.name.clone(), known.example.clone())]);
    for params in [Vec::new()].into_iter().chain(asked) {
        let params: Params = params.into_iter().collect();
        let Ok(request) = source.dialect.read(&path, &params, false) else { continue };
        seen.pages |= matches!(request.query.ask, Ask::Page { .. });
        for answer in possible(&request.query, &record(source, &request)) {
            add(&mut seen.bodies, source.dialect.write(&request, &answer, 1), 200);
        }
    }
    seen
}

/// The failures of a source by status.
pub(super) fn failures(source: &Source) -> BTreeMap<u16, Bodies> {
    let mut seen: BTreeMap<u16, Bodies> = BTreeMap::new();
    for (class, parameter, text) in [
        (Class::Query, "filter", "what is wrong with the request"),
        (Class::Paging, "page", "what is wrong with the page"),
        (Class::Missing, "path", "there is no such record"),
        (Class::Path, "path", "the path leads nowhere"),
        (Class::Lake, "path", "the lake does not have it"),
    ] {
        let reply = source.dialect.write_error(&BadRequest::new(class, parameter, text));
        let status = reply.status;
        add(seen.entry(status).or_default(), reply, status);
    }
    seen
}

fn add(bodies: &mut Bodies, reply: Reply, status: u16) {
    if reply.status != status {
        return;
    }
    let document = serde_json::from_slice(&reply.body);
    let document = document.unwrap_or_else(|_| String::from_utf8_lossy(&reply.body).into());
    let (known, documents) = bodies.entry(reply.media).or_default();
    if documents.contains(&document) {
        return;
    }
    let schema = shape::of(&document);
    *known = if known.is_null() { schema } else { shape::both(known.take(), schema) };
    documents.push(document);
}

/// Answers to a query: without anything in them, and with as little as possible.
fn possible(query: &Query, record: &[u8]) -> Vec<Answer> {
    let sums = vec![None; query.sums.len()];
    let next = Cursor { rows: 0, query: 0, total: 1, place: Place::End };
    let groups = |groupings: &[Grouping]| groupings.iter().map(group).collect::<Vec<_>>();
    match &query.ask {
        Ask::Nothing => vec![Answer::Known],
        Ask::One | Ask::Random(_) => vec![Answer::One(Some(record.to_vec()))],
        Ask::Page { .. } => {
            let page = |records: Vec<Vec<u8>>, next| Answer::Page {
                total: 1,
                records,
                scores: Vec::new(),
                next,
                sums: sums.clone(),
                facets: groups(&query.facets),
            };
            vec![
                page(Vec::new(), None),
                page(Vec::new(), Some(next)),
                page(vec![record.to_vec()], None),
            ]
        }
        Ask::Groups(grouping) => {
            let groups = |next| Answer::Groups {
                total: 1,
                groups: group(grouping),
                all: 1,
                next,
                sums: sums.clone(),
            };
            vec![groups(None), groups(Some(next))]
        }
        Ask::Facets(groupings) => {
            vec![Answer::Facets { total: 1, facets: groups(groupings), sums }]
        }
        Ask::Each(queries) => {
            let last = |query| possible(query, record).pop();
            vec![Answer::Each(queries.iter().filter_map(last).collect())]
        }
    }
}

/// A record that says as little as the dialect lets it.
fn record(source: &Source, request: &Request) -> Vec<u8> {
    let records = ["{}", "{\"id\":\"10.1/a\"}"].map(|text| text.as_bytes().to_vec());
    let [least, more] = records;
    if source.dialect.object(request, &least, None).is_ok() { least } else { more }
}

/// One group, with one at each level within it.
fn group(grouping: &Grouping) -> Vec<Group> {
    grouping.by.iter().rev().fold(Vec::new(), |inner, by| {
        let key = match &by.by {
            By::Values { field, .. } => sample(field.kind.storage()),
            By::Bins(bins) => {
                Value::Text(bins.bins.first().map(|bin| bin.key.clone()).unwrap_or_default())
            }
        };
        vec![Group { groups: inner, ..Group::new(Some(key), None, 1) }]
    })
}

fn sample(storage: Storage) -> Value {
    match storage {
        Storage::Int => Value::Int(1),
        Storage::Float => Value::from(1.5),
        Storage::Bool => Value::Bool(true),
        Storage::Text => Value::Text("a".to_owned()),
        Storage::Date => Value::Date(0),
        Storage::Time => Value::Time(0),
    }
}
