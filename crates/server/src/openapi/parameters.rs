//! Parameters as OpenAPI describes them.

use serapeum_model::{Entity, Parameter, Takes};
use serde_json::{Map, Value, json};

/// Numbers beyond this are not told: not every reader of JSON keeps them.
const LARGEST: u64 = 1 << 53;

/// A parameter, without its place and with its schema elsewhere.
pub(super) fn described(parameter: &Parameter, place: &str, schema: &str) -> Value {
    let mut about = format!("{}.", parameter.about);
    if !parameter.aliases.is_empty() {
        let names: Vec<String> = parameter.aliases.iter().map(|name| format!("`{name}`")).collect();
        about.push_str(&format!(" Also spelt {}.", names.join(", ")));
    }
    let mut told = json!({
        "name": parameter.name,
        "in": place,
        "description": about,
        "schema": { "$ref": schema },
    });
    if let Value::Object(told) = &mut told {
        if place == "path" || parameter.required {
            told.insert("required".to_owned(), json!(true));
        }
        if is_list(parameter) {
            told.insert("style".to_owned(), json!("form"));
            told.insert("explode".to_owned(), json!(false));
        }
        told.insert("example".to_owned(), example(parameter));
    }
    told
}

/// Whether commas separate the parts of a value.
pub(super) fn is_list(parameter: &Parameter) -> bool {
    matches!(parameter.takes, Takes::Names(_) | Takes::Filters(_))
}

fn example(parameter: &Parameter) -> Value {
    let text = &parameter.example;
    match &parameter.takes {
        Takes::Number(..) => text.parse::<u64>().map_or_else(|_| json!(text), |n| json!(n)),
        Takes::Truth => json!(text == "true"),
        Takes::Names(_) | Takes::Filters(_) => json!([text]),
        Takes::Text | Takes::Word(_) => json!(text),
    }
}

/// What values a parameter has.
pub(super) fn schema(entity: &Entity, parameter: &Parameter) -> Value {
    match &parameter.takes {
        Takes::Text => json!({ "type": "string" }),
        Takes::Number(least, most) => {
            let mut schema = Map::new();
            schema.insert("type".to_owned(), json!("integer"));
            schema.insert("minimum".to_owned(), json!(least));
            if *most < LARGEST {
                schema.insert("maximum".to_owned(), json!(most));
            }
            Value::Object(schema)
        }
        Takes::Truth => json!({ "type": "boolean" }),
        Takes::Word(words) => json!({ "type": "string", "enum": words }),
        // Names may have more behind them, so that other texts are no mistake.
        Takes::Names(names) => {
            json!({ "type": "array", "items": { "anyOf": [{ "enum": names }, { "type": "string" }] } })
        }
        Takes::Filters(names) => {
            let rows = names.iter().map(|name| filter(entity, name));
            json!({
                "type": "array",
                "description": format!("The filters:\n\n{}", rows.collect::<String>()),
                "items": { "type": "string", "pattern": "^[^:]+:" },
                "x-filters": names,
            })
        }
    }
}

/// A line about a filter.
fn filter(entity: &Entity, name: &str) -> String {
    let Some(test) = entity.filter(name) else { return format!("* `{name}`\n") };
    let (values, meaning) = (test.values(entity), test.meaning(name));
    let meaning = if meaning.is_empty() { meaning } else { format!(" ({meaning})") };
    format!("* `{name}`: {values}{meaning}\n")
}
