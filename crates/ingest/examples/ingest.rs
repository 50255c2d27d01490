//! Ingests a snapshot and prints what became of it: `ingest SOURCE SNAPSHOT LAKE [THREADS]`.

use std::path::Path;

use serapeum_ingest::{Options, ingest, plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [source, snapshot, lake, threads @ ..] = arguments.as_slice() else {
        return Err("usage: ingest SOURCE SNAPSHOT LAKE [THREADS]".into());
    };
    let source = serapeum_sources::source(source).ok_or("no such source")?;
    let mut options = Options::default();
    if let [threads, ..] = threads {
        options.threads = threads.parse()?;
    }
    let (snapshot, lake) = (Path::new(snapshot), Path::new(lake));
    println!("{:?}", plan(source, snapshot, &options)?.estimate(lake));
    let summary = ingest(source, snapshot, lake, &options, &())?;
    for entity in &summary.entities {
        println!(
            "{:14} {:>9} written, {:>6} replaced, {:>6} rejected, {:>3} parts; of the shards' bytes {:.3} fields, \
             {:.3} records, {:.3} keys; {:.0} MB/s of JSON; {} warnings, {:?} nulled",
            entity.entity,
            entity.written,
            entity.replaced,
            entity.read - entity.written,
            entity.parts,
            entity.fields as f64 / entity.bytes.max(1) as f64,
            entity.records as f64 / entity.bytes.max(1) as f64,
            entity.keys as f64 / entity.bytes.max(1) as f64,
            entity.json as f64 / 1e6 / entity.seconds,
            entity.warnings.len(),
            entity.nulled,
        );
    }
    println!("version {}, {:.1} s", summary.version, summary.seconds);
    Ok(())
}
