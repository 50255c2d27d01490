//! How often a work is cited, and how that compares.

use super::super::impact::LAST_YEAR;
use super::super::world::Stream;
use super::Work;
use crate::json::Json;
use crate::rng::Rng;

pub(super) struct Citations {
    pub(super) count: u64,
    rng: Rng,
}

impl Citations {
    pub(super) fn of(work: &Work) -> Self {
        let mut rng = work.world.rng(Stream::WorkImpact, work.index);
        let count = match rng.below(1000) {
            _ if work.index == 0 => 1127,
            0..440 => 0,
            440..985 => 1 + rng.log_uniform(6),
            985..999 => 40 + rng.log_uniform(11),
            _ => 2_000 + rng.log_uniform(17),
        };
        Self { count, rng }
    }

    /// The year's citations, newest first.
    pub(super) fn by_year(&self, work: &Work, json: &mut Json) {
        let mut rng = self.rng.clone();
        let mut left = self.count;
        json.array("counts_by_year", |j| {
            for year in (u64::from(work.date.year).max(2012)..=LAST_YEAR).rev() {
                let cited = (left / 2 + rng.below(2)).min(left);
                left -= cited;
                if cited > 0 {
                    j.element(|j| {
                        j.num("year", year);
                        j.num("cited_by_count", cited);
                    });
                }
            }
        });
    }

    /// `fwci`, `citation_normalized_percentile` and `cited_by_percentile_year`.
    pub(super) fn normalized(&self, json: &mut Json) {
        let mut rng = self.rng.clone();
        rng.next();
        if rng.chance(380) {
            return json.nulls(&[
                "fwci",
                "citation_normalized_percentile",
                "cited_by_percentile_year",
            ]);
        }
        json.decimal("fwci", self.count * rng.between(300, 2500), 4);
        // Rises with the citations and never reaches 1.
        let percentile =
            100_000_000 - 100_000_000 / (self.count + 1) * 9 / 10 - rng.below(9_000_000);
        json.object("citation_normalized_percentile", |j| {
            j.decimal("value", percentile, 8);
            j.flag("is_in_top_1_percent", percentile >= 98_500_000);
            j.flag("is_in_top_10_percent", percentile >= 90_000_000);
        });
        if rng.chance(100) {
            return json.null("cited_by_percentile_year");
        }
        json.object("cited_by_percentile_year", |j| {
            let min = percentile / 1_000_000;
            j.num("min", min);
            j.num("max", (min + 1 + rng.below(3)).min(100));
        });
    }
}
