//! Lists that the hosted service told without a search: over the works that it told on that day, the same path and
//! filter find each of them. Debug builds take of each year the day with most lists.

use std::{collections::BTreeMap, fs};

use serapeum::{Error, Lake};
use serde_json::Value;

use crate::{
    ids,
    json::{list, member, texts},
    records::{inflate, real},
    request::encoded,
};

/// Filters that the service has given up since.
const GIVEN_UP: &[&str] = &["reference-visibility", "has-public-references"];

struct Recording {
    path: String,
    params: Vec<(String, String)>,
    works: Vec<String>,
}

impl Recording {
    fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Why nothing follows from it for other works, if so.
    fn untold(&self) -> Option<&'static str> {
        let filter = self.param("filter").unwrap_or_default();
        match () {
            () if !self.path.ends_with("works") => Some("no list"),
            () if self.params.iter().any(|(name, _)| name.starts_with("query")) => Some("searched"),
            () if filter.is_empty() && self.path == "works" => Some("neither path nor filter"),
            () if GIVEN_UP.iter().any(|name| filter.contains(name)) => {
                Some("a filter given up since")
            }
            () if self.works.is_empty() => Some("no works, or only some of their members"),
            () => None,
        }
    }

    /// Whether a work is of the funder whose works were asked for. Those of its descendants are found there too, and
    /// no record says who they are.
    fn asked_for(&self, work: &str) -> bool {
        let Some(id) = self.path.strip_prefix("funders/").and_then(|p| p.strip_suffix("/works"))
        else {
            return true;
        };
        let work: Value = serde_json::from_str(work).unwrap();
        texts(&work, "funder.DOI").into_iter().any(|doi| ids::last(doi) == ids::last(id))
    }

    fn request(&self) -> String {
        let filter = self.param("filter").map(|f| format!("&filter={}", encoded(f)));
        format!("crossref/{}?rows=100000&select=DOI{}", self.path, filter.unwrap_or_default())
    }
}

fn text(object: &str, name: &str) -> String {
    member(object, name).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}

fn doi(work: &str) -> String {
    text(work, "DOI").to_lowercase()
}

fn recording(line: &str) -> Option<(String, Recording)> {
    let uri = text(line, "uri");
    let (_, below) = uri.split_once("api.crossref.org/")?;
    let (path, query) = below.split_once('?').unwrap_or((below, ""));
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let [first, tail @ ..] = rest {
            let code = (*first == b'%').then(|| std::str::from_utf8(&tail[..2]).unwrap());
            match code.map(|code| u8::from_str_radix(code, 16).unwrap()) {
                Some(byte) => (bytes.push(byte), rest = &tail[2..]).1,
                None => (bytes.push(*first), rest = tail).1,
            }
        }
        String::from_utf8(bytes).unwrap()
    };
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let params: Vec<_> = pairs.map(|(name, value)| (decoded(name), decoded(value))).collect();
    let status = member(line, "status")?.trim_matches('"');
    let body = text(line, "body");
    if status != "200" || !body.starts_with('{') {
        return None;
    }
    let message = member(&body, "message").filter(|message| message.starts_with('{'))?;
    let whole = params.iter().all(|(name, _)| name != "select");
    let works: Vec<String> = match text(&body, "message-type").as_str() {
        "work-list" if whole => {
            list(member(message, "items")?).into_iter().map(str::to_owned).collect()
        }
        "work-list" => Vec::new(),
        "work" => vec![message.to_owned()],
        _ => return None,
    };
    let day = text(line, "date").get(5..16).unwrap_or("no date").to_owned();
    Some((day, Recording { path: path.trim_end_matches('/').to_owned(), params, works }))
}

#[test]
fn what_the_service_found_is_found() {
    let Some(file) = real("recorded_http/crossref.jsonl.gz") else { return };
    let mut days: BTreeMap<String, Vec<Recording>> = BTreeMap::new();
    for (day, one) in inflate(&file).lines().filter_map(recording) {
        days.entry(day).or_default().push(one);
    }
    if cfg!(debug_assertions) {
        richest(&mut days);
    }
    let (mut found, mut left_out) = (BTreeMap::new(), BTreeMap::new());
    let mut differences = Vec::new();
    for (day, recordings) in &days {
        let telling = |one: &&Recording| match one.untold() {
            Some(reason) => {
                *left_out.entry(reason).or_insert(0) += 1;
                false
            }
            None => true,
        };
        let compared: Vec<_> = recordings.iter().filter(telling).collect();
        if compared.is_empty() {
            continue;
        }
        let (lake, _folder) = lake(recordings);
        for one in compared {
            let request = one.request();
            let reply = match lake.reply(&request) {
                Ok(reply) | Err(Error::Request { reply, .. }) => reply,
                Err(error) => panic!("{request}: {error}"),
            };
            let body = String::from_utf8(reply.body).unwrap();
            if reply.status != 200 {
                differences.push(format!("{day} {request}\n  {} {body:.300}", reply.status));
                continue;
            }
            let items = member(member(&body, "message").unwrap(), "items").unwrap();
            let ours: Vec<String> = list(items).into_iter().map(doi).collect();
            let told = one.works.iter().filter(|work| one.asked_for(work)).map(|work| doi(work));
            if let Some(lost) = told.clone().find(|doi| !ours.contains(doi)) {
                differences.push(format!("{day} {request}\n  the service has {lost}"));
            }
            let kind = one.param("filter").unwrap_or(&one.path).split(['/', ':']).next().unwrap();
            let count = found.entry(kind).or_insert((0, 0));
            *count = (count.0 + 1, count.1 + told.count());
        }
    }
    eprintln!("lists and works in them, by path or first filter: {found:?}");
    eprintln!("left out: {left_out:?}");
    assert!(differences.is_empty(), "{} differ\n{}", differences.len(), differences.join("\n"));
    for kind in ["members", "prefixes", "journals", "types", "has-full-text"] {
        assert!(found.contains_key(kind), "no list of {kind}");
    }
}

/// Keeps of each year the day with most lists to compare: debug builds are slow.
fn richest(days: &mut BTreeMap<String, Vec<Recording>>) {
    let mut kept: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (day, recordings) in days.iter() {
        let telling = recordings.iter().filter(|one| one.untold().is_none()).count();
        let most = kept.entry(day[day.len() - 4..].to_owned()).or_default();
        *most = most.clone().max((telling, day.clone()));
    }
    days.retain(|day, _| kept.values().any(|(_, kept)| kept == day));
}

/// A lake of all works that were told on a day.
fn lake(recordings: &[Recording]) -> (Lake, tempfile::TempDir) {
    let mut works: BTreeMap<String, &str> = BTreeMap::new();
    for work in recordings.iter().flat_map(|one| &one.works) {
        works.insert(doi(work), work);
    }
    let folder = tempfile::tempdir().unwrap();
    let snapshot = folder.path().join("snapshot");
    fs::create_dir(&snapshot).unwrap();
    let lines: Vec<String> = works.values().map(|work| work.replace(['\n', '\r'], " ")).collect();
    fs::write(snapshot.join("0.jsonl"), lines.join("\n") + "\n").unwrap();
    (crate::lake(&snapshot, &folder.path().join("lake")).0, folder)
}
