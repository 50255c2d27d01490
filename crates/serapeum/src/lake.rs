//! The blocking face of a lake.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use arrow::record_batch::RecordBatch;
use datafusion::prelude::SessionContext;
use serapeum_model::{Entity, Reply};
use serapeum_query::{Options, Sql};
use tokio::runtime::{Handle, Runtime};

use crate::{Error, ExportOptions, ExportSummary, Progress, Table, aio};

/// Bytes of stack of each thread that answers: conditions are computed within each other. Memory is taken as it is
/// used.
const STACK: usize = 16 << 20;

/// A lake at one version.
#[derive(Debug)]
pub struct Lake {
    inner: aio::Lake,
    runtime: Runtime,
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
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.thread_stack_size(STACK);
        if options.threads > 0 {
            builder.worker_threads(options.threads);
        }
        let path = path.into();
        let runtime =
            builder.enable_all().build().map_err(|error| Error::Io(path.clone(), error))?;
        Ok(Lake { inner: aio::Lake::open_with(path, options)?, runtime })
    }

    /// Brings back the limits and leniencies of the hosted services.
    pub fn strict(mut self, strict: bool) -> Lake {
        self.inner = self.inner.strict(strict);
        self
    }

    /// Answers with records as they stand in the snapshot, byte for byte, instead of as the API shows them.
    pub fn raw(mut self, raw: bool) -> Lake {
        self.inner = self.inner.raw(raw);
        self
    }

    /// Answers with lists whole that the API cuts short, such as the authors of a work among works.
    pub fn whole(mut self, whole: bool) -> Lake {
        self.inner = self.inner.whole(whole);
        self
    }

    /// Whether the id of a record that was merged into another is answered with that one, as it is unless told
    /// otherwise, or is not found.
    pub fn successors(mut self, successors: bool) -> Lake {
        self.inner = self.inner.successors(successors);
        self
    }

    /// The same lake without blocking.
    pub fn aio(&self) -> &aio::Lake {
        &self.inner
    }

    /// Answers a request in the API's own JSON: `source/path?parameters`, or the URL of the hosted API.
    ///
    /// # Errors
    /// [`Error::Request`] with the API's own reply where the request is at fault, or a record does not exist.
    pub fn get(&self, request: &str) -> Result<String, Error> {
        self.block(self.inner.get(request))?
    }

    /// Answers a request, with the status.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub fn reply(&self, request: &str) -> Result<Reply, Error> {
        self.block(self.inner.reply(request))?
    }

    /// The statements that answer a request, as they run.
    ///
    /// # Errors
    /// As [`Lake::get`].
    pub fn explain(&self, request: &str) -> Result<Vec<Sql>, Error> {
        let (source, request) = self.inner.read(request)?;
        self.block(self.inner.statements(source, &request))?
    }

    /// A table, to be asked with typed fields.
    pub fn table(&self, entity: &'static Entity) -> Table<'_> {
        Table { lake: self, inner: self.inner.table(entity) }
    }

    /// The tables in a DataFusion session, as `source.entity`. Its methods are asynchronous: see [`Lake::block`].
    ///
    /// # Errors
    /// None at present; a session may come to be made on demand.
    pub fn session(&self) -> Result<&SessionContext, Error> {
        Ok(self.inner.session())
    }

    /// Runs a SELECT in DataFusion's SQL over the tables, as `source.entity`.
    ///
    /// # Errors
    /// What the engine says; a statement that is no SELECT.
    pub fn select(&self, text: &str) -> Result<Vec<RecordBatch>, Error> {
        Ok(self.block(self.inner.engine().select(text))??)
    }

    /// Writes everything that a request matches, as it is found, in bounded memory: whole records, columns or a long
    /// table, as the options say. In the request's order where it names one, else in the lake's. Paging parameters do
    /// not matter.
    ///
    /// ```
    /// use serapeum::{ExportOptions, Format, Lake};
    /// # let (_folder, path) = serapeum::doc_lake();
    /// let lake = Lake::open(path)?;
    /// let mut options = ExportOptions::new(Format::Csv);
    /// options.columns = vec!["id".into(), "publication_year".into()];
    /// let mut csv = Vec::new();
    /// let summary = lake.export("openalex/works?filter=is_oa:true", &options, &mut csv, &mut |_| {})?;
    /// assert!(csv.starts_with(b"id,publication_year\nhttps://openalex.org/W"));
    /// assert_eq!(summary.records, summary.total);
    /// # Ok::<(), serapeum::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Lake::get`]; an option that names nothing; what the writer says.
    pub fn export(
        &self,
        request: &str,
        options: &ExportOptions,
        to: &mut (dyn Write + Send),
        progress: Progress<'_>,
    ) -> Result<ExportSummary, Error> {
        self.block(self.inner.export(request, options, to, progress))?
    }

    /// As [`Lake::export`], into a file. It is written aside, so that a file of this name is always whole. Should the
    /// export be interrupted, the same call with [`ExportOptions::resume`] goes on with it.
    ///
    /// ```
    /// use serapeum::{ExportOptions, Lake};
    /// # let (folder, path) = serapeum::doc_lake();
    /// # let file = folder.as_ref().unwrap().path().join("authors.parquet");
    /// let lake = Lake::open(path)?;
    /// let mut options = ExportOptions::for_file(&file)?;
    /// options.explode = Some("authorships".into());
    /// options.resume = true;
    /// let summary = lake.export_file("openalex/works", &options, &file, &mut |_| {})?;
    /// assert!(summary.rows > summary.records && file.exists());
    /// # Ok::<(), serapeum::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Lake::export`]; [`Error::Resume`] where what was interrupted was another export.
    pub fn export_file(
        &self,
        request: &str,
        options: &ExportOptions,
        path: &Path,
        progress: Progress<'_>,
    ) -> Result<ExportSummary, Error> {
        self.block(self.inner.export_file(request, options, path, progress))?
    }

    /// The lake without blocking, and the threads that it works on.
    pub(crate) fn into_parts(self) -> (aio::Lake, Runtime) {
        (self.inner, self.runtime)
    }

    /// Waits for a future, such as one of [`Lake::session`]'s.
    ///
    /// # Errors
    /// [`Error::InsideRuntime`] inside a Tokio runtime, which waiting would stop.
    pub fn block<F: Future>(&self, future: F) -> Result<F::Output, Error> {
        if Handle::try_current().is_ok() {
            return Err(Error::InsideRuntime);
        }
        Ok(self.runtime.block_on(future))
    }
}

/// A lake of a small synthetic snapshot of each source that can be imitated, made once a process.
pub(crate) fn example() -> (Option<tempfile::TempDir>, PathBuf) {
    let make = |folder: &Path| -> Result<(), Box<dyn std::error::Error>> {
        for (name, generate) in serapeum_sample::SOURCES {
            let Some(source) = serapeum_sources::source(name) else { continue };
            let snapshot = folder.join(name);
            let options = serapeum_sample::Options { records: 60, ..Default::default() };
            generate(&snapshot, &options, &())?;
            let options = serapeum_ingest::Options::default();
            serapeum_ingest::ingest(source, &snapshot, &folder.join("lake"), &options, &())?;
        }
        Ok(())
    };
    match tempfile::tempdir() {
        Ok(folder) if make(folder.path()).is_ok() => {
            let lake = folder.path().join("lake");
            (Some(folder), lake)
        }
        _ => (None, PathBuf::from("lake")),
    }
}
