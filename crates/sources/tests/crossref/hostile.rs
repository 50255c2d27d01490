//! Requests that nobody means well by: every one has an answer or an error, and none takes long.

use std::time::{Duration, Instant};

use serapeum_sources::crossref::SOURCE;

use super::{read, read_as};

#[test]
fn nothing_panics() {
    let long = "x".repeat(100_000);
    let pieces = [
        "",
        ":",
        ",",
        ",,",
        "::",
        "%00",
        "%ff",
        "%F0%9F%98%80",
        "*",
        "-",
        "+",
        "é",
        "10.",
        "/",
        "//",
        "T",
        "2020-01-01T",
        "0000-00-00",
        "9999-12-31",
        "99999999999999999999",
        "-1",
        "true",
        &long,
    ];
    let mut state = 7u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    let names: Vec<&str> = serapeum_sources::crossref::WORKS.names();
    let started = Instant::now();
    for _ in 0..3_000 {
        let name = names[random(names.len())];
        let piece = |at: usize| pieces[at];
        let text = match random(8) {
            0 => format!("works?filter={name}:{}", piece(random(pieces.len()))),
            1 => format!("works/{}{}", piece(random(pieces.len())), piece(random(pieces.len()))),
            2 => format!("{}/{}/works", piece(random(pieces.len())), piece(random(pieces.len()))),
            3 => format!("works?facet={}:{}", name, piece(random(pieces.len()))),
            4 => format!("works?rows={0}&offset={0}&sample={0}", piece(random(pieces.len()))),
            5 => format!("works?cursor={}&select={}", piece(random(pieces.len())), name),
            6 => format!("journals/{}", piece(random(pieces.len()))),
            _ => format!("works?{}={}", piece(random(pieces.len())), piece(random(pieces.len()))),
        };
        for strict in [false, true] {
            if let Err(error) = read_as(&text, strict) {
                assert!(SOURCE.dialect.write_error(&error).status >= 400);
            }
        }
    }
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn long_lists_are_read_in_time() {
    let dois: Vec<String> = (0..20_000).map(|i| format!("doi:10.1234/{i}")).collect();
    let started = Instant::now();
    let request = read(&format!("works?filter={}", dois.join(","))).unwrap();
    assert!(request.query.filter.to_string().contains("20000 values"));
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[test]
fn answers_to_many_mistakes_stay_small() {
    let wrong: Vec<String> = (0..20_000).map(|i| format!("frog{i}:1")).collect();
    let names: Vec<String> = (0..20_000).map(|i| format!("frog{i}")).collect();
    let started = Instant::now();
    for text in [
        format!("works?filter={}", wrong.join(",")),
        format!("works?facet={}", wrong.join(",")),
        format!("works?select={}", names.join(",")),
        format!("works?{}=1", names.join("=1&")),
        format!("works?{}", "rows=1&".repeat(20_000)),
    ] {
        let reply = SOURCE.dialect.write_error(&read(&text).unwrap_err());
        assert!(reply.status == 400 && reply.body.len() < 1_000_000, "{}", reply.body.len());
    }
    assert!(started.elapsed() < Duration::from_secs(30));
}
