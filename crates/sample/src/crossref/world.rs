//! How many works there are, and who registers them.

use crate::cast::{Cast, Publisher};
use crate::json::Json;
use crate::rng::Rng;

/// Aspects of works; each has its own stream of random numbers.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub(super) enum Stream {
    Facts = 200,
    Dates,
    Title,
    Contributors,
    Funding,
    References,
    Access,
    Assertions,
    Special,
    Abstract,
    Side,
}

/// One work in so many stands in the files twice, with another time of indexing.
const COPIED: u64 = 97;

pub(super) struct World {
    pub(super) cast: Cast,
    /// Works that differ.
    pub(super) works: u64,
    /// Lines of all files: the works, then the second copies of some.
    pub(super) lines: u64,
}

impl World {
    pub(super) fn new(seed: u64, lines: u64) -> Self {
        Self { cast: Cast::new(seed, lines), works: lines - lines / (COPIED + 1), lines }
    }

    /// The work on a line, and whether it is the second copy.
    pub(super) fn work_on(&self, line: u64) -> (u64, bool) {
        match line.checked_sub(self.works) {
            Some(copy) => (copy * COPIED, true),
            None => (line, false),
        }
    }

    pub(super) fn rng(&self, stream: Stream, index: u64) -> Rng {
        Rng::of(self.cast.seed, stream as u64, index)
    }

    /// What a share of all works comes to; skewed draws of `n` give the one at `index` that share.
    pub(super) fn expected(&self, index: u64, n: u64) -> u64 {
        let part = |i: u64| (i as f64 / n.max(1) as f64).sqrt();
        (self.works as f64 * (part(index + 1) - part(index))) as u64
    }
}

/// The number of a member; publishers are members.
pub(super) fn member_id(publisher: u64) -> u64 {
    78 + publisher * 11
}

/// How many prefixes a member has.
pub(super) fn prefixes(publisher: u64) -> u64 {
    1 + publisher % 3
}

/// `10.1016`-like: the prefix number `which` of a member.
pub(super) fn prefix(publisher: u64, which: u64, json: &mut Json) {
    json.raw("10.");
    json.digits(1000 + publisher * 4 + which % prefixes(publisher));
}

/// The name of a member.
pub(super) fn name(world: &World, publisher: u64, json: &mut Json) {
    Publisher::of(&world.cast, publisher).write_name(json);
}
