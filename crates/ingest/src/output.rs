//! A file of the lake while it is written: under a temporary name, counted and hashed on the way.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Mutex,
};

use serapeum_lake::{
    ASIDE, File,
    seam::{self, Step},
    sync_folder,
};
use tempfile::NamedTempFile;
use twox_hash::XxHash3_128;

use crate::Error;

/// The folder of an entity in the lake, and what this run has written there so far.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    written: Mutex<Vec<PathBuf>>,
}

impl Folder {
    pub(crate) fn new(path: PathBuf) -> Folder {
        Folder { path, written: Mutex::default() }
    }

    /// Starts a file, by its name below the folder.
    pub(crate) fn create(&self, name: String) -> Result<Output, Error> {
        let path = self.path.join(&name);
        let parent = path.parent().unwrap_or(&self.path);
        seam::pass(Step::Open, &path)
            .and_then(|()| fs::create_dir_all(parent))
            .map_err(Error::io(parent))?;
        let file = tempfile::Builder::new()
            .prefix(ASIDE)
            .tempfile_in(parent)
            .map_err(Error::io(parent))?;
        Ok(Output { file, name, path, bytes: 0, hasher: Box::new(XxHash3_128::new()) })
    }

    /// Syncs a file and gives it its name. The name is safe with [`Folder::sync`].
    pub(crate) fn finish(&self, output: Output) -> Result<File, Error> {
        let Output { file, name, path, bytes, hasher } = output;
        settle(&file, &path)?;
        file.persist_noclobber(&path).map_err(|error| Error::Io(path.clone(), error.error))?;
        self.wrote(path);
        Ok(File { name, bytes, checksum: format!("{:032x}", hasher.finish_128()) })
    }

    /// Syncs a file and gives it the name of one that this run has written: no version names either yet.
    pub(crate) fn replace(&self, output: Output) -> Result<File, Error> {
        let Output { file, name, path, bytes, hasher } = output;
        settle(&file, &path)?;
        file.persist(&path).map_err(|error| Error::Io(path.clone(), error.error))?;
        Ok(File { name, bytes, checksum: format!("{:032x}", hasher.finish_128()) })
    }

    /// Takes note of a file that goes again if the run comes to nothing.
    pub(crate) fn wrote(&self, path: PathBuf) {
        if let Ok(mut written) = self.written.lock() {
            written.push(path);
        }
    }

    /// Syncs the folders of all files written, once each, and those that they are in.
    pub(crate) fn sync(&self) -> Result<(), Error> {
        let written = self.written.lock().map(|written| written.clone()).unwrap_or_default();
        let within = |path: &&Path| path.starts_with(&self.path);
        let mut folders: Vec<&Path> =
            written.iter().flat_map(|path| path.ancestors().skip(1).take_while(within)).collect();
        // The entity's own folder and the source's have names too.
        folders.extend(self.path.ancestors().skip(1).take(2));
        folders.sort_unstable();
        folders.dedup();
        for folder in folders {
            sync_folder(folder)?;
        }
        Ok(())
    }

    /// Removes what this run has written: it came to nothing.
    pub(crate) fn remove_written(&self) {
        if let Ok(mut written) = self.written.lock() {
            for path in written.drain(..) {
                // What cannot be removed is named by no manifest: it costs space only.
                let _ = fs::remove_file(path);
            }
        }
    }

    /// Removes what an ingest that was killed left half written; for the holder of the lake's lock only.
    pub(crate) fn remove_leftovers(&self) {
        let left = |entry: &walkdir::DirEntry| {
            entry.file_name().to_str().is_some_and(|name| name.starts_with(ASIDE))
        };
        for entry in walkdir::WalkDir::new(&self.path).max_depth(3).into_iter().flatten() {
            if left(&entry) {
                let _ = match entry.file_type().is_dir() {
                    true => fs::remove_dir_all(entry.path()),
                    false => fs::remove_file(entry.path()),
                };
            }
        }
    }

    /// The largest number in the names of files in a folder below (`p000012.parquet` has 12), its folders included.
    pub(crate) fn largest(&self, below: &str, prefix: &str) -> u32 {
        let number = |path: &Path| -> Option<u32> {
            let name = path.file_name()?.to_str()?.strip_prefix(prefix)?;
            name.split('.').next()?.parse().ok()
        };
        let files = walkdir::WalkDir::new(self.path.join(below)).max_depth(2).into_iter().flatten();
        files.filter_map(|entry| number(entry.path())).max().unwrap_or(0)
    }
}

/// Makes a file's bytes outlast a loss of power: it may have its name then.
fn settle(file: &NamedTempFile, path: &Path) -> Result<(), Error> {
    seam::pass(Step::Sync, path)
        .and_then(|()| file.as_file().sync_all())
        .and_then(|()| seam::pass(Step::Rename, path))
        .map_err(Error::io(path))
}

/// A file that is being written.
pub(crate) struct Output {
    file: NamedTempFile,
    name: String,
    path: PathBuf,
    bytes: u64,
    hasher: Box<XxHash3_128>,
}

impl Output {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        seam::pass(Step::Write, &self.path)?;
        self.file.write_all(bytes)?;
        self.hasher.write(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
