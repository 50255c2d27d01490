//! Compares answers with a naive evaluation.

use serapeum::Lake;
use serde_json::Value;

use crate::{facets, judging::ask, order, record::Record, requests::Request};

/// What came of the requests.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) requests: usize,
    pub(crate) refused: usize,
    pub(crate) found: usize,
    pub(crate) pages: usize,
}

/// Whether an answer is right; otherwise how it differs.
pub(crate) fn compare(
    lake: &Lake,
    strict: bool,
    request: &Request,
    records: &[Record],
    tally: &mut Tally,
) -> Result<(), String> {
    tally.requests += 1;
    let (status, body) = ask(lake, &request.text());
    if status == 400 && !strict && request.odd {
        tally.refused += 1;
        return Ok(());
    }
    if status != 200 {
        return Err(format!("status {status}: {body}"));
    }
    let mut found: Vec<&Record> = records.iter().filter(|record| request.holds(record)).collect();
    tally.found += usize::from(!found.is_empty());
    check_facets(request, &body, &found)?;
    same("meta.total", &body["meta"]["total"], found.len())?;
    let cap = |size: usize| if strict { size.min(1000) } else { size };
    let size = cap(request.size.unwrap_or(25));
    let pages = if size == 0 { 0 } else { found.len().div_ceil(size) };
    same("meta.totalPages", &body["meta"]["totalPages"], pages)?;
    if request.walk {
        order::walk(&mut found);
        return walk(lake, body, &found, size, tally);
    }
    tally.pages += 1;
    order::sort(&mut found, request.sort.as_deref());
    let number = request.number.unwrap_or(1).max(1);
    let number = if strict && size > 0 { number.min(10_000 / size) } else { number };
    same("meta.page", &body["meta"]["page"], number)?;
    let page: Vec<&str> = found
        .iter()
        .skip((number - 1) * size)
        .take(size)
        .map(|record| record.id.as_str())
        .collect();
    let told = ids(&body);
    if told != page {
        return Err(format!("records {told:?}\n  not {page:?}"));
    }
    let next = body["links"].get("next");
    if next.is_some() != (page.len() == size && size > 0 && number != pages) {
        return Err(format!("links.next is {next:?} on page {number} of {pages}"));
    }
    if let Some(next) = next {
        let (status, body) = ask(lake, next.as_str().unwrap_or_default());
        let page: Vec<&str> =
            found.iter().skip(number * size).take(size).map(|record| record.id.as_str()).collect();
        if status != 200 || ids(&body) != page {
            return Err(format!("{next}: {status} {:?}\n  not {page:?}", ids(&body)));
        }
    }
    Ok(())
}

fn check_facets(request: &Request, body: &Value, found: &[&Record]) -> Result<(), String> {
    let wanted = request.facets.clone().unwrap_or_default();
    let told = body["meta"].as_object().ok_or("no meta")?;
    let told: Vec<&String> = told
        .keys()
        .filter(|key| !["total", "totalPages", "page"].contains(&key.as_str()))
        .collect();
    if found.is_empty() || wanted.is_empty() {
        return if told.is_empty() { Ok(()) } else { Err(format!("facets {told:?}")) };
    }
    if told.len() != wanted.len() {
        return Err(format!("facets {told:?}, not {wanted:?}"));
    }
    for name in wanted {
        facets::check(name, &body["meta"][name], found)?;
    }
    Ok(())
}

/// Follows `links.next` to the end.
fn walk(
    lake: &Lake,
    first: Value,
    found: &[&Record],
    size: usize,
    tally: &mut Tally,
) -> Result<(), String> {
    let (mut told, mut body) = (Vec::new(), first);
    loop {
        tally.pages += 1;
        if body["meta"].get("page").is_some() {
            return Err("a walk has meta.page".to_owned());
        }
        let page = ids(&body);
        let full = page.len() == size;
        told.extend(page);
        let Some(next) = body["links"]["next"].as_str() else { break };
        if !full {
            return Err(format!("a short page has links.next {next}"));
        }
        let (status, following) = ask(lake, next);
        if status != 200 {
            return Err(format!("{next}: {status} {following}"));
        }
        body = following;
    }
    let wanted: Vec<&str> = found.iter().map(|record| record.id.as_str()).collect();
    if told == wanted { Ok(()) } else { Err(format!("walked {told:?}\n  not {wanted:?}")) }
}

fn ids(body: &Value) -> Vec<String> {
    let id = |record: &Value| record["id"].as_str().unwrap_or_default().to_owned();
    body["data"].as_array().map(|records| records.iter().map(id).collect()).unwrap_or_default()
}

fn same(name: &str, told: &Value, wanted: usize) -> Result<(), String> {
    if *told == wanted { Ok(()) } else { Err(format!("{name} is {told}, not {wanted}")) }
}
