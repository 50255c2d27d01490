//! Which works a work cites, and which are like it.

use super::super::world::Stream;
use super::{Work, years};
use crate::json::Json;
use crate::rng::Rng;

/// Spreads the often cited works over the whole index range: a prime, so that it divides few sizes.
const STRIDE: u64 = 999_999_000_001;
/// Draws for one reference before giving up on finding an older work.
const TRIES: u64 = 3;

impl Work<'_> {
    /// The work at this rank of being cited.
    fn at_rank(&self, rank: u64) -> u64 {
        (u128::from(rank) * u128::from(STRIDE) % u128::from(self.world.works)) as u64
    }

    /// `referenced_works` and, where asked for, `referenced_works_count`.
    pub(super) fn references(&self, with_count: bool, json: &mut Json) {
        let mut rng = self.world.rng(Stream::WorkReferences, self.index);
        let wanted = self.references_wanted(&mut rng).min(self.world.works / 3);
        let mut count = 0;
        json.array("referenced_works", |j| {
            let mut last = None;
            // One reference from each slice of the ranks: no two are equal, and no table is needed to see to it.
            for slice in 0..wanted {
                if let Some(rank) = self
                    .reference(slice, wanted, &mut rng)
                    .filter(|&rank| last.is_none_or(|l| l < rank))
                {
                    last = Some(rank);
                    count += 1;
                    j.id_item('W', self.world.work_id(self.at_rank(rank)));
                }
            }
        });
        if with_count {
            json.num("referenced_works_count", count);
        }
    }

    fn references_wanted(&self, rng: &mut Rng) -> u64 {
        match rng.below(100) {
            _ if self.index == 0 => 70,
            _ if self.is_stub => 0,
            0..24 => 0,
            24..96 => 1 + rng.skewed(106),
            _ => 60 + rng.skewed(500),
        }
    }

    /// The rank of a work not younger than this one; low ranks come more often.
    fn reference(&self, slice: u64, slices: u64, rng: &mut Rng) -> Option<u64> {
        (0..TRIES).find_map(|_| {
            let u = (slice << 16 | rng.below(1 << 16)) / slices;
            let rank = ((u128::from(self.world.works) * u128::from(u * u)) >> 32) as u64;
            let index = self.at_rank(rank);
            (index != self.index && years::date(self.world, index).year <= self.date.year)
                .then_some(rank)
        })
    }

    pub(super) fn related(&self, json: &mut Json) {
        let mut rng = Rng::of(self.id, 0, self.world.seed);
        let number = if rng.chance(if self.is_stub { 600 } else { 60 }) {
            0
        } else {
            10.min(self.world.works / 2)
        };
        let first = rng.below(self.world.works);
        json.array("related_works", |j| {
            for k in 0..number {
                let index = (first + k * 7) % self.world.works;
                if index != self.index && (k == 0 || index != first) {
                    j.id_item('W', self.world.work_id(index));
                }
            }
        });
    }
}
