//! Who and what appears in the snapshots of several sources: people, organizations, funders, journals, publishers.
//!
//! Snapshots of the same seed name the same ones, so that records of different sources can be joined.

mod funder;
mod journal;
mod organization;
mod person;
mod publisher;

pub(crate) use funder::Funder;
pub(crate) use journal::Journal;
pub(crate) use organization::Organization;
pub(crate) use person::Person;
pub(crate) use publisher::Publisher;

use crate::permutation::Permutation;
use crate::rng::Rng;

/// Streams of random numbers; those of the sources have other numbers.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
enum Stream {
    Organization = 100,
    Person,
    Funder,
    Journal,
    Publisher,
}

/// How many of each there are, and the permutations that number them.
pub(crate) struct Cast {
    pub(crate) seed: u64,
    pub(crate) people: u64,
    pub(crate) organizations: u64,
    pub(crate) funders: u64,
    pub(crate) journals: u64,
    pub(crate) publishers: u64,
    numbers: Permutation,
    issns: Permutation,
}

impl Cast {
    /// The cast of a snapshot of so many records.
    pub(crate) fn new(seed: u64, records: u64) -> Self {
        let root = |n: u64| (n as f64).sqrt();
        // Powers by eighths from square roots, which IEEE rounds alike on every machine.
        let eighth = root(records).sqrt().sqrt();
        let scaled = |x: f64, low: u64, high: u64| (x as u64).clamp(low, high);
        Self {
            seed,
            people: records / 2 + 20,
            organizations: scaled(3.0 * root(records), 16, 1 << 18),
            funders: scaled(1.2 * root(records), 12, 32_768),
            journals: scaled(1.24 * root(records) * eighth, 12, 1 << 18),
            publishers: scaled(1.8 * eighth * eighth * eighth, 8, 20_000),
            numbers: Permutation::new(seed, 101, 30),
            issns: Permutation::new(seed, 102, 23),
        }
    }

    fn rng(&self, stream: Stream, index: u64) -> Rng {
        Rng::of(self.seed, stream as u64, index)
    }

    /// A number below 2^30 that nothing else has; `kind` below 16, `index` below 2^26.
    pub(crate) fn number(&self, kind: u64, index: u64) -> u64 {
        self.numbers.apply(kind << 26 | index & ((1 << 26) - 1))
    }
}
