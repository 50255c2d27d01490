//! Which records go to which part file: fixed shares of the index range for each partition date.

use std::ops::Range;

use crate::json::Date;

/// A partition: its date, the era whose record shape it has, and its share of the records in per mille.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Share<E> {
    pub(crate) date: Date,
    pub(crate) era: E,
    pub(crate) permille: u64,
}

/// One part file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part<E> {
    pub(crate) date: Date,
    pub(crate) era: E,
    /// Its number within the partition.
    pub(crate) number: u64,
    /// Never empty.
    pub(crate) records: Range<u64>,
}

/// Cuts `0..records` into partitions by their shares (the last takes the rest) and those into parts of at most `part_records`.
pub(crate) fn plan<E: Copy>(records: u64, shares: &[Share<E>], part_records: u64) -> Vec<Part<E>> {
    let part_records = part_records.max(1);
    let mut parts = Vec::new();
    let (mut start, mut permille) = (0, 0);
    for share in shares {
        permille += share.permille;
        let end = (u128::from(records) * u128::from(permille.min(1000))).div_ceil(1000) as u64;
        for (number, first) in (start..end).step_by(part_records as usize).enumerate() {
            let last = end.min(first.saturating_add(part_records));
            parts.push(Part {
                date: share.date,
                era: share.era,
                number: number as u64,
                records: first..last,
            });
        }
        start = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_every_record_once() {
        let date = Date { year: 2020, month: 1, day: 1 };
        let shares =
            [Share { date, era: 'a', permille: 333 }, Share { date, era: 'b', permille: 667 }];
        for records in [0, 1, 2, 10, 999, 1001] {
            let parts = plan(records, &shares, 100);
            assert!(parts.iter().flat_map(|p| p.records.clone()).eq(0..records));
            assert!(parts.iter().all(|p| (1..=100).contains(&(p.records.end - p.records.start))));
        }
        let numbers: Vec<_> = plan(1000, &shares, 300).iter().map(|p| (p.era, p.number)).collect();
        assert_eq!(numbers, [('a', 0), ('a', 1), ('b', 0), ('b', 1), ('b', 2)]);
    }
}
