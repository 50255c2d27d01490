//! The texts that searches look at. Each word of a record stands in one text only: a parameter looks at several.

use serapeum_model::{
    Analysis::{Exact, Folded},
    Text,
};
use serde_json::Value;

use super::markup;

const fn text(name: &'static str) -> Text {
    Text::new(name).by(&[Exact]).made("without markup", plain)
}

const fn people(name: &'static str) -> Text {
    text(name).made("names of people", person)
}

pub(super) static WORKS: &[Text] = &[
    text("title").and(&["subtitle", "short-title", "original-title"]),
    text("container-title").and(&["short-container-title"]),
    people("author"),
    people("editor"),
    people("chair"),
    people("translator"),
    text("numbers")
        .at("issued|published")
        .and(&["published-print", "volume", "issue|journal-issue.issue", "page", "ISSN", "ISBN"])
        .made("years and numbers", number),
    // Recorded answers of `query` show that it looks at the group of a preprint.
    text("others").at("alternative-id").and(&["funder.award", "award", "group-title"]),
    text("description"),
    text("affiliation").at("*.affiliation.name"),
    text("degree"),
    text("funder-name").at("funder.name"),
    text("publisher-name").at("publisher"),
    text("publisher-location"),
    text("event-name").at("event.name"),
    text("event-acronym").at("event.acronym"),
    text("event-location").at("event.location"),
    text("event-sponsor").at("event.sponsor"),
    text("event-theme").at("event.theme"),
    text("standards-body-name").at("standards-body.name"),
    text("standards-body-acronym").at("standards-body.acronym"),
];

/// The text with the names of a member, a journal or a funder.
pub(super) const NAME: &str = "name";

const fn names() -> Text {
    text(NAME).by(&[Folded])
}

pub(super) static MEMBERS: &[Text] = &[names().at("primary-name")];
pub(super) static JOURNALS: &[Text] = &[names().at("title")];
pub(super) static FUNDERS: &[Text] = &[names().and(&["alt-names"])];

/// A string or a number, without markup.
fn plain(json: &str) -> Option<String> {
    match serde_json::from_str(json).ok()? {
        Value::String(text) => Some(markup::stripped(&text)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The name of a person or an organisation.
fn person(json: &str) -> Option<String> {
    let record: Value = serde_json::from_str(json).ok()?;
    let names =
        ["given", "family", "name", "suffix"].iter().filter_map(|name| record[*name].as_str());
    let names: Vec<String> = names.map(markup::stripped).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

/// A number as it is written, or the year of a date.
fn number(json: &str) -> Option<String> {
    let Value::Object(date) = serde_json::from_str(json).ok()? else { return plain(json) };
    date.get("date-parts")?.get(0)?.get(0)?.as_i64().map(|year| year.to_string())
}
