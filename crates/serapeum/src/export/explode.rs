//! Long tables from records: one pass, a record at a time.

use arrow::{array::ArrayRef, error::ArrowError};
use serapeum_ingest::{Column, Scalar};
use serapeum_model::{Chains, Explosion, Field, Lists, Step};
use serde_json::Value;

use super::json;

/// How to make the rows of a long table.
#[derive(Debug)]
pub(super) struct Exploder {
    chains: Chains,
    /// The columns to make, by their place in the table.
    chosen: Vec<usize>,
    fields: Vec<Field>,
    /// The members of a record that are needed.
    members: Vec<String>,
}

/// Rows that are being made.
pub(super) struct Rows<'e> {
    exploder: &'e Exploder,
    columns: Vec<Column>,
    pub(super) rows: usize,
}

impl Exploder {
    /// Makes these columns of a long table.
    ///
    /// # Errors
    /// A path of the table that is none.
    pub(super) fn new(
        explosion: &'static Explosion,
        fields: Vec<Field>,
    ) -> Result<Exploder, String> {
        let chains = explosion.chains()?;
        let place = |field: &Field| explosion.columns.iter().position(|row| row.name == field.name);
        let chosen = fields.iter().filter_map(place).collect();
        let lists = chains.iter().flatten().filter_map(|lists| lists.levels.first());
        let spots = chains.iter().flatten().flat_map(|lists| lists.columns.iter().flatten());
        let record = spots.filter(|spot| spot.level == 0).filter_map(|spot| spot.steps.as_ref());
        let mut members: Vec<String> = lists
            .chain(record)
            .filter_map(|steps| match steps.first() {
                Some(Step::Member(name)) => Some(name.clone()),
                _ => None,
            })
            .collect();
        members.sort_unstable();
        members.dedup();
        Ok(Exploder { chains, chosen, fields, members })
    }

    /// No rows yet.
    pub(super) fn rows(&self) -> Rows<'_> {
        let columns = self.fields.iter().map(|field| Column::new(*field)).collect();
        Rows { exploder: self, columns, rows: 0 }
    }
}

impl Rows<'_> {
    /// Adds the rows of a record.
    ///
    /// # Errors
    /// A record that is no JSON object.
    pub(super) fn add(&mut self, record: &[u8]) -> Result<(), serde_json::Error> {
        let record = json::members(record, &self.exploder.members)?;
        for chain in &self.exploder.chains {
            let before = self.rows;
            let mut position = 0;
            for lists in chain {
                let Some(outermost) = lists.levels.first() else { continue };
                let elements = json::elements(&record, outermost);
                let last = elements.last().map_or(0, |(at, _)| *at);
                for (at, element) in elements {
                    self.element(lists, &mut vec![(0, &record), (position + at, element)]);
                }
                position += last;
            }
            if self.rows > before {
                break;
            }
        }
        Ok(())
    }

    /// The rows of an element: those of the list inside it, or one.
    fn element(&mut self, lists: &Lists, around: &mut Vec<(i64, &Value)>) {
        let inside = match (lists.levels.get(around.len() - 1), around.last()) {
            (Some(steps), Some((_, element))) => json::elements(element, steps),
            _ => Vec::new(),
        };
        if inside.is_empty() {
            return self.row(lists, around);
        }
        for element in inside {
            around.push(element);
            self.element(lists, around);
            around.pop();
        }
    }

    fn row(&mut self, lists: &Lists, around: &[(i64, &Value)]) {
        for (column, at) in self.columns.iter_mut().zip(&self.exploder.chosen) {
            for spot in lists.columns.get(*at).into_iter().flatten() {
                let Some((position, value)) = around.get(spot.level) else { continue };
                match &spot.steps {
                    None => column.put(spot.rank, Scalar::Int(*position)),
                    Some(steps) => {
                        json::scalars(value, steps, &mut |scalar| column.put(spot.rank, scalar));
                    }
                }
            }
            column.finish_row();
        }
        self.rows += 1;
    }

    /// The columns of all rows.
    ///
    /// # Errors
    /// More than 2 GB of text.
    pub(super) fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        self.columns.iter_mut().map(Column::take).collect()
    }
}
