//! One walk over a record, guided by the tree of the entity's paths. What no field asks for is skipped unbuilt, but
//! validated. Nothing is allocated for a value, except under a condition, where it waits for the element's end.

use serapeum_model::json::{Bad, Scanner, Text};

use crate::paths::{Leaf, Mark, Paths, Take};

/// What a record has at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar<'a> {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number, also an integer beyond 64 bits.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// Year, month and day (absent: the first).
    Parts(i64, Option<i64>, Option<i64>),
    /// Something; for columns that count.
    Present,
    /// What no column can take.
    Odd,
}

/// Takes the values of a record.
pub(crate) trait Sink {
    /// A value for a column, from the alternative of this rank.
    fn put(&mut self, column: usize, rank: u8, value: Scalar<'_>);

    /// An element of a list of a group begins.
    fn open(&mut self, _: Mark) {}

    /// The element that began last in this list ends.
    fn close(&mut self, _: Mark) {}
}

/// The state of a walk, kept from record to record for its buffers.
#[derive(Debug)]
pub(crate) struct Extractor<'p> {
    paths: &'p Paths,
    guards: Vec<Scope>,
    scratch: String,
    parts: Parts,
}

#[derive(Debug, Default, Clone)]
struct Scope {
    open: bool,
    passed: bool,
    held: Vec<(Leaf, Held)>,
}

#[derive(Debug, Clone)]
enum Held {
    Text(String),
    Other(Scalar<'static>),
}

/// The numbers of the innermost array at a place of dates.
#[derive(Debug, Default, Clone, Copy)]
struct Parts {
    /// Whether there is such an array: a number by itself is no date.
    inside: bool,
    seen: usize,
    odd: bool,
    numbers: [Option<i64>; 3],
}

impl<'p> Extractor<'p> {
    pub(crate) fn new(paths: &'p Paths) -> Extractor<'p> {
        let guards = vec![Scope::default(); paths.guards.len()];
        Extractor { paths, guards, scratch: String::new(), parts: Parts::default() }
    }

    /// Sends every value on a path to `sink`; after an error, the offset in the line where it is no JSON, `sink` has
    /// taken a part of the record.
    pub(crate) fn extract<S: Sink>(&mut self, line: &str, sink: &mut S) -> Result<(), usize> {
        for scope in &mut self.guards {
            scope.open = false;
        }
        self.parts = Parts::default();
        let mut walk = Walk { scan: Scanner::new(line), state: self, sink };
        match walk.value(0).and_then(|()| walk.scan.end()) {
            Ok(()) => Ok(()),
            Err(Bad) => Err(walk.scan.offset()),
        }
    }
}

struct Walk<'w, 'a, 'p, S> {
    scan: Scanner<'a>,
    state: &'w mut Extractor<'p>,
    sink: &'w mut S,
}

impl<S: Sink> Walk<'_, '_, '_, S> {
    fn value(&mut self, at: usize) -> Result<(), Bad> {
        let paths = self.state.paths;
        let Some(node) = paths.nodes.get(at) else { return self.scan.skip() };
        match self.scan.peek() {
            b'{' => self.object(at),
            b'[' => self.array(at),
            b'"' => {
                self.scan.bump();
                let text = self.scan.string()?;
                if node.wanted {
                    self.text(at, text);
                }
                Ok(())
            }
            b't' => {
                self.scan.literal(b"true").map(|()| self.scalar(at, Scalar::Bool(true), "true"))
            }
            b'f' => {
                self.scan.literal(b"false").map(|()| self.scalar(at, Scalar::Bool(false), "false"))
            }
            b'n' => {
                self.scan.literal(b"null")?;
                if node.dated {
                    self.part(None);
                }
                Ok(())
            }
            _ => {
                let (raw, integer) = self.scan.number()?;
                if node.wanted {
                    let whole = if integer { raw.parse().ok().map(Scalar::Int) } else { None };
                    let float = || raw.parse().ok().filter(|float: &f64| float.is_finite());
                    let number = whole.or_else(|| float().map(Scalar::Float));
                    self.scalar(at, number.unwrap_or(Scalar::Odd), raw);
                }
                Ok(())
            }
        }
    }

    fn object(&mut self, at: usize) -> Result<(), Bad> {
        let paths = self.state.paths;
        let Some(node) = paths.nodes.get(at) else { return self.scan.skip() };
        node.elements.iter().for_each(|mark| self.sink.open(*mark));
        for guard in &node.opens {
            if let Some(scope) = self.state.guards.get_mut(*guard) {
                scope.open = true;
                scope.passed = false;
                scope.held.clear();
            }
        }
        let mut more = self.scan.open(b'}')?;
        let filled = more;
        while more {
            let name = self.scan.name()?;
            node.members.iter().for_each(|mark| self.sink.open(*mark));
            let below = self.name(at, name);
            match below {
                Some(below) => self.value(below)?,
                None => self.scan.skip()?,
            }
            node.members.iter().rev().for_each(|mark| self.sink.close(*mark));
            more = self.scan.more(b'}')?;
        }
        for leaf in &node.leaves {
            match leaf.take {
                Take::Count => self.put(leaf, Scalar::Present),
                Take::Exists if filled => self.put(leaf, Scalar::Present),
                Take::Value | Take::Parts if !leaf.below => self.put(leaf, Scalar::Odd),
                _ => {}
            }
        }
        // The innermost of nested conditions on one place was opened last.
        for guard in node.opens.iter().rev() {
            self.close(*guard);
        }
        node.elements.iter().rev().for_each(|mark| self.sink.close(*mark));
        Ok(())
    }

    fn name(&mut self, at: usize, name: Text<'_>) -> Option<usize> {
        let node = self.state.paths.nodes.get(at)?;
        if !name.escaped() && node.keys.is_empty() {
            return node.member(name.raw());
        }
        let mut decoded = std::mem::take(&mut self.state.scratch);
        let known = name.decode(&mut decoded);
        if known && is_filled(self.scan.clone()) {
            for leaf in &node.keys {
                self.put(
                    leaf,
                    if leaf.take == Take::Value { Scalar::Text(&decoded) } else { Scalar::Present },
                );
            }
        }
        let below = known.then(|| node.member(&decoded)).flatten();
        self.state.scratch = decoded;
        below
    }

    fn array(&mut self, at: usize) -> Result<(), Bad> {
        let dated = self.state.paths.nodes.get(at).filter(|node| node.dated);
        if dated.is_some() {
            self.state.parts = Parts { inside: true, ..Parts::default() };
        }
        let mut more = self.scan.open(b']')?;
        while more {
            self.value(at)?;
            more = self.scan.more(b']')?;
        }
        if let Some(node) = dated {
            let parts = std::mem::take(&mut self.state.parts);
            let date = match parts.numbers {
                _ if parts.odd => Some(Scalar::Odd),
                [None, ..] => None,
                [Some(year), month, day] => Some(Scalar::Parts(year, month, day)),
            };
            if let Some(date) = date {
                for leaf in node.leaves.iter().filter(|leaf| leaf.take == Take::Parts) {
                    self.put(leaf, date);
                }
            }
        }
        Ok(())
    }

    /// The next number of a date; `None` is null.
    fn part(&mut self, value: Option<Scalar<'_>>) {
        let parts = &mut self.state.parts;
        let number = value.map(crate::convert::integer);
        match (number, parts.numbers.get_mut(parts.seen)) {
            (Some(Ok(number)), Some(place)) => *place = number,
            (Some(Err(_)), _) => parts.odd = true,
            _ => {}
        }
        parts.seen += 1;
    }

    fn text(&mut self, at: usize, text: Text<'_>) {
        if !text.escaped() {
            return self.scalar(at, Scalar::Text(text.raw()), text.raw());
        }
        let mut decoded = std::mem::take(&mut self.state.scratch);
        match text.decode(&mut decoded) {
            true => self.scalar(at, Scalar::Text(&decoded), &decoded),
            false => self.scalar(at, Scalar::Odd, ""),
        }
        self.state.scratch = decoded;
    }

    #[inline]
    fn scalar(&mut self, at: usize, value: Scalar<'_>, text: &str) {
        let paths = self.state.paths;
        let Some(node) = paths.nodes.get(at) else { return };
        node.elements.iter().for_each(|mark| self.sink.open(*mark));
        for test in &node.tests {
            if paths.guards.get(*test).is_some_and(|guard| guard.text == text)
                && let Some(scope) = self.state.guards.get_mut(*test)
            {
                scope.passed = true;
            }
        }
        let is_date = node.dated
            && (!self.state.parts.inside
                || matches!(value, Scalar::Text(_)) && crate::convert::integer(value).is_err());
        if node.dated && !is_date {
            self.part(Some(value));
        }
        for leaf in &node.leaves {
            match leaf.take {
                Take::Value => self.put(leaf, value),
                // Text instead of an array, or what is no date at all.
                Take::Parts if is_date => self.put(leaf, value),
                Take::Parts => {}
                Take::Count | Take::Exists => self.put(leaf, Scalar::Present),
            }
        }
        node.elements.iter().rev().for_each(|mark| self.sink.close(*mark));
    }

    #[inline]
    fn put(&mut self, leaf: &Leaf, value: Scalar<'_>) {
        match leaf.guard {
            None => self.sink.put(leaf.column, leaf.rank, value),
            Some(guard) => {
                if let Some(scope) = self.state.guards.get_mut(guard).filter(|scope| scope.open) {
                    scope.held.push((*leaf, Held::of(value)));
                }
            }
        }
    }

    /// Lets the values of an element pass, if it met the condition, to the condition around it or to the sink.
    fn close(&mut self, guard: usize) {
        let Some(scope) = self.state.guards.get_mut(guard) else { return };
        scope.open = false;
        let mut held = std::mem::take(&mut scope.held);
        let parent = self.state.paths.guards.get(guard).and_then(|guard| guard.parent);
        if scope.passed {
            for (leaf, value) in held.drain(..) {
                let value = match &value {
                    Held::Text(text) => Scalar::Text(text),
                    Held::Other(other) => *other,
                };
                self.put(&Leaf { guard: parent, ..leaf }, value);
            }
        }
        held.clear();
        if let Some(scope) = self.state.guards.get_mut(guard) {
            scope.held = held;
        }
    }
}

/// Whether what follows is neither null, `[]` nor `{}`.
fn is_filled(mut scan: Scanner<'_>) -> bool {
    let close = match scan.peek() {
        b'n' => return false,
        b'[' => b']',
        b'{' => b'}',
        _ => return true,
    };
    // What is no JSON is noticed where it is read.
    scan.open(close).unwrap_or(true)
}

impl Held {
    fn of(value: Scalar<'_>) -> Held {
        Held::Other(match value {
            Scalar::Text(text) => return Held::Text(text.to_owned()),
            Scalar::Bool(truth) => Scalar::Bool(truth),
            Scalar::Int(number) => Scalar::Int(number),
            Scalar::Float(number) => Scalar::Float(number),
            Scalar::Parts(year, month, day) => Scalar::Parts(year, month, day),
            Scalar::Present => Scalar::Present,
            Scalar::Odd => Scalar::Odd,
        })
    }
}

#[cfg(test)]
mod tests;
