//! Sorting more than memory holds: pairs of bytes, ordered by key and value, each once.

use std::{
    cmp::Reverse,
    collections::BinaryHeap,
    fs::{self, File},
    io::{self, BufReader, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use serapeum_lake::{
    ASIDE,
    seam::{self, Step},
};
use tempfile::TempDir;

use crate::Error;

/// A sorter spills when it holds so much.
const SPILL: usize = 64 << 20;
/// So many runs are open at a time; more are merged in steps.
const FAN_IN: usize = 128;

/// Key and value.
pub(crate) type Pair = (Vec<u8>, Vec<u8>);

/// Sorted runs in a folder of their own.
pub(crate) struct Pairs {
    folder: TempDir,
    next: AtomicU64,
    runs: Mutex<Vec<PathBuf>>,
}

impl Pairs {
    pub(crate) fn new(parent: &Path) -> Result<Pairs, Error> {
        let folder = tempfile::Builder::new().prefix(ASIDE).tempdir_in(parent);
        let folder = folder.map_err(Error::io(parent))?;
        Ok(Pairs { folder, next: AtomicU64::new(0), runs: Mutex::default() })
    }

    /// What takes pairs; several may at a time.
    pub(crate) fn sorter(&self) -> Sorter<'_> {
        Sorter { pairs: self, bytes: Vec::new(), entries: Vec::new() }
    }

    /// All pairs in order, without repetitions. May be asked for again.
    pub(crate) fn stream(&self) -> Result<Stream, Error> {
        let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
        while runs.len() > FAN_IN {
            let few: Vec<_> = runs.drain(..FAN_IN).collect();
            let mut run = RunWriter::create(self)?;
            for pair in Stream::of(&few)? {
                let (key, value) = pair?;
                run.push(&key, &value)?;
            }
            few.iter().for_each(|path| drop(fs::remove_file(path)));
            runs.push(run.finish()?);
        }
        Stream::of(&runs)
    }
}

/// Pairs that are still in memory.
pub(crate) struct Sorter<'p> {
    pairs: &'p Pairs,
    bytes: Vec<u8>,
    entries: Vec<Entry>,
}

#[derive(Clone, Copy)]
struct Entry {
    start: usize,
    key: u32,
    value: u32,
}

impl Sorter<'_> {
    /// Takes a pair whose value is the parts one after the other.
    pub(crate) fn push(&mut self, key: &[&[u8]], value: &[&[u8]]) -> Result<(), Error> {
        let start = self.bytes.len();
        key.iter().for_each(|part| self.bytes.extend_from_slice(part));
        let middle = self.bytes.len();
        value.iter().for_each(|part| self.bytes.extend_from_slice(part));
        let (key, value) = ((middle - start) as u32, (self.bytes.len() - middle) as u32);
        self.entries.push(Entry { start, key, value });
        if self.bytes.len() + self.entries.len() * size_of::<Entry>() >= SPILL {
            return self.spill();
        }
        Ok(())
    }

    /// Hands over what is left.
    pub(crate) fn finish(mut self) -> Result<(), Error> {
        self.spill()
    }

    fn spill(&mut self) -> Result<(), Error> {
        if self.entries.is_empty() {
            return Ok(());
        }
        let Sorter { pairs, bytes, entries } = self;
        let pair = |entry: &Entry| {
            let middle = entry.start + entry.key as usize;
            let key = bytes.get(entry.start..middle).unwrap_or_default();
            (key, bytes.get(middle..middle + entry.value as usize).unwrap_or_default())
        };
        entries.sort_unstable_by(|a, b| pair(a).cmp(&pair(b)));
        entries.dedup_by(|a, b| pair(a) == pair(b));
        let mut run = RunWriter::create(pairs)?;
        for entry in entries.iter() {
            let (key, value) = pair(entry);
            run.push(key, value)?;
        }
        let path = run.finish()?;
        pairs.runs.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        entries.clear();
        bytes.clear();
        Ok(())
    }
}

struct RunWriter {
    file: BufWriter<File>,
    path: PathBuf,
}

impl RunWriter {
    fn create(pairs: &Pairs) -> Result<RunWriter, Error> {
        let number = pairs.next.fetch_add(1, Ordering::Relaxed);
        let path = pairs.folder.path().join(number.to_string());
        let made = seam::pass(Step::Open, &path).and_then(|()| File::create(&path));
        let file = made.map_err(Error::io(&path))?;
        Ok(RunWriter { file: BufWriter::with_capacity(256 << 10, file), path })
    }

    fn push(&mut self, key: &[u8], value: &[u8]) -> Result<(), Error> {
        let mut head = [0; 8];
        head[..4].copy_from_slice(&(key.len() as u32).to_le_bytes());
        head[4..].copy_from_slice(&(value.len() as u32).to_le_bytes());
        let parts = [&head[..], key, value];
        parts.iter().try_for_each(|part| self.file.write_all(part)).map_err(Error::io(&self.path))
    }

    fn finish(mut self) -> Result<PathBuf, Error> {
        seam::pass(Step::Write, &self.path)
            .and_then(|()| self.file.flush())
            .map_err(Error::io(&self.path))?;
        Ok(self.path)
    }
}

struct RunReader {
    file: BufReader<File>,
    path: PathBuf,
}

impl RunReader {
    fn pair(&mut self) -> io::Result<Option<Pair>> {
        let (mut key, mut value) = ([0; 4], [0; 4]);
        // A run ends between pairs.
        match self.file.read_exact(&mut key) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        self.file.read_exact(&mut value)?;
        let mut take = |length: [u8; 4]| {
            let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
            self.file.read_exact(&mut bytes).map(|()| bytes)
        };
        Ok(Some((take(key)?, take(value)?)))
    }
}

/// Pairs in order.
pub(crate) struct Stream {
    runs: Vec<RunReader>,
    heads: BinaryHeap<Reverse<(Pair, usize)>>,
    failed: Option<Error>,
}

impl Stream {
    fn of(paths: &[PathBuf]) -> Result<Stream, Error> {
        let mut stream = Stream { runs: Vec::new(), heads: BinaryHeap::new(), failed: None };
        for path in paths {
            let file = File::open(path).map_err(Error::io(path))?;
            let file = BufReader::with_capacity(128 << 10, file);
            stream.runs.push(RunReader { file, path: path.clone() });
        }
        (0..paths.len()).try_for_each(|run| stream.pull(run))?;
        Ok(stream)
    }

    fn pull(&mut self, number: usize) -> Result<(), Error> {
        let Some(run) = self.runs.get_mut(number) else { return Ok(()) };
        if let Some(pair) = run.pair().map_err(Error::io(&run.path))? {
            self.heads.push(Reverse((pair, number)));
        }
        Ok(())
    }

    /// The first pair that is left.
    pub(crate) fn peek(&self) -> Option<&Pair> {
        self.heads.peek().map(|Reverse((pair, _))| pair)
    }
}

impl Iterator for Stream {
    type Item = Result<Pair, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            self.heads.clear();
            return Some(Err(error));
        }
        let Reverse((pair, number)) = self.heads.pop()?;
        self.failed = self.pull(number).err();
        while self.failed.is_none()
            && let Some(Reverse((next, _))) = self.heads.peek()
            && *next == pair
            && let Some(Reverse((_, number))) = self.heads.pop()
        {
            self.failed = self.pull(number).err();
        }
        Some(Ok(pair))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn many_runs_come_out_as_one_in_order_and_once() {
        let folder = tempfile::tempdir().unwrap();
        let pairs = Pairs::new(folder.path()).unwrap();
        let mut expected = Vec::new();
        for run in 0u32..300 {
            let mut sorter = pairs.sorter();
            for item in 0..10 {
                let key = (run * 7 + item * 13) % 101;
                let (key, value) = (format!("k{key}"), format!("v{}", item % 3));
                sorter.push(&[b"k", &key.as_bytes()[1..]], &[value.as_bytes()]).unwrap();
                expected.push((key.into_bytes(), value.into_bytes()));
            }
            sorter.finish().unwrap();
        }
        expected.sort();
        expected.dedup();
        for _ in 0..2 {
            let stream = pairs.stream().unwrap();
            assert_eq!(stream.map(Result::unwrap).collect::<Vec<_>>(), expected);
        }
        assert!(pairs.runs.lock().unwrap().len() <= FAN_IN);
    }
}
