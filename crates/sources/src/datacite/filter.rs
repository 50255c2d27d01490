//! From parameters to the condition that they state. A record meets all of them, but of the united ones only one.

use serapeum_model::{BadRequest, Entity, Field, Kind, Predicate, Storage, Value, doi, orcid};

use super::{
    asked::Asked,
    dois, error,
    parameters::{self, Parameter, Rule},
    resource_types,
};

/// The scheme whose subjects are fields of science.
const SCIENCES: &str = "Fields of Science and Technology (FOS)";

/// The condition that the parameters state; what the API ignores is noted.
pub(super) fn predicate(
    entity: &'static Entity,
    asked: &Asked,
    strict: bool,
    notes: &mut Vec<String>,
) -> Result<Predicate, BadRequest> {
    let mut all = Predicate::everything();
    let mut united = Vec::new();
    for parameter in parameters::of(entity) {
        let Some(text) = asked.get(parameter.name) else { continue };
        let Some(one) = condition(entity, parameter, text, strict, notes)? else { continue };
        if parameter.united {
            united.push(one);
        } else {
            all = all.and(one);
        }
    }
    Ok(match united.len() {
        0 => all,
        1 => united.into_iter().fold(all, Predicate::and),
        _ => all.and(Predicate::Any(united)),
    })
}

fn condition(
    entity: &'static Entity,
    parameter: &Parameter,
    text: &str,
    strict: bool,
    notes: &mut Vec<String>,
) -> Result<Option<Predicate>, BadRequest> {
    let name = parameter.name;
    let wrong = |text: &str, what: &str| match strict {
        true => Ok(Predicate::nothing()),
        false => Err(error::value(name, format!("{name}: `{text}` is no {what}."))),
    };
    Ok(Some(match &parameter.rule {
        Rule::OneOf(field) => listed(*field, text.split(',')),
        Rule::Is(field) => listed(*field, [text]),
        Rule::Years(field) => match years(text) {
            Some((low, high)) => field.between(low, high),
            None => wrong(text, "list of years")?,
        },
        Rule::AtLeast(field) => {
            let least = leading_number(text);
            if least == 0 && !strict {
                notes.push(format!("{name}={text} asks for at least 0, which all records have."));
            }
            return Ok((least > 0).then(|| field.ge(least)));
        }
        Rule::Flag(condition) => {
            if matches!(text, "false" | "0") {
                notes.push(format!(
                    "{name}={text} asks for the same as {name}=true, as in the API."
                ));
            }
            entity.condition(condition)
        }
        Rule::Prefix => any(text
            .split(',')
            .map(|prefix| Predicate::Prefix { field: dois::ID, text: format!("{prefix}/") })),
        Rule::ResourceType => {
            let mut types = Vec::new();
            for part in text.split(',') {
                match resource_types::find(part) {
                    Some(known) => types.push(known),
                    None if strict => {}
                    None => return Err(unknown_type(name, part)),
                }
            }
            resource_types::any(&types)
        }
        Rule::SchemaVersion => {
            dois::SCHEMA_VERSION.eq(format!("http://datacite.org/schema/kernel-{text}"))
        }
        Rule::FieldOfScience => {
            let subjects: Vec<_> = text.split(',').map(subject).collect();
            listed(dois::SUBJECT, subjects.iter().map(String::as_str))
                .and(dois::SUBJECT_SCHEME.eq(SCIENCES))
        }
        Rule::Affiliation => match Kind::Ror.normal(text) {
            Some(ror) => dois::AFFILIATION_ROR.eq(ror.into_owned()),
            None => wrong(text, "ROR id")?,
        },
        Rule::Funder => {
            let mut funders = Vec::new();
            for part in text.split(',') {
                match doi(part) {
                    Some(doi) => funders.push(format!("https://doi.org/{doi}")),
                    None => drop(wrong(part, "Crossref funder id, such as 10.13039/…")?),
                }
            }
            listed(dois::FUNDER_ID, funders.iter().map(String::as_str))
        }
        Rule::Creator => match orcid(text) {
            Some(orcid) => dois::CREATOR_ID.eq(format!("https://orcid.org/{orcid}")),
            None => wrong(text, "ORCID iD")?,
        },
        Rule::Idle => return Ok(None),
        Rule::Findable if text == "findable" => return Ok(None),
        Rule::Findable => {
            notes.push(format!("{name}={text} is ignored: only findable records are shown."));
            return Ok(None);
        }
        Rule::Ignored(instead) => {
            notes.push(format!("The parameter `{name}` is ignored, as by the API: {instead}."));
            return Ok(None);
        }
        Rule::Absent(why) => {
            return Err(error::value(name, format!("{name} cannot be answered: {why}.")));
        }
    }))
}

/// One of these values, each in the normal form of the field.
pub(super) fn listed<'t>(field: Field, texts: impl IntoIterator<Item = &'t str>) -> Predicate {
    let values: Vec<Value> = texts.into_iter().filter_map(|text| value(field, text)).collect();
    match values.len() {
        0 => Predicate::nothing(),
        1 => any(values.into_iter().map(|value| field.eq(value))),
        _ => field.one_of(values),
    }
}

/// A text as a value of a field.
fn value(field: Field, text: &str) -> Option<Value> {
    match field.kind.storage() {
        Storage::Text => field.kind.normal(text).map(|text| Value::Text(text.into_owned())),
        Storage::Int => text.trim().parse().ok().map(Value::Int),
        _ => None,
    }
}

/// At least one of these.
fn any(parts: impl IntoIterator<Item = Predicate>) -> Predicate {
    let mut parts: Vec<_> = parts.into_iter().collect();
    if parts.len() == 1 { parts.swap_remove(0) } else { Predicate::Any(parts) }
}

/// The smallest and the largest of the years.
fn years(text: &str) -> Option<(i64, i64)> {
    let years: Option<Vec<i64>> = text.split(',').map(|year| year.trim().parse().ok()).collect();
    let years = years?;
    Some((*years.iter().min()?, *years.iter().max()?))
}

/// The digits that a text begins with, behind spaces and a sign, as a number; none, and those below 0, are 0.
fn leading_number(text: &str) -> i64 {
    let text = text.trim_start();
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.get(..digits) {
        None | Some("") => 0,
        Some(digits) => digits.parse().unwrap_or(i64::MAX),
    }
}

/// The subject that the id of a field of science stands for: `earth_sciences` is `FOS: Earth sciences`.
fn subject(id: &str) -> String {
    let text = id.trim().replace('_', " ").to_lowercase();
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("FOS: {first}{}", chars.as_str())
}

fn unknown_type(parameter: &str, name: &str) -> BadRequest {
    let ids: Vec<String> =
        resource_types::ALL.iter().map(|known| resource_types::id(known)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    BadRequest::unknown(serapeum_model::Class::Query, parameter, "resource type", name, &ids)
}
