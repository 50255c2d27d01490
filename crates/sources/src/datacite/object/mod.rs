//! A DOI's record as the API tells it. What a data file spells otherwise is repaired; all else is passed on.

mod raw;
mod tables;

use serapeum_model::{BadRequest, Class, Request, json::Bad};
use serde_json::Value as Json;

use super::{asked::Asked, links::Echo};
use raw::{elements, member, members};
use tables::{ATTRIBUTES, COMPOSED, Form, RELATIONSHIPS};

/// How records of an answer are told.
#[derive(Debug, Default)]
struct Shape {
    /// Whether the record stands by itself.
    single: bool,
    detail: bool,
    affiliation: bool,
    publisher: bool,
    composite: bool,
}

/// The members that a request asks for, and those of them that there are not.
pub(super) fn select(text: &str) -> (Vec<&'static str>, Vec<&str>) {
    let (mut known, mut unknown) = (vec!["id"], Vec::new());
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty() && *name != "id") {
        let attributes = ATTRIBUTES.iter().map(|attribute| attribute.name);
        match attributes.chain(RELATIONSHIPS.iter().copied()).find(|known| *known == name) {
            Some(name) => known.push(name),
            None => unknown.push(name),
        }
    }
    (known, unknown)
}

/// Every name that can be selected.
pub(super) fn names() -> Vec<&'static str> {
    let attributes = ATTRIBUTES.iter().map(|attribute| attribute.name);
    attributes.chain(RELATIONSHIPS.iter().copied()).collect()
}

/// Writes a record as the answer to a request tells it.
pub(super) fn write(request: &Request, record: &[u8]) -> Result<Vec<u8>, BadRequest> {
    if request.form.raw {
        return Ok(record.to_vec());
    }
    let text = std::str::from_utf8(record).map_err(|_| broken())?;
    let entity = request.query.entity;
    let echo = Echo::of(request.echo.as_deref());
    if entity.name != "dois" {
        let other = echo.filter(|echo| echo.resource() != entity.name);
        return other.map_or(Ok(record.to_vec()), |echo| {
            retyped(text, &echo).map(String::into_bytes).map_err(|Bad| broken())
        });
    }
    let asked = echo.map(|echo| echo.asked()).unwrap_or_default();
    let single = request.form.view == Some(SINGLE);
    let shape = Shape::of(single, &asked);
    doi(text, &shape, &request.form.select).map(String::into_bytes).map_err(|Bad| broken())
}

/// A record under the other name of its resource.
fn retyped(text: &str, echo: &Echo) -> Result<String, Bad> {
    let members = members(text)?.into_iter().map(|(name, value)| match name {
        "type" => format!("\"type\":\"{}\"", echo.resource()),
        _ => format!("\"{name}\":{value}"),
    });
    Ok(format!("{{{}}}", members.collect::<Vec<_>>().join(",")))
}

/// The dialect's name for a record that stands by itself.
pub(super) const SINGLE: &str = "single";

fn broken() -> BadRequest {
    BadRequest::new(
        Class::Lake,
        "path",
        "A record of the lake is not of the form that DataCite publishes.",
    )
}

impl Shape {
    fn of(single: bool, asked: &Asked) -> Shape {
        Shape {
            single,
            detail: single || asked.given("detail").is_some(),
            affiliation: asked.is_true("affiliation"),
            publisher: asked.is_true("publisher"),
            composite: !single && asked.given("composite").is_some(),
        }
    }
}

fn doi(text: &str, shape: &Shape, select: &[&'static str]) -> Result<String, Bad> {
    let top = members(text)?;
    if top.is_empty() {
        return Err(Bad);
    }
    // Records of 2023 are the attributes alone.
    let attributes = match member(&top, "attributes") {
        Some(attributes) => members(attributes)?,
        None => top.clone(),
    };
    let id = member(&top, "id").or(member(&attributes, "doi")).unwrap_or("null");
    let id = id.to_lowercase();
    let selected = |name: &str| select.is_empty() || select.contains(&name);
    let mut out = String::with_capacity(text.len() + 256);
    out.push_str(&format!("{{\"id\":{id},\"type\":\"dois\",\"attributes\":{{"));
    let mut first = true;
    for attribute in ATTRIBUTES {
        let left_out = (attribute.detail && !shape.detail)
            || (shape.composite && COMPOSED.contains(&attribute.name));
        if left_out || !selected(attribute.name) {
            continue;
        }
        name(&mut out, &mut first, attribute.name);
        let value = member(&attributes, attribute.name).filter(|value| *value != "null");
        match (attribute.form, value) {
            (Form::Published, _) => published(&mut out, &attributes, shape),
            (Form::Agents, value) => agents(&mut out, value.unwrap_or("[]"), shape)?,
            (Form::Publisher, Some(value)) => publisher(&mut out, value, shape)?,
            (_, Some(value)) => out.push_str(value),
            (Form::Prefix, None) => part(&mut out, &id, |(prefix, _)| prefix),
            (Form::Suffix, None) => part(&mut out, &id, |(_, suffix)| suffix),
            (Form::List, None) => out.push_str("[]"),
            (Form::Object, None) => out.push_str("{}"),
            (Form::Count, None) => out.push('0'),
            (Form::One | Form::Publisher, None) => out.push_str("null"),
        }
    }
    out.push_str("},\"relationships\":{");
    let related = member(&top, "relationships").map(members).transpose()?.unwrap_or_default();
    first = true;
    for (at, relationship) in RELATIONSHIPS.iter().enumerate() {
        if (at > 0 && !shape.detail) || !selected(relationship) {
            continue;
        }
        name(&mut out, &mut first, relationship);
        let value = member(&related, relationship);
        match value {
            // The data file takes media for DOIs.
            Some(value) if *relationship == "media" => {
                out.push_str(&value.replace("\"type\":\"dois\"", "\"type\":\"media\""));
            }
            Some(value) => out.push_str(value),
            None if at < 3 => out.push_str("{\"data\":null}"),
            None => out.push_str("{\"data\":[]}"),
        }
    }
    out.push_str("}}");
    Ok(out)
}

/// A member's name, after a comma where one stands before it.
fn name(out: &mut String, first: &mut bool, name: &str) {
    if !std::mem::take(first) {
        out.push(',');
    }
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
}

/// A part of an identifier, which is a JSON string.
fn part(out: &mut String, id: &str, which: for<'a> fn((&'a str, &'a str)) -> &'a str) {
    match id.trim_matches('"').split_once('/') {
        Some(parts) => out.push_str(&format!("\"{}\"", which(parts))),
        None => out.push_str("null"),
    }
}

fn published(out: &mut String, attributes: &[(&str, &str)], shape: &Shape) {
    match member(attributes, "publicationYear").filter(|year| shape.single && *year != "null") {
        Some(year) => out.push_str(&format!("\"{}\"", year.trim_matches('"'))),
        None => out.push_str("null"),
    }
}

fn publisher(out: &mut String, value: &str, shape: &Shape) -> Result<(), Bad> {
    match (value.starts_with('{'), shape.publisher) {
        (true, false) => out.push_str(member(&members(value)?, "name").unwrap_or("null")),
        (false, true) => out.push_str(&format!("{{\"name\":{value}}}")),
        _ => out.push_str(value),
    }
    Ok(())
}

/// People and organisations, with lists where a data file may have one value or none.
fn agents(out: &mut String, value: &str, shape: &Shape) -> Result<(), Bad> {
    out.push('[');
    for (at, agent) in elements(value)?.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        let parts = members(agent)?;
        out.push('{');
        let mut first = true;
        for (member, value) in &parts {
            name(out, &mut first, member);
            match *member {
                "affiliation" => affiliations(out, value, shape)?,
                "nameIdentifiers" => list(out, &elements(value)?),
                _ => out.push_str(value),
            }
        }
        for absent in ["affiliation", "nameIdentifiers"] {
            if member(&parts, absent).is_none() {
                name(out, &mut first, absent);
                out.push_str("[]");
            }
        }
        out.push('}');
    }
    out.push(']');
    Ok(())
}

fn affiliations(out: &mut String, value: &str, shape: &Shape) -> Result<(), Bad> {
    let mut told = Vec::new();
    for affiliation in elements(value)? {
        let object = affiliation.starts_with('{');
        match (object, shape.affiliation) {
            (true, false) => {
                told.extend(member(&members(affiliation)?, "name").map(str::to_owned));
            }
            (false, true) => told.push(format!("{{\"name\":{affiliation}}}")),
            _ => told.push(affiliation.to_owned()),
        }
    }
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    list(out, &told);
    Ok(())
}

fn list(out: &mut String, elements: &[&str]) {
    out.push('[');
    out.push_str(&elements.join(","));
    out.push(']');
}

/// A text as JSON.
pub(super) fn text(text: &str) -> String {
    Json::from(text).to_string()
}
