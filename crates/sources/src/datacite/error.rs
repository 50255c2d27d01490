//! Failures in the form of JSON:API, see <https://support.datacite.org/docs/api-error-codes>.

use serapeum_model::{BadRequest, Class, Reply, nearest};

use super::object::text;

/// The code of a `query` that is no query; its errors are told as an object.
const SYNTAX: &str = "syntax";

/// The media type of every answer.
pub(super) const MEDIA: &str = "application/json; charset=utf-8";

const MISSING: &str = "The resource you are looking for doesn't exist.";

/// Something that there is no resource of.
pub(super) fn missing(path: &str) -> BadRequest {
    BadRequest::new(Class::Missing, path, MISSING)
}

/// A text of the parameter `query` that does not follow its grammar.
pub(super) fn syntax(query: &str, problem: impl Into<String>) -> BadRequest {
    BadRequest::coded("query", SYNTAX, query, problem)
}

/// A value that its parameter cannot have.
pub(super) fn value(parameter: &str, text: impl Into<String>) -> BadRequest {
    BadRequest::query(parameter, text)
}

/// What is told of a name that the API ignores.
pub(super) fn ignored(what: &str, name: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("The {what} `{name}` is ignored; did you mean `{near}`?"),
        None => format!("The {what} `{name}` is ignored: there is no such {what}."),
    }
}

/// A reply of JSON.
pub(super) fn reply(status: u16, body: Vec<u8>) -> Reply {
    let headers = vec![("x-anonymous-consumer", "true".to_owned())];
    Reply { media: MEDIA, headers, ..Reply::json(status, body) }
}

pub(super) fn write(error: &BadRequest) -> Reply {
    if error.code == Some(SYNTAX) {
        let title =
            format!("Failed to parse query [{}]", error.value.as_deref().unwrap_or_default());
        let (title, detail) = (text(&title), text(&error.to_string()));
        let body = format!("{{\"errors\":{{\"title\":{title},\"detail\":{detail}}}}}");
        return reply(400, body.into_bytes());
    }
    let (status, title, detail) = match error.class {
        Class::Query | Class::Paging => (400, error.to_string(), None),
        Class::Missing => (404, MISSING.to_owned(), None),
        Class::Path => (404, MISSING.to_owned(), Some(error.to_string())),
        Class::Lake => (404, error.to_string(), None),
    };
    let detail = detail.map_or_else(String::new, |detail| format!(",\"detail\":{}", text(&detail)));
    let body =
        format!("{{\"errors\":[{{\"status\":\"{status}\",\"title\":{}{detail}}}]}}", text(&title));
    reply(status, body.into_bytes())
}
