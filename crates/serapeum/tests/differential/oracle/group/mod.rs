//! The parameters `group_by` and `group_bys`.

mod fixed;
mod label;
mod metric;
mod nested;
mod order;
mod terms;

use super::{
    Oracle,
    answer::{Answer, Facets, Groups, QUERY, Query, Refusal, Row},
    column::{Mask, and},
    fields::{Class, Field, Grouping},
    filter::Reader,
    load::Table,
    params::Params,
};
pub(crate) use nested::can_combine;
use order::Order;

/// A field to group by, and whether the records without value are a group.
#[derive(Clone, Copy)]
struct Dimension<'a> {
    oracle: &'a Oracle,
    table: &'a Table,
    field: &'a Field,
    unknown: bool,
}

/// So many groups a page, where a request names no number.
const USUAL: usize = 200;
/// The same for each of several fields side by side.
const USUAL_FACET: usize = 25;

impl<'a> Dimension<'a> {
    fn read(oracle: &'a Oracle, table: &'a Table, text: &str) -> Result<Dimension<'a>, Refusal> {
        let (name, unknown) = match text.split_once(':') {
            None => (text, false),
            Some((name, suffix)) if suffix.eq_ignore_ascii_case("include_unknown") => (name, true),
            Some((name, suffix)) if suffix.eq_ignore_ascii_case("known") => (name, false),
            Some(_) => return Err(QUERY),
        };
        let field = oracle.field(table.entity.name, name).ok_or(QUERY)?;
        if field.grouping == Grouping::None {
            return Err(QUERY);
        }
        Ok(Dimension { oracle, table, field, unknown })
    }

    /// Some fields count only works of a kind.
    fn narrowed(&self, mask: Mask) -> Mask {
        let Dimension { oracle, table, field, .. } = *self;
        let mut reader = Reader { oracle, table, field };
        if field.name == "locations.source.host_institution_lineage" {
            reader.field = oracle.field(table.entity.name, "repository").unwrap();
        }
        match reader.kind_of_source() {
            Some(kind) => and(mask, &kind),
            None => mask,
        }
    }

    /// All groups of some records: those of values by key, the others in their own order.
    fn rows(&self, records: &[usize]) -> Vec<Row> {
        match self.field.grouping {
            Grouping::Values | Grouping::None => {
                let mut buckets = terms::buckets(self, records);
                Order::COUNT.sort(&mut buckets);
                buckets.iter().map(|bucket| self.row(bucket)).collect()
            }
            _ => fixed::rows(self, records),
        }
    }

    fn row(&self, bucket: &terms::Bucket) -> Row {
        let column = self.table.column(self.field);
        let key = bucket.value.map(|at| &column.values[at]);
        Row {
            key: self.field.form.shown(key),
            label: label::label(self, key),
            count: bucket.count,
            metric: None,
            groups: None,
        }
    }
}

fn records(mask: &Mask) -> Vec<usize> {
    (0..mask.len()).filter(|record| mask[*record]).collect()
}

pub(super) fn groups(
    oracle: &Oracle,
    table: &Table,
    text: &str,
    mask: Mask,
    params: &Params,
) -> Result<Answer, Refusal> {
    if text.contains(',') {
        return nested::groups(oracle, table, text, mask, params);
    }
    let dimension = Dimension::read(oracle, table, text)?;
    let field = dimension.field;
    let walks = params.get("cursor").is_some();
    if walks && field.is_truth() {
        return Err(QUERY);
    }
    let mask = dimension.narrowed(mask);
    let records = records(&mask);
    let sort = params.get("sort").unwrap_or_default();
    let order = Order::read(oracle, table, sort)?;
    if walks && !order.is_of_walks() {
        return Err(QUERY);
    }
    if field.grouping != Grouping::Values {
        if field.grouping == Grouping::Truths && !sort.is_empty() {
            return Err(QUERY);
        }
        let (page, _) = params.paging(USUAL)?;
        let mut all = fixed::groups(&dimension, &records);
        // The first page has them all: see the known differences.
        if page > 1 {
            all.rows.clear();
            all.told = all.told.filter(|_| field.grouping != Grouping::Truths);
        }
        return Ok(Answer::Groups(all));
    }
    let (page, size) = params.paging(USUAL)?;
    let mut buckets = terms::buckets(&dimension, &records);
    let total = buckets.len();
    let metric = order.measure(&dimension, &records, &mut buckets);
    if !walks {
        order.sort(&mut buckets);
    }
    let words = matches!(field.name, "author.id" | "authorships.author.id");
    let query = params.get("q").map(|text| Query { text: text.to_owned(), words, size });
    let shown: Vec<&terms::Bucket> = if walks || query.is_some() {
        buckets.iter().collect()
    } else {
        buckets.iter().skip((page - 1) * size).take(size).collect()
    };
    let row = |bucket: &&terms::Bucket| Row {
        metric: metric.as_ref().map(|name| (name.clone(), bucket.metric)),
        ..dimension.row(bucket)
    };
    let rows = shown.iter().map(row).collect();
    let told = fixed::told(field);
    Ok(Answer::Groups(Groups { count: records.len(), told, total: Some(total), rows, query }))
}

/// Groups of several fields, side by side.
pub(super) fn facets(
    oracle: &Oracle,
    table: &Table,
    text: &str,
    mask: Mask,
    params: &Params,
) -> Result<Answer, Refusal> {
    let (_, size) = params.paging(USUAL_FACET)?;
    let matching = records(&mask);
    let mut facets = Vec::new();
    for part in text.split(',') {
        let dimension = Dimension::read(oracle, table, part)?;
        let mut rows = dimension.rows(&records(&dimension.narrowed(mask.clone())));
        if dimension.field.grouping == Grouping::Values {
            rows.truncate(size);
        }
        facets.push((dimension.field.name.to_owned(), rows));
    }
    Ok(Answer::Facets(Facets { count: matching.len(), facets }))
}

/// Groups of identifiers of one letter.
fn is_wanted(field: &Field, atom: &super::value::Atom) -> bool {
    match field.class {
        Class::Only(letter) => atom.text().is_some_and(|id| id.starts_with(letter)),
        _ => true,
    }
}
