//! Records in the names of version 10 and later, and what relations add to them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::judging::texts;

/// A record, told in the newer names whatever the file calls its members.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) json: Value,
    /// What relations add: values by the name of what they add to.
    pub(crate) links: BTreeMap<&'static str, Vec<String>>,
}

impl Record {
    pub(crate) fn new(json: Value) -> Record {
        let id = json["id"].as_str().unwrap().to_owned();
        Record { id, json, links: BTreeMap::new() }
    }

    /// The texts at a path; behind a `+` stands the name of what relations add.
    pub(crate) fn texts(&self, path: &str) -> Vec<String> {
        match path.strip_prefix('+') {
            Some(link) => self.links.get(link).cloned().unwrap_or_default(),
            None => texts(&self.json, path),
        }
    }

    pub(crate) fn all(&self, paths: &[&str]) -> Vec<String> {
        paths.iter().flat_map(|path| self.texts(path)).collect()
    }

    /// Values of subjects of a scheme.
    pub(crate) fn subjects(&self, scheme: &str) -> Vec<String> {
        let subjects = crate::judging::values(&self.json, "subjects.subject");
        let of = subjects.into_iter().filter(|subject| subject["scheme"] == scheme);
        of.filter_map(|subject| subject["value"].as_str().map(str::to_owned)).collect()
    }

    pub(crate) fn link(&mut self, name: &'static str, values: impl IntoIterator<Item = String>) {
        self.links.entry(name).or_default().extend(values);
    }
}
