//! What must hold of answers whatever the records are. No oracle is asked: only the lake, several times.

mod counts;
mod grouped;

use std::path::Path;

use serapeum::{Error, Lake};
use serde_json::Value;

use crate::{
    lake,
    oracle::{Oracle, fields::Field},
    real,
    requests::{Random, encoded},
};

/// A law: `None` where a random case says nothing, else what the law finds wrong.
type Law = fn(&mut Bench) -> Option<Result<(), String>>;

const LAWS: &[(&str, Law)] = &[
    ("the order of filters does not matter", counts::commute),
    ("a filter and its negation find everything, each record once", counts::complement),
    ("true, false and null find everything, each record once", counts::truths),
    ("a|b finds as many as a and b, less those that both find", counts::union),
    ("a filter finds no more than without it, and with another no more than alone", counts::narrow),
    ("disjoint ranges add up", counts::ranges),
    ("the core and the expansion corpus are everything", counts::corpora),
    ("groups of a single value, with those without one, add up to everything", grouped::partition),
    ("a group counts what its key finds as a filter", grouped::keys),
    ("groups of groups add up to the group", grouped::nested),
    ("fields side by side are as each alone", grouped::facets),
    ("the reverse order has the same groups", grouped::reversed),
];

struct Bench<'a> {
    lake: &'a Lake,
    oracle: &'a Oracle,
    random: Random<'a>,
    /// The requests of the case at hand.
    asked: Vec<String>,
}

impl Bench<'_> {
    fn ask(&mut self, request: &str) -> Result<Value, String> {
        self.asked.push(request.to_owned());
        match self.lake.reply(request) {
            Ok(reply) => serde_json::from_slice(&reply.body).map_err(|error| error.to_string()),
            Err(Error::Request { reply, .. }) => {
                Err(String::from_utf8_lossy(&reply.body).into_owned())
            }
            Err(error) => Err(error.to_string()),
        }
    }

    /// How many records some filters find.
    fn count(&mut self, entity: &str, filters: &[&str]) -> Result<u64, String> {
        let filter = encoded(&filters.join(","));
        let filter = if filter.is_empty() { filter } else { format!("&filter={filter}") };
        let body = self.ask(&format!("openalex/{entity}?per-page=1{filter}"))?;
        body["meta"]["count"].as_u64().ok_or(format!("no count: {body}"))
    }

    /// Keys and counts.
    fn groups(&mut self, request: &str) -> Result<Vec<(String, u64)>, String> {
        let body = self.ask(request)?;
        rows(&body["group_by"]).ok_or(format!("no groups: {body}"))
    }
}

fn rows(groups: &Value) -> Option<Vec<(String, u64)>> {
    let row = |group: &Value| Some((group["key"].as_str()?.to_owned(), group["count"].as_u64()?));
    groups.as_array()?.iter().map(row).collect()
}

/// Filters that switch off what lists leave out would change more than they say.
fn is_plain(field: &Field) -> bool {
    !matches!(field.name, "is_xpac" | "works_count")
}

fn same(what: &str, left: u64, right: u64) -> Result<(), String> {
    if left == right { Ok(()) } else { Err(format!("{what}: {left} and {right}")) }
}

/// Refusals of values that records have, of which no law speaks: an id behind `openalex:` in a list reads as a second
/// filter, and a lineage of mixed letters is asked for by one of them.
const REFUSED: [&str; 2] = ["an OR query between filters", "its IDs start with"];

fn hold(snapshot: &Path, seed: u64, cases: usize) {
    let folder = tempfile::tempdir().unwrap();
    let (lake, _) = lake(snapshot, folder.path());
    let oracle = Oracle::load(snapshot);
    let random = Random::new(&oracle, seed);
    let mut bench = Bench { lake: &lake, oracle: &oracle, random, asked: Vec::new() };
    let mut broken = Vec::new();
    for (name, law) in LAWS {
        let mut judged = 0;
        for _ in 0..cases * 60 {
            bench.asked.clear();
            match law(&mut bench) {
                None => continue,
                Some(Ok(())) => {}
                Some(Err(reason)) if REFUSED.iter().any(|refusal| reason.contains(refusal)) => {
                    continue;
                }
                Some(Err(reason)) => {
                    broken.push(format!("{name}\n  {reason}\n  {}", bench.asked.join("\n  ")));
                }
            }
            judged += 1;
            if judged == cases || broken.len() > 20 {
                break;
            }
        }
        assert!(judged == cases || broken.len() > 20, "{name}: {judged} cases only");
    }
    assert!(broken.is_empty(), "SERAPEUM_SEED={seed}\n\n{}", broken.join("\n\n"));
}

/// Cases of each law.
fn cases() -> usize {
    crate::setting("SERAPEUM_LAWS").map_or(8, |cases| cases as usize)
}

fn seed() -> u64 {
    crate::setting("SERAPEUM_SEED").unwrap_or(20_260_101)
}

#[test]
fn laws_of_sample_records() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    if committed.is_dir() {
        hold(&committed, seed(), cases());
    }
}

#[test]
fn laws_of_real_records() {
    if let Some(snapshot) = real::snapshot() {
        hold(&snapshot, seed(), cases());
    }
}
