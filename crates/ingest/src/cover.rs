//! Which rows of a lake belong to shards that stay.

use std::collections::BTreeMap;

use serapeum_lake::{Part, Shard};

use crate::keys::Address;

/// The rows of some shards, by part.
#[derive(Debug, Default)]
pub(crate) struct Cover(BTreeMap<u32, Vec<Run>>);

/// Rows of one shard: first, the one after the last, and the shard's position in the manifest.
type Run = (u32, u32, usize);

impl Cover {
    /// The rows of shards, each with its position in the manifest that is being made.
    pub(crate) fn of<'s>(shards: impl Iterator<Item = (usize, &'s Shard)>) -> Cover {
        let mut parts = BTreeMap::<u32, Vec<Run>>::new();
        for (position, shard) in shards {
            for slice in &shard.slices {
                let end = slice.first.saturating_add(slice.rows);
                parts.entry(slice.part).or_default().push((slice.first, end, position));
            }
        }
        parts.values_mut().for_each(|runs| runs.sort_unstable());
        Cover(parts)
    }

    /// The position of the shard that a row came from, if it is one of them.
    pub(crate) fn position(&self, part: u32, row: u32) -> Option<usize> {
        let runs = self.0.get(&part)?;
        let after = runs.partition_point(|(first, ..)| *first <= row);
        let (_, end, position) = runs.get(after.checked_sub(1)?)?;
        (row < *end).then_some(*position)
    }

    /// How many rows of a part are covered.
    pub(crate) fn rows(&self, part: u32) -> u64 {
        self.0.get(&part).into_iter().flatten().map(|(first, end, _)| u64::from(end - first)).sum()
    }

    /// The rows of a part that are not covered.
    pub(crate) fn gaps(&self, part: &Part, into: &mut Vec<Address>) {
        let mut next = 0;
        let rows = u32::try_from(part.rows).unwrap_or(u32::MAX);
        let runs = self.0.get(&part.number).into_iter().flatten();
        for (first, end, _) in runs.chain([&(rows, rows, 0)]) {
            into.extend((next..*first).map(|row| (part.number, row)));
            next = *end;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use serapeum_lake::{File, Slice};

    use super::*;

    #[test]
    fn rows_are_of_the_shard_whose_slice_holds_them() {
        let shard = |slices: &[(u32, u32, u32)]| Shard {
            path: String::new(),
            bytes: 0,
            checksum: String::new(),
            records: 0,
            rejects: Default::default(),
            slices: slices
                .iter()
                .map(|(part, first, rows)| Slice { part: *part, first: *first, rows: *rows })
                .collect(),
            nulled: Default::default(),
            filled: Default::default(),
            implausible: Default::default(),
            paths: String::new(),
        };
        let shards = [shard(&[(1, 2, 3), (4, 0, 1)]), shard(&[(1, 7, 1)])];
        let cover = Cover::of(shards.iter().enumerate());
        let found: Vec<_> = (0..9).map(|row| cover.position(1, row)).collect();
        let expected = [None, None, Some(0), Some(0), Some(0), None, None, Some(1), None];
        assert_eq!(found, expected);
        assert_eq!(
            (cover.rows(1), cover.rows(4), cover.rows(9), cover.position(9, 0)),
            (4, 1, 0, None)
        );
        let fields = File { name: String::new(), bytes: 0, checksum: String::new() };
        let part = |number| Part {
            number,
            rows: 9,
            masked: 0,
            fields: fields.clone(),
            records: None,
            words: None,
        };
        let mut gaps = Vec::new();
        cover.gaps(&part(1), &mut gaps);
        assert_eq!(gaps, [0, 1, 5, 6, 8].map(|row| (1, row)));
        gaps.clear();
        cover.gaps(&part(9), &mut gaps);
        assert_eq!(gaps.len(), 9);
    }
}
