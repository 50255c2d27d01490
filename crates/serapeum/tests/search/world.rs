//! A lake with indexes, and what it answers.

use std::{collections::BTreeMap, path::Path, sync::LazyLock};

use serapeum::{Error, Lake, index_words, ingest, search};
use serde_json::Value;

/// One word in so many is looked for; debug builds are slow.
pub(crate) const EVERY: usize = if cfg!(debug_assertions) { 14 } else { 3 };

pub(crate) struct World {
    pub(crate) lake: Lake,
    /// Words of titles, each with how many titles have it, of those that some have and others have not.
    pub(crate) words: Vec<String>,
    /// What the lake stands in, as long as it is asked.
    _folder: tempfile::TempDir,
}

/// The committed sample, and the real records where they stand beside the repository.
pub(crate) static WORLDS: LazyLock<Vec<World>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let snapshots = [root.join("sample-data/openalex"), root.join("../shared/real/openalex")];
    snapshots.iter().filter(|path| path.is_dir()).map(|path| World::of(path)).collect()
});

impl World {
    fn of(snapshot: &Path) -> World {
        let folder = tempfile::tempdir().unwrap();
        let source = serapeum::source("openalex").unwrap();
        let options = ingest::Options::default();
        ingest::ingest(source, snapshot, folder.path(), &options, &()).unwrap();
        let indexing = search::Options { memory: 256 << 20, threads: 2 };
        let all = |_: &str, _: &str| true;
        index_words(folder.path(), &all, indexing, &()).unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        let mut world = World { lake, words: Vec::new(), _folder: folder };
        let works = world.ask("works?corpus=all&select=display_name&per-page=2000");
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for work in works["results"].as_array().unwrap() {
            let title = work["display_name"].as_str().unwrap_or_default().to_lowercase();
            let words = title.split(|c: char| !c.is_ascii_alphabetic());
            for word in words.filter(|word| word.len() > 4) {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        let mut words: Vec<(usize, String)> =
            counts.into_iter().filter(|(_, n)| *n > 2).map(|(word, n)| (n, word)).collect();
        words.sort_by(|a, b| b.cmp(a));
        world.words = words.into_iter().map(|(_, word)| word).take(60).collect();
        assert!(world.words.len() > 20);
        world
    }

    /// The status and body of an answer; the request is as a person would write it.
    pub(crate) fn reply(&self, request: &str) -> (u16, Value) {
        let request = request.replace(' ', "%20").replace('"', "%22");
        match self.lake.reply(&format!("openalex/{request}")) {
            Ok(reply) | Err(Error::Request { reply, .. }) => {
                (reply.status, serde_json::from_slice(&reply.body).unwrap())
            }
            Err(error) => panic!("{request}: {error}"),
        }
    }

    pub(crate) fn ask(&self, request: &str) -> Value {
        let (status, body) = self.reply(request);
        assert_eq!(status, 200, "{request}: {body}");
        body
    }

    /// The ids of all works that parameters find, in their order.
    pub(crate) fn ids(&self, params: &str) -> Vec<String> {
        let body = self.ask(&format!("works?{params}&corpus=all&select=id&per-page=100000"));
        let ids: Vec<String> = body["results"]
            .as_array()
            .unwrap()
            .iter()
            .map(|record| record["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(body["meta"]["count"], ids.len(), "{params}");
        ids
    }

    /// The same, sorted.
    pub(crate) fn set(&self, params: &str) -> Vec<String> {
        let mut ids = self.ids(params);
        ids.sort();
        ids
    }
}
