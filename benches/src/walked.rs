//! Walks over the matches of a query, without their records: by cursor, and as an export goes.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::Result;
use serapeum::aio;
use serapeum_model::{Field, Query, Source, Start};
use serapeum_query::{Address, Order, Walk};

/// The first `most` addresses by cursor, `step` a page, and how long each page took.
///
/// # Errors
/// What the engine says.
pub async fn by_cursor(
    lake: &aio::Lake,
    (source, query): (&'static Source, &Query),
    step: u32,
    most: usize,
) -> Result<(Vec<Address>, Vec<Duration>)> {
    let (mut walked, mut pages, mut start) = (Vec::new(), Vec::new(), Start::First);
    while walked.len() < most {
        let started = Instant::now();
        let located = lake.engine().located(source, query, &start, step).await?;
        pages.push(started.elapsed());
        walked.extend(located.addresses);
        let Some(next) = located.next else { break };
        start = Start::After(next);
    }
    Ok((walked, pages))
}

/// The first `most` addresses, with these columns, as an export writes them.
///
/// # Errors
/// What the engine says.
pub async fn exported(
    lake: &aio::Lake,
    (source, query): (&'static Source, &Query),
    columns: &[Field],
    order: Order,
    most: usize,
) -> Result<Vec<Address>> {
    let mut walk = Walk::new(Arc::clone(lake.engine()), source, query, columns.to_vec(), order)?;
    let mut exported = Vec::new();
    while let Some(batch) = walk.next(most - exported.len()).await? {
        exported.extend(serapeum_query::addresses(&batch));
        if exported.len() >= most {
            break;
        }
    }
    Ok(exported)
}
