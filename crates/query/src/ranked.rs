//! The groups that a page tells, kept while all groups stream by.

use std::{cmp::Ordering, collections::HashMap};

use serapeum_model::{Group, GroupKey, Grouping, Place, Start, Value};

use crate::windows::Address;

/// A group, and the address of one of its records.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) group: Group,
    pub(crate) at: Option<Address>,
}

/// The first groups of an order, of any number that are pushed.
#[derive(Debug)]
pub(crate) struct Ranked {
    order: Order,
    /// Groups up to this key were told before.
    after: Option<Option<Value>>,
    skip: usize,
    size: usize,
    kept: Vec<Found>,
    all: u64,
    /// Groups of fewer records come behind all that are wanted.
    least: u64,
}

/// The first groups below each path of keys, or of all where groups are not within others.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    ranked: Vec<(Vec<Option<Value>>, Ranked)>,
    /// By the text of a path, because values have no hash.
    places: HashMap<String, usize>,
}

impl Paths {
    /// The groups below these keys, which `new` begins.
    pub(crate) fn below(
        &mut self,
        keys: Vec<Option<Value>>,
        new: impl FnOnce() -> Ranked,
    ) -> &mut Ranked {
        let next = self.ranked.len();
        let place = match keys.is_empty() {
            true => 0,
            false => *self.places.entry(format!("{keys:?}")).or_insert(next),
        };
        if place == next {
            self.ranked.push((keys, new()));
        }
        &mut self.ranked[place].1
    }

    /// How many groups there were.
    pub(crate) fn all(&self) -> u64 {
        self.ranked.iter().map(|(_, ranked)| ranked.all).sum()
    }

    /// The groups below each path, in order, and the path.
    pub(crate) fn into_told(self) -> Vec<(Vec<Option<Value>>, Found)> {
        let below = |(keys, ranked): (Vec<Option<Value>>, Ranked)| {
            ranked.into_told().into_iter().map(move |found| (keys.clone(), found))
        };
        self.ranked.into_iter().flat_map(below).collect()
    }
}

#[derive(Debug, Clone, Copy)]
enum Order {
    /// Ascending keys, the group without one first.
    Walk,
    By(serapeum_model::GroupOrder),
}

impl Ranked {
    /// Keeps `size` groups of a grouping: of the page that it starts at, or for groups within others the first.
    pub(crate) fn new(grouping: &Grouping, size: usize, inner: bool) -> Ranked {
        let (mut skip, mut after, mut order) = (0, None, Order::By(grouping.order));
        match &grouping.start {
            _ if inner => {}
            Start::Skip(groups) => skip = usize::try_from(*groups).unwrap_or(usize::MAX),
            Start::After(cursor) => {
                order = Order::Walk;
                if let Place::Group(key) = &cursor.place {
                    after = Some(key.clone());
                }
            }
            Start::Beyond(keys) => {
                order = Order::Walk;
                after = keys.first().cloned();
            }
            Start::First => order = Order::Walk,
        }
        Ranked { order, after, skip, size, kept: Vec::new(), all: 0, least: 0 }
    }

    /// Whether a group of so many records is not told, whatever its key; it is counted then.
    pub(crate) fn passes_over(&mut self, count: u64) -> bool {
        let over = count < self.least;
        self.all += u64::from(over);
        over
    }

    pub(crate) fn push(&mut self, found: Found) {
        self.all += 1;
        if let Some(after) = &self.after
            && keys(found.group.key.as_ref(), after.as_ref(), true) != Ordering::Greater
        {
            return;
        }
        self.kept.push(found);
        let wanted = self.skip.saturating_add(self.size);
        // Twice as many as wanted are held at most, and each is looked at about once.
        if self.kept.len() >= wanted.saturating_mul(2).max(1_024) {
            let order = self.order;
            self.kept.select_nth_unstable_by(wanted, |a, b| order.compare(&a.group, &b.group));
            self.kept.truncate(wanted);
            if order.is_by_falling_count() {
                self.least = self.kept.iter().map(|found| found.group.count).min().unwrap_or(0);
            }
        }
    }

    /// The groups, in order.
    fn into_told(mut self) -> Vec<Found> {
        let order = self.order;
        self.kept.sort_unstable_by(|a, b| order.compare(&a.group, &b.group));
        self.kept.into_iter().skip(self.skip).take(self.size).collect()
    }
}

impl Order {
    fn is_by_falling_count(self) -> bool {
        matches!(self, Order::By(order) if order.descending && order.by == GroupKey::Count)
    }

    fn compare(self, a: &Group, b: &Group) -> Ordering {
        let by_key = |first| keys(a.key.as_ref(), b.key.as_ref(), first);
        let Order::By(order) = self else { return by_key(true) };
        let directed = |found: Ordering| if order.descending { found.reverse() } else { found };
        match order.by {
            GroupKey::Count => directed(a.count.cmp(&b.count)).then(by_key(false)),
            GroupKey::Key => directed(by_key(true)),
            GroupKey::Metric(..) => match (&a.metric, &b.metric) {
                (Some(a), Some(b)) => directed(values(a, b)),
                (a, b) => a.is_none().cmp(&b.is_none()),
            }
            .then(by_key(false)),
        }
    }
}

/// Keys ascending, numbers by size and texts bytewise; the missing one first or last.
fn keys(a: Option<&Value>, b: Option<&Value>, missing_first: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => values(a, b),
        (None, None) => Ordering::Equal,
        (None, Some(_)) if missing_first => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => keys(b, a, missing_first).reverse(),
    }
}

fn values(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Float(a), Value::Float(b)) => a.total_cmp(b),
        (Value::Int(a), Value::Float(b)) => (*a as f64).total_cmp(b),
        (Value::Float(a), Value::Int(b)) => a.total_cmp(&(*b as f64)),
        // Values of one column are of one kind, of which all others are totally ordered.
        _ => a.partial_cmp(b).unwrap_or(Ordering::Equal),
    }
}
