//! Walks over records.

use std::collections::BTreeSet;

use serapeum::{Entity, Lake, Value};

use crate::{
    SIZES, all,
    asked::{Page, id, order, page},
    open,
    table::Table,
    tables,
};

/// A walk: what it told, and for each page the token that led to it and how much stood before.
struct Walk {
    ids: Vec<Value>,
    steps: Vec<(String, usize)>,
}

fn at(request: &str, size: usize, token: &str) -> String {
    let joint = if request.contains('?') { '&' } else { '?' };
    format!("{request}{joint}per-page={size}&cursor={token}")
}

/// Walks to the end. `fresh` opens the lake anew for every page, so that nothing is remembered.
fn walk(lake: &Lake, request: &str, size: usize, fresh: bool) -> Walk {
    let mut walk = Walk { ids: Vec::new(), steps: Vec::new() };
    let mut token = "*".to_owned();
    loop {
        let opened = fresh.then(open);
        let lake = opened.as_ref().unwrap_or(lake);
        let Page { total, ids, next } = page(lake, &at(request, size, &token));
        walk.steps.push((token, walk.ids.len()));
        // A full page names a next one, which may be empty.
        assert_eq!(next.is_some(), ids.len() == size, "{request}: {} of {size}", ids.len());
        walk.ids.extend(ids);
        assert!(walk.ids.len() as u64 <= total, "{request}: more than there are");
        let Some(next) = next else {
            assert_eq!(walk.ids.len() as u64, total, "{request}: not all");
            return walk;
        };
        token = next;
    }
}

/// The ids of everything that a request finds, by another way than pages.
fn exported(lake: &Lake, entity: &'static Entity, request: &str) -> Vec<Value> {
    let mut lines = Vec::new();
    lake.export(request, &serapeum::ExportOptions::default(), &mut lines, &mut |_| {}).unwrap();
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| id(entity, line)).collect()
}

/// Fails at the first place where two lists part.
fn same(request: &str, told: &[Value], expected: &[Value]) {
    if told != expected {
        let at = told.iter().zip(expected).take_while(|(a, b)| a == b).count();
        panic!(
            "{request}: {:?} instead of {:?} in place {at} of {}",
            told.get(at),
            expected.get(at),
            expected.len()
        );
    }
}

/// The requests that walk a table in the order of each of its fields.
fn sorts(entity: &'static Entity) -> Vec<&'static str> {
    let fields = entity.fields.iter().filter(|field| field.sorts() && !field.is_inner());
    fields.map(|field| field.row().name).collect()
}

#[test]
fn every_table_in_its_own_order() {
    let lake = open();
    for (source, entity) in tables(&lake) {
        let request = format!("{}/{}", source.name, entity.name);
        let ids = exported(&lake, entity, &request);
        let distinct: BTreeSet<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(distinct.len(), ids.len(), "{request}: the export tells a record twice");
        let expected = Table::read(&lake, entity).sorted(&ids, &order(&lake, &request));
        let sizes = SIZES.iter().filter(|size| all() || ids.len() / **size <= 300);
        for size in sizes {
            same(&request, &walk(&lake, &request, *size, false).ids, &expected);
        }
        let fresh = walk(&lake, &request, ids.len() / 3 + 1, true);
        same(&request, &fresh.ids, &expected);
    }
}

#[test]
fn every_field_in_both_directions() {
    let lake = open();
    let (mut walks, mut turn) = (0, 0);
    for (source, entity) in tables(&lake) {
        let table = Table::read(&lake, entity);
        let ids = exported(&lake, entity, &format!("{}/{}", source.name, entity.name));
        for name in sorts(entity) {
            turn += 1;
            if !all() && turn % 8 != 0 {
                continue;
            }
            for direction in ["asc", "desc"] {
                if !all() && (direction == "asc") != (turn % 16 == 0) {
                    continue;
                }
                let request = format!("{}/{}?sort={name}:{direction}", source.name, entity.name);
                let keys = order(&lake, &request);
                // Years sort by the day.
                let key = if name == "publication_year" { "publication_date" } else { name };
                // The API takes the default order instead of these two alone.
                let replaced = key.starts_with("cited_by_percentile_year.") && direction == "desc";
                assert!(replaced || keys[0].field.name == key, "{request}: {keys:?}");
                assert_eq!(keys[0].descending, direction == "desc", "{request}");
                assert_eq!(keys.last().unwrap().field, entity.id, "{request}");
                let expected = table.sorted(&ids, &keys);
                let sizes = SIZES.iter().filter(|_| all());
                for size in sizes {
                    same(&request, &walk(&lake, &request, *size, false).ids, &expected);
                    walks += 1;
                }
                // The place of every page is found again from the token alone.
                let pages = if all() { 7 } else { 2 };
                let fresh = walk(&lake, &request, ids.len() / pages + 1, true);
                same(&request, &fresh.ids, &expected);
                walks += 1;
            }
        }
    }
    eprintln!("{walks} walks by {turn} fields");
    assert!(walks > 30);
}

/// Any token leads to its page again: later, elsewhere, at another size, in any order.
#[test]
fn tokens_are_places() {
    let lake = open();
    for (source, entity) in tables(&lake) {
        let request = format!("{}/{}", source.name, entity.name);
        let first = page(&lake, &at(&request, 1, "*"));
        let size = first.total as usize / 5 + 1;
        let Walk { ids, steps } = walk(&lake, &request, size, false);
        let elsewhere = open();
        for (token, before) in steps.iter().rev() {
            for (lake, size) in [(&lake, size), (&elsewhere, size / 2 + 1), (&elsewhere, size)] {
                let told = page(lake, &at(&request, size, token));
                let expected = &ids[*before..(before + size).min(ids.len())];
                assert_eq!(told.total, first.total, "{request}");
                same(&request, &told.ids, expected);
            }
        }
    }
}

/// What a caller sees: the tokens of the envelopes lead through it all.
#[test]
fn envelopes_lead_through_a_walk() {
    let lake = open();
    for (source, entity) in tables(&lake) {
        let request = format!("{}/{}", source.name, entity.name);
        let expected = walk(&lake, &request, 200, false);
        let (mut told, mut token) = (Vec::new(), "*".to_owned());
        loop {
            let body = lake.get(&at(&request, 100, &token)).unwrap();
            let body: serde_json::Value = serde_json::from_str(&body).unwrap();
            assert!(body["meta"]["page"].is_null(), "{request}");
            assert_eq!(body["meta"]["count"], expected.ids.len(), "{request}");
            let results = body["results"].as_array().unwrap();
            told.extend(results.iter().map(|one| id(entity, one.to_string().as_bytes())));
            let Some(next) = body["meta"]["next_cursor"].as_str() else { break };
            next.clone_into(&mut token);
        }
        same(&request, &told, &expected.ids);
    }
}
