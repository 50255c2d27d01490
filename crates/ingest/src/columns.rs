//! All columns of an entity, filled record by record and flushed as a batch.

use std::{collections::BTreeMap, sync::Arc};

use arrow::{
    array::{ArrayRef, Int32Array, RecordBatch},
    datatypes::SchemaRef,
    error::ArrowError,
};
use serapeum_lake::fields_schema;
use serapeum_model::Entity;

use crate::{
    column::Column,
    extract::{Scalar, Sink},
};

/// The columns of a batch.
#[derive(Debug)]
pub(crate) struct Columns {
    schema: SchemaRef,
    names: Vec<&'static str>,
    columns: Vec<Column>,
    rows: usize,
}

impl Sink for Columns {
    #[inline]
    fn put(&mut self, column: usize, rank: u8, value: Scalar<'_>) {
        if let Some(column) = self.columns.get_mut(column) {
            column.put(rank, value);
        }
    }
}

impl Columns {
    pub(crate) fn new(entity: &Entity) -> Columns {
        Columns {
            schema: fields_schema(entity),
            names: entity.fields.iter().map(|field| field.name).collect(),
            columns: entity.fields.iter().map(|field| Column::new(*field)).collect(),
            rows: 0,
        }
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// The column at a position of the table.
    pub(crate) fn column(&self, at: usize) -> Option<&Column> {
        self.columns.get(at)
    }

    /// Forgets the record at hand.
    pub(crate) fn undo(&mut self) {
        self.columns.iter_mut().for_each(Column::undo);
    }

    /// Completes the record at hand.
    pub(crate) fn finish_row(&mut self) {
        self.columns.iter_mut().for_each(Column::finish_row);
        self.rows += 1;
    }

    /// The records so far as rows of a part, from row `first` on; the columns start anew.
    pub(crate) fn take(&mut self, part: u32, first: u32) -> Result<RecordBatch, ArrowError> {
        let rows = u32::try_from(self.rows).unwrap_or(u32::MAX);
        let numbers = (first..first.saturating_add(rows)).map(u32::cast_signed);
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.columns.len() + 2);
        arrays.push(Arc::new(Int32Array::from(vec![part.cast_signed(); self.rows])));
        arrays.push(Arc::new(Int32Array::from_iter_values(numbers)));
        for column in &mut self.columns {
            arrays.push(column.take()?);
        }
        self.rows = 0;
        RecordBatch::try_new(Arc::clone(&self.schema), arrays)
    }

    /// Adds up what did not conform, by field.
    pub(crate) fn nulled(&self, sum: &mut BTreeMap<String, u64>) {
        for (name, column) in self.names.iter().zip(&self.columns) {
            if column.nulled > 0 {
                *sum.entry((*name).to_owned()).or_default() += column.nulled;
            }
        }
    }
}
