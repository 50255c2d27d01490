//! A request's path and parameters.

use super::{
    Answer, Oracle, PAGING, QUERY, Refusal,
    filter::{self, and},
    group, one, order,
    value::Atom,
};

/// The parameters that are known.
const KNOWN: [&str; 9] = [
    "filter",
    "sort",
    "group_by",
    "page",
    "per-page",
    "per_page",
    "cursor",
    "include_xpac",
    "mailto",
];

/// The parameters of paging.
pub(super) struct Paging {
    page: Option<i64>,
    size: Option<i64>,
    pub(super) cursor: Option<String>,
}

impl Paging {
    /// The page and its size.
    pub(super) fn checked(&self, usual: usize) -> Result<(usize, usize), Refusal> {
        let page = self.page.unwrap_or(1);
        let size = self.size.unwrap_or(usual as i64);
        if page < 1 || !(1..=100_000).contains(&size) || (self.cursor.is_some() && page > 1) {
            return Err(PAGING);
        }
        Ok((page as usize, size as usize))
    }
}

pub(super) fn answer(oracle: &Oracle, request: &str) -> Result<Answer, Refusal> {
    let (path, query) = request.split_once('?').unwrap_or((request, ""));
    let path = path.strip_prefix("openalex/").unwrap();
    let (entity, id) = path.split_once('/').unwrap_or((path, ""));
    let table = oracle.table(entity);
    if !id.is_empty() {
        let found = one::find(oracle, table, &decoded(id));
        return Ok(Answer::One(found.map(|record| record.line.clone())));
    }
    let params: Vec<(String, String)> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(&name.replace('+', " ")), decoded(&value.replace('+', " "))))
        .collect();
    if params.iter().any(|(name, _)| !KNOWN.contains(&name.as_str())) {
        return Err(QUERY);
    }
    let param = |name: &str| {
        let found = params.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        found.map(String::as_str).filter(|value| !value.is_empty())
    };
    let text = param("filter").unwrap_or_default();
    filter::split(text)?;
    let number = |name: &str| param(name).map(|text| text.parse().map_err(|_| QUERY)).transpose();
    let paging = Paging {
        page: number("page")?,
        size: number("per-page")?.or(number("per_page")?),
        cursor: param("cursor").map(str::to_owned),
    };
    // The only other cursors here are wrong ones; walks ask for the whole.
    if paging.cursor.as_deref().is_some_and(|cursor| cursor != "*") {
        return Err(PAGING);
    }
    let mut mask = filter::mask(oracle, table, text)?;
    let sorted = param("group_by").is_none().then(|| param("sort")).flatten();
    // The order is looked at before the limits of paging are.
    let everything = vec![false; mask.len()];
    order::ordered(oracle, table, sorted.unwrap_or_default(), &everything)?;
    let scope = match entity {
        "works"
            if !text.replace("is-xpac:", "is_xpac:").contains("is_xpac:")
                && param("include_xpac") != Some("true") =>
        {
            Some(("is_xpac", Atom::Bool(true), false))
        }
        "authors" if !text.contains("works_count:") => Some(("works_count", Atom::Int(0), true)),
        _ => None,
    };
    if let Some((name, bound, above)) = scope {
        let column = table.column(oracle.field(entity, name).unwrap());
        let kept: Vec<bool> = column
            .iter()
            .map(|values| {
                if above {
                    values.iter().any(|value| *value > bound)
                } else {
                    !values.contains(&bound)
                }
            })
            .collect();
        mask = and(mask, &kept);
    }
    if let Some(text) = param("group_by") {
        return group::groups(oracle, table, text, mask, &paging);
    }
    let (page, size) = paging.checked(25)?;
    let rows = order::ordered(oracle, table, sorted.unwrap_or_default(), &mask)?;
    let ids = rows.iter().map(|row| table.records[*row].id.clone());
    let ids = match paging.cursor {
        Some(_) => ids.collect(),
        None => ids.skip((page - 1) * size).take(size).collect(),
    };
    Ok(Answer::Page { count: rows.len(), ids })
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap()
}
