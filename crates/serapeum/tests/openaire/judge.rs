//! Compares answers with a naive evaluation.

use std::collections::BTreeMap;

use serapeum::Lake;
use serde_json::{Value, json};

use crate::{judging::ask, record::Record, requests::Request};

/// What came of the requests.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) requests: usize,
    pub(crate) found: usize,
    pub(crate) pages: usize,
}

/// Whether an answer is right; otherwise how it differs.
pub(crate) fn compare(
    lake: &Lake,
    request: &Request,
    records: &[Record],
    tally: &mut Tally,
) -> Result<(), String> {
    tally.requests += 1;
    let (status, body) = ask(lake, &request.text(None));
    if status != 200 {
        return Err(format!("status {status}: {body}"));
    }
    let mut found: Vec<&Record> = records.iter().filter(|record| request.holds(record)).collect();
    found.sort_by(|a, b| request.order(a, b));
    tally.found += usize::from(!found.is_empty());
    let header = &body["header"];
    same("numFound", &header["numFound"], &json!(found.len()))?;
    let score = if found.is_empty() { json!(0.0) } else { json!(1.0) };
    if !found.is_empty() {
        same("maxScore", &header["maxScore"], &score)?;
    }
    let size = request.size.unwrap_or(10);
    same("pageSize", &header["pageSize"], &json!(size))?;
    if request.stats {
        statistics(header, &found)?;
    }
    if request.walk {
        return walk(lake, request, body, &found, tally);
    }
    tally.pages += 1;
    let page = request.page.unwrap_or(1);
    same("page", &header["page"], &json!(page))?;
    let wanted: Vec<&str> =
        found.iter().skip((page - 1) * size).take(size).map(|r| r.id.as_str()).collect();
    let told = ids(&body);
    if told == wanted { Ok(()) } else { Err(format!("records {told:?}\n  not {wanted:?}")) }
}

fn statistics(header: &Value, found: &[&Record]) -> Result<(), String> {
    let cited =
        |record: &&Record| record.json["indicators"]["citationImpact"]["citationCount"].as_f64();
    let sum: f64 = found.iter().filter_map(cited).sum();
    if header["totalCitationsCount"].as_f64() != Some(sum) {
        return Err(format!("totalCitationsCount {}, not {sum}", header["totalCitationsCount"]));
    }
    let mut types: BTreeMap<&str, u64> =
        ["publication", "dataset", "software", "other"].iter().map(|name| (*name, 0)).collect();
    for record in found {
        *types.entry(record.json["type"].as_str().unwrap()).or_default() += 1;
    }
    same("countsByType", &header["countsByType"], &json!(types))
}

/// Follows `nextCursor` until a page is empty.
fn walk(
    lake: &Lake,
    request: &Request,
    first: Value,
    found: &[&Record],
    tally: &mut Tally,
) -> Result<(), String> {
    let (mut told, mut body, mut sent) = (Vec::new(), first, "*".to_owned());
    loop {
        tally.pages += 1;
        if body["header"].get("page").is_some() {
            return Err("a walk has header.page".to_owned());
        }
        let page = ids(&body);
        let next = body["header"]["nextCursor"].as_str().ok_or("no nextCursor")?.to_owned();
        if page.is_empty() {
            let (_, end) = ask(lake, &request.text(Some(&next)));
            if !ids(&end).is_empty() || end["header"]["nextCursor"] != next {
                return Err(format!("behind the end `{sent}` leads to `{next}`: {end}"));
            }
            break;
        }
        told.extend(page);
        if next == sent || told.len() > found.len() {
            break;
        }
        let (status, following) = ask(lake, &request.text(Some(&next)));
        if status != 200 {
            return Err(format!("{next}: {status} {following}"));
        }
        (body, sent) = (following, next);
    }
    let wanted: Vec<&str> = found.iter().map(|record| record.id.as_str()).collect();
    if told == wanted { Ok(()) } else { Err(format!("walked {told:?}\n  not {wanted:?}")) }
}

fn ids(body: &Value) -> Vec<String> {
    let id = |record: &Value| {
        let id = record["id"].as_str().unwrap_or_default();
        id.split_once('|').map_or(id, |(_, id)| id).to_owned()
    };
    body["results"].as_array().map(|records| records.iter().map(id).collect()).unwrap_or_default()
}

fn same(name: &str, told: &Value, wanted: &Value) -> Result<(), String> {
    if told == wanted { Ok(()) } else { Err(format!("{name} is {told}, not {wanted}")) }
}
