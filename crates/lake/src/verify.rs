//! A lake against its own checksums.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::{Error, File, Lake, files};

/// A file that is not what its manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: String,
}

impl Lake {
    /// The length of all files of the version, in bytes.
    pub fn bytes(&self) -> u64 {
        self.manifests().iter().flat_map(|manifest| manifest.files()).map(|file| file.bytes).sum()
    }

    /// Reads every file of the version and compares its length and checksum with the manifest; on so many threads.
    /// `progress` is told how many bytes more were read. What is damaged, by path.
    pub fn verify(&self, threads: usize, progress: &(dyn Fn(u64) + Sync)) -> Vec<Damage> {
        let files: Vec<(PathBuf, &File)> = self
            .manifests()
            .iter()
            .flat_map(|manifest| manifest.files().map(|file| (self.path(manifest, file), file)))
            .collect();
        let (next, found) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        std::thread::scope(|scope| {
            for _ in 0..threads.clamp(1, files.len().max(1)) {
                scope.spawn(|| {
                    while let Some((path, file)) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                        if let Some(problem) = problem(path, file, progress) {
                            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                            found.push(Damage { path: path.clone(), problem });
                        }
                    }
                });
            }
        });
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// The first file of a manifest that is missing or has another length: a look that reads no file.
    pub fn missing(&self, manifest: &crate::Manifest) -> Option<Damage> {
        manifest.files().find_map(|file| {
            let path = self.path(manifest, file);
            let problem = length_problem(&path, file)?;
            Some(Damage { path, problem })
        })
    }
}

fn length_problem(path: &Path, file: &File) -> Option<String> {
    match fs::metadata(path) {
        Err(error) => Some(error.to_string()),
        Ok(found) if !found.is_file() => Some("it is no file".to_owned()),
        Ok(found) if found.len() != file.bytes => {
            Some(format!("it has {} bytes, the manifest says {}", found.len(), file.bytes))
        }
        Ok(_) => None,
    }
}

fn problem(path: &Path, file: &File, progress: &(dyn Fn(u64) + Sync)) -> Option<String> {
    if let Some(problem) = length_problem(path, file) {
        progress(file.bytes);
        return Some(problem);
    }
    match files::digest(path, progress) {
        Err(Error::Io(_, error)) => Some(error.to_string()),
        Err(error) => Some(error.to_string()),
        Ok((bytes, _)) if bytes != file.bytes => Some(format!("it ends after {bytes} bytes")),
        Ok((_, checksum)) if checksum != file.checksum => {
            Some(format!("its XXH3 is {checksum}, the manifest says {}", file.checksum))
        }
        Ok(_) => None,
    }
}
