//! When works came out.

use super::super::world::{Stream, World};
use crate::json::Date;
use crate::years;

pub(super) fn date(world: &World, index: u64) -> Date {
    match index {
        0 => Date { year: 2018, month: 2, day: 13 },
        1 => Date { year: 2020, month: 12, day: 31 },
        _ => drawn(world, index),
    }
}

fn drawn(world: &World, index: u64) -> Date {
    let mut rng = world.rng(Stream::WorkYear, index);
    let year = years::draw(&mut rng);
    // Where only the year is known, the first of January stands for it; nothing is dated after the snapshot.
    let last_month = if year == years::LAST { 6 } else { 12 };
    let (month, day) =
        if rng.chance(250) { (1, 1) } else { (rng.between(1, last_month), rng.between(1, 28)) };
    Date { year, month: month as u8, day: day as u8 }
}
