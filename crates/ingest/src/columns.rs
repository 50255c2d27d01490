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
    paths::{Mark, Paths},
};

/// A record with more elements in one group is cut there, and the rest counted as values that do not conform.
const ELEMENTS: usize = 1 << 20;

/// The columns of a batch.
#[derive(Debug)]
pub(crate) struct Columns {
    schema: SchemaRef,
    names: Vec<&'static str>,
    columns: Vec<Column>,
    groups: Vec<Group>,
    rows: usize,
    /// Bytes that aligned lists take beyond what the records hold.
    repeated: usize,
}

/// The elements of the record at hand in one group of columns.
#[derive(Debug)]
struct Group {
    /// The columns by the number of lists that they are in.
    columns: Vec<Vec<usize>>,
    /// How many elements there were when the one at hand began, by level.
    starts: Vec<usize>,
    elements: usize,
}

impl Sink for Columns {
    #[inline]
    fn put(&mut self, column: usize, rank: u8, value: Scalar<'_>) {
        if let Some(column) = self.columns.get_mut(column) {
            column.put(rank, value);
        }
    }

    fn open(&mut self, mark: Mark) {
        if let Some(group) = self.groups.get_mut(mark.group)
            && let Some(start) = group.starts.get_mut(mark.level)
        {
            *start = group.elements;
        }
    }

    fn close(&mut self, mark: Mark) {
        let Columns { columns, groups, repeated, .. } = self;
        let Some(Group { columns: depths, starts, elements }) = groups.get_mut(mark.group) else {
            return;
        };
        let start = starts.get(mark.level).copied().unwrap_or_default();
        let mut finish = |depth: usize, times: usize| {
            for at in depths.get(depth).into_iter().flatten() {
                let Some(column) = columns.get_mut(*at) else { continue };
                *repeated += match times {
                    0 => column.drop_element(),
                    _ => column.finish_element(times) + size_of::<u64>() * times,
                };
            }
        };
        if *elements == start {
            // The innermost list, or none of the inner ones has an element.
            let fits = *elements < ELEMENTS;
            *elements += usize::from(fits);
            for inner in mark.level + 2..=starts.len() {
                finish(inner, usize::from(fits));
            }
        }
        finish(mark.level + 1, *elements - start);
    }
}

impl Columns {
    pub(crate) fn new(entity: &Entity, paths: &Paths) -> Columns {
        let groups = paths.groups.iter().map(|group| Group {
            columns: group.columns.clone(),
            starts: vec![0; group.depth()],
            elements: 0,
        });
        Columns {
            groups: groups.collect(),
            repeated: 0,
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
        self.groups.iter_mut().for_each(|group| group.elements = 0);
    }

    /// Completes the record at hand.
    pub(crate) fn finish_row(&mut self) {
        for group in &mut self.groups {
            let times = std::mem::take(&mut group.elements);
            for at in group.columns.first().into_iter().flatten() {
                if let Some(column) = self.columns.get_mut(*at) {
                    self.repeated += column.finish_element(times);
                }
            }
        }
        self.columns.iter_mut().for_each(Column::finish_row);
        self.rows += 1;
    }

    /// How many bytes aligned lists took beyond what the records hold, since this was asked last.
    pub(crate) fn take_repeated(&mut self) -> usize {
        std::mem::take(&mut self.repeated)
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

    /// Adds up what did not conform since this was asked last, by field.
    pub(crate) fn take_nulled(&mut self, sum: &mut BTreeMap<String, u64>) {
        for (name, column) in self.names.iter().zip(&mut self.columns) {
            if column.nulled > 0 {
                *sum.entry((*name).to_owned()).or_default() += std::mem::take(&mut column.nulled);
            }
        }
    }
}
