//! The APIs as an OpenAPI document, see <https://spec.openapis.org/oas/v3.1.0>: a view of the sources' tables. Paths
//! and parameters are the dialects' own; the forms of answers and failures are seen by having the dialects write some.

mod parameters;
mod seen;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use serapeum_model::{Parameter, Route, Source};
use serde_json::{Map, Value, json};

use crate::{Answers, Offered, reply};

/// Everything that may be a part of a component's name.
fn plain(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '_' };
    text.trim_matches(['{', '}', '[', ']']).chars().map(plain).collect()
}

/// The document about what is answered; or about one source alone, with paths below it. `None` where there is no such
/// source, or nothing is known of it.
pub fn openapi<A: Answers>(answers: &A, source: Option<&str>) -> Option<String> {
    let offered = answers.sources();
    let told = |offered: &Offered| source.is_none_or(|name| offered.name == name);
    let offered: Vec<_> = offered.into_iter().filter(told).collect();
    let mut document = Document::default();
    for offered in &offered {
        let Some(known) = answers.described(&offered.name) else { continue };
        let prefix = if source.is_some() { String::new() } else { format!("/{}", known.name) };
        document.source(known, offered, &prefix);
    }
    let nothing = document.paths.is_empty();
    (!nothing).then(|| document.text(&source.map_or("/".to_owned(), |name| format!("/{name}"))))
}

/// What is told so far.
#[derive(Debug, Default)]
struct Document {
    tags: Vec<Value>,
    paths: Map<String, Value>,
    parameters: BTreeMap<String, Value>,
    responses: BTreeMap<String, Value>,
    schemas: BTreeMap<String, Value>,
}

impl Document {
    /// Adds the routes of a source whose records are there.
    fn source(&mut self, source: &'static Source, offered: &Offered, prefix: &str) {
        let routes = source.dialect.routes();
        let routes: Vec<Route> = routes
            .into_iter()
            .filter(|route| offered.entities.iter().any(|e| e == route.entity.name))
            .collect();
        if routes.is_empty() {
            return;
        }
        let tags: BTreeSet<&str> = routes.iter().map(|route| route.entity.name).collect();
        self.tags
            .extend(tags.iter().map(|name| json!({ "name": format!("{}/{name}", source.name) })));
        let mut failures = Map::new();
        for (status, bodies) in seen::failures(source) {
            let name = format!("{}.{status}", source.name);
            let mut response = response("The request cannot be answered.", bodies);
            // The server's own failures have this form, whatever the source's are.
            let own = json!({ "$ref": "#/components/schemas/error" });
            let content = &mut response["content"]["application/json"];
            let schema = match content["schema"].take() {
                Value::Null => own,
                of_source => json!({ "anyOf": [of_source, own] }),
            };
            content["schema"] = schema;
            self.responses.insert(name.clone(), response);
            failures.insert(
                status.to_string(),
                json!({ "$ref": format!("#/components/responses/{name}") }),
            );
        }
        for (status, name) in [("503", "busy"), ("default", "error")] {
            failures.insert(
                status.to_owned(),
                json!({ "$ref": format!("#/components/responses/{name}") }),
            );
        }
        for route in &routes {
            self.route(source, route, prefix, &failures);
        }
    }

    fn route(
        &mut self,
        source: &'static Source,
        route: &Route,
        prefix: &str,
        failures: &Map<String, Value>,
    ) {
        let id = route.path.split('/').fold(source.name.to_owned(), |id, step| {
            format!("{id}_{}", plain(step).replace(['-', '.'], "_"))
        });
        let seen = seen::answers(source, route);
        self.responses.insert(id.clone(), response("The answer.", seen.bodies));
        let mut responses = failures.clone();
        responses
            .insert("200".to_owned(), json!({ "$ref": format!("#/components/responses/{id}") }));
        let (held, asked): (Vec<_>, Vec<_>) =
            route.parameters.iter().partition(|parameter| route.holds(parameter));
        let held: Vec<Value> =
            held.iter().map(|parameter| self.parameter(source, route, parameter, "path")).collect();
        let asked_as = |document: &mut Document, parameter: &&Parameter| {
            document.parameter(source, route, parameter, "query")
        };
        let query: Vec<Value> = asked.iter().map(|one| asked_as(self, one)).collect();
        let operation = |id: &str, parameters: &[Value]| {
            json!({
                "operationId": id,
                "tags": [format!("{}/{}", source.name, route.entity.name)],
                "summary": route.about,
                "parameters": parameters,
                "responses": responses,
            })
        };
        let mut item = json!({ "get": operation(&id, &query) });
        if !held.is_empty() {
            item["parameters"] = json!(held);
        }
        if seen.pages && !asked.is_empty() {
            let mut post = operation(&format!("{id}_post"), &[]);
            post["description"] = json!("As with GET, with parameters that no URL can hold.");
            post["requestBody"] = self.form(source, route, &asked);
            item["post"] = post;
        }
        self.paths.insert(format!("{prefix}/{}", route.path), item);
    }

    /// A reference to a parameter.
    fn parameter(
        &mut self,
        source: &Source,
        route: &Route,
        parameter: &Parameter,
        place: &str,
    ) -> Value {
        let schema = self.schema(source, route, parameter);
        let told = parameters::described(parameter, place, &schema);
        let name = format!("{}.{}.{}", source.name, route.entity.name, plain(&parameter.name));
        let name = named(&mut self.parameters, name, told);
        json!({ "$ref": format!("#/components/parameters/{name}") })
    }

    /// Where the schema of a parameter is.
    fn schema(&mut self, source: &Source, route: &Route, parameter: &Parameter) -> String {
        let schema = parameters::schema(route.entity, parameter);
        let name = format!("{}.{}.{}", source.name, route.entity.name, plain(&parameter.name));
        let name = named(&mut self.schemas, name, schema);
        format!("#/components/schemas/{name}")
    }

    /// The parameters in a body.
    fn form(&mut self, source: &Source, route: &Route, asked: &[&Parameter]) -> Value {
        let (mut members, mut encoding) = (Map::new(), Map::new());
        for parameter in asked {
            let schema = self.schema(source, route, parameter);
            members.insert(parameter.name.clone(), json!({ "$ref": schema }));
            if parameters::is_list(parameter) {
                let list = json!({ "style": "form", "explode": false });
                encoding.insert(parameter.name.clone(), list);
            }
        }
        json!({ "content": { "application/x-www-form-urlencoded": {
            "schema": { "type": "object", "properties": members },
            "encoding": encoding,
        } } })
    }

    /// The document; its members stand in the usual order.
    fn text(mut self, server: &str) -> String {
        self.schemas.insert(
            "error".to_owned(),
            json!({
                "type": "object",
                "description": "A failure of the server itself.",
                "required": ["error", "message"],
                "properties": { "error": { "type": "string" }, "message": { "type": "string" } },
            }),
        );
        let example: Value = serde_json::from_slice(
            &reply::error(
                503,
                "Service unavailable.",
                "too many requests wait already: try again later",
            )
            .body,
        )
        .unwrap_or_default();
        let content = json!({ "application/json": {
            "schema": { "$ref": "#/components/schemas/error" },
            "example": example,
        } });
        let error = json!({ "description": "A failure of the server itself.", "content": content });
        let busy = json!({
            "description": "The server has too much to do.",
            "headers": { "Retry-After": { "description": "Seconds.", "schema": { "type": "integer" } } },
            "content": content,
        });
        self.responses.extend([("error".to_owned(), error), ("busy".to_owned(), busy)]);
        let info = json!({
            "title": "Serapeum",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The APIs of scholarly indexes, answered from a local lake. Values in paths may hold slashes.",
        });
        let members = [
            ("openapi", json!("3.1.0")),
            ("info", info),
            ("servers", json!([{ "url": server }])),
            ("tags", json!(self.tags)),
            ("paths", Value::Object(self.paths)),
            (
                "components",
                json!({
                    "parameters": self.parameters,
                    "responses": self.responses,
                    "schemas": self.schemas,
                }),
            ),
        ];
        let members: Vec<String> =
            members.iter().map(|(name, value)| format!("{}:{value}", json!(name))).collect();
        format!("{{{}}}\n", members.join(","))
    }
}

/// Keeps a component under a name; under another one where that is taken by a different component.
fn named(known: &mut BTreeMap<String, Value>, name: String, told: Value) -> String {
    let mut at = name.clone();
    let mut number = 2;
    while known.get(&at).is_some_and(|there| *there != told) {
        at = format!("{name}.{number}");
        number += 1;
    }
    known.entry(at.clone()).or_insert(told);
    at
}

/// A response with bodies that were seen.
fn response(about: &str, bodies: seen::Bodies) -> Value {
    let mut content = Map::new();
    for (media, (schema, documents)) in bodies {
        let mut told = json!({ "schema": shape::open(schema) });
        if let Some(first) = documents.into_iter().next() {
            told["example"] = first;
        }
        content.insert(media.to_owned(), told);
    }
    json!({ "description": about, "content": content })
}
