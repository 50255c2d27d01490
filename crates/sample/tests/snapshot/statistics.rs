//! Sizes and frequencies over 5,000 works.

use std::ops::RangeInclusive;

use crate::support::{Snapshot, values};
use serde_json::Value;

#[test]
fn works_are_distributed_as_published_ones() {
    let snapshot = Snapshot::of(5000, 1);
    let summary = snapshot.summary.entity("works").unwrap();
    let works = snapshot.records("works");
    let count = works.len() as f64;
    let within = |what: &str, value: f64, range: RangeInclusive<f64>| {
        assert!(range.contains(&value), "{what}: {value} is not in {range:?}");
    };
    let share =
        |holds: &dyn Fn(&Value) -> bool| works.iter().filter(|w| holds(w)).count() as f64 / count;
    let lengths = |path: &str| works.iter().map(|w| values(w, path).len()).collect::<Vec<_>>();
    let mean = |list: &[usize]| list.iter().sum::<usize>() as f64 / count;

    within("bytes a work", summary.json_bytes as f64 / count, 6000.0..=8000.0);
    within("compression", summary.json_bytes as f64 / summary.file_bytes as f64, 4.5..=5.7);
    within("without DOI", share(&|w| w["doi"].is_null()), 0.27..=0.33);
    within("without abstract", share(&|w| w["abstract_inverted_index"].is_null()), 0.46..=0.54);
    within("xpac", share(&|w| w["is_xpac"] == true), 0.035..=0.06);
    within("never cited", share(&|w| w["cited_by_count"] == 0), 0.35..=0.5);
    within("cited 50 times", share(&|w| w["cited_by_count"].as_u64() >= Some(50)), 0.03..=0.2);
    within("of 2020", share(&|w| w["publication_year"] == 2020), 0.07..=0.1);
    within("since 2010", share(&|w| w["publication_year"].as_u64() >= Some(2010)), 0.65..=0.85);
    within("articles", share(&|w| w["type"] == "article"), 0.58..=0.7);
    within("English", share(&|w| w["language"] == "en"), 0.65..=0.85);
    within(
        "with institutions",
        share(&|w| !values(w, "authorships[].institutions[]").is_empty()),
        0.12..=0.6,
    );
    within("open", share(&|w| w["open_access"]["is_oa"] == true), 0.2..=0.5);
    within("former shapes", share(&|w| w.get("is_xpac").is_none()), 0.02..=0.06);
    within("retracted", share(&|w| w["is_retracted"] == true), 0.0005..=0.01);

    let (authors, references) = (lengths("authorships[]"), lengths("referenced_works[]"));
    within("authors", mean(&authors), 3.8..=5.0);
    assert!(authors.iter().any(|&n| (1000..=3000).contains(&n)));
    within("references", mean(&references), 16.0..=24.0);
    within("most references", references.iter().copied().max().unwrap() as f64, 200.0..=600.0);
    assert!(works.iter().all(|w| (1950..=2026).contains(&w["publication_year"].as_u64().unwrap())));
    assert!(works.iter().any(|w| w["cited_by_count"].as_u64() > Some(2000)));
}

#[test]
fn fifteen_hundred_works_have_more_than_a_hundred_of_2020() {
    let works = Snapshot::of(1500, 1).records("works");
    assert!(works.iter().filter(|w| w["publication_year"] == 2020).count() > 100);
}
