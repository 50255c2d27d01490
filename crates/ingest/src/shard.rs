//! Reading one shard: inflated, hashed, cut into blocks of complete lines.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek as _, SeekFrom, Take},
    path::{Path, PathBuf},
};

use serapeum_model::Framing;
use twox_hash::XxHash3_128;

use crate::{
    Error, Reject,
    discover::ShardFile,
    inflate::{Bomb, Inflate, Position, position},
    items::Items,
};

/// A longer line is rejected without being held in memory.
const LONGEST_LINE: usize = 64 << 20;
const RAW_BUFFER: usize = 256 << 10;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Some lines of a shard.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The number of the shard.
    pub(crate) shard: usize,
    /// Complete lines; the last of a shard may lack its end.
    pub(crate) bytes: Vec<u8>,
    /// The number of the first line, from 1.
    pub(crate) line: u64,
    /// Where the first line starts.
    pub(crate) offset: u64,
    /// Lines that were too long.
    pub(crate) long: Vec<Span>,
    /// Bytes of the file that were read for this block.
    pub(crate) raw: u64,
}

/// Where a line is in a shard's JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// From 1.
    pub(crate) line: u64,
    /// Of its first byte.
    pub(crate) start: u64,
    pub(crate) bytes: u64,
}

impl Span {
    /// The line as one that is rejected, for something at a place in it.
    pub(crate) fn reject<'a>(
        self,
        path: &'a Path,
        at: u64,
        reason: &'static str,
        text: &'a [u8],
    ) -> Reject<'a> {
        let Span { line, start, bytes } = self;
        Reject { path, line, start, bytes, offset: start + at, reason, text }
    }
}

impl Block {
    /// Every line that is not blank: its number, where it starts, and its bytes.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (u64, u64, &[u8])> {
        let (mut offset, mut number) = (self.offset, self.line);
        let mut rest = self.bytes.as_slice();
        let all = std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let end = memchr::memchr(b'\n', rest);
            let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            let told = (number, offset, line.strip_suffix(b"\r").unwrap_or(line));
            let next = end.map_or(rest.len(), |end| end + 1);
            rest = rest.get(next..).unwrap_or_default();
            offset += next as u64;
            number += 1;
            Some(told)
        });
        all.filter(|(_, _, line)| !line.trim_ascii().is_empty())
    }
}

/// A shard that is being read.
pub(crate) struct ShardReader {
    pub(crate) index: usize,
    path: PathBuf,
    input: Framed,
    carry: Vec<u8>,
    line: u64,
    offset: u64,
    told: u64,
}

/// Lines, whatever the file holds.
enum Framed {
    Lines(Input),
    Items(Items<Input>),
}

impl Read for Framed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Framed::Lines(input) => input.read(buffer),
            Framed::Items(input) => input.read(buffer),
        }
    }
}

impl Framed {
    fn raw(&self) -> &BufReader<Hashing> {
        match self {
            Framed::Lines(input) => input.raw(),
            Framed::Items(input) => input.get_ref().raw(),
        }
    }
}

enum Input {
    Gzip(Box<Inflate<Hashing>>),
    Plain(BufReader<Hashing>),
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Input::Gzip(input) => input.read(buffer),
            Input::Plain(input) => input.read(buffer),
        }
    }
}

impl Input {
    fn raw(&self) -> &BufReader<Hashing> {
        match self {
            Input::Gzip(input) => input.get_ref(),
            Input::Plain(input) => input,
        }
    }
}

/// A file whose bytes are counted and hashed as they are read.
struct Hashing {
    file: Take<File>,
    /// Whether the file goes on after what is to be read: a member of an archive.
    member: bool,
    bytes: u64,
    hasher: Box<XxHash3_128>,
}

impl Hashing {
    fn open(shard: &ShardFile) -> Result<Hashing, Error> {
        let path = shard.archive.as_ref().map_or(shard.path.as_path(), |archive| &archive.path);
        let mut file = File::open(path).map_err(Error::io(path))?;
        let limit = match &shard.archive {
            Some(archive) => {
                file.seek(SeekFrom::Start(archive.offset)).map_err(Error::io(path))?;
                shard.bytes
            }
            None => u64::MAX,
        };
        let (member, hasher) = (shard.archive.is_some(), Box::new(XxHash3_128::new()));
        Ok(Hashing { file: file.take(limit), member, bytes: 0, hasher })
    }

    fn digest(&self) -> (u64, String) {
        (self.bytes, format!("{:032x}", self.hasher.finish_128()))
    }
}

/// The length and digest of a shard, as [`ShardReader::digest`] tells them; nothing is inflated. `progress` is told
/// how many bytes more were read and may end the reading.
pub(crate) fn digest(
    shard: &ShardFile,
    progress: &dyn Fn(u64) -> Result<(), Error>,
) -> Result<(u64, String), Error> {
    let mut raw = Hashing::open(shard)?;
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = raw.read(&mut buffer).map_err(Error::io(&shard.path))?;
        if read == 0 {
            return Ok(raw.digest());
        }
        progress(read as u64)?;
    }
}

impl Position for Hashing {
    fn position(&self) -> u64 {
        self.bytes
    }
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        if read == 0 && self.member && self.file.limit() > 0 && !buffer.is_empty() {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the archive ends early"));
        }
        self.hasher.write(buffer.get(..read).unwrap_or_default());
        self.bytes += read as u64;
        Ok(read)
    }
}

impl ShardReader {
    pub(crate) fn open(index: usize, shard: &ShardFile) -> Result<ShardReader, Error> {
        let raw = BufReader::with_capacity(RAW_BUFFER, Hashing::open(shard)?);
        let input = match shard.is_gzip() {
            true => Input::Gzip(Box::new(Inflate::new(raw))),
            false => Input::Plain(raw),
        };
        let input = match shard.framing {
            Framing::Items(member) => Framed::Items(Items::new(input, member)),
            _ => Framed::Lines(input),
        };
        let path = shard.path.clone();
        Ok(ShardReader { index, path, input, carry: Vec::new(), line: 1, offset: 0, told: 0 })
    }

    /// The length and digest of what was read: of the whole file, after the last block.
    pub(crate) fn digest(&self) -> (u64, String) {
        self.input.raw().get_ref().digest()
    }

    /// The next lines, about `size` bytes of them; whether more follow.
    pub(crate) fn fill(&mut self, block: &mut Block, size: usize) -> Result<bool, Error> {
        let result = self.read_lines(block, size);
        let raw = self.input.raw();
        let bytes = position(raw);
        block.raw = raw.get_ref().bytes - self.told;
        self.told = raw.get_ref().bytes;
        let (path, json) = (&self.path, self.offset + block.bytes.len() as u64);
        result.map_err(|problem| match problem.get_ref() {
            Some(bomb) if bomb.is::<Bomb>() => {
                Error::Bomb { path: path.clone(), bytes, json, problem }
            }
            _ => Error::Shard { path: path.clone(), bytes, json, problem },
        })
    }

    fn read_lines(&mut self, block: &mut Block, size: usize) -> io::Result<bool> {
        block.shard = self.index;
        block.long.clear();
        block.bytes.clear();
        block.bytes.append(&mut self.carry);
        // What was carried over is the beginning of a line.
        let mut searched = block.bytes.len();
        let more = loop {
            let before = block.bytes.len();
            let wanted = size.saturating_sub(before).max(size / 4 + 1) as u64;
            let read = (&mut self.input).take(wanted).read_to_end(&mut block.bytes)?;
            let new = block.bytes.get(searched..).unwrap_or_default();
            let last = memchr::memrchr(b'\n', new).map(|at| searched + at + 1);
            if (read as u64) < wanted {
                break false;
            }
            if let Some(end) = last {
                self.carry.extend_from_slice(block.bytes.get(end..).unwrap_or_default());
                block.bytes.truncate(end);
                break true;
            }
            searched = block.bytes.len();
            if block.bytes.len() > LONGEST_LINE {
                let (line, start) = (self.line, self.offset);
                self.offset += block.bytes.len() as u64;
                block.bytes.clear();
                let end = self.skip_line()?;
                block.long.push(Span { line, start, bytes: self.offset - end - start });
                // What follows may hold whole lines.
                block.bytes.append(&mut self.carry);
                searched = 0;
            }
        };
        if self.offset == 0 && block.bytes.starts_with(BOM) {
            block.bytes.drain(..BOM.len());
            self.offset = BOM.len() as u64;
        }
        block.line = self.line;
        block.offset = self.offset;
        self.line += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
        self.offset += block.bytes.len() as u64;
        Ok(more)
    }

    /// Drops the rest of a line; gives the length of its break.
    fn skip_line(&mut self) -> io::Result<u64> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let read = (&mut self.input).take(1 << 20).read_to_end(&mut buffer)?;
            let end = memchr::memchr(b'\n', &buffer).map(|at| at + 1);
            self.offset += end.unwrap_or(read) as u64;
            if let Some(end) = end {
                self.carry.extend_from_slice(buffer.get(end..).unwrap_or_default());
            }
            if end.is_some() || read == 0 {
                self.line += 1;
                return Ok(u64::from(end.is_some()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::{io::Write as _, sync::Arc};

    use super::*;
    use crate::Archived;

    #[test]
    fn a_member_that_its_archive_no_longer_holds_whole_is_no_short_shard() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"head{}\n{}\ntail").unwrap();
        let path: Arc<std::path::Path> = file.path().into();
        let shard = |bytes| ShardFile {
            path: path.join("a.jsonl"),
            name: "a.jsonl".to_owned(),
            bytes,
            framing: Framing::Lines,
            archive: Some(Archived { path: Arc::clone(&path), offset: 4 }),
        };
        let mut block = Block::default();
        let mut reader = ShardReader::open(0, &shard(6)).unwrap();
        assert!(!reader.fill(&mut block, 1_000).unwrap());
        assert_eq!((block.bytes.as_slice(), reader.digest().0), (&b"{}\n{}\n"[..], 6));
        let mut reader = ShardReader::open(0, &shard(11)).unwrap();
        let error = reader.fill(&mut block, 1_000).unwrap_err();
        assert!(error.to_string().contains("the archive ends early"), "{error}");
    }
}
