//! What the API tells about the works of a member or a journal: how many there are and what share has which members.
//! They are expectations, not sums over the works.

use crate::json::Json;
use crate::moment::Moment;
use crate::rng::Rng;

/// What is measured, with its usual share in per mille.
const METRICS: [(&str, u64); 12] = [
    ("affiliations", 250),
    ("similarity-checking", 500),
    ("descriptions", 0),
    ("ror-ids", 20),
    ("funders", 150),
    ("licenses", 450),
    ("resource-links", 400),
    ("orcids", 200),
    ("update-policies", 120),
    ("references", 480),
    ("award-numbers", 110),
    ("abstracts", 220),
];
/// The types that are counted by themselves, with their share of the works in per cent.
const TYPES: [(&str, u64); 3] = [("journal-article", 70), ("book-chapter", 20), ("component", 10)];
/// When the numbers were taken: March 2026.
const CHECKED: Moment = Moment(1_772_400_000);

pub(super) struct Coverage {
    total: u64,
    current: u64,
    /// In millionths, for each metric: of current works, then of older ones.
    shares: [[u64; 2]; METRICS.len()],
}

impl Coverage {
    pub(super) fn draw(total: u64, rng: &mut Rng) -> Self {
        let mut share = |usual: u64| match rng.below(4) {
            0 => 0,
            _ => (usual * 2 * rng.below(1000)).min(1_000_000),
        };
        let shares = METRICS.map(|(_, usual)| [share(usual), share(usual / 2)]);
        Self { total, current: total / 6, shares }
    }

    fn of_all(&self, metric: usize) -> u64 {
        let [current, backfile] = self.shares[metric];
        (current * self.current + backfile * (self.total - self.current)) / self.total.max(1)
    }

    pub(super) fn status_check(&self, json: &mut Json) {
        json.num("last-status-check-time", CHECKED.0 * 1000);
    }

    pub(super) fn counts(&self, json: &mut Json) {
        json.object("counts", |j| {
            j.num("current-dois", self.current);
            j.num("backfile-dois", self.total - self.current);
            j.num("total-dois", self.total);
        });
    }

    /// `breakdowns`: pairs of year and number, the largest number first.
    pub(super) fn breakdowns(&self, json: &mut Json) {
        json.object("breakdowns", |j| {
            j.array("dois-by-issued-year", |j| {
                for (year, left) in (2010..=2025).rev().zip(0..) {
                    let number = self.total * (24 - left) / 400;
                    if number > 0 {
                        j.item();
                        j.raw("[");
                        j.item();
                        j.digits(year);
                        j.raw(",");
                        j.digits(number);
                        j.raw("]");
                    }
                }
            });
        });
    }

    pub(super) fn coverage(&self, json: &mut Json) {
        json.object("coverage", |j| {
            for ((name, _), shares) in METRICS.iter().zip(self.shares) {
                for (suffix, share) in ["-current", "-backfile"].iter().zip(shares) {
                    j.decimal(&[name, *suffix].concat(), share, 6);
                }
            }
        });
    }

    pub(super) fn coverage_type(&self, by_type: bool, json: &mut Json) {
        json.object("coverage-type", |j| {
            for (at, part) in ["all", "backfile", "current"].iter().enumerate() {
                let shares = |j: &mut Json| {
                    self.status_check(j);
                    for (metric, (name, _)) in METRICS.iter().enumerate() {
                        let [current, backfile] = self.shares[metric];
                        j.decimal(name, [self.of_all(metric), backfile, current][at], 6);
                    }
                };
                match by_type {
                    true => j.object(part, |j| {
                        for (kind, percent) in TYPES {
                            if self.total * percent >= 100 {
                                j.object(kind, shares);
                            }
                        }
                    }),
                    false => j.object(part, shares),
                }
            }
        });
    }

    pub(super) fn counts_type(&self, json: &mut Json) {
        json.object("counts-type", |j| {
            let backfile = self.total - self.current;
            for (part, count) in
                [("all", self.total), ("backfile", backfile), ("current", self.current)]
            {
                j.object(part, |j| {
                    for (kind, percent) in TYPES {
                        if count * percent >= 100 {
                            j.num(kind, count * percent / 100);
                        }
                    }
                });
            }
        });
    }

    pub(super) fn flags(&self, json: &mut Json) {
        json.object("flags", |j| {
            j.flag("deposits", self.total > 0);
            j.flag("deposits-articles", self.total > 0);
            for ((name, _), shares) in METRICS.iter().zip(self.shares) {
                for (suffix, share) in ["-current", "-backfile"].iter().zip(shares) {
                    j.flag(&["deposits-", name, *suffix].concat(), share > 0);
                }
            }
        });
    }
}

/// `tokens`: the words of the name that `write` appends, in lower case.
pub(super) fn tokens(json: &mut Json, write: impl FnOnce(&mut Json)) {
    let mut name = Json::default();
    write(&mut name);
    let name = String::from_utf8_lossy(&name.bytes).to_lowercase();
    json.array("tokens", |j| {
        for word in name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            j.text_item(|j| j.raw(word));
        }
    });
}
