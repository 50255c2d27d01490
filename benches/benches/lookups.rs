#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! Single records by what identifies them.

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use serapeum_benches::{asked, data, settings};

fn lookups(criterion: &mut Criterion) {
    let lake = data::open(data::lake().unwrap(), 0).unwrap();
    let mut group = criterion.benchmark_group("lookups");
    group.sample_size(settings::SAMPLES).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(settings::WARM_UP).measurement_time(settings::MEASURED);
    for (name, request) in asked::singletons(&lake).unwrap() {
        group.bench_function(name, |bencher| bencher.iter(|| lake.get(&request).unwrap()));
    }
}

criterion_group!(benches, lookups);
criterion_main!(benches);
