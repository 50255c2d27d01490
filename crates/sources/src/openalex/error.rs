//! Failures in the words of the OpenAlex API, see
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/filter-entity-lists>. Where the original names
//! all valid names, the nearest one follows.

use serapeum_model::{BadRequest, Class, Entity, Problem, Reply, nearest};
use serde_json::{Value, json};

/// Valid as a filter, but not told in the original's list.
const UNLISTED: &str = "from_updated_date";

/// The parameters, in the order in which the original lists them.
pub(super) const PARAMETERS: &[&str] = &[
    "apc_sum",
    "api-key",
    "api_key",
    "cited_by_count_sum",
    "cursor",
    "data_version",
    "data-version",
    "filter",
    "format",
    "include_xpac",
    "include-xpac",
    "group_by",
    "group-by",
    "group_bys",
    "group-bys",
    "mailto",
    "page",
    "per_page",
    "per-page",
    "q",
    "sample",
    "seed",
    "search",
    "select",
    "sort",
    "warm",
];

/// A name longer than any has no near one; comparing it with them all would take its length times theirs.
const LONGEST_NAME: usize = 100;

/// A filter, sort key or group that does not exist.
pub(super) fn unknown_field(entity: &Entity, parameter: &str, name: &str) -> BadRequest {
    let names = entity.names();
    // What sorts, too, and is in no list of the original.
    let score = (parameter == "sort").then_some("relevance_score");
    let known: Vec<&str> = names.iter().copied().chain(score).collect();
    let near = if name == entity.id.name { Some("ids.openalex") } else { near(name, &known) };
    unknown(parameter, "field", name, near, &names)
}

/// A way of searching that does not exist.
pub(super) fn unknown_search(name: &str, known: &[&str]) -> BadRequest {
    unknown(name, "search parameter", name, near(name, known), known)
}

/// Suggestions of what there are none of.
pub(super) fn unknown_suggestions(name: &str, known: &[&str]) -> BadRequest {
    unknown("path", "suggestions of", name, near(name, known), known)
}

/// A parameter that does not exist. The newest one is missing in the original's own list.
pub(super) fn unknown_parameter(name: &str) -> BadRequest {
    let known: Vec<_> = PARAMETERS.iter().copied().chain(["corpus"]).collect();
    unknown(name, "parameter", name, near(name, &known), PARAMETERS)
}

/// The name that a mistyped one probably stands for.
pub(super) fn near<'k>(name: &str, known: &[&'k str]) -> Option<&'k str> {
    if name.len() > LONGEST_NAME { None } else { nearest(name, known.iter().copied()) }
}

fn unknown(
    parameter: &str,
    what: &'static str,
    name: &str,
    near: Option<&str>,
    valid: &[&str],
) -> BadRequest {
    let problem = Problem::Unknown {
        what,
        name: name.to_owned(),
        nearest: near.map(str::to_owned),
        valid: valid.iter().map(|name| (*name).to_owned()).collect(),
    };
    BadRequest::of(Class::Query, parameter, problem)
}

/// Something the API has and this version has not.
pub(super) fn unsupported(parameter: &str, what: &str) -> BadRequest {
    BadRequest::query(parameter, format!("{what} is not supported yet in this version."))
}

pub(super) fn write(error: &BadRequest) -> Reply {
    let text = message(error);
    let (status, body) = match error.class {
        Class::Query => (400, named("Invalid query parameters error.", text)),
        Class::Paging => (400, named("Pagination error.", text)),
        Class::Missing => (404, named("Not found.", text)),
        Class::Lake => (404, named("Not in this lake.", text)),
        Class::Path => (404, json!({ "message": text })),
    };
    Reply::json(status, body.to_string().into_bytes())
}

fn named(error: &str, message: String) -> Value {
    json!({ "error": error, "message": message })
}

fn message(error: &BadRequest) -> String {
    let Problem::Unknown { what, name, nearest, valid } = &error.problem else {
        return error.to_string();
    };
    let mut text = match *what {
        "field" => {
            let listed: Vec<_> =
                valid.iter().map(String::as_str).filter(|v| *v != UNLISTED).collect();
            format!(
                "{name} is not a valid field. Valid fields are underscore or hyphenated versions of: {}",
                listed.join(", ")
            )
        }
        "parameter" => {
            format!("{name} is not a valid parameter. Valid parameters are: {}.", valid.join(", "))
        }
        "member" => {
            format!(
                "{name} is not a valid select field. Valid fields for select are: {}.",
                valid.join(", ")
            )
        }
        "search parameter" => {
            format!(
                "'{name}' is not a valid search parameter. Valid search parameters are: {}.",
                valid.join(", ")
            )
        }
        "suggestions of" => {
            format!(
                "/autocomplete/{name} is not answered; these are: /autocomplete, /autocomplete/{}.",
                valid.join(", /autocomplete/")
            )
        }
        "entity" => "OpenAlex ID format not recognized".to_owned(),
        _ => return error.to_string(),
    };
    if let Some(nearest) = nearest {
        let stop = if text.ends_with('.') { "" } else { "." };
        text.push_str(&format!("{stop} Did you mean '{nearest}'?"));
    }
    text
}
