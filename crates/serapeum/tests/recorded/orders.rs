//! Lists without a sort of their own are in the hosted service's order.
//!
//! Every recording of a list, from 2025-05 to 2026-07, is in the order that the tables name: works by citation
//! percentile, then by citations, both descending; the others by the number of works. Ties go by the id, which the
//! service compares as text and this project as a number, so they are not looked at.

use std::cmp::Ordering;

use serapeum::Entity;
use serapeum_model::Order;
use serde_json::Value;

use crate::{members::everything, recording::Told, tally::Tally, world::WORLDS};

#[test]
fn lists_are_in_the_services_order() {
    let mut tally = Tally::default();
    for world in WORLDS.iter() {
        for recording in world.recordings().filter(|one| one.is_list() && !one.groups()) {
            let Some(entity) = world.entity(recording.entity()) else { continue };
            if world.incomparable(recording).is_some() || recording.param(&["sort"]).is_some() {
                continue;
            }
            let told = recording.records();
            let same: Vec<&Told<'_>> = told.iter().filter(|told| world.has(told)).collect();
            if same.len() < 2 {
                tally.skipped("less than two records in the same version");
                continue;
            }
            let request = everything(recording);
            let ours = world.list(&request).unwrap().ids;
            let place = |told: &Told<'_>| ours.iter().position(|id| *id == told.id());
            for pair in same.windows(2) {
                let (first, second) = (pair[0], pair[1]);
                if tied(entity, first, second) {
                    tally.skipped("pairs that only their ids part");
                    continue;
                }
                if place(first) > place(second) || place(first).is_none() {
                    let (a, b) = (first.id(), second.id());
                    tally.fails(format!("{}: {request}\n  {a} is before {b} there", world.name));
                }
                let kind = if world.whole { "a day's records" } else { "real records" };
                tally.compared(format!("pairs, {kind}: {}", entity.name));
            }
        }
    }
    if !WORLDS.is_empty() {
        let kinds = ["pairs, real records: works", "pairs, a day's records: works"];
        tally.close("order without sort", &kinds);
    }
}

/// Whether the entity's own order leaves two records to their ids.
fn tied(entity: &Entity, a: &Told<'_>, b: &Told<'_>) -> bool {
    let (a, b): (Value, Value) =
        (serde_json::from_str(a.text).unwrap(), serde_json::from_str(b.text).unwrap());
    entity.order.iter().all(|key| {
        let Order::Descending(field) = key else { return false };
        number(&a, field.path).partial_cmp(&number(&b, field.path)) == Some(Ordering::Equal)
    })
}

fn number(record: &Value, path: &str) -> Option<f64> {
    path.split('.').try_fold(record, |value, step| value.get(step))?.as_f64()
}
