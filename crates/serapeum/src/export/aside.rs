//! A file that is written aside, so that what stands under its name is always whole, and an export that was
//! interrupted can be gone on with.
//!
//! ```text
//! FILE.part     what is written so far
//! FILE.resume   how much of that is certain, and what it is an export of: written after the part was synced
//! FILE.joined   a file of segments while it is put together
//! ```

use std::{
    ffi::OsString,
    fs::{self, File, TryLockError},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serapeum_query::Address;
use serde::{Deserialize, Serialize};

use crate::Error;

/// How often it is noted how far the export is.
const EVERY: Duration = Duration::from_millis(500);

/// What an export is of: one of anything else would not go on with the same bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Task {
    pub(super) program: String,
    /// The request, cut short, and what tells it from others.
    pub(super) request: String,
    pub(super) query: String,
    pub(super) options: String,
    /// The entity's manifest.
    pub(super) lake: String,
}

/// How far an export is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reached {
    pub(super) records: u64,
    pub(super) rows: u64,
    pub(super) bytes: u64,
    /// The last record.
    pub(super) last: Option<Address>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Note {
    task: Task,
    reached: Reached,
    /// The lengths of the segments.
    segments: Vec<u64>,
}

/// A file that is written aside.
#[derive(Debug)]
pub(super) struct Aside {
    path: PathBuf,
    part: File,
    note: Note,
    noted: Instant,
}

impl Aside {
    /// Starts to write a file, or goes on with what was interrupted.
    ///
    /// # Errors
    /// [`Error::Resume`] where what was interrupted is an export of something else; a file that cannot be written, or
    /// that another process is writing.
    pub(super) fn open(path: &Path, task: Task, resume: bool) -> Result<Aside, Error> {
        // Through a link, so that the file it leads to is replaced and not the link.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if let Some(folder) =
            path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        {
            let missing = io::Error::new(io::ErrorKind::NotFound, "there is no such folder");
            return Err(Error::Io(folder.to_owned(), missing));
        }
        let at = beside(&path, ".part");
        let existed = at.exists();
        let mut file = File::options();
        let opened = file.read(true).write(true).create(true).truncate(false).open(&at);
        let mut part = opened.map_err(|error| Error::Io(at.clone(), error))?;
        match part.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(Error::Io(at, error)),
            Err(TryLockError::WouldBlock) => {
                return Err(Error::Io(at, io::Error::other("another export is writing it")));
            }
        }
        let known = if resume && existed { read(&beside(&path, ".resume"))? } else { None };
        let note = match known {
            Some(note) => {
                same(&path, &note.task, &task)?;
                note
            }
            None => Note { task, reached: Reached::default(), segments: Vec::new() },
        };
        let failed = |error| Error::Io(at.clone(), error);
        let length = part.metadata().map_err(failed)?.len();
        if length < note.reached.bytes {
            return Err(Error::Resume(format!(
                "{} is shorter than it was: start again without resuming",
                at.display()
            )));
        }
        part.set_len(note.reached.bytes).map_err(failed)?;
        part.seek(SeekFrom::End(0)).map_err(failed)?;
        let mut aside = Aside { path, part, note, noted: Instant::now() };
        // From now on a note of something else would be wrong.
        aside.settle(aside.note.reached.clone())?;
        Ok(aside)
    }

    /// How far it was when it was opened, and is since the last [`settle`](Aside::settle).
    pub(super) fn reached(&self) -> &Reached {
        &self.note.reached
    }

    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.part.write_all(bytes).map_err(|error| Error::Io(beside(&self.path, ".part"), error))
    }

    /// Whether it is time to note how far the export is.
    pub(super) fn is_due(&self) -> bool {
        self.noted.elapsed() >= EVERY
    }

    /// Appends a segment, and notes it.
    pub(super) fn segment(&mut self, bytes: &[u8], reached: Reached) -> Result<(), Error> {
        self.append(bytes)?;
        self.note.segments.push(bytes.len() as u64);
        self.settle(reached)
    }

    /// Makes what was written certain, and notes how far it is.
    pub(super) fn settle(&mut self, reached: Reached) -> Result<(), Error> {
        self.sync()?;
        self.note.reached = reached;
        let path = beside(&self.path, ".resume");
        let note = serde_json::to_vec(&self.note).map_err(|e| Error::Io(path.clone(), e.into()))?;
        // Of one name, unlike the lake's: the lock on the part keeps others away, and what a kill leaves in a folder
        // that is not ours is written over or removed by the next run.
        let fresh = beside(&self.path, ".resume.new");
        let write = || {
            let mut file = File::create(&fresh)?;
            file.write_all(&note)?;
            file.sync_all()?;
            fs::rename(&fresh, &path)
        };
        write().map_err(|error| Error::Io(fresh.clone(), error))?;
        self.noted = Instant::now();
        Ok(())
    }

    fn sync(&self) -> Result<(), Error> {
        self.part.sync_data().map_err(|error| Error::Io(beside(&self.path, ".part"), error))
    }

    /// How many segments there are.
    pub(super) fn segments(&self) -> usize {
        self.note.segments.len()
    }

    /// Gives what was written its name.
    pub(super) fn publish(self) -> Result<(), Error> {
        self.sync()?;
        self.name(".part")
    }

    /// Puts the segments together, and gives the file its name. Returns its length.
    pub(super) fn join(
        mut self,
        mut add: impl FnMut(Option<Vec<u8>>) -> io::Result<Vec<u8>>,
    ) -> Result<u64, Error> {
        let at = beside(&self.path, ".joined");
        let mut put_together = || -> io::Result<u64> {
            let mut joined = File::create(&at)?;
            let mut length = 0;
            self.part.seek(SeekFrom::Start(0))?;
            for bytes in &self.note.segments {
                let mut segment = vec![0; usize::try_from(*bytes).map_err(io::Error::other)?];
                self.part.read_exact(&mut segment)?;
                let next = add(Some(segment))?;
                joined.write_all(&next)?;
                length += next.len() as u64;
            }
            let last = add(None)?;
            joined.write_all(&last)?;
            joined.sync_data()?;
            Ok(length + last.len() as u64)
        };
        let length = put_together().map_err(|error| Error::Io(at.clone(), error))?;
        self.name(".joined")?;
        Ok(length)
    }

    fn name(&self, ending: &str) -> Result<(), Error> {
        let from = beside(&self.path, ending);
        fs::rename(&from, &self.path).map_err(|error| Error::Io(self.path.clone(), error))?;
        for ending in [".part", ".resume", ".resume.new"] {
            let path = beside(&self.path, ending);
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(Error::Io(path, error));
                }
                _ => {}
            }
        }
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|error| Error::Io(folder.to_owned(), error))
    }
}

/// How many records of an interrupted export of a file are written, if there is one.
pub(super) fn interrupted(path: &Path) -> Option<u64> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let note = read(&beside(&path, ".resume")).ok()??;
    beside(&path, ".part").exists().then_some(note.reached.records)
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    PathBuf::from(name)
}

fn read(path: &Path) -> Result<Option<Note>, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::Io(path.to_owned(), error)),
    };
    serde_json::from_slice(&bytes).map(Some).map_err(|error| {
        Error::Resume(format!(
            "{} does not tell how far the export was ({error}): start again without resuming",
            path.display()
        ))
    })
}

/// Refuses to go on with an export of something else.
fn same(path: &Path, known: &Task, task: &Task) -> Result<(), Error> {
    let differences = [
        ("of the request", &known.request, &task.request),
        ("with the options", &known.options, &task.options),
        ("from the lake's", &known.lake, &task.lake),
        ("by", &known.program, &task.program),
    ];
    let file = path.display();
    for (what, known, wanted) in differences {
        if known != wanted {
            return Err(Error::Resume(format!(
                "the interrupted export of {file} was made {what} {known}, not {wanted}: start again \
                 without resuming"
            )));
        }
    }
    if known.query != task.query {
        return Err(Error::Resume(format!(
            "the request does not mean what it meant when the export of {file} was interrupted, such as a \
             sample without a seed: start again without resuming"
        )));
    }
    Ok(())
}
