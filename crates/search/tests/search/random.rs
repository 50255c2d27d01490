//! Random searches for words that some record has, or nearly.

use rand::{Rng as _, rngs::StdRng, seq::IndexedRandom as _};
use serapeum_model::{Analysis, Occur, TextField, TextQuery};

use super::naive::Record;

const FIELDS: [(&str, Analysis); 7] = [
    ("display_name", Analysis::English),
    ("display_name", Analysis::Exact),
    ("abstract", Analysis::English),
    ("abstract", Analysis::Exact),
    ("keywords.display_name", Analysis::English),
    ("raw_affiliation_strings", Analysis::English),
    ("authorships.raw_author_name", Analysis::English),
];

fn fields(rng: &mut StdRng) -> Vec<TextField> {
    let mut fields = Vec::new();
    for _ in 0..rng.random_range(1..=3) {
        // The first ones have the most words.
        let at = rng.random_range(0..7).min(rng.random_range(0..7));
        let field =
            TextField::new(FIELDS[at].0, FIELDS[at].1).boosted(rng.random_range(1..9) as f32 / 4.0);
        if !fields.iter().any(|f: &TextField| (f.text, f.analysis) == (field.text, field.analysis))
        {
            fields.push(field);
        }
    }
    fields
}

/// Some adjacent words of a record, as they are.
fn some_words(rng: &mut StdRng, records: &[Record], most: usize) -> Vec<String> {
    for _ in 0..50 {
        let record = records.choose(rng).unwrap();
        let (text, _) = FIELDS[rng.random_range(0..7)];
        let words = record.words(text, Analysis::Exact);
        if !words.is_empty() {
            let start = rng.random_range(0..words.len());
            let count = rng.random_range(1..=most);
            return words[start..].iter().take(count).map(|(_, word)| word.clone()).collect();
        }
    }
    vec!["nothing".to_owned()]
}

pub(crate) fn query(rng: &mut StdRng, records: &[Record], depth: usize) -> TextQuery {
    let below = |rng: &mut StdRng| {
        let count = rng.random_range(1..=3);
        (0..count).map(|_| query(rng, records, depth - 1)).collect::<Vec<_>>()
    };
    match rng.random_range(if depth == 0 { 4 } else { 0 }..15) {
        0 => TextQuery::All(below(rng)),
        1 => TextQuery::Any(below(rng)),
        2 => TextQuery::Not(Box::new(query(rng, records, depth - 1))),
        3 => {
            let score = rng.random_range(1..4) as f32;
            TextQuery::Scored(Box::new(query(rng, records, depth - 1)), score)
        }
        4 => {
            let record = records.choose(rng).unwrap();
            let words = record.words("display_name", Analysis::Exact);
            let words = words.iter().map(|(_, word)| word.as_str());
            let cut = rng.random_range(0..8) / 7;
            let text: Vec<&str> = words.skip(cut).collect();
            TextQuery::Whole { text: text.join(" "), fields: fields(rng) }
        }
        5..=8 => {
            let how = [Occur::Together, Occur::Each, Occur::Some][rng.random_range(0..3)];
            let text = some_words(rng, records, 3).join(" ");
            TextQuery::Words { how, text, fields: fields(rng) }
        }
        9 | 10 => {
            let mut words = some_words(rng, records, 4);
            if rng.random_bool(0.3) {
                words.reverse();
            }
            let slop = if rng.random_bool(0.5) { 0 } else { rng.random_range(1..5) };
            let text = words.join(" ");
            TextQuery::Phrase { text, slop, patterns: false, fields: fields(rng) }
        }
        11 => {
            let words = some_words(rng, records, 3);
            let shorter = |word: &String| {
                let kept: String = word.chars().take(3).collect();
                format!("{kept}*")
            };
            let words: Vec<String> = words
                .iter()
                .map(|w| if rng.random_bool(0.5) { shorter(w) } else { w.clone() })
                .collect();
            TextQuery::Phrase {
                text: words.join(" "),
                slop: 0,
                patterns: true,
                fields: fields(rng),
            }
        }
        12 => {
            let phrases = (0..2).map(|_| some_words(rng, records, 2).join(" ")).collect();
            let gaps = rng.random_range(0..40);
            TextQuery::Near { phrases, gaps, patterns: false, fields: fields(rng) }
        }
        13 => {
            let word = &some_words(rng, records, 1)[0];
            let kept: String = word.chars().take(rng.random_range(1..4)).collect();
            let pattern = match rng.random_range(0..3) {
                0 => format!("{kept}*"),
                1 => format!(
                    "{kept}?{}",
                    word.chars().skip(kept.chars().count() + 1).collect::<String>()
                ),
                _ => format!("*{}", word.chars().skip(1).collect::<String>()),
            };
            TextQuery::Pattern { pattern, fields: fields(rng) }
        }
        _ => {
            let word = &some_words(rng, records, 1)[0];
            let kept: String = word.chars().skip(rng.random_range(0..2)).collect();
            TextQuery::Fuzzy { word: kept, distance: rng.random_range(0..=2), fields: fields(rng) }
        }
    }
}
