#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! Works of a snapshot into a lake, and the floor under that. Throughput counts bytes of JSON.
//!
//! Stages inside the ingest have no entry from outside: `cargo test --release -p serapeum-ingest stages -- --ignored
//! --nocapture` measures them alone. Here they show as differences: `whole` less `fields only` is what keeping the
//! records costs, `fields only` less `inflate` what extracting, encoding and looking up do.

use std::{path::Path, thread};

use criterion::{
    BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group,
    criterion_main, measurement::WallTime,
};
use serapeum::ingest;
use serapeum_benches::{data, floor, settings};

/// Shards of more bytes are not copied into one.
const LARGEST_COPY: u64 = 20_000_000_000;

fn bench(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    snapshot: &Path,
    threads: usize,
    records: bool,
) {
    let source = data::source().unwrap();
    let mut options = ingest::Options::default();
    options.entities = vec!["works".to_owned()];
    options.threads = threads;
    options.records = records;
    group.bench_function(name, |bencher| {
        bencher.iter_batched(
            || tempfile::tempdir_in(data::folder()).unwrap(),
            |lake| {
                ingest::ingest(source, snapshot, lake.path(), &options, &()).unwrap();
                // Dropped, and thereby removed, outside the measurement.
                lake
            },
            BatchSize::PerIteration,
        );
    });
}

fn whole(criterion: &mut Criterion) {
    let snapshot = data::snapshot().unwrap();
    let shards = data::shards(data::source().unwrap(), &snapshot, "works").unwrap();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let json = floor::run(&shards, cores, false).unwrap().json;
    std::fs::create_dir_all(data::folder()).unwrap();

    let mut group = criterion.benchmark_group("ingest");
    group.sample_size(settings::SAMPLES).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(settings::WARM_UP).measurement_time(settings::MEASURED);
    group.throughput(Throughput::Bytes(json));
    group.bench_function("inflate, 1 thread", |bencher| {
        bencher.iter(|| floor::run(&shards, 1, false).unwrap());
    });
    group.bench_function("floor: inflate and compress, 1 thread", |bencher| {
        bencher.iter(|| floor::run(&shards, 1, true).unwrap());
    });
    bench(&mut group, "fields only, 1 thread", &snapshot, 1, false);
    let mut threads = vec![1, 2, cores];
    threads.sort_unstable();
    threads.dedup();
    for threads in threads {
        let plural = if threads == 1 { "thread" } else { "threads" };
        bench(&mut group, &format!("whole, {threads} {plural}"), &snapshot, threads, true);
    }
    let bytes: u64 = shards.iter().map(|shard| shard.bytes).sum();
    if bytes <= LARGEST_COPY {
        let huge = data::one_shard(&snapshot, &format!("one-shard-{bytes}")).unwrap();
        bench(&mut group, "whole, one huge shard, all threads", &huge, cores, true);
    }
}

criterion_group!(benches, whole);
criterion_main!(benches);
