//! The library without blocking: for use inside a Tokio runtime.
//!
//! ```
//! use serapeum::{aio, openalex::{WORKS, works as w}};
//! # let (_folder, path) = serapeum::doc_lake();
//! # tokio::runtime::Runtime::new().unwrap().block_on(async {
//! let lake = aio::Lake::open(path)?;
//! let open = lake.table(WORKS).filter(w::IS_OA.eq(true));
//! assert!(open.count().await? > 0);
//! # Ok::<(), serapeum::Error>(())
//! # }).unwrap();
//! ```

mod pages;

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use arrow::record_batch::RecordBatch;
use datafusion::{physical_plan::SendableRecordBatchStream, prelude::SessionContext};
use serapeum_model::{
    Answer, Ask, BadRequest, Class, Entity, Field, Grouping, Predicate, Query, Reply, Request,
    SortKey, Source,
};
use serapeum_query::{Engine, Options, Sql};

use crate::{
    Columns, Error, ExportOptions, ExportSummary, Progress, export::To, request::Address,
    table::Counted,
};

pub use pages::Pages;

/// A lake at one version. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Lake {
    engine: Arc<Engine>,
    strict: bool,
    raw: bool,
    whole: bool,
    successors: bool,
}

impl Lake {
    /// Opens the live version of a lake. Reads a few small files; writes nothing.
    ///
    /// # Errors
    /// That there is no lake, or what is wrong with it.
    pub fn open(path: impl Into<PathBuf>) -> Result<Lake, Error> {
        Lake::open_with(path, &Options::default())
    }

    /// Opens the live version of a lake, with bounds on what answering may use.
    ///
    /// # Errors
    /// As [`Lake::open`].
    pub fn open_with(path: impl Into<PathBuf>, options: &Options) -> Result<Lake, Error> {
        let lake = serapeum_lake::Lake::open(path)?;
        let engine = Engine::new(lake, serapeum_sources::ALL, options)?;
        let engine = Arc::new(engine);
        Ok(Lake { engine, strict: false, raw: false, whole: false, successors: true })
    }

    /// Brings back the limits and leniencies of the hosted services.
    pub fn strict(mut self, strict: bool) -> Lake {
        self.strict = strict;
        self
    }

    /// Answers with records as they stand in the snapshot, byte for byte, instead of as the API shows them.
    pub fn raw(mut self, raw: bool) -> Lake {
        self.raw = raw;
        self
    }

    /// Answers with lists whole that the API cuts short, such as the authors of a work among works.
    pub fn whole(mut self, whole: bool) -> Lake {
        self.whole = whole;
        self
    }

    /// Whether the id of a record that was merged into another is answered with that one, as it is unless told
    /// otherwise, or is not found.
    pub fn successors(mut self, successors: bool) -> Lake {
        self.successors = successors;
        self
    }

    /// The engine.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// The tables in a DataFusion session, as `source.entity`.
    pub fn session(&self) -> &SessionContext {
        self.engine.session()
    }

    /// Answers a request in the API's own JSON.
    ///
    /// # Errors
    /// [`Error::Request`] with the API's own reply where the request is at fault, or a record does not exist.
    pub async fn get(&self, request: &str) -> Result<String, Error> {
        let reply = self.reply(request).await?;
        Ok(String::from_utf8_lossy(&reply.body).into_owned())
    }

    /// Answers a request, with the status.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub async fn reply(&self, request: &str) -> Result<Reply, Error> {
        let (source, request) = self.read(request)?;
        Ok(self.answered(source, &request).await?.1)
    }

    /// Answers a request that was read: what was found, and what the API says of it.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub async fn answered(
        &self,
        source: &'static Source,
        request: &Request,
    ) -> Result<(Answer, Reply), Error> {
        let started = Instant::now();
        let answer = self.answer(source, request).await?;
        let millis = started.elapsed().as_millis() as u64;
        let reply = source.dialect.write(request, &answer, millis);
        if reply.status >= 400 {
            let text = match answer {
                Answer::One(None) => {
                    format!("no record of {} has this identifier", request.query.entity.name)
                }
                _ => format!("the answer has the status {}", reply.status),
            };
            let error = BadRequest::new(Class::Missing, "path", text);
            return Err(Error::Request { error: error.into(), reply });
        }
        Ok((answer, reply))
    }

    /// What a request asks, in terms of the tables.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub fn read(&self, request: &str) -> Result<(&'static Source, Request), Error> {
        let address = Address::parse(request, self.only())?;
        let read = address.source.dialect.read(&address.path, &address.params, self.strict);
        let mut request = read.map_err(|error| self.refuse(address.source, error))?;
        if self.raw && !request.form.select.is_empty() {
            let text = "raw records are told whole, byte for byte: select does not apply to them.";
            return Err(self.refuse(address.source, BadRequest::query("select", text)));
        }
        crate::origin::follow(&self.engine, address.source, &mut request)?;
        if self.successors {
            crate::merged::follow(&self.engine, address.source, &mut request)?;
        }
        request.form.raw = self.raw;
        request.form.whole = self.whole;
        crate::unfilled::note(&self.engine, address.source, &mut request);
        Ok((address.source, request))
    }

    /// Answers a request that was read.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub async fn answer(
        &self,
        source: &'static Source,
        request: &Request,
    ) -> Result<Answer, Error> {
        match self.engine.answer(source, &request.query).await {
            Ok(answer) => Ok(answer),
            Err(serapeum_query::Error::Request(error)) => Err(self.refuse(source, error)),
            Err(error) => Err(error.into()),
        }
    }

    /// The statements that answer a request.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub async fn statements(
        &self,
        source: &'static Source,
        request: &Request,
    ) -> Result<Vec<Sql>, Error> {
        Ok(self.engine.statements(source, &request.query).await?)
    }

    /// Writes what a request matches, as it is found: see [`crate::Lake::export`]. What is read and converted is on
    /// threads of its own; writing is not.
    ///
    /// # Errors
    /// As [`crate::Lake::export`].
    pub async fn export(
        &self,
        request: &str,
        options: &ExportOptions,
        to: &mut (dyn Write + Send),
        progress: Progress<'_>,
    ) -> Result<ExportSummary, Error> {
        crate::export::export(self, request, options, To::Writer(to), progress).await
    }

    /// Writes what a request matches into a file: see [`crate::Lake::export_file`].
    ///
    /// # Errors
    /// As [`crate::Lake::export_file`].
    pub async fn export_file(
        &self,
        request: &str,
        options: &ExportOptions,
        path: &Path,
        progress: Progress<'_>,
    ) -> Result<ExportSummary, Error> {
        crate::export::export(self, request, options, To::File(path), progress).await
    }

    /// A table, to be asked with typed fields.
    pub fn table(&self, entity: &'static Entity) -> Table {
        let of = |source: &&&'static Source| {
            source.entities.iter().any(|known| std::ptr::eq(*known, entity))
        };
        let source = serapeum_sources::ALL.iter().find(of).copied();
        Table {
            lake: self.clone(),
            source,
            entity,
            filter: Ok(Predicate::everything()),
            sort: Vec::new(),
            columns: Vec::new(),
        }
    }

    fn refuse(&self, source: &'static Source, error: BadRequest) -> Error {
        Error::Request { reply: source.dialect.write_error(&error), error: error.into() }
    }

    /// The one source of the lake, if it has only one.
    fn only(&self) -> Option<&'static Source> {
        let mut names: Vec<&str> = self
            .engine
            .lake()
            .manifests()
            .iter()
            .map(|manifest| manifest.source.as_str())
            .collect();
        names.dedup();
        match names.as_slice() {
            [name] => serapeum_sources::source(name),
            _ => None,
        }
    }
}

/// A table with conditions; each method returns a narrower one.
#[derive(Debug, Clone)]
pub struct Table {
    lake: Lake,
    source: Option<&'static Source>,
    entity: &'static Entity,
    filter: Result<Predicate, BadRequest>,
    sort: Vec<SortKey>,
    columns: Vec<Field>,
}

impl Table {
    /// Only records that also meet this. A value may be written in any spelling of its field; one that is none is an
    /// error of whatever is asked next.
    pub fn filter(mut self, predicate: Predicate) -> Table {
        self.filter = self.filter.and_then(|filter| Ok(filter.and(predicate.resolved()?)));
        self
    }

    /// Records in this order, after the keys given before.
    pub fn sort(mut self, key: SortKey) -> Table {
        self.sort.push(key);
        self
    }

    /// Only these columns, for [`batches`](Table::batches).
    pub fn columns(mut self, columns: impl Columns) -> Table {
        self.columns = columns.fields();
        self
    }

    /// How many records there are.
    ///
    /// # Errors
    /// A wrong value in a filter, or a failure of the lake or the engine.
    pub async fn count(&self) -> Result<u64, Error> {
        Ok(self.lake.engine.count(self.source()?, &self.query(Ask::One)?).await?)
    }

    /// The statement that finds the records, as it runs.
    ///
    /// # Errors
    /// A wrong value in a filter.
    pub fn sql(&self) -> Result<Sql, Error> {
        Ok(serapeum_query::columns(self.source()?.name, &self.query(Ask::One)?, &self.chosen()))
    }

    /// All groups by a field, the largest first.
    ///
    /// # Errors
    /// As [`Table::count`].
    pub async fn group_by(&self, field: Field) -> Result<Vec<Counted>, Error> {
        let ask = Ask::Groups(Grouping::of(field, u32::MAX));
        let answer = self.lake.engine.answer(self.source()?, &self.query(ask)?).await?;
        let Answer::Groups { groups, .. } = answer else { return Ok(Vec::new()) };
        let counted = groups.into_iter().filter_map(|group| {
            let value = group.key?;
            Some(Counted {
                key: field.kind.shown(&value),
                value,
                label: group.label,
                count: group.count,
            })
        });
        Ok(counted.collect())
    }

    /// The columns of the records as they are read.
    ///
    /// # Errors
    /// As [`Table::count`].
    pub async fn batches(&self) -> Result<SendableRecordBatchStream, Error> {
        Ok(self.lake.engine.stream(&self.sql()?).await?)
    }

    /// All batches at once.
    ///
    /// # Errors
    /// As [`Table::count`].
    pub async fn collect(&self) -> Result<Vec<RecordBatch>, Error> {
        Ok(self.lake.engine.collect(&self.sql()?).await?)
    }

    /// The records' own bytes, `size` at a time.
    pub fn pages(&self, size: u32) -> Pages {
        Pages::new(self.clone(), size)
    }

    fn source(&self) -> Result<&'static Source, Error> {
        let missing = || Error::Address(format!("`{}` is a table of no source", self.entity.name));
        self.source.ok_or_else(missing)
    }

    fn chosen(&self) -> Vec<Field> {
        if self.columns.is_empty() { self.entity.fields.to_vec() } else { self.columns.clone() }
    }

    fn query(&self, ask: Ask) -> Result<Query, Error> {
        let filter = self.filter.clone().map_err(Error::plain)?;
        Ok(Query { filter, sort: self.sort.clone(), ..Query::all(self.entity, ask) })
    }
}
