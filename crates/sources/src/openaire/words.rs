//! Filters by words: all words of a value are there, those in quotes next to each other. A `*` in a word that is not in
//! quotes stands for any letters.

use serapeum_model::{BadRequest, Occur, Predicate, Reach, TextQuery};

use super::expression::Expression;

/// The most words of a parameter, as in the original's engine.
const MOST: usize = 1024;

/// The condition of a filter by words.
pub(super) fn condition(
    name: &str,
    reach: &Reach,
    expression: &Expression,
) -> Result<Predicate, BadRequest> {
    let count = count(expression);
    if count > MOST {
        let text = format!("Parameter '{name}' has {count} words, but may have {MOST} at most");
        return Err(BadRequest::query(name, text));
    }
    Ok(match query(reach, expression) {
        TextQuery::Not(part) => Predicate::Search(*part).not(),
        query => Predicate::Search(query),
    })
}

fn count(expression: &Expression) -> usize {
    match expression {
        Expression::Text { text, .. } => text.split_whitespace().count().max(1),
        Expression::Any(parts) | Expression::All(parts) => parts.iter().map(count).sum(),
        Expression::Not(part) => count(part),
    }
}

fn query(reach: &Reach, expression: &Expression) -> TextQuery {
    let each = |parts: &[Expression]| parts.iter().map(|part| query(reach, part)).collect();
    match expression {
        Expression::Text { text, quoted: true } => {
            let fields = reach.phrases();
            TextQuery::Phrase { text: text.clone(), slop: 0, patterns: false, fields }
        }
        Expression::Text { text, .. } => words(reach, text),
        Expression::Any(parts) => joined(each(parts), TextQuery::Any),
        Expression::All(parts) => joined(each(parts), TextQuery::All),
        Expression::Not(part) => TextQuery::Not(Box::new(query(reach, part))),
    }
}

fn words(reach: &Reach, text: &str) -> TextQuery {
    let how = if reach.spread { Occur::Each } else { Occur::Together };
    let plain = |text: String| TextQuery::Words { how, text, fields: reach.words() };
    let (patterns, words): (Vec<&str>, Vec<&str>) =
        text.split_whitespace().partition(|word| word.contains('*'));
    if patterns.is_empty() {
        return plain(text.to_owned());
    }
    let mut all = Vec::new();
    if !words.is_empty() {
        all.push(plain(words.join(" ")));
    }
    let pattern =
        |word: &str| TextQuery::Pattern { pattern: word.to_owned(), fields: reach.words() };
    all.extend(patterns.into_iter().map(pattern));
    joined(all, TextQuery::All)
}

fn joined(mut parts: Vec<TextQuery>, join: fn(Vec<TextQuery>) -> TextQuery) -> TextQuery {
    if parts.len() == 1 { parts.swap_remove(0) } else { join(parts) }
}
