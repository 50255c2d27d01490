#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! What a request costs before the first byte of data is read: text to query, query to SQL, SQL to plan.

use std::hint::black_box;

use criterion::{Criterion, SamplingMode, criterion_group, criterion_main};
use serapeum_benches::{data, settings};
use serapeum_model::Params;

const REQUESTS: &[(&str, &str)] = &[
    (
        "page",
        "works?filter=is_oa:true,authorships.institutions.country_code:de|fr,publication_year:2010-2020&sort=cited_by_count:desc",
    ),
    ("groups", "works?filter=is_oa:true&group_by=authorships.institutions.country_code"),
];

fn translate(criterion: &mut Criterion) {
    let source = data::source().unwrap();
    let lake = data::open(data::lake().unwrap(), 0).unwrap();
    let mut group = criterion.benchmark_group("translate");
    group.sample_size(settings::SAMPLES).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(settings::WARM_UP).measurement_time(settings::MEASURED);
    for (name, request) in REQUESTS {
        let (path, query) = request.split_once('?').unwrap();
        group.bench_function(format!("{name}, parse"), |bencher| {
            bencher.iter(|| source.dialect.read(path, &Params::parse(query), false).unwrap());
        });
        group.bench_function(format!("{name}, to SQL"), |bencher| {
            bencher.iter(|| serapeum_query::translate(source, black_box(request)).unwrap());
        });
        let statements = serapeum_query::translate(source, request).unwrap();
        let engine = lake.aio().engine();
        group.bench_function(format!("{name}, plan"), |bencher| {
            bencher.iter(|| {
                let plans = lake.block(async {
                    let mut plans = Vec::new();
                    for statement in &statements {
                        plans.push(engine.plan(statement).await.unwrap());
                    }
                    plans
                });
                plans.unwrap()
            });
        });
    }
}

criterion_group!(benches, translate);
criterion_main!(benches);
