//! How fast records become objects, on one core:
//! `cargo test --release -p serapeum-sources --test recorded speed -- --ignored --nocapture`.

use std::hint::black_box;

use serapeum_model::json::Scanner;
use serapeum_sources::openalex::SOURCE;

use crate::{real, request, snapshot, tree};

/// Seconds that this thread has had a core: what others do on the machine does not count.
fn now() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    stat.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9
}

#[test]
#[ignore = "measures"]
fn speed() {
    let Some(folder) = real::folder() else { return };
    let mut lines = Vec::new();
    real::records(&folder, "works", |line| lines.push(line.to_owned()));
    println!("{} works", lines.len());
    let rate = |name: &str, lines: &[String], stage: &dyn Fn(&str)| {
        let run = |_| {
            let start = now();
            lines.iter().for_each(|line| stage(line));
            now() - start
        };
        let bytes: usize = lines.iter().map(String::len).sum();
        let best = (0..7).map(run).fold(f64::MAX, f64::min);
        println!("{name:40} {:8.1} MB/s", bytes as f64 / 1e6 / best);
    };
    rate("scanner skips all", &lines, &|line| Scanner::new(black_box(line)).skip().unwrap());
    rate("serde_json to a value and back", &lines, &|line| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        black_box(value.to_string());
    });
    let snapshot: Vec<String> = lines
        .iter()
        .map(|line| snapshot::sorted(&snapshot::form(&tree(line.as_bytes()), 0)).to_string())
        .collect();
    for (name, text) in [
        ("objects of a list", "works"),
        ("… of single records", "works/W12"),
        ("… of three members", "works?select=id,title,cited_by_count"),
        ("… of abstracts", "works?select=id,abstract"),
    ] {
        let request = request(text);
        for (form, lines) in [("", &lines), (", as in a snapshot", &snapshot)] {
            rate(&format!("{name}{form}"), lines, &|line| {
                black_box(SOURCE.dialect.object(&request, line.as_bytes(), None).unwrap());
            });
        }
    }
}
