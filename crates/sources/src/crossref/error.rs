//! Failures in the words of the Crossref API, all of a request at once, see
//! <https://www.crossref.org/documentation/retrieve-metadata/rest-api/tips-for-using-the-crossref-rest-api/>.

use serapeum_model::{BadRequest, Class, Reply, nearest};
use serde_json::json;

use super::headers;

/// The media type of answers that are not written by the search engine.
pub(super) const PLAIN_JSON: &str = "application/json;charset=utf-8";

const NO_RESOURCE: &str = "Resource not found.";
/// Marks a missing record whose answer says that it is JSON, although it is the same text.
const AS_JSON: &str = "resource-not-found";
const NO_ROUTE: &str = "route-not-found";

/// After so many mistakes a request is read no further: each is told with all valid names.
const MANY: usize = 100;

/// Mistakes as they are found.
#[derive(Debug, Default)]
pub(super) struct Mistakes(Vec<BadRequest>);

impl Mistakes {
    /// Notes a mistake.
    pub(super) fn add(&mut self, mistake: BadRequest) {
        self.0.push(mistake);
    }

    /// Whether there are more than anybody reads.
    pub(super) fn are_many(&self) -> bool {
        self.0.len() >= MANY
    }

    /// The value, or nothing and a mistake more.
    pub(super) fn note<T>(&mut self, result: Result<T, BadRequest>) -> Option<T> {
        result.map_err(|mistake| self.add(mistake)).ok()
    }

    /// The first mistake, with the others beside it. A cursor that leads nowhere counts only in a request without
    /// other mistakes: it has a status of its own.
    pub(super) fn end(mut self) -> Result<(), BadRequest> {
        if self.0.iter().any(|mistake| mistake.class == Class::Query) {
            self.0.retain(|mistake| mistake.class == Class::Query);
        }
        let mut mistakes = self.0.into_iter();
        match mistakes.next() {
            None => Ok(()),
            Some(first) => Err(BadRequest { more: mistakes.collect(), ..first }),
        }
    }
}

/// A record, or a resource with works, that does not exist.
pub(super) fn missing(as_json: bool) -> BadRequest {
    let code = as_json.then_some(AS_JSON);
    BadRequest { code, ..BadRequest::new(Class::Missing, "path", NO_RESOURCE) }
}

/// A path that leads nowhere.
pub(super) fn no_route(why: Option<&str>) -> BadRequest {
    let text =
        why.map_or_else(|| "Route not found".to_owned(), |why| format!("Route not found: {why}"));
    BadRequest { code: Some(NO_ROUTE), ..BadRequest::new(Class::Path, "path", text) }
}

/// A cursor that is none, or that belongs to another request.
pub(super) fn invalid_cursor(token: &str) -> BadRequest {
    let text = "Cursor specified but it is invalid";
    let mistake = BadRequest::coded("cursor", "cursor-invalid", token, text);
    BadRequest { class: Class::Paging, ..mistake }
}

/// A parameter that the route does not take.
pub(super) fn not_allowed(name: &str) -> BadRequest {
    let text = format!("This route does not support {name}");
    BadRequest::coded(name, "parameter-not-allowed", name, text)
}

/// A name that the route does not know, with those that it knows. The nearest one stands before the list, because
/// clients read the list off the end of the message.
pub(super) fn not_available(
    parameter: &str,
    code: &'static str,
    what: &str,
    name: &str,
    valid: &[&str],
) -> BadRequest {
    let kind = what.to_lowercase();
    let near = match nearest(name, valid.iter().copied()) {
        Some(near) => format!(" Did you mean '{near}'?"),
        None => String::new(),
    };
    let text = format!(
        "{what} '{name}' specified but there is no such {kind} for this route.{near} Valid {kind}s for this \
         route are: {}",
        valid.join(", ")
    );
    BadRequest::coded(
        parameter,
        code,
        name,
        text.replace("Valid field querys", "Valid field queries"),
    )
}

/// A value outside of a list of words.
pub(super) fn not_among(
    parameter: &str,
    code: &'static str,
    friendly: &str,
    value: &str,
    words: &[&str],
) -> BadRequest {
    let text = format!("{friendly} specified as {value} but must be one of: {}", words.join(", "));
    BadRequest::coded(parameter, code, value, text)
}

/// A number that is none, or that is above the largest.
pub(super) fn not_integer(parameter: &str, value: &str, most: Option<u64>) -> BadRequest {
    let most = most.map_or(String::new(), |most| format!(" less than or equal to {most}"));
    let text = format!("Integer specified as {value} but must be a positive integer{most}. ");
    BadRequest::coded(parameter, "integer-not-valid", value, text)
}

/// A list of pairs that has something else in it.
pub(super) fn not_pairs(parameter: &str, value: &str) -> BadRequest {
    let text = format!(
        "Pair list form specified as '{value}' but should be of the form: key:val,...,keyN:valN"
    );
    BadRequest::coded(parameter, "pair-list-form-invalid", value, text)
}

pub(super) fn write(error: &BadRequest) -> Reply {
    let failed = |kind: &str| {
        let all: Vec<String> = [error].into_iter().chain(&error.more).map(told).collect();
        let all = all.join(",");
        format!("{{\"status\":\"failed\",\"message-type\":\"{kind}\",\"message\":[{all}]}}")
    };
    let told = |kind: &str| {
        let text = json!(error.to_string());
        format!(
            "{{\"status\":\"error\",\"message-type\":\"{kind}\",\"message-version\":\"1.0.0\",\"message\":{text}}}"
        )
    };
    let (status, media, body) = match error.class {
        Class::Query => (400, PLAIN_JSON, failed("validation-failure")),
        Class::Paging => (404, "application/json", failed("resource-failure")),
        Class::Missing if error.code == Some(AS_JSON) => (404, PLAIN_JSON, NO_RESOURCE.to_owned()),
        Class::Missing => (404, "text/plain", NO_RESOURCE.to_owned()),
        Class::Path => (404, PLAIN_JSON, told(NO_ROUTE)),
        Class::Lake => (404, PLAIN_JSON, told("not-in-this-lake")),
    };
    headers::add(Reply { media, ..Reply::json(status, body.into_bytes()) })
}

// A map would reorder the members.
fn told(error: &BadRequest) -> String {
    let code = match error.class {
        Class::Paging => "cursor-invalid",
        _ => "parameter-not-valid",
    };
    format!(
        "{{\"type\":{},\"value\":{},\"message\":{}}}",
        json!(error.code.unwrap_or(code)),
        json!(error.value.as_deref().unwrap_or(&error.parameter)),
        json!(error.to_string())
    )
}
