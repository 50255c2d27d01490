//! The facets of a match: works by value.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{
    date::moments,
    filter::{relations, rors},
    ids,
    json::{contributed, texts},
    vocabulary::label,
};

/// The keys under which a work is counted, each once.
fn keys(record: &Value, facet: &str) -> BTreeSet<String> {
    let at = |path| texts(record, path).into_iter().map(str::to_owned).collect();
    let by =
        |path| contributed(record, path).into_iter().filter_map(|v| v.as_str().map(str::to_owned));
    match facet {
        "affiliation" => by("affiliation.name").collect(),
        "archive" | "source" => at(facet),
        "assertion" => at("assertion.name"),
        "assertion-group" => at("assertion.group.name"),
        "category-name" => at("subject"),
        "container-title" => at("container-title"),
        "funder-doi" => texts(record, "funder.DOI")
            .into_iter()
            .map(|id| format!("https://doi.org/{}", ids::doi(id)))
            .collect(),
        "funder-name" => at("funder.name"),
        "issn" => texts(record, "ISSN")
            .into_iter()
            .map(|id| format!("https://id.crossref.org/issn/{}", ids::last(id).to_uppercase()))
            .collect(),
        "journal-issue" => at("issue"),
        "journal-volume" => at("volume"),
        "license" => at("license.URL"),
        "link-application" => at("link.intended-application"),
        "orcid" => by("ORCID").map(|id| format!("https://orcid.org/{}", ids::last(&id))).collect(),
        "published" => {
            moments(record, "issued").into_iter().map(|moment| moment[0].to_string()).collect()
        }
        "publisher-name" => at("publisher"),
        "relation-type" => {
            relations(record).iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect()
        }
        "ror-id" => rors(record, "affiliation")
            .into_iter()
            .map(|id| format!("https://ror.org/{id}"))
            .collect(),
        // Equal ones stand in the order of the ids: no recording has two that are equal.
        "type-name" => at("type"),
        "update-type" => at("update-to.type"),
        other => panic!("no facet {other}"),
    }
}

/// Every key with its number of works, the largest first, equal ones by key.
pub(crate) fn counts(matched: &[&Value], facet: &str) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for key in matched.iter().flat_map(|record| keys(record, facet)) {
        *counts.entry(key).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    if facet == "type-name" {
        counts.iter_mut().for_each(|(key, _)| *key = label(key).to_owned());
    }
    counts
}
