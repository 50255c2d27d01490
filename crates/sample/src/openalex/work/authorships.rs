//! Who wrote a work, and from where.

use super::super::author::{Author, GROUP};
use super::super::institution::Institution;
use super::super::stamp::Era;
use super::super::world::Stream;
use super::Work;
use crate::json::Json;
use crate::lexicon;
use crate::rng::Rng;

/// What the record says about the authors as a whole; filled while they are written.
#[derive(Default)]
pub(super) struct Byline {
    pub(super) authors: u64,
    pub(super) corresponding_authors: Vec<u64>,
    pub(super) corresponding_institutions: Vec<u64>,
    pub(super) institutions: Vec<u64>,
    pub(super) countries: Vec<&'static str>,
}

/// One affiliation string and the institutions seen in it.
struct Affiliation {
    institutions: Vec<u64>,
    department: [usize; 2],
}

impl Byline {
    fn add(&mut self, author: &Author, places: &[Institution], corresponding: bool) {
        self.authors += 1;
        if corresponding {
            self.corresponding_authors.push(author.id);
        }
        for place in places {
            push_new(&mut self.institutions, place.index);
            push_new(&mut self.countries, place.country.code);
            if corresponding {
                push_new(&mut self.corresponding_institutions, place.index);
            }
        }
    }

    pub(super) fn corresponding(&self, work: &Work, json: &mut Json) {
        json.array("corresponding_author_ids", |j| {
            self.corresponding_authors.iter().for_each(|&id| j.id_item('A', id))
        });
        json.array("corresponding_institution_ids", |j| {
            self.corresponding_institutions
                .iter()
                .for_each(|&i| j.id_item('I', work.world.institution_id(i)));
        });
    }

    /// The union over the authors, as `institutions` or, in former times, `institution_assertions`.
    pub(super) fn institutions(&self, work: &Work, key: &str, json: &mut Json) {
        json.array(key, |j| {
            for &index in self.institutions.iter().take(40) {
                j.element(|j| Institution::of(work.world, index).fields(work.world, j));
            }
        });
    }

    pub(super) fn counts(&self, json: &mut Json) {
        json.num("countries_distinct_count", self.countries.len() as u64);
        json.num("institutions_distinct_count", self.institutions.len() as u64);
    }
}

fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

impl Work<'_> {
    fn author_indexes(&self, rng: &mut Rng) -> Vec<u64> {
        let authors = self.world.authors;
        // Every snapshot has a collaboration of many authors; further ones come as often as they do.
        if self.index == 7 || self.index > 7 && rng.chance(1) && rng.chance(125) {
            let number = rng.between(1000, 3000).min(authors / 3);
            let first = rng.below(authors);
            return (0..number).map(|k| (first + k) % authors).collect();
        }
        let number = 1 + rng.skewed(7) + if rng.chance(100) { rng.skewed(16) } else { 0 };
        let number = number + if rng.chance(8) { rng.log_uniform(6) } else { 0 };
        let lead = if self.index == 0 { 0 } else { rng.skewed(authors) };
        let mut indexes = vec![lead];
        while (indexes.len() as u64) < number.min(authors / 2) {
            let colleague = lead / GROUP * GROUP + rng.below(GROUP);
            let author = if rng.chance(300) && colleague < authors {
                colleague
            } else {
                rng.skewed(authors)
            };
            if !indexes.contains(&author) {
                indexes.push(author);
            } else if indexes.len() as u64 >= GROUP {
                let next = rng.below(authors);
                push_new(&mut indexes, next);
            }
        }
        indexes
    }

    /// `authorships`.
    pub(super) fn authorships(&self, era: Era, json: &mut Json) -> Byline {
        let mut rng = self.world.rng(Stream::WorkAuthors, self.index);
        let mut byline = Byline::default();
        if self.is_paratext() {
            json.empty("authorships");
            return byline;
        }
        let indexes = self.author_indexes(&mut rng);
        json.array("authorships", |j| {
            for (place, &index) in indexes.iter().enumerate() {
                let position = match place {
                    0 => "first",
                    _ if place + 1 == indexes.len() => "last",
                    _ => "middle",
                };
                let author = Author::of(self.world, index);
                let corresponding = rng.chance(if place == 0 { 550 } else { 40 });
                let affiliations = self.affiliations(&author, &mut rng);
                let places: Vec<Institution> = affiliations
                    .iter()
                    .flat_map(|a| &a.institutions)
                    .map(|&index| Institution::of(self.world, index))
                    .collect();
                byline.add(&author, &places, corresponding);
                let authorship =
                    Authorship { author, position, corresponding, affiliations, places };
                j.element(|j| match era {
                    Era::Walden => authorship.write(self, &mut rng, j),
                    Era::Grants => authorship.write_with_grants(self, j),
                    Era::Venues => authorship.write_with_venues(self, j),
                });
            }
        });
        byline
    }

    fn affiliations(&self, author: &Author, rng: &mut Rng) -> Vec<Affiliation> {
        if !self.has_affiliations || rng.chance(60) {
            return Vec::new();
        }
        let words = lexicon::english();
        let mut department = || [words.content(rng), words.content(rng)];
        let mut affiliations =
            vec![Affiliation { institutions: vec![author.home], department: department() }];
        affiliations.extend(
            author
                .second
                .map(|second| Affiliation { institutions: vec![second], department: department() }),
        );
        // Some strings could not be matched to an institution.
        if rng.chance(30) {
            affiliations[0].institutions.clear();
        }
        affiliations
    }
}

struct Authorship {
    author: Author,
    position: &'static str,
    corresponding: bool,
    affiliations: Vec<Affiliation>,
    places: Vec<Institution>,
}

impl Authorship {
    fn write(&self, work: &Work, rng: &mut Rng, json: &mut Json) {
        json.object("author", |j| self.author.fields(j));
        json.str("author_position", self.position);
        let mut strings = Vec::new();
        json.array("affiliations", |j| {
            for affiliation in &self.affiliations {
                j.element(|j| strings.push(self.affiliation(affiliation, work, j)));
            }
        });
        self.countries(json);
        self.raw_author_name(work, json);
        match (self.author.orcid, rng.chance(80)) {
            (Some(base), true) => json.text("raw_orcid", |j| crate::identifiers::orcid(j, base)),
            _ => json.null("raw_orcid"),
        }
        json.flag("is_corresponding", self.corresponding);
        json.array("raw_affiliation_strings", |j| {
            for string in strings {
                j.item();
                j.repeat(string);
            }
        });
        self.institutions(work, true, json);
    }

    fn write_with_grants(&self, work: &Work, json: &mut Json) {
        json.str("author_position", self.position);
        json.object("author", |j| self.author.fields(j));
        self.institutions(work, true, json);
        self.countries(json);
        json.flag("is_corresponding", self.corresponding);
        self.raw_author_name(work, json);
        json.array("raw_affiliation_strings", |j| {
            for affiliation in &self.affiliations {
                j.text_item(|j| self.affiliation_text(affiliation, work, j));
            }
        });
        json.array("affiliations", |j| {
            for affiliation in &self.affiliations {
                j.element(|j| {
                    self.affiliation(affiliation, work, j);
                });
            }
        });
    }

    fn write_with_venues(&self, work: &Work, json: &mut Json) {
        json.str("author_position", self.position);
        json.object("author", |j| self.author.fields(j));
        self.institutions(work, false, json);
        json.flag("is_corresponding", self.corresponding);
        json.text("raw_affiliation_string", |j| {
            if let Some(affiliation) = self.affiliations.first() {
                self.affiliation_text(affiliation, work, j);
            }
        });
    }

    fn institutions(&self, work: &Work, with_lineage: bool, json: &mut Json) {
        json.array("institutions", |j| {
            for place in &self.places {
                j.element(|j| match with_lineage {
                    true => place.fields(work.world, j),
                    false => place.core_fields(work.world, j),
                });
            }
        });
    }

    fn countries(&self, json: &mut Json) {
        json.array("countries", |j| {
            for (at, place) in self.places.iter().enumerate() {
                if self.places[..at].iter().all(|p| p.country.code != place.country.code) {
                    j.text_item(|j| j.raw(place.country.code));
                }
            }
        });
    }

    fn raw_author_name(&self, work: &Work, json: &mut Json) {
        json.text("raw_author_name", |j| match (work.index + self.author.index) % 3 {
            0 if self.author.index > 0 => self.author.name.write_short(j),
            _ => self.author.write_name(j),
        });
    }

    /// Returns where the string stands, quotes included.
    fn affiliation(
        &self,
        affiliation: &Affiliation,
        work: &Work,
        json: &mut Json,
    ) -> std::ops::Range<usize> {
        json.key("raw_affiliation_string");
        let start = json.bytes.len();
        json.raw("\"");
        self.affiliation_text(affiliation, work, json);
        json.raw("\"");
        let end = json.bytes.len();
        json.array("institution_ids", |j| {
            affiliation
                .institutions
                .iter()
                .for_each(|&i| j.id_item('I', work.world.institution_id(i)));
        });
        start..end
    }

    fn affiliation_text(&self, affiliation: &Affiliation, work: &Work, json: &mut Json) {
        let words = lexicon::english();
        json.raw("Department of ");
        json.raw(words.capital(affiliation.department[0]));
        json.raw(" and ");
        json.raw(words.capital(affiliation.department[1]));
        let index = affiliation.institutions.first().copied().unwrap_or(self.author.home);
        let place = Institution::of(work.world, index);
        json.raw(", ");
        place.write_name(json);
        json.raw(", ");
        json.raw(place.city);
        json.raw(", ");
        json.raw(place.country.name);
    }
}
