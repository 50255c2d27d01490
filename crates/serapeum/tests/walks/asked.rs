//! Pages as the library answers them.

use serapeum::{Cursor, Entity, Error, Lake, Value};
use serapeum_model::{Answer, Group, Kind, SortKey};

/// A page of records.
#[derive(Debug, PartialEq)]
pub(crate) struct Page {
    pub(crate) total: u64,
    pub(crate) ids: Vec<Value>,
    pub(crate) next: Option<String>,
}

/// A page of groups: key and count.
#[derive(Debug, PartialEq)]
pub(crate) struct Counted {
    pub(crate) total: u64,
    pub(crate) groups: Vec<(Option<Value>, u64)>,
    pub(crate) next: Option<String>,
}

fn answer(lake: &Lake, request: &str) -> Result<(Answer, &'static Entity), Error> {
    let (source, read) = lake.aio().read(request)?;
    let answer = lake.block(lake.aio().answer(source, &read))??;
    Ok((answer, read.query.entity))
}

/// A page of records; panics where there is none.
pub(crate) fn page(lake: &Lake, request: &str) -> Page {
    match answer(lake, request) {
        Ok((Answer::Page { total, records, next, .. }, entity)) => {
            let ids = records.iter().map(|record| id(entity, record)).collect();
            Page { total, ids, next: next.as_ref().map(Cursor::encode) }
        }
        other => panic!("{request}: {other:?}"),
    }
}

/// A page of groups, or why there is none.
pub(crate) fn groups(lake: &Lake, request: &str) -> Result<Counted, String> {
    match answer(lake, request) {
        Ok((Answer::Groups { total, groups, next, .. }, _)) => {
            let groups = groups.into_iter().map(|Group { key, count, .. }| (key, count)).collect();
            Ok(Counted { total, groups, next: next.as_ref().map(Cursor::encode) })
        }
        Ok(other) => panic!("{request}: {other:?}"),
        Err(error) => Err(error.to_string()),
    }
}

/// The order that a request asks for.
pub(crate) fn order(lake: &Lake, request: &str) -> Vec<SortKey> {
    lake.aio().read(request).unwrap().1.query.total_order()
}

/// The id of a record, as its column has it.
pub(crate) fn id(entity: &Entity, record: &[u8]) -> Value {
    let record: serde_json::Value = serde_json::from_slice(record).unwrap();
    let path = entity.id.path.split('|').next().unwrap();
    let text = match path.split('.').fold(&record, |value, step| &value[step]) {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match entity.id.kind {
        Kind::Id(form) => Value::Int(form.number(&text).unwrap()),
        kind => Value::Text(kind.normal(&text).unwrap().into_owned()),
    }
}
