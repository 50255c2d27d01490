//! Which files of a snapshot hold records of which entity.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serapeum_model::{Entity, Framing, Layout, Source};
use walkdir::WalkDir;

use crate::{Error, Options};

/// A file of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardFile {
    /// Where it is.
    pub path: PathBuf,
    /// The path below the snapshot's root, with `/`.
    pub name: String,
    /// The length in bytes.
    pub bytes: u64,
    /// How records stand in it.
    pub framing: Framing,
}

impl ShardFile {
    pub(crate) fn is_gzip(&self) -> bool {
        self.path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"))
    }
}

/// The shards of an entity.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) entity: &'static Entity,
    pub(crate) folder: PathBuf,
    pub(crate) shards: Vec<ShardFile>,
}

/// Finds the entities that the options ask for.
pub(crate) fn discover(
    source: &Source,
    snapshot: &Path,
    options: &Options,
) -> Result<Vec<Found>, Error> {
    let wanted = wanted(source, options)?;
    let root = fs::metadata(snapshot).map_err(Error::io(snapshot))?;
    if !root.is_dir() {
        let error = std::io::Error::other("not a folder: give the folder that holds the files");
        return Err(Error::Io(snapshot.to_owned(), error));
    }
    let mut looked = Vec::new();
    let mut found = Vec::new();
    for entity in &wanted {
        let names = folders(source.layout, entity);
        let mut places = Vec::new();
        for pattern in source.layout.folders {
            if pattern.contains("{entity}") {
                places.extend(
                    names.iter().map(|name| snapshot.join(pattern.replace("{entity}", name))),
                );
            } else if is_first(source, entity) || wanted.len() == 1 {
                // A pattern without the entity's name is for sources of one kind of record.
                places.push(snapshot.join(pattern));
            }
        }
        // The folder given may be the entity's own.
        let own = snapshot
            .canonicalize()
            .ok()
            .and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
        let is_own = own.is_some_and(|own| names.contains(&own.as_str()));
        if is_own || (options.entities.len() == 1 && is_bare(snapshot, source.layout)) {
            places.push(snapshot.to_owned());
        }
        for place in places {
            let shards = shards(&place, snapshot, source.layout)?;
            if !shards.is_empty() {
                found.push(Found { entity, folder: place, shards });
                break;
            }
            looked.push(place);
        }
    }
    // A bare folder of shards, and no word of what they are: the source's main records. Others have no such id, and
    // are rejected.
    if let [entity, ..] = wanted.as_slice()
        && found.is_empty()
        && options.entities.is_empty()
        && is_bare(snapshot, source.layout)
    {
        let shards = shards(snapshot, snapshot, source.layout)?;
        found.push(Found { entity, folder: snapshot.to_owned(), shards });
    }
    let missing = !options.entities.is_empty() && found.len() < wanted.len();
    if found.is_empty() || missing {
        return Err(nothing(source, snapshot, &looked));
    }
    Ok(found)
}

fn wanted(source: &Source, options: &Options) -> Result<Vec<&'static Entity>, Error> {
    if options.entities.is_empty() {
        return Ok(source.entities.to_vec());
    }
    let mut wanted: Vec<&'static Entity> = Vec::new();
    for name in &options.entities {
        let entity = source.entity(name).ok_or_else(|| Error::Entity {
            source_name: source.name,
            name: name.clone(),
            known: list(source.entities.iter().map(|entity| entity.name.to_owned())),
        })?;
        if !wanted.iter().any(|known| known.name == entity.name) {
            wanted.push(entity);
        }
    }
    Ok(wanted)
}

fn is_first(source: &Source, entity: &Entity) -> bool {
    source.entities.first().is_some_and(|first| first.name == entity.name)
}

/// What the folder of an entity may be called.
fn folders(layout: &Layout, entity: &Entity) -> Vec<&'static str> {
    let renamed =
        layout.renamed.iter().filter(|(_, name)| *name == entity.name).map(|(folder, _)| *folder);
    renamed.chain([entity.name]).chain(entity.aliases.iter().copied()).collect()
}

/// Whether a folder itself holds files of records, or partitions (`date=2024-01-01`) of them: not other entities' folders.
fn is_bare(folder: &Path, layout: &Layout) -> bool {
    let is_ours = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() { name.contains('=') } else { is_shard(path, layout) }
    };
    fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| is_ours(&entry.path()))
}

fn is_shard(path: &Path, layout: &Layout) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let hidden = name.starts_with(['.', '_']) || layout.manifests.contains(&name);
    !hidden && layout.endings.iter().any(|ending| name.ends_with(ending))
}

/// The files of records below a folder, by path. Links to files count; links to folders are not followed.
fn shards(folder: &Path, snapshot: &Path, layout: &Layout) -> Result<Vec<ShardFile>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with(['.', '_'])
    };
    let mut shards = Vec::new();
    for entry in WalkDir::new(folder).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::Io(path, error.into())
        })?;
        if entry.file_type().is_dir() || !is_shard(entry.path(), layout) {
            continue;
        }
        let path = entry.into_path();
        let metadata = fs::metadata(&path).map_err(Error::io(&path))?;
        if metadata.is_file() {
            let name = relative(&path, snapshot);
            let framing = layout.framing.of(&name);
            shards.push(ShardFile { name, bytes: metadata.len(), path, framing });
        }
    }
    shards.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(shards)
}

/// A path below a folder, with `/`.
pub(crate) fn relative(path: &Path, folder: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let steps: Vec<_> = below
        .components()
        .filter(|step| !matches!(step, std::path::Component::CurDir))
        .map(|step| step.as_os_str().to_string_lossy())
        .collect();
    steps.join("/")
}

fn nothing(source: &Source, snapshot: &Path, looked: &[PathBuf]) -> Error {
    let mut found: Vec<String> = fs::read_dir(snapshot)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    Error::Nothing {
        source_name: source.name,
        path: snapshot.to_owned(),
        endings: list(source.layout.endings.iter().map(|ending| (*ending).to_owned())),
        folders: list(looked.iter().map(|path| match relative(path, snapshot) {
            below if below.is_empty() => "the folder itself".to_owned(),
            below => below,
        })),
        found: list(found),
    }
}

/// The first of some names, and how many more there are.
fn list(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<_> = names.into_iter().collect();
    let more = names.len().saturating_sub(12);
    match (names.len(), more) {
        (0, _) => "nothing".to_owned(),
        (_, 0) => names.join(", "),
        _ => format!("{} and {more} more", names.get(..12).unwrap_or_default().join(", ")),
    }
}
