//! Suggestions as the API tells them.

use serapeum_model::{Answer, Ask, BadRequest, Class, Entity, Reply, Request};
use serde_json::{Map, Value, json};

use super::{
    super::{error, names::COUNTRIES},
    SIZE,
    table::{Hint, Row, TABLE},
};

/// So many authors of a work are told.
const AUTHORS: usize = 3;

/// Writes the answer to a request for suggestions.
pub(in super::super) fn write(request: &Request, answer: &Answer, millis: u64) -> Reply {
    let mut results = Vec::new();
    let total = match (answer, &request.query.ask) {
        (Answer::Each(answers), Ask::Each(queries)) => {
            let mut total = 0;
            let mut ranked: Vec<(i64, Value)> = Vec::new();
            for (answer, query) in answers.iter().zip(queries) {
                let (found, told) = match page(query.entity, answer) {
                    Ok(page) => page,
                    Err(error) => return error::write(&error),
                };
                total += found;
                let by = query.sort.first().map_or("", |key| key.field.name);
                ranked.extend(told.into_iter().map(|one| (one[by].as_i64().unwrap_or(0), one)));
            }
            // The sort is stable: the order of the tables and of each table decides between equals.
            ranked.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
            results.extend(ranked.into_iter().take(SIZE as usize).map(|(_, one)| one));
            total
        }
        _ => match page(request.query.entity, answer) {
            Ok((total, told)) => {
                results = told;
                total
            }
            Err(error) => return error::write(&error),
        },
    };
    let meta = json!({"count": total, "db_response_time_ms": millis, "page": 1, "per_page": SIZE});
    let body = json!({"meta": meta, "results": results});
    Reply::json(200, body.to_string().into_bytes())
}

fn page(entity: &Entity, answer: &Answer) -> Result<(u64, Vec<Value>), BadRequest> {
    let row = TABLE.iter().find(|row| row.entity.name == entity.name);
    let (Answer::Page { total, records, .. }, Some(row)) = (answer, row) else {
        let text = "The answer is not of the kind that was asked for.";
        return Err(BadRequest::new(Class::Lake, "path", text));
    };
    let mut told = Vec::with_capacity(records.len());
    for record in records {
        let record: Value = serde_json::from_slice(record).map_err(|error| {
            let text = format!("A record of {} is damaged: {error}.", entity.name);
            BadRequest::new(Class::Lake, "path", text)
        })?;
        told.push(suggestion(row, &record));
    }
    Ok((*total, told))
}

fn suggestion(row: &Row, record: &Value) -> Value {
    let id = record["id"].as_str().unwrap_or_default();
    let mut told = Map::new();
    told.insert("id".to_owned(), record["id"].clone());
    told.insert("short_id".to_owned(), short(row, id).into());
    let mut stored = |name: &str, value: Option<&Value>| {
        if let Some(value) = value.filter(|value| !value.is_null()) {
            told.insert(name.to_owned(), value.clone());
        }
    };
    let name = record.get("display_name").filter(|name| !name.is_null());
    stored("display_name", name.or_else(|| record.get("title")));
    stored("cited_by_count", record.get("cited_by_count"));
    stored("works_count", record.get("works_count"));
    told.insert("hint".to_owned(), hint(row.hint, record));
    told.insert("entity_type".to_owned(), row.told.into());
    let external = row.external.split('.').try_fold(record, |value, step| value.get(step));
    told.insert("external_id".to_owned(), external.cloned().unwrap_or(Value::Null));
    told.insert("filter_key".to_owned(), row.filter.into());
    Value::Object(told)
}

/// The kind and the last part of the id, such as `works/W1`.
fn short(row: &Row, id: &str) -> String {
    let last = id.rsplit('/').next().unwrap_or_default();
    let kind = if row.told == "country" { "countrie" } else { row.told };
    format!("{kind}s/{last}")
}

fn hint(hint: Hint, record: &Value) -> Value {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let told = match hint {
        Hint::Authors => Some(authors(record)),
        Hint::Affiliation => {
            let several = record.get("last_known_institutions").and_then(|list| list.get(0));
            let institution = several.or_else(|| record.get("last_known_institution"));
            institution.and_then(|one| {
                let code = one["country_code"].as_str();
                let country = COUNTRIES.iter().find(|(known, _)| Some(*known) == code);
                let country = country.map(|(_, name)| (*name).to_owned());
                joined(text(&one["display_name"]), country)
            })
        }
        Hint::Place => joined(text(&record["geo"]["city"]), text(&record["geo"]["country"])),
        Hint::Host => {
            let host = text(&record["host_organization_name"]);
            host.or_else(|| Some("host organization unknown".to_owned()))
        }
        Hint::Description => text(&record["description"]),
    };
    told.map_or(Value::Null, Value::from)
}

fn authors(record: &Value) -> String {
    let authorships = record["authorships"].as_array().map_or(&[] as &[Value], Vec::as_slice);
    let names: Vec<&str> = authorships
        .iter()
        .filter_map(|one| one["author"]["display_name"].as_str())
        .take(AUTHORS)
        .collect();
    match names.as_slice() {
        [] => "authors unknown".to_owned(),
        names if authorships.len() > AUTHORS => format!("{} et al.", names.join(", ")),
        names => names.join(", "),
    }
}

/// A place and its country, which the API shortens if it is one of two.
fn joined(place: Option<String>, country: Option<String>) -> Option<String> {
    let country = country.map(|country| match country.as_str() {
        "United States" | "United States of America" => "USA".to_owned(),
        "United Kingdom" => "UK".to_owned(),
        _ => country,
    });
    let parts: Vec<String> = [place, country].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
