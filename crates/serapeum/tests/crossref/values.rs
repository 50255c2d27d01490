//! Values for filters: those that a record has, in the spellings that are taken, and near misses.

use serde_json::Value;

use crate::{
    date::{DATES, moments},
    filter::{relations, rors},
    ids,
    json::{all, contributed, texts},
    rng::Rng,
    vocabulary::{TYPES, label},
};

/// Values with which a record meets a filter.
pub(crate) fn of(record: &Value, name: &str) -> Vec<String> {
    let at = |path: &str| texts(record, path).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut values: Vec<String> = match name {
        "alternative-id" | "archive" | "article-number" | "container-title" | "group-title"
        | "member" | "prefix" => at(name),
        "assertion" => at("assertion.name"),
        "assertion-group" => at("assertion.group.name"),
        "award.funder" | "funder" => at("funder.DOI"),
        "award.number" => at("funder.award"),
        "category-name" => at("subject"),
        "clinical-trial-number" => at("clinical-trial-number.clinical-trial-number"),
        "content-domain" => at("content-domain.domain"),
        "doi" => at("DOI"),
        "full-text.application" => at("link.intended-application"),
        "full-text.type" => at("link.content-type"),
        "full-text.version" => at("link.content-version"),
        "funder-doi-asserted-by" => at("funder.doi-asserted-by"),
        "gte-award-amount" | "lte-award-amount" => numbers(record, "project.award-amount.amount"),
        "isbn" => at("ISBN"),
        "issn" => at("ISSN"),
        "license.delay" => numbers(record, "license.delay-in-days"),
        "license.url" => at("license.URL"),
        "license.version" => at("license.content-version"),
        "orcid" => contributed(record, "ORCID")
            .into_iter()
            .filter_map(|id| id.as_str().map(str::to_owned))
            .collect(),
        "relation.object" => member(record, "id"),
        "relation.object-type" => member(record, "id-type"),
        "relation.type" => member(record, "name"),
        "ror-id" => ["affiliation", "funder", "institution"]
            .iter()
            .flat_map(|of| rors(record, of))
            .collect(),
        "type" => at("type"),
        "type-name" => at("type").iter().map(|id| label(id).to_owned()).collect(),
        "update-type" => at("update-to.type"),
        "updates" => at("update-to.DOI"),
        other => panic!("no filter {other}"),
    };
    // There is no way to write a comma, and what cannot be a DOI, a funder or a MIME type is refused.
    values.retain(|value| !value.contains(',') && !value.is_empty() && allowed(name, value));
    values
}

fn allowed(name: &str, value: &str) -> bool {
    match name {
        "full-text.type" => {
            let plain = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
            value.split_once('/').is_some_and(|(a, b)| (a.to_owned() + b).chars().all(plain))
        }
        "funder" | "award.funder" => {
            ids::last(value).chars().all(|c| c.is_ascii_digit()) && value.matches('/').count() == 1
        }
        "type" => TYPES.iter().any(|(id, _)| *id == value),
        _ => true,
    }
}

fn numbers(record: &Value, path: &str) -> Vec<String> {
    all(record, path).into_iter().filter_map(Value::as_i64).map(|n| n.to_string()).collect()
}

fn member(record: &Value, name: &str) -> Vec<String> {
    relations(record).iter().filter_map(|r| r[name].as_str().map(str::to_owned)).collect()
}

/// A period around the date that a record has, or around now.
pub(crate) fn period(record: &Value, date: &str, rng: &mut Rng) -> String {
    let path = DATES.iter().find(|(name, _)| *name == date).unwrap().1;
    let found = moments(record, path);
    let [year, month, day, hour, minute, second] =
        found.first().copied().unwrap_or([2015, 6, 15, 12, 0, 0]);
    let year = year + [0, 0, 0, 0, 1, -1][rng.below(6)];
    let month = (month + [0, 0, 0, 1, -1][rng.below(5)]).clamp(1, 12);
    let day = (day + [0, 0, 0, 1, -1][rng.below(5)]).clamp(1, 28);
    let timed = ["created-date", "deposit-date", "update-date", "index-date"].contains(&date);
    match rng.below(if timed { 6 } else { 3 }) {
        0 => format!("{year:04}"),
        1 => format!("{year:04}-{month:02}"),
        2 => format!("{year:04}-{month:02}-{day:02}"),
        3 => format!("{year:04}-{month:02}-{day:02}T{hour:02}"),
        4 => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"),
        _ => format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"),
    }
}

/// The same value as somebody else would write it.
pub(crate) fn spelt(name: &str, value: &str, rng: &mut Rng) -> String {
    let pick = |forms: &[String], rng: &mut Rng| rng.pick(forms).clone();
    let own = value.to_owned();
    match name {
        "doi" | "updates" => pick(
            &[
                own.to_uppercase(),
                format!("https://doi.org/{value}"),
                format!("http://dx.doi.org/{value}"),
                format!("doi:{value}"),
                own,
            ],
            rng,
        ),
        "relation.object" if value.starts_with("10.") => {
            pick(&[own.to_uppercase(), format!("https://doi.org/{value}"), own], rng)
        }
        "funder" | "award.funder" => pick(
            &[ids::last(value), format!("https://doi.org/10.13039/{}", ids::last(value)), own],
            rng,
        ),
        "issn" => pick(
            &[
                own.replace('-', ""),
                own.to_lowercase(),
                format!("http://id.crossref.org/issn/{value}"),
                own,
            ],
            rng,
        ),
        "isbn" => {
            let bare = ids::isbn(value);
            let (head, tail) = bare.split_at(bare.len().min(3));
            pick(&[bare.clone(), format!("{head}-{tail}"), own], rng)
        }
        "orcid" => {
            let bare = ids::last(value);
            pick(
                &[
                    bare.clone(),
                    format!("https://orcid.org/{bare}"),
                    format!("http://orcid.org/{bare}"),
                ],
                rng,
            )
        }
        "member" => pick(&[format!("https://id.crossref.org/member/{value}"), own], rng),
        "prefix" => pick(&[format!("https://id.crossref.org/prefix/{value}"), own], rng),
        "award.number" => pick(&[own.to_uppercase(), own.replace(['-', ' '], "_"), own], rng),
        "clinical-trial-number" => {
            let (head, tail) = value.split_at(3.min(value.len()));
            pick(&[own.to_uppercase(), format!("{head}-{tail}"), format!("{head} {tail}")], rng)
        }
        "type-name" => {
            let id =
                TYPES.iter().find(|(_, label)| *label == value).map(|(id, _)| (*id).to_owned());
            pick(&[own.clone(), id.unwrap_or(own)], rng)
        }
        _ => own,
    }
}

/// Almost the value, and still one that is taken.
pub(crate) fn missed(name: &str, value: &str, rng: &mut Rng) -> String {
    match name {
        "license.delay" | "gte-award-amount" | "lte-award-amount" => {
            let number: i64 = value.parse().unwrap();
            (number + [-1, 1, 30][rng.below(3)]).max(0).to_string()
        }
        "member" => format!("{value}{}", rng.below(10)),
        "alternative-id" | "article-number" | "assertion" | "assertion-group" | "category-name"
        | "container-title" | "content-domain" | "group-title" | "license.url" | "update-type"
        | "award.number" => match rng.below(4) {
            0 => format!("{value}x"),
            1 => value.to_lowercase(),
            2 => value.to_uppercase(),
            _ => value.chars().skip(1).chain(['.']).collect(),
        },
        "relation.object" if rng.chance(50) => value.to_uppercase(),
        "relation.object" => value.to_lowercase(),
        "doi" | "updates" => format!("{value}0"),
        "type" => rng.pick(&TYPES).0.to_owned(),
        "type-name" => rng.pick(&TYPES).1.to_owned(),
        _ => value.to_owned(),
    }
}

/// What is asked for where no record has a value.
pub(crate) fn anything(name: &str) -> &'static str {
    match name {
        "gte-award-amount" => "1",
        "lte-award-amount" => "1000000",
        "ror-id" => "https://ror.org/05gq02987",
        "funder-doi-asserted-by" => "crossref",
        _ => "nothing",
    }
}
