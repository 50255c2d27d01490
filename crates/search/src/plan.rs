//! A search with its texts cut into words: what is left to look up.

use serapeum_model::{Analysis, Entity, Occur, TextField, TextQuery};

use crate::{
    Error,
    schema::{self, Column},
    words::{letters, words},
};

/// The most words and conditions of a search, in all its fields together.
pub(crate) const MOST: usize = 100_000;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Scored(Box<Node>, f32),
    Leaf(Leaf),
}

/// What one field is looked up for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    pub(crate) column: Column,
    pub(crate) boost: f32,
    pub(crate) test: Test,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Test {
    Word(String),
    Phrase(Phrase, u32),
    /// All words of a field, whose number is that of its last word.
    Whole(Phrase, u32),
    Near(Vec<Phrase>, u32),
    Pattern(String),
    Fuzzy(String, u8),
}

/// Words and their places.
pub(crate) type Phrase = Vec<(u32, Shape)>;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Word(String),
    Pattern(String),
}

/// Makes the plan of a search; `None` where no word is left that counts: nothing is found.
pub(crate) struct Planner<'p> {
    pub(crate) entity: &'static Entity,
    pub(crate) columns: &'p [Column],
    pub(crate) size: usize,
}

impl Planner<'_> {
    pub(crate) fn plan(&mut self, query: &TextQuery) -> Result<Option<Node>, Error> {
        self.size += 1;
        if self.size > MOST {
            return Err(Error::Large(MOST));
        }
        let fields = match query {
            TextQuery::All(parts) => return Ok(joined(self.each(parts)?, Node::All)),
            TextQuery::Any(parts) => return Ok(joined(self.each(parts)?, Node::Any)),
            TextQuery::Not(part) => {
                return Ok(self.plan(part)?.map(|node| Node::Not(Box::new(node))));
            }
            TextQuery::Scored(part, score) => {
                return Ok(self.plan(part)?.map(|node| Node::Scored(Box::new(node), *score)));
            }
            TextQuery::Words { how: Occur::Each, text, fields } => {
                return self.spread(text, fields);
            }
            TextQuery::Words { fields, .. }
            | TextQuery::Whole { fields, .. }
            | TextQuery::Phrase { fields, .. }
            | TextQuery::Near { fields, .. }
            | TextQuery::Pattern { fields, .. }
            | TextQuery::Fuzzy { fields, .. } => fields,
        };
        let mut any = Vec::new();
        for field in fields {
            let column = self.column(*field)?;
            any.extend(self.field(query, column, field.boost)?);
        }
        Ok(joined(any, Node::Any))
    }

    fn each(&mut self, parts: &[TextQuery]) -> Result<Vec<Node>, Error> {
        let mut nodes = Vec::with_capacity(parts.len());
        for part in parts {
            nodes.extend(self.plan(part)?);
        }
        Ok(nodes)
    }

    /// A condition on one field.
    fn field(
        &mut self,
        query: &TextQuery,
        column: Column,
        boost: f32,
    ) -> Result<Option<Node>, Error> {
        let analysis = column.analysis;
        let leaf = |test| Node::Leaf(Leaf { column, boost, test });
        Ok(match query {
            TextQuery::Words { how, text, .. } => {
                let words: Vec<_> = words(text, analysis)
                    .into_iter()
                    .map(|(_, word)| leaf(Test::Word(word)))
                    .collect();
                self.grow(words.len())?;
                joined(words, if *how == Occur::Some { Node::Any } else { Node::All })
            }
            TextQuery::Phrase { text, slop, patterns, .. } => {
                let phrase = phrase(text, analysis, *patterns);
                self.grow(phrase.len())?;
                match phrase.as_slice() {
                    [] => None,
                    [(_, one)] => Some(leaf(one.clone().into())),
                    _ => Some(leaf(Test::Phrase(phrase, *slop))),
                }
            }
            TextQuery::Whole { text, .. } => {
                let phrase = phrase(text, analysis, false);
                self.grow(phrase.len())?;
                let words = u32::try_from(phrase.len()).unwrap_or(u32::MAX);
                (words > 0).then(|| leaf(Test::Whole(phrase, words)))
            }
            TextQuery::Near { phrases, gaps, patterns, .. } => {
                let phrases = phrases.iter().map(|text| phrase(text, analysis, *patterns));
                let phrases: Vec<_> = phrases.filter(|phrase| !phrase.is_empty()).collect();
                self.grow(phrases.iter().map(Vec::len).sum())?;
                match phrases.as_slice() {
                    [] => None,
                    _ => Some(leaf(Test::Near(phrases, *gaps))),
                }
            }
            TextQuery::Pattern { pattern, .. } => {
                Some(leaf(Test::Pattern(letters(pattern, analysis))))
            }
            TextQuery::Fuzzy { word, distance, .. } => {
                let word = letters(word, analysis);
                Some(leaf(if *distance == 0 {
                    Test::Word(word)
                } else {
                    Test::Fuzzy(word, (*distance).min(2))
                }))
            }
            TextQuery::All(_) | TextQuery::Any(_) | TextQuery::Not(_) | TextQuery::Scored(..) => {
                None
            }
        })
    }

    /// Each word of a text in any of the fields. A word that does not count in one of them may count in another.
    fn spread(&mut self, text: &str, fields: &[TextField]) -> Result<Option<Node>, Error> {
        let mut places: Vec<(u32, Vec<Node>)> = Vec::new();
        for field in fields {
            let column = self.column(*field)?;
            for (place, word) in words(text, column.analysis) {
                let leaf = Node::Leaf(Leaf { column, boost: field.boost, test: Test::Word(word) });
                match places.binary_search_by_key(&place, |(place, _)| *place) {
                    Ok(at) => places[at].1.push(leaf),
                    Err(at) => places.insert(at, (place, vec![leaf])),
                }
                self.grow(1)?;
            }
        }
        let each = places.into_iter().filter_map(|(_, any)| joined(any, Node::Any)).collect();
        Ok(joined(each, Node::All))
    }

    fn grow(&mut self, by: usize) -> Result<(), Error> {
        self.size += by;
        if self.size > MOST { Err(Error::Large(MOST)) } else { Ok(()) }
    }

    fn column(&self, field: TextField) -> Result<Column, Error> {
        schema::column(self.entity, self.columns, field).ok_or(Error::Field(
            self.entity.name,
            field.text,
            field.analysis.name(),
        ))
    }
}

impl From<Shape> for Test {
    fn from(shape: Shape) -> Test {
        match shape {
            Shape::Word(word) => Test::Word(word),
            Shape::Pattern(pattern) => Test::Pattern(pattern),
        }
    }
}

fn joined(mut nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 => None,
        1 => nodes.pop(),
        _ => Some(join(nodes)),
    }
}

/// The words of a phrase. Between spaces, what has a `*` or `?` is one word.
fn phrase(text: &str, analysis: Analysis, patterns: bool) -> Phrase {
    if !patterns || !text.contains(['*', '?']) {
        return words(text, analysis).into_iter().map(|(at, w)| (at, Shape::Word(w))).collect();
    }
    let mut phrase = Vec::new();
    let mut place = 0;
    for piece in text.split_whitespace() {
        if piece.contains(['*', '?']) {
            phrase.push((place, Shape::Pattern(letters(piece, analysis))));
            place += 1;
        } else {
            let found = words(piece, analysis).into_iter();
            phrase.extend(found.map(|(at, word)| (place + at, Shape::Word(word))));
            place += words(piece, Analysis::Exact).last().map_or(0, |(at, _)| at + 1);
        }
    }
    phrase
}
