//! Answers as JSON:API documents: <https://support.datacite.org/docs/pagination>.

use serapeum_model::{Answer, Ask, BadRequest, Class, Group, Reply, Request, Value};

use super::{
    counts, cursor,
    error::{self, reply},
    facets,
    links::Echo,
    object, paging, resource_types,
};

/// The dialect's names for resources that are not records of the lake.
pub(super) const PREFIXES: &str = "prefixes";
pub(super) const PREFIX: &str = "prefix";
pub(super) const HEARTBEAT: &str = "heartbeat";
pub(super) const RESOURCE_TYPES: &str = "resource-types";

pub(super) fn write(request: &Request, answer: &Answer) -> Reply {
    match (answer, request.form.view) {
        (Answer::Known, Some(HEARTBEAT)) => Reply::text(200, "OK"),
        (Answer::Known, Some(RESOURCE_TYPES)) => types(request),
        (Answer::One(None), _) => error::write(&error::missing("path")),
        (Answer::One(Some(record)), _) => match object::write(request, record) {
            Ok(record) => {
                let mut body = b"{\"data\":".to_vec();
                body.extend(record);
                body.push(b'}');
                reply(200, body)
            }
            Err(mistake) => error::write(&mistake),
        },
        (Answer::Groups { groups, .. }, Some(PREFIX)) => match groups.first() {
            Some(group) => single(&prefix(group)),
            None => error::write(&error::missing("path")),
        },
        (Answer::Groups { groups, all, .. }, Some(PREFIXES)) => {
            let data: Vec<String> = groups.iter().map(prefix).collect();
            list(request, *all, &data, Vec::new(), None)
        }
        (Answer::Page { total, records, next, sums, facets, .. }, _) => {
            let mut data = Vec::with_capacity(records.len());
            for record in records {
                let written = object::write(request, record)
                    .and_then(|record| String::from_utf8(record).map_err(|_| broken()));
                match written {
                    Ok(written) => data.push(written),
                    Err(mistake) => return error::write(&mistake),
                }
            }
            let last = next.as_ref().and(records.last());
            let token = last.and_then(|record| cursor::encode(record));
            list(request, *total, &data, meta(request, *total, facets, sums), token)
        }
        _ => error::write(&broken()),
    }
}

fn broken() -> BadRequest {
    let text = "The answer is not of the kind that was asked for.";
    BadRequest::new(Class::Lake, "path", text)
}

/// The facets of a list, unless nothing was found.
fn meta(
    request: &Request,
    total: u64,
    told: &[Vec<Group>],
    sums: &[Option<Value>],
) -> Vec<(&'static str, String)> {
    let Some(echo) = Echo::of(request.echo.as_deref()).filter(|_| total > 0) else {
        return Vec::new();
    };
    let chosen = facets::chosen(request.query.entity, &echo.asked());
    counts::members(request, &chosen, told, sums)
}

/// A list: its data, its `meta` and its links.
fn list(
    request: &Request,
    total: u64,
    data: &[String],
    counts: Vec<(&'static str, String)>,
    token: Option<String>,
) -> Reply {
    let Some(echo) = Echo::of(request.echo.as_deref()) else { return error::write(&broken()) };
    let base = request.form.base.as_deref();
    let size = match &request.query.ask {
        Ask::Page { size, .. } => u64::from(*size),
        Ask::Groups(grouping) => u64::from(grouping.size),
        _ => 0,
    };
    // The hosted service has no page numbers beyond this many records.
    let reached = match request.page {
        Some(_) if echo.strict => total.min(paging::HOSTED_DEPTH),
        _ => total,
    };
    let pages = if size == 0 { 0 } else { reached.div_ceil(size) };
    let mut meta = format!("{{\"total\":{total},\"totalPages\":{pages}");
    if let Some(page) = request.page {
        meta.push_str(&format!(",\"page\":{page}"));
    }
    for (name, value) in counts {
        meta.push_str(&format!(",\"{name}\":{value}"));
    }
    meta.push('}');

    let full = size > 0 && data.len() as u64 == size;
    let next = match (request.page, token) {
        (Some(page), _) if full && page < pages => {
            Some(echo.next(base, "page[number]", &(page + 1).to_string()))
        }
        // Where there is one page only, the hosted service names no other either.
        (None, Some(token)) if full && pages > 1 => Some(echo.next(base, "page[cursor]", &token)),
        _ => None,
    };
    let mut links = format!("{{\"self\":{}", object::text(&echo.own(base)));
    if let Some(next) = next {
        links.push_str(&format!(",\"next\":{}", object::text(&next)));
    }
    links.push('}');

    let data = data.join(",");
    let body = format!("{{\"data\":[{data}],\"meta\":{meta},\"links\":{links}}}");
    reply(200, body.into_bytes())
}

/// A record by itself.
fn single(data: &str) -> Reply {
    reply(200, format!("{{\"data\":{data}}}").into_bytes())
}

/// A prefix, with the clients and providers of its records where these are counted.
fn prefix(group: &Group) -> String {
    let head =
        format!("{{\"id\":{},\"type\":\"prefixes\",\"attributes\":{{}}", object::text(key(group)));
    if group.groups.is_empty() {
        return head + "}";
    }
    let inner = group.groups.iter().flat_map(|client| &client.groups);
    let mut providers: Vec<&str> = inner.map(key).collect();
    providers.sort_unstable();
    providers.dedup();
    let clients = related(group.groups.iter().map(key), "clients");
    let providers = related(providers, "providers");
    format!(
        "{head},\"relationships\":{{\"clients\":{{\"data\":{clients}}},\
         \"providers\":{{\"data\":{providers}}}}}}}"
    )
}

fn key(group: &Group) -> &str {
    match &group.key {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

fn related<'i>(ids: impl IntoIterator<Item = &'i str>, kind: &str) -> String {
    let ids = ids.into_iter().filter(|id| !id.is_empty());
    let items = ids.map(|id| format!("{{\"id\":{},\"type\":\"{kind}\"}}", object::text(id)));
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

/// The general types of resources, or one of them.
fn types(request: &Request) -> Reply {
    let one = |name: &str| {
        let (id, title) = (resource_types::id(name), resource_types::title(name));
        format!(
            "{{\"id\":\"{id}\",\"type\":\"resource-types\",\"attributes\":{{\"title\":\"{title}\"}}}}"
        )
    };
    if let Some(name) = request.form.select.first() {
        return single(&one(name));
    }
    let data: Vec<String> = resource_types::ALL.iter().map(|name| one(name)).collect();
    let (data, total) = (data.join(","), data.len());
    let meta = format!("{{\"total\":{total},\"totalPages\":1,\"page\":1}}");
    reply(200, format!("{{\"data\":[{data}],\"meta\":{meta}}}").into_bytes())
}
