//! Members that only certain types of works have.

use super::dates::{self, Partial};
use super::kinds::Home;
use super::work::{Work, every};
use super::world::Stream;
use crate::cast::Organization;
use crate::json::Json;
use crate::lexicon;
use crate::prose;

impl Work<'_> {
    /// `event`: the conference.
    pub(super) fn event(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Special, self.index);
        if self.kind.home != Home::Proceedings
            || self.kind.is("proceedings-series")
            || rng.chance(200)
        {
            return;
        }
        let place = Organization::draw(&self.world.cast, &mut rng);
        json.object("event", |j| {
            if rng.chance(600) {
                j.text("acronym", |j| {
                    place.write_acronym(j);
                    j.raw(" '");
                    j.padded(u64::from(self.dates.year) % 100, 2);
                });
            }
            let day = self.dates.issued.map(|issued| Partial { parts: 3, ..issued });
            dates::partial(j, "end", day);
            j.text("location", |j| {
                j.raw(place.city);
                j.raw(", ");
                j.raw(place.country.name);
            });
            j.text("name", |j| {
                j.raw("Conference on ");
                prose::keyword(lexicon::english(), &mut rng, j);
            });
            j.text("number", |j| j.digits(rng.between(1, 60)));
            j.array("sponsor", |j| j.text_item(|j| place.write_name(j)));
            dates::partial(j, "start", day);
            if rng.chance(100) {
                j.text("theme", |j| prose::keyword(lexicon::english(), &mut rng, j));
            }
        });
    }

    /// `institution`: where a thesis, a report or a preprint comes from.
    pub(super) fn institutions(&self, json: &mut Json) {
        if !["posted-content", "dissertation", "report"].contains(&self.kind.id) {
            return;
        }
        let mut rng = self.world.rng(Stream::Special, self.index);
        let place = Organization::draw(&self.world.cast, &mut rng);
        // Files of earlier years have one object here.
        let (open, close) = if self.is_old { ("", "") } else { ("[", "]") };
        json.key("institution");
        json.raw(open);
        json.braces(|j| {
            j.array("acronym", |j| j.text_item(|j| place.write_acronym(j)));
            if rng.chance(300) {
                j.array("department", |j| j.text_item(|j| j.raw("Engineering")));
                j.array("id", |j| {
                    j.element(|j| {
                        j.str("asserted-by", "publisher");
                        j.text("id", |j| place.ror(j));
                        j.str("id-type", "ROR");
                    });
                });
            }
            j.text("name", |j| place.write_name(j));
            j.array("place", |j| j.text_item(|j| j.raw(place.city)));
        });
        json.raw(close);
    }

    pub(super) fn degree(&self, json: &mut Json) {
        if self.kind.is("dissertation") {
            let degree = ["PhD Thesis", "M.Phil.", "Doctor of Philosophy"][self.index as usize % 3];
            json.array("degree", |j| j.text_item(|j| j.raw(degree)));
        }
    }

    pub(super) fn standards_body(&self, json: &mut Json) {
        if self.kind.is("standard") {
            json.object("standards-body", |j| {
                j.str("acronym", "BSI");
                j.str("name", "BSI British Standards");
            });
        }
    }

    pub(super) fn review(&self, json: &mut Json) {
        if self.kind.is("peer-review") {
            let kinds = ["referee-report", "editor-report", "author-comment"];
            json.object("review", |j| {
                j.text("revision-round", |j| j.digits(1 + self.index % 3));
                j.text("running-number", |j| {
                    j.raw("PR");
                    j.digits(self.index % 9);
                });
                j.str("stage", "pre-publication");
                j.str("type", kinds[self.index as usize % 3]);
            });
        }
    }

    /// `clinical-trial-number`.
    pub(super) fn trials(&self, json: &mut Json) {
        if self.kind.is("journal-article") && every(self.index, 47, 3) {
            json.array("clinical-trial-number", |j| {
                j.element(|j| {
                    j.text("clinical-trial-number", |j| {
                        j.raw("nct");
                        j.padded(self.world.cast.number(8, self.index) % 100_000_000, 8);
                    });
                    j.str("registry", "10.18810/clinical-trials-gov");
                    if self.index % 2 == 1 {
                        j.str("type", "results");
                    }
                });
            });
        }
    }

    pub(super) fn component_number(&self, json: &mut Json) {
        if self.kind.is("report-component") {
            json.str("component-number", "1");
        }
    }

    pub(super) fn group_title(&self, json: &mut Json) {
        let groups = ["Genomics", "Oceanography", "Developmental Biology", "Front Matter"];
        if self.kind.is("posted-content") {
            json.str("group-title", groups[self.index as usize % 4]);
        }
    }

    /// `description`.
    pub(super) fn description(&self, json: &mut Json) {
        if self.kind.is("component") || self.kind.is("dataset") {
            let mut rng = self.world.rng(Stream::Special, self.index);
            json.text("description", |j| prose::sentences(lexicon::english(), 12, &mut rng, j));
        }
    }
}
