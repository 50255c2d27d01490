//! What one thread does: take lines, extract them, write them into a part of its own.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use serapeum_lake::{Part, Slice};
use serapeum_model::Entity;

use crate::{
    Error, Observer, Options, Progress,
    columns::Columns,
    discover::ShardFile,
    extract::Extractor,
    feed::Feed,
    keys::{self, Gatherer, Runs},
    one,
    output::Folder,
    part::PartWriter,
    paths::Paths,
    rejects::RejectLog,
    shape::{self, Seen, Shape},
    shard::{Block, Span},
    watch::{self, Count, Watched},
};

/// What the workers of an entity share.
pub(crate) struct Shared<'a> {
    pub(crate) entity: &'static Entity,
    pub(crate) shards: &'a [ShardFile],
    /// The position of each shard in the manifest.
    pub(crate) positions: &'a [usize],
    pub(crate) feed: Feed<'a>,
    pub(crate) paths: &'a Paths,
    pub(crate) watched: &'a [Watched],
    pub(crate) id: usize,
    pub(crate) folder: &'a Folder,
    pub(crate) runs: &'a Runs,
    pub(crate) rejects: &'a RejectLog<'a>,
    pub(crate) observer: &'a dyn Observer,
    pub(crate) options: &'a Options,
    /// The number of the next part.
    pub(crate) next: AtomicU32,
    pub(crate) done: Mutex<Done>,
}

/// What the workers have done.
#[derive(Debug, Default)]
pub(crate) struct Done {
    pub(crate) parts: Vec<Part>,
    /// By shard's number.
    pub(crate) tallies: BTreeMap<usize, Tally>,
    pub(crate) json: u64,
    /// What each worker has seen of records' paths.
    pub(crate) shapes: Vec<Shape>,
    /// The failure that stopped the others.
    pub(crate) failed: Option<Error>,
}

/// What became of the lines of a shard.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) records: u64,
    pub(crate) rejects: BTreeMap<&'static str, u64>,
    pub(crate) slices: Vec<Slice>,
    pub(crate) nulled: BTreeMap<String, u64>,
    /// By field that is watched.
    pub(crate) filled: Vec<Count>,
    /// Which paths of which shape records have.
    pub(crate) paths: Vec<(usize, Seen)>,
}

struct Worker<'a> {
    shared: &'a Shared<'a>,
    extractor: Extractor<'a>,
    columns: Columns,
    keys: Gatherer<'a>,
    part: Option<PartWriter>,
    shape: Shape,
    done: Done,
}

/// Works until there are no lines left; the result is in `shared.done`.
pub(crate) fn work(shared: &Shared<'_>) {
    let mut worker = Worker {
        shared,
        extractor: Extractor::new(shared.paths),
        columns: Columns::new(shared.entity, shared.paths),
        keys: Gatherer::new(shared.entity, shared.runs),
        part: None,
        shape: Shape::default(),
        done: Done::default(),
    };
    let result = worker.run();
    let Worker { done: mut own, shape, .. } = worker;
    if result.is_err() {
        shared.feed.stop();
    }
    let mut done = shared.done.lock().unwrap_or_else(PoisonError::into_inner);
    done.parts.append(&mut own.parts);
    done.json += own.json;
    let number = done.shapes.len();
    done.shapes.push(shape);
    for (shard, mut tally) in own.tallies {
        let sum = done.tallies.entry(shard).or_default();
        sum.records += tally.records;
        sum.slices.append(&mut tally.slices);
        watch::add(&mut sum.filled, &tally.filled);
        sum.paths.extend(tally.paths.into_iter().map(|(_, seen)| (number, seen)));
        for (reason, count) in tally.rejects {
            *sum.rejects.entry(reason).or_default() += count;
        }
        for (field, count) in tally.nulled {
            *sum.nulled.entry(field).or_default() += count;
        }
    }
    if let (Err(error), None) = (result, &done.failed) {
        done.failed = Some(error);
    }
}

impl Worker<'_> {
    fn run(&mut self) -> Result<(), Error> {
        let mut block = Block::default();
        let mut raw = 0;
        while self.shared.feed.next(&mut block)? {
            if self.shared.observer.stopped() {
                return Err(Error::Stopped);
            }
            let written = self.block(&block)?;
            let tally = self.done.tallies.entry(block.shard).or_default();
            self.columns.take_nulled(&mut tally.nulled);
            self.done.json += block.bytes.len() as u64;
            raw += block.raw;
            let json = block.bytes.len() as u64;
            self.shared.observer.progress(Progress {
                bytes: std::mem::take(&mut raw),
                json,
                records: written,
            });
        }
        self.close()
    }

    fn block(&mut self, block: &Block) -> Result<u64, Error> {
        for long in &block.long {
            self.reject(block.shard, *long, 0, "line too long", b"")?;
        }
        let mut written = 0;
        for (number, offset, line) in block.lines() {
            match self.extract(line) {
                Ok(()) => {
                    self.write(block.shard, number, line)?;
                    if shape::is_sampled(number) {
                        self.look(block.shard, line);
                    }
                    written += 1;
                }
                Err((reason, at)) => {
                    self.columns.undo();
                    let place = Span { line: number, start: offset, bytes: line.len() as u64 };
                    self.reject(block.shard, place, at as u64, reason, line)?;
                }
            }
        }
        Ok(written)
    }

    /// Puts a record into the columns, or says why it is none, and where in the line.
    fn extract(&mut self, line: &[u8]) -> Result<(), (&'static str, usize)> {
        one::extract(&mut self.extractor, &mut self.columns, self.shared.id, line)
    }

    fn write(&mut self, shard: usize, line: u64, record: &[u8]) -> Result<(), Error> {
        let shared = self.shared;
        let part = match &mut self.part {
            Some(part) => part,
            None => {
                let number = shared.next.fetch_add(1, Ordering::Relaxed);
                if i32::try_from(number).is_err() {
                    return Err(Error::Full(shared.entity.name.to_owned(), "parts"));
                }
                let part =
                    PartWriter::new(shared.entity, shared.folder, number, shared.options.records)?;
                self.part.insert(part)
            }
        };
        let (number, row) = (part.number, part.rows());
        self.columns.finish_row();
        let order = keys::order(shared.positions.get(shard).copied().unwrap_or(shard), line);
        self.keys.push(&self.columns, number, row, order)?;
        let tally = self.done.tallies.entry(shard).or_default();
        watch::count(shared.watched, &self.columns, &mut tally.filled);
        part.push(&mut self.columns, record)?;
        tally.records += 1;
        match tally.slices.last_mut() {
            Some(slice) if slice.part == number && slice.first + slice.rows == row => {
                slice.rows += 1
            }
            _ => tally.slices.push(Slice { part: number, first: row, rows: 1 }),
        }
        if row + 1 >= shared.options.rows_a_part { self.close() } else { Ok(()) }
    }

    /// Takes the paths of a record.
    fn look(&mut self, shard: usize, record: &[u8]) {
        let tally = self.done.tallies.entry(shard).or_default();
        if tally.paths.is_empty() {
            tally.paths.push(Default::default());
        }
        if let (Ok(text), Some((_, seen))) = (str::from_utf8(record), tally.paths.first_mut()) {
            self.shape.take(text, seen);
        }
    }

    fn close(&mut self) -> Result<(), Error> {
        if let Some(part) = self.part.take() {
            self.keys.spill(part.number)?;
            self.done.parts.push(part.finish(&mut self.columns, self.shared.folder)?);
        }
        Ok(())
    }

    fn reject(
        &mut self,
        shard: usize,
        place: Span,
        at: u64,
        reason: &'static str,
        text: &[u8],
    ) -> Result<(), Error> {
        let tally = self.done.tallies.entry(shard).or_default();
        *tally.rejects.entry(reason).or_default() += 1;
        let Some(shard) = self.shared.shards.get(shard) else { return Ok(()) };
        self.shared.rejects.add(&place.reject(&shard.path, at, reason, text))
    }
}
