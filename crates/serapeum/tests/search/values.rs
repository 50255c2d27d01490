//! Values that few records have are found by an index of them, and the answers are those of a lake without one.

use std::path::Path;

use serapeum::{Lake, ingest};
use serde_json::Value;

use crate::world::WORLDS;

/// Filters of works whose values are indexed.
const FIELDS: [(&str, &str); 6] = [
    ("authorships.author.id", "/authorships/0/author/id"),
    ("authorships.institutions.id", "/authorships/0/institutions/0/id"),
    ("authorships.author.orcid", "/authorships/0/author/orcid"),
    ("primary_location.source.id", "/primary_location/source/id"),
    ("cites", "/referenced_works/0"),
    ("awards.funder_id", "/awards/0/funder_id"),
];

#[test]
fn an_index_of_values_changes_no_answer() {
    let Some(world) = WORLDS.first() else { return };
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/openalex");
    let source = serapeum::source("openalex").unwrap();
    ingest::ingest(source, &snapshot, folder.path(), &ingest::Options::default(), &()).unwrap();
    let plain = Lake::open(folder.path()).unwrap();
    let works = world.ask("works?corpus=all&per-page=400");
    let works = works["results"].as_array().unwrap();
    let mut compared = 0;
    for (at, (filter, pointer)) in FIELDS.iter().enumerate() {
        let values: Vec<&str> =
            works.iter().filter_map(|work| work.pointer(pointer)?.as_str()).collect();
        for pair in values.chunks(2).skip(at).step_by(17).take(6) {
            let one = format!("works?filter={filter}:{}&corpus=all&select=id", pair[0]);
            let mut asked = vec![
                one.clone(),
                format!("{one}&cursor=*&per-page=1"),
                format!("works?filter={filter}:{}&group_by=publication_year", pair.join("|")),
                format!("works?filter={filter}:!{}&group_by=type&corpus=all", pair[0]),
                format!("works?filter={filter}:{},is_oa:true&select=id", pair.join("|")),
            ];
            if pair.len() > 1 {
                asked.push(format!("works?filter={filter}:{}&select=id", pair.join("|")));
            }
            for request in asked {
                let told = |body: &str| -> Value {
                    let mut body: Value = serde_json::from_str(body).unwrap();
                    body["meta"]["db_response_time_ms"] = Value::Null;
                    body["meta"]["next_cursor"] = Value::Null;
                    body
                };
                let request = format!("openalex/{request}");
                let (with, without) =
                    (world.lake.get(&request).unwrap(), plain.get(&request).unwrap());
                assert_eq!(told(&with), told(&without), "{request}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn rare_values_are_read_by_their_rows() {
    let Some(world) = WORLDS.first() else { return };
    let works = world.ask("works?corpus=all&per-page=50&filter=authors_count:1-3");
    let author = works["results"][0].pointer("/authorships/0/author/id").unwrap();
    let author = author.as_str().unwrap();
    let request = format!("openalex/works?filter=authorships.author.id:{author}&corpus=all");
    let (source, read) = world.lake.aio().read(&request).unwrap();
    let engine = world.lake.aio().engine();
    let statements = world.lake.block(engine.statements(source, &read.query)).unwrap().unwrap();
    let count = statements.iter().find(|sql| sql.name == "count").unwrap();
    let plan = world.lake.block(engine.plan(count)).unwrap().unwrap();
    let rows = plan.partition_statistics(None).unwrap().num_rows;
    let told = datafusion::physical_plan::displayable(plan.as_ref()).indent(true).to_string();
    assert!(told.contains("DataSourceExec"), "{told}");
    let scanned = leaf_rows(&plan);
    assert!(scanned < 100, "{scanned} rows are read ({rows:?})\n{told}");
}

/// So many rows are read, as the leaves of a plan expect.
fn leaf_rows(plan: &std::sync::Arc<dyn datafusion::physical_plan::ExecutionPlan>) -> usize {
    if plan.children().is_empty() {
        let statistics = plan.partition_statistics(None).unwrap();
        return statistics.num_rows.get_value().copied().unwrap_or(usize::MAX);
    }
    plan.children().into_iter().map(leaf_rows).sum()
}
