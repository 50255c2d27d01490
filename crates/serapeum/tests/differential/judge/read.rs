//! The answer in a reply, if the reply has the form that it must have.

use std::{collections::HashMap, rc::Rc};

use serapeum::Reply;
use serde_json::{Value, value::RawValue};

use super::{json, short};
use crate::oracle::load::{Table, bare};

/// A page of records.
pub(super) struct List {
    pub(super) meta: Value,
    /// The ids of the records that show one.
    pub(super) ids: Vec<Option<Rc<str>>>,
    /// The names of each record's members, in order.
    pub(super) members: Vec<Vec<String>>,
}

/// A page of groups.
pub(super) struct Groups {
    pub(super) meta: Value,
    pub(super) rows: Vec<Row>,
}

pub(super) struct Row {
    pub(super) key: String,
    pub(super) label: Option<String>,
    pub(super) count: usize,
    pub(super) groups: Option<Vec<Row>>,
    /// Other members.
    pub(super) others: Vec<(String, Value)>,
}

fn answered(reply: &Reply) -> Result<Value, String> {
    let body = json(reply)?;
    match reply.status {
        200 => Ok(body),
        status => Err(format!("status {status}: {}", short(&body.to_string()))),
    }
}

pub(super) fn list(reply: &Reply) -> Result<List, String> {
    let body = answered(reply)?;
    let meta = body["meta"].clone();
    let empty = body["group_by"].as_array().is_some_and(Vec::is_empty);
    if !meta["groups_count"].is_null() || !empty || body.get("group_bys").is_some() {
        return Err(format!("another form of list: {meta}"));
    }
    let found = body["results"].as_array().ok_or("no results")?;
    let ids = found.iter().map(|record| record["id"].as_str().map(bare)).collect();
    Ok(List { meta, ids, members: members(&reply.body)? })
}

/// The names of each record's members, as they follow each other in the text.
fn members(body: &[u8]) -> Result<Vec<Vec<String>>, String> {
    let read = || -> serde_json::Result<Vec<Vec<String>>> {
        let body: HashMap<String, &RawValue> = serde_json::from_slice(body)?;
        let records: Vec<&RawValue> = serde_json::from_str(body["results"].get())?;
        let names = records.iter().map(|record| {
            let members: HashMap<String, &RawValue> = serde_json::from_str(record.get())?;
            let mut members: Vec<_> = members.into_iter().collect();
            members.sort_by_key(|(_, value)| value.get().as_ptr());
            Ok(members.into_iter().map(|(name, _)| name).collect())
        });
        names.collect()
    };
    read().map_err(|error| error.to_string())
}

pub(super) fn groups(reply: &Reply) -> Result<Groups, String> {
    let body = answered(reply)?;
    if body.get("results").is_some() || body.get("group_bys").is_some() {
        return Err(format!("another form of groups: {}", short(&body.to_string())));
    }
    Ok(Groups { meta: body["meta"].clone(), rows: rows(&body["group_by"])? })
}

/// A field, and its groups.
pub(super) type Facet = (String, Vec<Row>);

/// Fields side by side: `meta`, and the rows of each.
pub(super) fn facets(reply: &Reply) -> Result<(Value, Vec<Facet>), String> {
    let body = answered(reply)?;
    let empty = body["group_by"].as_array().is_some_and(Vec::is_empty);
    if body.get("results").is_some() || !empty {
        return Err(format!("another form of facets: {}", short(&body.to_string())));
    }
    let facets = body["group_bys"].as_array().ok_or("no group_bys")?.iter().map(|facet| {
        let name = facet["group_by_key"].as_str().ok_or("a facet without name")?;
        Ok((name.to_owned(), rows(&facet["groups"])?))
    });
    Ok((body["meta"].clone(), facets.collect::<Result<_, String>>()?))
}

fn rows(found: &Value) -> Result<Vec<Row>, String> {
    let row = |found: &Value| {
        let mut members = found.as_object()?.clone();
        let key = members.remove("key")?.as_str()?.to_owned();
        let label = match members.remove("key_display_name")? {
            Value::Null => None,
            Value::String(text) => Some(text),
            _ => return None,
        };
        let count = members.remove("count")?.as_u64()? as usize;
        let groups = match members.remove("groups") {
            Some(groups) => Some(rows(&groups).ok()?),
            None => None,
        };
        Some(Row { key, label, count, groups, others: members.into_iter().collect() })
    };
    let found = found.as_array().ok_or("no groups")?;
    found
        .iter()
        .map(|found| row(found).ok_or(format!("a group of another form: {found}")))
        .collect()
}

pub(super) fn refusal(reply: &Reply, status: u16, class: &str) -> Result<(), String> {
    let body = json(reply)?;
    let told = body["message"].as_str().is_some_and(|text| !text.is_empty());
    if reply.status == status && body["error"] == *class && told {
        return Ok(());
    }
    Err(format!("expected {status} {class}, found {}: {}", reply.status, short(&body.to_string())))
}

/// One record, or that there is none.
pub(super) fn one(reply: &Reply, id: Option<&str>) -> Result<(), String> {
    let found = match reply.status {
        200 => Some(json(reply)?["id"].as_str().map(bare).ok_or("no id")?),
        404 => None,
        status => return Err(format!("status {status}")),
    };
    match found.as_deref() == id {
        true => Ok(()),
        false => Err(format!("expected {id:?}, found {found:?}")),
    }
}

/// Some record of a table.
pub(super) fn some(reply: &Reply, table: &Table) -> Result<(), String> {
    let body = answered(reply)?;
    let Some(id) = body["id"].as_str().map(bare) else {
        return if body.is_object() { Ok(()) } else { Err("no record".to_owned()) };
    };
    match table.records.iter().any(|record| record.tail == id) {
        true => Ok(()),
        false => Err(format!("{id} is not of the entity")),
    }
}
