//! What a resource is about: titles, subjects, dates, descriptions, and what it is contained in.

use super::record::Doi;
use super::world::{Stream, prefix, suffix};
use crate::cast::Journal;
use crate::json::{Date, Json};
use crate::lexicon;
use crate::moment::Moment;
use crate::prose;
use crate::rng::Rng;

const FIELDS: [&str; 8] = [
    "Biological sciences",
    "Earth and related environmental sciences",
    "Physical sciences",
    "Computer and information sciences",
    "Clinical medicine",
    "Chemical sciences",
    "Sociology",
    "Mathematics",
];

impl Doi<'_> {
    pub(super) fn titles(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Titles);
        let second = rng.chance(30);
        json.array("titles", |j| {
            j.element(|j| {
                j.text("title", |j| prose::title(self.lexicon, &mut rng, j));
                if rng.chance(40) || self.index == 20 {
                    j.str("lang", self.lexicon.code);
                }
            });
            if second {
                j.element(|j| {
                    j.text("title", |j| prose::title(lexicon::english(), &mut rng, j));
                    j.str(
                        "titleType",
                        rng.pick(&["TranslatedTitle", "AlternativeTitle", "Subtitle"]),
                    );
                });
            }
        });
    }

    /// `identifiers` and `alternateIdentifiers`, which say the same.
    pub(super) fn identifiers(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Links);
        let kind = rng.pick(&["Publisher ID", "URL", "URN", "GBIF"]);
        let has = rng.chance(250);
        let address = |j: &mut Json| {
            j.raw(if kind == "URL" { "https://archive.example.org/" } else { "urn:nbn:de:0183-" });
            j.digits(self.index);
        };
        json.array("identifiers", |j| {
            if has {
                j.element(|j| {
                    j.text("identifier", address);
                    j.str("identifierType", kind);
                });
            }
        });
        json.array("alternateIdentifiers", |j| {
            if has {
                j.element(|j| {
                    j.str("alternateIdentifierType", kind);
                    j.text("alternateIdentifier", address);
                });
            }
        });
    }

    /// `container`: an empty object where there is none.
    pub(super) fn container(&self, json: &mut Json) {
        let mut rng = self.part_rng(Stream::Titles, 1);
        let form = rng.below(10);
        let journal = Journal::draw(&self.world.cast, &mut rng);
        json.object("container", |j| match form {
            0..2 => {
                j.str("type", if form == 0 { "Journal" } else { "Series" });
                j.text("identifier", |j| journal.issn(journal.media[0], j));
                j.str("identifierType", "ISSN");
                j.text("title", |j| journal.write_title(j));
                j.text("volume", |j| j.digits(rng.between(1, 60)));
                j.text("issue", |j| j.digits(rng.between(1, 12)));
                j.text("firstPage", |j| j.digits(rng.between(1, 400)));
                j.text("lastPage", |j| j.digits(rng.between(401, 420)));
            }
            2 => {
                j.str("type", "DataRepository");
                j.text("title", |j| prose::title(lexicon::english(), &mut rng, j));
            }
            _ => {}
        });
    }

    pub(super) fn subjects(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Subjects);
        let number = if rng.chance(450) { 0 } else { 1 + rng.skewed(9) };
        json.array("subjects", |j| {
            for _ in 0..number {
                j.element(|j| {
                    j.text("subject", |j| prose::keyword(self.lexicon, &mut rng, j));
                    match rng.below(20) {
                        0 => j.str("lang", "eng"),
                        1 => {
                            j.str("subjectScheme", "Library of Congress Subject Headings");
                            j.str("schemeUri", "https://id.loc.gov");
                            j.str("valueUri", "https://id.loc.gov/authorities/subjects/sh1");
                        }
                        2 => {
                            j.str("subjectScheme", "ddc");
                            j.str("classificationCode", "550");
                        }
                        _ => {}
                    }
                });
            }
            if number > 0 && rng.chance(450) {
                let field = *rng.pick_skewed(&FIELDS);
                let text = |j: &mut Json| {
                    j.raw("FOS: ");
                    j.raw(field);
                };
                j.element(|j| j.text("subject", text));
                j.element(|j| {
                    j.text("subject", text);
                    j.str("schemeUri", "http://www.oecd.org/science/inno/38235147.pdf");
                    j.str("subjectScheme", "Fields of Science and Technology (FOS)");
                });
            }
        });
    }

    fn issued(&self, rng: &mut Rng) -> (Date, u64) {
        let last = self.updated.date();
        let month = if self.year >= last.year { 1 } else { rng.between(1, 12) };
        let date = Date { year: self.year, month: month as u8, day: rng.between(1, 28) as u8 };
        (date, rng.below(3))
    }

    fn write_issued(&self, json: &mut Json) {
        match self.issued(&mut self.rng(Stream::Dates)) {
            (date, 0) => json.date(date),
            (date, 1) => {
                json.padded(date.year.into(), 4);
                json.raw("-");
                json.padded(date.month.into(), 2);
            }
            (date, _) => json.padded(date.year.into(), 4),
        }
    }

    /// `dates`, as precise as they are known; some are intervals.
    pub(super) fn dates(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Dates);
        let (date, _) = self.issued(&mut rng);
        json.array("dates", |j| {
            if self.index % 30 != 17 {
                j.element(|j| {
                    j.text("date", |j| self.write_issued(j));
                    j.str("dateType", "Issued");
                });
            }
            let others = ["Updated", "Created", "Available", "Submitted", "Accepted", "Other"];
            for kind in others {
                if rng.chance(if kind == "Updated" { 300 } else { 70 }) {
                    j.element(|j| {
                        j.text("date", |j| j.date(date));
                        j.str("dateType", kind);
                        match kind {
                            "Other" => j.str("dateInformation", "Start"),
                            "Created" => j.null("dateInformation"),
                            _ => {}
                        }
                    });
                }
            }
            if rng.chance(80) {
                j.element(|j| {
                    j.text("date", |j| {
                        j.padded(u64::from(self.year) - rng.below(4), 4);
                        j.raw("-01/");
                        j.padded(self.year.into(), 4);
                        j.raw("-03");
                    });
                    j.str("dateType", "Collected");
                });
            }
        });
    }

    /// `published`: the date of issue as it was given.
    pub(super) fn published(&self, json: &mut Json) {
        match self.index % 30 {
            17 => json.text("published", |j| j.padded(self.year.into(), 4)),
            _ => json.text("published", |j| self.write_issued(j)),
        }
    }

    pub(super) fn descriptions(&self, json: &mut Json) {
        let mut rng = self.part_rng(Stream::Titles, 2);
        let number = if rng.chance(400) { 0 } else { 1 + rng.skewed(3) };
        json.array("descriptions", |j| {
            for place in 0..number {
                let words = 8 + rng.skewed(90);
                let kind = ["Abstract", "TechnicalInfo", "Methods"][place as usize];
                j.element(|j| {
                    j.text("description", |j| {
                        j.raw(if rng.chance(60) { "<p>" } else { "" });
                        prose::sentences(self.lexicon, words, &mut rng, j);
                    });
                    j.str("descriptionType", kind);
                    if rng.chance(100) {
                        j.str("lang", self.lexicon.code);
                    }
                });
            }
        });
    }

    /// `sizes` and `formats`.
    pub(super) fn sizes(&self, rng: &mut Rng, json: &mut Json) {
        json.array("sizes", |j| {
            if rng.chance(280) {
                j.text_item(|j| {
                    j.digits(rng.between(1, 5000));
                    j.raw(rng.pick(&[" Bytes", " KB", " datasets", " Seiten"]));
                });
            }
        });
        json.array("formats", |j| {
            if rng.chance(280) {
                let all =
                    ["text/tab-separated-values", "application/pdf", "application/zip", "CSV"];
                j.text_item(|j| j.raw(rng.pick(&all)));
            }
        });
    }

    /// `relatedItems`: a journal described in place.
    pub(super) fn related_items(&self, json: &mut Json) {
        json.array("relatedItems", |j| {
            if self.index % 70 == 21 {
                let journal = Journal::of(&self.world.cast, self.index % self.world.cast.journals);
                j.element(|j| {
                    j.array("titles", |j| {
                        j.element(|j| j.text("title", |j| journal.write_title(j)));
                    });
                    j.str("relationType", "IsPublishedIn");
                    j.str("relatedItemType", "Journal");
                    j.text("publicationYear", |j| j.digits(self.year.into()));
                    j.object("relatedItemIdentifier", |j| {
                        j.text("relatedItemIdentifier", |j| {
                            prefix(self.client, j);
                            j.raw("/");
                            suffix(self.world, self.index, self.client, j);
                        });
                        j.str("relatedItemIdentifierType", "DOI");
                    });
                });
            }
        });
    }
}

/// The first second of a year.
pub(super) fn new_year(year: u16) -> Moment {
    Moment::midnight(Date { year, month: 1, day: 1 })
}
