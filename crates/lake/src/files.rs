//! Names of files, and the two ways in which a lake's files come to be: written aside, then renamed.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};
use twox_hash::XxHash3_128;

use crate::{
    Error, File, Manifest, Version, gc,
    seal::{self, Current},
    seam::{self, Step},
};

/// How names begin that are not in force yet.
pub const ASIDE: &str = ".ingest-";

/// A lake at one of its versions.
#[derive(Debug, Clone)]
pub struct Lake {
    root: PathBuf,
    version: Version,
    manifests: Vec<Manifest>,
    /// What [`Manifest::day`] tells of each.
    days: Vec<Option<String>>,
}

impl Lake {
    /// Opens the live version.
    ///
    /// # Errors
    /// [`Error::NoLake`] where there is none; otherwise what is wrong with which file.
    pub fn open(root: impl Into<PathBuf>) -> Result<Lake, Error> {
        let root = root.into();
        let Some(live) = seal::current(&root)? else { return Err(Error::NoLake(root)) };
        Lake::open_sealed(root, live.number, Some(&live))
    }

    /// The number of the live version, if there is one; whether it is whole is not looked at.
    ///
    /// # Errors
    /// What is wrong with `CURRENT`.
    pub fn current(root: &Path) -> Result<Option<u32>, Error> {
        Ok(seal::current(root)?.map(|live| live.number))
    }

    /// Opens a version that is kept, by its number.
    ///
    /// # Errors
    /// What is wrong with which file; [`Error::NoVersion`] where there is no such version, [`Error::NoLake`] where there
    /// is none.
    pub fn open_version(root: impl Into<PathBuf>, number: u32) -> Result<Lake, Error> {
        Lake::open_sealed(root.into(), number, None)
    }

    fn open_sealed(root: PathBuf, number: u32, live: Option<&Current>) -> Result<Lake, Error> {
        let path = Lake::version_path(&root, number);
        if !path.exists() {
            let kept = Lake::versions(&root)?;
            return Err(if kept.is_empty() {
                Error::NoLake(root)
            } else {
                Error::NoVersion(number, kept)
            });
        }
        let bytes = fs::read(&path).map_err(Error::io(&path))?;
        seal::check(&root, &path, &bytes, live)?;
        let version: Version = serde_json::from_slice(&bytes).map_err(Error::damaged(&path))?;
        if version.format > Version::FORMAT {
            return Err(Error::Format(path, version.format, Version::FORMAT));
        }
        let manifest = |(key, number): (&String, &u32)| {
            let path = Lake::manifest_path(&root.join(key), *number);
            if let Some(expected) = version.checksums.get(key) {
                let found = checksum(&path)?.1;
                if found != *expected {
                    return Err(Error::damaged(&path)(format!("its XXH3 is {found}")));
                }
            }
            read_json(&path)
        };
        let manifests: Vec<Manifest> =
            version.manifests.iter().map(manifest).collect::<Result<_, _>>()?;
        let days = manifests.iter().map(|manifest| manifest.day().map(str::to_owned)).collect();
        Ok(Lake { root, version, manifests, days })
    }

    /// The numbers of the versions that are described in a folder, ascending. One larger than the live one's was never
    /// live.
    ///
    /// # Errors
    /// What could not be listed.
    pub fn versions(root: &Path) -> Result<Vec<u32>, Error> {
        let paths = gc::entries(&root.join("versions"))?;
        let mut numbers: Vec<u32> = paths.iter().filter_map(|path| gc::number(path, "")).collect();
        numbers.sort_unstable();
        Ok(numbers)
    }

    /// The day of the snapshot that an entity is of: see [`Manifest::day`].
    pub fn day(&self, source: &str, entity: &str) -> Option<&str> {
        let is = |manifest: &&Manifest| manifest.source == source && manifest.entity == entity;
        let (_, day) = self.manifests.iter().zip(&self.days).find(|(manifest, _)| is(manifest))?;
        day.as_deref()
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What the version consists of.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The manifests, by `source/entity`.
    pub fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// The manifest of an entity.
    pub fn manifest(&self, source: &str, entity: &str) -> Option<&Manifest> {
        self.manifests
            .iter()
            .find(|manifest| manifest.source == source && manifest.entity == entity)
    }

    /// The folder of an entity.
    pub fn folder(&self, manifest: &Manifest) -> PathBuf {
        self.root.join(&manifest.source).join(&manifest.entity)
    }

    /// The path of a file of an entity.
    pub fn path(&self, manifest: &Manifest, file: &File) -> PathBuf {
        self.folder(manifest).join(&file.name)
    }

    /// Where the version of a number is described.
    pub fn version_path(root: &Path, number: u32) -> PathBuf {
        root.join("versions").join(format!("{number:06}"))
    }

    /// Where the manifest of a number is, in an entity's folder.
    pub fn manifest_path(folder: &Path, number: u32) -> PathBuf {
        folder.join(format!("manifest-{number:06}"))
    }

    /// Writes a manifest into its entity's folder; gives its checksum. It takes effect with a version that names it.
    ///
    /// # Errors
    /// What could not be written.
    pub fn write_manifest(root: &Path, manifest: &Manifest) -> Result<String, Error> {
        let folder = root.join(&manifest.source).join(&manifest.entity);
        write_json(&Lake::manifest_path(&folder, manifest.number), manifest)
    }

    /// Makes a version the live one: the last step, and the only one that a reader can see.
    ///
    /// # Errors
    /// What could not be written; the lake is then as it was.
    pub fn publish(root: &Path, version: &Version) -> Result<(), Error> {
        let path = Lake::version_path(root, version.number);
        let plain = serde_json::to_string_pretty(version).map_err(Error::damaged(&path))?;
        let sealed = seal::sealed(&plain);
        write_aside(&path, sealed.as_bytes())?;
        sync_folder(root)?;
        let current = Current::of(version.number, sealed.as_bytes());
        write_aside(&root.join("CURRENT"), current.to_string().as_bytes())
    }
}

/// Writes a file under a temporary name, syncs it, renames it, and syncs the folder.
///
/// # Errors
/// What could not be written; the path is then as it was.
pub fn write_aside(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    seam::pass(Step::Open, path)
        .and_then(|()| fs::create_dir_all(folder))
        .map_err(Error::io(folder))?;
    let file = tempfile::Builder::new().prefix(ASIDE).tempfile_in(folder);
    let mut file = file.map_err(Error::io(folder))?;
    seam::pass(Step::Write, path)
        .and_then(|()| file.write_all(bytes))
        .and_then(|()| seam::pass(Step::Sync, path))
        .and_then(|()| file.as_file().sync_all())
        .and_then(|()| seam::pass(Step::Rename, path))
        .map_err(Error::io(path))?;
    file.persist(path).map_err(|error| Error::Io(path.to_owned(), error.error))?;
    sync_folder(folder)
}

/// Makes the names in a folder outlast a loss of power.
///
/// # Errors
/// What could not be synced.
pub fn sync_folder(folder: &Path) -> Result<(), Error> {
    seam::pass(Step::Sync, folder)
        .and_then(|()| fs::File::open(folder))
        .and_then(|folder| folder.sync_all())
        .map_err(Error::io(folder))
}

/// The length and XXH3-128 of a file.
///
/// # Errors
/// What could not be read.
pub fn checksum(path: &Path) -> Result<(u64, String), Error> {
    digest(path, &|_| ())
}

/// As [`checksum`]; `progress` is told how many bytes more were read.
pub(crate) fn digest(path: &Path, progress: &dyn Fn(u64)) -> Result<(u64, String), Error> {
    let mut file = fs::File::open(path).map_err(Error::io(path))?;
    let mut hasher = XxHash3_128::new();
    let mut buffer = vec![0; 1 << 20];
    let mut length = 0;
    loop {
        let read = io::Read::read(&mut file, &mut buffer).map_err(Error::io(path))?;
        if read == 0 {
            return Ok((length, format!("{:032x}", hasher.finish_128())));
        }
        hasher.write(&buffer[..read]);
        length += read as u64;
        progress(read as u64);
    }
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Error> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    serde_json::from_slice(&bytes).map_err(Error::damaged(path))
}

fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<String, Error> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(Error::damaged(path))?;
    bytes.push(b'\n');
    write_aside(path, &bytes)?;
    Ok(format!("{:032x}", XxHash3_128::oneshot(&bytes)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_published_version_is_read_back() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Lake::open(folder.path()), Err(Error::NoLake(_))));
        let version = Version {
            format: Version::FORMAT,
            number: 3,
            created: "2026-01-01T00:00:00Z".to_owned(),
            manifests: Default::default(),
            checksums: Default::default(),
        };
        Lake::publish(folder.path(), &version).unwrap();
        assert_eq!(Lake::open(folder.path()).unwrap().version(), &version);
        let newer = Version { format: 99, number: 4, ..version };
        Lake::publish(folder.path(), &newer).unwrap();
        assert!(matches!(Lake::open(folder.path()), Err(Error::Format(_, 99, _))));
        write_aside(&folder.path().join("CURRENT"), b"x").unwrap();
        assert!(matches!(Lake::open(folder.path()), Err(Error::Damaged(..))));
    }
}
