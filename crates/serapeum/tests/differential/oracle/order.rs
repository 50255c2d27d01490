//! The order of results.

use std::{cmp::Ordering, rc::Rc};

use super::{
    Oracle,
    answer::{QUERY, Refusal},
    column::Column,
    fields::Sorting,
    filter::Reader,
    form::Form,
    load::Table,
    value::{self, Atom},
};
use crate::features::Feature;

/// A sort key: each record's place by it; without a value, none.
pub(super) struct Key {
    smallest: Vec<Option<usize>>,
    largest: Vec<Option<usize>>,
    descending: bool,
}

impl Key {
    fn new(oracle: &Oracle, table: &Table, name: &str, descending: bool) -> Result<Key, Refusal> {
        let name = if name == "publication_year" { "publication_date" } else { name };
        let field = oracle.field(table.entity.name, name).ok_or(QUERY)?;
        match field.sorting {
            Sorting::No => Err(QUERY),
            Sorting::Truths => {
                let (yes, _) = Reader { oracle, table, field }.condition().ok_or(QUERY)?;
                let places: Vec<_> = yes.iter().map(|truth| Some(usize::from(*truth))).collect();
                Ok(Key { smallest: places.clone(), largest: places, descending })
            }
            Sorting::Values => {
                let column = table.column(field);
                Ok(Key::of(&column, field.form == Form::Folded, descending))
            }
        }
    }

    fn of(column: &Rc<Column>, folds: bool, descending: bool) -> Key {
        // Where case does not count, spellings of one text share a place.
        let places: Vec<usize> = if folds {
            let folded: Vec<Atom> = column.values.iter().map(Atom::folded).collect();
            let mut sorted: Vec<&Atom> = folded.iter().collect();
            sorted.sort_by(|a, b| value::compare(a, b));
            sorted.dedup();
            let place = |atom| sorted.binary_search_by(|known| value::compare(known, atom));
            folded.iter().map(|atom| place(atom).unwrap()).collect()
        } else {
            (0..column.values.len()).collect()
        };
        let of = |row: &Vec<u32>| row.iter().map(|at| places[*at as usize]).collect::<Vec<_>>();
        let rows: Vec<Vec<usize>> = column.rows.iter().map(of).collect();
        Key {
            smallest: rows.iter().map(|row| row.iter().min().copied()).collect(),
            largest: rows.iter().map(|row| row.iter().max().copied()).collect(),
            descending,
        }
    }

    /// A list counts by its smallest value, or by its largest where the order descends. Without a value, last in both
    /// directions.
    fn compare(&self, a: usize, b: usize) -> Ordering {
        let places = if self.descending { &self.largest } else { &self.smallest };
        match (places[a], places[b]) {
            (Some(a), Some(b)) if self.descending => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        }
    }
}

/// The keys of a `sort` parameter; then those of the entity's own order.
pub(super) fn keys(oracle: &Oracle, table: &Table, sort: &str) -> Result<Vec<Key>, Refusal> {
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
    if let [(name, true)] = named.as_slice()
        && ["cited_by_percentile_year.min", "cited_by_percentile_year.max"].contains(&name.as_str())
        && Feature::SortReplaced.is_on()
    {
        named.clear();
    }
    named.extend(table.entity.order.iter().map(|name| ((*name).to_owned(), true)));
    named.iter().map(|(name, descending)| Key::new(oracle, table, name, *descending)).collect()
}

/// Records in the order of some keys, and then of their ids, which are in order as they stand.
pub(super) fn ordered(keys: &[Key], mut rows: Vec<usize>) -> Vec<usize> {
    rows.sort_by(|a, b| {
        let compared = keys.iter().map(|key| key.compare(*a, *b));
        compared.chain([a.cmp(b)]).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    });
    rows
}
