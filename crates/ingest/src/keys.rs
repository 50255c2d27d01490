//! Lookup entries while they are gathered: sorted and spilled as runs, to be merged at the end.
//!
//! Keys are bytes whose order is the order of the values: text as it is, numbers big-endian with the sign turned.

use std::{
    fs::File,
    io::{BufReader, BufWriter, Read, Write},
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use serapeum_lake::seam::{self, Step};
use serapeum_model::{Entity, Field, Kind, Storage};
use tempfile::TempDir;

use crate::{Error, column::Stored, columns::Columns, convert, extract::Scalar};

/// The entries of a worker are spilled when they take so much.
const SPILL: usize = 64 << 20;
const MICROS_A_DAY: i64 = 86_400_000_000;

/// Part and row.
pub(crate) type Address = (u32, u32);

/// An entry of a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry {
    pub(crate) key: Vec<u8>,
    pub(crate) part: u32,
    pub(crate) row: u32,
    /// Of two records of one id the one with the larger `newest` counts; `i64::MIN` where it has none.
    pub(crate) newest: i64,
    /// With equal `newest`, the later in the snapshot counts; see [`order`]. So the result depends neither on which
    /// thread read what nor on what was in the lake already.
    pub(crate) order: u64,
}

/// Bits of an order that tell the line.
const LINE: u32 = 40;

/// The order of records: by the position of their shard in the manifest, then by line.
pub(crate) fn order(position: usize, line: u64) -> u64 {
    ((position as u64 + 1) << LINE) | (line & ((1 << LINE) - 1))
}

/// The line of an order.
pub(crate) fn line(order: u64) -> u64 {
    order & ((1 << LINE) - 1)
}

/// The bytes of a number.
pub(crate) fn number_key(number: i64) -> [u8; 8] {
    (number.cast_unsigned() ^ (1 << 63)).to_be_bytes()
}

/// The number of a key.
pub(crate) fn key_number(key: &[u8]) -> Option<i64> {
    Some((u64::from_be_bytes(*key.first_chunk()?) ^ (1 << 63)).cast_signed())
}

/// The key of an id as the entity's lookup has it.
pub(crate) fn id_key(id: Field, text: &str) -> Option<Vec<u8>> {
    let value = Scalar::Text(text);
    match (id.kind.storage(), id.kind) {
        (Storage::Int, Kind::Id(form)) => {
            Some(number_key(convert::id(form, value).ok()??).to_vec())
        }
        (Storage::Int, _) => Some(number_key(convert::integer(value).ok()??).to_vec()),
        (_, kind) => {
            let mut digits = String::new();
            let text = convert::text(kind, value, &mut digits).ok()??;
            Some(text.into_owned().into_bytes())
        }
    }
}

/// The positions of the fields that have lookups: the id, then those that the table asks for.
pub(crate) fn lookups(entity: &Entity) -> Vec<usize> {
    let id = entity.fields.iter().position(|field| *field == entity.id);
    let others = entity.fields.iter().enumerate().filter(|(_, field)| {
        let stored = matches!(field.kind.storage(), Storage::Int | Storage::Text);
        field.looks_up() && **field != entity.id && stored
    });
    id.into_iter().chain(others.map(|(at, _)| at)).collect()
}

/// The runs on disk, by lookup.
#[derive(Debug)]
pub(crate) struct Runs {
    folder: TempDir,
    next: AtomicU64,
    runs: Vec<Mutex<Vec<PathBuf>>>,
}

impl Runs {
    pub(crate) fn new(folder: TempDir, lookups: usize) -> Runs {
        let runs = (0..lookups).map(|_| Mutex::default()).collect();
        Runs { folder, next: AtomicU64::new(0), runs }
    }

    /// Takes the runs of a lookup.
    pub(crate) fn take(&self, lookup: usize) -> Vec<PathBuf> {
        let runs =
            self.runs.get(lookup).map(|runs| runs.lock().unwrap_or_else(PoisonError::into_inner));
        runs.map(|mut runs| std::mem::take(&mut *runs)).unwrap_or_default()
    }

    /// Starts a run.
    pub(crate) fn create(&self) -> Result<RunWriter, Error> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let path = self.folder.path().join(number.to_string());
        let made = seam::pass(Step::Open, &path).and_then(|()| File::create(&path));
        let file = made.map_err(Error::io(&path))?;
        Ok(RunWriter { file: BufWriter::with_capacity(256 << 10, file), path })
    }

    fn add(&self, lookup: usize, path: PathBuf) {
        if let Some(runs) = self.runs.get(lookup) {
            runs.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        }
    }
}

/// A run that is being written: length, key, part, row, newest, order; little-endian.
pub(crate) struct RunWriter {
    file: BufWriter<File>,
    path: PathBuf,
}

impl RunWriter {
    pub(crate) fn push(
        &mut self,
        key: &[u8],
        part: u32,
        row: u32,
        newest: i64,
        order: u64,
    ) -> Result<(), Error> {
        let mut head = [0; 28];
        head[..4].copy_from_slice(&(key.len() as u32).to_le_bytes());
        head[4..8].copy_from_slice(&part.to_le_bytes());
        head[8..12].copy_from_slice(&row.to_le_bytes());
        head[12..20].copy_from_slice(&newest.to_le_bytes());
        head[20..].copy_from_slice(&order.to_le_bytes());
        let write = self.file.write_all(&head).and_then(|()| self.file.write_all(key));
        write.map_err(Error::io(&self.path))
    }

    pub(crate) fn finish(mut self) -> Result<PathBuf, Error> {
        seam::pass(Step::Write, &self.path)
            .and_then(|()| self.file.flush())
            .map_err(Error::io(&self.path))?;
        Ok(self.path)
    }
}

/// Reads a run back, in order.
pub(crate) struct RunReader {
    file: BufReader<File>,
    path: PathBuf,
}

impl RunReader {
    pub(crate) fn open(path: PathBuf) -> Result<RunReader, Error> {
        let file = File::open(&path).map_err(Error::io(&path))?;
        Ok(RunReader { file: BufReader::with_capacity(128 << 10, file), path })
    }

    fn entry(&mut self) -> std::io::Result<Option<Entry>> {
        let mut length = [0; 4];
        // A run ends between entries.
        match self.file.read_exact(&mut length) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let mut take = |into: &mut [u8]| self.file.read_exact(into);
        let (mut part, mut row, mut newest, mut order) = ([0; 4], [0; 4], [0; 8], [0; 8]);
        take(&mut part)?;
        take(&mut row)?;
        take(&mut newest)?;
        take(&mut order)?;
        let mut key = vec![0; u32::from_le_bytes(length) as usize];
        take(&mut key)?;
        Ok(Some(Entry {
            key,
            part: u32::from_le_bytes(part),
            row: u32::from_le_bytes(row),
            newest: i64::from_le_bytes(newest),
            order: u64::from_le_bytes(order),
        }))
    }
}

impl Iterator for RunReader {
    type Item = Result<Entry, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.entry().map_err(Error::io(&self.path));
        entry.transpose()
    }
}

/// The entries of a worker that are still in memory. All are of one part.
#[derive(Debug)]
pub(crate) struct Gatherer<'r> {
    runs: &'r Runs,
    newest: Option<(usize, i64)>,
    lookups: Vec<Gathered>,
    bytes: usize,
}

#[derive(Debug)]
struct Gathered {
    column: usize,
    keys: Vec<u8>,
    entries: Vec<Pending>,
}

#[derive(Debug, Clone, Copy)]
struct Pending {
    /// The first bytes of the key: they decide most comparisons.
    head: u64,
    start: usize,
    length: u32,
    row: u32,
    newest: i64,
    order: u64,
}

impl<'r> Gatherer<'r> {
    pub(crate) fn new(entity: &Entity, runs: &'r Runs) -> Gatherer<'r> {
        let newest = entity.newest.and_then(|newest| {
            let at = entity.fields.iter().position(|field| *field == newest)?;
            let unit = if newest.kind.storage() == Storage::Date { MICROS_A_DAY } else { 1 };
            Some((at, unit))
        });
        let gathered = |column| Gathered { column, keys: Vec::new(), entries: Vec::new() };
        Gatherer {
            runs,
            newest,
            lookups: lookups(entity).into_iter().map(gathered).collect(),
            bytes: 0,
        }
    }

    /// Takes the keys of the row that `columns` has just finished.
    pub(crate) fn push(
        &mut self,
        columns: &Columns,
        part: u32,
        row: u32,
        order: u64,
    ) -> Result<(), Error> {
        let newest = self.newest.and_then(|(column, unit)| {
            match columns.column(column)?.last_row().next()? {
                Stored::Number(number) => Some(number.saturating_mul(unit)),
                Stored::Text(_) => None,
            }
        });
        for lookup in &mut self.lookups {
            let Some(column) = columns.column(lookup.column) else { continue };
            for value in column.last_row() {
                let number;
                let key = match value {
                    Stored::Number(value) => {
                        number = number_key(value);
                        &number[..]
                    }
                    Stored::Text(text) => text,
                };
                let mut head = [0; 8];
                let length = key.len().min(8);
                head[..length].copy_from_slice(&key[..length]);
                lookup.entries.push(Pending {
                    head: u64::from_be_bytes(head),
                    start: lookup.keys.len(),
                    length: key.len() as u32,
                    row,
                    newest: newest.unwrap_or(i64::MIN),
                    order,
                });
                lookup.keys.extend_from_slice(key);
                self.bytes += key.len() + size_of::<Pending>();
            }
        }
        if self.bytes >= SPILL { self.spill(part) } else { Ok(()) }
    }

    /// Writes what was gathered from a part as sorted runs.
    pub(crate) fn spill(&mut self, part: u32) -> Result<(), Error> {
        self.bytes = 0;
        for (number, Gathered { keys, entries, .. }) in self.lookups.iter_mut().enumerate() {
            if entries.is_empty() {
                continue;
            }
            let key = |entry: &Pending| {
                keys.get(entry.start..entry.start + entry.length as usize).unwrap_or_default()
            };
            entries.sort_unstable_by(|a, b| {
                let heads = a.head.cmp(&b.head);
                heads.then_with(|| key(a).cmp(key(b))).then(a.row.cmp(&b.row))
            });
            let mut run = self.runs.create()?;
            for entry in entries.iter() {
                run.push(key(entry), part, entry.row, entry.newest, entry.order)?;
            }
            self.runs.add(number, run.finish()?);
            entries.clear();
            keys.clear();
        }
        Ok(())
    }
}
