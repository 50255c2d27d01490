//! The indexes of an entity's version together.

use std::{
    collections::{BTreeMap, HashSet, hash_map::Entry},
    fmt,
    path::Path,
};

use rayon::prelude::*;
use serapeum_lake::{Lake, Manifest, Masks, Part};
use serapeum_model::{Entity, TextQuery, Value};
use tantivy::Term;

use crate::{
    Error,
    evaluate::{Evaluation, Statistics},
    hits::Hit,
    index::is_indexed,
    part::PartIndex,
    plan::{Leaf, Node, Phrase, Planner, Shape, Test},
    schema::{self, Column, Columns},
    values,
};

/// The indexes of one version of an entity, open. Keep it: opening reads the directory of each index.
pub struct Searcher {
    entity: &'static Entity,
    columns: Columns,
    parts: Vec<PartIndex>,
}

impl fmt::Debug for Searcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Searcher of {}", self.entity.name)
    }
}

/// A search whose words are looked up: it is answered part by part, in any order and on any threads.
pub struct Search<'s> {
    searcher: &'s Searcher,
    plan: Option<Node>,
    statistics: Statistics,
}

impl Searcher {
    /// Opens the indexes of an entity.
    ///
    /// # Errors
    /// [`Error::Missing`] where a part has none; what is wrong with which file.
    pub fn open(
        lake: &Lake,
        manifest: &Manifest,
        entity: &'static Entity,
    ) -> Result<Searcher, Error> {
        let lacks = |part: &&Part| !is_indexed(lake, manifest, entity, part);
        let missing = manifest.parts.iter().filter(lacks).count();
        if missing > 0 {
            return Err(Error::Missing(manifest.key(), missing, manifest.parts.len()));
        }
        let masks = match &manifest.masks {
            Some(file) => Masks::read(&lake.path(manifest, file))?,
            None => Masks::default(),
        };
        let open = |part: &Part| {
            let file = part.words.iter().flat_map(|words| &words.files).next();
            let path = file.map(|file| lake.path(manifest, file)).unwrap_or_default();
            let folder = path.parent().unwrap_or(Path::new(""));
            let rows = u32::try_from(part.rows).unwrap_or(u32::MAX);
            PartIndex::open(folder, part.number, rows, masks.of(part.number).to_vec())
        };
        let parts = manifest.parts.par_iter().map(open).collect::<Result<_, _>>()?;
        Ok(Searcher { entity, columns: schema::columns(entity), parts })
    }

    /// How many rows are in force.
    pub fn live(&self) -> u64 {
        self.parts.iter().map(PartIndex::live).sum()
    }

    /// Looks up the words of a search in all parts, for scores that do not depend on how records are spread over
    /// parts. `stop` is asked now and then whether to end.
    ///
    /// # Errors
    /// A field without index, [`Error::Large`], [`Error::Stopped`], or what is wrong with which file.
    pub fn search(
        &self,
        query: &TextQuery,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Search<'_>, Error> {
        let plan =
            Planner { entity: self.entity, columns: &self.columns.texts, size: 0 }.plan(query)?;
        let mut wanted = HashSet::new();
        plan.iter().for_each(|plan| gather(plan, &mut wanted));
        let wanted: Vec<(Column, String)> = wanted.into_iter().collect();
        let live = self.live();
        let nothing = Statistics::default();
        let each = |part: &PartIndex| {
            let evaluation = Evaluation { part, statistics: &nothing, stop };
            let mut counts = Vec::with_capacity(wanted.len());
            for (column, word) in &wanted {
                if stop() {
                    return Err(Error::Stopped);
                }
                counts.push(evaluation.live_frequency(*column, word)?);
            }
            Ok(counts)
        };
        let counts = self.parts.par_iter().map(each).collect::<Result<Vec<_>, Error>>()?;
        let mut statistics = Statistics::default();
        for (at, (column, word)) in wanted.into_iter().enumerate() {
            let rows: u64 = counts.iter().filter_map(|counts| counts.get(at)).sum();
            let (rows, all) = (rows as f64, live as f64);
            let idf = (1.0 + (all - rows + 0.5) / (rows + 0.5)).ln();
            statistics.idf.insert((column, word), idf as f32);
            if let Entry::Vacant(length) = statistics.length.entry(column) {
                let words = self.parts.iter().map(|part| part.words(self.entity, column));
                let words: u64 = words.collect::<Result<Vec<_>, _>>()?.into_iter().sum();
                length.insert((words as f64 / all.max(1.0)) as f32);
            }
        }
        Ok(Search { searcher: self, plan, statistics })
    }

    /// The rows that have one of some values in a column, by part, ascending; those out of force included. None where
    /// the column or a value is not indexed, or more than `most` rows have them: reading all is then as fast.
    ///
    /// # Errors
    /// What is wrong with which file.
    pub fn rows_with(
        &self,
        column: &str,
        values: &[Value],
        most: u64,
    ) -> Result<Option<BTreeMap<u32, Vec<u32>>>, Error> {
        let mut columns = self.columns.values.iter();
        let Some(column) = columns.find(|known| known.name == column) else { return Ok(None) };
        let terms = values.iter().map(|value| values::term(column, value));
        let Some(terms) = terms.collect::<Option<Vec<Term>>>() else { return Ok(None) };
        let mut left = most;
        for (part, term) in self.parts.iter().flat_map(|p| terms.iter().map(move |t| (p, t))) {
            match left.checked_sub(part.rows_with(column, term)?) {
                Some(fewer) => left = fewer,
                None => return Ok(None),
            }
        }
        let mut found = BTreeMap::new();
        for part in &self.parts {
            let mut rows = Vec::new();
            for term in &terms {
                part.add_rows_with(column, term, &mut rows)?;
            }
            if !rows.is_empty() {
                rows.sort_unstable();
                rows.dedup();
                found.insert(part.number, rows);
            }
        }
        Ok(Some(found))
    }

    /// Hands out the rows in force that match, part by part in the order of the manifest, ascending in each.
    ///
    /// # Errors
    /// As [`search`](Searcher::search).
    pub fn hits(
        &self,
        query: &TextQuery,
        stop: &(dyn Fn() -> bool + Sync),
        take: &mut dyn FnMut(u32, &[Hit]),
    ) -> Result<(), Error> {
        let search = self.search(query, stop)?;
        // A few parts at a time: what they found is held until it is taken.
        let places: Vec<usize> = (0..self.parts.len()).collect();
        for places in places.chunks(rayon::current_num_threads().max(1)) {
            let found = places.par_iter().map(|at| search.part(*at, stop));
            for (part, hits) in found.collect::<Result<Vec<_>, _>>()? {
                take(part, &hits);
            }
        }
        Ok(())
    }
}

impl Search<'_> {
    /// The number of the part at this place of the manifest, and its rows in force that match, ascending. Of a place
    /// that there is not, nothing.
    ///
    /// # Errors
    /// [`Error::Stopped`], or what is wrong with which file.
    pub fn part(
        &self,
        at: usize,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(u32, Vec<Hit>), Error> {
        let Some(part) = self.searcher.parts.get(at) else { return Ok((0, Vec::new())) };
        let Some(plan) = &self.plan else { return Ok((part.number, Vec::new())) };
        let evaluation = Evaluation { part, statistics: &self.statistics, stop };
        let mut hits = evaluation.node(plan, None)?;
        if !part.masked.is_empty() {
            hits.retain(|hit| part.masked.binary_search(&hit.row).is_err());
        }
        Ok((part.number, hits))
    }
}

/// The words whose rarity scores depend on.
fn gather(node: &Node, wanted: &mut HashSet<(Column, String)>) {
    match node {
        Node::All(nodes) | Node::Any(nodes) => nodes.iter().for_each(|node| gather(node, wanted)),
        Node::Not(node) | Node::Scored(node, _) => gather(node, wanted),
        Node::Leaf(Leaf { column, test, .. }) => {
            let mut phrase = |phrase: &Phrase| {
                for (_, shape) in phrase {
                    if let Shape::Word(word) = shape {
                        wanted.insert((*column, word.clone()));
                    }
                }
            };
            match test {
                Test::Word(word) => drop(wanted.insert((*column, word.clone()))),
                Test::Phrase(words, _) | Test::Whole(words, _) => phrase(words),
                Test::Near(phrases, _) => phrases.iter().for_each(phrase),
                Test::Pattern(_) | Test::Fuzzy(..) => {}
            }
        }
    }
}
