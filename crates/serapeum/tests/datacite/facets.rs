//! The counts in `meta`, counted naively.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::record::{FOS, Record};

/// Facets that every list has. A judge takes its lists from nowhere but itself.
pub(crate) const USUAL: [&str; 18] = [
    "states",
    "resourceTypes",
    "created",
    "published",
    "registered",
    "providers",
    "clients",
    "affiliations",
    "prefixes",
    "certificates",
    "licenses",
    "schemaVersions",
    "linkChecksStatus",
    "subjects",
    "fieldsOfScience",
    "citations",
    "views",
    "downloads",
];

/// Facets on request.
pub(crate) const MORE: [&str; 10] = [
    "clientTypes",
    "licensesWithMissing",
    "authors",
    "creatorsAndContributors",
    "languages",
    "citationCount",
    "viewCount",
    "downloadCount",
    "contentUrlCount",
    "funders",
];

/// What a facet counts of a record, and how many entries it has.
fn counted(name: &str, record: &Record) -> Option<(BTreeSet<String>, usize)> {
    let lower = |values: Vec<String>| values.iter().map(|v| v.to_lowercase()).collect::<Vec<_>>();
    let (found, most) = match name {
        "states" => (record.texts("state"), 3),
        "resourceTypes" => (record.kind().into_iter().collect(), 34),
        "providers" => (record.provider().into_iter().collect(), 10),
        "clients" => (record.client().into_iter().collect(), 10),
        "affiliations" => (record.affiliations(), 10),
        "prefixes" => (vec![record.id.split('/').next().unwrap().to_owned()], 10),
        "licenses" => (lower(record.texts("rightsList.rightsIdentifier")), 10),
        "schemaVersions" => {
            let last = |version: &String| version.rsplit('-').next().unwrap().to_owned();
            (record.texts("schemaVersion").iter().map(last).collect(), 10)
        }
        "subjects" => (record.texts("subjects.subject"), 10),
        "fieldsOfScience" => (science(record), 10),
        "languages" => (record.texts("language"), 10),
        "authors" => (orcids(record, record.texts("creators.nameIdentifiers.nameIdentifier")), 10),
        "creatorsAndContributors" => {
            (orcids(record, record.people("nameIdentifiers.nameIdentifier")), 10)
        }
        "funders" => (lower(record.texts("fundingReferences.funderIdentifier")), 200),
        "certificates" | "linkChecksStatus" | "clientTypes" => (Vec::new(), 10),
        _ => return None,
    };
    Some((found.into_iter().collect(), most))
}

/// Of ids as links, and of those of the scheme that are written without: see the known differences.
fn orcids(record: &Record, found: Vec<String>) -> Vec<String> {
    let known = record.persons();
    let link = |id: String| match id.starts_with("https://orcid.org/") {
        true => Some(id),
        false => Some(format!("https://orcid.org/{id}")).filter(|link| known.contains(link)),
    };
    found.into_iter().filter_map(link).collect()
}

fn science(record: &Record) -> Vec<String> {
    let scheme = record.texts("subjects.subjectScheme").iter().any(|scheme| scheme == FOS);
    let snake = |name: String| name.to_lowercase().replace(' ', "_");
    if scheme { record.fields_of_science().into_iter().map(snake).collect() } else { Vec::new() }
}

/// Whether a facet tells what there is; otherwise how it differs.
pub(crate) fn check(name: &str, told: &Value, records: &[&Record]) -> Result<(), String> {
    let sum = |count: &str| records.iter().map(|record| record.count(count)).sum::<i64>();
    let number = match name {
        "citationCount" | "viewCount" | "downloadCount" => Some(sum(name)),
        "contentUrlCount" => {
            Some(records.iter().filter(|record| !record.texts("contentUrl").is_empty()).count()
                as i64)
        }
        _ => None,
    };
    if let Some(number) = number {
        return if *told == number { Ok(()) } else { Err(format!("{name} {told}, not {number}")) };
    }
    let told: Vec<(String, i64)> = told
        .as_array()
        .ok_or_else(|| format!("{name} is {told}"))?
        .iter()
        .map(|entry| {
            (entry["id"].as_str().unwrap_or("?").to_owned(), entry["count"].as_i64().unwrap_or(-1))
        })
        .collect();
    let ordered = match name {
        "created" | "registered" => {
            let year = |r: &Record| r.texts(name).first().map(|text| text[..4].to_owned());
            years(records, &|r| year(r), &|_| 1).into_iter().rev().take(10).collect::<Vec<_>>()
        }
        "published" => {
            let year = |r: &Record| {
                r.year().filter(|year| *year <= THIS_YEAR).map(|year| year.to_string())
            };
            let most = (THIS_YEAR - 2010 + 1) as usize;
            years(records, &|r| year(r), &|_| 1).into_iter().rev().take(most).collect()
        }
        "citations" | "views" | "downloads" => {
            let count = match name {
                "citations" => "citationCount",
                "views" => "viewCount",
                _ => "downloadCount",
            };
            let all =
                years(records, &|r| r.year().map(|year| year.to_string()), &|r| r.count(count));
            all.into_iter().rev().take(10).filter(|(_, sum)| *sum > 0).collect()
        }
        _ => return check_terms(name, &told, records),
    };
    if told == ordered { Ok(()) } else { Err(format!("{name} {told:?}, not {ordered:?}")) }
}

/// The year of the records' dates; facets of years end with it.
const THIS_YEAR: i64 = 2026;

fn years(
    records: &[&Record],
    year: &dyn Fn(&Record) -> Option<String>,
    count: &dyn Fn(&Record) -> i64,
) -> BTreeMap<String, i64> {
    let mut found = BTreeMap::new();
    for record in records {
        if let Some(year) = year(record) {
            *found.entry(year).or_default() += count(record);
        }
    }
    found
}

/// Entries by falling count; which of equal ones stand last is left open.
fn check_terms(name: &str, told: &[(String, i64)], records: &[&Record]) -> Result<(), String> {
    let base = if name == "licensesWithMissing" { "licenses" } else { name };
    let (mut counts, mut most, mut without) = (BTreeMap::<String, i64>::new(), 10, 0);
    for record in records {
        let (found, size) = counted(base, record).ok_or_else(|| format!("no facet {name}"))?;
        most = size;
        without += i64::from(found.is_empty());
        for value in found {
            *counts.entry(value).or_default() += 1;
        }
    }
    if name == "licensesWithMissing" {
        let shown = told.iter().filter(|(id, _)| !id.starts_with("__"));
        let rest: i64 =
            counts.values().sum::<i64>() - shown.clone().map(|(_, count)| count).sum::<i64>();
        let special = |id: &str| told.iter().find(|entry| entry.0 == id).map_or(0, |entry| entry.1);
        if special("__missing__") != without || special("__other__") != rest {
            return Err(format!("{name} {told:?}: without {without}, others {rest}"));
        }
        let shown: Vec<_> = shown.cloned().collect();
        return check_top(name, &shown, &counts, shown.len());
    }
    check_top(name, told, &counts, most)
}

fn check_top(
    name: &str,
    told: &[(String, i64)],
    counts: &BTreeMap<String, i64>,
    most: usize,
) -> Result<(), String> {
    let mut best: Vec<i64> = counts.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    best.truncate(most);
    let ids: BTreeSet<&String> = told.iter().map(|(id, _)| id).collect();
    let right = told.iter().all(|(id, count)| counts.get(id) == Some(count));
    if told.iter().map(|(_, count)| *count).eq(best.iter().copied())
        && ids.len() == told.len()
        && right
    {
        return Ok(());
    }
    let mut ordered: Vec<_> = counts.iter().collect();
    ordered.sort_by(|a, b| b.1.cmp(a.1));
    ordered.truncate(most);
    Err(format!("{name} {told:?}, not {ordered:?}"))
}
