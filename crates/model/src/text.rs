//! The texts of a record that are searched by their words.

use std::fmt;

/// A text that is searched by its words: where it is, and in which ways its words are compared.
#[derive(Debug)]
pub struct Text {
    /// The name in searches.
    pub name: &'static str,
    /// Where it sits in a record, in the language of [`Path`](crate::Path); each value is a text of its own.
    pub path: &'static str,
    /// Further places, whose values are texts of it too.
    pub more: &'static [&'static str],
    /// How the value becomes text.
    pub reading: Reading,
    /// The ways in which its words are compared; each costs an index.
    pub analyses: &'static [Analysis],
}

/// How a value of a record becomes text.
#[derive(Clone, Copy)]
pub enum Reading {
    /// It is the text: strings as they are, numbers as they are written.
    Plain,
    /// A named function makes it of the JSON of the value; of that of each element, where it is an array.
    Made(&'static str, fn(&str) -> Option<String>),
}

/// How words are compared. Words are what Unicode's text segmentation (UAX 29) finds, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Analysis {
    /// By their English stem; the commonest English words do not count.
    English,
    /// As they are.
    Exact,
    /// Without accents.
    Folded,
}

impl Analysis {
    /// The name in an index and in [`TextQuery`](crate::TextQuery)'s text.
    pub const fn name(self) -> &'static str {
        match self {
            Analysis::English => "english",
            Analysis::Exact => "exact",
            Analysis::Folded => "folded",
        }
    }
}

impl Text {
    /// A text at the path spelt like its name, compared by stem only.
    pub const fn new(name: &'static str) -> Text {
        let analyses = &[Analysis::English];
        Text { name, path: name, more: &[], reading: Reading::Plain, analyses }
    }

    /// Reads the text from `path`.
    pub const fn at(mut self, path: &'static str) -> Text {
        self.path = path;
        self
    }

    /// Reads texts from these places too.
    pub const fn and(mut self, more: &'static [&'static str]) -> Text {
        self.more = more;
        self
    }

    /// Compares words in these ways.
    pub const fn by(mut self, analyses: &'static [Analysis]) -> Text {
        self.analyses = analyses;
        self
    }

    /// Makes the text by a function of the value's JSON; `name` tells it from others in what an index says of itself.
    pub const fn made(mut self, name: &'static str, make: fn(&str) -> Option<String>) -> Text {
        self.reading = Reading::Made(name, make);
        self
    }

    /// Whether words are compared in this way.
    pub const fn has(&self, analysis: Analysis) -> bool {
        let mut i = 0;
        while i < self.analyses.len() {
            if self.analyses[i] as u8 == analysis as u8 {
                return true;
            }
            i += 1;
        }
        false
    }
}

impl fmt::Debug for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reading::Plain => f.write_str("plain"),
            Reading::Made(name, _) => f.write_str(name),
        }
    }
}
