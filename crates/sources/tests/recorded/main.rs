//! Objects against those that the API has answered with, where recorded answers stand beside the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod real;
mod snapshot;
mod speed;
mod tree;

use std::collections::{BTreeMap, HashMap};

use serapeum_model::{Entity, Params, Request};
use serapeum_sources::openalex::SOURCE;

use crate::tree::{Difference, Kind, Tree};

/// Where objects and answers differ, and why: the end of the path, what differs, the reason.
const EXCEPTIONS: &[(&str, Kind, &str)] = &[
    (".content_urls", Kind::Left, "the answer is older than the member"),
    (".relevance_score", Kind::Right, "without search there is no score"),
    (".has_content", Kind::Order, "the service tells them in any order"),
    (".sustainable_development_goals", Kind::Order, "the service tells them in any order"),
];

/// Which exception covers a difference.
fn covering(difference: &Difference) -> Option<usize> {
    EXCEPTIONS
        .iter()
        .position(|(path, kind, _)| difference.path.ends_with(path) && difference.kind == *kind)
}

fn request(text: &str) -> Request {
    let (path, parameters) = text.split_once('?').unwrap_or((text, ""));
    SOURCE.dialect.read(path, &Params::parse(parameters), false).unwrap()
}

fn entity_of(id: &str) -> Option<&'static Entity> {
    let name = match id.rsplit('/').next()?.chars().next()? {
        'W' => "works",
        'A' => "authors",
        'S' | 'V' => "sources",
        'I' => "institutions",
        'C' => "concepts",
        'T' => "topics",
        'F' => "funders",
        'P' => "publishers",
        _ => return None,
    };
    SOURCE.entity(name)
}

fn tree(text: &[u8]) -> Tree {
    serde_json::from_slice(text).unwrap()
}

/// What comparing has found.
#[derive(Default)]
struct Tally {
    objects: usize,
    members: usize,
    excepted: BTreeMap<usize, usize>,
    failures: Vec<String>,
}

impl Tally {
    fn compare(&mut self, object: &[u8], told: &Tree, about: &str) {
        let mut differences = Vec::new();
        let object = tree(object);
        object.differences(told, "", &mut differences);
        self.objects += 1;
        self.members += told.members();
        for difference in differences {
            match covering(&difference) {
                Some(exception) => *self.excepted.entry(exception).or_default() += 1,
                None => self.failures.push(format!("{about}: {difference:?}")),
            }
        }
    }

    fn end(self, about: &str) {
        eprintln!(
            "{about}: {} objects, {} members are the same but for",
            self.objects, self.members
        );
        for (exception, count) in self.excepted {
            let (path, kind, reason) = EXCEPTIONS[exception];
            eprintln!("  {count} times {path} ({kind:?}): {reason}");
        }
        let some: Vec<_> = self.failures.iter().take(20).cloned().collect();
        assert!(some.is_empty(), "{} differ\n{}", self.failures.len(), some.join("\n"));
        assert!(self.objects > 100, "{about}: too few cases");
    }
}

/// Records of which an answer was recorded become that answer.
#[test]
fn records_become_what_the_api_told() {
    let Some(folder) = real::folder() else { return };
    let mut told: HashMap<(String, String), Vec<real::Told>> = HashMap::new();
    for case in real::told(&folder) {
        let member = |name| case.object.get(name).and_then(Tree::text).map(str::to_owned);
        if let (Some(id), Some(date)) = (member("id"), member("updated_date")) {
            told.entry((id, date)).or_default().push(case);
        }
    }
    let (mut tally, mut others) = (Tally::default(), 0);
    for entity in SOURCE.entities {
        let (list, one) = (request(entity.name), request(&format!("{}/A12", entity.name)));
        real::records(&folder, entity.name, |line| {
            let record = tree(line.as_bytes());
            let member = |name| record.get(name).and_then(Tree::text).map(str::to_owned);
            let (Some(id), Some(date)) = (member("id"), member("updated_date")) else { return };
            for case in told.get(&(id.clone(), date)).into_iter().flatten() {
                // Some dates are those of a whole release: under them a record has several versions.
                let mut differences = Vec::new();
                record.differences(&case.object, "", &mut differences);
                if differences.iter().any(|d| d.kind != Kind::Order && covering(d).is_none()) {
                    others += 1;
                    continue;
                }
                let request = if case.listed { &list } else { &one };
                let object = SOURCE.dialect.object(request, line.as_bytes(), None).unwrap();
                tally.compare(&object, &case.object, &format!("{id} in {:.80}", case.request));
            }
        });
    }
    eprintln!("{others} answers of other versions under the same date are left out");
    tally.end("records");
}

/// What the API told, brought into the form of the snapshot, becomes what it told.
#[test]
fn snapshot_forms_become_what_the_api_told() {
    let Some(folder) = real::folder() else { return };
    let mut tally = Tally::default();
    // A debug build is slow.
    let step = if cfg!(debug_assertions) { 4 } else { 1 };
    for (seed, case) in (0..).zip(real::told(&folder)).step_by(step) {
        let Some(id) = case.object.get("id").and_then(Tree::text) else { continue };
        let Some(entity) = entity_of(id) else { continue };
        let request = match case.listed {
            true => request(entity.name),
            false => request(&format!("{}/A12", entity.name)),
        };
        let record = snapshot::form(&case.object, seed).to_string();
        let object = SOURCE.dialect.object(&request, record.as_bytes(), None).unwrap();
        let about = format!("{id} (seed {seed}) in {:.80}", case.request);
        tally.compare(&object, &case.object, &about);
    }
    tally.end("snapshot forms");
}

/// An object made of any record is an object already.
#[test]
fn objects_of_objects_are_the_same() {
    let Some(folder) = real::folder() else { return };
    let mut objects = 0;
    for entity in SOURCE.entities {
        let mut request = request(entity.name);
        request.form.whole = true;
        real::records(&folder, entity.name, |line| {
            let object = SOURCE.dialect.object(&request, line.as_bytes(), None).unwrap();
            assert_eq!(tree(&object).get("id"), tree(line.as_bytes()).get("id"));
            let again = SOURCE.dialect.object(&request, &object, None).unwrap();
            assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(object).unwrap());
            objects += 1;
        });
    }
    eprintln!("{objects} objects");
    assert!(objects > 1_000);
}
