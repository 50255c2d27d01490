//! How what is published spreads over the years.

use crate::rng::Rng;

/// The year in which the snapshots were taken.
pub(crate) const LAST: u16 = 2026;

/// Per mille of the works of each year, the newest first; the years down to 1950 share the rest.
const RECENT: [u64; 27] = [
    22, 56, 62, 64, 66, 70, 84, 58, 53, 48, 44, 40, 36, 33, 30, 27, 24, 22, 19, 17, 15, 13, 12, 10,
    9, 8, 8,
];

/// A year from 1950 on.
pub(crate) fn draw(rng: &mut Rng) -> u16 {
    let mut left = rng.below(1000);
    let mut year = LAST;
    for share in RECENT {
        if left < share {
            break;
        }
        left -= share;
        year -= 1;
    }
    if year == LAST - RECENT.len() as u16 {
        year -= rng.skewed((year - 1950 + 1).into()) as u16;
    }
    year
}
