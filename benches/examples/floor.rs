#![allow(missing_docs)]
//! Inflates and compresses again all records of an entity, and tells how long that took:
//! `floor SOURCE SNAPSHOT ENTITY THREADS`.

use std::{env, path::Path, time::Instant};

use anyhow::{Context as _, Result, bail};
use serapeum_benches::{data, floor};
use serde_json::json;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [source, snapshot, entity, threads] = arguments.as_slice() else {
        bail!("usage: floor SOURCE SNAPSHOT ENTITY THREADS");
    };
    let source = serapeum::source(source).context("no such source")?;
    let shards = data::shards(source, Path::new(snapshot), entity)?;
    let started = Instant::now();
    let bytes = floor::run(&shards, threads.parse()?, true)?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{}", json!({ "seconds": seconds, "json": bytes.json, "zstd": bytes.compressed }));
    Ok(())
}
