//! Answers in the envelopes of the OpenAlex API, see
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities>. Records are spliced in as they are: their
//! bytes are never parsed.

use serapeum_model::{Answer, Ask, BadRequest, Class, Cursor, Group, Reply, Request};
use serde_json::json;

use super::{error, key};

pub(super) fn write(request: &Request, answer: &Answer, millis: u64) -> Reply {
    match answer {
        Answer::One(Some(record)) => Reply::json(200, record.clone()),
        Answer::One(None) => {
            let text = format!("No {} found matching the ID.", request.query.entity.name);
            error::write(&BadRequest::new(Class::Missing, "path", text))
        }
        Answer::Page { total, records, next } => {
            let length: usize = records.iter().map(|record| record.len() + 1).sum();
            let mut body = Vec::with_capacity(length + 256);
            body.extend(b"{\"meta\":{");
            body.extend(counts(request, *total, millis, next.as_ref()).bytes());
            body.extend(b",\"groups_count\":null},\"results\":[");
            for (i, record) in records.iter().enumerate() {
                if i > 0 {
                    body.push(b',');
                }
                body.extend(record);
            }
            body.extend(b"],\"group_by\":[]}");
            Reply::json(200, body)
        }
        Answer::Groups { total, groups, all, next } => {
            let counts = counts(request, *total, millis, next.as_ref());
            let written: Vec<String> = groups.iter().map(|one| group(request, one)).collect();
            let body = format!(
                "{{\"meta\":{{{counts},\"groups_count\":{},\"groups_total\":{all}}},\"group_by\":[{}]}}",
                groups.len(),
                written.join(",")
            );
            Reply::json(200, body.into_bytes())
        }
    }
}

/// The members of `meta` that lists and groups share.
fn counts(request: &Request, total: u64, millis: u64, next: Option<&Cursor>) -> String {
    let size = match request.query.ask {
        Ask::One => 1,
        Ask::Page { size, .. } | Ask::Groups { size, .. } => size,
    };
    let page = request.page.map_or("null".to_owned(), |page| page.to_string());
    let mut text = format!(
        "\"count\":{total},\"db_response_time_ms\":{millis},\"page\":{page},\"per_page\":{size}"
    );
    if request.page.is_none() {
        // The token's alphabet needs no escaping.
        let next = next.map_or("null".to_owned(), |next| format!("\"{}\"", next.encode()));
        text.push_str(&format!(",\"next_cursor\":{next}"));
    }
    text
}

fn group(request: &Request, group: &Group) -> String {
    let (key, label) = match request.query.ask {
        Ask::Groups { field, .. } => key::show(field, group),
        _ => (String::new(), None),
    };
    // A map would reorder the members.
    format!(
        "{{\"key\":{},\"key_display_name\":{},\"count\":{}}}",
        json!(key),
        json!(label),
        group.count
    )
}
