//! One writer at a time: a lock that goes with its process, and says whose it is.

use std::{
    fs::{self, File, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::Path,
};

use crate::Error;

/// So much of a lock's text is shown.
const SHOWN: u64 = 200;

/// The right to change a lake, until it is dropped or the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(File);

impl Lock {
    /// Takes the lock of the lake in a folder, which is made if need be.
    ///
    /// # Errors
    /// [`Error::Busy`], which tells the holder, or what could not be opened.
    pub fn take(root: &Path, what: &str) -> Result<Lock, Error> {
        fs::create_dir_all(root).map_err(Error::io(root))?;
        let path = root.join("ingest.lock");
        // Not truncated: until it is ours, it tells the other's name.
        let options =
            fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = options.map_err(Error::io(&path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                // A holder that cannot be read is an unknown one.
                let _ = (&mut file).take(SHOWN).read_to_string(&mut holder);
                let holder = holder.trim();
                let holder = if holder.is_empty() { "another process" } else { holder };
                return Err(Error::Busy(path, holder.to_owned()));
            }
            Err(TryLockError::Error(error)) => return Err(Error::Io(path, error)),
        }
        let told = format!("{what} (process {})\n", std::process::id());
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(told.as_bytes()))
            .map_err(Error::io(&path))?;
        Ok(Lock(file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Whoever reads it later should not be told of a process that is gone.
        let _ = self.0.set_len(0);
        // Closing alone would leave it to a child process that is just being started.
        let _ = self.0.unlock();
    }
}
