//! Groups that are not values of a field: truth values of conditions, continents, versions.

use super::Dimension;
use crate::oracle::{
    answer::{Groups, Label, Row},
    column::Mask,
    fields::{Field, Grouping},
    filter::{Reader, open_versions},
    regions,
    value::Atom,
};

const VERSIONS: [&str; 3] = ["submittedVersion", "acceptedVersion", "publishedVersion"];
const OPEN_VERSIONS: [&str; 3] = ["any", "acceptedOrPublished", "published"];

pub(super) fn groups(dimension: &Dimension, records: &[usize]) -> Groups {
    let rows = rows(dimension, records);
    let total = (dimension.field.grouping == Grouping::Truths).then_some(2);
    Groups { count: records.len(), told: told(dimension.field), total, rows, query: None }
}

/// `meta.groups_count` where it is not the number of rows.
pub(super) fn told(field: &Field) -> Option<usize> {
    match field.grouping {
        Grouping::Truths => Some(2),
        _ if field.name.contains("continent") || field.name.contains("version") => Some(3),
        _ => None,
    }
}

pub(super) fn rows(dimension: &Dimension, records: &[usize]) -> Vec<Row> {
    let Dimension { oracle, table, field, unknown } = *dimension;
    let column = table.column(field);
    let count = |mask: &Mask| records.iter().filter(|record| mask[**record]).count();
    let test = |passes: &dyn Fn(&Atom) -> bool| count(&column.test(passes));
    let any = count(&column.any());
    let missing = records.len() - any;
    let mut rows: Vec<Row> = match field.grouping {
        Grouping::Truths => {
            let (yes, no) = Reader { oracle, table, field }.condition().unwrap();
            // Two rows in this order, whatever they count.
            return vec![row("true", "true", count(&yes)), row("false", "false", count(&no))];
        }
        Grouping::Continents => {
            let within = |countries: &'static [&'static str]| {
                test(&|atom| atom.text().is_some_and(|code| countries.contains(&code)))
            };
            let known = regions::CONTINENTS.iter();
            let known = known.map(|(id, label, countries)| row(id, label, within(countries)));
            known.chain([row("unknown", "unknown", missing)]).collect()
        }
        Grouping::Versions => {
            let of = |version: &str| test(&|atom| atom.text() == Some(version));
            let known = VERSIONS.iter().map(|version| row(version, version, of(version)));
            let last = unknown.then(|| row("unknown", "unknown", missing));
            known.chain(last).collect()
        }
        _ => {
            // Counted by the best open location, although the filter looks at all locations.
            let best = oracle.field("works", "best_oa_location.version").unwrap();
            let best = table.column(best);
            let of = |name: &str| {
                let versions = open_versions(name).unwrap();
                count(&best.test(&|atom| {
                    atom.folded().text().is_some_and(|text| versions.contains(&text))
                }))
            };
            OPEN_VERSIONS.iter().map(|name| row(name, name, of(name))).collect()
        }
    };
    rows.retain(|row| row.count > 0);
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

fn row(key: &str, label: &str, count: usize) -> Row {
    Row {
        key: key.to_owned(),
        label: Label::Is(label.to_owned()),
        count,
        metric: None,
        groups: None,
    }
}
