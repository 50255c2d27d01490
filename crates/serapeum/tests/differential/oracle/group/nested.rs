//! Groups of groups.

use super::{Dimension, USUAL, order::Order, records, terms};
use crate::oracle::{
    Oracle,
    answer::{Answer, Groups, QUERY, Refusal, Row},
    column::Mask,
    fields::Grouping,
    form::Form,
    load::Table,
    params::Params,
};

/// The most dimensions.
const MOST: usize = 3;

pub(super) fn groups(
    oracle: &Oracle,
    table: &Table,
    text: &str,
    mask: Mask,
    params: &Params,
) -> Result<Answer, Refusal> {
    let dimensions: Result<Vec<Dimension>, Refusal> =
        text.split(',').map(|part| Dimension::read(oracle, table, part)).collect();
    let dimensions = dimensions?;
    if dimensions.len() > MOST || !dimensions.iter().all(combines) || params.get("cursor").is_some()
    {
        return Err(QUERY);
    }
    let (_, size) = params.paging(USUAL)?;
    let mask = dimensions.iter().fold(mask, |mask, dimension| dimension.narrowed(mask));
    let records = records(&mask);
    let total = Some(terms::buckets(&dimensions[0], &records).len());
    let rows = rows(&dimensions, &records, size);
    Ok(Answer::Groups(Groups { count: records.len(), told: None, total, rows, query: None }))
}

fn rows(dimensions: &[Dimension], records: &[usize], size: usize) -> Vec<Row> {
    let [dimension, inner @ ..] = dimensions else { return Vec::new() };
    let mut buckets = terms::buckets(dimension, records);
    Order::COUNT.sort(&mut buckets);
    buckets.truncate(size);
    let row = |bucket: &terms::Bucket| {
        let groups = (!inner.is_empty()).then(|| {
            let members = terms::members(dimension, records, bucket.value);
            rows(inner, &members, size)
        });
        Row { groups, ..dimension.row(bucket) }
    };
    buckets.iter().map(row).collect()
}

/// Whether a field can be one of several dimensions.
fn combines(dimension: &Dimension) -> bool {
    can_combine(dimension.field)
}

pub(crate) fn can_combine(field: &crate::oracle::fields::Field) -> bool {
    let hierarchy = ["domain.id", "field.id", "subfield.id"];
    let topics = field.name.starts_with("topics.") || field.name.starts_with("primary_topic.");
    field.grouping == Grouping::Values
        && field.form != Form::Bool
        && !(topics && hierarchy.iter().any(|ending| field.name.ends_with(ending)))
}
