//! Crossref's files.

use std::collections::{HashMap, HashSet};

use serapeum_sample::{Options, crossref};
use serde_json::Value;

use crate::made::{Made, assert_filled, assert_mean, assert_share, assert_sound};
use crate::support::values;

/// Paths that must have a value in some of a thousand works: all that the API's filters, facets and orders read.
const FILLED: &str = "DOI ISBN[] ISSN[] URL abstract accepted.date-parts[] aliases[] alternative-id[] approved.date-parts[] \
    archive[] article-number assertion[].name assertion[].group.name assertion[].explanation.URL author[].ORCID \
    author[].given author[].family author[].name author[].suffix author[].sequence author[].authenticated-orcid \
    author[].affiliation[].name author[].affiliation[].id[].id author[].affiliation[].place[] author[].role[].role \
    award award-start.date-parts[] chair[].family clinical-trial-number[].clinical-trial-number component-number \
    container-title[] content-created.date-parts[] content-domain.domain[] content-domain.crossmark-restriction \
    created.date-time created.timestamp degree[] deposited.date-time description edition-number editor[].family \
    event.name event.acronym event.location event.sponsor[] event.theme event.start.date-parts[] \
    event.end.date-parts[] free-to-read.start-date.date-parts[] funder[].DOI funder[].name funder[].award[] \
    funder[].award-info[].award-number[] funder[].doi-asserted-by funder[].id[].id group-title indexed.timestamp \
    indexed.version institution[].name institution[].id[].id institution.name is-referenced-by-count \
    isbn-type[].value issn-type[].type issue issued.date-parts[] journal-issue.issue language license[].URL \
    license[].content-version license[].delay-in-days license[].start.date-time link[].URL link[].content-type \
    link[].content-version link[].intended-application member original-title[] page part-number posted.date-parts[] \
    prefix project[].award-amount.amount project[].award-start.date-parts[] project[].lead-investigator[].family \
    project[].funding[].funder.name published.date-parts[] published-online.date-parts[] published-other.date-parts[] \
    published-print.date-parts[] publisher publisher-location reference[].DOI reference[].ISBN reference[].ISSN \
    reference[].article-title reference[].author reference[].unstructured reference[].year reference[].edition \
    reference-count references-count relation.is-preprint-of[].id relation.has-review[].id relation.references[].id \
    relation.is-related-material[].id-type resource.primary.URL review.type score short-container-title[] \
    short-title[] source special_numbering standards-body.name subject[] subtitle[] subtype title[] \
    translator[].family type update-policy update-to[].DOI update-to[].type update-to[].updated.timestamp \
    updated-by[].DOI version.version volume";

fn is_works(path: &str) -> bool {
    path.starts_with(|c: char| c.is_ascii_digit())
}

fn made(records: u64) -> Made {
    Made::by(crossref, &Options { records, ..Options::default() })
}

#[test]
fn bytes_sizes_and_lines() {
    assert_sound(crossref);
}

#[test]
fn files_are_numbered_from_zero() {
    let options = Options { records: 25, shard_records: 10, ..Options::default() };
    let made = Made::by(crossref, &options);
    let paths: Vec<String> = made.contents().into_iter().map(|(path, _)| path).collect();
    let lists = ["funders.jsonl.gz", "journals.jsonl.gz", "members.jsonl.gz"];
    assert_eq!(paths, [["0.jsonl.gz", "1.jsonl.gz", "2.jsonl.gz"], lists].concat());
    assert_eq!(made.records(is_works).len(), 25);
}

#[test]
fn every_path_has_values_in_a_thousand_works() {
    let made = made(1000);
    assert_filled(&made.records(is_works), FILLED);
    assert_filled(
        &made.records(|path| path.starts_with("members")),
        "id primary-name names[] location prefix[].value prefixes[] tokens[] counts.total-dois \
        coverage.orcids-current flags.deposits counts-type.all.journal-article breakdowns.dois-by-issued-year[]",
    );
    assert_filled(
        &made.records(|path| path.starts_with("funders")),
        "id location name alt-names[] uri replaces[] replaced-by[] tokens[] descendants[] work-count",
    );
    assert_filled(
        &made.records(|path| path.starts_with("journals")),
        "title publisher ISSN[] issn-type[].type counts.current-dois coverage.references-backfile",
    );
}

#[test]
fn keys_are_in_alphabetical_order() {
    for line in made(300).lines(is_works) {
        let record: Value = serde_json::from_str(&line).unwrap();
        // Order of the first occurrence of each key after the one before it.
        let keys: Vec<&String> = record.as_object().unwrap().keys().collect();
        let mut at = 0;
        for key in keys {
            let found = line[at..].find(&format!("\"{key}\":"));
            at += found.unwrap_or_else(|| panic!("{key} is out of order in {line}"));
        }
    }
}

#[test]
fn works_are_distributed_as_registered_ones() {
    let made = made(5000);
    let works = made.records(is_works);
    let has = |path: &'static str| move |work: &Value| !values(work, path).is_empty();
    assert_share(&works, "articles", 0.62..=0.70, |w| w["type"] == "journal-article");
    assert_share(&works, "abstracts", 0.18..=0.26, has("abstract"));
    assert_share(&works, "references", 0.38..=0.52, has("reference[]"));
    assert_share(&works, "licences", 0.35..=0.55, has("license[]"));
    assert_share(&works, "funders", 0.12..=0.25, has("funder[]"));
    assert_share(&works, "ORCID", 0.25..=0.60, has("author[].ORCID"));
    assert_share(&works, "ROR", 0.02..=0.15, has("author[].affiliation[].id[].id"));
    assert_share(&works, "without title", 0.03..=0.08, |w| values(w, "title[]").is_empty());
    assert_share(&works, "undated", 0.02..=0.08, |w| w["issued"]["date-parts"][0][0].is_null());
    assert_share(&works, "only the year", 0.04..=0.2, |w| {
        w["issued"]["date-parts"][0].as_array().unwrap().len() == 1
            && !w["issued"]["date-parts"][0][0].is_null()
    });
    assert_share(&works, "never cited", 0.4..=0.6, |w| w["is-referenced-by-count"] == 0);
    assert_mean(&works, "reference[]", 8.0..=18.0);
    assert_mean(&works, "author[]", 2.5..=4.5);
    let summary = made.summary.entity("works").unwrap();
    let packed = summary.file_bytes / summary.records;
    assert!((700..=1300).contains(&packed), "{packed} bytes a work");
    assert_eq!(works.iter().map(|w| w["type"].as_str()).collect::<HashSet<_>>().len(), 30);
    let orcids: HashSet<&str> = works
        .iter()
        .flat_map(|w| values(w, "author[].ORCID"))
        .filter_map(|orcid| orcid.as_str()?.split("://").next())
        .collect();
    assert_eq!(orcids.len(), 2);
}

#[test]
fn a_few_dois_stand_on_two_lines_and_the_rest_on_one() {
    let works = made(2000).records(is_works);
    let mut lines: HashMap<&str, Vec<&Value>> = HashMap::new();
    for work in &works {
        lines.entry(work["DOI"].as_str().unwrap()).or_default().push(work);
    }
    let copied: Vec<_> = lines.values().filter(|lines| lines.len() > 1).collect();
    assert_eq!(copied.len(), 2000 / 98);
    let time = |work: &Value| work["indexed"]["timestamp"].as_u64().unwrap();
    assert!(copied.iter().all(|lines| lines.len() == 2 && time(lines[0]) != time(lines[1])));
    // The younger one is not always the last.
    assert!(copied.iter().any(|lines| time(lines[0]) > time(lines[1])));
    assert!(copied.iter().any(|lines| time(lines[0]) < time(lines[1])));
}

#[test]
fn works_agree_with_one_another_and_with_the_lists() {
    let made = made(1000);
    let works = made.records(is_works);
    let dois: HashSet<&str> = works.iter().filter_map(|w| w["DOI"].as_str()).collect();
    for path in ["update-to[].DOI", "updated-by[].DOI", "relation.is-preprint-of[].id"] {
        let targets: Vec<&Value> = works.iter().flat_map(|w| values(w, path)).collect();
        assert!(!targets.is_empty());
        assert!(targets.iter().all(|doi| dois.contains(doi.as_str().unwrap())), "{path}");
    }
    let cited = works.iter().flat_map(|w| values(w, "reference[].DOI"));
    assert!(cited.filter(|doi| dois.contains(doi.as_str().unwrap())).count() > 500);
    let known = |list: &str, path: &str| -> HashSet<String> {
        let records = made.records(|file| file.starts_with(list));
        let text = |value: &Value| value.as_str().map_or(value.to_string(), String::from);
        records.iter().flat_map(|r| values(r, path)).map(text).collect()
    };
    for (path, known) in [
        ("member", known("members", "id")),
        ("prefix", known("members", "prefixes[]")),
        ("ISSN[]", known("journals", "ISSN[]")),
        ("publisher", known("members", "primary-name")),
    ] {
        for value in works.iter().flat_map(|work| values(work, path)) {
            assert!(known.contains(value.as_str().unwrap()), "{path}: {value}");
        }
    }
    let funders = known("funders", "id");
    for doi in works.iter().flat_map(|work| values(work, "funder[].DOI")) {
        assert!(funders.contains(doi.as_str().unwrap().trim_start_matches("10.13039/")), "{doi}");
    }
    for work in &works {
        assert!(work["created"]["timestamp"].as_u64() <= work["deposited"]["timestamp"].as_u64());
        assert!(work["deposited"]["timestamp"].as_u64() <= work["indexed"]["timestamp"].as_u64());
        let listed = values(work, "reference[]").len() as u64;
        let counted = work["references-count"].as_u64().unwrap();
        assert!(listed == counted || listed == 0);
    }
}
