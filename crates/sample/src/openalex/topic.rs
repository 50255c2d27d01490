//! Topics: the leaves of the classification.

use super::impact::Impact;
use super::stamp::Stamp;
use super::subfields::{DOMAINS, FIELDS, SUBFIELDS, Subfield};
use super::world::{Stream, World};
use crate::json::Json;
use crate::lexicon;
use crate::rng::Rng;

/// Neighbouring indexes share a subfield, so that even small snapshots have siblings.
const TOPICS_TOGETHER: u64 = 3;
/// Not a divisor of the number of subfields: neighbouring groups are of different fields.
const SUBFIELD_STEP: u64 = 37;

pub(crate) struct Topic {
    index: u64,
    id: u64,
    subfield: Subfield,
    rng: Rng,
}

impl Topic {
    /// The topics of a subfield.
    pub(crate) fn all_in(world: &World, subfield: Subfield) -> impl Iterator<Item = Self> {
        let topics = (0..world.topics).map(|index| Self::of(world, index));
        topics.filter(move |topic| topic.subfield == subfield)
    }

    pub(crate) fn of(world: &World, index: u64) -> Self {
        let group = index / TOPICS_TOGETHER * SUBFIELD_STEP;
        Self {
            index,
            id: world.topic_id(index),
            subfield: SUBFIELDS[(group % SUBFIELDS.len() as u64) as usize],
            rng: world.rng(Stream::Topic, index),
        }
    }

    fn write_name(&self, json: &mut Json) {
        let words = lexicon::english();
        let mut rng = self.rng.clone();
        let pattern = rng.below(3);
        json.raw(words.capital(words.content(&mut rng)));
        json.raw(" ");
        json.raw(words.capital(words.content(&mut rng)));
        json.raw([" and ", " in ", " for "][pattern as usize]);
        json.raw(words.capital(words.content(&mut rng)));
        if rng.chance(600) {
            json.raw(" ");
            json.raw(words.capital(words.content(&mut rng)));
        }
    }

    /// `id` and `display_name`.
    pub(crate) fn name_fields(&self, json: &mut Json) {
        json.id("id", 'T', self.id);
        json.text("display_name", |j| self.write_name(j));
    }

    /// `subfield`, `field` and `domain`.
    pub(crate) fn classification(&self, json: &mut Json) {
        let mut level = |key: &str, id: u64, name: &str| {
            json.object(key, |j| {
                j.text("id", |j| {
                    j.raw("https://openalex.org/");
                    j.raw(key);
                    j.raw("s/");
                    j.digits(id);
                });
                j.str("display_name", name);
            });
        };
        let (field, domain) = (self.subfield.field(), self.subfield.domain());
        level("subfield", self.subfield.id, self.subfield.name);
        level("field", field, FIELDS[field as usize - 11].0);
        level("domain", domain, DOMAINS[domain as usize - 1]);
    }

    /// The topic as a work carries it.
    pub(crate) fn scored(&self, score: u64, json: &mut Json) {
        self.name_fields(json);
        json.decimal("score", score, 16);
        self.classification(json);
    }
}

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let topic = Topic::of(world, index);
    let impact = Impact::of(world, 'T', index, world.topics, 170);
    let words = lexicon::english();
    let mut rng = topic.rng.clone();
    rng.next();
    json.braces(|j| {
        topic.name_fields(j);
        j.text("description", |j| {
            j.raw("This cluster of papers explores ");
            for _ in 0..14 {
                j.raw(words.word(words.draw(&mut rng)));
                j.raw(" ");
            }
            j.raw("and ");
            j.raw(words.word(words.content(&mut rng)));
            j.raw(".");
        });
        j.array("keywords", |j| {
            for _ in 0..10 {
                j.text_item(|j| {
                    j.raw(words.capital(words.content(&mut rng)));
                    j.raw(" ");
                    j.raw(words.capital(words.content(&mut rng)));
                });
            }
        });
        j.object("ids", |j| {
            j.id("openalex", 'T', topic.id);
            j.text("wikipedia", |j| {
                j.raw("https://en.wikipedia.org/wiki/Topic_");
                j.digits(topic.id);
            });
        });
        topic.classification(j);
        j.array("siblings", |j| {
            let first = topic.index / TOPICS_TOGETHER * TOPICS_TOGETHER;
            for sibling in
                (first..world.topics.min(first + TOPICS_TOGETHER)).filter(|&i| i != index)
            {
                j.element(|j| Topic::of(world, sibling).name_fields(j));
            }
        });
        impact.counts(j);
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=topics.id:T");
            j.digits(topic.id);
        });
        stamp.write(world, 'T', index, 2024, j);
    });
}
