//! The order of what is written, and that nothing is sorted where no order is asked for.

use serapeum::{ExportOptions, Format};
use serapeum_query::{Order, Walk, part};
use serde_json::Value;

use crate::{bytes, exploded, named, readers::rows, snapshot::sample};

fn ids(format: Format, request: &str) -> Vec<String> {
    let (written, _) = bytes(&sample().lake, request, &named(format, &["id"]));
    let rows = rows(format, written);
    rows.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// The ids of the API's own list.
fn page(request: &str) -> Vec<String> {
    let page = sample().lake.get(&format!("{request}&per-page=100000")).unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    let records = page["results"].as_array().unwrap().iter();
    records.map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_order_that_a_request_names_is_kept() {
    for request in [
        "openalex/works?include_xpac=true&sort=cited_by_count:desc,display_name",
        "openalex/works?filter=is_oa:true&sort=fwci",
        "openalex/works?sample=50&seed=7",
        "openalex/authors?sort=display_name:desc",
    ] {
        let expected = page(request);
        assert!(expected.len() > 20, "{request}");
        for format in [Format::Jsonl, Format::Csv, Format::Parquet, Format::Arrow] {
            assert_eq!(ids(format, request), expected, "{request} {format:?}");
        }
        // Records and long tables are read by address, and written in the same order.
        let (lines, _) = bytes(&sample().lake, request, &ExportOptions::default());
        let lines = rows(Format::Jsonl, lines);
        let lines: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
        assert_eq!(lines, expected, "{request}");
    }
    let request = "openalex/works?include_xpac=true&sort=publication_year";
    let (lines, _) = bytes(&sample().lake, request, &exploded(Format::Jsonl, "referenced_works"));
    let lines = rows(Format::Jsonl, lines);
    let mut works: Vec<&str> = lines.iter().map(|line| line["work_id"].as_str().unwrap()).collect();
    works.dedup();
    let expected = page(request);
    let mut rest = expected.iter();
    assert!(works.iter().all(|work| rest.any(|id| id == work)), "out of order");
}

#[test]
fn without_an_order_records_come_as_they_lie() {
    let request = "openalex/works?filter=is_oa:true";
    let expected = ids(Format::Jsonl, request);
    for format in [Format::Csv, Format::Parquet, Format::Arrow] {
        assert_eq!(ids(format, request), expected);
    }
    assert_ne!(expected, page(request), "the API's own order is another");
    let engine = sample().lake.aio().engine();
    let (source, request) = sample().lake.aio().read(request).unwrap();
    let manifest = engine.manifest(source, request.query.entity).unwrap();
    let columns = request.query.entity.fields;
    for one in &manifest.parts {
        let statement = part(source.name, &request.query, columns, one.number, Some(3));
        let plan = sample().lake.block(engine.plan(&statement)).unwrap().unwrap();
        let plan = datafusion::physical_plan::displayable(plan.as_ref()).indent(false).to_string();
        assert!(!plan.contains("SortExec"), "{plan}");
    }
}

#[test]
fn a_walk_can_start_anywhere() {
    let lake = &sample().lake;
    let engine = lake.aio().engine();
    let (source, request) =
        lake.aio().read("openalex/works?filter=is_oa:true&sort=publication_year").unwrap();
    let walk = |order, rows| {
        let mut walk =
            Walk::new(engine.clone(), source, &request.query, Vec::new(), order).unwrap();
        let mut found = Vec::new();
        while let Some(batch) = lake.block(walk.next(rows)).unwrap().unwrap() {
            assert!(batch.num_rows() <= rows);
            found.extend(serapeum_query::addresses(&batch));
        }
        found
    };
    for (start, go_on) in [
        (Order::Lake(None), (|_, last| Order::Lake(Some(last))) as fn(u64, (u32, u32)) -> Order),
        (Order::Query(0), |done, _| Order::Query(done)),
    ] {
        let all = walk(start, usize::MAX);
        assert!(all.len() > 200);
        assert_eq!(walk(start, 7), all);
        for at in [0, 1, all.len() / 2, all.len() - 1] {
            assert_eq!(walk(go_on(at as u64 + 1, all[at]), 64), all[at + 1..]);
        }
    }
}
