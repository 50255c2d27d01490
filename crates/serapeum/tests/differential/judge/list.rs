//! Lists of records.

use std::rc::Rc;

use super::{close, first, read};
use crate::oracle::answer::Page;

pub(super) fn compare(expected: &Page, found: &read::List) -> Result<(), String> {
    count(expected, found)?;
    let shown = expected
        .members
        .as_ref()
        .is_none_or(|members| members.first().is_none_or(|members| members.contains(&"id")));
    if shown {
        let ids: Vec<Option<Rc<str>>> = expected.ids.iter().cloned().map(Some).collect();
        if let Some(at) = first(&ids, &found.ids) {
            return Err(format!("records: {at}"));
        }
    } else if expected.ids.len() != found.ids.len() {
        return Err(format!("{} records expected, {} found", expected.ids.len(), found.ids.len()));
    }
    if let Some(members) = &expected.members {
        let same = |(expected, found): (&Vec<&str>, &Vec<String>)| expected == found;
        if let Some(at) = members.iter().zip(&found.members).position(|pair| !same(pair)) {
            let (expected, found) = (&members[at], &found.members[at]);
            return Err(format!("members of record {at}: expected {expected:?}, found {found:?}"));
        }
    }
    for (name, expected) in &expected.sums {
        let found = found.meta[name].as_f64();
        if !found.is_some_and(|found| close(found, *expected)) {
            return Err(format!("{name}: expected {expected}, found {found:?}"));
        }
    }
    Ok(())
}

pub(super) fn count(expected: &Page, found: &read::List) -> Result<(), String> {
    match found.meta["count"].as_u64() {
        Some(count) if count as usize == expected.count => Ok(()),
        other => Err(format!("count: expected {}, found {other:?}", expected.count)),
    }
}
