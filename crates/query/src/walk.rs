//! Every match, one after another, from any place on. Nothing is kept but what is on its way.

use std::{collections::VecDeque, mem, sync::Arc};

use datafusion::{
    arrow::{compute::concat_batches, record_batch::RecordBatch},
    common::DataFusionError,
    physical_plan::SendableRecordBatchStream,
};
use futures::TryStreamExt as _;
use serapeum_model::{Field, Query, Source};

use crate::{Address, Engine, Error, Sql, statements};

/// In what order a walk goes, and where it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As the records lie in the lake, after this one. A part at a time: nothing is sorted.
    Lake(Option<Address>),
    /// The query's own, after so many. Everything is sorted, on disk where it does not fit into memory.
    Query(u64),
}

/// A walk over the matches of a query.
pub struct Walk {
    engine: Arc<Engine>,
    source: &'static str,
    query: Query,
    columns: Vec<Field>,
    /// The statements to come.
    parts: VecDeque<Step>,
    stream: Option<SendableRecordBatchStream>,
    /// How many rows are passed over.
    skip: u64,
    held: Vec<RecordBatch>,
}

enum Step {
    Everything,
    Part(u32, Option<u32>),
}

impl std::fmt::Debug for Walk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Walk").field("query", &self.query).finish_non_exhaustive()
    }
}

impl Walk {
    /// A walk over the matches of a query that tells their addresses, and these columns.
    ///
    /// # Errors
    /// An entity that was not ingested.
    pub fn new(
        engine: Arc<Engine>,
        source: &'static Source,
        query: &Query,
        columns: Vec<Field>,
        order: Order,
    ) -> Result<Walk, Error> {
        let manifest = engine.manifest(source, query.entity)?;
        let (parts, skip) = match order {
            Order::Query(skip) => (VecDeque::from([Step::Everything]), skip),
            Order::Lake(after) => {
                let mut numbers: Vec<u32> = manifest.parts.iter().map(|p| p.number).collect();
                numbers.sort_unstable();
                let left = numbers.iter().filter(|number| after.is_none_or(|(p, _)| **number >= p));
                let step = |number: &u32| {
                    Step::Part(*number, after.filter(|(p, _)| p == number).map(|(_, row)| row))
                };
                (left.map(step).collect(), 0)
            }
        };
        let (source, query) = (source.name, query.clone());
        Ok(Walk { engine, source, query, columns, parts, stream: None, skip, held: Vec::new() })
    }

    /// The next rows: exactly as many as asked for, or those up to the end of a part. The first two columns are the
    /// address.
    ///
    /// # Errors
    /// A failure of the lake or the engine.
    pub async fn next(&mut self, rows: usize) -> Result<Option<RecordBatch>, Error> {
        loop {
            let Some(stream) = &mut self.stream else {
                let Some(sql) = self.statement() else { return Ok(None) };
                self.stream = Some(self.engine.stream(&sql).await?);
                continue;
            };
            let mut held: usize = self.held.iter().map(RecordBatch::num_rows).sum();
            while held < rows {
                let Some(batch) = stream.try_next().await? else { break };
                let passed = batch.num_rows().min(usize::try_from(self.skip).unwrap_or(usize::MAX));
                self.skip -= passed as u64;
                held += batch.num_rows() - passed;
                self.held.push(batch.slice(passed, batch.num_rows() - passed));
            }
            if held == 0 {
                self.stream = None;
                self.held.clear();
                continue;
            }
            return self.take(rows.min(held)).map(Some);
        }
    }

    fn statement(&mut self) -> Option<Sql> {
        let (source, query, columns) = (self.source, &self.query, &self.columns);
        Some(match self.parts.pop_front()? {
            Step::Everything => statements::everything(source, query, columns),
            Step::Part(part, after) => statements::part(source, query, columns, part, after),
        })
    }

    fn take(&mut self, rows: usize) -> Result<RecordBatch, Error> {
        let (mut taken, mut left) = (Vec::new(), rows);
        for batch in mem::take(&mut self.held) {
            let now = left.min(batch.num_rows());
            left -= now;
            if now > 0 {
                taken.push(batch.slice(0, now));
            }
            if now < batch.num_rows() {
                self.held.push(batch.slice(now, batch.num_rows() - now));
            }
        }
        match taken.as_slice() {
            [one] => Ok(one.clone()),
            // There is at least one row.
            several => {
                Ok(concat_batches(&several[0].schema(), several).map_err(DataFusionError::from)?)
            }
        }
    }
}
