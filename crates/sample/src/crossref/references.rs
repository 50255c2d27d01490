//! The works a work cites: with a DOI, described, or as they were printed.

use super::work::Work;
use super::world::Stream;
use crate::cast::{Journal, Person};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon;
use crate::prose;
use crate::rng::Rng;

impl Work<'_> {
    /// `reference`, `reference-count` and `references-count`.
    pub(super) fn references(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::References, self.index);
        let number = match rng.below(100) {
            _ if self.kind.is_container() || self.kind.is("component") || self.kind.is("grant") => {
                0
            }
            0..52 => 0,
            52..97 => 1 + rng.skewed(64),
            _ => 40 + rng.skewed(260),
        };
        // Closed references: of some works only the number is told.
        if number > 0 && !rng.chance(30) {
            json.array("reference", |j| {
                for place in 1..=number {
                    j.element(|j| self.reference(place, &mut rng, j));
                }
            });
        }
        json.num("reference-count", number);
        json.num("references-count", number);
    }

    fn reference(&self, place: u64, rng: &mut Rng, json: &mut Json) {
        let world = self.world;
        let form = rng.below(10);
        if form < 6 {
            json.text("DOI", |j| match rng.chance(400) {
                true => Work::of(world, rng.skewed(world.works), false).doi(j),
                false => {
                    j.raw("10.1093/ref/");
                    j.digits(rng.below(1 << 30));
                }
            });
        }
        if form == 7 {
            json.text("ISBN", |j| {
                j.raw("http://id.crossref.org/isbn/");
                identifiers::isbn(j, rng.below(1 << 29));
            });
        }
        if form == 1 {
            json.text("ISSN", |j| {
                let journal = Journal::draw(&world.cast, rng);
                j.raw("http://id.crossref.org/issn/");
                journal.issn(journal.media[0], j);
            });
        }
        let described = form < 8 && form.is_multiple_of(2);
        if described && form < 5 {
            json.text("article-title", |j| prose::title(self.lexicon, rng, j));
        }
        if described {
            json.text("author", |j| {
                j.raw(Person::of(&world.cast, rng.skewed(world.cast.people)).name.family());
            });
        }
        if form == 7 && rng.chance(100) {
            json.str("component", "Figure 2");
        }
        if form < 6 {
            json.str("doi-asserted-by", if rng.chance(550) { "crossref" } else { "publisher" });
        }
        if form == 7 {
            json.str("edition", "2");
        }
        if described {
            json.text("first-page", |j| j.digits(rng.log_uniform(10)));
        }
        if form == 7 {
            json.str("isbn-type", "print");
        }
        if form == 1 {
            json.str("issn-type", "print");
        }
        if form == 2 {
            json.text("issue", |j| j.digits(rng.between(1, 12)));
        }
        if described && form < 6 {
            let journal = Journal::draw(&world.cast, rng);
            json.text("journal-title", |j| journal.write_short_title(j));
        }
        json.text("key", |j| {
            j.raw(if self.index.is_multiple_of(2) { "ref" } else { "10.1000_B" });
            j.digits(place);
        });
        if form == 7 {
            json.text("series-title", |j| prose::keyword(lexicon::english(), rng, j));
            if rng.chance(200) {
                json.str("standard-designator", "ISO 690");
                json.str("standards-body", "ISO");
            }
        }
        if form >= 8 {
            json.text("unstructured", |j| {
                let words = 6 + rng.skewed(12);
                prose::sentences(lexicon::english(), words, rng, j);
            });
        }
        if described {
            json.text("volume", |j| j.digits(rng.between(1, 200)));
            if form == 6 {
                json.text("volume-title", |j| prose::keyword(lexicon::english(), rng, j));
            }
            json.text("year", |j| {
                j.digits(u64::from(self.dates.year) - rng.skewed(25));
                if rng.chance(10) {
                    j.raw("a");
                }
            });
        }
    }
}
