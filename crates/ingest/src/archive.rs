//! Archives that are read in place: where each member's bytes stand in a `.tar`.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
    path::{Component, Path},
};

use crate::Error;

const BLOCK: u64 = 512;

/// A file in an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) offset: u64,
    pub(crate) bytes: u64,
}

/// The files of an archive by their paths in it, with `/`. Of two of one path the later counts, as it would if they
/// were unpacked.
pub(crate) fn members(path: &Path) -> Result<BTreeMap<String, Member>, Error> {
    let fault = |problem: io::Error| Error::Archive { path: path.to_owned(), problem };
    let file = File::open(path).map_err(Error::io(path))?;
    let length = file.metadata().map_err(Error::io(path))?.len();
    let mut archive = tar::Archive::new(file);
    let mut members = BTreeMap::new();
    let mut end = 0;
    for entry in archive.entries_with_seek().map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let kind = entry.header().entry_type();
        let (offset, bytes) = (entry.raw_file_position(), entry.size());
        end = offset.saturating_add(bytes).max(end);
        if kind.is_dir() || kind.is_pax_global_extensions() {
            continue;
        }
        let name = name(&entry.path().map_err(fault)?).map_err(fault)?;
        if !kind.is_file() {
            let what = format!("{name} is a link or of another form that is not read in place");
            return Err(fault(io::Error::other(what)));
        }
        members.insert(name, Member { offset, bytes });
    }
    ends(archive.into_inner(), end, length).map_err(fault)?;
    Ok(members)
}

/// That the archive has its end mark after the last member, and nothing more.
fn ends(mut file: File, end: u64, length: u64) -> io::Result<()> {
    let early = || io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends early");
    let at = file.stream_position()?;
    let mark =
        at.checked_sub(BLOCK).filter(|mark| *mark >= end && at <= length).ok_or_else(early)?;
    file.seek(SeekFrom::Start(mark))?;
    let mut buffer = vec![0; 64 << 10];
    let mut is_mark = true;
    loop {
        let wanted = if is_mark { BLOCK as usize } else { buffer.len() };
        let part = buffer.get_mut(..wanted).unwrap_or_default();
        let read = file.read(part)?;
        if read == 0 {
            return Ok(());
        }
        if part.iter().take(read).any(|byte| *byte != 0) {
            let more =
                || io::Error::new(io::ErrorKind::InvalidData, "more after the archive's end");
            return Err(if is_mark { early() } else { more() });
        }
        is_mark = false;
    }
}

/// The path of a member, if it is one below the archive.
fn name(path: &Path) -> io::Result<String> {
    let mut steps = Vec::new();
    for step in path.components() {
        match step {
            Component::CurDir => {}
            Component::Normal(step) => steps.push(step.to_string_lossy()),
            _ => {
                let what = format!("the member {} leads out of the archive", path.display());
                return Err(io::Error::new(io::ErrorKind::InvalidData, what));
            }
        }
    }
    Ok(steps.join("/"))
}
