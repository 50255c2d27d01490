//! A group for each value of a field.

use super::{Dimension, is_wanted};

/// A group.
pub(super) struct Bucket {
    /// The value's place in the column; of the group of records without value, none.
    pub(super) value: Option<usize>,
    pub(super) count: usize,
    pub(super) metric: Option<f64>,
}

/// The groups by key, that of the records without value first.
pub(super) fn buckets(dimension: &Dimension, records: &[usize]) -> Vec<Bucket> {
    let column = dimension.table.column(dimension.field);
    let mut counts = vec![0; column.values.len()];
    let mut unknown = 0;
    for record in records {
        let row = &column.rows[*record];
        row.iter().for_each(|at| counts[*at as usize] += 1);
        unknown += usize::from(row.is_empty() && dimension.unknown);
    }
    let wanted = |at: &usize| counts[*at] > 0 && is_wanted(dimension.field, &column.values[*at]);
    let known = (0..counts.len()).filter(wanted).map(|at| (Some(at), counts[at]));
    let all = (unknown > 0).then_some((None, unknown)).into_iter().chain(known);
    all.map(|(value, count)| Bucket { value, count, metric: None }).collect()
}

/// The records of a group.
pub(super) fn members(
    dimension: &Dimension,
    records: &[usize],
    value: Option<usize>,
) -> Vec<usize> {
    let column = dimension.table.column(dimension.field);
    let has = |record: &&usize| match value {
        Some(value) => column.rows[**record].contains(&(value as u32)),
        None => column.rows[**record].is_empty(),
    };
    records.iter().filter(has).copied().collect()
}
