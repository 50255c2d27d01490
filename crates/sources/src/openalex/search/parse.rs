//! Expressions of Lucene's query language, as far as the API lets them through.

use serapeum_model::{BadRequest, Occur, TextField, TextQuery};

use super::{Asked, shape::is_word};

/// How deep parentheses may stand in each other.
const DEEPEST: usize = 50;
/// The farthest that words of a phrase may be from each other: no text has more.
const FARTHEST: u32 = 100_000;

/// A phrase with patterns, which is one only if nothing else is there.
pub(super) fn whole(asked: Asked<'_>, text: &str) -> Result<Option<TextQuery>, BadRequest> {
    let Some(rest) = text.trim().strip_prefix('"') else { return Ok(None) };
    let Some((inside, after)) = rest.split_once('"') else { return Ok(None) };
    if !inside.contains(['*', '?']) || !inside.contains(is_word) {
        return Ok(None);
    }
    let fields = asked.reach.phrases();
    if after.is_empty() {
        let text = inside.to_owned();
        return Ok(Some(TextQuery::Phrase { text, slop: 0, patterns: true, fields }));
    }
    let Some(gaps) = after.strip_prefix('~').and_then(|gaps| gaps.parse::<u32>().ok()) else {
        return Ok(None);
    };
    let phrases = inside.split_whitespace().map(str::to_owned).collect();
    Ok(Some(TextQuery::Near { phrases, gaps: gaps.min(FARTHEST), patterns: true, fields }))
}

/// The condition of an expression; `None` of one without words.
pub(super) fn expression(asked: Asked<'_>, text: &str) -> Result<Option<TextQuery>, BadRequest> {
    let replaced: String = text
        .chars()
        .filter(|c| !['[', ']', '<', '>'].contains(c))
        .map(|c| if ['/', ':', '{', '}'].contains(&c) { ' ' } else { c })
        .collect();
    let chars = trimmed(&replaced).chars().collect();
    let mut parser = Parser { asked, text, chars, at: 0, depth: 0 };
    let found = parser.clauses()?;
    if parser.at < parser.chars.len() {
        return Err(parser.wrong("a parenthesis is closed that is not open"));
    }
    Ok(found)
}

/// Without the word `and` or `not` at the end, even of a longer one.
fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let cut = text.len().checked_sub(3).filter(|at| text.is_char_boundary(*at));
    match cut.map(|at| text.split_at(at)) {
        Some((rest, end)) if end.eq_ignore_ascii_case("and") || end.eq_ignore_ascii_case("not") => {
            rest
        }
        _ => text,
    }
}

struct Parser<'a> {
    asked: Asked<'a>,
    text: &'a str,
    chars: Vec<char>,
    at: usize,
    depth: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Must {
    Hold,
    May,
    Not,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Join {
    None,
    And,
    Or,
}

impl Parser<'_> {
    /// Clauses up to the end or a closing parenthesis. As in Lucene, `OR` makes the clauses beside it optional and
    /// `AND` those beside it required, whatever was said before: there is no precedence.
    fn clauses(&mut self) -> Result<Option<TextQuery>, BadRequest> {
        let mut clauses: Vec<(Must, TextQuery)> = Vec::new();
        loop {
            let (join, negated, required) = self.operators();
            if self.peek().is_none_or(|c| c == ')') {
                return Ok(joined(clauses));
            }
            if let Some((must, _)) = clauses.last_mut().filter(|(must, _)| *must != Must::Not) {
                match join {
                    Join::And => *must = Must::Hold,
                    Join::Or => *must = Must::May,
                    Join::None => {}
                }
            }
            let must = match join {
                _ if negated => Must::Not,
                Join::Or if !required => Must::May,
                _ => Must::Hold,
            };
            if let Some(clause) = self.clause()? {
                clauses.push((must, clause));
            }
        }
    }

    /// What stands before a clause: how it is joined, whether it is negated or required.
    fn operators(&mut self) -> (Join, bool, bool) {
        let (mut join, mut negated, mut required) = (Join::None, false, false);
        loop {
            self.spaces();
            if self.word("AND") || self.sign("&&") {
                join = Join::And;
            } else if self.word("OR") || self.sign("||") {
                join = Join::Or;
            } else if self.word("NOT") || self.sign("-") {
                negated = true;
            } else if self.sign("+") {
                required = true;
            } else if !self.sign("!") && !self.sign("^") && !self.sign("~") {
                return (join, negated, required);
            }
        }
    }

    fn clause(&mut self) -> Result<Option<TextQuery>, BadRequest> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEPEST {
                    return Err(self.wrong("parentheses stand too deep in each other"));
                }
                let inside = self.clauses()?;
                self.depth -= 1;
                if !self.sign(")") {
                    return Err(self.wrong("a parenthesis is not closed"));
                }
                let boost = self.boost();
                Ok(inside.map(|inside| boosted(inside, boost)))
            }
            Some('"') => self.quoted().map(Some),
            _ => Ok(self.term()),
        }
    }

    fn quoted(&mut self) -> Result<TextQuery, BadRequest> {
        let text = self.inside()?;
        let mut query = if self.sign("~") {
            let far = self.number().map_or(0, far);
            if self.chars.get(self.at..self.at + 2) == Some(&['~', '"']) {
                self.at += 1;
                let phrases = vec![text, self.inside()?];
                let fields = self.asked.reach.phrases();
                TextQuery::Near { phrases, gaps: far, patterns: false, fields }
            } else {
                self.phrase(text, far)
            }
        } else {
            self.phrase(text, 0)
        };
        let boost = self.boost();
        query = boosted(query, boost);
        Ok(query)
    }

    fn phrase(&self, text: String, slop: u32) -> TextQuery {
        TextQuery::Phrase { text, slop, patterns: false, fields: self.asked.reach.phrases() }
    }

    /// The text between quotes.
    fn inside(&mut self) -> Result<String, BadRequest> {
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '"' => return Ok(text),
                '\\' => text.extend(self.next()),
                c => text.push(c),
            }
        }
        Err(self.wrong("a quote is not closed"))
    }

    fn term(&mut self) -> Option<TextQuery> {
        let mut text = String::new();
        while let Some(c) = self.peek() {
            match c {
                ' ' | '(' | ')' | '"' | '^' | '~' | '!' => break,
                '\\' => {
                    self.at += 1;
                    text.extend(self.next());
                }
                c => {
                    self.at += 1;
                    text.push(c);
                }
            }
        }
        let fields = self.asked.reach.words();
        let query = if self.sign("~") {
            let letters = text.chars().count();
            let distance = match self.number() {
                Some(far) if far >= 1.0 => far.min(2.0) as u8,
                Some(alike) => {
                    ((1.0 - alike) * letters as f64).min(2.0) as u8 * u8::from(alike > 0.0)
                }
                None => [0, 0, 0, 1, 1, 1].get(letters).copied().unwrap_or(2),
            };
            TextQuery::Fuzzy { word: text, distance, fields }
        } else if text.contains(['*', '?']) && text.contains(is_word) {
            TextQuery::Pattern { pattern: text, fields }
        } else {
            TextQuery::Words { how: Occur::Together, text, fields }
        };
        let boost = self.boost();
        let empty = !query_text(&query).contains(is_word);
        (!empty).then(|| boosted(query, boost))
    }

    fn boost(&mut self) -> f32 {
        if !self.sign("^") {
            return 1.0;
        }
        let boost = self.number().unwrap_or(1.0) as f32;
        if boost.is_finite() { boost } else { 1.0 }
    }

    fn number(&mut self) -> Option<f64> {
        let rest = self.chars.get(self.at..)?;
        let text: String = rest.iter().take_while(|c| c.is_ascii_digit() || **c == '.').collect();
        self.at += text.len();
        text.parse().ok()
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    fn spaces(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// Passes a sign, if it is next.
    fn sign(&mut self, sign: &str) -> bool {
        let is = self.chars.get(self.at..).is_some_and(|rest| {
            let mut rest = rest.iter();
            sign.chars().all(|c| rest.next() == Some(&c))
        });
        self.at += if is { sign.len() } else { 0 };
        is
    }

    /// Passes a word of the language, if it is next and nothing is attached to it.
    fn word(&mut self, word: &str) -> bool {
        let from = self.at;
        if !self.sign(word) {
            return false;
        }
        let whole = self.peek().is_none_or(|c| [' ', '(', ')', '"'].contains(&c));
        if !whole {
            self.at = from;
        }
        whole
    }

    fn wrong(&self, what: &str) -> BadRequest {
        self.asked.refused(format!("Invalid search syntax: {what}. Problem value: {}", self.text))
    }
}

fn far(number: f64) -> u32 {
    number.min(f64::from(FARTHEST)) as u32
}

/// Optional clauses beside required ones would only raise scores: they are left out.
fn joined(clauses: Vec<(Must, TextQuery)>) -> Option<TextQuery> {
    let (mut all, mut any, mut none) = (Vec::new(), Vec::new(), Vec::new());
    for (must, clause) in clauses {
        match must {
            Must::Hold => all.push(clause),
            Must::May => any.push(clause),
            Must::Not => none.push(TextQuery::Not(Box::new(clause))),
        }
    }
    if all.is_empty() && !any.is_empty() {
        all.push(if any.len() == 1 { any.swap_remove(0) } else { TextQuery::Any(any) });
    }
    all.extend(none);
    if all.len() < 2 { all.pop() } else { Some(TextQuery::All(all)) }
}

fn query_text(query: &TextQuery) -> &str {
    match query {
        TextQuery::Words { text, .. } | TextQuery::Phrase { text, .. } => text,
        TextQuery::Pattern { pattern, .. } => pattern,
        TextQuery::Fuzzy { word, .. } => word,
        _ => "",
    }
}

/// With the scores times a number.
fn boosted(mut query: TextQuery, boost: f32) -> TextQuery {
    if boost == 1.0 {
        return query;
    }
    let times = |fields: &mut Vec<TextField>| fields.iter_mut().for_each(|f| f.boost *= boost);
    match &mut query {
        TextQuery::All(parts) | TextQuery::Any(parts) => {
            for part in parts {
                *part = boosted(std::mem::replace(part, TextQuery::Any(Vec::new())), boost);
            }
        }
        TextQuery::Not(_) => {}
        TextQuery::Scored(_, score) => *score *= boost,
        TextQuery::Words { fields, .. }
        | TextQuery::Whole { fields, .. }
        | TextQuery::Phrase { fields, .. }
        | TextQuery::Near { fields, .. }
        | TextQuery::Pattern { fields, .. }
        | TextQuery::Fuzzy { fields, .. } => times(fields),
    }
    query
}
