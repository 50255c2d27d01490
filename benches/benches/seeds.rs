#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! What the tasks of the project's first users ask: whole answers, as JSON.

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use serapeum_benches::{asked, data, settings};

fn seeds(criterion: &mut Criterion) {
    let lake = data::open(data::lake().unwrap(), 0).unwrap();
    let mut group = criterion.benchmark_group("seeds");
    group.sample_size(settings::SAMPLES).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(settings::WARM_UP).measurement_time(settings::MEASURED);
    for (name, request) in asked::SEEDS {
        group.bench_function(*name, |bencher| bencher.iter(|| lake.get(request).unwrap()));
    }
}

criterion_group!(benches, seeds);
criterion_main!(benches);
