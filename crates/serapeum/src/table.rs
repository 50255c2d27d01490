//! The blocking face of a table.

use arrow::record_batch::RecordBatch;
use datafusion::physical_plan::SendableRecordBatchStream;
use futures::StreamExt as _;
use serapeum_model::{Field, Predicate, SortKey, Value};
use serapeum_query::Sql;

use crate::{Columns, Error, Lake, aio};

/// A table with conditions; each method returns a narrower one.
#[derive(Debug, Clone)]
pub struct Table<'l> {
    pub(crate) lake: &'l Lake,
    pub(crate) inner: aio::Table,
}

/// How many records have a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The value, as the API shows it.
    pub key: String,
    /// The value, as it is stored.
    pub value: Value,
    /// The name of what the value identifies, where the lake knows it.
    pub label: Option<String>,
    /// How many records.
    pub count: u64,
}

/// A page of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// How many records match in all.
    pub total: u64,
    /// The records' own bytes.
    pub records: Vec<Vec<u8>>,
    /// Where to go on; `None` on the last page.
    pub cursor: Option<String>,
}

impl<'l> Table<'l> {
    /// Only records that also meet this. A value may be written in any spelling of its field; one that is none is an
    /// error of whatever is asked next.
    pub fn filter(&self, predicate: Predicate) -> Table<'l> {
        Table { lake: self.lake, inner: self.inner.clone().filter(predicate) }
    }

    /// Records in this order, after the keys given before.
    pub fn sort(&self, key: SortKey) -> Table<'l> {
        Table { lake: self.lake, inner: self.inner.clone().sort(key) }
    }

    /// Only these columns, for [`batches`](Table::batches).
    pub fn columns(&self, columns: impl Columns) -> Table<'l> {
        Table { lake: self.lake, inner: self.inner.clone().columns(columns) }
    }

    /// How many records there are.
    ///
    /// # Errors
    /// A wrong value in a filter, or a failure of the lake or the engine.
    pub fn count(&self) -> Result<u64, Error> {
        self.lake.block(self.inner.count())?
    }

    /// The statement that finds the records, as it runs.
    ///
    /// # Errors
    /// A wrong value in a filter.
    pub fn sql(&self) -> Result<Sql, Error> {
        self.inner.sql()
    }

    /// All groups by a field, the largest first.
    ///
    /// # Errors
    /// As [`Table::count`].
    pub fn group_by(&self, field: Field) -> Result<Vec<Counted>, Error> {
        self.lake.block(self.inner.group_by(field))?
    }

    /// The columns of the records as Arrow record batches, as they are read.
    ///
    /// # Errors
    /// As [`Table::count`].
    pub fn batches(&self) -> Result<Batches<'l>, Error> {
        let stream = self.lake.block(self.inner.batches())??;
        Ok(Batches { lake: self.lake, stream })
    }

    /// The records' own bytes, `size` at a time.
    pub fn pages(&self, size: u32) -> Pages<'l> {
        Pages { lake: self.lake, inner: Some(self.inner.pages(size)) }
    }
}

/// Record batches of a table.
pub struct Batches<'l> {
    lake: &'l Lake,
    stream: SendableRecordBatchStream,
}

impl Iterator for Batches<'_> {
    type Item = Result<RecordBatch, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.lake.block(self.stream.next()) {
            Ok(batch) => {
                batch.map(|batch| batch.map_err(|error| serapeum_query::Error::from(error).into()))
            }
            Err(error) => Some(Err(error)),
        }
    }
}

impl std::fmt::Debug for Batches<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Batches")
    }
}

/// A walk over the records of a table. Ends after the first error.
#[derive(Debug)]
pub struct Pages<'l> {
    lake: &'l Lake,
    inner: Option<aio::Pages>,
}

impl<'l> Pages<'l> {
    /// Goes on after the page with this cursor.
    ///
    /// # Errors
    /// A text that is no cursor.
    pub fn resume(self, cursor: &str) -> Result<Pages<'l>, Error> {
        let inner = self.inner.map(|inner| inner.resume(cursor)).transpose()?;
        Ok(Pages { lake: self.lake, inner })
    }
}

impl Iterator for Pages<'_> {
    type Item = Result<Page, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let pages = self.inner.as_mut()?;
        match self.lake.block(pages.next()) {
            Ok(Ok(Some(page))) => Some(Ok(page)),
            Ok(Ok(None)) => None,
            Ok(Err(error)) | Err(error) => {
                self.inner = None;
                Some(Err(error))
            }
        }
    }
}
