#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! Pages: the first, a deep one, a walk, going on after a token, and reading the records alone.

use criterion::{BatchSize, Criterion, SamplingMode, criterion_group, criterion_main};
use serapeum::aio;
use serapeum_benches::{data, settings, walked};
use serapeum_model::{Ask, Query, Source, Start};
use serapeum_query::{Address, Order};

const SORTED: &str = "openalex/works?sort=cited_by_count:desc";
/// How far walks go, and how many addresses a step has.
const WALKED: usize = 20_000;
const STEP: u32 = 200;

fn query(lake: &aio::Lake, request: &str) -> (&'static Source, Query) {
    let (source, request) = lake.read(request).unwrap();
    (source, request.query)
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
    let by_cursor = || {
        let walk = walked::by_cursor(inner, (source, &sorted), STEP, WALKED);
        lake.block(walk).unwrap().unwrap().0
    };
    let exported = |order| {
        let walk = walked::exported(inner, (source, &sorted), &[], order, WALKED);
        lake.block(walk).unwrap().unwrap()
    };
    group.bench_function("walk, 20,000 addresses by 200", |bencher| bencher.iter(by_cursor));
    group.bench_function("export, 20,000 addresses in order", |bencher| {
        bencher.iter(|| exported(Order::Query(0)));
    });
    group.bench_function("export, 20,000 addresses as they lie", |bencher| {
        bencher.iter(|| exported(Order::Lake(None)));
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
    let some: Vec<Address> = by_cursor().into_iter().take(STEP as usize).collect();
    group.bench_function("fetch of 200 records", |bencher| {
        bencher.iter(|| inner.engine().fetch(manifest, &some).unwrap());
    });
}

criterion_group!(benches, pages);
criterion_main!(benches);
