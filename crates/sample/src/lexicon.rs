//! Vocabularies: words by Zipf's law, real ones first and invented ones behind them.
//!
//! Every word is stored JSON-escaped. The vocabularies do not depend on the seed.

mod english;
mod scripts;

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::rng::Rng;

/// Log2 of the number of slots of the sampling table; one random number below it picks a word.
const SLOT_BITS: u32 = 15;
const ENGLISH_WORDS: usize = 4200;
const OTHER_WORDS: usize = 700;

pub(crate) struct Lexicon {
    /// ISO 639-1 code.
    pub(crate) code: &'static str,
    words: Vec<String>,
    /// The same words with a capital letter in front.
    capitals: Vec<String>,
    /// A word fills as many slots as its frequency asks for.
    slots: Vec<u16>,
    function_words: usize,
}

static ALL: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    let others =
        scripts::SCRIPTS.iter().map(|script| Lexicon::new(script.code, joined_words(script), 8));
    std::iter::once(Lexicon::new("en", english_words(), english::FUNCTION_WORDS))
        .chain(others)
        .collect()
});

/// The English vocabulary.
pub(crate) fn english() -> &'static Lexicon {
    &ALL[0]
}

/// Every vocabulary, English first, the others by how much is published in them.
pub(crate) fn all() -> &'static [Lexicon] {
    &ALL
}

impl Lexicon {
    fn new(code: &'static str, words: Vec<String>, function_words: usize) -> Self {
        let slots = zipf_slots(words.len());
        Self {
            code,
            capitals: words.iter().map(|word| capital(word)).collect(),
            words,
            slots,
            function_words,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn word(&self, number: usize) -> &str {
        &self.words[number]
    }

    pub(crate) fn capital(&self, number: usize) -> &str {
        &self.capitals[number]
    }

    /// The number of a word of running text.
    pub(crate) fn draw(&self, rng: &mut Rng) -> usize {
        self.slots[(rng.next() >> (64 - SLOT_BITS)) as usize].into()
    }

    /// The number of a word that can stand in a title or a name.
    pub(crate) fn content(&self, rng: &mut Rng) -> usize {
        let drawn = self.draw(rng);
        if drawn >= self.function_words { drawn } else { self.function_words + drawn }
    }
}

/// Weights 1/(rank + 9), the Zipf-Mandelbrot law; only IEEE additions and divisions, so the same everywhere.
fn zipf_slots(words: usize) -> Vec<u16> {
    let weight = |rank: usize| 1.0 / (rank as f64 + 9.0);
    let total: f64 = (0..words).map(weight).sum();
    let slots = 1usize << SLOT_BITS;
    let (mut rank, mut reached) = (0, weight(0));
    (0..slots)
        .map(|slot| {
            let target = (slot as f64 + 0.5) / slots as f64 * total;
            while reached < target && rank + 1 < words {
                rank += 1;
                reached += weight(rank);
            }
            rank as u16
        })
        .collect()
}

fn english_words() -> Vec<String> {
    let mut rng = Rng::of(0, 1, 0);
    let mut words = Distinct::new(english::WORDS);
    while words.list.len() < ENGLISH_WORDS {
        if words.list.len().is_multiple_of(90) {
            words.push(rng.pick(english::AWKWARD).to_string());
        }
        let mut word = rng.pick(english::BEGINNINGS).to_string();
        word += rng.pick(english::MIDDLES);
        if rng.chance(300) {
            word += rng.pick(english::MIDDLES);
        }
        word += rng.pick(english::ENDINGS);
        words.push(word);
    }
    words.list
}

fn joined_words(script: &scripts::Script) -> Vec<String> {
    let mut rng = Rng::of(0, 2, 0);
    let mut words = Distinct::new(script.words);
    while words.list.len() < OTHER_WORDS.min(script.words.len() * script.words.len() / 2) {
        let word = [rng.pick(script.words), script.joint, rng.pick(script.words)].concat();
        words.push(word);
    }
    words.list
}

struct Distinct {
    list: Vec<String>,
    seen: HashSet<String>,
}

impl Distinct {
    fn new(words: &[&str]) -> Self {
        let mut distinct = Self { list: Vec::new(), seen: HashSet::new() };
        for word in words {
            distinct.push((*word).to_string());
        }
        distinct
    }

    fn push(&mut self, word: String) {
        if self.seen.insert(word.clone()) {
            self.list.push(word);
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if first != '\\' => first.to_uppercase().chain(letters).collect(),
        _ => word.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_escaped_and_distinct() {
        for lexicon in all() {
            let mut seen = HashSet::new();
            for number in 0..lexicon.len() {
                for word in [lexicon.word(number), lexicon.capital(number)] {
                    serde_json::from_str::<String>(&format!("\"{word}\"")).unwrap();
                }
                assert!(seen.insert(lexicon.word(number)));
            }
        }
    }

    #[test]
    fn frequent_words_are_frequent() {
        let mut rng = Rng::of(5, 5, 5);
        let draws: Vec<usize> = (0..20_000).map(|_| english().draw(&mut rng)).collect();
        let of = |number| draws.iter().filter(|&&d| d == number).count();
        assert!(of(0) > 2 * of(10) && of(10) > of(300));
        assert!(draws.iter().max().is_some_and(|&m| m > 3000));
    }
}
