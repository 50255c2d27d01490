//! The order of results.

use std::cmp::Ordering;

use super::{
    Oracle, QUERY, Refusal,
    filter::folded,
    form::Form,
    load::{Column, Table},
    value::{self, Atom},
};

struct Key {
    column: Column,
    descending: bool,
    folds: bool,
    /// Whether missing means false.
    flags: bool,
}

impl Key {
    fn new(oracle: &Oracle, table: &Table, name: &str, descending: bool) -> Result<Key, Refusal> {
        let name = if name == "publication_year" { "publication_date" } else { name };
        let field = oracle.field(table.entity, name).filter(|field| field.sorts).ok_or(QUERY)?;
        let (folds, flags) = (field.form == Form::Folded, field.form == Form::Any);
        Ok(Key { column: table.column(field), descending, folds, flags })
    }

    /// A list counts by its smallest value, or by its largest where the order descends.
    fn of(&self, record: usize) -> Option<Atom> {
        let values = &self.column[record];
        let folds = values.iter().map(|atom| if self.folds { folded(atom) } else { atom.clone() });
        let found = if self.descending {
            folds.max_by(value::compare)
        } else {
            folds.min_by(value::compare)
        };
        found.or(self.flags.then_some(Atom::Bool(false)))
    }
}

/// The records that match, in the order of a `sort` parameter, which the entity's own order follows, and the number.
pub(super) fn ordered(
    oracle: &Oracle,
    table: &Table,
    sort: &str,
    mask: &[bool],
) -> Result<Vec<usize>, Refusal> {
    let mut named: Vec<(String, bool)> = Vec::new();
    for part in sort.split(',').filter(|part| !part.is_empty()) {
        let (name, direction) = part.split_once(':').unwrap_or((part, "asc"));
        let descending = match direction {
            "asc" => false,
            "desc" => true,
            _ => return Err(QUERY),
        };
        let name = name.replace('-', "_");
        match named.iter_mut().find(|(other, _)| *other == name) {
            Some(known) => known.1 = descending,
            None => named.push((name, descending)),
        }
    }
    let own: &[&str] = match table.entity {
        "works" => &["cited_by_percentile_year.max", "cited_by_count"],
        "awards" => &["funded_outputs_count"],
        _ => &["works_count"],
    };
    named.extend(own.iter().map(|name| ((*name).to_owned(), true)));
    let keys: Result<Vec<Key>, Refusal> =
        named.iter().map(|(name, descending)| Key::new(oracle, table, name, *descending)).collect();
    let keys = keys?;
    let mut rows: Vec<(Vec<Option<Atom>>, usize)> = (0..mask.len())
        .filter(|record| mask[*record])
        .map(|record| (keys.iter().map(|key| key.of(record)).collect(), record))
        .collect();
    rows.sort_by(|(a, x), (b, y)| {
        let compared = keys.iter().zip(a.iter().zip(b)).map(|(key, (a, b))| match (a, b) {
            (Some(a), Some(b)) if key.descending => value::compare(b, a),
            (Some(a), Some(b)) => value::compare(a, b),
            // Without a value, last in both directions.
            (a, b) => a.is_none().cmp(&b.is_none()),
        });
        let id = table.records[*x].id.cmp(&table.records[*y].id);
        compared.chain([id]).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    });
    Ok(rows.into_iter().map(|(_, record)| record).collect())
}
