//! Answers in the envelopes of the OpenAlex API, see
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities>.

use serapeum_model::{Answer, Ask, BadRequest, Class, Cursor, Grouping, Reply, Request, Value};

use super::{autocomplete, error, object, shown};

pub(super) fn write(request: &Request, answer: &Answer, millis: u64) -> Reply {
    match answer {
        _ if request.form.view == Some(autocomplete::VIEW) && !request.form.raw => {
            autocomplete::write(request, answer, millis)
        }
        Answer::Each(_) => nothing(),
        Answer::One(Some(record)) => {
            let mut body = Vec::with_capacity(record.len());
            match object::write(request, record, None, &mut body) {
                Ok(()) => Reply::json(200, body),
                Err(error) => error::write(&error),
            }
        }
        Answer::Known => nothing(),
        Answer::One(None) => {
            let text = format!("No {} found matching the ID.", request.query.entity.name);
            error::write(&BadRequest::new(Class::Missing, "path", text))
        }
        Answer::Page { total, records, scores, next, sums, .. } => {
            let length: usize = records.iter().map(|record| record.len() + 1).sum();
            let mut body = Vec::with_capacity(length + 256);
            body.extend(meta(request, *total, millis, next.as_ref(), None, sums).bytes());
            body.extend(b",\"results\":[");
            for (i, record) in records.iter().enumerate() {
                if i > 0 {
                    body.push(b',');
                }
                let score = scores.get(i).copied();
                if let Err(error) = object::write(request, record, score, &mut body) {
                    return error::write(&error);
                }
            }
            body.extend(b"],\"group_by\":[]}");
            Reply::json(200, body)
        }
        Answer::Groups { total, groups, all, next, sums } => {
            let Ask::Groups(grouping) = &request.query.ask else { return nothing() };
            // Groups that were looked for are counted, not the records in them.
            let total = if grouping.labelled.is_empty() { *total } else { groups.len() as u64 };
            let counts = Some((told(grouping, groups.len()), *all));
            let meta = meta(request, total, millis, next.as_ref(), counts, sums);
            let written = shown::groups(grouping, groups);
            Reply::json(200, format!("{meta},\"group_by\":{written}}}").into_bytes())
        }
        Answer::Facets { total, facets, sums } => {
            let Ask::Facets(groupings) = &request.query.ask else { return nothing() };
            let meta = meta(request, *total, millis, None, None, sums);
            let facets: Vec<String> = groupings
                .iter()
                .zip(facets)
                .map(|(grouping, groups)| {
                    let name = grouping.by.first().map_or("", |by| by.name.as_str());
                    let groups = shown::groups(grouping, groups);
                    format!("{{\"group_by_key\":\"{name}\",\"groups\":{groups}}}")
                })
                .collect();
            let facets = facets.join(",");
            let body = format!("{meta},\"group_bys\":[{facets}],\"group_by\":[]}}");
            Reply::json(200, body.into_bytes())
        }
    }
}

/// How many groups are on the page; of continents and versions the service says 3, whatever it shows.
fn told(grouping: &Grouping, groups: usize) -> u64 {
    match grouping.by.as_slice() {
        // Whether there is a version is told in two rows.
        [one] if one.name.starts_with("has_") => groups as u64,
        [one] if one.name.contains("continent") || one.name.contains("version") => 3,
        _ => groups as u64,
    }
}

/// An answer to another question.
fn nothing() -> Reply {
    let text = "The answer is not of the kind that was asked for.";
    error::write(&BadRequest::new(Class::Lake, "path", text))
}

/// The beginning of an envelope, up to its `meta`. Groups are counted on the page and in all.
fn meta(
    request: &Request,
    total: u64,
    millis: u64,
    next: Option<&Cursor>,
    groups: Option<(u64, u64)>,
    sums: &[Option<Value>],
) -> String {
    let size = match &request.query.ask {
        Ask::Nothing | Ask::Each(_) => 0,
        Ask::One | Ask::Random(_) => 1,
        Ask::Page { size, .. } => *size,
        Ask::Groups(grouping) => grouping.size,
        Ask::Facets(groupings) => groupings.first().map_or(0, |grouping| grouping.size),
    };
    let mut text = format!("{{\"meta\":{{\"count\":{total}");
    if let Some(echo) = &request.echo {
        text.push_str(&format!(",\"q\":{}", serde_json::Value::from(echo.as_str())));
    }
    let page = request.page.map_or("null".to_owned(), |page| page.to_string());
    text.push_str(&format!(
        ",\"db_response_time_ms\":{millis},\"page\":{page},\"per_page\":{size}"
    ));
    if request.page.is_none() {
        // The token's alphabet needs no escaping.
        let next = next.map_or("null".to_owned(), |next| format!("\"{}\"", next.encode()));
        text.push_str(&format!(",\"next_cursor\":{next}"));
    }
    match groups {
        Some((told, all)) => {
            text.push_str(&format!(",\"groups_count\":{told},\"groups_total\":{all}"));
        }
        None => text.push_str(",\"groups_count\":null"),
    }
    for (sum, value) in request.query.sums.iter().zip(sums) {
        let value = value.as_ref().map_or("0".to_owned(), Value::to_string);
        text.push_str(&format!(",\"{}\":{value}", sum.name));
    }
    text.push('}');
    text
}
