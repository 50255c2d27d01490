//! How many of each entity there are, and which number each has: all that records need to know of one another.

use super::anchors;
use crate::json::Json;
use crate::permutation::Permutation;
use crate::rng::Rng;

/// Aspects of records; each has its own stream of random numbers, so that one can be asked without the others.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub(crate) enum Stream {
    WorkYear = 1,
    WorkTitle,
    WorkFacts,
    WorkAuthors,
    WorkLocations,
    WorkSubjects,
    WorkReferences,
    WorkAbstract,
    WorkImpact,
    WorkFunding,
    Author,
    AuthorGroup,
    AuthorRecord,
    Source,
    SourceRecord,
    Institution,
    InstitutionRecord,
    Topic,
    Funder,
    Publisher,
    Award,
    Statistics,
    CreatedDate,
}

/// The size and the seed of a snapshot, and the permutations that number its entities.
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) works: u64,
    pub(crate) authors: u64,
    pub(crate) sources: u64,
    pub(crate) institutions: u64,
    pub(crate) concepts: u64,
    pub(crate) topics: u64,
    pub(crate) funders: u64,
    pub(crate) publishers: u64,
    work_ids: Permutation,
    author_ids: Permutation,
    /// For entities of which there are fewer than 2^20.
    small_ids: Permutation,
    identifiers: Permutation,
    issns: Permutation,
    wikidata: Permutation,
}

const WORK_BITS: u32 = 32;
/// Below this, works carry numbers of the Microsoft Academic Graph; above, those given out since.
const FIRST_LATE_WORK: u64 = 3_200_000_000;
const AUTHOR_BITS: u32 = 29;
/// One author in 64 keeps a number from before the renumbering of 2023.
const OLD_AUTHORS: u64 = 1 << (AUTHOR_BITS - 6);
const SMALL_BITS: u32 = 20;
const TOPICS_AT_MOST: u64 = 4_516;

impl World {
    pub(crate) fn new(seed: u64, works: u64) -> Self {
        let root = |n: u64| (n as f64).sqrt();
        // Powers by eighths from square roots, which IEEE rounds alike on every machine; a general power is not so.
        let eighth = root(works).sqrt().sqrt();
        let scaled = |x: f64, low: u64, high: u64| (x as u64).clamp(low, high);
        Self {
            seed,
            works,
            authors: works * 3 / 4 + 25,
            sources: scaled(1.24 * root(works) * eighth, 40, 1 << 19),
            institutions: scaled(3.6 * root(works), 32, 1 << 19),
            concepts: scaled(5.4 * root(works), 64, 65_000),
            topics: scaled(5.8 * eighth * eighth * eighth, 24, TOPICS_AT_MOST),
            funders: scaled(1.2 * root(works), 12, 32_768),
            publishers: scaled(1.8 * eighth * eighth * eighth, 10, 10_000),
            work_ids: Permutation::new(seed, 1, WORK_BITS),
            author_ids: Permutation::new(seed, 2, AUTHOR_BITS),
            small_ids: Permutation::new(seed, 3, SMALL_BITS),
            identifiers: Permutation::new(seed, 4, 30),
            issns: Permutation::new(seed, 5, 23),
            wikidata: Permutation::new(seed, 6, 26),
        }
    }

    pub(crate) fn rng(&self, stream: Stream, index: u64) -> Rng {
        Rng::of(self.seed, stream as u64, index)
    }

    pub(crate) fn work_id(&self, index: u64) -> u64 {
        anchored(index, &anchors::WORKS, |index| {
            let x = self.work_ids.apply(index);
            if x < FIRST_LATE_WORK { 10 + x } else { 6_800_000_000 + (x - FIRST_LATE_WORK) }
        })
    }

    pub(crate) fn author_id(&self, index: u64) -> u64 {
        anchored(index, &anchors::AUTHORS, |index| {
            let x = self.author_ids.apply(index);
            if x < OLD_AUTHORS { 1_900_000_000 + x * 270 } else { 5_000_000_000 + x }
        })
    }

    pub(crate) fn source_id(&self, index: u64) -> u64 {
        anchored(index, &anchors::SOURCES, |index| self.old_or_new(index, 4_210_200_000))
    }

    pub(crate) fn institution_id(&self, index: u64) -> u64 {
        anchored(index, &anchors::INSTITUTIONS, |index| self.old_or_new(index, 4_210_000_000))
    }

    pub(crate) fn concept_id(&self, index: u64) -> u64 {
        anchored(index, &anchors::CONCEPTS, |index| self.old_or_new(index, 2_775_000_000))
    }

    /// Half of the numbers are from the old wide range, half from the block given out later.
    fn old_or_new(&self, index: u64, block: u64) -> u64 {
        let x = self.small_ids.apply(index);
        if x.is_multiple_of(2) { 10_000 + x * 1_999 } else { block + x }
    }

    pub(crate) fn topic_id(&self, index: u64) -> u64 {
        // 2437 is a prime that does not divide the number of topics.
        10_000 + (index * 2_437 + self.seed % TOPICS_AT_MOST) % TOPICS_AT_MOST
    }

    pub(crate) fn funder_id(&self, index: u64) -> u64 {
        4_320_000_000 + self.small_ids.apply(index)
    }

    pub(crate) fn publisher_id(&self, index: u64) -> u64 {
        anchored(index, &anchors::PUBLISHERS, |index| 4_310_000_000 + self.small_ids.apply(index))
    }

    /// The first seven digits of the ISSN at `index`; the first is the anchor's.
    pub(crate) fn issn(&self, index: u64) -> u64 {
        anchored(index, &[anchors::JOURNAL_ISSN], |index| 500_000 + self.issns.apply(index))
    }

    /// The Wikidata number of a thing; `kind` below 64, `index` below 2^20.
    pub(crate) fn wikidata(&self, kind: u64, index: u64) -> u64 {
        10_000_000 + self.wikidata.apply(kind << 20 | index)
    }

    /// A number below 2^30 that no other index of the same kind has: the raw material of ROR, ORCID, PMID and others.
    pub(crate) fn identifier(&self, index: u64) -> u64 {
        self.identifiers.apply(index)
    }
}

/// `of(index)`, but with the anchor ids at the first indexes; what those would have had goes to whoever draws an anchor's id.
fn anchored(index: u64, anchors: &[u64], of: impl Fn(u64) -> u64) -> u64 {
    if let Some(&anchor) = anchors.get(index as usize) {
        return anchor;
    }
    let mut id = of(index);
    while let Some(holder) = anchors.iter().position(|&anchor| anchor == id) {
        id = of(holder as u64);
    }
    id
}

impl Json {
    fn address(&mut self, letter: char, id: u64) {
        self.raw("https://openalex.org/");
        self.bytes.push(letter as u8);
        self.digits(id);
    }

    /// `"key":"https://openalex.org/W123"`.
    pub(crate) fn id(&mut self, key: &str, letter: char, id: u64) {
        self.text(key, |j| j.address(letter, id));
    }

    /// The same as an array element.
    pub(crate) fn id_item(&mut self, letter: char, id: u64) {
        self.text_item(|j| j.address(letter, id));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_unique_and_long_enough() {
        let world = World::new(3, 50_000);
        let unique = |count: u64, of: &dyn Fn(u64) -> u64| {
            let ids: HashSet<u64> = (0..count).map(of).collect();
            assert_eq!(ids.len() as u64, count);
            assert!(ids.iter().all(|&id| id >= 10));
        };
        unique(world.works, &|i| world.work_id(i));
        unique(world.authors, &|i| world.author_id(i));
        unique(world.sources, &|i| world.source_id(i));
        unique(world.institutions, &|i| world.institution_id(i));
        unique(world.concepts, &|i| world.concept_id(i));
        unique(world.topics, &|i| world.topic_id(i));
        unique(TOPICS_AT_MOST, &|i| world.topic_id(i));
        unique(world.publishers, &|i| world.publisher_id(i));
    }

    #[test]
    fn entities_grow_with_the_works() {
        let counts = |works| {
            let w = World::new(1, works);
            [w.authors, w.sources, w.institutions, w.concepts, w.topics]
        };
        assert_eq!(counts(500), [400, 60, 80, 120, 59]);
        assert_eq!(counts(200_000)[0], 150_025);
        assert!(counts(1).iter().all(|&n| n >= 20));
    }

    #[test]
    fn an_anchor_is_never_given_out_twice() {
        let of = |i| (i * 5 + 3) % 8;
        let ids: Vec<u64> = (0..8).map(|i| anchored(i, &[7, 3], of)).collect();
        assert_eq!(&ids[..2], [7, 3]);
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 8);
    }
}
