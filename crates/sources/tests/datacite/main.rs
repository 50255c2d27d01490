//! DataCite requests as text, and what becomes of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod errors;
mod filters;
mod hostile;
#[path = "../asking/numbers.rs"]
mod numbers;
mod objects;
mod paging;
mod queries;
#[path = "../asking/reading.rs"]
mod reading;
mod recorded;
mod searches;
mod tables;

use serapeum_model::{BadRequest, Reply, Request};
use serapeum_sources::datacite::SOURCE;

/// Reads a request as it stands behind the API's host.
fn read(text: &str) -> Result<Request, BadRequest> {
    read_as(text, false)
}

fn read_as(text: &str, strict: bool) -> Result<Request, BadRequest> {
    reading::read(&SOURCE, text, strict)
}

/// The predicate of a list of DOIs, without the implied scope; or the error's text.
fn dois(query: &str) -> String {
    show(&format!("dois?{query}"))
}

fn show(text: &str) -> String {
    shown(read(text))
}

fn strictly(text: &str) -> String {
    shown(read_as(text, true))
}

fn shown(request: Result<Request, BadRequest>) -> String {
    let request = match request {
        Ok(request) => request,
        Err(error) => return error_text(&error),
    };
    let text = request.query.filter.to_string();
    match text.strip_suffix(" AND state = 'findable')") {
        Some(rest) if rest.starts_with("(") => format!("{rest})"),
        _ => text,
    }
}

fn error_text(error: &BadRequest) -> String {
    let reply = SOURCE.dialect.write_error(error);
    format!("{} {}", reply.status, String::from_utf8(reply.body).unwrap())
}

/// What the caller is told beside the answer.
fn notes(text: &str) -> String {
    read(text).unwrap().notes.join(" ")
}

fn json(reply: &Reply) -> serde_json::Value {
    serde_json::from_slice(&reply.body).unwrap()
}
