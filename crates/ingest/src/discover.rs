//! Which files of a snapshot hold records of which entity.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serapeum_model::{Deletion, Entity, Framing, Join, Layout, Source, nearest};

use crate::{
    Error, Options,
    lists::ListFile,
    root::{Root, relative, roots},
};

/// A file of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardFile {
    /// Where it is; of a member of an archive, where it would be below the archive.
    pub path: PathBuf,
    /// The path below the snapshot's root, with `/`: no two shards of an entity have the same.
    pub name: String,
    /// The length in bytes.
    pub bytes: u64,
    /// How records stand in it.
    pub framing: Framing,
    /// The archive that it is a member of.
    pub archive: Option<Archived>,
}

/// Where the bytes of a member of an archive are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// The archive.
    pub path: Arc<Path>,
    /// Where in it the member's bytes begin.
    pub offset: u64,
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
    /// The folder, or the first of several.
    pub(crate) folder: PathBuf,
    /// Whether all are files below that folder.
    pub(crate) together: bool,
    pub(crate) shards: Vec<ShardFile>,
    pub(crate) lists: Vec<ListFile>,
}

/// The files of a snapshot.
pub(crate) struct Discovered {
    pub(crate) entities: Vec<Found>,
    pub(crate) joins: Vec<(&'static Join, Vec<ShardFile>)>,
}

/// Files of records at one place below a root.
struct Place {
    path: PathBuf,
    /// Not a folder, but a file beside those of other entities.
    beside: bool,
    shards: Vec<ShardFile>,
}

/// Finds the entities that the options ask for.
pub(crate) fn discover(
    source: &Source,
    snapshot: &Path,
    options: &Options,
) -> Result<Discovered, Error> {
    let wanted = wanted(source, options)?;
    let roots = roots(snapshot)?;
    let places = |entity: &'static Entity| {
        // A pattern without the entity's name is for sources of one kind of record.
        let plain = is_first(source, entity) || wanted.len() == 1;
        instances(source.layout, entity, plain)
    };
    let mut all: Vec<String> = source
        .entities
        .iter()
        .flat_map(|entity| instances(source.layout, entity, false))
        .flatten()
        .collect();
    all.extend(source.layout.joins.iter().flat_map(|join| named(source.layout, join.folder)));
    let known = |below: &str| {
        all.iter().any(|place| {
            let rest = below.strip_prefix(place.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let mut looked = Vec::new();
    let mut found: Vec<(&'static Entity, Vec<Place>)> = Vec::new();
    for entity in &wanted {
        let mut here = Vec::new();
        for root in &roots {
            here.extend(below(root, places(entity), source.layout, &known, &mut looked)?);
            // The folder given may be the entity's own.
            let own = matches!(root, Root::Folder(_)) && is_own(snapshot, source.layout, entity);
            if here.is_empty() && (own || options.entities.len() == 1) {
                let shards = match own {
                    true => root.at("", source.layout)?,
                    false => root.bare(source.layout, &known)?,
                };
                if own && shards.is_empty() {
                    looked.push(String::new());
                }
                here.extend(Place::whole(root, shards));
            }
        }
        if !here.is_empty() {
            found.push((entity, here));
        }
    }
    // Bare files of records, and no word of what they are: the source's main ones. Others have no such id, and are
    // rejected.
    let beside = found.iter().flat_map(|(_, places)| places).all(|place| place.beside);
    if let [first, ..] = wanted.as_slice()
        && beside
        && options.entities.is_empty()
        && !found.iter().any(|(entity, _)| entity.name == first.name)
    {
        let mut here = Vec::new();
        for root in &roots {
            here.extend(Place::whole(root, root.bare(source.layout, &known)?));
        }
        if !here.is_empty() {
            found.insert(0, (*first, here));
        }
    }
    let missing = !options.entities.is_empty() && found.len() < wanted.len();
    if found.is_empty() || missing {
        return Err(nothing(source, snapshot, &looked));
    }
    let mut entities = Vec::new();
    for (entity, places) in found {
        let lists = lists(&roots, source.layout, entity, &places)?;
        entities.push(Found { lists, ..Found::of(entity, places) });
    }
    let mut joins = Vec::new();
    for join in source.layout.joins {
        let feeds = |name: &str| entities.iter().any(|found| found.entity.name == name);
        if !join.feeds.iter().any(|feed| feeds(feed.owner.0)) {
            continue;
        }
        let mut shards = Vec::new();
        for root in &roots {
            let places = named(source.layout, join.folder).map(|place| vec![place]).collect();
            let places = below(root, places, source.layout, &known, &mut Vec::new())?;
            shards.extend(places.into_iter().flat_map(|place| place.shards));
        }
        shards.sort_by(|a, b| a.name.cmp(&b.name));
        if !shards.is_empty() {
            joins.push((join, shards));
        }
    }
    Ok(Discovered { entities, joins })
}

/// The places of a folder that stands where an entity's would.
fn named<'l>(layout: &'l Layout, folder: &'l str) -> impl Iterator<Item = String> + 'l {
    let patterns = layout.folders.iter().filter(|pattern| pattern.contains("{entity}"));
    patterns.map(move |pattern| pattern.replace("{entity}", folder))
}

/// Where the files of an entity may be, below a root: for each pattern of the layout the places that count together.
/// A source may spread an entity over folders (`renamed`); aliases are other names of one.
fn instances(layout: &Layout, entity: &Entity, plain: bool) -> Vec<Vec<String>> {
    let renamed = layout.renamed.iter().filter(|(_, name)| *name == entity.name);
    let names: Vec<_> = renamed.map(|(folder, _)| *folder).chain([entity.name]).collect();
    let mut instances = Vec::new();
    for pattern in layout.folders {
        if pattern.contains("{entity}") {
            let instance = |name: &&str| pattern.replace("{entity}", name);
            instances.push(names.iter().map(instance).collect());
            instances.extend(entity.aliases.iter().map(|alias| vec![instance(alias)]));
        } else if plain {
            instances.push(vec![(*pattern).to_owned()]);
        }
    }
    instances
}

/// The files at the first instance that has any.
fn below(
    root: &Root,
    instances: Vec<Vec<String>>,
    layout: &Layout,
    known: &dyn Fn(&str) -> bool,
    looked: &mut Vec<String>,
) -> Result<Vec<Place>, Error> {
    for instance in instances {
        let mut places = Vec::new();
        for place in &instance {
            let shards = match place.as_str() {
                "" => root.bare(layout, known)?,
                place => root.at(place, layout)?,
            };
            let path = root.path().join(place);
            let beside = layout.endings.iter().any(|ending| place.ends_with(ending));
            if !shards.is_empty() {
                places.push(Place { path, beside, shards });
            }
        }
        if !places.is_empty() {
            return Ok(places);
        }
        looked.extend(instance);
    }
    Ok(Vec::new())
}

impl Place {
    /// A whole root, if it has files.
    fn whole(root: &Root, shards: Vec<ShardFile>) -> Option<Place> {
        let path = root.path().to_owned();
        (!shards.is_empty()).then_some(Place { path, beside: false, shards })
    }
}

impl Found {
    fn of(entity: &'static Entity, places: Vec<Place>) -> Found {
        let folder = places.first().map(|place| place.path.clone()).unwrap_or_default();
        let mut shards: Vec<_> = places.iter().flat_map(|place| place.shards.clone()).collect();
        shards.sort_by(|a, b| a.name.cmp(&b.name));
        // One file may be found in two ways.
        shards.dedup_by(|a, b| a.name == b.name);
        let together = places.len() == 1 && shards.iter().all(|shard| shard.archive.is_none());
        Found { entity, folder, together, shards, lists: Vec::new() }
    }
}

/// The lists of ids of an entity that are gone, in the order of their paths.
fn lists(
    roots: &[Root],
    layout: &'static Layout,
    entity: &Entity,
    places: &[Place],
) -> Result<Vec<ListFile>, Error> {
    let form =
        Layout { endings: Deletion::ENDINGS, framing: Framing::Lines, deletions: &[], ..*layout };
    let mut found: Vec<ListFile> = Vec::new();
    for deletion in layout.deletions {
        for (root, pattern) in
            roots.iter().flat_map(|root| deletion.places.iter().map(move |at| (root, at)))
        {
            let within =
                places.iter().filter(|place| pattern.contains("{folder}") && !place.beside);
            let folders = within.filter_map(|place| {
                let folder = relative(place.path.strip_prefix(root.path()).ok()?, Path::new(""));
                Some(pattern.replace("{folder}", &folder))
            });
            let names = [entity.name].into_iter().chain(entity.aliases.iter().copied());
            let named = names.filter(|_| pattern.contains("{entity}"));
            let named = named.map(|name| pattern.replace("{entity}", name));
            for place in folders.chain(named) {
                let place = place.trim_start_matches('/');
                let packed = format!("{place}.gz");
                for file in root.at(place, &form)?.into_iter().chain(root.at(&packed, &form)?) {
                    if !found.iter().any(|known| known.file.name == file.name) {
                        found.push(ListFile { deletion, file });
                    }
                }
            }
        }
    }
    found.sort_by(|a, b| a.file.name.cmp(&b.file.name));
    Ok(found)
}

fn is_own(snapshot: &Path, layout: &Layout, entity: &Entity) -> bool {
    let path = snapshot.canonicalize().ok();
    let own = path.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let renamed = layout.renamed.iter().filter(|(_, name)| *name == entity.name);
    let mut names = renamed.map(|(folder, _)| *folder).chain([entity.name]);
    own.is_some_and(|own| names.any(|name| name == own) || entity.aliases.contains(&own))
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
            near: nearest(name, source.entities.iter().map(|entity| entity.name))
                .map_or(String::new(), |near| format!(" (did you mean `{near}`?)")),
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

fn nothing(source: &Source, snapshot: &Path, looked: &[String]) -> Error {
    let mut found: Vec<String> = fs::read_dir(snapshot)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    let mut places: Vec<String> = Vec::new();
    for place in looked {
        let place = if place.is_empty() { "the folder itself" } else { place };
        if !places.iter().any(|known| known == place) {
            places.push(place.to_owned());
        }
    }
    Error::Nothing {
        source_name: source.name,
        path: snapshot.to_owned(),
        endings: list(source.layout.endings.iter().map(|ending| (*ending).to_owned())),
        folders: list(places),
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
