//! Writes a snapshot and prints what it weighs and how long it took: `measure SOURCE DIR RECORDS [SEED]`.

use std::path::Path;
use std::time::Instant;

use serapeum_sample::{Options, SOURCES};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(source), Some(dir), Some(records)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: measure SOURCE DIR RECORDS [SEED]".into());
    };
    let known = SOURCES.iter().find(|(name, _)| *name == source);
    let (_, generate) = known.ok_or("no such source")?;
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let options = Options { records: records.parse()?, seed, ..Options::default() };
    let start = Instant::now();
    let summary = generate(Path::new(&dir), &options, &())?;
    let seconds = start.elapsed().as_secs_f64();
    for entity in &summary.entities {
        println!(
            "{:12} {:>10} records {:>6} files {:>12} B  {:>6.0} B of JSON a record, ratio {:.2}",
            entity.name,
            entity.records,
            entity.files,
            entity.file_bytes,
            entity.json_bytes as f64 / entity.records.max(1) as f64,
            entity.json_bytes as f64 / entity.file_bytes.max(1) as f64,
        );
    }
    println!(
        "{} B in {seconds:.1} s: {:.0} works/s",
        summary.file_bytes(),
        options.records as f64 / seconds
    );
    Ok(())
}
