//! Pages of records, and single ones.

use datafusion::arrow::{array::AsArray as _, datatypes::Int32Type, record_batch::RecordBatch};
use futures::TryStreamExt as _;
use serapeum_model::{
    Answer, Ask, BadRequest, Comparison, Cursor, Place, Predicate, Query, Source, Start, Value,
};

use crate::{
    Engine, Error,
    engine::query_digest,
    scalar,
    statements::{self, Cut},
    windows::{Address, Window},
};

/// What is told of a cursor where the rows are not those that it was made from.
pub(crate) const OTHER_ROWS: &str =
    "the lake was updated since, or it is of another lake: start again with cursor=*";

/// The places of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// How many records match in all.
    pub total: u64,
    /// Where the page's records are, in order.
    pub addresses: Vec<Address>,
    /// Where the next page starts.
    pub next: Option<Cursor>,
}

impl Engine {
    pub(crate) async fn one(&self, source: &Source, query: &Query) -> Result<Answer, Error> {
        let manifest = self.manifest(source, query.entity)?;
        let addresses = match self.looked_up(source, query)? {
            Some(addresses) => addresses,
            None => self.locate(source, query, None, 1, 0).await?,
        };
        Ok(Answer::One(self.fetch(manifest, &addresses)?.pop()))
    }

    pub(crate) async fn page(
        &self,
        source: &Source,
        query: &Query,
        start: &Start,
        size: u32,
    ) -> Result<Answer, Error> {
        let located = self.located(source, query, start, size).await?;
        let manifest = self.manifest(source, query.entity)?;
        let records = self.gather(manifest, &located.addresses).await?;
        let scores = self.scores(source, query, &located.addresses).await?;
        let sums = self.sums(source, query).await?;
        let facets = self.groups_of_each(source, query, &query.facets).await?;
        Ok(Answer::Page { total: located.total, records, scores, next: located.next, sums, facets })
    }

    /// The places of a page: phase one of answering it.
    ///
    /// # Errors
    /// A cursor of another query or version, or a failure of the lake or the engine.
    pub async fn located(
        &self,
        source: &Source,
        query: &Query,
        start: &Start,
        size: u32,
    ) -> Result<Located, Error> {
        let manifest = self.manifest(source, query.entity)?;
        let implied = match start {
            Start::After(cursor) => implied(source, query, cursor),
            _ => None,
        };
        let query = implied.as_ref().unwrap_or(query);
        if let Some(sample) = &query.sample {
            return self.sampled(source, query, sample, start, size).await;
        }
        let digest = query_digest(source, query);
        let size = u64::from(size);
        let (total, addresses, window) = match start {
            Start::Skip(0) => {
                let page = self.locate(source, query, None, size, 0);
                let (total, addresses) = self.counted(source, query, page).await?;
                return Ok(Located { total, addresses, next: None });
            }
            Start::Skip(skip) => {
                let total = self.number(&statements::count(source.name, query)).await?;
                let addresses = match *skip < total {
                    true => self.locate(source, query, None, size, *skip).await?,
                    false => Vec::new(),
                };
                return Ok(Located { total, addresses, next: None });
            }
            Start::First | Start::Beyond(_) => {
                let (addresses, window) =
                    self.open(source, query, None, size, Window::first(size)).await?;
                // A window that begins at the first record may hold all.
                let total = match window.all().filter(|_| *start == Start::First) {
                    Some(all) => all,
                    None => self.number(&statements::count(source.name, query)).await?,
                };
                (total, addresses, window)
            }
            Start::After(cursor) => {
                let Place::Record { part, row } = cursor.place else {
                    return Err(foreign("it belongs to a list of groups"));
                };
                if cursor.query != digest {
                    return Err(foreign("it belongs to another filter, sort or entity"));
                }
                if cursor.rows != manifest.rows_digest() {
                    return Err(foreign(OTHER_ROWS));
                }
                let kept = self.windows.get(digest, (part, row));
                let next = kept.as_ref().map_or(Window::first(size), Window::next);
                let told = kept.and_then(|mut window| Some((window.page(size as usize)?, window)));
                let (addresses, window) = match told {
                    Some(told) => told,
                    None => {
                        let keys = self.keys(source, query, (part, row)).await?;
                        self.open(source, query, Some(&keys), size, next.max(size)).await?
                    }
                };
                (cursor.total, addresses, window)
            }
        };
        let next = addresses.last().filter(|_| addresses.len() as u64 == size).map(|last| {
            self.windows.put(digest, *last, window);
            let place = Place::Record { part: last.0, row: last.1 };
            Cursor { rows: manifest.rows_digest(), query: digest, total, place }
        });
        Ok(Located { total, addresses, next })
    }

    /// Locates a window and tells its first page.
    async fn open(
        &self,
        source: &Source,
        query: &Query,
        after: Option<&[Option<Value>]>,
        size: u64,
        window: u64,
    ) -> Result<(Vec<Address>, Window), Error> {
        let addresses = self.locate(source, query, after, window, 0).await?;
        let last = (addresses.len() as u64) < window;
        let mut window = Window::new(addresses, last);
        // The window holds at least a page, or it is the last.
        let page = window.page(size as usize).unwrap_or_default();
        Ok((page, window))
    }

    /// The place of a record that is asked for by a value with a lookup: what the statement tells, without planning it.
    fn looked_up(&self, source: &Source, query: &Query) -> Result<Option<Vec<Address>>, Error> {
        match &query.filter {
            Predicate::Compare { field, comparison: Comparison::Equal, value }
                if !field.kind.folds() =>
            {
                let found = self.find(source, query.entity, *field, value)?;
                // Of several, the order of the query tells the first.
                Ok(found.filter(|found| found.len() <= 1))
            }
            _ => Ok(None),
        }
    }

    pub(crate) async fn locate(
        &self,
        source: &Source,
        query: &Query,
        after: Option<&[Option<Value>]>,
        size: u64,
        skip: u64,
    ) -> Result<Vec<Address>, Error> {
        let rows = self.manifest(source, query.entity)?.parts.iter().map(|part| part.rows).sum();
        let cut = Cut::new(size, skip, rows);
        let sql = statements::locate(source.name, query, after, cut);
        let mut skip = cut.ahead as usize;
        let mut stream = self.stream(&sql).await?;
        let mut addresses = Vec::new();
        // What is read to its end can be kept.
        while cut.ends() || addresses.len() < size as usize {
            let Some(batch) = stream.try_next().await? else { break };
            let passed = skip.min(batch.num_rows());
            skip -= passed;
            let wanted = (batch.num_rows() - passed).min(size as usize - addresses.len());
            append(&mut addresses, &batch.slice(passed, wanted));
        }
        Ok(addresses)
    }

    /// The sort keys of the row that a cursor names.
    pub(crate) async fn keys(
        &self,
        source: &Source,
        query: &Query,
        (part, row): Address,
    ) -> Result<Vec<Option<Value>>, Error> {
        let batches = self.collect(&statements::row(source.name, query, part, row)).await?;
        let batch = batches.iter().find(|batch| batch.num_rows() == 1);
        let batch = batch.ok_or_else(|| foreign("its record does not exist"))?;
        Ok(batch.columns().iter().map(|column| scalar::value(column, 0)).collect())
    }

    /// The statements of a query as they run: with the condition after its cursor.
    ///
    /// # Errors
    /// As [`Engine::answer`].
    pub async fn statements(
        &self,
        source: &Source,
        query: &Query,
    ) -> Result<Vec<crate::Sql>, Error> {
        if let Ask::Page { start: Start::After(cursor), .. } = &query.ask
            && let Place::Record { part, row } = cursor.place
        {
            let implied = implied(source, query, cursor);
            let query = implied.as_ref().unwrap_or(query);
            let keys = self.keys(source, query, (part, row)).await?;
            return Ok(statements::statements(source.name, query, Some(&keys)));
        }
        Ok(statements::statements(source.name, query, None))
    }
}

/// The query in the order that its cursor was made in, where the request names none and the cursor tells.
fn implied(source: &Source, query: &Query, cursor: &Cursor) -> Option<Query> {
    if cursor.query == query_digest(source, query) {
        return None;
    }
    let orders = query.orders.iter();
    let mut queries = orders.map(|sort| Query { sort: sort.clone(), ..query.clone() });
    queries.find(|query| cursor.query == query_digest(source, query))
}

/// The addresses (part, row) in the first two columns of a batch.
pub fn addresses(batch: &RecordBatch) -> Vec<Address> {
    let mut addresses = Vec::with_capacity(batch.num_rows());
    append(&mut addresses, batch);
    addresses
}

fn append(addresses: &mut Vec<Address>, batch: &RecordBatch) {
    let parts = batch.column(0).as_primitive::<Int32Type>().values();
    let rows = batch.column(1).as_primitive::<Int32Type>().values();
    addresses.extend(
        parts.iter().zip(rows).map(|(part, row)| (part.cast_unsigned(), row.cast_unsigned())),
    );
}

pub(crate) fn foreign(why: &str) -> Error {
    BadRequest::paging("cursor", format!("Cursor value is invalid: {why}.")).into()
}
