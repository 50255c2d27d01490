#![allow(missing_docs)]
//! Opens a lake once and answers requests from stdin, each some times: `ask LAKE RUNS THREADS`.
//!
//! A line is a request, or `count` and a request, of which then only the number of matches is asked. For each, a line
//! of JSON: microseconds and milliseconds of processor time a run, and the answer.

use std::{
    env, fs,
    io::{BufRead as _, Write as _, stdin, stdout},
    time::Instant,
};

use anyhow::{Result, bail};
use serapeum::Lake;
use serapeum_benches::data;
use serde_json::{Value, json};

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
    let Some(request) = line.strip_prefix("count ") else { return Ok(lake.get(line)?.into()) };
    let (source, request) = lake.aio().read(request)?;
    Ok(lake.block(lake.aio().engine().count(source, &request.query))??.into())
}

/// Milliseconds of processor time that this process has used, where the system tells.
fn processor_time() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, between brackets, may have spaces.
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some((ticks(11)? + ticks(12)?) * TICK)
}
