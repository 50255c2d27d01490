#![allow(missing_docs)]
//! Opens a lake once and answers requests from stdin, each some times: `ask LAKE RUNS THREADS`.
//!
//! A line is a request; or `count` and a request, of which then only the number of matches is asked; or `walk N` or
//! `export N` and a request, of whose matches the first N addresses are told, by cursor or with their ids as an export
//! goes. For each, a line of JSON: microseconds and milliseconds of processor time a run, and the answer.

use std::{
    env, fs,
    io::{BufRead as _, Write as _, stdin, stdout},
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use serapeum::Lake;
use serapeum_benches::{data, walked};
use serapeum_query::Order;
use serde_json::{Value, json};

/// How many addresses a page of a walk has.
const STEP: u32 = 200;
/// How many pages of a walk are told of at its beginning and its end.
const MANY: usize = 100;
/// Milliseconds in a tick of the clock by which Linux accounts for processor time.
const TICK: u64 = 10;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [lake, runs, threads] = arguments.as_slice() else {
        bail!("usage: ask LAKE RUNS THREADS");
    };
    let (runs, threads) = (runs.parse::<u32>()?, threads.parse()?);
    let lake = data::open(lake, threads)?;
    for line in stdin().lock().lines() {
        let line = line?;
        let before = processor_time();
        let mut answer = Value::Null;
        let mut micros = Vec::new();
        for _ in 0..runs {
            let started = Instant::now();
            answer = ask(&lake, line.trim())?;
            micros.push(u64::try_from(started.elapsed().as_micros())?);
        }
        let spent = processor_time().zip(before).map(|(after, before)| after - before);
        let cpu = spent.map(|spent| spent as f64 / f64::from(runs.max(1)));
        // A client would read the answer too, but with a parser of its own.
        if let Value::String(body) = &answer {
            answer = serde_json::from_str(body)?;
        }
        println!("{}", json!({ "micros": micros, "cpu_millis": cpu, "answer": answer }));
        stdout().flush()?;
    }
    Ok(())
}

fn ask(lake: &Lake, line: &str) -> Result<Value> {
    let inner = lake.aio();
    if let Some(request) = line.strip_prefix("count ") {
        let (source, request) = inner.read(request)?;
        return Ok(lake.block(inner.engine().count(source, &request.query))??.into());
    }
    let far = |what| line.strip_prefix(what)?.split_once(' ');
    if let Some((most, request)) = far("walk ") {
        let (source, request) = inner.read(request)?;
        let walk = walked::by_cursor(inner, (source, &request.query), STEP, most.parse()?);
        let (walked, pages) = lake.block(walk)??;
        let some = pages.len().min(MANY);
        let early = mean(pages.get(1..some).unwrap_or_default());
        let late = mean(&pages[pages.len() - some..]);
        return Ok(json!({ "found": walked.len(), "early": early, "late": late }));
    }
    if let Some((most, request)) = far("export ") {
        let (source, request) = inner.read(request)?;
        let (query, order) = (request.query, Order::Query(0));
        let ids = [query.entity.id];
        let walk = walked::exported(inner, (source, &query), &ids, order, most.parse()?);
        return Ok(json!({ "found": lake.block(walk)??.len() }));
    }
    Ok(lake.get(line)?.into())
}

/// Microseconds of a page, of many: most are cut from a window that an earlier one has opened.
fn mean(pages: &[Duration]) -> u64 {
    let sum: Duration = pages.iter().sum();
    sum.as_micros() as u64 / (pages.len() as u64).max(1)
}

/// Milliseconds of processor time that this process has used, where the system tells.
fn processor_time() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, between brackets, may have spaces.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * TICK)
}
