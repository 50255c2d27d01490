//! Funders.

use super::award::AWARDS_EACH;
use super::impact::Impact;
use super::stamp::Stamp;
use super::world::{Stream, World};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon;
use crate::places::{self, Country};
use crate::rng::Rng;

pub(crate) struct Funder {
    index: u64,
    pub(crate) id: u64,
    country: &'static Country,
    rng: Rng,
}

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

    pub(crate) fn ror(&self, world: &World, json: &mut Json) {
        if self.index % 4 == 1 {
            return json.null("ror");
        }
        json.text("ror", |j| {
            j.raw("https://ror.org/");
            identifiers::ror(j, world.identifier((1 << 21) + self.index));
        });
    }

    /// The number of the funder in Crossref's registry.
    fn crossref(&self) -> u64 {
        501_100_000_000 + self.index * 7
    }

    pub(crate) fn doi(&self, json: &mut Json) {
        json.text("doi", |j| {
            j.raw("https://doi.org/10.13039/");
            j.digits(self.crossref());
        });
    }

    /// The funder as a work carries it.
    pub(crate) fn fields(&self, world: &World, json: &mut Json) {
        json.id("id", 'F', self.id);
        json.text("display_name", |j| self.write_name(j));
        self.ror(world, json);
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
            j.text("crossref", |j| j.digits(funder.crossref()));
            funder.doi(j);
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
