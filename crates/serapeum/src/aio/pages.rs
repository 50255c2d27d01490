//! A table's records page by page.

use serapeum_model::{Answer, Ask, BadRequest, Cursor, Start};

use super::Table;
use crate::{Error, table::Page};

/// A walk over the records of a table.
#[derive(Debug)]
pub struct Pages {
    table: Table,
    size: u32,
    start: Option<Start>,
}

impl Pages {
    pub(super) fn new(table: Table, size: u32) -> Pages {
        Pages { table, size: size.max(1), start: Some(Start::First) }
    }

    /// Goes on after the page with this cursor.
    ///
    /// # Errors
    /// A text that is no cursor.
    pub fn resume(mut self, cursor: &str) -> Result<Pages, Error> {
        let bad = || Error::plain(BadRequest::paging("cursor", "this is no cursor of a page"));
        self.start = Some(Start::After(Cursor::decode(cursor).ok_or_else(bad)?));
        Ok(self)
    }

    /// The next page, or `None` after the last.
    ///
    /// # Errors
    /// A cursor of another query or version, a lake without records, or a failure of the lake or the engine.
    pub async fn next(&mut self) -> Result<Option<Page>, Error> {
        let Some(start) = self.start.take() else { return Ok(None) };
        let query = self.table.query(Ask::Page { start, size: self.size })?;
        let answer = self.table.lake.engine.answer(self.table.source()?, &query).await;
        let answer = answer.map_err(|error| match error {
            serapeum_query::Error::Request(error) => Error::plain(error),
            error => error.into(),
        })?;
        let Answer::Page { total, records, next, .. } = answer else { return Ok(None) };
        let page = Page { total, records, cursor: next.as_ref().map(Cursor::encode) };
        self.start = next.map(Start::After);
        Ok(Some(page).filter(|page| !page.records.is_empty()))
    }
}
