//! Crossref requests as text, and what becomes of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod answers;
mod errors;
mod facets;
mod filters;
mod hostile;
mod paging;
#[path = "../asking/reading.rs"]
mod reading;
mod recorded;
mod records;
mod routes;
mod searches;
mod tables;

use serapeum_model::{BadRequest, Request};
use serapeum_sources::crossref::SOURCE;

/// Reads a request as it stands behind the API's host.
fn read(text: &str) -> Result<Request, BadRequest> {
    read_as(text, false)
}

fn read_as(text: &str, strict: bool) -> Result<Request, BadRequest> {
    reading::read(&SOURCE, text, strict)
}

/// The predicate of a filter on works, or the body of the error.
fn works(filter: &str) -> String {
    show(&format!("works?filter={filter}"))
}

fn show(text: &str) -> String {
    match read(text) {
        Ok(request) => request.query.filter.to_string(),
        Err(error) => failure(&error),
    }
}

/// The status and the failures, each as `type (value) message`.
fn failure(error: &BadRequest) -> String {
    let reply = SOURCE.dialect.write_error(error);
    let text = String::from_utf8(reply.body).unwrap();
    let Ok(body) = serde_json::from_str::<serde_json::Value>(&text) else {
        return format!("{} {text}", reply.status);
    };
    let told = match &body["message"] {
        serde_json::Value::Array(all) => {
            let one = |failure: &serde_json::Value| {
                let text = |name: &str| failure[name].as_str().unwrap().to_owned();
                format!("{} ({}) {}", text("type"), text("value"), text("message"))
            };
            all.iter().map(one).collect::<Vec<_>>().join("; ")
        }
        text => text.as_str().unwrap().to_owned(),
    };
    format!("{} {}: {told}", reply.status, body["message-type"].as_str().unwrap())
}
