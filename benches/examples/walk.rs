#![allow(missing_docs)]
//! Walks over all matches of a request in pages: `walk LAKE REQUEST SIZE [CURSOR]`, with the records, or without them
//! where the lake has none. `SERAPEUM_WALK_TWICE=1` asks for each page twice and fails where the second is another.
//!
//! A line of JSON: how many pages and records, how long all took and the first page, a cursor in the middle, and digests
//! of the records told in all and after that cursor, so that a walk resumed there can be compared.

use std::{
    env,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    time::Instant,
};

use anyhow::{Result, bail, ensure};
use serapeum::Lake;
use serapeum_model::{Answer, Ask, Cursor, Query, Source, Start};
use serde_json::json;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (lake, request, size, cursor) = match arguments.as_slice() {
        [lake, request, size] => (lake, request, size, None),
        [lake, request, size, cursor] => (lake, request, size, Some(cursor)),
        _ => bail!("usage: walk LAKE REQUEST SIZE [CURSOR]"),
    };
    let twice = env::var_os("SERAPEUM_WALK_TWICE").is_some();
    let (lake, size) = (Lake::open(lake)?, size.parse()?);
    let (source, request) = lake.aio().read(request)?;
    let mut query = request.query;
    let mut start = match cursor {
        None => Start::First,
        Some(cursor) => match Cursor::decode(cursor) {
            Some(cursor) => Start::After(cursor),
            None => bail!("{cursor} is no cursor"),
        },
    };
    let (mut pages, mut records, mut first, mut half) = (0_u64, 0_u64, None, None);
    let (mut all, mut tail) = (DefaultHasher::new(), DefaultHasher::new());
    let started = Instant::now();
    loop {
        let page = ask(&lake, source, &mut query, &start, size)?;
        first.get_or_insert_with(|| started.elapsed());
        if twice {
            let again = ask(&lake, source, &mut query, &start, size)?;
            ensure!(again == page, "page {pages} is another when it is asked again");
        }
        (pages, records) = (pages + 1, records + page.found as u64);
        page.digest.hash(&mut all);
        if half.is_some() {
            page.digest.hash(&mut tail);
        }
        let Some(next) = page.next else { break };
        if half.is_none() && records >= page.total / 2 {
            half = Some(next.encode());
        }
        start = Start::After(next);
    }
    let told = json!({
        "pages": pages,
        "records": records,
        "seconds": started.elapsed().as_secs_f64(),
        "first": first.unwrap_or_default().as_secs_f64(),
        "half": half,
        "digest": all.finish(),
        "after_half": tail.finish(),
    });
    println!("{told}");
    Ok(())
}

/// What a page told.
#[derive(PartialEq)]
struct Page {
    found: usize,
    total: u64,
    next: Option<Cursor>,
    digest: u64,
}

fn ask(
    lake: &Lake,
    source: &'static Source,
    query: &mut Query,
    start: &Start,
    size: u32,
) -> Result<Page> {
    query.ask = Ask::Page { start: start.clone(), size };
    let engine = lake.aio().engine();
    let mut digest = DefaultHasher::new();
    if engine.manifest(source, query.entity)?.parts.iter().any(|part| part.records.is_none()) {
        let located = lake.block(engine.located(source, query, start, size))??;
        located.addresses.hash(&mut digest);
        let (found, total) = (located.addresses.len(), located.total);
        return Ok(Page { found, total, next: located.next, digest: digest.finish() });
    }
    let Answer::Page { total, records, next, .. } = lake.block(engine.answer(source, query))??
    else {
        bail!("the request asks for no page of records");
    };
    records.hash(&mut digest);
    Ok(Page { found: records.len(), total, next, digest: digest.finish() })
}
