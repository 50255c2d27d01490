//! A search is a condition like any other, and an order.

use std::path::{Path, PathBuf};

use serapeum::{IndexSummary, Lake, ingest, search};
use tempfile::TempDir;

use crate::world::{EVERY, WORLDS};

const FILTERS: [&str; 6] = [
    "is_oa:true",
    "publication_year:>2012",
    "type:!article",
    "cited_by_count:<20",
    "authorships.countries:us|gb",
    "has_doi:false",
];

#[test]
fn a_search_meets_other_conditions() {
    let (mut tried, mut found) = (0, 0);
    for world in WORLDS.iter() {
        for (at, word) in world.words.iter().enumerate().step_by(EVERY) {
            let filter = FILTERS[at % FILTERS.len()];
            let searched = world.set(&format!("search={word}"));
            let filtered = world.set(&format!("filter={filter}"));
            let both = world.set(&format!("search={word}&filter={filter}"));
            let expected: Vec<&String> =
                searched.iter().filter(|id| filtered.binary_search(id).is_ok()).collect();
            assert_eq!(both.iter().collect::<Vec<_>>(), expected, "{word} {filter}");
            assert_eq!(world.set(&format!("filter=default.search:{word},{filter}")), both);
            tried += 1;
            found += usize::from(!both.is_empty());

            // A word or another, and neither of them.
            let other = &world.words[(at + 1) % world.words.len()];
            let one = world.set(&format!("filter=title.search:{word}"));
            let any = world.set(&format!("filter=title.search:{word}|{other}"));
            assert!(one.iter().all(|id| any.binary_search(id).is_ok()));
            let none = world.set(&format!("filter=title.search:!{word}|{other}"));
            let all = world.set("filter=cited_by_count:>-1").len();
            assert_eq!(any.len() + none.len(), all, "{word} {other}");
            assert!(any.iter().all(|id| none.binary_search(id).is_err()));

            // Every record found is in a group.
            let groups = world.ask(&format!(
                "works?filter=title.search:{word}&group_by=publication_year:include_unknown&corpus=all"
            ));
            let counts = groups["group_by"].as_array().unwrap().iter().map(|g| g["count"].as_u64());
            assert_eq!(counts.map(Option::unwrap).sum::<u64>(), one.len() as u64, "{word}");
            assert_eq!(groups["meta"]["count"], one.len());
        }
    }
    assert!(found * 2 > tried, "{found} of {tried} find anything");
}

#[test]
fn pages_go_on_in_the_order_of_scores() {
    for world in WORLDS.iter() {
        for word in world.words.iter().step_by(4 * EVERY) {
            let expected = world.ids(&format!("search={word}"));
            let (mut walked, mut cursor, mut last) = (Vec::new(), "*".to_owned(), f64::INFINITY);
            loop {
                let request = format!(
                    "works?search={word}&corpus=all&select=id,relevance_score&per-page=7&cursor={cursor}"
                );
                let page = world.ask(&request);
                assert_eq!(world.ask(&request)["results"], page["results"], "a replay differs");
                for record in page["results"].as_array().unwrap() {
                    let score = record["relevance_score"].as_f64().unwrap();
                    assert!(score > 0.0 && score <= last, "{word}: {score} after {last}");
                    last = score;
                    walked.push(record["id"].as_str().unwrap().to_owned());
                }
                match page["meta"]["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(walked, expected, "{word}");
            // Without windows that were located before, the place comes from the record that the cursor names.
            let first =
                world.ask(&format!("works?search={word}&corpus=all&select=id&per-page=3&cursor=*"));
            let next = first["meta"]["next_cursor"].as_str().unwrap();
            world.lake.aio().engine().relieve();
            let page = world
                .ask(&format!("works?search={word}&corpus=all&select=id&per-page=3&cursor={next}"));
            let ids = page["results"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap());
            assert_eq!(ids.collect::<Vec<_>>(), expected[3..].iter().take(3).collect::<Vec<_>>());
        }
    }
}

#[test]
fn scores_are_told_and_ordered_by_where_words_are_searched_for() {
    for world in WORLDS.iter() {
        let word = &world.words[0];
        let other = &world.words[1];
        let plain = world.ask("works?per-page=1");
        assert!(plain["results"][0].get("relevance_score").is_none());
        let (status, body) = world.reply("works?sort=relevance_score:desc");
        assert_eq!(status, 400, "{body}");
        // Several searches add up.
        let score = |params: &str, id: &str| {
            let body = world.ask(&format!(
                "works?{params}&corpus=all&select=id,relevance_score&per-page=100000"
            ));
            let records = body["results"].as_array().unwrap();
            records.iter().find(|r| r["id"] == id).unwrap()["relevance_score"].as_f64().unwrap()
        };
        let both = format!("filter=title.search:{word}&search={other}");
        if let Some(id) = world.ids(&both).first() {
            let sum = score(&format!("filter=title.search:{word}"), id)
                + score(&format!("search={other}"), id);
            assert!((score(&both, id) - sum).abs() < 1e-6 * sum);
        }
        // A named order is kept; the scores are told all the same.
        let sorted = world.ask(&format!(
            "works?search={word}&sort=publication_date&select=relevance_score,publication_date"
        ));
        let records = sorted["results"].as_array().unwrap();
        assert!(records.windows(2).all(|pair| {
            pair[0]["publication_date"].as_str() <= pair[1]["publication_date"].as_str()
        }));
        assert!(records.iter().all(|record| record["relevance_score"].as_f64().unwrap() > 0.0));
        let sample = world.ask(&format!("works?search={word}&sample=2&seed=3&select=id"));
        assert_eq!(sample["results"].as_array().unwrap().len(), 2);
    }
}

/// A lake of the topics of the sample, without an index.
fn topics() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut options = ingest::Options::default();
    options.entities = vec!["topics".to_owned()];
    let source = serapeum::source("openalex").unwrap();
    ingest::ingest(source, &sample(), folder.path(), &options, &()).unwrap();
    folder
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex")
}

fn index(lake: &TempDir) -> IndexSummary {
    let all = |_: &str, _: &str| true;
    serapeum::index_words(lake.path(), &all, Default::default(), &()).unwrap()
}

#[test]
fn without_an_index_the_answer_says_how_to_make_one() {
    let folder = topics();
    let lake = Lake::open(folder.path()).unwrap();
    let Err(serapeum::Error::Request { reply, error }) = lake.reply("openalex/topics?search=a b")
    else {
        panic!("it was answered")
    };
    assert_eq!(reply.status, 404);
    assert!(error.to_string().contains("serapeum index"), "{error}");
    assert!(lake.get("openalex/topics?filter=works_count:>1").is_ok());

    // What was made serves the next version too, and nothing is made twice.
    let (first, second) = (index(&folder), index(&folder));
    assert!(first.entities[0].rows > 0 && first.entities[0].bytes > 0);
    assert_eq!((second.version, second.entities[0].rows), (first.version, 0));
    assert!(Lake::open(folder.path()).unwrap().get("openalex/topics?search=a b").is_ok());
}

#[test]
fn an_index_that_was_removed_is_made_again() {
    let folder = topics();
    let ask = || Lake::open(folder.path()).unwrap().get("openalex/topics?search=data");
    let first = index(&folder);
    let told = ask().unwrap();
    std::fs::remove_dir_all(folder.path().join("openalex/topics/search")).unwrap();
    assert!(ask().unwrap_err().to_string().contains("serapeum index"));
    let second = index(&folder);
    assert_eq!(second.entities[0].rows, first.entities[0].rows);
    assert_eq!(second.version, first.version + 1);
    let count = |body: &str| {
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        body["meta"]["count"].as_u64().unwrap()
    };
    assert_eq!(count(&ask().unwrap()), count(&told));
}

/// Ends what it follows at once.
struct Stopping;

impl search::Observer for Stopping {
    fn stopped(&self) -> bool {
        true
    }
}

#[test]
fn an_end_of_indexing_leaves_the_lake_as_it_was() {
    let folder = topics();
    let all = |_: &str, _: &str| true;
    let stopped = serapeum::index_words(folder.path(), &all, Default::default(), &Stopping);
    assert!(matches!(stopped, Err(serapeum::search::Error::Stopped)), "{stopped:?}");
    let lake = Lake::open(folder.path()).unwrap();
    assert_eq!(lake.aio().engine().lake().version().number, 1);
}
