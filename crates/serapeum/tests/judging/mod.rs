//! What judges of answers have in common: how a lake is made and asked.

use std::{collections::BTreeMap, path::Path};

use serapeum::{Error, Lake, ingest};
use serde_json::Value;

use crate::rng::Rng;

/// Ingests a snapshot into a new lake; opens it as it is and with the hosted service's limits.
pub(crate) fn lakes(source: &str, snapshot: &Path, folder: &Path) -> ([Lake; 2], ingest::Summary) {
    let source = serapeum::source(source).unwrap();
    let options = ingest::Options::default();
    let summary = ingest::ingest(source, snapshot, folder, &options, &()).unwrap();
    let open = || Lake::open(folder).unwrap();
    ([open().strict(false), open().strict(true)], summary)
}

/// The status and the body of an answer; status 0 is what no API would answer.
pub(crate) fn ask(lake: &Lake, request: &str) -> (u16, Value) {
    let reply = match lake.reply(request) {
        Ok(reply) | Err(Error::Request { reply, .. }) => reply,
        Err(error) => return (0, Value::from(error.to_string())),
    };
    (reply.status, serde_json::from_slice(&reply.body).unwrap_or_default())
}

/// Asks random requests and fails with what `compare` tells of the first that differ. What it counts as used must have
/// been so fifty times in a long run.
pub(crate) fn differ(
    name: &str,
    (source, snapshot): (&str, &Path),
    usual: u64,
    mut compare: impl FnMut(&[Lake; 2], &mut Rng, &mut Uses) -> Result<(), String>,
) {
    let seed = setting("SERAPEUM_SEED").unwrap_or(20_240_517);
    let wanted = setting("SERAPEUM_REQUESTS").unwrap_or(usual) as usize;
    eprintln!("{name}: SERAPEUM_SEED={seed} SERAPEUM_REQUESTS={wanted}");
    let folder = tempfile::tempdir().unwrap();
    let (lakes, _) = lakes(source, snapshot, folder.path());
    let (mut random, mut uses, mut differences) = (Rng(seed), Uses::default(), Vec::new());
    for _ in 0..wanted {
        differences.extend(compare(&lakes, &mut random, &mut uses).err());
        if differences.len() >= 30 {
            break;
        }
    }
    assert!(
        differences.is_empty(),
        "{name}, SERAPEUM_SEED={seed}: {} differences\n\n{}",
        differences.len(),
        differences.join("\n\n")
    );
    let rare: Vec<_> = uses.0.iter().filter(|(_, count)| **count < 50).collect();
    assert!(wanted < 10_000 || rare.is_empty(), "used too rarely: {rare:?}");
}

/// A number from the environment.
fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// A value as it stands in a request.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// Every value at a path, through lists of any depth; nulls and empty texts are none.
pub(crate) fn values<'v>(value: &'v Value, path: &str) -> Vec<&'v Value> {
    match (value, path.split_once('.')) {
        (Value::Array(elements), _) => elements.iter().flat_map(|e| values(e, path)).collect(),
        (Value::Null, _) => Vec::new(),
        (Value::String(text), _) if text.is_empty() => Vec::new(),
        (_, None) if path.is_empty() => vec![value],
        (_, None) => value.get(path).map(|found| values(found, "")).unwrap_or_default(),
        (_, Some((step, rest))) => {
            value.get(step).map(|found| values(found, rest)).unwrap_or_default()
        }
    }
}

/// The same as texts.
pub(crate) fn texts(value: &Value, path: &str) -> Vec<String> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    values(value, path).into_iter().map(text).collect()
}

/// How often each name was used.
#[derive(Debug, Default)]
pub(crate) struct Uses(pub(crate) BTreeMap<String, usize>);

impl Uses {
    pub(crate) fn count(&mut self, name: &str) {
        *self.0.entry(name.to_owned()).or_default() += 1;
    }
}
