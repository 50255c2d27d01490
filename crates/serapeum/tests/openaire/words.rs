//! Values with operators, alternatives and quotes.

use crate::rng::Rng;

/// A value, taken apart.
pub(crate) enum Words {
    Text(String),
    Not(Box<Words>),
    All(Vec<Words>),
    Any(Vec<Words>),
}

impl Words {
    pub(crate) fn draw(
        random: &mut Rng,
        depth: usize,
        one: &mut dyn FnMut(&mut Rng) -> String,
    ) -> Words {
        match random.below(if depth == 0 { 7 } else { 10 }) {
            0..=5 => Words::Text(one(random)),
            6 => Words::Not(Box::new(Words::Text(one(random)))),
            at => {
                let parts =
                    (0..2 + random.below(2)).map(|_| Words::draw(random, depth - 1, one)).collect();
                if at == 7 { Words::All(parts) } else { Words::Any(parts) }
            }
        }
    }

    /// Whether a record with these values is asked for.
    pub(crate) fn hold(&self, has: &[String]) -> bool {
        match self {
            Words::Text(text) => has.contains(text),
            Words::Not(inner) => !inner.hold(has),
            Words::All(parts) => parts.iter().all(|part| part.hold(has)),
            Words::Any(parts) => parts.iter().any(|part| part.hold(has)),
        }
    }

    pub(crate) fn text(&self, random: &mut Rng) -> String {
        match self {
            Words::Text(text) => {
                let operator =
                    text.split_whitespace().any(|word| matches!(word, "AND" | "OR" | "NOT"));
                let plain = !operator && !text.contains(['"', ',', '(', ')', '\\']);
                let spaced = text.split(' ').all(|word| !word.is_empty());
                if plain && spaced && random.chance(60) {
                    return text.clone();
                }
                format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
            }
            Words::Not(inner) => format!("NOT {}", inner.inside(random)),
            Words::All(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.inside(random)).collect();
                parts.join(" AND ")
            }
            Words::Any(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| part.inside(random)).collect();
                parts.join(*random.pick(&[" OR ", ",", ", "]))
            }
        }
    }

    fn inside(&self, random: &mut Rng) -> String {
        let text = self.text(random);
        match self {
            Words::All(_) | Words::Any(_) => format!("({text})"),
            _ => text,
        }
    }
}
