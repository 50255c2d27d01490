//! OpenAIRE requests as text, and what becomes of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod columns;
#[path = "../asking/damage.rs"]
mod damage;
mod errors;
mod filters;
mod grammar;
mod hostile;
mod joins;
#[path = "../asking/numbers.rs"]
mod numbers;
mod paging;
#[path = "../asking/reading.rs"]
mod reading;
mod real;
mod records;
mod searches;
mod tables;

use serapeum_model::{BadRequest, Request};
use serapeum_sources::openaire::SOURCE;

/// Reads a request as it stands behind the API's host.
fn read(text: &str) -> Result<Request, BadRequest> {
    read_as(text, false)
}

fn read_as(text: &str, strict: bool) -> Result<Request, BadRequest> {
    reading::read(&SOURCE, text, strict)
}

/// The predicate of a request, or the error's status and message.
fn show(text: &str) -> String {
    match read(text) {
        Ok(request) => request.query.filter.to_string(),
        Err(error) => error_text(&error),
    }
}

fn products(filter: &str) -> String {
    show(&format!("researchProducts?{filter}"))
}

fn error_text(error: &BadRequest) -> String {
    let reply = SOURCE.dialect.write_error(error);
    let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    assert_eq!(body["code"], reply.status);
    format!("{} {}", reply.status, body["message"].as_str().unwrap())
}
