//! Addresses cut into pieces of work.

use std::ops::Range;

use serapeum_lake::{Manifest, Page};

use crate::{Address, Engine, Error};

/// About the most addresses in a piece.
const LONGEST: usize = 4_096;
/// Bytes of a page of records that are more than a few ordinary records make.
const UNUSUAL: u64 = 1 << 20;

impl Engine {
    /// Cuts addresses into pieces whose records have about `bytes` together. Where addresses ascend, no two pieces
    /// share a page of the records, so that each is read once. Where a piece ends depends on nothing before it.
    ///
    /// # Errors
    /// As [`Engine::fetch`].
    pub fn pieces(
        &self,
        manifest: &Manifest,
        addresses: &[Address],
        bytes: u64,
    ) -> Result<Vec<Range<usize>>, Error> {
        let (mut pieces, mut start, mut held) = (Vec::new(), 0, 0);
        let mut here: Option<(u32, Page)> = None;
        for (at, (part, row)) in addresses.iter().enumerate() {
            if here.is_none_or(|(known, page)| known != *part || !page.contains(*row)) {
                if held >= bytes || at - start >= LONGEST {
                    pieces.push(start..at);
                    (start, held) = (at, 0);
                }
                here = self.records(manifest, *part)?.page(*row).map(|page| (*part, page));
            }
            // Of a page with an unusual record this may be the one.
            held += here.map_or(0, |(_, page)| match page.bytes {
                usual if usual < UNUSUAL => usual / page.rows.max(1),
                unusual => unusual,
            });
        }
        if start < addresses.len() {
            pieces.push(start..addresses.len());
        }
        Ok(pieces)
    }

    /// How many threads a query has.
    pub fn threads(&self) -> usize {
        self.session().copied_config().target_partitions()
    }
}
