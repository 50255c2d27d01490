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
    let works = works["results"].as_array().unwrap();
    let authors =
        works.iter().filter_map(|work| work.pointer("/authorships/0/author/id")?.as_str());
    // One with few works: of more, hardly any page would be spared.
    let mut requests = authors.map(|author| {
        let request = format!("works?filter=authorships.author.id:{author}&corpus=all");
        let found = world.ask(&request)["meta"]["count"].as_u64().unwrap();
        (format!("openalex/{request}"), found)
    });
    let (request, found) = requests.find(|(_, found)| (1..20).contains(found)).unwrap();
    let (source, read) = world.lake.aio().read(&request).unwrap();
    let engine = world.lake.aio().engine();
    let statements = world.lake.block(engine.statements(source, &read.query)).unwrap().unwrap();
    let plan = |name: &str| {
        let sql = statements.iter().find(|sql| sql.name == name).unwrap();
        let plan = world.lake.block(engine.plan(sql)).unwrap().unwrap();
        let told = datafusion::physical_plan::displayable(plan.as_ref());
        told.set_show_statistics(true).indent(true).to_string()
    };
    // The index tells how many there are.
    let told = plan("count");
    assert!(!told.contains("DataSourceExec"), "{told}");
    // What the condition is about is not read.
    let told = plan("page");
    assert!(told.contains("DataSourceExec") && !told.contains("authorships.author.id"), "{told}");
    // Those rows, by the selection that the scan was given.
    let scan = told.split("DataSourceExec").nth(1).unwrap();
    assert!(scan.to_lowercase().contains(&format!("exact({found})")), "{found}: {told}");
}
