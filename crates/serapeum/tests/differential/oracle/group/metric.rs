//! A number that tells something of all records of a group.

use super::Dimension;
use crate::oracle::{
    Oracle,
    answer::{QUERY, Refusal},
    fields::Class,
    load::Table,
    value::Atom,
};

pub(super) struct Metric {
    name: &'static str,
    field: String,
}

impl Metric {
    /// Of `cited_by_count.mean`.
    pub(super) fn read(oracle: &Oracle, table: &Table, text: &str) -> Result<Metric, Refusal> {
        let (field, name) = text.rsplit_once('.').ok_or(QUERY)?;
        let name = ["mean", "sum", "min", "max"].into_iter().find(|known| *known == name);
        let known = oracle.field(table.entity.name, field).ok_or(QUERY)?;
        if known.class != Class::Number {
            return Err(QUERY);
        }
        Ok(Metric { name: name.ok_or(QUERY)?, field: field.to_owned() })
    }

    /// The member of a group that tells it.
    pub(super) fn member(&self) -> String {
        format!("{}_{}", self.name, self.field.replace('.', "_"))
    }

    /// None where no record has a value.
    pub(super) fn of(&self, dimension: &Dimension, records: &[usize]) -> Option<f64> {
        let table = dimension.table;
        let column = table.column(dimension.oracle.field(table.entity.name, &self.field).unwrap());
        let values: Vec<f64> =
            records.iter().flat_map(|record| column.of(*record)).filter_map(Atom::number).collect();
        let sum: f64 = values.iter().sum();
        match self.name {
            _ if values.is_empty() => None,
            "mean" => Some(sum / values.len() as f64),
            "sum" => Some(sum),
            "min" => values.into_iter().reduce(f64::min),
            _ => values.into_iter().reduce(f64::max),
        }
    }
}
