//! Grants: awards that funders register.

use super::dates;
use super::work::Work;
use super::world::Stream;
use crate::cast::{Funder, Person};
use crate::json::Json;
use crate::lexicon;
use crate::prose;

impl Work<'_> {
    /// `award` and `award-start`.
    pub(super) fn award(&self, json: &mut Json) {
        if self.kind.is("grant") {
            json.text("award", |j| j.digits(self.world.cast.number(9, self.index)));
            dates::partial(json, "award-start", self.dates.issued);
        }
    }

    /// `project`.
    pub(super) fn projects(&self, json: &mut Json) {
        if !self.kind.is("grant") {
            return;
        }
        let mut rng = self.world.rng(Stream::Special, self.index);
        let funder = Funder::draw(&self.world.cast, &mut rng);
        let investigators = Person::draw_some(&self.world.cast, 2, &mut rng);
        let amount = rng.log_uniform(12) * 500;
        json.array("project", |j| {
            j.element(|j| {
                j.object("award-amount", |j| {
                    j.num("amount", amount);
                    j.str("currency", if funder.country.code == "GB" { "GBP" } else { "USD" });
                });
                dates::partial(j, "award-start", self.dates.issued);
                j.array("funding", |j| {
                    j.element(|j| {
                        j.object("funder", |j| {
                            j.array("id", |j| {
                                j.element(|j| {
                                    j.str("asserted-by", "publisher");
                                    j.text("id", |j| funder.doi(j));
                                    j.str("id-type", "DOI");
                                });
                            });
                            j.text("name", |j| funder.write_name(j));
                        });
                        j.str("type", "award");
                    });
                });
                for (place, person) in investigators.iter().enumerate() {
                    let key = ["investigator", "lead-investigator"][place];
                    j.array(key, |j| j.element(|j| self.person(person, 0, &mut rng, j)));
                }
                j.array("project-description", |j| {
                    j.element(|j| {
                        j.text("description", |j| {
                            prose::sentences(lexicon::english(), 30, &mut rng, j);
                        });
                        j.str("language", "en");
                    });
                });
                j.array("project-title", |j| {
                    j.element(|j| j.text("title", |j| prose::title(self.lexicon, &mut rng, j)));
                });
            });
        });
    }
}
