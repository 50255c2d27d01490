//! Reads Lucene's query language, where words without an operator between them are joined by AND.
//!
//! ```text
//! query    = [conj] [mod] clause *([conj] [mod] clause)
//! conj     = "AND" | "&&" | "OR" | "||"            mod = "+" | "-" | "!" | "NOT"
//! clause   = [field ":"] ("(" query ")" | [">" | "<" [ "="]] term | range) ["~" [n]] ["^" n]
//! term     = word | DQUOTE text DQUOTE             a word has "*" and "?" as wildcards; "\" escapes
//! range    = ("[" | "{") bound "TO" bound ("]" | "}")
//! ```
//!
//! A slash is a character like any other: the service escapes each, so that there are no regular expressions. Words
//! that stand side by side without a field of their own are one value.

use super::ast::{Bound, Node, Occurs, Test};

/// How deep groups may stand in each other.
const DEPTH: usize = 64;
/// The most conditions and words of a query.
const MOST: usize = 4096;
/// The farthest that words of a phrase may be moved: no text has more.
const FARTHEST: f64 = 100_000.0;

struct Parser<'q> {
    text: &'q str,
    at: usize,
    /// How many conditions there are so far.
    count: usize,
}

/// Reads a query; an error says what is wrong and where.
pub(super) fn parse(text: &str) -> Result<Node, String> {
    let mut parser = Parser { text, at: 0, count: 0 };
    let node = parser.query(None, DEPTH)?;
    match parser.peek() {
        None => Ok(node),
        Some(char) => Err(parser.unexpected(char)),
    }
}

#[derive(PartialEq)]
enum Conj {
    None,
    And,
    Or,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The next character that is no space.
    fn peek(&mut self) -> Option<char> {
        let spaces = self.rest().len() - self.rest().trim_start().len();
        self.at += spaces;
        self.char()
    }

    fn eat(&mut self, char: char) -> bool {
        let is = self.char() == Some(char);
        if is {
            self.at += char.len_utf8();
        }
        is
    }

    fn unexpected(&self, char: char) -> String {
        format!("unexpected `{char}` at byte {}", self.at)
    }

    /// Eats a sign or a whole word.
    fn operator(&mut self, names: &[&str]) -> bool {
        self.peek();
        for name in names {
            let Some(after) = self.rest().strip_prefix(name) else { continue };
            let word = name.starts_with(char::is_alphabetic);
            let ends =
                after.chars().next().is_none_or(|c| c.is_whitespace() || "()\"[{".contains(c));
            if !word || ends {
                self.at += name.len();
                return true;
            }
        }
        false
    }

    fn query(&mut self, field: Option<&str>, depth: usize) -> Result<Node, String> {
        if depth == 0 {
            return Err(format!("more than {DEPTH} groups in each other"));
        }
        let mut clauses: Vec<(Occurs, Node)> = Vec::new();
        // Whether the last clause is a bare word, to which the next one may belong.
        let mut open = false;
        while let Some(char) = self.peek() {
            if char == ')' {
                break;
            }
            let conj = if self.operator(&["AND", "&&"]) {
                Conj::And
            } else if self.operator(&["OR", "||"]) {
                Conj::Or
            } else {
                Conj::None
            };
            if conj != Conj::None && clauses.is_empty() {
                return Err(format!("an operator without a clause before it at byte {}", self.at));
            }
            let not = self.operator(&["-", "!", "NOT"]);
            let modified = not || self.operator(&["+"]);
            let (node, bare) = self.clause(field, depth)?;
            if open && bare && conj == Conj::None && !modified {
                join(&mut clauses, node);
                continue;
            }
            if let Some((last, _)) = clauses.last_mut()
                && *last != Occurs::Not
            {
                match conj {
                    Conj::And => *last = Occurs::Must,
                    Conj::Or => *last = Occurs::Should,
                    Conj::None => {}
                }
            }
            let occurs = match conj {
                _ if not => Occurs::Not,
                Conj::Or => Occurs::Should,
                _ => Occurs::Must,
            };
            clauses.push((occurs, node));
            open = bare && !modified;
        }
        match clauses.len() {
            0 => Err(format!("a clause is missing at byte {}", self.at)),
            1 if clauses.first().is_some_and(|(occurs, _)| *occurs != Occurs::Not) => {
                Ok(clauses.swap_remove(0).1)
            }
            _ => Ok(Node::Clauses(clauses)),
        }
    }

    /// A clause, and whether it is a bare word.
    fn clause(&mut self, outer: Option<&str>, depth: usize) -> Result<(Node, bool), String> {
        self.peek();
        let start = self.at;
        let own = self.field();
        let field = own.as_deref().or(outer);
        let node = match self.peek() {
            None => return Err(format!("a value is missing at byte {}", self.at)),
            Some('(') => {
                self.at += 1;
                let node = self.query(field, depth - 1)?;
                if self.peek() != Some(')') {
                    return Err(format!("`(` at byte {start} is not closed"));
                }
                self.at += 1;
                node
            }
            Some('[' | '{') => self.leaf(field, start, Self::range)?,
            Some('<' | '>') if field.is_some() => self.leaf(field, start, Self::compared)?,
            Some('"') => self.leaf(field, start, Self::phrase)?,
            Some(_) => self.leaf(field, start, Self::word)?,
        };
        let plain = matches!(&node, Node::Leaf { test: Test::Word { wild: false, .. }, .. });
        let (node, suffixed) = self.suffixes(node)?;
        Ok((node, plain && own.is_none() && !suffixed))
    }

    fn leaf(
        &mut self,
        field: Option<&str>,
        start: usize,
        read: fn(&mut Self) -> Result<Test, String>,
    ) -> Result<Node, String> {
        self.count += 1;
        if self.count > MOST {
            return Err(format!("more than {MOST} conditions at byte {start}"));
        }
        let test = read(self)?;
        let (field, span) = (field.map(str::to_owned), start..self.at);
        Ok(Node::Leaf { field, test, boost: 1.0, span })
    }

    /// A name and a colon, if they are next.
    fn field(&mut self) -> Option<String> {
        let start = self.at;
        if self.rest().starts_with("*:") {
            self.at += 2;
            return Some("*".to_owned());
        }
        if let Ok(Test::Word { text, wild: false, .. }) = self.word()
            && self.eat(':')
        {
            return Some(text);
        }
        self.at = start;
        None
    }

    fn word(&mut self) -> Result<Test, String> {
        let start = self.at;
        let (mut text, mut pattern, mut wild) = (String::new(), String::new(), false);
        while let Some(char) = self.char() {
            match char {
                '\\' => {
                    self.at += 1;
                    let escaped = self
                        .char()
                        .ok_or_else(|| format!("nothing to escape at byte {}", self.at))?;
                    push(&mut text, &mut pattern, escaped);
                    self.at += escaped.len_utf8();
                    continue;
                }
                '*' | '?' => {
                    wild = true;
                    text.push(char);
                    pattern.push(char);
                }
                '+' | '-' if text.is_empty() => return Err(self.unexpected(char)),
                '!' | '(' | ')' | ':' | '^' | '[' | ']' | '"' | '{' | '}' | '~' => break,
                _ if char.is_whitespace() => break,
                _ => push(&mut text, &mut pattern, char),
            }
            self.at += char.len_utf8();
        }
        // A word that is written as an operator stands where a clause has to.
        let written = self.text.get(start..self.at).unwrap_or_default();
        if matches!(written, "AND" | "OR" | "NOT" | "&&" | "||") {
            return Err(format!("a clause is missing before `{written}` at byte {start}"));
        }
        match (text.is_empty(), self.char()) {
            (true, Some(char)) => Err(self.unexpected(char)),
            (true, None) => Err(format!("a value is missing at byte {}", self.at)),
            _ => Ok(Test::Word { text, pattern, wild }),
        }
    }

    fn quoted(&mut self) -> Result<String, String> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let char =
                self.char().ok_or_else(|| format!("the quote at byte {start} is not closed"))?;
            self.at += char.len_utf8();
            match char {
                '"' => return Ok(text),
                '\\' => {
                    let escaped = self.char().unwrap_or('\\');
                    text.push(escaped);
                    self.at += self.char().map_or(0, char::len_utf8);
                }
                _ => text.push(char),
            }
        }
    }

    fn phrase(&mut self) -> Result<Test, String> {
        self.quoted().map(|text| Test::Phrase { text, slop: None })
    }

    /// `>a`, `>=a`, `<a`, `<=a`.
    fn compared(&mut self) -> Result<Test, String> {
        let above = self.char() == Some('>');
        self.at += 1;
        let included = self.eat('=');
        self.peek();
        let text = match self.char() {
            Some('"') => self.quoted()?,
            _ => self.bound()?,
        };
        let bound = Some(Bound { text, included });
        Ok(match above {
            true => Test::Range { low: bound, high: None },
            false => Test::Range { low: None, high: bound },
        })
    }

    fn range(&mut self) -> Result<Test, String> {
        let start = self.at;
        let from = self.char() == Some('[');
        self.at += 1;
        let low = self.end()?;
        self.peek();
        let Some(after) = self.rest().strip_prefix("TO") else {
            return Err(format!("the range at byte {start} has no TO"));
        };
        if !after.starts_with(char::is_whitespace) {
            return Err(format!("the range at byte {start} has no TO"));
        }
        self.at += 2;
        let high = self.end()?;
        let to = match self.peek() {
            Some(']') => true,
            Some('}') => false,
            _ => return Err(format!("the range at byte {start} is not closed")),
        };
        self.at += 1;
        let bound = |text: String, included| (text != "*").then_some(Bound { text, included });
        Ok(Test::Range { low: bound(low, from), high: bound(high, to) })
    }

    /// An end of a range.
    fn end(&mut self) -> Result<String, String> {
        match self.peek() {
            Some('"') => self.quoted(),
            _ => self.bound(),
        }
    }

    /// A text up to a space or the end of the range.
    fn bound(&mut self) -> Result<String, String> {
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ']' | '}' | ')'));
        let text = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().to_owned();
        if text.is_empty() {
            return Err(format!("a bound is missing at byte {}", self.at));
        }
        self.at += text.len();
        Ok(text.replace('\\', ""))
    }

    /// A distance, and a weight.
    fn suffixes(&mut self, node: Node) -> Result<(Node, bool), String> {
        let start = self.at;
        let mut node = node;
        loop {
            if self.eat('~') {
                let far = self.number();
                if let Node::Leaf { test, .. } = &mut node {
                    *test = match test {
                        Test::Word { text, .. } => {
                            let distance = distance(text, far);
                            Test::Fuzzy { word: std::mem::take(text), distance }
                        }
                        Test::Phrase { text, .. } => {
                            let slop = far.map(|far| far.min(FARTHEST) as u32);
                            Test::Phrase { text: std::mem::take(text), slop }
                        }
                        _ => return Err(self.unexpected('~')),
                    };
                }
            } else if self.eat('^') {
                let weight = self.number().map(|weight| weight as f32);
                let Some(weight) = weight.filter(|weight| weight.is_finite()) else {
                    return Err(format!("a weight is missing at byte {}", self.at));
                };
                node.boosted(weight);
            } else {
                return Ok((node, self.at > start));
            }
        }
    }

    fn number(&mut self) -> Option<f64> {
        let digits = self.rest().bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let number = self.rest().get(..digits)?.parse().ok();
        self.at += digits;
        number
    }
}

/// How many letters may differ: as many as is said, or more of a longer word.
fn distance(word: &str, far: Option<f64>) -> u8 {
    match (far, word.chars().count()) {
        (Some(far), _) => far.min(2.0) as u8,
        (None, 0..=2) => 0,
        (None, 3..=5) => 1,
        (None, _) => 2,
    }
}

/// A character that stands for itself.
fn push(text: &mut String, pattern: &mut String, char: char) {
    text.push(char);
    if matches!(char, '*' | '?' | '\\') {
        pattern.push('\\');
    }
    pattern.push(char);
}

/// Adds a bare word to the one before it.
fn join(clauses: &mut [(Occurs, Node)], next: Node) {
    if let Some((_, Node::Leaf { test: Test::Word { text, pattern, .. }, span, .. })) =
        clauses.last_mut()
        && let Node::Leaf { test: Test::Word { text: more, pattern: wider, .. }, span: end, .. } =
            next
    {
        *text = format!("{text} {more}");
        *pattern = format!("{pattern} {wider}");
        span.end = end.end;
    }
}
