//! What searches find: the addresses of rows, and how well each matches.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use datafusion::{
    arrow::{
        array::{Array as _, ArrayRef, Float64Array, Int64Array, ListArray},
        buffer::OffsetBuffer,
        datatypes::Field,
    },
    common::ScalarValue,
};
use futures::channel::oneshot;
use lru::LruCache;
use serapeum_model::{Factor, TextQuery};
use serapeum_search::Searcher;

use crate::{
    Address, Error,
    lookup::Rows,
    windows::{address, number},
};

/// The most bytes that are kept of searches that may be asked again, over all of them.
const KEPT: usize = 64 << 20;
/// Bytes that a row takes, and those of an entry beside its rows and its text, about.
const ROW: usize = 16;
const ENTRY: usize = 512;
/// Under one in so many of a table's rows, those found are read by themselves; of more, hardly any page is spared.
pub(crate) const FEW: u64 = 16;

/// The rows that meet at least one of some searches, in the order of their addresses.
#[derive(Debug)]
pub(crate) struct Found {
    /// Their addresses, `part * 2^32 + row`, ascending.
    at: Arc<Int64Array>,
    /// How well each matches: the sum over the searches that hold.
    scores: Arc<Float64Array>,
    /// How many rows in force there were to choose from.
    of: u64,
}

/// What was found lately, by what was searched for.
#[derive(Debug)]
pub(crate) struct Kept(Mutex<Entries>);

#[derive(Debug)]
struct Entries {
    found: LruCache<String, Arc<Found>>,
    bytes: usize,
}

impl Default for Kept {
    fn default() -> Kept {
        Kept(Mutex::new(Entries { found: LruCache::unbounded(), bytes: 0 }))
    }
}

impl Kept {
    pub(crate) fn get(&self, searches: &str) -> Option<Arc<Found>> {
        self.0.lock().ok()?.found.get(searches).map(Arc::clone)
    }

    pub(crate) fn put(&self, searches: String, found: Arc<Found>) {
        let Ok(mut kept) = self.0.lock() else { return };
        kept.bytes += cost(&searches, &found);
        if let Some((key, old)) = kept.found.push(searches, found) {
            kept.bytes -= cost(&key, &old);
        }
        // The last two stay, however large: a request asks for them several times, with scores and without.
        while kept.bytes > KEPT
            && kept.found.len() > 2
            && let Some((key, oldest)) = kept.found.pop_lru()
        {
            kept.bytes -= cost(&key, &oldest);
        }
    }

    pub(crate) fn clear(&self) {
        if let Ok(mut kept) = self.0.lock() {
            kept.found.clear();
            kept.bytes = 0;
        }
    }
}

fn cost(searches: &str, found: &Found) -> usize {
    ENTRY + searches.len() + ROW * found.at.len()
}

impl Found {
    /// The addresses as a list.
    pub(crate) fn addresses(&self) -> ScalarValue {
        list(Arc::clone(&self.at) as ArrayRef)
    }

    /// The scores as a list, in the order of the addresses.
    pub(crate) fn scores(&self) -> ScalarValue {
        list(Arc::clone(&self.scores) as ArrayRef)
    }

    pub(crate) fn at(&self) -> impl Iterator<Item = i64> {
        self.at.values().iter().copied()
    }

    pub(crate) fn each_score(&self) -> impl Iterator<Item = f64> {
        self.scores.values().iter().copied()
    }

    /// The same rows, their scores multiplied by what makes a factor of the number of each row. Of rows without a
    /// number among `numbers`, it is that of no number.
    pub(crate) fn weighed(&self, mut numbers: Vec<(i64, Option<f64>)>, factor: Factor) -> Found {
        numbers.sort_unstable_by_key(|(at, _)| *at);
        let mut numbers = numbers.into_iter().peekable();
        let rows = self.at.values().iter().zip(self.scores.values());
        let weighed = rows.map(|(at, score)| {
            while numbers.next_if(|(other, _)| other < at).is_some() {}
            let number = numbers.next_if(|(other, _)| other == at).and_then(|(_, number)| number);
            score * factor.of(number)
        });
        let scores = Arc::new(weighed.collect::<Vec<f64>>().into());
        Found { at: Arc::clone(&self.at), scores, of: self.of }
    }

    /// The score of a row; 0 where it is not among those found.
    pub(crate) fn score(&self, address: Address) -> f64 {
        self.at
            .values()
            .binary_search(&number(address))
            .map_or(0.0, |place| self.scores.value(place))
    }

    /// The rows by part, where they are few enough to be read by themselves.
    pub(crate) fn rows(&self) -> Option<Rows> {
        if self.at.len() as u64 > self.of / FEW {
            return None;
        }
        let mut rows = Rows::new();
        for at in self.at.values() {
            let (part, row) = address(*at);
            rows.entry(part).or_default().push(row);
        }
        Some(rows)
    }
}

/// Runs searches on the threads for such work; ends them when the caller no longer waits.
pub(crate) async fn find(searcher: Arc<Searcher>, any: Vec<TextQuery>) -> Result<Found, Error> {
    let (sender, receiver) = oneshot::channel();
    let stop = Stop::default();
    let stopped = Arc::clone(&stop.0);
    rayon::spawn(move || {
        let search = || each(&searcher, &any, &|| stopped.load(Ordering::Relaxed));
        // A fault in it is the caller's; here it would end the process.
        let _ = sender.send(panic::catch_unwind(AssertUnwindSafe(search)));
    });
    let found = receiver.await.unwrap_or(Ok(Err(serapeum_search::Error::Stopped)));
    drop(stop);
    Ok(found.unwrap_or_else(|fault| panic::resume_unwind(fault))?)
}

/// Tells a search to end when it is dropped.
#[derive(Debug, Default)]
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn each(
    searcher: &Searcher,
    any: &[TextQuery],
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Found, serapeum_search::Error> {
    let mut all: Vec<(i64, f64)> = Vec::new();
    for query in any {
        let mut found = Vec::new();
        searcher.hits(query, stop, &mut |part, hits| {
            found.extend(hits.iter().map(|hit| (number((part, hit.row)), f64::from(hit.score))));
        })?;
        // Parts come in the order of the manifest, which need not be that of their numbers.
        found.sort_unstable_by_key(|(at, _)| *at);
        all = if all.is_empty() { found } else { both(&all, &found) };
    }
    let (at, scores): (Vec<i64>, Vec<f64>) = all.into_iter().unzip();
    Ok(Found { at: Arc::new(at.into()), scores: Arc::new(scores.into()), of: searcher.live() })
}

/// The rows of either, with the sum of their scores.
fn both(one: &[(i64, f64)], other: &[(i64, f64)]) -> Vec<(i64, f64)> {
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    let mut both = Vec::with_capacity(one.len().max(other.len()));
    while let Some((at, _)) = match (ones.peek(), others.peek()) {
        (Some(a), Some(b)) => Some(if a.0 <= b.0 { **a } else { **b }),
        (Some(a), None) => Some(**a),
        (None, other) => other.map(|b| **b),
    } {
        let score = |from: &mut std::iter::Peekable<std::slice::Iter<'_, (i64, f64)>>| {
            from.next_if(|(next, _)| *next == at).map_or(0.0, |(_, score)| *score)
        };
        both.push((at, score(&mut ones) + score(&mut others)));
    }
    both
}

fn list(values: ArrayRef) -> ScalarValue {
    let field = Arc::new(Field::new_list_field(values.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths([values.len()]);
    ScalarValue::List(Arc::new(ListArray::new(field, offsets, values, None)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn found(rows: i64) -> Arc<Found> {
        let scores = (0..rows).map(|_| 1.0).collect::<Vec<f64>>();
        let at = (0..rows).collect::<Vec<i64>>();
        Arc::new(Found { at: Arc::new(at.into()), scores: Arc::new(scores.into()), of: 9 })
    }

    #[test]
    fn what_is_kept_is_bounded_also_where_nothing_is_found() {
        let kept = Kept::default();
        let bytes = || kept.0.lock().unwrap().bytes;
        for text in 0..200_000 {
            kept.put(format!("{text}"), found(0));
        }
        assert!(bytes() <= KEPT && kept.get("0").is_none() && kept.get("199999").is_some());
        // The same again is one entry; the last two stay whatever they take.
        kept.clear();
        for _ in 0..2 {
            kept.put("a".to_owned(), found(1_000));
        }
        assert_eq!(bytes(), cost("a", &found(1_000)));
        kept.put("b".to_owned(), found(5_000_000));
        kept.put("c".to_owned(), found(1));
        assert!(kept.get("a").is_none() && kept.get("b").is_some());
    }

    #[test]
    fn scores_of_several_searches_add_up() {
        let both = super::both(&[(1, 1.0), (3, 2.0)], &[(2, 0.5), (3, 4.0), (9, 1.0)]);
        assert_eq!(both, [(1, 1.0), (2, 0.5), (3, 6.0), (9, 1.0)]);
    }
}
