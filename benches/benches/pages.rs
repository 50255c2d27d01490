#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! Pages: the first, a deep one, a walk, going on after a token, and reading the records alone.

use std::sync::Arc;

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use serapeum::aio;
use serapeum_benches::{data, settings};
use serapeum_model::{Ask, Query, Source, Start};
use serapeum_query::{Address, Engine, Order, Walk};

const SORTED: &str = "openalex/works?sort=cited_by_count:desc";
/// How far walks go, and how many addresses a step has.
const WALKED: usize = 20_000;
const STEP: u32 = 200;

fn query(lake: &aio::Lake, request: &str) -> (&'static Source, Query) {
    let (source, request) = lake.read(request).unwrap();
    (source, request.query)
}

/// The addresses of a walk, without their records.
async fn walk(lake: &aio::Lake, source: &'static Source, query: &Query) -> Vec<Address> {
    let (mut walked, mut start) = (Vec::new(), Start::First);
    while walked.len() < WALKED {
        let located = lake.engine().located(source, query, &start, STEP).await.unwrap();
        walked.extend(located.addresses);
        let Some(next) = located.next else { break };
        start = Start::After(next);
    }
    walked
}

/// The addresses that an export writes the records of.
async fn export(
    engine: &Arc<Engine>,
    source: &'static Source,
    query: &Query,
    order: Order,
) -> Vec<Address> {
    let mut walk = Walk::new(Arc::clone(engine), source, query, Vec::new(), order).unwrap();
    let mut exported = Vec::new();
    while let Some(batch) = walk.next(WALKED - exported.len()).await.unwrap() {
        exported.extend(serapeum_query::addresses(&batch));
        if exported.len() >= WALKED {
            break;
        }
    }
    exported
}

fn pages(criterion: &mut Criterion) {
    let path = data::lake().unwrap();
    let lake = data::open(&path, 0).unwrap();
    let inner = lake.aio();
    let mut group = criterion.benchmark_group("pages");
    group.sample_size(settings::SAMPLES).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(settings::WARM_UP).measurement_time(settings::MEASURED);

    for (name, page) in [("page 1 of 25", 1), ("page 500 of 25", 500)] {
        let request = format!("{SORTED}&per-page=25&page={page}");
        group.bench_function(name, |bencher| bencher.iter(|| lake.get(&request).unwrap()));
    }

    let (source, sorted) = query(inner, SORTED);
    let engine = inner.engine();
    let walked = lake.block(walk(inner, source, &sorted)).unwrap();
    group.bench_function("walk, 20,000 addresses by 200", |bencher| {
        bencher.iter(|| lake.block(walk(inner, source, &sorted)).unwrap());
    });
    group.bench_function("export, 20,000 addresses in order", |bencher| {
        bencher.iter(|| lake.block(export(engine, source, &sorted, Order::Query(0))).unwrap());
    });
    group.bench_function("export, 20,000 addresses as they lie", |bencher| {
        bencher.iter(|| lake.block(export(engine, source, &sorted, Order::Lake(None))).unwrap());
    });

    // The token of the second page: the addresses after it are in the window of the first.
    let first = Ask::Page { start: Start::First, size: STEP };
    let located = lake.block(inner.engine().located(source, &sorted, &Start::First, STEP));
    let token = located.unwrap().unwrap().next.unwrap();
    let after = Start::After(token);
    assert_eq!(query(inner, &format!("{SORTED}&per-page={STEP}&cursor=*")).1.ask, first);
    group.bench_function("replay of a token", |bencher| {
        bencher.iter(|| {
            lake.block(inner.engine().located(source, &sorted, &after, STEP)).unwrap().unwrap()
        });
    });
    group.bench_function("resume in a new engine", |bencher| {
        bencher.iter_batched(
            || (),
            |()| {
                let lake = data::open(&path, 0).unwrap();
                let engine = lake.aio().engine();
                let located = lake.block(engine.located(source, &sorted, &after, STEP));
                let located = located.unwrap().unwrap();
                (lake, located)
            },
            BatchSize::PerIteration,
        );
    });

    let manifest = inner.engine().manifest(source, sorted.entity).unwrap();
    let some: Vec<Address> = walked.iter().copied().take(STEP as usize).collect();
    group.bench_function("fetch of 200 records", |bencher| {
        bencher.iter(|| inner.engine().fetch(manifest, &some).unwrap());
    });
}

criterion_group!(benches, pages);
criterion_main!(benches);
