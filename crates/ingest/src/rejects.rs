//! Lines that are no records: counted, told, and listed in a file.

use std::{
    fs::File,
    io::Write as _,
    path::PathBuf,
    sync::{Mutex, PoisonError},
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
            "file": reject.path.to_string_lossy(), "line": reject.line, "offset": reject.offset,
            "reason": reject.reason, "text": String::from_utf8_lossy(text),
        });
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, file) = &mut *state;
        let file = match file {
            Some(file) => file,
            None => {
                let folder = self.path.parent().unwrap_or(&self.path);
                std::fs::create_dir_all(folder).map_err(Error::io(folder))?;
                file.insert(File::create(&self.path).map_err(Error::io(&self.path))?)
            }
        };
        file.write_all(format!("{entry}\n").as_bytes()).map_err(Error::io(&self.path))?;
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
}
