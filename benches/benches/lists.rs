#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! What goes through columns of many values a record: whole answers, as JSON.

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use serapeum_benches::{asked, data, settings};

fn lists(criterion: &mut Criterion) {
    let lake = data::open(data::lake().unwrap(), 0).unwrap();
    let mut group = criterion.benchmark_group("lists");
    group.sample_size(settings::SAMPLES).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(settings::WARM_UP).measurement_time(settings::MEASURED);
    for (name, request) in asked::LISTS {
        group.bench_function(*name, |bencher| bencher.iter(|| lake.get(request).unwrap()));
    }
}

criterion_group!(benches, lists);
criterion_main!(benches);
