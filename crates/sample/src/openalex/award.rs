//! Awards: as works name them, and their own records, which say more of every third.
//!
//! The works that an award lists exist, but need not name it: that would take a table that grows with them.

use super::author::Author;
use super::funder::Funder;
use super::institution::Institution;
use super::stamp::Stamp;
use super::topic::Topic;
use super::world::{Stream, World};
use crate::json::{Date, Json};
use crate::lexicon;
use crate::rng::{Rng, mix};

/// Awards of one funder; works share them.
pub(crate) const AWARDS_EACH: u64 = 60;

pub(crate) struct Award {
    pub(crate) funder: Funder,
    id: u64,
    number: u64,
}

impl Award {
    pub(crate) fn draw(world: &World, funder: u64, rng: &mut Rng) -> Self {
        Self::of(world, funder, rng.skewed(AWARDS_EACH))
    }

    fn of(world: &World, funder: u64, rank: u64) -> Self {
        let number = mix(world.seed ^ mix(funder << 8 | rank) ^ Stream::Award as u64);
        Self { funder: Funder::of(world, funder), id: number >> 31, number: number % 9_000_000 }
    }

    pub(crate) fn write_number(&self, json: &mut Json) {
        json.raw(["R01", "EP/", "2019-", "№ "][(self.number % 4) as usize]);
        json.padded(self.number, 7);
    }

    fn rng(&self) -> Rng {
        Rng::of(self.id, Stream::Award as u64, self.number)
    }

    /// `id` and `display_name`.
    fn name_fields(&self, json: &mut Json) {
        let words = lexicon::english();
        let mut rng = self.rng();
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
    }

    fn doi(&self, json: &mut Json) {
        if self.number.is_multiple_of(5) {
            json.text("doi", |j| {
                j.raw("https://doi.org/10.35802/");
                j.digits(self.number);
            });
        } else {
            json.null("doi");
        }
    }

    /// The award as a work carries it.
    pub(crate) fn fields(&self, json: &mut Json) {
        self.name_fields(json);
        json.text("funder_award_id", |j| self.write_number(j));
        json.id("funder_id", 'F', self.funder.id);
        json.text("funder_display_name", |j| self.funder.write_name(j));
        self.doi(json);
    }
}

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let award = Award::of(world, index / AWARDS_EACH, index % AWARDS_EACH);
    let mut rng = award.rng();
    rng.next();
    // Registries tell much of some awards, and of most only that they exist.
    let is_known = award.number.is_multiple_of(3);
    json.braces(|j| {
        award.name_fields(j);
        description(is_known, &mut rng, j);
        j.text("funder_award_id", |j| award.write_number(j));
        j.object("funder", |j| {
            award.funder.fields(world, j);
            award.funder.doi(j);
        });
        outputs(world, &mut rng, j);
        money(is_known, &mut rng, j);
        years(is_known, &mut rng, j);
        j.null("landing_page_url");
        award.doi(j);
        j.str("provenance", if is_known { "crossref_awards" } else { "crossref_work.grants" });
        // The first author is an anchor, whose name is not made of a given and a family name.
        let author = |rng: &mut Rng| Author::of(world, 1 + rng.skewed(world.authors - 1));
        let lead = is_known.then(|| author(&mut rng));
        let second = lead.is_some() && rng.chance(300);
        person("lead_investigator", lead.as_ref(), world, j);
        person("co_lead_investigator", second.then(|| author(&mut rng)).as_ref(), world, j);
        j.empty("investigators");
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=awards.id:G");
            j.digits(award.id);
        });
        topics(is_known, world, &mut rng, j);
        institution(lead.as_ref(), world, j);
        stamp.write(world, 'G', index, 2025, j);
    });
}

fn description(is_known: bool, rng: &mut Rng, json: &mut Json) {
    if !is_known {
        return json.null("description");
    }
    let words = lexicon::english();
    json.text("description", |j| {
        j.raw("This project studies");
        for _ in 0..8 {
            j.raw(" ");
            j.raw(words.word(words.draw(rng)));
        }
        j.raw(".");
    });
}

/// `funded_outputs` and how many they are.
fn outputs(world: &World, rng: &mut Rng, json: &mut Json) {
    let number = rng.skewed(5).min(world.works);
    let first = rng.skewed(world.works);
    json.array("funded_outputs", |j| {
        for next in 0..number {
            j.id_item('W', world.work_id((first + next) % world.works));
        }
    });
    json.num("funded_outputs_count", number);
}

fn money(is_known: bool, rng: &mut Rng, json: &mut Json) {
    if !is_known {
        return json.nulls(&["amount", "currency", "funding_type", "funder_scheme"]);
    }
    let amount = rng.between(20, 3_000) * 500;
    if rng.chance(250) {
        json.decimal("amount", amount * 100 + rng.below(100), 2);
    } else {
        json.num("amount", amount);
    }
    json.str("currency", rng.weighted(&[("USD", 500), ("EUR", 300), ("GBP", 150), ("JPY", 50)]));
    json.str("funding_type", rng.weighted(&[("grant", 800), ("fellowship", 150), ("prize", 50)]));
    let scheme =
        rng.weighted(&[(Some("Research Grants"), 400), (Some("Early Career"), 200), (None, 400)]);
    json.opt_str("funder_scheme", scheme);
}

fn years(is_known: bool, rng: &mut Rng, json: &mut Json) {
    let first = rng.between(1996, 2025) as u16;
    let last = first + rng.between(1, 5) as u16;
    if !is_known {
        return json.nulls(&["start_date", "end_date", "start_year", "end_year"]);
    }
    let month = rng.between(1, 12) as u8;
    json.text("start_date", |j| j.date(Date { year: first, month, day: 1 }));
    json.text("end_date", |j| j.date(Date { year: last, month, day: 28 }));
    json.num("start_year", first.into());
    json.num("end_year", last.into());
}

fn person(key: &str, author: Option<&Author>, world: &World, json: &mut Json) {
    let Some(author) = author else { return json.null(key) };
    let home = Institution::of(world, author.home);
    json.object(key, |j| {
        j.str("given_name", author.name.given());
        j.str("family_name", author.name.family());
        author.orcid(j);
        j.null("role_start");
        j.object("affiliation", |j| {
            j.text("name", |j| home.write_name(j));
            j.str("country", home.country.code);
            j.array("ids", |j| {
                j.element(|j| {
                    j.text("id", |j| home.ror(world, j));
                    j.str("type", "ROR");
                    j.str("asserted_by", "publisher");
                });
            });
        });
    });
}

/// `primary_topic` and `topics`, each with the copy that only snapshots have.
fn topics(is_known: bool, world: &World, rng: &mut Rng, json: &mut Json) {
    let first = rng.skewed(world.topics);
    if !is_known {
        json.nulls(&["primary_topic", "primary_topic_full"]);
        return ["topics", "topics_full"].iter().for_each(|key| json.empty(key));
    }
    json.key("primary_topic");
    let start = json.bytes.len();
    json.braces(|j| Topic::of(world, first).scored(9_000_000_000_000_000 + rng.below(1 << 49), j));
    let topic = start..json.bytes.len();
    json.key("primary_topic_full");
    json.repeat(topic.clone());
    for key in ["topics", "topics_full"] {
        json.array(key, |j| j.repeat(topic.clone()));
    }
}

/// The institution of the one who leads.
fn institution(lead: Option<&Author>, world: &World, json: &mut Json) {
    for key in ["institution_awarded", "institution_awarded_full"] {
        json.array(key, |j| {
            if let Some(lead) = lead {
                j.element(|j| Institution::of(world, lead.home).fields(world, j));
            }
        });
    }
}
