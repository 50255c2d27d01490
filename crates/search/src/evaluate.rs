//! Which rows of a part match, and their scores (BM25, k1 = 1.2, b = 0.75).

use std::collections::HashMap;

use tantivy::{
    DocSet as _, InvertedIndexReader, Term,
    fieldnorm::FieldNormReader,
    postings::{Postings as _, SegmentPostings, TermInfo},
    query::FuzzyTermQuery,
    schema::IndexRecordOption,
};

use crate::{
    Error,
    hits::{Hit, either},
    part::PartIndex,
    pattern,
    places::{self, Places},
    plan::{Leaf, Node, Phrase, Shape, Test},
    schema::Column,
};

const K1: f32 = 1.2;
const B: f32 = 0.75;
/// The end of postings.
const END: u32 = tantivy::TERMINATED;

/// What scores need to know of all parts together.
#[derive(Debug, Default)]
pub(crate) struct Statistics {
    /// How rare each word is in a field.
    pub(crate) idf: HashMap<(Column, String), f32>,
    /// How many words a field has on average.
    pub(crate) length: HashMap<Column, f32>,
}

/// A search of one part.
pub(crate) struct Evaluation<'e> {
    pub(crate) part: &'e PartIndex,
    pub(crate) statistics: &'e Statistics,
    pub(crate) stop: &'e (dyn Fn() -> bool + Sync),
}

impl Evaluation<'_> {
    /// The rows that match, ascending; only those in `within`, which ascends, if it is given.
    pub(crate) fn node(&self, node: &Node, within: Option<&[u32]>) -> Result<Vec<Hit>, Error> {
        if (self.stop)() {
            return Err(Error::Stopped);
        }
        match node {
            Node::All(nodes) => self.all(nodes, within),
            Node::Any(nodes) => {
                let mut any = Vec::new();
                for node in nodes {
                    any = either(any, self.node(node, within)?);
                }
                Ok(any)
            }
            Node::Not(node) => {
                let gone = self.node(node, within)?;
                let mut gone = gone.iter().map(|hit| hit.row).peekable();
                let mut left = |row: &u32| gone.next_if_eq(row).is_none();
                let hit = |row| Hit { row, score: 0.0 };
                Ok(match within {
                    Some(rows) => rows.iter().copied().filter(|row| left(row)).map(hit).collect(),
                    None => (0..self.part.rows).filter(|row| left(row)).map(hit).collect(),
                })
            }
            Node::Scored(node, score) => {
                let mut hits = self.node(node, within)?;
                hits.iter_mut().for_each(|hit| hit.score = *score);
                Ok(hits)
            }
            Node::Leaf(leaf) => self.leaf(leaf, within),
        }
    }

    /// The rarest first, the others among its rows only. Scores add up in the order of the search.
    fn all(&self, nodes: &[Node], within: Option<&[u32]>) -> Result<Vec<Hit>, Error> {
        let mut order = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            order.push((self.rows(node)?, at));
        }
        order.sort_unstable();
        let mut rows: Option<Vec<u32>> = within.map(<[u32]>::to_vec);
        let mut found: Vec<Vec<Hit>> = vec![Vec::new(); nodes.len()];
        for (_, at) in order {
            let (Some(node), Some(hits)) = (nodes.get(at), found.get_mut(at)) else { continue };
            *hits = self.node(node, rows.as_deref())?;
            rows = Some(hits.iter().map(|hit| hit.row).collect());
        }
        let mut all: Vec<Hit> =
            rows.unwrap_or_default().into_iter().map(|row| Hit { row, score: 0.0 }).collect();
        for hits in &found {
            let mut hits = hits.iter().peekable();
            for hit in &mut all {
                while hits.next_if(|other| other.row < hit.row).is_some() {}
                if let Some(other) = hits.next_if(|other| other.row == hit.row) {
                    hit.score += other.score;
                }
            }
        }
        Ok(all)
    }

    /// About how many rows a condition holds for.
    fn rows(&self, node: &Node) -> Result<u64, Error> {
        let rows = u64::from(self.part.rows);
        let each =
            |nodes: &[Node]| nodes.iter().map(|n| self.rows(n)).collect::<Result<Vec<_>, _>>();
        Ok(match node {
            Node::All(nodes) => each(nodes)?.into_iter().min().unwrap_or(0),
            Node::Any(nodes) => each(nodes)?.into_iter().sum(),
            // After all others: it then only looks at what is left.
            Node::Not(_) => u64::MAX,
            Node::Scored(node, _) => self.rows(node)?,
            Node::Leaf(Leaf { column, test, .. }) => {
                let word = |word: &str| Ok::<_, Error>(u64::from(self.frequency(*column, word)?));
                let phrase = |phrase: &Phrase| {
                    let mut least = rows;
                    for (_, shape) in phrase {
                        if let Shape::Word(text) = shape {
                            least = least.min(word(text)?);
                        }
                    }
                    Ok::<_, Error>(least)
                };
                match test {
                    Test::Word(text) => word(text)?,
                    Test::Phrase(words, _) | Test::Whole(words, _) => phrase(words)?,
                    Test::Near(phrases, _) => {
                        let least = phrases.iter().map(phrase).collect::<Result<Vec<_>, _>>()?;
                        least.into_iter().min().unwrap_or(0)
                    }
                    Test::Pattern(_) | Test::Fuzzy(..) => rows,
                }
            }
        })
    }

    fn leaf(&self, leaf: &Leaf, within: Option<&[u32]>) -> Result<Vec<Hit>, Error> {
        let inverted = self.part.inverted(leaf.column)?;
        match &leaf.test {
            Test::Word(word) => {
                let Some(postings) = self.postings(&inverted, leaf.column, word)? else {
                    return Ok(Vec::new());
                };
                let scale = leaf.boost * self.idf(leaf.column, word);
                let mut hits = Vec::new();
                let weights = self.weights(leaf.column);
                let lengths = self.part.lengths(leaf.column)?;
                each_row(postings, within, |row, postings| {
                    let frequency = postings.term_freq() as f32;
                    let weight = weights[usize::from(lengths.fieldnorm_id(row))];
                    hits.push(Hit { row, score: scale * frequency / (frequency + weight) });
                });
                Ok(hits)
            }
            Test::Phrase(phrase, slop) => {
                self.placed(leaf, std::slice::from_ref(phrase), within, |phrases| {
                    phrases.first().map_or(0, |words| places::phrase(words, *slop))
                })
            }
            Test::Whole(phrase, words) => {
                let lengths = self.part.lengths(leaf.column)?;
                // Lengths are stored rounded, those under 40 as they are.
                let length = FieldNormReader::fieldnorm_to_id(*words);
                let mut hits =
                    self.placed(leaf, std::slice::from_ref(phrase), within, |phrases| {
                        phrases.first().map_or(0, |words| u32::from(places::begins(words)))
                    })?;
                hits.retain(|hit| lengths.fieldnorm_id(hit.row) == length);
                Ok(hits)
            }
            Test::Near(phrases, gaps) => {
                self.placed(leaf, phrases, within, |phrases| places::near(phrases, *gaps))
            }
            Test::Pattern(text) => {
                let terms = pattern::terms(&inverted, text).map_err(Error::io(&self.part.path))?;
                self.any_of(leaf, &inverted, &terms, within)
            }
            Test::Fuzzy(word, distance) => {
                let term = Term::from_field_text(leaf.column.field, word);
                let automaton = FuzzyTermQuery::new(term, *distance, true).automaton();
                let automaton = automaton.map_err(Error::index(&self.part.path))?;
                let stream = inverted.terms().search(&automaton).into_stream();
                let mut stream = stream.map_err(Error::io(&self.part.path))?;
                let mut terms = Vec::new();
                while stream.advance() {
                    terms.push(stream.value().clone());
                }
                self.any_of(leaf, &inverted, &terms, within)
            }
        }
    }

    /// Rows with one of some words: all count the same.
    fn any_of(
        &self,
        leaf: &Leaf,
        inverted: &InvertedIndexReader,
        terms: &[TermInfo],
        within: Option<&[u32]>,
    ) -> Result<Vec<Hit>, Error> {
        let mut marked = vec![0u64; (self.part.rows as usize).div_ceil(64)];
        for (at, term) in terms.iter().enumerate() {
            if at % 1024 == 0 && (self.stop)() {
                return Err(Error::Stopped);
            }
            let postings = inverted.read_postings_from_terminfo(term, IndexRecordOption::Basic);
            let postings = postings.map_err(Error::io(&self.part.path))?;
            each_row(postings, within, |row, _| {
                if let Some(word) = marked.get_mut(row as usize / 64) {
                    *word |= 1 << (row % 64);
                }
            });
        }
        let hit = |row| Hit { row, score: leaf.boost };
        let is_marked =
            |row: &u32| marked.get(*row as usize / 64).is_some_and(|w| w >> (row % 64) & 1 == 1);
        Ok((0..self.part.rows).filter(is_marked).map(hit).collect())
    }

    /// Rows with phrases whose words stand as `count` wants them.
    fn placed(
        &self,
        leaf: &Leaf,
        phrases: &[Phrase],
        within: Option<&[u32]>,
        count: impl Fn(&[Vec<Places<'_>>]) -> u32,
    ) -> Result<Vec<Hit>, Error> {
        let inverted = self.part.inverted(leaf.column)?;
        let of = |shape: &Shape, all: &[&Shape]| all.iter().position(|other| *other == shape);
        let mut distinct: Vec<&Shape> = Vec::new();
        for (_, shape) in phrases.iter().flatten() {
            if of(shape, &distinct).is_none() {
                distinct.push(shape);
            }
        }
        // Rows that have all words, then their places.
        let mut rows = within.map(<[u32]>::to_vec);
        let mut scale = 0.0;
        let mut plain = true;
        for shape in &distinct {
            if let Shape::Word(word) = shape {
                scale += self.idf(leaf.column, word);
                let Some(postings) = self.postings(&inverted, leaf.column, word)? else {
                    return Ok(Vec::new());
                };
                let mut left = Vec::new();
                each_row(postings, rows.as_deref(), |row, _| left.push(row));
                rows = Some(left);
            }
        }
        let mut found: Vec<HashMap<u32, Vec<u32>>> = Vec::new();
        for shape in &distinct {
            let mut places: HashMap<u32, Vec<u32>> = HashMap::new();
            let terms = match shape {
                Shape::Word(word) => {
                    let term = Term::from_field_text(leaf.column.field, word);
                    let term = inverted.get_term_info(&term).map_err(Error::io(&self.part.path))?;
                    term.into_iter().collect()
                }
                Shape::Pattern(text) => {
                    plain = false;
                    pattern::terms(&inverted, text).map_err(Error::io(&self.part.path))?
                }
            };
            for term in &terms {
                let option = IndexRecordOption::WithFreqsAndPositions;
                let postings = inverted.read_postings_from_terminfo(term, option);
                let postings = postings.map_err(Error::io(&self.part.path))?;
                each_row(postings, rows.as_deref(), |row, postings| {
                    postings.append_positions_with_offset(0, places.entry(row).or_default());
                });
            }
            places.values_mut().for_each(|places| places.sort_unstable());
            let mut left: Vec<u32> = places.keys().copied().collect();
            left.sort_unstable();
            rows = Some(left);
            found.push(places);
        }
        let weights = self.weights(leaf.column);
        let lengths = self.part.lengths(leaf.column)?;
        let mut hits = Vec::new();
        for row in rows.unwrap_or_default() {
            let place = |(offset, shape): &(u32, Shape)| {
                let same = of(shape, &distinct).unwrap_or_default();
                let found = found.get(same).and_then(|found| found.get(&row));
                Places { offset: *offset, found: found.map_or(&[], Vec::as_slice), same }
            };
            let phrases: Vec<Vec<Places<'_>>> =
                phrases.iter().map(|phrase| phrase.iter().map(place).collect()).collect();
            let frequency = count(&phrases) as f32;
            if frequency > 0.0 {
                let weight = weights[usize::from(lengths.fieldnorm_id(row))];
                let score = if plain { scale * frequency / (frequency + weight) } else { 1.0 };
                hits.push(Hit { row, score: leaf.boost * score });
            }
        }
        Ok(hits)
    }

    fn idf(&self, column: Column, word: &str) -> f32 {
        self.statistics.idf.get(&(column, word.to_owned())).copied().unwrap_or(0.0)
    }

    /// What a frequency is weighed against, for each stored length.
    fn weights(&self, column: Column) -> [f32; 256] {
        let average = self.statistics.length.get(&column).copied().unwrap_or(1.0);
        let mut weights = [0.0; 256];
        for (id, weight) in (0u8..=255).zip(&mut weights) {
            let length = FieldNormReader::id_to_fieldnorm(id) as f32;
            *weight = K1 * (1.0 - B + B * length / average.max(1e-9));
        }
        weights
    }

    fn frequency(&self, column: Column, word: &str) -> Result<u32, Error> {
        let term = Term::from_field_text(column.field, word);
        self.part.inverted(column)?.doc_freq(&term).map_err(Error::io(&self.part.path))
    }

    fn postings(
        &self,
        inverted: &InvertedIndexReader,
        column: Column,
        word: &str,
    ) -> Result<Option<SegmentPostings>, Error> {
        let term = Term::from_field_text(column.field, word);
        inverted
            .read_postings(&term, IndexRecordOption::WithFreqs)
            .map_err(Error::io(&self.part.path))
    }

    /// How many rows in force have a word.
    pub(crate) fn live_frequency(&self, column: Column, word: &str) -> Result<u64, Error> {
        let all = u64::from(self.frequency(column, word)?);
        if all == 0 || self.part.masked.is_empty() {
            return Ok(all);
        }
        let inverted = self.part.inverted(column)?;
        let mut gone = 0;
        if let Some(postings) = self.postings(&inverted, column, word)? {
            each_row(postings, Some(&self.part.masked), |_, _| gone += 1);
        }
        Ok(all - gone)
    }
}

/// Hands out the rows of postings; only those in `within`, which ascends, if it is given.
fn each_row(
    mut postings: SegmentPostings,
    within: Option<&[u32]>,
    mut take: impl FnMut(u32, &mut SegmentPostings),
) {
    match within {
        None => {
            let mut row = postings.doc();
            while row != END {
                take(row, &mut postings);
                row = postings.advance();
            }
        }
        Some(rows) => {
            for row in rows {
                let at = if postings.doc() < *row { postings.seek(*row) } else { postings.doc() };
                if at == *row {
                    take(*row, &mut postings);
                } else if at == END {
                    return;
                }
            }
        }
    }
}
