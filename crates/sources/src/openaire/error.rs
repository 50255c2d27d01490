//! Failures in the form of the API: a message, the name of the status, its number.

use serapeum_model::{BadRequest, Class, Problem, Reply};
use serde_json::Value;

pub(super) fn write(error: &BadRequest) -> Reply {
    let (status, name) = match error.class {
        Class::Query | Class::Paging => (400, "Bad Request"),
        Class::Missing | Class::Lake => (404, "Not Found"),
        // The service's framework says so of paths that it has nothing behind.
        Class::Path => (405, "Method Not Allowed"),
    };
    let message = Value::from(message(error));
    let body = format!("{{\"message\":{message},\"error\":\"{name}\",\"code\":{status}}}");
    Reply::json(status, body.into_bytes())
}

fn message(error: &BadRequest) -> String {
    let Problem::Unknown { what, name, nearest, valid } = &error.problem else {
        return error.to_string();
    };
    let mut text = match *what {
        "parameter" => {
            format!("Unknown parameter: {name}; valid parameters are: [{}]", valid.join(", "))
        }
        "sort key" => format!("Invalid field name in sortBy parameter: {name}"),
        "resource" => format!("No static resource {name}."),
        _ => return error.to_string(),
    };
    if let Some(nearest) = nearest {
        let stop = if text.ends_with('.') { "" } else { "." };
        text.push_str(&format!("{stop} Did you mean '{nearest}'?"));
    }
    text
}
