//! Lines that are no records: counted, told, and listed in a file.

use std::{
    fs::{self, File},
    io::Write as _,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use serapeum_lake::{
    seam::{self, Step},
    sync_folder,
};

use crate::{Error, Observer, Reject};

/// How much of a line is listed.
const LISTED: usize = 64 << 10;

/// The list of rejected lines of an entity: made with the first one.
pub(crate) struct RejectLog<'o> {
    path: PathBuf,
    limit: u64,
    observer: &'o dyn Observer,
    state: Mutex<(u64, Option<File>)>,
}

impl<'o> RejectLog<'o> {
    pub(crate) fn new(path: PathBuf, limit: u64, observer: &'o dyn Observer) -> RejectLog<'o> {
        RejectLog { path, limit, observer, state: Mutex::default() }
    }

    /// Lists a line; an error when there are too many.
    pub(crate) fn add(&self, reject: &Reject<'_>) -> Result<(), Error> {
        self.observer.reject(reject);
        let text = reject.text.get(..LISTED).unwrap_or(reject.text);
        let entry = serde_json::json!({
            "file": reject.path.to_string_lossy(), "line": reject.line, "start": reject.start,
            "bytes": reject.bytes, "offset": reject.offset, "reason": reject.reason,
            "text": String::from_utf8_lossy(text),
        });
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, file) = &mut *state;
        let file = match file {
            Some(file) => file,
            None => {
                let folder = self.path.parent().unwrap_or(&self.path);
                let made = seam::pass(Step::Open, &self.path)
                    .and_then(|()| fs::create_dir_all(folder))
                    .and_then(|()| File::create(&self.path));
                file.insert(made.map_err(Error::io(&self.path))?)
            }
        };
        seam::pass(Step::Write, &self.path)
            .and_then(|()| file.write_all(format!("{entry}\n").as_bytes()))
            .map_err(Error::io(&self.path))?;
        *count += 1;
        if *count <= self.limit {
            return Ok(());
        }
        Err(Error::Rejects {
            limit: self.limit,
            path: reject.path.to_owned(),
            line: reject.line,
            reason: reject.reason,
            log: self.path.clone(),
        })
    }

    /// Makes the list outlast a loss of power; where it is, if there is any.
    pub(crate) fn finish(&self) -> Result<Option<PathBuf>, Error> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(file) = &state.1 else { return Ok(None) };
        seam::pass(Step::Sync, &self.path)
            .and_then(|()| file.sync_all())
            .map_err(Error::io(&self.path))?;
        self.path.parent().map(sync_folder).transpose()?;
        Ok(Some(self.path.clone()))
    }
}
