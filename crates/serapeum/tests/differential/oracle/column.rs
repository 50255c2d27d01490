//! All values of a field: each once, and which of them each record has.

use super::value::{self, Atom};

/// Which records match.
pub(crate) type Mask = Vec<bool>;

#[derive(Debug)]
pub(crate) struct Column {
    /// Every value, smallest first.
    pub(crate) values: Vec<Atom>,
    /// Where the values of each record stand in `values`; smallest first.
    pub(crate) rows: Vec<Vec<u32>>,
}

impl Column {
    pub(crate) fn new(records: Vec<Vec<Atom>>) -> Column {
        let mut values: Vec<Atom> = records.iter().flatten().cloned().collect();
        values.sort_by(value::compare);
        values.dedup();
        let place = |atom: &Atom| {
            values.binary_search_by(|known| value::compare(known, atom)).unwrap() as u32
        };
        let rows = records.iter().map(|atoms| atoms.iter().map(place).collect()).collect();
        Column { values, rows }
    }

    /// The records of which some value passes.
    pub(crate) fn test(&self, passes: &dyn Fn(&Atom) -> bool) -> Mask {
        let good: Vec<bool> = self.values.iter().map(passes).collect();
        self.rows.iter().map(|row| row.iter().any(|at| good[*at as usize])).collect()
    }

    /// The records that have a value.
    pub(crate) fn any(&self) -> Mask {
        self.rows.iter().map(|row| !row.is_empty()).collect()
    }

    /// The values of a record.
    pub(crate) fn of(&self, record: usize) -> impl DoubleEndedIterator<Item = &Atom> {
        self.rows[record].iter().map(|at| &self.values[*at as usize])
    }
}

pub(crate) fn and(a: Mask, b: &[bool]) -> Mask {
    a.iter().zip(b).map(|(a, b)| *a && *b).collect()
}

pub(crate) fn or(a: Mask, b: &[bool]) -> Mask {
    a.iter().zip(b).map(|(a, b)| *a || *b).collect()
}

pub(crate) fn not(mask: Mask) -> Mask {
    mask.into_iter().map(|truth| !truth).collect()
}
