//! Counts that entities carry about their works.
//!
//! They are expectations, not sums: adding up the works would need a table that grows with them.

use super::stamp::Era;
use super::topic::Topic;
use super::world::{Stream, World};
use crate::json::Json;
use crate::rng::Rng;

/// The last year with works.
pub(crate) const LAST_YEAR: u64 = 2026;

pub(crate) struct Impact {
    pub(crate) works: u64,
    pub(crate) cited_by: u64,
    pub(crate) oa_percent: u64,
    rng: Rng,
}

impl Impact {
    /// Of the thing at `index` of `count` whose kind turns up `per_hundred` times in a hundred works, low indexes more often.
    pub(crate) fn of(world: &World, kind: char, index: u64, count: u64, per_hundred: u64) -> Self {
        let mut rng = world.rng(Stream::Statistics, index << 8 | u64::from(kind as u8));
        // Ranks are drawn as `count * u^2`, so a rank is drawn as often as the square root grows over it.
        let share =
            ((index + 1) as f64 / count as f64).sqrt() - (index as f64 / count as f64).sqrt();
        let works = ((world.works * per_hundred / 100) as f64 * share) as u64;
        let works = works.max(u64::from(!rng.chance(20)));
        let cited_by = works * rng.log_uniform(7) + rng.log_uniform(3) * works.min(1);
        Self { works, cited_by, oa_percent: rng.between(10, 95), rng }
    }

    pub(crate) fn counts(&self, json: &mut Json) {
        json.num("works_count", self.works);
        json.num("cited_by_count", self.cited_by);
    }

    fn h_index(&self) -> u64 {
        let by_citations = (self.cited_by as f64).sqrt() as u64 * 54 / 100;
        by_citations.max(u64::from(self.cited_by > 0)).min(self.works)
    }

    pub(crate) fn summary_stats(&self, era: Era, json: &mut Json) {
        json.object("summary_stats", |j| {
            j.decimal("2yr_mean_citedness", self.cited_by * 700 / self.works.max(1), 4);
            j.num("h_index", self.h_index());
            j.num("i10_index", self.works.min(self.cited_by / 17));
            if era != Era::Walden {
                j.decimal("oa_percent", self.oa_percent * 10, 1);
                j.num("works_count", self.works);
                j.num("cited_by_count", self.cited_by);
            }
        });
    }

    /// The last half dozen years, newest first.
    pub(crate) fn counts_by_year(&self, json: &mut Json) {
        let mut rng = self.rng.clone();
        let years = self.works.min(6);
        json.array("counts_by_year", |j| {
            for back in 0..years {
                let works = self.works / 16 + rng.below(self.works / 8 + 1);
                j.element(|j| {
                    j.num("year", LAST_YEAR - back);
                    j.num("works_count", works);
                    j.num("oa_works_count", works * self.oa_percent / 100);
                    j.num("cited_by_count", rng.below(self.cited_by / 6 + 1));
                });
            }
        });
    }

    /// `topics` with counts and `topic_share` with values, at most `limit` each.
    pub(crate) fn topics(&self, world: &World, limit: u64, json: &mut Json) {
        let mut rng = self.rng.clone();
        let first = rng.skewed(world.topics);
        let number = limit.min(self.works).min(1 + rng.below(limit)).min(world.topics);
        let topics = || (0..number).map(|k| Topic::of(world, (first + 3 * k) % world.topics));
        for (key, unit) in [("topics", "count"), ("topic_share", "value")] {
            json.array(key, |j| {
                for (rank, topic) in (1..).zip(topics()) {
                    j.element(|j| {
                        topic.name_fields(j);
                        match unit {
                            "count" => j.num(unit, self.works.div_ceil(rank + 1)),
                            _ => j.decimal(unit, 90_000 / rank + rng.below(9_000), 7),
                        }
                        topic.classification(j);
                    });
                }
            });
        }
    }
}
