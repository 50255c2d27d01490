//! What a work has to do with others.

use super::work::{Work, every};
use crate::cast::Journal;
use crate::json::Json;

/// Relations with their inverses; the work after the one that asserts the first has the second.
const PAIRS: [(&str, &str); 10] = [
    ("is-preprint-of", "has-preprint"),
    ("is-review-of", "has-review"),
    ("is-supplement-to", "is-supplemented-by"),
    ("is-version-of", "has-version"),
    ("is-comment-on", "has-comment"),
    ("is-part-of", "has-part"),
    ("is-translation-of", "has-translation"),
    ("based-on-data", "is-data-basis-for"),
    ("continues", "is-continued-by"),
    ("references", "is-referenced-by"),
];

/// The place in `PAIRS` of what a work asserts, if it asserts one; more of the first do, so that small snapshots have
/// them all.
fn pair(index: u64) -> Option<usize> {
    let period = if index < 64 { 6 } else { 18 };
    every(index, period, 4).then_some((index / 6) as usize % PAIRS.len())
}

impl Work<'_> {
    /// `relation`; of files of earlier years `cites` stays, without anything in it.
    pub(super) fn relations(&self, json: &mut Json) {
        let index = self.index;
        let asserts = pair(index).filter(|_| index + 1 < self.world.works);
        let asserted = index.checked_sub(1).and_then(pair);
        let elsewhere = every(index, 17, 7);
        if asserts.is_none() && asserted.is_none() && !elsewhere && !self.is_old {
            return;
        }
        json.object("relation", |j| {
            if self.is_old {
                j.empty("cites");
            }
            if let Some(pair) = asserted {
                self.related(PAIRS[pair].1, index - 1, "object", j);
            }
            if let Some(pair) = asserts {
                self.related(PAIRS[pair].0, index + 1, "subject", j);
            }
            if elsewhere {
                self.elsewhere(j);
            }
        });
    }

    fn related(&self, name: &str, index: u64, asserter: &str, json: &mut Json) {
        json.array(name, |j| {
            j.element(|j| {
                j.str("asserted-by", asserter);
                j.text("id", |j| Work::of(self.world, index, false).doi(j));
                j.str("id-type", "doi");
            });
        });
    }

    /// Things that are no works here.
    fn elsewhere(&self, json: &mut Json) {
        let number = self.world.cast.number(6, self.index);
        let kind = ["uri", "accession", "issn", "pmid", "arxiv"][(self.index / 17 % 5) as usize];
        json.array("is-related-material", |j| {
            j.element(|j| {
                j.str("asserted-by", "subject");
                j.text("id", |j| match kind {
                    "issn" => {
                        let journal = Journal::of(&self.world.cast, 0);
                        journal.issn(journal.media[0], j);
                    }
                    "pmid" => j.digits(number),
                    _ => {
                        j.raw(match kind {
                            "uri" => "https://lod.example.org/id/dataset/",
                            "accession" => "PRJNA",
                            _ => "arXiv:2101.",
                        });
                        j.digits(number % 100_000);
                    }
                });
                j.str("id-type", kind);
            });
        });
    }
}
