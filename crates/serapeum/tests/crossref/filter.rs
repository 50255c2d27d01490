//! Whether a record meets the filters of a request.

use serde_json::{Value, json};

use crate::{
    date::{DATES, moments, since, until},
    ids,
    json::{all, contributed, filled, texts},
    vocabulary::label,
};

/// Filters that one and the same element meets.
const FAMILIES: [&str; 4] = ["award", "full-text", "license", "relation"];

/// Values of one name are alternatives, different names are conditions.
pub(crate) fn holds(record: &Value, filters: &[(String, String)]) -> bool {
    let family = |name: &str| {
        let head = name.split_once('.').map(|(head, _)| head)?;
        FAMILIES.iter().find(|family| **family == head).copied()
    };
    filters.iter().all(|(name, _)| match family(name) {
        None => of(filters, name).any(|value| meets(record, name, value)),
        Some(head) => elements(record, head).iter().any(|element| {
            let same = filters.iter().filter(|(name, _)| family(name) == Some(head));
            same.clone()
                .all(|(name, _)| of(filters, name).any(|value| element_meets(element, name, value)))
        }),
    })
}

/// The values of a filter.
fn of<'f>(filters: &'f [(String, String)], name: &'f str) -> impl Iterator<Item = &'f str> {
    filters.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn elements(record: &Value, head: &str) -> Vec<Value> {
    let cloned = |path| all(record, path).into_iter().cloned().collect();
    match head {
        "award" => cloned("funder"),
        "full-text" => cloned("link"),
        "license" => cloned("license"),
        _ => relations(record),
    }
}

/// Each relation as one object; a name with nothing behind it is none: the service counts no such one.
pub(crate) fn relations(record: &Value) -> Vec<Value> {
    let Some(relation) = record.get("relation").and_then(Value::as_object) else {
        return Vec::new();
    };
    let flat = |(name, list): (&String, &Value)| -> Vec<Value> {
        let one = |to: &Value| json!({ "name": name, "id": to["id"], "id-type": to["id-type"] });
        all(list, "").into_iter().map(one).collect()
    };
    relation.iter().flat_map(flat).collect()
}

fn element_meets(element: &Value, name: &str, value: &str) -> bool {
    let exact = |path| texts(element, path).contains(&value);
    match name {
        "award.funder" => texts(element, "DOI").iter().any(|d| ids::doi(d) == ids::funder(value)),
        "award.number" => {
            texts(element, "award").iter().any(|n| ids::award(n) == ids::award(value))
        }
        "full-text.application" => exact("intended-application"),
        "full-text.type" => exact("content-type"),
        "full-text.version" | "license.version" => exact("content-version"),
        "license.url" => exact("URL"),
        "license.delay" => {
            let most: i64 = value.parse().unwrap();
            all(element, "delay-in-days").iter().any(|d| d.as_i64().is_some_and(|d| d <= most))
        }
        "relation.type" => exact("name"),
        "relation.object" => {
            texts(element, "id").iter().any(|id| ids::object(id) == ids::object(value))
        }
        "relation.object-type" => exact("id-type"),
        other => panic!("no filter {other}"),
    }
}

/// ROR ids of affiliations, funders or institutions.
pub(crate) fn rors(record: &Value, of: &str) -> Vec<String> {
    let listed: Vec<&Value> = match of {
        "affiliation" => contributed(record, "affiliation.id"),
        other => all(record, &format!("{other}.id")),
    };
    let is = |id: &&Value| id["id-type"].as_str().is_some_and(|kind| kind == "ROR");
    listed.into_iter().filter(is).filter_map(|id| id["id"].as_str()).map(ids::last).collect()
}

fn truth(value: &str) -> bool {
    match value.to_lowercase().as_str() {
        "true" | "t" | "1" => true,
        "false" | "f" | "0" => false,
        other => panic!("no boolean: {other}"),
    }
}

fn meets(record: &Value, name: &str, value: &str) -> bool {
    let dated = |name: &str| DATES.iter().find(|(known, _)| *known == name).unwrap().1;
    if let Some(date) = name.strip_prefix("from-") {
        return moments(record, dated(date)).into_iter().any(|moment| since(moment, value));
    }
    if let Some(date) = name.strip_prefix("until-") {
        return moments(record, dated(date)).into_iter().any(|moment| until(moment, value));
    }
    if name.starts_with("has-") || name.starts_with("is-") {
        return has(record, name, truth(value));
    }
    let exact = |path| texts(record, path).contains(&value);
    let same = |path, as_id: fn(&str) -> String| {
        texts(record, path).into_iter().any(|text| as_id(text) == as_id(value))
    };
    let amount = |holds: fn(i64, i64) -> bool| {
        let amounts = all(record, "project.award-amount.amount");
        amounts.iter().any(|a| a.as_i64().is_some_and(|a| holds(a, value.parse().unwrap())))
    };
    match name {
        "alternative-id" | "archive" | "article-number" | "container-title" | "group-title" => {
            exact(name)
        }
        "assertion" => exact("assertion.name"),
        "assertion-group" => exact("assertion.group.name"),
        "category-name" => exact("subject"),
        "clinical-trial-number" => same("clinical-trial-number.clinical-trial-number", ids::trial),
        "content-domain" => exact("content-domain.domain"),
        "doi" => same("DOI", ids::doi),
        "funder" => texts(record, "funder.DOI").iter().any(|d| ids::doi(d) == ids::funder(value)),
        "funder-doi-asserted-by" => exact("funder.doi-asserted-by"),
        "gte-award-amount" => amount(|a, b| a >= b),
        "lte-award-amount" => amount(|a, b| a <= b),
        "isbn" => same("ISBN", ids::isbn),
        "issn" => same("ISSN", ids::issn) || same("issn-type.value", ids::issn),
        "member" | "prefix" => same(name, ids::last),
        "orcid" => contributed(record, "ORCID")
            .into_iter()
            .any(|id| id.as_str().is_some_and(|id| ids::orcid(id) == ids::orcid(value))),
        "ror-id" => ["affiliation", "funder", "institution"]
            .iter()
            .any(|of| rors(record, of).contains(&ids::last(value))),
        "type" => exact("type"),
        "type-name" => texts(record, "type").iter().any(|t| *t == value || label(t) == value),
        "update-type" => exact("update-to.type"),
        "updates" => same("update-to.DOI", ids::doi),
        other => panic!("no filter {other}"),
    }
}

fn has(record: &Value, name: &str, wanted: bool) -> bool {
    let any = |path| all(record, path).into_iter().any(filled);
    let there = match name {
        "has-authenticated-orcid" => {
            return contributed(record, "authenticated-orcid").contains(&&Value::Bool(wanted));
        }
        "has-domain-restriction" => {
            return record["content-domain"]["crossmark-restriction"] == Value::Bool(wanted);
        }
        "has-references" => {
            return record["reference-count"].as_i64().is_some_and(|n| (n >= 1) == wanted);
        }
        "has-affiliation" => !contributed(record, "affiliation").is_empty(),
        "has-orcid" => !contributed(record, "ORCID").is_empty(),
        "has-affiliation-ror-id" => !rors(record, "affiliation").is_empty(),
        "has-funder-ror-id" => !rors(record, "funder").is_empty(),
        "has-ror-id" => {
            ["affiliation", "funder", "institution"].iter().any(|of| !rors(record, of).is_empty())
        }
        "has-relation" => !relations(record).is_empty(),
        "has-alias" => any("aliases"),
        "has-award" => any("funder.award"),
        "has-content-domain" => any("content-domain.domain"),
        "has-full-text" => any("link"),
        "has-funder-doi" => any("funder.DOI"),
        "has-update" => any("updated-by"),
        "is-update" => any("update-to"),
        other => any(other.strip_prefix("has-").unwrap()),
    };
    there == wanted
}
