//! The value of a filter, read:
//!
//! ```text
//! value   = any *("," any)                  a comma separates alternatives
//! any     = all *("OR" all)
//! all     = one *(["AND"] "NOT" one | "AND" one)    of words, "AND" may be left out
//! one     = *"NOT" ("(" value ")" | text)
//! ```

use std::{iter::Peekable, ops::Range, vec::IntoIter};

use super::tokens::{Mistake, Token, tokens};

/// What a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    Text { text: String, quoted: bool },
    Any(Vec<Expression>),
    All(Vec<Expression>),
    Not(Box<Expression>),
}

/// How deep parentheses may stand in each other.
const DEEPEST: usize = 50;

struct Reader {
    tokens: Peekable<IntoIter<(Token, Range<usize>)>>,
    end: usize,
    /// Whether `a (b)` is `a AND (b)`.
    words: bool,
}

/// Reads a value of a filter that compares values, or one by words.
pub(super) fn read(value: &str, words: bool) -> Result<Expression, Mistake> {
    let tokens = tokens(value)?.into_iter().peekable();
    let mut reader = Reader { tokens, end: value.len(), words };
    let expression = reader.value(0)?;
    match reader.tokens.next() {
        None => Ok(expression),
        Some((_, span)) => Err(("AND, OR or a comma is missing", span)),
    }
}

impl Reader {
    fn value(&mut self, depth: usize) -> Result<Expression, Mistake> {
        let mut parts = vec![self.all(depth)?];
        while self.takes(&Token::Comma) || self.takes(&Token::Or) {
            parts.push(self.all(depth)?);
        }
        Ok(join(parts, Expression::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Expression, Mistake> {
        let mut parts = vec![self.one(depth)?];
        // `a NOT b` is `a AND NOT b`.
        while self.takes(&Token::And) || self.sees(&Token::Not) || self.words && self.begins() {
            parts.push(self.one(depth)?);
        }
        Ok(join(parts, Expression::All))
    }

    fn one(&mut self, depth: usize) -> Result<Expression, Mistake> {
        let mut negated = false;
        while self.takes(&Token::Not) {
            negated = !negated;
        }
        let expression = match self.tokens.next() {
            Some((Token::Text { text, quoted }, _)) => Expression::Text { text, quoted },
            Some((Token::Open, span)) if depth == DEEPEST => {
                return Err(("parentheses stand too deep in each other", span));
            }
            Some((Token::Open, span)) => {
                let inner = self.value(depth + 1)?;
                if !self.takes(&Token::Close) {
                    return Err(("a parenthesis is not closed", span));
                }
                inner
            }
            Some((_, span)) => return Err(("a value is missing", span)),
            None => return Err(("a value is missing", self.end..self.end)),
        };
        Ok(if negated { Expression::Not(Box::new(expression)) } else { expression })
    }

    fn begins(&mut self) -> bool {
        matches!(self.tokens.peek(), Some((Token::Open | Token::Text { .. }, _)))
    }

    fn sees(&mut self, token: &Token) -> bool {
        self.tokens.peek().is_some_and(|(next, _)| next == token)
    }

    fn takes(&mut self, token: &Token) -> bool {
        self.tokens.next_if(|(next, _)| next == token).is_some()
    }
}

fn join(mut parts: Vec<Expression>, of: fn(Vec<Expression>) -> Expression) -> Expression {
    if parts.len() == 1 { parts.swap_remove(0) } else { of(parts) }
}
