//! How fast each stage is alone, on one core:
//! `SOURCE=… SNAPSHOT=DIR ENTITY=works cargo test --release -p serapeum-ingest stages -- --ignored --nocapture`.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{hint::black_box, path::PathBuf, time::Duration};

use serapeum_model::json::Scanner;

use crate::{
    Options,
    columns::Columns,
    extract::{Extractor, Scalar, Sink},
    feed::Feed,
    keys::{Gatherer, Runs, lookups},
    output::Folder,
    part::{PartWriter, RecordsWriter},
    paths::Paths,
    plan,
    shard::Block,
};

struct Null(u64);

/// Time that this thread has had a core: what others do on the machine does not count.
struct Instant(u64);

impl Instant {
    fn now() -> Instant {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
        Instant(stat.split(' ').next().unwrap().parse().unwrap())
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(Instant::now().0 - self.0)
    }
}

impl Sink for Null {
    fn put(&mut self, column: usize, _: u8, value: Scalar<'_>) {
        self.0 += column as u64 + u64::from(matches!(value, Scalar::Text(_)));
    }
}

#[test]
#[ignore = "measures"]
fn stages() {
    let given = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("set {name}"));
    let snapshot = PathBuf::from(given("SNAPSHOT"));
    let source = serapeum_sources::source(&given("SOURCE")).unwrap();
    let entity = given("ENTITY");
    let options = Options { entities: vec![entity], ..Options::default() };
    let plan = plan(source, &snapshot, &options).unwrap();
    let (entity, shards) = (plan.entities[0].entity, &plan.entities[0].shards);
    let read = || {
        let feed = Feed::new(shards, 2 << 20);
        let mut blocks = Vec::new();
        let mut block = Block::default();
        while feed.next(&mut block).unwrap() {
            blocks.push(std::mem::take(&mut block.bytes));
        }
        blocks
    };
    let blocks = read();
    let json: usize = blocks.iter().map(Vec::len).sum();
    println!("{} bytes, {json} of JSON, {} columns", plan.bytes(), entity.fields.len());
    // The best of some runs: others use this machine too.
    let rate = |name: &str, stage: &mut dyn FnMut()| {
        let run = |_| {
            let start = Instant::now();
            stage();
            start.elapsed().as_secs_f64()
        };
        let best = (0..5).map(run).fold(f64::MAX, f64::min);
        println!(
            "{name:32} {:8.1} MB/s {:6.2} ns/B",
            json as f64 / 1e6 / best,
            best * 1e9 / json as f64
        );
    };
    let lines: Vec<&[u8]> = blocks
        .iter()
        .flat_map(|block| block.split(|b| *b == b'\n'))
        .filter(|line| !line.is_empty())
        .collect();
    let text = |line| std::str::from_utf8(line).unwrap();
    rate("inflate, hash, cut", &mut || {
        let feed = Feed::new(shards, 2 << 20);
        let mut block = Block::default();
        while feed.next(&mut block).unwrap() {}
    });
    rate("inflate alone", &mut || {
        let mut block = vec![0; 1 << 20];
        for shard in shards {
            let mut file =
                flate2::read::MultiGzDecoder::new(std::fs::File::open(&shard.path).unwrap());
            while std::io::Read::read(&mut file, &mut block).unwrap() > 0 {}
        }
    });
    rate("validate UTF-8", &mut || lines.iter().for_each(|line| _ = black_box(text(line))));
    rate("serde_json skips all", &mut || {
        for line in &lines {
            black_box(serde_json::from_slice::<serde::de::IgnoredAny>(line).unwrap());
        }
    });
    rate("scanner skips all", &mut || {
        lines.iter().for_each(|line| Scanner::new(text(line)).skip().unwrap());
    });
    let paths = Paths::of(entity).unwrap();
    let mut extractor = Extractor::new(&paths);
    rate("extract to nothing", &mut || {
        let mut sink = Null(0);
        lines.iter().for_each(|line| extractor.extract(text(line), &mut sink).unwrap());
        black_box(sink.0);
    });
    rate("extract to columns", &mut || {
        let mut columns = Columns::new(entity, &paths);
        for line in &lines {
            extractor.extract(text(line), &mut columns).unwrap();
            columns.finish_row();
            if columns.rows() == 8_192 {
                columns.take(0, 0).unwrap();
            }
        }
    });
    let target = tempfile::tempdir().unwrap();
    let folder = Folder::new(target.path().to_owned());
    let mut number = 0;
    rate("records alone", &mut || {
        number += 1;
        let mut records = RecordsWriter::new(&folder, number).unwrap();
        for lines in lines.chunks(100) {
            lines.iter().for_each(|line| records.push(line));
            records.flush().unwrap();
        }
        records.file.close().unwrap();
    });
    rate("zstd alone, 192 KB", &mut || {
        let mut compressor = zstd::bulk::Compressor::new(3).unwrap();
        for block in &blocks {
            block.chunks(192 << 10).for_each(|page| drop(compressor.compress(page).unwrap()));
        }
    });
    for (name, records, keys) in [
        ("extract, columns, fields", false, false),
        ("… and keys", false, true),
        ("… and records", true, true),
    ] {
        let mut done = None;
        rate(name, &mut || {
            number += 1;
            let mut columns = Columns::new(entity, &paths);
            let runs = Runs::new(tempfile::tempdir().unwrap(), lookups(entity).len());
            let mut gatherer = Gatherer::new(entity, &runs);
            let mut part = PartWriter::new(entity, &folder, number, records).unwrap();
            for (row, line) in (0..).zip(&lines) {
                extractor.extract(text(line), &mut columns).unwrap();
                columns.finish_row();
                if keys {
                    gatherer.push(&columns, 1, row, 1).unwrap();
                }
                part.push(&mut columns, line).unwrap();
            }
            gatherer.spill(1).unwrap();
            done = Some(part.finish(&mut columns, &folder).unwrap());
        });
        let of_gzip = |bytes: u64| bytes as f64 / plan.bytes() as f64;
        let part = done.unwrap();
        let records = part.records.map_or(0.0, |file| of_gzip(file.bytes));
        println!(
            "    fields {:.3} of the shards, records {records:.3}",
            of_gzip(part.fields.bytes)
        );
    }
}
