//! Words of a text, as an index has them and as a search looks for them.
//!
//! A word is what Unicode's text segmentation (UAX 29) finds, with at least one letter or digit, in lower case. By
//! their English stem, words lose their ending (Porter's second algorithm) and the 33 commonest do not count.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use serapeum_model::Analysis;
use tantivy::tokenizer::{
    AsciiFoldingFilter, RawTokenizer, TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager,
};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::schema::WHOLE;

/// Between the values of a text; no value has it.
pub(crate) const BETWEEN: char = '\u{1e}';
/// So many places lie between the last word of a value and the first of the next: no phrase reaches over them.
const APART: usize = 100;
/// A longer word is cut, as by Lucene.
const LONGEST: usize = 255;

/// So many stems are kept: texts repeat their words, and a stem takes longer than to find it again.
const STEMS: usize = 1 << 16;

/// The words that do not count by stem: Lucene's list for English.
const COMMONEST: [&str; 33] = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it",
    "no", "not", "of", "on", "or", "such", "that", "the", "their", "then", "there", "these",
    "they", "this", "to", "was", "will", "with",
];

/// A word and its place in the text, from 0.
pub type Word = (u32, String);

/// The words of a text.
pub fn words(text: &str, analysis: Analysis) -> Vec<Word> {
    let mut words = Vec::new();
    analyzer(analysis).token_stream(text).process(&mut |token| {
        words.push((u32::try_from(token.position).unwrap_or(u32::MAX), token.text.clone()));
    });
    words
}

/// The letters of a word as an index has them, which is not otherwise analysed.
pub(crate) fn letters(word: &str, analysis: Analysis) -> String {
    let lower = word.to_lowercase();
    if analysis != Analysis::Folded {
        return lower;
    }
    // A pattern is no text: folding must not cut it.
    let mut whole = TextAnalyzer::builder(Whole).filter(AsciiFoldingFilter).build();
    let mut stream = whole.token_stream(&lower);
    if stream.advance() { stream.token().text.clone() } else { lower.clone() }
}

/// The analysers, by the name of the analysis.
pub(crate) fn analyzers() -> TokenizerManager {
    let manager = TokenizerManager::new();
    for analysis in [Analysis::English, Analysis::Exact, Analysis::Folded] {
        manager.register(analysis.name(), analyzer(analysis));
    }
    manager.register(WHOLE, RawTokenizer::default());
    manager
}

fn analyzer(analysis: Analysis) -> TextAnalyzer {
    match analysis {
        Analysis::English => TextAnalyzer::from(Words { stems: Some(Stems::default()) }),
        Analysis::Exact => TextAnalyzer::from(Words { stems: None }),
        Analysis::Folded => {
            TextAnalyzer::builder(Words { stems: None }).filter(AsciiFoldingFilter).build()
        }
    }
}

/// Cuts a text into words.
#[derive(Debug, Clone)]
struct Words {
    stems: Option<Stems>,
}

/// The stems of words seen lately.
#[derive(Debug, Clone, Default)]
struct Stems(HashMap<String, Stem>);

#[derive(Debug, Clone)]
enum Stem {
    /// It does not count.
    Common,
    /// It is its own stem.
    Same,
    Other(String),
}

impl Stems {
    /// The stem of a word in lower case.
    fn of(&mut self, word: &str) -> &Stem {
        // A key is made only for what is not known.
        if !self.0.contains_key(word) {
            if self.0.len() >= STEMS {
                self.0.clear();
            }
            self.0.insert(word.to_owned(), Stem::of(word));
        }
        self.0.get(word).unwrap_or(&Stem::Same)
    }
}

impl Stem {
    fn of(word: &str) -> Stem {
        if COMMONEST.binary_search(&word).is_ok() {
            return Stem::Common;
        }
        let stem = Stemmer::create(Algorithm::English).stem(word);
        if stem == word { Stem::Same } else { Stem::Other(stem.into_owned()) }
    }
}

struct Stream<'t> {
    text: &'t str,
    stems: Option<&'t mut Stems>,
    /// Where the next word of the text is looked for.
    at: usize,
    found: unicode_segmentation::UnicodeWordIndices<'t>,
    /// The rest of a word that was cut, and where it begins.
    rest: Option<(usize, &'t str)>,
    position: usize,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'t> = Stream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Stream<'t> {
        Stream {
            text,
            stems: self.stems.as_mut(),
            at: 0,
            found: text.unicode_word_indices(),
            rest: None,
            position: 0,
            token: Token::default(),
        }
    }
}

impl<'t> Stream<'t> {
    fn next_piece(&mut self) -> Option<(usize, &'t str)> {
        let (start, word) = match self.rest.take() {
            Some(rest) => rest,
            None => self.found.next()?,
        };
        let before = self.text.get(self.at..start).unwrap_or_default();
        self.position += APART * before.matches(BETWEEN).count();
        let cut = word.char_indices().nth(LONGEST).map_or(word.len(), |(at, _)| at);
        let (piece, rest) = word.split_at(cut);
        if !rest.is_empty() {
            self.rest = Some((start + cut, rest));
        }
        self.at = start + cut;
        Some((start, piece))
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        while let Some((start, piece)) = self.next_piece() {
            let position = self.position;
            self.position += 1;
            self.token.text.clear();
            if piece.is_ascii() {
                self.token.text.push_str(piece);
                self.token.text.make_ascii_lowercase();
            } else {
                self.token.text.push_str(&piece.to_lowercase());
            }
            if let Some(stems) = &mut self.stems {
                match stems.of(&self.token.text) {
                    Stem::Common => continue,
                    Stem::Same => {}
                    Stem::Other(stem) => {
                        self.token.text.clear();
                        self.token.text.push_str(stem);
                    }
                }
            }
            self.token.offset_from = start;
            self.token.offset_to = start + piece.len();
            self.token.position = position;
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// A text as one word.
#[derive(Debug, Clone)]
struct Whole;

struct One {
    token: Token,
    told: bool,
}

impl Tokenizer for Whole {
    type TokenStream<'t> = One;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> One {
        One { token: Token { text: text.to_owned(), ..Token::default() }, told: false }
    }
}

impl TokenStream for One {
    fn advance(&mut self) -> bool {
        !std::mem::replace(&mut self.told, true)
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, analysis: Analysis) -> String {
        let words = words(text, analysis);
        words.iter().map(|(at, word)| format!("{at}:{word}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_cut_and_lowered() {
        let exact = |text| show(text, Analysis::Exact);
        assert_eq!(exact("Machine-Learning, IN R&D!"), "0:machine 1:learning 2:in 3:r 4:d");
        assert_eq!(
            exact("can't 3.5 foo_bar α-Synuclein"),
            "0:can't 1:3.5 2:foo_bar 3:α 4:synuclein"
        );
        assert_eq!(exact("ÉTUDE İstanbul"), "0:étude 1:i\u{307}stanbul");
        assert_eq!(exact("— … !"), "");
        assert_eq!(exact("量子"), "0:量 1:子");
    }

    #[test]
    fn stems_leave_the_places_of_what_does_not_count() {
        let english = |text| show(text, Analysis::English);
        assert_eq!(english("The histories of sciences"), "1:histori 3:scienc");
        assert_eq!(english("to be or not to be"), "");
    }

    #[test]
    fn stems_are_found_again_and_forgotten_in_time() {
        let mut analyzer = analyzer(Analysis::English);
        let mut stems = |text: &str| {
            let mut words = Vec::new();
            analyzer.token_stream(text).process(&mut |token| words.push(token.text.clone()));
            words.join(" ")
        };
        for _ in 0..2 {
            assert_eq!(stems("The histories of sciences"), "histori scienc");
        }
        let many: Vec<String> = (0..STEMS + 10).map(|at| format!("w{at}s")).collect();
        assert_eq!(stems(&many.join(" ")).split(' ').count(), many.len());
        assert_eq!(stems("The histories of sciences"), "histori scienc");
    }

    #[test]
    fn accents_are_folded_where_asked() {
        assert_eq!(show("Müller Łukasz Straße", Analysis::Folded), "0:muller 1:lukasz 2:strasse");
        assert_eq!(show("Müller", Analysis::Exact), "0:müller");
        assert_eq!(letters("MÜL*", Analysis::Folded), "mul*");
    }

    #[test]
    fn values_stand_apart_and_long_words_are_cut() {
        assert_eq!(show("a b\u{1e}c\u{1e}\u{1e}d", Analysis::Exact), "0:a 1:b 102:c 303:d");
        let long = "x".repeat(300);
        let lengths: Vec<_> =
            words(&long, Analysis::Exact).iter().map(|(at, word)| (*at, word.len())).collect();
        assert_eq!(lengths, [(0, 255), (1, 45)]);
    }

    #[test]
    fn the_commonest_words_are_in_order() {
        assert!(COMMONEST.is_sorted());
    }
}
