//! Concepts, a tree of six levels, and the keywords, which carry the same names.

use super::anchors::ROOT_CONCEPTS;
use super::impact::Impact;
use super::stamp::{Era, Stamp};
use super::world::World;
use crate::json::Json;
use crate::lexicon;

/// Levels of the concepts below the roots, over and over; every level follows the one above it within the list.
const LEVELS: [u8; 16] = [1, 2, 2, 3, 2, 3, 1, 4, 2, 2, 3, 5, 2, 3, 1, 4];
/// Names are pairs out of this many words.
const NAME_WORDS: u64 = 1024;

#[derive(Clone, Copy)]
pub(crate) struct Concept {
    pub(crate) index: u64,
    pub(crate) id: u64,
    pub(crate) level: u8,
}

impl Concept {
    pub(crate) fn of(world: &World, index: u64) -> Self {
        let roots = ROOT_CONCEPTS.len() as u64;
        let level = if index < roots {
            0
        } else {
            LEVELS[((index - roots) % LEVELS.len() as u64) as usize]
        };
        Self { index, id: world.concept_id(index), level }
    }

    /// The nearest concept before this one that is one level up; roots have none.
    pub(crate) fn parent(&self, world: &World) -> Option<Self> {
        match self.level {
            0 => None,
            1 => Some(Self::of(world, self.index % ROOT_CONCEPTS.len() as u64)),
            level => (0..self.index)
                .rev()
                .map(|index| Self::of(world, index))
                .find(|c| c.level + 1 == level),
        }
    }

    fn words(&self, world: &World) -> (usize, usize) {
        let pair = world.identifier(self.index) % (NAME_WORDS * NAME_WORDS);
        // The identifiers are distinct below 2^30, their remainders are not: the index sets them apart again.
        let pair = (pair & !0xffff | self.index & 0xffff) as usize;
        let words = NAME_WORDS as usize;
        (60 + pair / words, 60 + pair % words)
    }

    fn write_name(&self, world: &World, json: &mut Json) {
        if let Some(root) = ROOT_CONCEPTS.get(self.index as usize) {
            return json.raw(root.2);
        }
        let (first, second) = self.words(world);
        json.raw(lexicon::english().capital(first));
        json.raw(" ");
        json.raw(lexicon::english().word(second));
    }

    /// The keyword of the same name: lower case and hyphens.
    fn write_slug(&self, world: &World, json: &mut Json) {
        let start = json.bytes.len();
        self.write_name(world, json);
        let mut kept = start;
        for at in start..json.bytes.len() {
            let byte = match json.bytes[at] {
                b' ' => b'-',
                byte if byte.is_ascii_alphanumeric() || byte == b'-' => byte.to_ascii_lowercase(),
                _ => continue,
            };
            json.bytes[kept] = byte;
            kept += 1;
        }
        json.bytes.truncate(kept);
    }

    fn wikidata(&self, world: &World) -> u64 {
        ROOT_CONCEPTS
            .get(self.index as usize)
            .map_or_else(|| world.wikidata(0, self.index), |root| root.1)
    }

    fn write_wikidata(&self, world: &World, json: &mut Json) {
        json.raw("https://www.wikidata.org/wiki/Q");
        json.digits(self.wikidata(world));
    }

    /// `id`, `wikidata`, `display_name`, `level`.
    pub(crate) fn fields(&self, world: &World, json: &mut Json) {
        json.id("id", 'C', self.id);
        json.text("wikidata", |j| self.write_wikidata(world, j));
        json.text("display_name", |j| self.write_name(world, j));
        json.num("level", self.level.into());
    }

    pub(crate) fn keyword_fields(&self, world: &World, json: &mut Json) {
        json.text("id", |j| {
            j.raw("https://openalex.org/keywords/");
            self.write_slug(world, j);
        });
        json.text("display_name", |j| self.write_name(world, j));
    }
}

/// `x_concepts`, as entities carried them before 2026.
pub(crate) fn x_concepts(world: &World, index: u64, json: &mut Json) {
    json.array("x_concepts", |j| {
        let leaf = Concept::of(
            world,
            ROOT_CONCEPTS.len() as u64 + index % (world.concepts - ROOT_CONCEPTS.len() as u64),
        );
        let chain = std::iter::successors(Some(leaf), |c| c.parent(world));
        for (score, concept) in [412, 655, 780, 871, 903, 999].into_iter().zip(chain) {
            j.element(|j| {
                concept.fields(world, j);
                j.decimal("score", score, 1);
            });
        }
    });
}

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let concept = Concept::of(world, index);
    let impact = Impact::of(world, 'C', index, world.concepts, 300);
    let legacy = stamp.era != Era::Walden;
    json.braces(|j| {
        j.id("id", 'C', concept.id);
        j.text("wikidata", |j| concept.write_wikidata(world, j));
        j.text("display_name", |j| concept.write_name(world, j));
        j.num("level", concept.level.into());
        j.text("description", |j| {
            j.raw("concept of level ");
            j.digits(concept.level.into());
            j.raw(" about ");
            concept.write_name(world, j);
        });
        impact.counts(j);
        if legacy {
            impact.summary_stats(stamp.era, j);
        } else {
            j.null("summary_stats");
        }
        j.object("ids", |j| {
            j.id("openalex", 'C', concept.id);
            j.text("wikidata", |j| concept.write_wikidata(world, j));
            j.opt_num("mag", legacy.then_some(concept.id));
            j.text("wikipedia", |j| {
                j.raw("https://en.wikipedia.org/wiki/");
                concept.write_slug(world, j);
            });
            j.nulls(&["umls_aui", "umls_cui"]);
        });
        j.nulls(&["image_url", "image_thumbnail_url"]);
        if legacy {
            former_fields(world, concept, &impact, j);
        } else {
            j.nulls(&["international", "ancestors", "related_concepts", "counts_by_year"]);
        }
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=concepts.id:");
            j.raw(if legacy { "C" } else { "" });
            j.digits(concept.id);
        });
        stamp.write(world, 'C', index, 2016, j);
    });
}

/// What concepts had before 2026.
fn former_fields(world: &World, concept: Concept, impact: &Impact, json: &mut Json) {
    json.object("international", |j| {
        j.object("display_name", |j| {
            for lexicon in lexicon::all() {
                let word = concept.index as usize % lexicon.len();
                j.str(lexicon.code, lexicon.word(word));
            }
        });
    });
    let chain = || std::iter::successors(concept.parent(world), |c| c.parent(world));
    json.array("ancestors", |j| chain().for_each(|c| j.element(|j| c.fields(world, j))));
    json.array("related_concepts", |j| {
        for related in (concept.index + 1..world.concepts).take(3) {
            j.element(|j| {
                Concept::of(world, related).fields(world, j);
                j.decimal("score", 30_000 + related, 4);
            });
        }
    });
    impact.counts_by_year(json);
}

pub(crate) fn keyword_record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let concept = Concept::of(world, index);
    json.braces(|j| {
        concept.keyword_fields(world, j);
        Impact::of(world, 'K', index, world.concepts, 250).counts(j);
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=keywords.id:keywords/");
            concept.write_slug(world, j);
        });
        stamp.write(world, 'K', index, 2024, j);
    });
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_chain_ends_in_a_root_and_keywords_are_distinct() {
        let world = World::new(11, 20_000_000);
        let mut slugs = HashSet::new();
        for index in 0..world.concepts {
            let concept = Concept::of(&world, index);
            let chain: Vec<u8> = std::iter::successors(Some(concept), |c| c.parent(&world))
                .map(|c| c.level)
                .collect();
            assert!(chain.iter().copied().eq((0..=concept.level).rev()), "{index}: {chain:?}");
            let mut json = Json::default();
            concept.write_slug(&world, &mut json);
            assert!(slugs.insert(json.bytes), "{index}");
        }
    }
}
