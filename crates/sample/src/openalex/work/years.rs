//! When works came out.

use super::super::world::{Stream, World};
use crate::json::Date;

const LAST_YEAR: u16 = 2026;

/// Per mille of the works of each year, the newest first; the years down to 1950 share the rest.
const RECENT: [u64; 27] = [
    22, 56, 62, 64, 66, 70, 84, 58, 53, 48, 44, 40, 36, 33, 30, 27, 24, 22, 19, 17, 15, 13, 12, 10,
    9, 8, 8,
];

pub(super) fn date(world: &World, index: u64) -> Date {
    match index {
        0 => Date { year: 2018, month: 2, day: 13 },
        1 => Date { year: 2020, month: 12, day: 31 },
        _ => drawn(world, index),
    }
}

fn drawn(world: &World, index: u64) -> Date {
    let mut rng = world.rng(Stream::WorkYear, index);
    let mut left = rng.below(1000);
    let mut year = LAST_YEAR;
    for share in RECENT {
        if left < share {
            break;
        }
        left -= share;
        year -= 1;
    }
    if year == LAST_YEAR - RECENT.len() as u16 {
        year -= rng.skewed((year - 1950 + 1).into()) as u16;
    }
    // Where only the year is known, the first of January stands for it; nothing is dated after the snapshot.
    let last_month = if year == LAST_YEAR { 6 } else { 12 };
    let (month, day) =
        if rng.chance(250) { (1, 1) } else { (rng.between(1, last_month), rng.between(1, 28)) };
    Date { year, month: month as u8, day: day as u8 }
}
