//! Who paid for a work.

use super::work::{Work, every};
use super::world::Stream;
use crate::cast::Funder;
use crate::json::Json;

impl Work<'_> {
    /// `funder`: of those without a DOI only the name is known.
    pub(super) fn funders(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Funding, self.index);
        let often = if self.dates.year >= 2012 { 260 } else { 20 };
        if self.kind.is_container() || self.kind.is("grant") || !rng.chance(often) {
            return;
        }
        json.array("funder", |j| {
            for _ in 0..1 + rng.skewed(4) {
                let funder = Funder::draw(&self.world.cast, &mut rng);
                let known = rng.chance(680);
                let asserter = if rng.chance(850) { "publisher" } else { "crossref" };
                j.element(|j| {
                    if known {
                        j.text("DOI", |j| funder.doi(j));
                    }
                    let awards = if rng.chance(300) { 0 } else { 1 + rng.skewed(3) };
                    if rng.chance(850) {
                        j.array("award", |j| {
                            for _ in 0..awards {
                                j.text_item(|j| funder.write_award(&mut rng, j));
                            }
                        });
                    }
                    if awards > 0 && rng.chance(100) {
                        j.array("award-info", |j| {
                            j.element(|j| {
                                j.array("award-number", |j| {
                                    j.text_item(|j| funder.write_award(&mut rng, j));
                                });
                            });
                        });
                    }
                    if known {
                        j.str("doi-asserted-by", asserter);
                        j.array("id", |j| {
                            j.element(|j| {
                                j.str("asserted-by", asserter);
                                j.text("id", |j| funder.doi(j));
                                j.str("id-type", "DOI");
                            });
                            if funder.index % 4 == 1 {
                                j.element(|j| {
                                    j.str("asserted-by", "publisher");
                                    j.text("id", |j| funder.ror(j));
                                    j.str("id-type", "ROR");
                                });
                            }
                        });
                    }
                    if !known || !every(self.index, 400, 3) {
                        j.text("name", |j| funder.write_name(j));
                    }
                });
            }
        });
    }
}
