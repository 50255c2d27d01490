//! Abstracts as inverted indexes: every word with the positions it stands at.

use super::super::world::Stream;
use super::Work;
use crate::json::Json;

/// How a word stands in the text; each way is a token of its own.
const PLAIN: usize = 0;
const COMMA: usize = 1;
const STOP: usize = 2;
const CAPITAL: usize = 3;
const WAYS: usize = 4;

/// Tables that are used again for every abstract.
#[derive(Default)]
pub(crate) struct Scratch {
    /// For each token 1 + its place in `tokens`, or 0. All 0 between two abstracts.
    places: Vec<u32>,
    tokens: Vec<Token>,
    /// For each position the next one of the same token, or 0.
    following: Vec<u32>,
}

struct Token {
    number: usize,
    first: u32,
    last: u32,
}

impl Scratch {
    fn push(&mut self, number: usize) {
        let position = self.following.len() as u32;
        self.following.push(0);
        if number >= self.places.len() {
            self.places.resize(number + 1, 0);
        }
        match self.places[number] {
            0 => {
                self.tokens.push(Token { number, first: position, last: position });
                self.places[number] = self.tokens.len() as u32;
            }
            place => {
                let token = &mut self.tokens[place as usize - 1];
                self.following[token.last as usize] = position;
                token.last = position;
            }
        }
    }

    fn clear(&mut self) {
        for token in self.tokens.drain(..) {
            self.places[token.number] = 0;
        }
        self.following.clear();
    }
}

impl Work<'_> {
    /// `abstract_inverted_index`.
    pub(super) fn inverted_index(&self, scratch: &mut Scratch, json: &mut Json) {
        if !self.has_abstract {
            return json.null("abstract_inverted_index");
        }
        self.draw_abstract(scratch);
        json.object("abstract_inverted_index", |j| self.write_index(scratch, j));
    }

    /// The same inside an object that also says how long it is, as before 2023.
    pub(super) fn wrapped_inverted_index(&self, scratch: &mut Scratch, json: &mut Json) {
        if !self.has_abstract {
            return json.null("abstract_inverted_index");
        }
        self.draw_abstract(scratch);
        let length = scratch.following.len() as u64;
        json.object("abstract_inverted_index", |j| {
            j.num("IndexLength", length);
            j.object("InvertedIndex", |j| self.write_index(scratch, j));
        });
    }

    fn draw_abstract(&self, scratch: &mut Scratch) {
        scratch.clear();
        let mut rng = self.world.rng(Stream::WorkAbstract, self.index);
        let words = 50 + rng.skewed(345) + if rng.chance(10) { rng.below(1500) } else { 0 };
        let mut to_stop = 0;
        for _ in 0..words {
            let word = self.lexicon.draw(&mut rng);
            let starts = to_stop == 0;
            if starts {
                to_stop = rng.between(8, 26);
            }
            to_stop -= 1;
            let way = match to_stop {
                0 => STOP,
                _ if starts && self.lexicon.capital(word) != self.lexicon.word(word) => CAPITAL,
                _ if rng.chance(50) => COMMA,
                _ => PLAIN,
            };
            scratch.push(word * WAYS + way);
        }
    }

    fn write_index(&self, scratch: &Scratch, json: &mut Json) {
        for token in &scratch.tokens {
            json.item();
            let (word, way) = (token.number / WAYS, token.number % WAYS);
            json.raw("\"");
            json.raw(if way == CAPITAL {
                self.lexicon.capital(word)
            } else {
                self.lexicon.word(word)
            });
            json.raw(match way {
                COMMA => ",",
                STOP => ".",
                _ => "",
            });
            json.raw("\":[");
            let mut position = token.first;
            loop {
                json.item();
                json.digits(position.into());
                position = scratch.following[position as usize];
                if position == 0 {
                    break;
                }
            }
            json.raw("]");
        }
    }
}
