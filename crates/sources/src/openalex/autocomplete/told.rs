//! Suggestions as the API tells them.

use serapeum_model::{Answer, Ask, BadRequest, Class, Entity, Reply, Request};
use serde_json::Value;

use super::{
    super::{error, names::COUNTRIES},
    SIZE, Suggestion, filters,
    table::{Hint, Row, TABLE},
    values,
};

/// So many authors of a work are told.
const AUTHORS: usize = 3;

/// Writes the answer to a request for suggestions.
pub(in super::super) fn write(request: &Request, answer: &Answer, millis: u64) -> Reply {
    let typed = request.form.typed.as_deref().unwrap_or_default();
    let mut results = Vec::new();
    let total = match (answer, &request.query.ask) {
        (Answer::Groups { groups, .. }, Ask::Groups(grouping)) => {
            let (total, told) = values::told(grouping, groups, typed);
            results = told;
            total
        }
        (Answer::Each(answers), Ask::Each(queries)) => {
            results.extend(filters::meant(typed).into_iter().map(filter));
            let mut total = results.len() as u64;
            let mut ranked: Vec<(i64, Suggestion)> = Vec::new();
            for (answer, query) in answers.iter().zip(queries) {
                let (found, told) = match page(query.entity, answer) {
                    Ok(page) => page,
                    Err(error) => return error::write(&error),
                };
                total += found;
                let by = query.sort.first().map_or("", |key| key.field.name);
                let number = |one: &Suggestion| {
                    let value = one.iter().find(|(name, _)| *name == by);
                    value.and_then(|(_, value)| value.as_i64()).unwrap_or(0)
                };
                ranked.extend(told.into_iter().map(|one| (number(&one), one)));
            }
            // The sort is stable: the order of the tables and of each table decides between equals.
            ranked.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
            results.extend(ranked.into_iter().map(|(_, one)| one));
            results.truncate(SIZE as usize);
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
    let meta = format!(
        "{{\"count\":{total},\"db_response_time_ms\":{millis},\"page\":1,\"per_page\":{SIZE}}}"
    );
    let results: Vec<String> = results.iter().map(object).collect();
    let body = format!("{{\"meta\":{meta},\"results\":[{}]}}", results.join(","));
    Reply::json(200, body.into_bytes())
}

fn page(entity: &Entity, answer: &Answer) -> Result<(u64, Vec<Suggestion>), BadRequest> {
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

fn suggestion(row: &Row, record: &Value) -> Suggestion {
    let stored = |name: &str| record.get(name).filter(|value| !value.is_null()).cloned();
    let id = record["id"].as_str().unwrap_or_default();
    let external = row.external.split('.').try_fold(record, |value, step| value.get(step));
    let members = [
        ("id", Some(record["id"].clone())),
        ("short_id", Some(short(row, id).into())),
        ("display_name", stored("display_name").or_else(|| stored("title"))),
        ("hint", Some(hint(row.hint, record))),
        ("cited_by_count", stored("cited_by_count")),
        ("works_count", stored("works_count")),
        ("entity_type", Some(row.told.into())),
        ("external_id", Some(external.cloned().unwrap_or(Value::Null))),
        ("filter_key", Some(row.filter.into())),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

/// A filter of works and its value.
fn filter((key, value): (&'static str, Value)) -> Suggestion {
    vec![
        ("id", value),
        ("display_name", Value::Null),
        ("cited_by_count", 0.into()),
        ("entity_type", "filter".into()),
        ("external_id", Value::Null),
        ("filter_key", key.into()),
    ]
}

/// An object, its members in order.
fn object(suggestion: &Suggestion) -> String {
    let members = suggestion.iter().map(|(name, value)| format!("\"{name}\":{value}"));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
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
