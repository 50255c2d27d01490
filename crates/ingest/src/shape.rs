//! The paths of JSON that records have: which members there are, and where arrays. Some records are looked at, always
//! the same ones, and what is kept is bounded: an object with very many names has one path for all of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serapeum_lake::Manifest;
use serapeum_model::json::{Bad, Scanner};

/// One record in so many is looked at, the first of each file among them.
const SAMPLED: u64 = 16;
/// The members of an object that has more names, over all records, are one: `*`.
const NAMES: usize = 128;
/// So many paths are kept of an entity.
const PATHS: usize = 4_096;
/// Longer names are left out.
const NAME: usize = 100;
/// What is deeper is left out.
const DEEP: usize = 24;

/// A step from a place in a record to one below.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// An element of an array.
    Element,
    /// Any member of an object with very many.
    Any,
    Name(Box<str>),
}

/// Whether the record of a line is looked at.
pub(crate) fn is_sampled(line: u64) -> bool {
    line % SAMPLED == 1
}

/// The places that one thread has seen, each with a number.
#[derive(Debug)]
pub(crate) struct Shape {
    nodes: Vec<Node>,
    decoded: String,
}

#[derive(Debug, Default)]
struct Node {
    names: HashMap<Box<str>, usize>,
    any: Option<usize>,
    element: Option<usize>,
}

/// Which of a shape's places some records have.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen(Vec<u64>);

impl Seen {
    fn set(&mut self, at: usize) {
        let word = at / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        if let Some(word) = self.0.get_mut(word) {
            *word |= 1 << (at % 64);
        }
    }

    fn has(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Four bits a digit, the first bit the first digit's highest.
    fn text(&self) -> String {
        let digit = |at: usize| {
            let bits = (0..4).fold(0, |bits, bit| bits << 1 | u32::from(self.has(at * 4 + bit)));
            char::from_digit(bits, 16).unwrap_or('0')
        };
        let text: String = (0..self.0.len() * 16).map(digit).collect();
        text.trim_end_matches('0').to_owned()
    }

    fn parse(text: &str) -> Seen {
        let mut seen = Seen::default();
        for (at, digit) in text.chars().enumerate() {
            let bits = digit.to_digit(16).unwrap_or_default();
            (0..4).filter(|bit| bits >> (3 - bit) & 1 == 1).for_each(|bit| seen.set(at * 4 + bit));
        }
        seen
    }
}

impl Default for Shape {
    fn default() -> Shape {
        Shape { nodes: vec![Node::default()], decoded: String::new() }
    }
}

impl Shape {
    /// Takes the places of a record, which is JSON.
    pub(crate) fn take(&mut self, record: &str, seen: &mut Seen) {
        // What is no JSON was rejected before.
        let _ = self.value(&mut Scanner::new(record), 0, 0, seen);
    }

    fn value(
        &mut self,
        scan: &mut Scanner<'_>,
        at: usize,
        depth: usize,
        seen: &mut Seen,
    ) -> Result<(), Bad> {
        let close = match scan.peek() {
            b'{' if depth < DEEP => b'}',
            b'[' if depth < DEEP => b']',
            _ => return scan.skip(),
        };
        let mut more = scan.open(close)?;
        while more {
            let below = match close {
                b'}' => {
                    let name = scan.name()?;
                    let mut decoded = std::mem::take(&mut self.decoded);
                    let known = !name.escaped() || name.decode(&mut decoded);
                    let text = if name.escaped() { decoded.as_str() } else { name.raw() };
                    let below = known.then(|| self.member(at, text)).flatten();
                    self.decoded = decoded;
                    below
                }
                _ => self.below(at, |node| &mut node.element),
            };
            match below {
                Some(below) => {
                    seen.set(below);
                    self.value(scan, below, depth + 1, seen)?;
                }
                None => scan.skip()?,
            }
            more = scan.more(close)?;
        }
        Ok(())
    }

    fn member(&mut self, at: usize, name: &str) -> Option<usize> {
        let (node, next) = (self.nodes.get(at)?, self.nodes.len());
        if let Some(known) = node.names.get(name) {
            return Some(*known);
        }
        if name.len() > NAME {
            return None;
        }
        if node.any.is_some() || node.names.len() >= NAMES {
            return self.below(at, |node| &mut node.any);
        }
        if next >= PATHS {
            return None;
        }
        self.nodes.get_mut(at)?.names.insert(name.into(), next);
        self.nodes.push(Node::default());
        Some(next)
    }

    fn below(&mut self, at: usize, of: fn(&mut Node) -> &mut Option<usize>) -> Option<usize> {
        let next = self.nodes.len();
        let place = of(self.nodes.get_mut(at)?);
        if place.is_none() && next < PATHS {
            *place = Some(next);
            self.nodes.push(Node::default());
        }
        of(self.nodes.get_mut(at)?).as_ref().copied()
    }

    /// The ways to all places, by their number; that of the record itself is empty.
    fn ways(&self) -> Vec<Vec<Step>> {
        let mut ways = vec![Vec::new(); self.nodes.len()];
        // What is below a place has a larger number.
        for (at, node) in self.nodes.iter().enumerate() {
            let way: Vec<Step> = ways.get(at).cloned().unwrap_or_default();
            let names = node.names.iter().map(|(name, below)| (Step::Name(name.clone()), *below));
            let any = node.any.map(|below| (Step::Any, below));
            let element = node.element.map(|below| (Step::Element, below));
            for (step, below) in names.chain(any).chain(element) {
                if let Some(place) = ways.get_mut(below) {
                    *place = way.iter().cloned().chain([step]).collect();
                }
            }
        }
        ways
    }
}

/// Places of several shapes in one tree, in which what has very many names has one path for all.
#[derive(Debug, Default)]
struct Tree(BTreeMap<Step, Tree>);

impl Tree {
    fn of(ways: impl IntoIterator<Item = impl AsRef<[Step]>>) -> Tree {
        let mut tree = Tree::default();
        for way in ways {
            way.as_ref()
                .iter()
                .fold(&mut tree, |tree, step| tree.0.entry(step.clone()).or_default());
        }
        tree.collapse();
        tree
    }

    fn collapse(&mut self) {
        let is_name = |step: &Step| matches!(step, Step::Name(_));
        let names = self.0.keys().filter(|step| is_name(step)).count();
        if names > NAMES || self.0.contains_key(&Step::Any) {
            let (names, mut rest): (BTreeMap<_, _>, BTreeMap<_, _>) =
                std::mem::take(&mut self.0).into_iter().partition(|(step, _)| is_name(step));
            let any = rest.entry(Step::Any).or_default();
            names.into_values().for_each(|below| any.merge(below));
            self.0 = rest;
        }
        self.0.values_mut().for_each(Tree::collapse);
    }

    fn merge(&mut self, other: Tree) {
        for (step, below) in other.0 {
            self.0.entry(step).or_default().merge(below);
        }
    }

    /// The path of a place, if it is in the tree.
    fn path(&self, way: &[Step]) -> Option<String> {
        let (mut tree, mut path) = (self, String::new());
        for step in way {
            let step = if tree.0.contains_key(step) { step } else { &Step::Any };
            tree = tree.0.get(step)?;
            extend(&mut path, step);
        }
        Some(path)
    }

    /// Whether some place fits, whichever names stand for others on either side.
    fn fits(&self, way: &[Step]) -> bool {
        let Some((step, rest)) = way.split_first() else { return true };
        let fits = |known: &Step| {
            known == step
                || matches!((known, step), (Step::Any, Step::Name(_)) | (Step::Name(_), Step::Any))
        };
        self.0.iter().any(|(known, below)| fits(known) && below.fits(rest))
    }
}

fn extend(path: &mut String, step: &Step) {
    if *step == Step::Element {
        return path.push_str("[]");
    }
    if !path.is_empty() {
        path.push('.');
    }
    match step {
        Step::Name(name) => name.chars().for_each(|letter| {
            if matches!(letter, '.' | '[' | '*' | '\\') {
                path.push('\\');
            }
            path.push(letter);
        }),
        _ => path.push('*'),
    }
}

/// The way that a path tells.
fn way(path: &str) -> Vec<Step> {
    let (mut way, mut name, mut escaped, mut fresh) = (Vec::new(), String::new(), false, true);
    let end = |way: &mut Vec<Step>, name: &mut String, fresh: bool| {
        if fresh {
            way.push(Step::Name(std::mem::take(name).into()));
        }
    };
    for letter in path.chars() {
        match letter {
            _ if escaped => {
                escaped = false;
                name.push(letter);
            }
            '\\' => escaped = true,
            '.' => {
                end(&mut way, &mut name, fresh);
                fresh = true;
            }
            '[' => {
                // An array at the very root has no name before it.
                let named = fresh && !(way.is_empty() && name.is_empty());
                end(&mut way, &mut name, named);
                way.push(Step::Element);
                fresh = false;
            }
            ']' if !fresh => {}
            '*' => {
                way.push(Step::Any);
                fresh = false;
            }
            letter => name.push(letter),
        }
    }
    end(&mut way, &mut name, fresh);
    way
}

/// The paths of an entity.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Sorted.
    pub(crate) paths: Vec<String>,
    /// Of each shard asked for: which it has, as manifests tell it.
    pub(crate) shards: Vec<String>,
}

/// What a shard has: places by their numbers in some shapes.
pub(crate) type Places<'s> = Vec<(usize, &'s Seen)>;

/// The paths of shards that stay, which have theirs in `base`, and of others, which have theirs in shapes.
pub(crate) fn told(
    base: Option<&Manifest>,
    kept: &[&str],
    shapes: &[Shape],
    read: &[Places<'_>],
) -> Told {
    let old: Vec<Vec<Step>> =
        base.into_iter().flat_map(|base| &base.paths).map(|path| way(path)).collect();
    let ways: Vec<Vec<Vec<Step>>> = shapes.iter().map(Shape::ways).chain([old]).collect();
    let old = shapes.len();
    let kept: Vec<Seen> = kept.iter().map(|text| Seen::parse(text)).collect();
    let kept = kept.iter().map(|seen| vec![(old, seen)]);
    let shards: Vec<Places<'_>> = kept.chain(read.iter().cloned()).collect();
    let places = |shard: &Places<'_>| -> BTreeSet<(usize, usize)> {
        let of = |(shape, seen): &(usize, &Seen)| {
            let (shape, seen) = (*shape, (*seen).clone());
            let count = ways.get(shape).map_or(0, Vec::len);
            (0..count).filter(move |at| seen.has(*at)).map(move |at| (shape, at))
        };
        shard.iter().flat_map(of).collect()
    };
    let way = |(shape, at): &(usize, usize)| ways.get(*shape)?.get(*at);
    let all: BTreeSet<(usize, usize)> = shards.iter().flat_map(&places).collect();
    let tree = Tree::of(all.iter().filter_map(&way));
    let paths: BTreeMap<(usize, usize), String> =
        all.iter().filter_map(|place| Some((*place, tree.path(way(place)?)?))).collect();
    let mut sorted: Vec<String> =
        paths.values().cloned().collect::<BTreeSet<_>>().into_iter().collect();
    sorted.truncate(PATHS);
    let bits = |shard: &Places<'_>| {
        let mut seen = Seen::default();
        for path in places(shard).iter().filter_map(|place| paths.get(place)) {
            if let Ok(at) = sorted.binary_search(path) {
                seen.set(at);
            }
        }
        seen.text()
    };
    let shards = shards.iter().map(bits).collect();
    Told { paths: sorted, shards }
}

/// The paths that only the newer of two versions has, and those that only the older has.
pub(crate) fn changes(before: &[String], after: &[String]) -> (Vec<String>, Vec<String>) {
    if before.is_empty() {
        return Default::default();
    }
    let tree = |paths: &[String]| Tree::of(paths.iter().map(|path| way(path)));
    let only = |paths: &[String], other: Tree| {
        paths.iter().filter(|path| !other.fits(&way(path))).cloned().collect()
    };
    (only(after, tree(before)), only(before, tree(after)))
}

#[cfg(test)]
#[path = "shape/tests.rs"]
mod tests;
