//! Lakes to ask: the real records, and for each day of recordings the records that were told on it. Debug builds take
//! one day of each quarter of a year.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex},
};

use serapeum::{Entity, Error, Lake, index_words, ingest};

use crate::recording::{RECORDINGS, Recording, Told, elements, inflate, member, real, text};

/// Filters whose meaning stands in the records that they name.
const LISTED: &[&str] = &["cited_by:", "related_to:"];

/// A lake, and which records are in it in which version.
pub(crate) struct World {
    pub(crate) name: String,
    pub(crate) lake: Lake,
    pub(crate) strict: Lake,
    /// Every record that the hosted service told on that day; not so for the real records.
    pub(crate) whole: bool,
    versions: HashMap<(String, String), String>,
    recordings: Vec<&'static Recording>,
    /// The same request is asked for several recordings.
    asked: Mutex<HashMap<String, Result<Listed, String>>>,
    _folder: tempfile::TempDir,
}

/// An answer of ours to a list.
#[derive(Debug, Clone)]
pub(crate) struct Listed {
    pub(crate) count: usize,
    pub(crate) ids: Vec<String>,
}

/// The lakes: first the real records, to be held against all recordings, then the days.
pub(crate) static WORLDS: LazyLock<Vec<World>> = LazyLock::new(|| {
    let Some(folder) = real() else { return Vec::new() };
    let mut days: BTreeMap<&str, Vec<&'static Recording>> = BTreeMap::new();
    for recording in RECORDINGS.iter() {
        days.entry(&recording.day).or_default().push(recording);
    }
    if cfg!(debug_assertions) {
        richest(&mut days);
    }
    let mut worlds = vec![World::real(&folder.join("openalex"))];
    let told = |day: &Vec<&Recording>| day.iter().any(|recording| !recording.records().is_empty());
    worlds.extend(days.into_iter().filter(|(_, of)| told(of)).map(|(day, of)| World::day(day, of)));
    worlds
});

/// Keeps of each quarter of a year the day with most recordings: debug builds are slow.
fn richest(days: &mut BTreeMap<&str, Vec<&'static Recording>>) {
    let mut kept: BTreeMap<(String, u32), (usize, String)> = BTreeMap::new();
    for (day, of) in days.iter() {
        let month: u32 = day[5..7].parse().unwrap();
        let most = kept.entry((day[..4].to_owned(), month.div_ceil(3))).or_default();
        *most = most.clone().max((of.len(), (*day).to_owned()));
    }
    days.retain(|day, _| kept.values().any(|(_, kept)| kept == day));
}

impl World {
    fn real(snapshot: &Path) -> World {
        let mut versions = HashMap::new();
        for entity in fs::read_dir(snapshot.join("data")).unwrap() {
            let entity = entity.unwrap().file_name().to_string_lossy().into_owned();
            for shard in shards(&snapshot.join("data").join(&entity)) {
                for line in inflate(&shard).lines() {
                    let told = Told { entity: &entity, text: line };
                    versions.insert((entity.clone(), told.id()), told.version());
                }
            }
        }
        World::new("real records", snapshot, versions, RECORDINGS.iter().collect(), false)
    }

    fn day(day: &str, recordings: Vec<&'static Recording>) -> World {
        let snapshot = tempfile::tempdir().unwrap();
        let mut newest: BTreeMap<(&str, String), (String, &str)> = BTreeMap::new();
        for told in recordings.iter().flat_map(|recording| recording.records()) {
            let version = (told.version(), told.text);
            let known = newest.entry((told.entity, told.id())).or_insert_with(|| version.clone());
            if version.0 > known.0 {
                *known = version;
            }
        }
        for ((entity, _), (_, text)) in &newest {
            let folder = snapshot.path().join("data").join(entity);
            fs::create_dir_all(&folder).unwrap();
            let mut file = fs::OpenOptions::new()
                .create(true)
                .append(true)
                .open(folder.join("part_000.jsonl"))
                .unwrap();
            let line = text.replace(['\n', '\r'], " ");
            std::io::Write::write_all(&mut file, format!("{line}\n").as_bytes()).unwrap();
        }
        let versions = newest
            .into_iter()
            .map(|((entity, id), (version, _))| ((entity.to_owned(), id), version));
        World::new(day, snapshot.path(), versions.collect(), recordings, true)
    }

    fn new(
        name: &str,
        snapshot: &Path,
        versions: HashMap<(String, String), String>,
        recordings: Vec<&'static Recording>,
        whole: bool,
    ) -> World {
        let folder = tempfile::tempdir().unwrap();
        let source = serapeum::source("openalex").unwrap();
        let options = ingest::Options::default();
        ingest::ingest(source, snapshot, folder.path(), &options, &()).unwrap();
        let all = |_: &str, _: &str| true;
        index_words(folder.path(), &all, Default::default(), &()).unwrap();
        let open = || Lake::open(folder.path()).unwrap();
        let (lake, strict) = (open(), open().strict(true));
        World {
            name: name.to_owned(),
            lake,
            strict,
            whole,
            versions,
            recordings,
            asked: Mutex::default(),
            _folder: folder,
        }
    }

    /// The recordings to hold this lake against.
    pub(crate) fn recordings(&self) -> impl Iterator<Item = &'static Recording> {
        self.recordings.iter().copied()
    }

    /// Whether this very version of a record is in the lake.
    pub(crate) fn has(&self, told: &Told<'_>) -> bool {
        let key = (told.entity.to_owned(), told.id());
        self.entity(told.entity).is_some() && self.versions.get(&key) == Some(&told.version())
    }

    /// Why our answer to a recorded list cannot be held against the one recorded, if so.
    pub(crate) fn incomparable(&self, recording: &Recording) -> Option<String> {
        if let Some(reason) = recording.incomparable() {
            return Some(reason.to_owned());
        }
        let entity = recording.entity();
        if self.entity(entity).is_none() {
            return Some(format!("no {entity} in the lake"));
        }
        let filter = recording.param(&["filter"]).unwrap_or_default();
        let named = LISTED.iter().find_map(|name| filter.strip_prefix(name))?;
        let known = |id: &str| {
            let id = format!("https://openalex.org/{}", id.rsplit('/').next().unwrap_or_default());
            self.versions.contains_key(&(entity.to_owned(), id))
        };
        // Of the real records, these may be of another day.
        let there = self.whole && named.split('|').all(known);
        (!there).then(|| "the records that the filter looks into are not in the lake".to_owned())
    }

    /// The table of an entity, if the lake has it.
    pub(crate) fn entity(&self, name: &str) -> Option<&'static Entity> {
        let lake = self.lake.aio().engine().lake();
        lake.manifest("openalex", name)?;
        serapeum::source("openalex")?.entity(name)
    }

    /// The status and body of an answer.
    pub(crate) fn ask(&self, lake: &Lake, request: &str) -> (u16, String) {
        match lake.reply(request) {
            Ok(reply) | Err(Error::Request { reply, .. }) => {
                (reply.status, String::from_utf8(reply.body).unwrap())
            }
            Err(error) => panic!("{}: {request}: {error}", self.name),
        }
    }

    /// The ids in the answer to a list.
    pub(crate) fn list(&self, request: &str) -> Result<Listed, String> {
        if let Some(known) = self.asked.lock().unwrap().get(request) {
            return known.clone();
        }
        let listed = self.listed(request);
        self.asked.lock().unwrap().insert(request.to_owned(), listed.clone());
        listed
    }

    fn listed(&self, request: &str) -> Result<Listed, String> {
        let (status, body) = self.ask(&self.lake, request);
        if status != 200 {
            return Err(format!("{request}\n  {status} {body}"));
        }
        let results = member(&body, "results").ok_or("no results")?;
        let ids = elements(results).into_iter().map(|record| text(record, "id").unwrap());
        let count = member(&body, "meta").and_then(|meta| member(meta, "count")?.parse().ok());
        Ok(Listed { count: count.ok_or("no count")?, ids: ids.collect() })
    }
}

fn shards(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(shards(&path));
        } else if path.extension().is_some_and(|ending| ending == "gz") {
            found.push(path);
        }
    }
    found
}
