//! Malformed requests.

use std::{collections::BTreeSet, fs, path::Path};

use serapeum_model::Params;

use crate::{
    measure::Measured,
    mutate::DAMAGES,
    rng::Rng,
    targets::{request, told},
};

const REQUESTS: usize = if cfg!(debug_assertions) { 2_000 } else { 10_000 };

/// The requests of the scenarios, as they stand behind the source's name.
pub(crate) fn valid() -> Vec<String> {
    let mut found = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios/openalex");
    for file in fs::read_dir(folder).unwrap() {
        for line in fs::read_to_string(file.unwrap().path()).unwrap().lines() {
            let asked =
                line.strip_prefix("GET openalex/").or(line.strip_prefix("STRICT openalex/"));
            found.extend(asked.map(|text| text.trim().to_owned()));
        }
    }
    let source = serapeum::source("openalex").unwrap();
    found.retain(|text| {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        source.dialect.read(path, &Params::parse(query), false).is_ok()
    });
    assert!(found.len() > 100, "only {} valid requests", found.len());
    found.into_iter().collect()
}

/// Reads a request, as the original does and as strictly; whether it is one.
pub(crate) fn read(text: &str) -> bool {
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let params = Params::parse(query);
    let source = serapeum::source("openalex").unwrap();
    let read = source.dialect.read(path, &params, false);
    if let Err(error) = &read {
        told(source, error, &params);
    }
    read.is_ok()
}

#[test]
fn malformed_requests_are_read_or_refused() {
    let _alone = crate::alone();
    let (corpus, mut rng, mut measured) = (valid(), Rng(0xBAD), Measured::default());
    for text in &corpus {
        measured.task("valid", text, || read(text));
    }
    let mut refused = 0;
    for at in 0..REQUESTS {
        let (kind, damage) = DAMAGES[at % DAMAGES.len()];
        let text = damage(&mut rng, &corpus);
        refused += usize::from(!measured.task(kind, &text, || read(&text)));
        if at % 50 == 0 {
            request(text.as_bytes());
        }
    }
    eprintln!("{refused} of {REQUESTS} are refused");
    assert!(refused > REQUESTS / 2, "{refused} are refused: the damage is too small");
    measured.close("malformed requests", "valid");
}
