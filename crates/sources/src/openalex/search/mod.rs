//! Searches: <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/search-entities>. A text is either
//! words, all of which occur, or an expression of Lucene's query language where it looks like one.
//!
//! ```text
//! expression = clause *([operator] clause)     clauses without operator between them all hold
//! operator   = "AND" | "OR" | "NOT" | "&&" | "||"
//! clause     = ["+" | "-"] (word | quoted | "(" expression ")") ["^" number]
//! word       = text ["~" [number]]             with "*" and "?" in it a pattern
//! quoted     = DQUOTE text DQUOTE ["~" number ["~" DQUOTE text DQUOTE]]
//! ```

mod guard;
mod parameters;
mod parse;
mod shape;

use serapeum_model::{BadRequest, Entity, Occur, Predicate, Reach, TextQuery};

use super::filter::Alternatives;

pub(super) use parameters::{is_parameter, read};

/// Filters by words of which the original orders by relevance: all but these.
const UNRANKED: [&str; 2] = ["description.search", "keywords.search"];

/// What a text is searched for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) entity: &'static Entity,
    /// The name of the parameter or filter.
    pub(super) name: &'a str,
    /// The name of the filter that looks at the same texts.
    pub(super) filter: &'a str,
    pub(super) reach: &'static Reach,
    pub(super) strict: bool,
}

impl Asked<'_> {
    /// Whether it is a parameter of its own, and not a filter.
    pub(super) fn is_parameter(&self) -> bool {
        is_parameter(self.name)
    }

    /// Whether words are compared as they are.
    pub(super) fn is_exact(&self) -> bool {
        self.filter.ends_with(".exact")
    }

    /// Whether words are compared by stem only here, and as they are by another filter.
    fn is_stemmed(&self) -> bool {
        !self.is_exact() && self.entity.filter(&format!("{}.exact", self.filter)).is_some()
    }

    pub(super) fn refused(&self, text: String) -> BadRequest {
        let parameter = if self.is_parameter() { self.name } else { "filter" };
        BadRequest::query(parameter, text)
    }
}

/// Whether a filter by words puts the best first.
pub(super) fn is_ranked(name: &str) -> bool {
    !UNRANKED.contains(&name)
}

/// The condition of a filter by words.
pub(super) fn filter(asked: Asked<'_>, value: &str) -> Result<Predicate, BadRequest> {
    if value.contains('|') {
        let Alternatives { negated, parts } =
            Alternatives::read(asked.entity, asked.name, value, asked.strict)?;
        let any = parts.iter().map(|part| query(asked, part)).collect::<Result<Vec<_>, _>>()?;
        let found = Predicate::Search(TextQuery::Any(any));
        return Ok(if negated { found.not() } else { found });
    }
    if shape::has_word_after(value, '!') {
        let text = format!("Search filters do not support the ! operator. Problem value: {value}");
        return Err(asked.refused(text));
    }
    Ok(Predicate::Search(query(asked, value)?))
}

/// The condition that a text states on words.
pub(super) fn query(asked: Asked<'_>, text: &str) -> Result<TextQuery, BadRequest> {
    let text = shape::cleaned(text);
    let text = shape::unquoted_word(&text).unwrap_or(&text);
    guard::check(asked, text)?;
    if let Some(whole) = parse::whole(asked, text)? {
        return Ok(whole);
    }
    // The original reads these as expressions always.
    let affiliation = asked.filter == "raw_affiliation_strings.search" && text.chars().count() > 3;
    if affiliation {
        let phrase = phrase(asked, text);
        return Ok(match parse::expression(asked, text)? {
            Some(expression) => TextQuery::Any(vec![expression, phrase]),
            None => phrase,
        });
    }
    if shape::is_expression(text, asked.is_exact()) {
        // An expression without words finds nothing.
        return Ok(parse::expression(asked, text)?.unwrap_or(TextQuery::Any(Vec::new())));
    }
    let words = |how| TextQuery::Words { how, text: text.to_owned(), fields: asked.reach.words() };
    let mut any = vec![words(Occur::Together), phrase(asked, text)];
    if asked.reach.spread {
        any.insert(1, words(Occur::Each));
    }
    Ok(TextQuery::Any(any))
}

fn phrase(asked: Asked<'_>, text: &str) -> TextQuery {
    let fields = asked.reach.phrases();
    TextQuery::Phrase { text: text.to_owned(), slop: 0, patterns: false, fields }
}
