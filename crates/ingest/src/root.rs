//! Where files of records are looked for: a folder, or an archive as if it were unpacked.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serapeum_model::Layout;
use walkdir::WalkDir;

use crate::{
    Error,
    archive::{self, Member},
    discover::{Archived, ShardFile},
};

/// Endings of archives that cannot be read in place.
const PACKED: &[&str] = &[".tar.gz", ".tgz", ".tar.zst", ".tar.xz", ".tar.bz2"];

/// A snapshot, or an archive in it.
#[derive(Debug)]
pub(crate) enum Root {
    Folder(PathBuf),
    Archive {
        path: Arc<Path>,
        /// What stands before the names of its members: the archive's own name, where there may be several.
        prefix: String,
        /// The folders in it that may be what a snapshot's root is: itself, or the only folder in it.
        bases: Vec<String>,
        members: Vec<(String, Member)>,
    },
}

/// The roots of what was given: the folder and the archives in it, or an archive.
pub(crate) fn roots(snapshot: &Path) -> Result<Vec<Root>, Error> {
    let given = fs::metadata(snapshot).map_err(Error::io(snapshot))?;
    refuse_packed(snapshot)?;
    if given.is_file() && is_archive(snapshot) {
        return Ok(vec![Root::archive(snapshot, String::new())?]);
    }
    if !given.is_dir() {
        let error = "not a folder: give the folder that holds the files, or a .tar of it";
        return Err(Error::Io(snapshot.to_owned(), std::io::Error::other(error)));
    }
    let mut archives = Vec::new();
    for entry in fs::read_dir(snapshot).map_err(Error::io(snapshot))? {
        let path = entry.map_err(Error::io(snapshot))?.path();
        if is_hidden(&file_name(&path)) || !path.is_file() {
            continue;
        }
        refuse_packed(&path)?;
        if is_archive(&path) {
            archives.push(path);
        }
    }
    archives.sort();
    let mut roots = vec![Root::Folder(snapshot.to_owned())];
    for path in archives {
        let prefix = format!("{}/", file_name(&path));
        roots.push(Root::archive(&path, prefix)?);
    }
    Ok(roots)
}

fn is_archive(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tar"))
}

fn refuse_packed(path: &Path) -> Result<(), Error> {
    let name = file_name(path).to_ascii_lowercase();
    match PACKED.iter().any(|ending| name.ends_with(ending)) {
        true => Err(Error::Packed(path.to_owned())),
        false => Ok(()),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_hidden(name: &str) -> bool {
    name.starts_with(['.', '_'])
}

/// Whether a file of that name holds records.
fn is_shard(name: &str, layout: &Layout) -> bool {
    !is_hidden(name)
        && !layout.manifests.contains(&name)
        && !layout.deletions.iter().any(|deletion| deletion.is_list(name))
        && layout.endings.iter().any(|ending| name.ends_with(ending))
}

/// Whether a path directly below a root is a file of records or in a partition (`date=2024-01-01`): neither is of
/// another entity's folder.
fn is_bare(below: &str, layout: &Layout) -> bool {
    match below.split_once('/') {
        None => is_shard(below, layout),
        Some((folder, _)) => folder.contains('='),
    }
}

impl Root {
    fn archive(path: &Path, prefix: String) -> Result<Root, Error> {
        let members: Vec<_> = archive::members(path)?.into_iter().collect();
        let mut bases = vec![String::new()];
        // Sorted: the folder of the first and of the last is that of all.
        let top = |member: Option<&(String, Member)>| Some(member?.0.split_once('/')?.0.to_owned());
        if let (Some(first), Some(last)) = (top(members.first()), top(members.last()))
            && first == last
        {
            bases.push(format!("{first}/"));
        }
        Ok(Root::Archive { path: path.into(), prefix, bases, members })
    }

    /// The folder or archive.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Root::Folder(path) => path,
            Root::Archive { path, .. } => path,
        }
    }

    /// The files of records at a place below: those in that folder, or that file.
    pub(crate) fn at(&self, place: &str, layout: &Layout) -> Result<Vec<ShardFile>, Error> {
        match self {
            Root::Folder(root) => {
                let at = if place.is_empty() { root.clone() } else { root.join(place) };
                Ok(walk(root, &at, layout)?.into_iter().map(|(_, shard)| shard).collect())
            }
            Root::Archive { bases, .. } => {
                let inside = |below: &str| {
                    let rest = below.strip_prefix(place);
                    rest.is_some_and(|rest| {
                        place.is_empty() || rest.is_empty() || rest.starts_with('/')
                    })
                };
                let found = bases.iter().map(|base| self.members(base, layout, &inside));
                Ok(found.into_iter().find(|found| !found.is_empty()).unwrap_or_default())
            }
        }
    }

    /// The files of records of a root that holds nothing else: none where it holds folders of entities only. What is
    /// at a place that is `known` belongs there.
    pub(crate) fn bare(
        &self,
        layout: &Layout,
        known: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<ShardFile>, Error> {
        match self {
            Root::Folder(root) => {
                let has_one = |entry: fs::DirEntry| {
                    let (name, path) = (file_name(&entry.path()), entry.path());
                    let is_folder = path.is_dir();
                    !known(&name)
                        && if is_folder { name.contains('=') } else { is_shard(&name, layout) }
                };
                let entries = fs::read_dir(root).map_err(Error::io(root))?;
                if !entries.flatten().any(has_one) {
                    return Ok(Vec::new());
                }
                let found = walk(root, root, layout)?;
                Ok(found
                    .into_iter()
                    .filter(|(below, _)| !known(below))
                    .map(|(_, one)| one)
                    .collect())
            }
            Root::Archive { bases, .. } => {
                for base in bases {
                    let ours = |below: &str| !known(below);
                    let bare = |below: &str| ours(below) && is_bare(below, layout);
                    if !self.members(base, layout, &bare).is_empty() {
                        return Ok(self.members(base, layout, &ours));
                    }
                }
                Ok(Vec::new())
            }
        }
    }

    /// The members of an archive that hold records and whose path below a base passes.
    fn members(
        &self,
        base: &str,
        layout: &Layout,
        passes: &dyn Fn(&str) -> bool,
    ) -> Vec<ShardFile> {
        let Root::Archive { path, prefix, members, .. } = self else { return Vec::new() };
        let visible = |below: &str| {
            let (folders, name) = below.rsplit_once('/').unwrap_or(("", below));
            is_shard(name, layout) && !folders.split('/').any(is_hidden)
        };
        let shard = |(name, member): &(String, Member)| {
            let below = name.strip_prefix(base)?;
            let shard = || ShardFile {
                path: path.join(name),
                name: format!("{prefix}{name}"),
                bytes: member.bytes,
                framing: layout.framing.of(name),
                archive: Some(Archived { path: Arc::clone(path), offset: member.offset }),
            };
            (visible(below) && passes(below)).then(shard)
        };
        members.iter().filter_map(shard).collect()
    }
}

/// The files of records below a folder (or that file), with their paths below the root, sorted. Links to files count;
/// links to folders are not followed.
fn walk(root: &Path, at: &Path, layout: &Layout) -> Result<Vec<(String, ShardFile)>, Error> {
    if !at.exists() {
        return Ok(Vec::new());
    }
    let visible = |entry: &walkdir::DirEntry| {
        entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy())
    };
    let mut shards = Vec::new();
    for entry in WalkDir::new(at).into_iter().filter_entry(visible) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(at).to_owned();
            Error::Io(path, error.into())
        })?;
        let is_ours = entry.file_name().to_str().is_some_and(|name| is_shard(name, layout));
        if entry.file_type().is_dir() || !is_ours {
            continue;
        }
        let path = entry.into_path();
        refuse_packed(&path)?;
        let metadata = fs::metadata(&path).map_err(Error::io(&path))?;
        if metadata.is_file() {
            let name = relative(&path, root);
            let framing = layout.framing.of(&name);
            let bytes = metadata.len();
            shards.push((name.clone(), ShardFile { path, name, bytes, framing, archive: None }));
        }
    }
    shards.sort_by(|a, b| a.0.cmp(&b.0));
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
