//! Chosen rows of a part, as the Parquet reader takes them.

use parquet::arrow::arrow_reader::{RowSelection, RowSelector};

/// Selects these rows, which ascend, of `rows`.
pub(crate) fn select(chosen: impl Iterator<Item = u32>, rows: u64) -> RowSelection {
    let mut selectors = Vec::new();
    let mut at = 0;
    for row in chosen.map(u64::from).filter(|row| *row < rows) {
        if row > at {
            selectors.push(RowSelector::skip((row - at) as usize));
        }
        selectors.push(RowSelector::select(1));
        at = row + 1;
    }
    if rows > at {
        selectors.push(RowSelector::skip((rows - at) as usize));
    }
    selectors.into()
}

/// Selects all of `rows` but these, which ascend.
pub(crate) fn skip(masked: &[u32], rows: u64) -> RowSelection {
    let mut selectors = Vec::new();
    let mut at = 0;
    for row in masked.iter().map(|row| u64::from(*row)) {
        if row > at {
            selectors.push(RowSelector::select((row - at) as usize));
        }
        selectors.push(RowSelector::skip(1));
        at = row + 1;
    }
    if rows > at {
        selectors.push(RowSelector::select((rows - at) as usize));
    }
    selectors.into()
}
