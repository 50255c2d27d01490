//! Titles and running text in a vocabulary.

use crate::json::Json;
use crate::lexicon::Lexicon;
use crate::rng::Rng;

/// A title of three words or more; a few in a hundred end awkwardly.
pub(crate) fn title(words: &Lexicon, rng: &mut Rng, json: &mut Json) {
    let number = 3 + rng.skewed(14);
    let colon = if number > 5 && rng.chance(350) { 2 } else { u64::MAX };
    json.raw(words.capital(words.content(rng)));
    for at in 1..number {
        json.raw(if at == colon { ": " } else { " " });
        let word = if at.is_multiple_of(2) { words.draw(rng) } else { words.content(rng) };
        json.raw(words.word(word));
    }
    json.raw(rng.weighted(&[
        ("", 955),
        ("?", 20),
        (" \\\"in vitro\\\"", 10),
        (" 🌍", 5),
        (" <sup>2</sup>H", 5),
        (" \\\\beta", 5),
    ]));
}

/// So many words, in sentences.
pub(crate) fn sentences(words: &Lexicon, number: u64, rng: &mut Rng, json: &mut Json) {
    let mut to_stop = 0;
    for at in 0..number {
        let starts = to_stop == 0;
        if starts {
            to_stop = rng.between(8, 26);
        }
        to_stop -= 1;
        if at > 0 {
            json.raw(" ");
        }
        let word = words.draw(rng);
        json.raw(if starts { words.capital(word) } else { words.word(word) });
        if to_stop == 0 || at + 1 == number {
            json.raw(".");
        }
    }
}

/// One or two words, as keywords are.
pub(crate) fn keyword(words: &Lexicon, rng: &mut Rng, json: &mut Json) {
    json.raw(words.word(words.content(rng)));
    if rng.chance(500) {
        json.raw(" ");
        json.raw(words.word(words.content(rng)));
    }
}
