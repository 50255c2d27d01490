//! A record becomes an object: one scan over its bytes, from which slices are copied. Values are written where they
//! are met; an object whose members were not met in the table's order is put in order when it ends.

use std::ops::Range;

use serapeum_model::json::{Bad, Scanner};

use super::{
    contents, instant, inverted, location,
    member::{Member, Rule, Shown},
};

/// What is wanted of an object's members: a bit each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted(u128);

/// Where a member is: its value in the record, its name and value in what is written. Empty where it is not.
#[derive(Debug, Clone, Default)]
struct Place {
    value: Range<usize>,
    written: Range<usize>,
}

/// An object of which all members are read.
struct Open {
    /// Its first place.
    first: usize,
    /// Where its members are written.
    start: usize,
    /// Whether they stand as the table has them.
    sorted: bool,
}

struct Writer<'t, 'o> {
    text: &'t str,
    scanner: Scanner<'t>,
    out: &'o mut Vec<u8>,
    /// Those of the objects that are open, the innermost last.
    places: Vec<Place>,
    spare: Vec<u8>,
    name: String,
    chosen: Chosen,
}

impl Wanted {
    pub(super) const ALL: Wanted = Wanted(u128::MAX);

    /// The members that a test accepts.
    pub(super) fn those(members: &[Member], test: impl Fn(&Member) -> bool) -> Wanted {
        let bits = members.iter().enumerate().map(|(i, member)| u128::from(test(member)) << i);
        Wanted(bits.fold(0, |all, bit| all | bit))
    }

    fn has(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }
}

/// What is shown of a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    pub(super) wanted: Wanted,
    /// So many elements of a list that may be cut.
    pub(super) longest: usize,
    /// How well it matches.
    pub(super) score: Option<f64>,
}

/// Writes a record as an object with the members that are chosen.
pub(super) fn write(
    text: &str,
    members: &'static [Member],
    chosen: Chosen,
    out: &mut Vec<u8>,
) -> Result<(), Bad> {
    let mut writer = Writer {
        text,
        scanner: Scanner::new(text),
        out,
        places: Vec::with_capacity(2 * members.len()),
        spare: Vec::new(),
        name: String::new(),
        chosen,
    };
    if writer.scanner.peek() != b'{' {
        return Err(Bad);
    }
    let mut object = writer.members(members, chosen.wanted)?;
    writer.complete(&mut object, members);
    writer.close(object);
    writer.scanner.end()
}

impl<'t> Writer<'t, '_> {
    /// Writes what is wanted of the object that the scanner stands before.
    fn members(&mut self, members: &'static [Member], wanted: Wanted) -> Result<Open, Bad> {
        let first = self.places.len();
        self.places.resize(first + members.len(), Place::default());
        self.out.push(b'{');
        let mut object = Open { first, start: self.out.len(), sorted: true };
        let (mut next, mut more) = (0, self.scanner.open(b'}')?);
        while more {
            match self.name(members, next)? {
                None => self.scanner.skip()?,
                Some(index) => {
                    self.scanner.peek();
                    let from = self.scanner.offset();
                    let mut written = 0..0;
                    if wanted.has(index) {
                        // Of a member met twice the last counts.
                        object.sorted &= index >= next;
                        next = index + 1;
                        written.start = self.begin(object.start, members[index].name);
                        self.value(members[index].rule)?;
                        written.end = self.out.len();
                    } else {
                        self.scanner.skip()?;
                    }
                    let value = from..self.scanner.offset();
                    self.places[first + index] = Place { value, written };
                }
            }
            more = self.scanner.more(b'}')?;
        }
        Ok(object)
    }

    /// Reads a member's name; its index in the table, which is looked for from the one expected next.
    fn name(&mut self, members: &[Member], next: usize) -> Result<Option<usize>, Bad> {
        let text = self.scanner.name()?;
        let name = match text.escaped() {
            false => text.raw(),
            true if text.decode(&mut self.name) => &self.name,
            true => return Ok(None),
        };
        let own = |member: &Member| !matches!(member.shown, Shown::Asked | Shown::Scored);
        let is = |member: &Member| member.name == name && own(member);
        let (before, after) = members.split_at(next);
        let found = after.iter().position(is).map(|index| next + index);
        Ok(found.or_else(|| before.iter().position(is)))
    }

    /// Writes a member's name, with a comma before it where it is not the first; where the name begins.
    fn begin(&mut self, start: usize, name: &str) -> usize {
        if self.out.len() > start {
            self.out.push(b',');
        }
        let at = self.out.len();
        self.put(&["\"", name, "\":"]);
        at
    }

    fn value(&mut self, rule: Rule) -> Result<(), Bad> {
        match (rule, self.scanner.peek()) {
            (Rule::Of(members), b'{') => self.object(members),
            (Rule::Of(members), b'[') => self.list(usize::MAX, |own| own.object(members)),
            (Rule::Cut(members), b'[') => self.list(self.chosen.longest, |own| own.object(members)),
            (Rule::Locations(members), b'{') => self.location(members),
            (Rule::Locations(members), b'[') => self.list(usize::MAX, |own| own.location(members)),
            (Rule::Behind(prefix), b'-' | b'0'..=b'9') => {
                let (number, _) = self.scanner.number()?;
                self.put(&["\"", prefix, number, "\""]);
                Ok(())
            }
            (Rule::Instant, b'"') => {
                let value = self.skipped()?;
                self.put(&[&instant::without_zone(value)]);
                Ok(())
            }
            (Rule::Index, _) => {
                let value = self.skipped()?;
                self.put(&[&inverted::index(value)]);
                Ok(())
            }
            _ => {
                let value = self.skipped()?;
                self.put(&[value]);
                Ok(())
            }
        }
    }

    fn object(&mut self, members: &'static [Member]) -> Result<(), Bad> {
        let object = self.members(members, Wanted::ALL)?;
        self.close(object);
        Ok(())
    }

    fn location(&mut self, members: &'static [Member]) -> Result<(), Bad> {
        let hidden = |member: &Member| member.shown != Shown::Hidden;
        let mut object = self.members(members, Wanted::those(members, hidden))?;
        self.identify(&mut object, members);
        self.close(object);
        Ok(())
    }

    /// Writes a list of objects, up to a number of them.
    fn list(
        &mut self,
        longest: usize,
        mut element: impl FnMut(&mut Self) -> Result<(), Bad>,
    ) -> Result<(), Bad> {
        self.out.push(b'[');
        let (mut count, mut more) = (0, self.scanner.open(b']')?);
        while more {
            if count >= longest {
                self.scanner.skip()?;
            } else {
                if count > 0 {
                    self.out.push(b',');
                }
                match self.scanner.peek() {
                    b'{' => element(self)?,
                    _ => self.value(Rule::Whole)?,
                }
            }
            count += 1;
            more = self.scanner.more(b']')?;
        }
        self.out.push(b']');
        Ok(())
    }

    /// Gives a location's id the prefix of its provenance.
    fn identify(&mut self, object: &mut Open, members: &[Member]) {
        let at = |name: &str| members.iter().position(|member| member.name == name);
        let (Some(id), Some(provenance)) = (at("id"), at("provenance")) else { return };
        let (own, provenance) = (self.read(object, id), self.read(object, provenance));
        if let Some(shown) = location::identifier(own, provenance) {
            object.sorted = false;
            self.places[object.first + id].written = 0..0;
            if !shown.is_empty() {
                self.add(object, id, members[id].name, &shown);
            }
        }
    }

    /// Adds what is wanted and no part of the record.
    fn complete(&mut self, object: &mut Open, members: &[Member]) {
        let at = |name: &str| members.iter().position(|member| member.name == name);
        for (index, member) in members.iter().enumerate() {
            let made = matches!(member.shown, Shown::Always | Shown::Asked | Shown::Scored);
            if !made || !self.chosen.wanted.has(index) || !self.read(object, index).is_empty() {
                continue;
            }
            let other = |name: &str| at(name).map_or("", |index| self.read(object, index));
            let value = match member.rule {
                _ if member.shown == Shown::Scored => self.chosen.score.map(|s| s.to_string()),
                Rule::Contents => contents::urls(other("id"), other("has_content")),
                Rule::Abstract => inverted::text(other("abstract_inverted_index")),
                _ => None,
            };
            self.add(object, index, member.name, value.as_deref().unwrap_or("null"));
        }
    }

    /// Writes a member of which the record has no value as it is to be shown.
    fn add(&mut self, object: &mut Open, index: usize, name: &str, value: &str) {
        object.sorted = false;
        let start = self.begin(object.start, name);
        self.put(&[value]);
        self.places[object.first + index].written = start..self.out.len();
    }

    /// A member's value in the record; empty where it has none.
    fn read(&self, object: &Open, index: usize) -> &'t str {
        self.text.get(self.places[object.first + index].value.clone()).unwrap_or_default()
    }

    fn close(&mut self, object: Open) {
        if !object.sorted {
            self.spare.clear();
            for place in self.places[object.first..].iter().filter(|p| !p.written.is_empty()) {
                if !self.spare.is_empty() {
                    self.spare.push(b',');
                }
                self.spare.extend_from_slice(&self.out[place.written.clone()]);
            }
            self.out.truncate(object.start);
            self.out.extend_from_slice(&self.spare);
        }
        self.out.push(b'}');
        self.places.truncate(object.first);
    }

    /// Moves past a value and hands it out.
    fn skipped(&mut self) -> Result<&'t str, Bad> {
        self.scanner.peek();
        let from = self.scanner.offset();
        self.scanner.skip()?;
        self.text.get(from..self.scanner.offset()).ok_or(Bad)
    }

    fn put(&mut self, parts: &[&str]) {
        parts.iter().for_each(|part| self.out.extend_from_slice(part.as_bytes()));
    }
}
