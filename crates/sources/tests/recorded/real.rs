//! Real records and recorded answers, where they stand beside the repository.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;

use crate::tree::Tree;

/// An object in an answer of the API.
pub(crate) struct Told {
    /// The request that was answered.
    pub(crate) request: String,
    /// Whether it stood in a list.
    pub(crate) listed: bool,
    pub(crate) object: Tree,
}

pub(crate) fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real");
    if !folder.is_dir() {
        eprintln!("no real records beside the repository: nothing to do");
        return None;
    }
    Some(folder)
}

fn lines(path: &Path, mut take: impl FnMut(&str)) {
    for line in BufReader::new(MultiGzDecoder::new(File::open(path).unwrap())).lines() {
        take(&line.unwrap());
    }
}

/// Hands out the records of an entity, those of older versions too.
pub(crate) fn records(folder: &Path, entity: &str, mut take: impl FnMut(&str)) {
    let mut folders = vec![folder.join("openalex/data").join(entity)];
    // Not every entity has records there.
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "gz") {
                lines(&path, &mut take);
            }
        }
    }
    if entity == "works" {
        lines(&folder.join("older_versions/openalex_works.jsonl.gz"), &mut take);
    }
}

/// The objects in the recorded answers.
pub(crate) fn told(folder: &Path) -> Vec<Told> {
    let mut all = Vec::new();
    lines(&folder.join("recorded_http/openalex.jsonl.gz"), |line| {
        let answer: Tree = serde_json::from_str(line).unwrap();
        let request = answer.get("uri").and_then(Tree::text).unwrap();
        let body = match answer.get("body") {
            Some(Tree::Text(text)) => serde_json::from_str(text).unwrap_or(Tree::Null),
            body => body.cloned().unwrap_or(Tree::Null),
        };
        let results = body.get("results");
        let single = results.is_none() && body.get("id").is_some();
        let objects = match results {
            Some(results) => results.elements().to_vec(),
            None => {
                if single {
                    vec![body]
                } else {
                    vec![]
                }
            }
        };
        let told = |object| Told { request: request.to_owned(), listed: !single, object };
        all.extend(objects.into_iter().map(told));
    });
    all
}
