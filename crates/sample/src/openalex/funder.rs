//! Funders, and the awards that works name.

use super::identifiers;
use super::impact::Impact;
use super::stamp::Stamp;
use super::world::{Stream, World};
use crate::json::Json;
use crate::lexicon;
use crate::places::{self, Country};
use crate::rng::{Rng, mix};

pub(crate) struct Funder {
    index: u64,
    pub(crate) id: u64,
    country: &'static Country,
    rng: Rng,
}

/// Awards of one funder; works share them.
const AWARDS_EACH: u64 = 60;

impl Funder {
    pub(crate) fn of(world: &World, index: u64) -> Self {
        let mut rng = world.rng(Stream::Funder, index);
        Self { index, id: world.funder_id(index), country: places::draw(&mut rng), rng }
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        let words = lexicon::english();
        let mut rng = self.rng.clone();
        let kind = rng.below(4) as usize;
        json.raw(["National ", "Federal ", "European ", "The "][kind]);
        json.raw(words.capital(words.content(&mut rng)));
        json.raw([" Science Foundation of ", " Research Council of ", " Fund, ", " Trust, "][kind]);
        json.raw(self.country.name);
    }

    fn ror(&self, world: &World, json: &mut Json) {
        if self.index % 4 == 1 {
            return json.null("ror");
        }
        json.text("ror", |j| {
            j.raw("https://ror.org/");
            identifiers::ror(j, world.identifier((1 << 21) + self.index));
        });
    }

    /// The funder as a work carries it.
    pub(crate) fn fields(&self, world: &World, json: &mut Json) {
        json.id("id", 'F', self.id);
        json.text("display_name", |j| self.write_name(j));
        self.ror(world, json);
    }
}

pub(crate) struct Award {
    pub(crate) funder: Funder,
    id: u64,
    number: u64,
}

impl Award {
    pub(crate) fn draw(world: &World, funder: u64, rng: &mut Rng) -> Self {
        let number =
            mix(world.seed ^ mix(funder << 8 | rng.skewed(AWARDS_EACH)) ^ Stream::Award as u64);
        Self { funder: Funder::of(world, funder), id: number >> 31, number: number % 9_000_000 }
    }

    pub(crate) fn write_number(&self, json: &mut Json) {
        json.raw(["R01", "EP/", "2019-", "№ "][(self.number % 4) as usize]);
        json.padded(self.number, 7);
    }

    /// The award as a work carries it.
    pub(crate) fn fields(&self, json: &mut Json) {
        let words = lexicon::english();
        let mut rng = Rng::of(self.id, Stream::Award as u64, self.number);
        json.id("id", 'G', self.id);
        if self.number.is_multiple_of(2) {
            json.text("display_name", |j| {
                for _ in 0..4 {
                    j.raw(words.capital(words.content(&mut rng)));
                    j.raw(" ");
                }
                j.raw("programme");
            });
        } else {
            json.null("display_name");
        }
        json.text("funder_award_id", |j| self.write_number(j));
        json.id("funder_id", 'F', self.funder.id);
        json.text("funder_display_name", |j| self.funder.write_name(j));
        if self.number.is_multiple_of(5) {
            json.text("doi", |j| {
                j.raw("https://doi.org/10.35802/");
                j.digits(self.number);
            });
        } else {
            json.null("doi");
        }
    }
}

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let funder = Funder::of(world, index);
    let impact = Impact::of(world, 'F', index, world.funders, 25);
    json.braces(|j| {
        j.id("id", 'F', funder.id);
        j.text("display_name", |j| funder.write_name(j));
        j.empty("alternate_titles");
        j.str("country_code", funder.country.code);
        j.nulls(&["description", "homepage_url", "image_url", "image_thumbnail_url"]);
        j.num("awards_count", AWARDS_EACH.min(impact.works));
        impact.counts(j);
        impact.summary_stats(stamp.era, j);
        j.object("ids", |j| {
            j.id("openalex", 'F', funder.id);
            funder.ror(world, j);
            j.text("wikidata", |j| {
                j.raw("https://www.wikidata.org/entity/Q");
                j.digits(world.wikidata(2, index));
            });
            let crossref = 501_100_000_000 + index * 7;
            j.text("crossref", |j| j.digits(crossref));
            j.text("doi", |j| {
                j.raw("https://doi.org/10.13039/");
                j.digits(crossref);
            });
        });
        impact.counts_by_year(j);
        j.array("roles", |j| {
            j.element(|j| {
                j.str("role", "funder");
                j.id("id", 'F', funder.id);
                j.num("works_count", impact.works);
            });
        });
        stamp.write(world, 'F', index, 2023, j);
    });
}
