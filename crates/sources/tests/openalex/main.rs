//! OpenAlex requests as text, and what becomes of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod coverage;
#[path = "../asking/damage.rs"]
mod damage;
mod errors;
mod explosions;
mod filters;
mod groups;
mod hostile;
#[path = "../asking/numbers.rs"]
mod numbers;
mod objects;
mod paging;
#[path = "../asking/reading.rs"]
mod reading;
mod searches;
mod select;
mod singletons;

use serapeum_model::{BadRequest, Request};
use serapeum_sources::openalex::SOURCE;

/// Reads a request as it stands behind the API's host.
fn read(text: &str) -> Result<Request, BadRequest> {
    read_as(text, false)
}

fn read_as(text: &str, strict: bool) -> Result<Request, BadRequest> {
    reading::read(&SOURCE, text, strict)
}

/// The predicate of a filter on works, without the implied scope; or the error's text.
fn works(filter: &str) -> String {
    show(&format!("works?include_xpac=true&filter={filter}"))
}

fn show(text: &str) -> String {
    match read(text) {
        Ok(request) => request.query.filter.to_string(),
        Err(error) => error_text(&error),
    }
}

fn error_text(error: &BadRequest) -> String {
    let reply = SOURCE.dialect.write_error(error);
    let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap();
    let heading = body["error"].as_str().unwrap_or_default();
    format!("{} {heading} {}", reply.status, body["message"].as_str().unwrap())
}
