//! What no kept version needs, removed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{ASIDE, Error, Lake, Lock};

/// What was removed, or would be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Freed {
    /// The versions that stay, ascending.
    pub kept: Vec<u32>,
    /// The versions that go, ascending; some may never have been live.
    pub versions: Vec<u32>,
    /// The files that go, in the order in which they do.
    pub files: Vec<PathBuf>,
    /// Their length in bytes.
    pub bytes: u64,
}

/// Removes the files that neither the live version nor the `keep - 1` before it need, and what interrupted runs left
/// behind. Only names that a lake gives are touched; lists of rejected lines stay. A version goes before its files.
///
/// # Errors
/// [`Error::Busy`] while another changes the lake; a kept version that cannot be read, and then nothing is removed;
/// what could not be removed.
pub fn gc(root: &Path, keep: usize, dry_run: bool) -> Result<Freed, Error> {
    let live = Lake::open(root)?;
    let _lock = Lock::take(root, "gc")?;
    // Another may have published between the two.
    let live = Lake::open(live.root())?;
    let number = live.version().number;
    let known = Lake::versions(root)?;
    let mut kept: Vec<u32> = known.iter().copied().filter(|known| *known < number).collect();
    let older = kept.len().saturating_sub(keep.saturating_sub(1));
    kept.drain(..older);
    kept.push(number);
    let mut needed = BTreeSet::new();
    for number in &kept {
        let lake = Lake::open_version(root, *number)?;
        needed.insert(Lake::version_path(root, *number));
        for manifest in lake.manifests() {
            needed.insert(Lake::manifest_path(&lake.folder(manifest), manifest.number));
            needed.extend(manifest.files().map(|file| lake.path(manifest, file)));
            let words = manifest.parts.iter().flat_map(|part| &part.words);
            let words = words.flat_map(|words| &words.files).map(|file| lake.path(manifest, file));
            needed.extend(words.filter_map(|path| path.parent().map(Path::to_owned)));
        }
    }
    let versions = known.into_iter().filter(|known| !kept.contains(known)).collect();
    let mut freed = Freed { kept, versions, ..Freed::default() };
    let mut found = Found::default();
    found.look(root)?;
    for path in found.in_order() {
        if needed.contains(&path) {
            continue;
        }
        freed.bytes += length(&path);
        if !dry_run {
            let gone =
                if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            gone.map_err(Error::io(&path))?;
        }
        freed.files.push(path);
    }
    Ok(freed)
}

/// What of a lake may go: first what names others.
#[derive(Default)]
struct Found {
    versions: Vec<PathBuf>,
    manifests: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Found {
    fn look(&mut self, root: &Path) -> Result<(), Error> {
        for path in entries(root)? {
            match name(&path) {
                name if name.starts_with(ASIDE) => self.files.push(path),
                "versions" => {
                    for path in entries(&path)? {
                        let aside = name_starts(&path, ASIDE);
                        let into = if aside { &mut self.files } else { &mut self.versions };
                        if aside || number(&path, "").is_some() {
                            into.push(path);
                        }
                    }
                }
                "rejects" => {}
                _ if path.is_dir() => {
                    for entity in entries(&path)?.into_iter().filter(|path| path.is_dir()) {
                        self.entity(&entity)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn entity(&mut self, folder: &Path) -> Result<(), Error> {
        for path in entries(folder)? {
            let prefix = match name(&path) {
                name if name.starts_with(ASIDE) => {
                    self.files.push(path);
                    continue;
                }
                "fields" | "records" | "search" => "p",
                "keys" => "r",
                "masks" => "m",
                "gone" => "g",
                _ => {
                    if number(&path, "manifest-").is_some() {
                        self.manifests.push(path);
                    }
                    continue;
                }
            };
            let mut below = entries(&path)?;
            if prefix == "r" || name(&path) == "search" {
                let folders = std::mem::take(&mut below);
                for folder in folders.iter().filter(|folder| folder.is_dir()) {
                    below.append(&mut entries(folder)?);
                }
            }
            below.retain(|path| name_starts(path, ASIDE) || number(path, prefix).is_some());
            self.files.append(&mut below);
        }
        Ok(())
    }

    fn in_order(self) -> impl Iterator<Item = PathBuf> {
        self.versions.into_iter().chain(self.manifests).chain(self.files)
    }
}

/// What is in a folder, by name; nothing in what is none.
pub(crate) fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(Error::io(folder))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<_> = paths.collect::<Result<_, _>>().map_err(Error::io(folder))?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn name_starts(path: &Path, prefix: &str) -> bool {
    name(path).starts_with(prefix)
}

/// The number in a name that a lake gives: `p000012.parquet` has 12.
pub(crate) fn number(path: &Path, prefix: &str) -> Option<u32> {
    let digits = name(path).strip_prefix(prefix)?;
    let digits = digits.strip_suffix(".parquet").unwrap_or(digits);
    let plain = digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

fn length(path: &Path) -> u64 {
    let own =
        fs::symlink_metadata(path).map_or(0, |found| if found.is_dir() { 0 } else { found.len() });
    own + entries(path).into_iter().flatten().map(|below| length(&below)).sum::<u64>()
}
