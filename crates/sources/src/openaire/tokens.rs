//! The value of a filter as tokens: operators in capitals, parentheses, commas, phrases in quotes, and runs of words.

use std::ops::Range;

/// A piece of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    And,
    Or,
    Not,
    Comma,
    Open,
    Close,
    /// A phrase in quotes, or words without.
    Text {
        text: String,
        quoted: bool,
    },
}

/// What is wrong with a value, and where, in bytes.
pub(super) type Mistake = (&'static str, Range<usize>);

/// Splits a value. Words that no operator separates are one text, with the spaces between them as they stand. A
/// parenthesis within a word is a mistake, because the service would not take it as part of the word either.
pub(super) fn tokens(value: &str) -> Result<Vec<(Token, Range<usize>)>, Mistake> {
    let mut found: Vec<(Token, Range<usize>)> = Vec::new();
    // Whether the last token is words, which a further word prolongs.
    let mut words = false;
    let mut at = 0;
    let mut depth = 0_u32;
    while let Some(char) = value[at..].chars().next() {
        let next = at + char.len_utf8();
        let mark = match char {
            ',' => Some(Token::Comma),
            '(' => Some(Token::Open),
            ')' if depth > 0 => Some(Token::Close),
            _ => None,
        };
        if char.is_whitespace() {
            at = next;
        } else if let Some(mark) = mark {
            match mark {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                _ => {}
            }
            found.push((mark, at..next));
            (at, words) = (next, false);
        } else if char == '"' {
            let (text, end) = quoted(value, next)?;
            found.push((Token::Text { text, quoted: true }, at..end));
            (at, words) = (end, false);
        } else {
            let end = word(value, at, depth > 0)?;
            let operator = match &value[at..end] {
                "AND" => Some(Token::And),
                "OR" => Some(Token::Or),
                "NOT" => Some(Token::Not),
                _ => None,
            };
            match (operator, found.last_mut()) {
                (Some(operator), _) => {
                    found.push((operator, at..end));
                    words = false;
                }
                (None, Some((Token::Text { text, .. }, span))) if words => {
                    text.push_str(&value[span.end..end]);
                    span.end = end;
                }
                _ => {
                    let text = value[at..end].to_owned();
                    found.push((Token::Text { text, quoted: false }, at..end));
                    words = true;
                }
            }
            at = end;
        }
    }
    Ok(found)
}

/// The text behind an opening quote, and where it ends; a backslash takes the next character as it is.
fn quoted(value: &str, start: usize) -> Result<(String, usize), Mistake> {
    let mut text = String::new();
    let mut chars = value[start..].char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '"' => return Ok((text, start + at + 1)),
            '\\' => text.extend(chars.next().map(|(_, char)| char)),
            _ => text.push(char),
        }
    }
    Err(("a quote is not closed", start - 1..value.len()))
}

/// Where a word ends.
fn word(value: &str, start: usize, inside: bool) -> Result<usize, Mistake> {
    for (at, char) in value[start..].char_indices() {
        let at = start + at;
        match char {
            ',' => return Ok(at),
            ')' if inside => return Ok(at),
            '(' | ')' | '"' => {
                return Err(("text with parentheses or quotes must stand in quotes", at..at + 1));
            }
            _ if char.is_whitespace() => return Ok(at),
            _ => {}
        }
    }
    Ok(value.len())
}
