//! Answers in the envelopes of the Crossref API:
//! <https://github.com/CrossRef/rest-api-doc/blob/master/api_format.md>.

use serapeum_model::{
    Answer, Ask, BadRequest, By, Class, Cursor, Group, Grouping, Reply, Request, Start,
};
use serde_json::json;

use super::{echo::Echo, error, facet, headers, paging, record, types, view};

pub(super) fn write(request: &Request, answer: &Answer) -> Reply {
    match answer {
        Answer::Known => known(request),
        Answer::One(Some(record)) => {
            let mut body = Vec::with_capacity(record.len() + 256);
            let entity = record::kind(request.query.entity.name);
            let view = request.form.view;
            match record::write(request, record, None, &mut body) {
                Err(error) => error::write(&error),
                Ok(()) => envelope(view.unwrap_or(entity), body, view.is_some()),
            }
        }
        Answer::One(None) => error::write(&error::missing(request.form.view.is_some())),
        Answer::Page { total, records, scores, next, facets, .. } => {
            if *total == 0 && request.form.view == Some(view::ALL_OF_A_RESOURCE) {
                return error::write(&error::missing(true));
            }
            page(request, *total, (records, scores), next.as_ref(), facets)
        }
        Answer::Groups { groups, all, next, .. } => licenses(request, groups, *all, next.as_ref()),
        Answer::Facets { .. } | Answer::Each(_) => foreign(),
    }
}

fn envelope(kind: &str, message: Vec<u8>, plain: bool) -> Reply {
    let head = format!(
        "{{\"status\":\"ok\",\"message-type\":\"{kind}\",\"message-version\":\"1.0.0\",\"message\":"
    );
    let mut body = head.into_bytes();
    body.extend(message);
    body.push(b'}');
    let reply = Reply::json(200, body);
    headers::add(if plain { Reply { media: error::PLAIN_JSON, ..reply } } else { reply })
}

/// What no lake is needed for: types.
fn known(request: &Request) -> Reply {
    let one =
        |(id, label): &(&str, &str)| format!("{{\"id\":{},\"label\":{}}}", json!(id), json!(label));
    match request.form.view {
        Some(view::TYPES) => {
            let items: Vec<String> = types::TYPES.iter().map(one).collect();
            let items = items.join(",");
            let text = format!("{{\"total-results\":{},\"items\":[{items}]}}", types::TYPES.len());
            envelope(view::TYPES, text.into_bytes(), true)
        }
        Some(view::TYPE) => {
            let id = request.echo.as_deref().unwrap_or_default();
            match types::TYPES.iter().find(|(known, _)| *known == id) {
                Some(known) => envelope(view::TYPE, one(known).into_bytes(), true),
                None => error::write(&error::missing(true)),
            }
        }
        _ => foreign(),
    }
}

fn page(
    request: &Request,
    total: u64,
    (records, scores): (&[Vec<u8>], &[f64]),
    next: Option<&Cursor>,
    facets: &[Vec<Group>],
) -> Reply {
    let Ask::Page { start, size } = &request.query.ask else { return foreign() };
    let kind = record::kind(request.query.entity.name);
    let echo = Echo::of(request.echo.as_deref());
    let sampled = request.query.sample.is_some();
    let size = if sampled { paging::USUAL } else { *size };
    let total = if sampled { records.len() as u64 } else { total };
    let skipped = match start {
        Start::Skip(skip) if echo.cursor.is_none() => *skip,
        _ => 0,
    };
    let rows = format!("\"items-per-page\":{size}");
    let terms = json!(echo.terms);
    let query = format!("\"query\":{{\"start-index\":{skipped},\"search-terms\":{terms}}}");
    let length: usize = records.iter().map(|record| record.len() + 32).sum();
    let mut body = Vec::with_capacity(length + 512);
    if kind == "work" {
        let facets = self::facets(&request.query.facets, facets);
        body.extend(format!("{{\"facets\":{facets}").bytes());
        body.extend(next_cursor(&echo, next).bytes());
        body.extend(format!(",\"total-results\":{total},\"items\":[").bytes());
    } else {
        body.extend(format!("{{{rows},{query}").bytes());
        body.extend(next_cursor(&echo, next).bytes());
        body.extend(format!(",\"total-results\":{total},\"items\":[").bytes());
    }
    for (i, record) in records.iter().enumerate() {
        if i > 0 {
            body.push(b',');
        }
        if let Err(error) = record::write(request, record, scores.get(i).copied(), &mut body) {
            return error::write(&error);
        }
    }
    match kind {
        "work" => body.extend(format!("],{rows},{query}}}").bytes()),
        _ => body.extend(b"]}"),
    }
    envelope(&format!("{kind}-list"), body, false)
}

/// The cursor of the next page, on every page of a walk.
fn next_cursor(echo: &Echo, next: Option<&Cursor>) -> String {
    let Some(end) = &echo.cursor else { return String::new() };
    format!(",\"next-cursor\":{}", json!(next.map_or_else(|| end.clone(), Cursor::encode)))
}

/// The facets, in the order in which they were asked for, each with its largest values first.
fn facets(groupings: &[Grouping], facets: &[Vec<Group>]) -> String {
    let facet = |(grouping, groups): (&Grouping, &Vec<Group>)| {
        let dimension = grouping.by.first()?;
        let By::Values { field, .. } = dimension.by else { return None };
        let told = groups.iter().filter_map(|group| {
            Some(format!("{}:{}", json!(facet::key(field, group.key.as_ref()?)), group.count))
        });
        let told: Vec<String> = told.collect();
        Some(format!(
            "{}:{{\"value-count\":{},\"values\":{{{}}}}}",
            json!(dimension.name),
            told.len(),
            told.join(",")
        ))
    };
    let facets: Vec<String> = groupings.iter().zip(facets).filter_map(facet).collect();
    format!("{{{}}}", facets.join(","))
}

fn licenses(request: &Request, groups: &[Group], all: u64, next: Option<&Cursor>) -> Reply {
    let items = groups.iter().filter_map(|group| {
        let url = super::works::LICENSE.kind.shown(group.key.as_ref()?);
        Some(format!("{{\"URL\":{},\"work-count\":{}}}", json!(url), group.count))
    });
    let items: Vec<String> = items.collect();
    let cursor = next_cursor(&Echo::of(request.echo.as_deref()), next);
    let text = format!("{{\"total-results\":{all},\"items\":[{}]{cursor}}}", items.join(","));
    envelope("license-list", text.into_bytes(), true)
}

/// An answer to another question.
fn foreign() -> Reply {
    let text = "The answer is not of the kind that was asked for.";
    error::write(&BadRequest::new(Class::Lake, "path", text))
}
