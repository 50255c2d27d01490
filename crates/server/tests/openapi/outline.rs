//! The descriptions in short: each path with what it takes, and one operation as it stands.

use serde_json::{Value, json};

use super::{document, operations, parameters, resolved};

fn outline(source: &str) -> String {
    let document = document(source);
    let mut lines = Vec::new();
    for (path, method, item, operation) in operations(document) {
        let names: Vec<_> =
            parameters(document, item, operation).into_iter().map(|(name, _)| name).collect();
        let responses: Vec<_> = operation["responses"].as_object().unwrap().keys().collect();
        let answered = responses.iter().map(|status| status.as_str()).collect::<Vec<_>>().join(" ");
        let body = match operation.get("requestBody") {
            Some(_) => "in the body",
            None => &names.join(" "),
        };
        lines.push(format!("{method} {path} ({answered}): {body}"));
    }
    lines.join("\n")
}

/// How many names each parameter of names has.
fn names(source: &str) -> String {
    let document = document(source);
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let counted = schemas.iter().filter_map(|(name, schema)| {
        let names = schema.get("x-filters").or_else(|| schema.pointer("/items/anyOf/0/enum"));
        let names = names.or_else(|| schema.get("enum"))?.as_array()?;
        Some(format!("{name}: {} from {} to {}", names.len(), names.first()?, names.last()?))
    });
    counted.collect::<Vec<_>>().join("\n")
}

#[test]
fn paths_and_parameters() {
    for source in serapeum_sources::ALL {
        insta::assert_snapshot!(format!("{}-paths", source.name), outline(source.name));
        insta::assert_snapshot!(format!("{}-names", source.name), names(source.name));
    }
}

#[test]
fn one_operation() {
    let document = document("crossref");
    let get = &document["paths"]["/members"]["get"];
    let told = |reference: &Value| resolved(document, reference).clone();
    let parameters: Vec<Value> = get["parameters"].as_array().unwrap().iter().map(told).collect();
    let schemas: Vec<Value> =
        parameters.iter().map(|parameter| told(&parameter["schema"])).collect();
    let text = json!({
        "servers": document["servers"],
        "get": get,
        "parameters": parameters,
        "schemas": schemas,
        "200": told(&get["responses"]["200"]),
        "400": told(&get["responses"]["400"]),
        "503": told(&get["responses"]["503"]),
    });
    insta::assert_snapshot!(serde_json::to_string_pretty(&text).unwrap());
}
