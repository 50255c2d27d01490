//! A condition on the words of a record's texts, and how well a record meets it.

use std::fmt;

use crate::{Analysis, Entity, Field, Row, Value};

/// A condition on words. Texts in it are still to be cut into words and analysed, as those of the records are; what
/// then has no word left, such as one of the commonest words, does not count.
#[derive(Debug, Clone, PartialEq)]
pub enum TextQuery {
    /// All hold; scores add up.
    All(Vec<TextQuery>),
    /// At least one holds; the scores of those that do add up.
    Any(Vec<TextQuery>),
    /// It does not hold; scores nothing.
    Not(Box<TextQuery>),
    /// The words of a text occur.
    Words {
        /// How many of them, and where.
        how: Occur,
        /// The text.
        text: String,
        /// Where.
        fields: Vec<TextField>,
    },
    /// The words of a text occur next to each other in one of the fields.
    Phrase {
        /// The text. In a word, `*` stands for any characters and `?` for one, if `patterns`.
        text: String,
        /// By how many places words may be moved in total, as in Lucene: two that change places take two.
        slop: u32,
        /// Whether `*` and `?` stand for characters.
        patterns: bool,
        /// Where.
        fields: Vec<TextField>,
    },
    /// Several phrases occur near each other in one of the fields, in any order.
    Near {
        /// The phrases.
        phrases: Vec<String>,
        /// The most words between them, in total.
        gaps: u32,
        /// Whether `*` and `?` stand for characters.
        patterns: bool,
        /// Where.
        fields: Vec<TextField>,
    },
    /// A word is like a pattern, where `*` stands for any characters and `?` for one. It is not analysed but for its
    /// case, and scores its field's boost.
    Pattern {
        /// The pattern.
        pattern: String,
        /// Where.
        fields: Vec<TextField>,
    },
    /// A word differs from the given one by few letters: put in, left out, replaced, or swapped with the next. It is
    /// not analysed but for its case, and scores its field's boost.
    Fuzzy {
        /// The word.
        word: String,
        /// By how many letters; 2 is the most.
        distance: u8,
        /// Where.
        fields: Vec<TextField>,
    },
    /// The words of a text are all the words of one of the fields, in this order.
    Whole {
        /// The text.
        text: String,
        /// Where.
        fields: Vec<TextField>,
    },
    /// It holds, and scores so much however well it does.
    Scored(Box<TextQuery>, f32),
}

/// How many of several words occur, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occur {
    /// All, in one of the fields.
    Together,
    /// Each, in any of the fields.
    Each,
    /// At least one, in any of the fields.
    Some,
}

/// A text as it is compared, and how much a match in it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextField {
    /// The name of the [`Text`](crate::Text).
    pub text: &'static str,
    /// The way in which words are compared.
    pub analysis: Analysis,
    /// The factor of the score.
    pub boost: f32,
}

/// The texts that a search without further ado looks at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The texts.
    pub fields: &'static [Weight],
    /// Whether words may be spread over several of them.
    pub spread: bool,
}

/// A text, and how much it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weight {
    /// The name of the [`Text`](crate::Text).
    pub text: &'static str,
    /// The way in which words are compared.
    pub analysis: Analysis,
    /// How much the words count.
    pub words: f32,
    /// How much it counts that they stand next to each other.
    pub phrase: f32,
}

impl Reach {
    /// These texts, of which one has all words.
    pub const fn of(fields: &'static [Weight]) -> Reach {
        Reach { fields, spread: false }
    }

    /// Lets words be spread over the texts.
    pub const fn spread(mut self) -> Reach {
        self.spread = true;
        self
    }

    /// The texts, counting as words do.
    pub fn words(&self) -> Vec<TextField> {
        self.fields.iter().map(|weight| weight.field(weight.words)).collect()
    }

    /// The texts, counting as phrases do.
    pub fn phrases(&self) -> Vec<TextField> {
        self.fields.iter().map(|weight| weight.field(weight.phrase)).collect()
    }
}

impl Weight {
    const fn field(&self, boost: f32) -> TextField {
        TextField { text: self.text, analysis: self.analysis, boost }
    }
}

/// What multiplies the score of a record.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Factor {
    /// One and the square root of a number that is above 0; a half for other records.
    OnePlusRoot(&'static str),
}

impl Factor {
    /// The field with the number.
    pub const fn field(&self) -> &'static str {
        match self {
            Factor::OnePlusRoot(field) => field,
        }
    }

    /// The factor of a record with this number.
    pub fn of(&self, number: Option<f64>) -> f64 {
        match (self, number) {
            (Factor::OnePlusRoot(_), Some(number)) if number > 0.0 => 1.0 + number.sqrt(),
            (Factor::OnePlusRoot(_), _) => 0.5,
        }
    }
}

/// How well a record meets the searches of a request: a column of no table, which results may be ordered by. The sum
/// of the scores of those [searches](crate::Predicate::searches) that hold, times the entity's [`Factor`].
pub const SCORE: Field = {
    const ROW: &Row = &Row::float().inner().sort().named("_score");
    Field::of(ROW)
};

/// As [`SCORE`], without the entity's factor.
pub const RANK: Field = {
    const ROW: &Row = &Row::float().inner().sort().named("_rank");
    Field::of(ROW)
};

impl TextField {
    /// Counts once.
    pub const fn new(text: &'static str, analysis: Analysis) -> TextField {
        TextField { text, analysis, boost: 1.0 }
    }

    /// Counts so often.
    pub const fn boosted(mut self, boost: f32) -> TextField {
        self.boost = boost;
        self
    }
}

impl TextQuery {
    /// Every field that is named, each as often as it is.
    pub fn fields(&self) -> Vec<TextField> {
        match self {
            TextQuery::All(parts) | TextQuery::Any(parts) => {
                parts.iter().flat_map(TextQuery::fields).collect()
            }
            TextQuery::Not(part) | TextQuery::Scored(part, _) => part.fields(),
            TextQuery::Words { fields, .. }
            | TextQuery::Whole { fields, .. }
            | TextQuery::Phrase { fields, .. }
            | TextQuery::Near { fields, .. }
            | TextQuery::Pattern { fields, .. }
            | TextQuery::Fuzzy { fields, .. } => fields.clone(),
        }
    }

    /// The first field that an entity has no index for.
    pub fn unknown(&self, entity: &Entity) -> Option<TextField> {
        let known = |field: &TextField| {
            entity.searched(field.text).is_some_and(|text| text.has(field.analysis))
        };
        self.fields().into_iter().find(|field| !known(field))
    }
}

impl fmt::Display for TextQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |text: &str| Value::from(text).to_string();
        match self {
            TextQuery::All(parts) => join(f, parts, " AND "),
            TextQuery::Any(parts) => join(f, parts, " OR "),
            TextQuery::Not(part) => write!(f, "NOT {part}"),
            TextQuery::Words { how, text, fields } => {
                let how = match how {
                    Occur::Together => "WORDS",
                    Occur::Each => "EACH",
                    Occur::Some => "SOME",
                };
                write!(f, "{how} {} IN {}", quoted(text), Fields(fields))
            }
            TextQuery::Phrase { text, slop, patterns, fields } => {
                let like = if *patterns { " LIKE" } else { "" };
                write!(f, "PHRASE{like} {}", quoted(text))?;
                if *slop > 0 {
                    write!(f, "~{slop}")?;
                }
                write!(f, " IN {}", Fields(fields))
            }
            TextQuery::Near { phrases, gaps, patterns, fields } => {
                let like = if *patterns { " LIKE" } else { "" };
                let phrases: Vec<_> = phrases.iter().map(|text| quoted(text)).collect();
                write!(f, "NEAR{like} {}~{gaps} IN {}", phrases.join(", "), Fields(fields))
            }
            TextQuery::Pattern { pattern, fields } => {
                write!(f, "LIKE {} IN {}", quoted(pattern), Fields(fields))
            }
            TextQuery::Whole { text, fields } => {
                write!(f, "WHOLE {} IN {}", quoted(text), Fields(fields))
            }
            TextQuery::Scored(part, score) => write!(f, "{part} FOR {score}"),
            TextQuery::Fuzzy { word, distance, fields } => {
                write!(f, "FUZZY {}~{distance} IN {}", quoted(word), Fields(fields))
            }
        }
    }
}

struct Fields<'f>(&'f [TextField]);

impl fmt::Display for Fields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, field) in self.0.iter().enumerate() {
            let between = if i > 0 { ", " } else { "" };
            write!(f, "{between}{}.{}", field.text, field.analysis.name())?;
            if field.boost != 1.0 {
                write!(f, "^{}", field.boost)?;
            }
        }
        Ok(())
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[TextQuery], word: &str) -> fmt::Result {
    f.write_str("(")?;
    for (i, part) in parts.iter().enumerate() {
        f.write_str(if i > 0 { word } else { "" })?;
        write!(f, "{part}")?;
    }
    f.write_str(")")
}
