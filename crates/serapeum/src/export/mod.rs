//! Every match of a request, written as it is found: whole records, columns, or long tables.
//!
//! ```text
//! Walk --addresses--> pieces that share no page --records--> lines, or rows of a long table --\
//! Walk --rows of the table--> ----------------------------------> rows as the API spells them --+--> text or segments
//! ```
//!
//! A few pieces are worked on at a time, on as many threads; they are written in their order.

mod aside;
mod cells;
mod columns;
mod explode;
mod json;
mod options;
mod pack;
mod plan;
mod segment;
mod sink;
mod spelling;
mod texts;

use std::{
    collections::VecDeque,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow::array::RecordBatch;
use serapeum_model::{Answer, Ask, BadRequest, Class, Request, Source, Start, digest};
use serapeum_query::{Engine, Order, Walk};
use tokio::task::JoinHandle;

pub use self::options::{Compression, ExportOptions, Format};
use self::{
    aside::{Aside, Reached, Task},
    plan::{Piece, Plan, Product},
    sink::{Out, Sink},
};
use crate::{Error, aio};

/// How far an export is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExportSummary {
    /// How many records match.
    pub total: u64,
    /// How many are written.
    pub records: u64,
    /// How many of these had been written when an interrupted export was gone on with.
    pub resumed: u64,
    /// How many rows are written: one for each record, but those of a long table are others.
    pub rows: u64,
    /// How many bytes are written.
    pub bytes: u64,
}

/// Where an export goes.
pub(crate) enum To<'w> {
    Writer(&'w mut (dyn Write + Send)),
    File(&'w Path),
}

/// Tells how far an export is.
pub type Progress<'p> = &'p mut (dyn FnMut(&ExportSummary) + Send);

/// Rows of the table in a piece.
const ROWS: usize = 8_192;
/// Addresses located at a time where the order is the request's.
const ADDRESSES: usize = 65_536;
/// Bytes of records in a piece, about.
const BYTES: u64 = 4 << 20;

/// How many records of an interrupted export of this file are written, or `None` where none was interrupted.
pub fn interrupted(path: &Path) -> Option<u64> {
    aside::interrupted(path)
}

pub(crate) async fn export(
    lake: &aio::Lake,
    text: &str,
    options: &ExportOptions,
    to: To<'_>,
    progress: Progress<'_>,
) -> Result<ExportSummary, Error> {
    let (source, mut request) = lake.read(text)?;
    exportable(source, &request)?;
    let single = request.query.ask == Ask::One;
    // Pages are of no concern, wherever they start.
    request.query.ask = Ask::Page { start: Start::Skip(0), size: 1 };
    let plan = Arc::new(Plan::new(source, request, options)?);
    let engine = lake.engine();
    let total = count(engine, &plan).await?;
    if single && total == 0 {
        return Err(missing(source, &plan.request));
    }
    let mut opened = match &to {
        To::File(path) if special(path)? => Some(device(path, options)?),
        _ => None,
    };
    let out = match (to, &mut opened) {
        (_, Some(device)) => Out::Writer(device),
        (To::Writer(_), None) if options.resume => {
            let text = "only a file can be resumed, not what is written to a stream";
            return Err(Error::Option(text.to_owned()));
        }
        (To::Writer(writer), None) => Out::Writer(writer),
        (To::File(path), None) => {
            Out::File(Aside::open(path, task(engine, &plan, text)?, options.resume)?)
        }
    };
    let mut sink = Sink::new(&plan, out)?;
    let resumed = sink.reached().records;
    let told = |reached: &Reached| {
        let Reached { records, rows, bytes, .. } = *reached;
        ExportSummary { total, records, resumed, rows, bytes }
    };
    progress(&told(sink.reached()));
    let mut pieces = Pieces::new(engine, &plan, sink.reached())?;
    let mut working: VecDeque<JoinHandle<Result<Product, Error>>> = VecDeque::new();
    loop {
        while working.len() <= engine.threads() {
            let Some(piece) = pieces.next().await? else { break };
            let (engine, plan) = (Arc::clone(engine), Arc::clone(&plan));
            working.push_back(tokio::task::spawn_blocking(move || plan.produce(&engine, piece)));
        }
        let Some(product) = working.pop_front() else { break };
        sink.put(product.await.map_err(broken)??)?;
        progress(&told(sink.reached()));
    }
    let summary = told(&sink.finish()?);
    progress(&summary);
    Ok(summary)
}

/// What is left to do, a piece at a time. Where a piece ends depends only on where it starts, so that an export that
/// is gone on with makes the same pieces.
struct Pieces<'e> {
    engine: &'e Arc<Engine>,
    plan: &'e Plan,
    walk: Walk,
    /// How many records the walk has told, in the request's order.
    done: u64,
    ready: VecDeque<Piece>,
}

impl<'e> Pieces<'e> {
    fn new(
        engine: &'e Arc<Engine>,
        plan: &'e Plan,
        reached: &Reached,
    ) -> Result<Pieces<'e>, Error> {
        let order = if plan.request.ordered {
            Order::Query(reached.records)
        } else {
            Order::Lake(reached.last)
        };
        let (query, fields) = (&plan.request.query, plan.fields().to_vec());
        let walk = Walk::new(Arc::clone(engine), plan.source, query, fields, order)?;
        Ok(Pieces { engine, plan, walk, done: reached.records, ready: VecDeque::new() })
    }

    async fn next(&mut self) -> Result<Option<Piece>, Error> {
        while self.ready.is_empty() {
            let Some(rows) = self.walk.next(self.size()).await? else { return Ok(None) };
            self.done += rows.num_rows() as u64;
            self.cut(rows)?;
        }
        Ok(self.ready.pop_front())
    }

    fn size(&self) -> usize {
        match (self.plan.is_of_records(), self.plan.request.ordered) {
            (false, _) => ROWS,
            // Up to the place where it would have ended without an interruption.
            (true, true) => ADDRESSES - (self.done % ADDRESSES as u64) as usize,
            // All of a part, which is a million at most.
            (true, false) => usize::MAX,
        }
    }

    fn cut(&mut self, rows: RecordBatch) -> Result<(), Error> {
        if !self.plan.is_of_records() {
            self.ready.push_back(Piece::Rows(rows));
            return Ok(());
        }
        let manifest = self.engine.manifest(self.plan.source, self.plan.request.query.entity)?;
        let addresses = serapeum_query::addresses(&rows);
        for piece in self.engine.pieces(manifest, &addresses, BYTES)? {
            let piece = addresses.get(piece).unwrap_or_default();
            self.ready.push_back(Piece::Records(piece.to_vec()));
        }
        Ok(())
    }
}

/// Refuses what is no list of records.
fn exportable(source: &'static Source, request: &Request) -> Result<(), Error> {
    let (name, text) = match request.query.ask {
        Ask::Page { .. } | Ask::One => return Ok(()),
        Ask::Groups(_) | Ask::Facets(_) => {
            ("group_by", "groups are not exported: ask for them with `get`")
        }
        Ask::Nothing => ("path", "the answer has no records of the lake: ask for it with `get`"),
        Ask::Each(_) => ("path", "suggestions are not exported: ask for them with `get`"),
        Ask::Random(_) => ("path", "a random record is not exported: ask for it with `get`"),
    };
    let error = BadRequest::query(name, text);
    Err(Error::Request { reply: source.dialect.write_error(&error), error: error.into() })
}

fn missing(source: &'static Source, request: &Request) -> Error {
    let text = format!("no record of {} has this identifier", request.query.entity.name);
    let reply = source.dialect.write(request, &Answer::One(None), 0);
    Error::Request { error: BadRequest::new(Class::Missing, "path", text).into(), reply }
}

async fn count(engine: &Engine, plan: &Plan) -> Result<u64, Error> {
    let query = &plan.request.query;
    let total = engine.count(plan.source, query).await?;
    Ok(query.sample.map_or(total, |sample| total.min(sample.size)))
}

/// What the export is of, for those who want to go on with it.
fn task(engine: &Engine, plan: &Plan, text: &str) -> Result<Task, Error> {
    let query = &plan.request.query;
    let manifest = engine.manifest(plan.source, query.entity)?;
    // A list of values may make a request of megabytes.
    let mut request: String = text.chars().take(500).collect();
    if request.len() < text.len() {
        request.push_str(&format!("… ({:016x})", digest(text)));
    }
    let order = (&query.sort, &query.sample, plan.request.ordered, &plan.request.form);
    let meaning = format!("{} {:?} {order:?}", manifest.key(), query.filter);
    Ok(Task {
        program: format!("serapeum {}", env!("CARGO_PKG_VERSION")),
        request: format!("`{request}`"),
        query: format!("{:016x}", digest(&meaning)),
        options: plan.options.identity(),
        lake: format!("{} {} of {}", manifest.key(), manifest.number, manifest.created),
    })
}

/// Whether a path names something other than a file, such as a pipe.
fn special(path: &Path) -> Result<bool, Error> {
    match fs::metadata(path) {
        Ok(known) if known.is_dir() => {
            Err(Error::Io(path.to_owned(), io::ErrorKind::IsADirectory.into()))
        }
        Ok(known) => Ok(!known.is_file()),
        Err(_) => Ok(false),
    }
}

fn device(path: &Path, options: &ExportOptions) -> Result<File, Error> {
    if options.resume {
        let text = format!("{} is no file, so it cannot be resumed", path.display());
        return Err(Error::Option(text));
    }
    File::options().write(true).open(path).map_err(|error| Error::Io(path.to_owned(), error))
}

fn broken(error: tokio::task::JoinError) -> Error {
    Error::Io(PathBuf::from("a thread of the export"), io::Error::other(error))
}
