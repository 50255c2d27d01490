//! All paths of an entity merged into one tree, so that a record is walked once.
//!
//! A node stands for a place in a record. Where a path has `*`, its continuation is merged into the named members
//! beside it too, so that the walk is always at exactly one node.

use std::collections::BTreeSet;

use serapeum_model::{Derive, Entity, Kind, Path, Step, Storage};

use crate::{Error, aligned::Aligned};

/// The tree; node 0 is the record itself.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    pub(crate) nodes: Vec<Node>,
    pub(crate) guards: Vec<Guard>,
    pub(crate) groups: Vec<Aligned>,
}

/// A place in a record.
#[derive(Debug, Default)]
pub(crate) struct Node {
    names: Names,
    any: Option<usize>,
    /// The columns that take the values here.
    pub(crate) leaves: Vec<Leaf>,
    /// The columns that take the member names here.
    pub(crate) keys: Vec<Leaf>,
    /// The conditions that each object here opens.
    pub(crate) opens: Vec<usize>,
    /// The conditions that a text here may fulfil.
    pub(crate) tests: Vec<usize>,
    /// The lists of elements of which everything here is one.
    pub(crate) elements: Vec<Mark>,
    /// The lists of elements of which every member here is one.
    pub(crate) members: Vec<Mark>,
    /// Whether a scalar here matters.
    pub(crate) wanted: bool,
    /// Whether an array here may be a date.
    pub(crate) dated: bool,
}

/// A column at a place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf {
    pub(crate) column: usize,
    /// The number of the alternative: the lowest that has a value counts.
    pub(crate) rank: u8,
    pub(crate) take: Take,
    /// The condition that the value stands under.
    pub(crate) guard: Option<usize>,
    /// Whether another alternative of the column asks for something in an object here.
    pub(crate) below: bool,
}

/// What a column takes from a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Take {
    /// Scalars.
    Value,
    /// Arrays of year, month, day.
    Parts,
    /// That there is something, objects included.
    Count,
    /// That there is something other than `{}`.
    Exists,
}

/// A condition on an element.
#[derive(Debug)]
pub(crate) struct Guard {
    pub(crate) text: String,
    /// The condition on an element around this one.
    pub(crate) parent: Option<usize>,
}

/// A list that elements of a group are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The position in [`Paths::groups`].
    pub(crate) group: usize,
    /// 0 for the outermost list.
    pub(crate) level: usize,
}

#[derive(Debug, Clone)]
struct Item<'p> {
    steps: &'p [Step],
    end: End,
}

#[derive(Debug, Clone, Copy)]
enum End {
    Leaf(Leaf),
    Test(usize),
    Elements(Mark),
    Members(Mark),
}

impl Paths {
    /// The tree of an entity's paths.
    pub(crate) fn of(entity: &Entity) -> Result<Paths, Error> {
        let fault = |field: &str, what: String| Error::Table(field.to_owned(), what);
        let mut parsed = Vec::new();
        for field in entity.fields {
            let path = Path::parse(field.path).map_err(|what| fault(field.name, what))?;
            let fits = match path.derive {
                Derive::Value => true,
                Derive::Year | Derive::Count | Derive::OrZero => field.kind == Kind::Integer,
                Derive::BeforeSlash | Derive::AfterSlash => field.kind.storage() == Storage::Text,
                Derive::Exists => field.kind == Kind::Boolean,
                Derive::FirstDay => field.kind == Kind::Date,
            };
            if !fits || path.alternatives.len() > 100 {
                return Err(fault(field.name, format!("`{}` does not fit the kind", field.path)));
            }
            parsed.push(path);
        }
        let groups = Aligned::of(entity, &parsed)?;
        Ok(Paths::tree(&parsed, groups))
    }

    /// The tree of paths of which each is a column of its own.
    pub(crate) fn plain(parsed: &[Path]) -> Paths {
        Paths::tree(parsed, Vec::new())
    }

    fn tree(parsed: &[Path], groups: Vec<Aligned>) -> Paths {
        let mut items = Vec::new();
        for (column, path) in parsed.iter().enumerate() {
            let take = match path.derive {
                Derive::Value | Derive::Year | Derive::OrZero => Take::Value,
                Derive::BeforeSlash | Derive::AfterSlash => Take::Value,
                Derive::FirstDay => Take::Parts,
                Derive::Count => Take::Count,
                Derive::Exists => Take::Exists,
            };
            for (rank, steps) in (0..).zip(&path.alternatives) {
                let leaf = Leaf { column, rank, take, guard: None, below: false };
                items.push(Item { steps, end: End::Leaf(leaf) });
            }
        }
        for (group, aligned) in groups.iter().enumerate() {
            for (level, list) in aligned.lists() {
                let mark = Mark { group, level };
                let end = if list.members { End::Members(mark) } else { End::Elements(mark) };
                items.push(Item { steps: &list.steps, end });
            }
        }
        let mut paths = Paths::default();
        paths.add(items);
        paths.groups = groups;
        paths
    }

    fn add(&mut self, mut items: Vec<Item<'_>>) -> usize {
        let id = self.nodes.len();
        self.nodes.push(Node::default());
        let mut node = Node::default();
        let mut guards: Vec<(Option<usize>, &[String], &str, usize)> = Vec::new();
        let mut tests: Vec<(Vec<Step>, usize)> = Vec::new();
        // Conditions first: what follows them stands at the same place.
        for item in &mut items {
            while let ([Step::Where(member, text), rest @ ..], End::Leaf(leaf)) =
                (item.steps, &mut item.end)
            {
                let same = |known: &&(Option<usize>, &[String], &str, usize)| {
                    (known.0, known.1, known.2) == (leaf.guard, member.as_slice(), text.as_str())
                };
                let guard = guards.iter().find(same).map(|known| known.3);
                let guard = guard.unwrap_or_else(|| {
                    let new = self.guards.len();
                    self.guards.push(Guard { text: text.clone(), parent: leaf.guard });
                    guards.push((leaf.guard, member, text, new));
                    tests.push((member.iter().cloned().map(Step::Member).collect(), new));
                    node.opens.push(new);
                    new
                });
                leaf.guard = Some(guard);
                item.steps = rest;
            }
        }
        let tests = tests.iter().map(|(steps, guard)| Item { steps, end: End::Test(*guard) });
        let items: Vec<Item<'_>> = items.into_iter().chain(tests).collect();

        let mut names = BTreeSet::new();
        for item in &items {
            match (item.steps, item.end) {
                ([], End::Leaf(leaf)) => {
                    let goes_on = |other: &Item<'_>| {
                        let same = matches!(other.end, End::Leaf(o) if o.column == leaf.column);
                        same && !other.steps.is_empty()
                    };
                    node.leaves.push(Leaf { below: items.iter().any(goes_on), ..leaf });
                }
                ([], End::Test(guard)) => node.tests.push(guard),
                // Alternatives share their outer lists.
                ([], End::Elements(mark)) if !node.elements.contains(&mark) => {
                    node.elements.push(mark);
                }
                ([], End::Members(mark)) if !node.members.contains(&mark) => {
                    node.members.push(mark);
                }
                ([Step::Key, ..], End::Leaf(leaf)) => node.keys.push(leaf),
                ([Step::Member(name), ..], _) => drop(names.insert(name.as_str())),
                _ => {}
            }
        }
        node.wanted =
            !(node.leaves.is_empty() && node.tests.is_empty() && node.elements.is_empty());
        node.dated = node.leaves.iter().any(|leaf| leaf.take == Take::Parts);
        let below = |name: Option<&str>| -> Vec<Item<'_>> {
            let follows = |item: &&Item<'_>| match item.steps.first() {
                Some(Step::Member(member)) => Some(member.as_str()) == name,
                Some(Step::Any) => true,
                _ => false,
            };
            let steps = items.iter().filter(follows);
            steps
                .filter_map(|item| Some(Item { steps: item.steps.get(1..)?, end: item.end }))
                .collect()
        };
        let entries: Vec<_> =
            names.iter().map(|name| (Box::from(*name), self.add(below(Some(name))))).collect();
        let any = below(None);
        node.any = (!any.is_empty()).then(|| self.add(any));
        node.names = Names::new(entries);
        if let Some(place) = self.nodes.get_mut(id) {
            *place = node;
        }
        id
    }
}

impl Node {
    /// The node of a member.
    #[inline]
    pub(crate) fn member(&self, name: &str) -> Option<usize> {
        self.names.find(name).or(self.any)
    }
}

/// A small hash table by length and three bytes of the name: names in records differ in these.
#[derive(Debug, Default)]
struct Names {
    /// Where the entries of a slot start; one longer than the number of slots, which is a power of two.
    starts: Vec<u16>,
    entries: Vec<(Box<str>, usize)>,
}

impl Names {
    fn new(mut entries: Vec<(Box<str>, usize)>) -> Names {
        if entries.is_empty() {
            return Names::default();
        }
        let slots = (entries.len() * 4).next_power_of_two();
        entries.sort_by_key(|(name, _)| slot(name.as_bytes(), slots));
        let before = |bound: usize| {
            entries.partition_point(|(name, _)| slot(name.as_bytes(), slots) < bound)
        };
        let starts =
            (0..=slots).map(|bound| u16::try_from(before(bound)).unwrap_or(u16::MAX)).collect();
        Names { starts, entries }
    }

    #[inline]
    fn find(&self, name: &str) -> Option<usize> {
        let slots = self.starts.len().checked_sub(1)?;
        let slot = slot(name.as_bytes(), slots);
        let (start, end) = (*self.starts.get(slot)?, *self.starts.get(slot + 1)?);
        let entries = self.entries.get(usize::from(start)..usize::from(end))?;
        entries.iter().find(|(known, _)| **known == *name).map(|(_, node)| *node)
    }
}

#[inline]
fn slot(name: &[u8], slots: usize) -> usize {
    let (Some(first), Some(middle), Some(last)) =
        (name.first(), name.get(name.len() / 2), name.last())
    else {
        return 0;
    };
    let sum =
        name.len() + 7 * usize::from(*first) + 31 * usize::from(*middle) + 131 * usize::from(*last);
    (sum ^ (sum >> 6)) & (slots - 1)
}
