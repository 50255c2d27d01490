//! The `select` parameter: which members of a record are shown.

use super::{
    answer::{QUERY, Refusal},
    load::Table,
    params::Params,
};

/// Members that works show as null where a record lacks them.
const ALWAYS: [&str; 3] = ["abstract_inverted_index", "content_urls", "created_date"];

/// The members of an entity's records, in order.
pub(crate) fn schema(entity: &str) -> Vec<&'static str> {
    let lines = include_str!("../schemas.tsv").lines();
    let line = lines.filter_map(|line| line.split_once('\t')).find(|(name, _)| *name == entity);
    line.unwrap().1.split(' ').collect()
}

/// The members that a request selects, in the schema's order.
pub(super) fn names(table: &Table, params: &Params) -> Result<Option<Vec<&'static str>>, Refusal> {
    let Some(text) = params.get("select") else { return Ok(None) };
    let schema = schema(table.entity.name);
    let asked: Vec<&str> = text.split(',').map(str::trim).collect();
    if !asked.iter().all(|name| schema.contains(name)) {
        return Err(QUERY);
    }
    Ok(Some(schema.into_iter().filter(|name| asked.contains(name)).collect()))
}

/// The selected members that a record has.
pub(super) fn members(table: &Table, row: usize, names: &[&'static str]) -> Vec<&'static str> {
    let record = table.records[row].json.as_object().unwrap();
    let works = table.entity.name == "works";
    let shown = |name: &&'static str| match *name {
        // Only a search scores.
        "relevance_score" => false,
        name => record.contains_key(name) || (works && ALWAYS.contains(&name)),
    };
    names.iter().copied().filter(shown).collect()
}
