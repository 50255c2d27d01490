#![allow(missing_docs)]
//! Inflates and compresses again all works of a snapshot, and tells how long that took: `floor SNAPSHOT THREADS`.

use std::{env, path::Path, time::Instant};

use anyhow::{Result, bail};
use serapeum_benches::{data, floor};
use serde_json::json;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [snapshot, threads] = arguments.as_slice() else {
        bail!("usage: floor SNAPSHOT THREADS");
    };
    let shards = data::shards(Path::new(snapshot), "works")?;
    let started = Instant::now();
    let bytes = floor::run(&shards, threads.parse()?, true)?;
    let seconds = started.elapsed().as_secs_f64();
    println!("{}", json!({ "seconds": seconds, "json": bytes.json, "zstd": bytes.compressed }));
    Ok(())
}
