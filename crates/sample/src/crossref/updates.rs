//! Corrections, retractions and other updates, and what says where to look for them.

use super::dates;
use super::work::{Work, every};
use crate::json::Json;

const KINDS: [(&str, &str); 5] = [
    ("correction", "Correction"),
    ("retraction", "Retraction"),
    ("new_version", "New version"),
    ("erratum", "Erratum"),
    ("withdrawal", "Withdrawal"),
];
/// One work in so many updates the one before it.
const PERIOD: u64 = 37;
const FIRST: u64 = 2;

fn updates(index: u64) -> bool {
    every(index, PERIOD, FIRST)
}

impl Work<'_> {
    fn has_policy(&self) -> bool {
        self.publisher.is_multiple_of(5) && self.dates.year >= 2012
    }

    /// `update-policy`.
    pub(super) fn update_policy(&self, json: &mut Json) {
        if self.has_policy() {
            json.text("update-policy", |j| {
                j.raw(if self.is_old { "http://dx.doi.org/10." } else { "https://doi.org/10." });
                j.digits(1000 + self.publisher * 4);
                j.raw("/crossmark_policy");
            });
        }
    }

    /// `content-domain`; of some peer reviews without what is restricted.
    pub(super) fn content_domain(&self, json: &mut Json) {
        json.object("content-domain", |j| {
            if !self.kind.is("peer-review") || self.index.is_multiple_of(2) {
                j.flag(
                    "crossmark-restriction",
                    self.has_policy() && self.publisher.is_multiple_of(2),
                );
            }
            j.array("domain", |j| {
                if self.has_policy() {
                    for host in ["link.publisher-", "www.journal-"] {
                        j.text_item(|j| {
                            j.raw(host);
                            j.digits(self.publisher);
                            j.raw(".org");
                        });
                    }
                }
            });
        });
    }

    /// `update-to` and `updated-by`.
    pub(super) fn updates(&self, json: &mut Json) {
        if updates(self.index) {
            self.update("update-to", self.index - 1, self.index, json);
        }
        if updates(self.index + 1) && self.index + 1 < self.world.works {
            self.update("updated-by", self.index + 1, self.index + 1, json);
        }
    }

    /// The work at `other`, by the update at `by`.
    fn update(&self, key: &str, other: u64, by: u64, json: &mut Json) {
        let (kind, label) = KINDS[(by / PERIOD) as usize % KINDS.len()];
        let when = Work::of(self.world, by, false).dates.created;
        json.array(key, |j| {
            j.element(|j| {
                j.text("DOI", |j| Work::of(self.world, other, false).doi(j));
                j.str("label", label);
                j.str(
                    "source",
                    if by.is_multiple_of(3) { "retraction-watch" } else { "publisher" },
                );
                j.str("type", kind);
                dates::moment(j, "updated", when, None);
            });
        });
    }
}
