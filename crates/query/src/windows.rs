//! Addresses located beyond the page that was asked for.
//!
//! A page of 25 scans as much as a page of 10,000. So a walk locates a window of addresses, the next pages are cut
//! from it, and each window is many times the one before: a walk of N results costs about log N scans. Entries are found
//! by the place that a cursor names, so a cursor can be replayed, and one that misses is answered by a scan of its own.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex},
};

/// Where a record is.
pub type Address = (u32, u32);

/// An address as one number, as statements have it: `part * 2^32 + row`.
pub(crate) fn number((part, row): Address) -> i64 {
    i64::from(part) << 32 | i64::from(row)
}

/// The address of a number that statements give.
pub(crate) fn address(number: i64) -> Address {
    ((number >> 32) as u32, number as u32)
}

/// The most addresses kept, over all windows: 8 bytes each.
const KEPT: usize = 8_000_000;
/// What an entry takes beside the addresses, which pages of a window share.
const ENTRY: usize = 16;
/// The first window of a walk.
const FIRST: u64 = 10_000;
/// How many times a window is as large as the one before.
const GROWTH: u64 = 16;
/// The largest window.
const LARGEST: u64 = 4_000_000;

/// The windows of an engine.
#[derive(Debug, Default)]
pub(crate) struct Windows(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    entries: HashMap<Key, Window>,
    order: VecDeque<Key>,
    /// How many entries share addresses, by where these are in memory.
    shared: HashMap<usize, usize>,
    /// Addresses, and what entries take.
    held: usize,
}

/// A place in the result of a query: the digest of the query, and the last record told.
type Key = (u64, Address);

/// Addresses in order, and how far they are told.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    addresses: Arc<[Address]>,
    /// How many there were before those that are told were dropped.
    length: usize,
    told: usize,
    /// Whether the result ends with the window.
    last: bool,
}

impl Window {
    /// A window of which nothing is told yet.
    pub(crate) fn new(addresses: Vec<Address>, last: bool) -> Window {
        Window { length: addresses.len(), addresses: addresses.into(), told: 0, last }
    }

    /// How many addresses there are from its first on, where the result ends with it.
    pub(crate) fn all(&self) -> Option<u64> {
        self.last.then_some(self.length as u64)
    }

    /// Tells up to `size` addresses, or `None` where the window ends too early to fill a page.
    pub(crate) fn page(&mut self, size: usize) -> Option<Vec<Address>> {
        let rest = &self.addresses[self.told..];
        if rest.len() < size && !self.last {
            return None;
        }
        let page = rest[..rest.len().min(size)].to_vec();
        self.told += page.len();
        if self.told == self.addresses.len() {
            (self.addresses, self.told) = (Arc::default(), 0);
        }
        Some(page)
    }

    /// How many addresses the next window of the walk should have.
    pub(crate) fn next(&self) -> u64 {
        (self.length as u64 * GROWTH).clamp(FIRST, LARGEST)
    }

    /// Where its addresses are, which tells them from others.
    fn place(&self) -> usize {
        self.addresses.as_ptr().addr()
    }

    /// How many addresses the first window should have for pages of `size`.
    pub(crate) fn first(size: u64) -> u64 {
        size.max(FIRST)
    }
}

impl Windows {
    /// The window that goes on after a place.
    pub(crate) fn get(&self, query: u64, after: Address) -> Option<Window> {
        self.0.lock().ok()?.entries.get(&(query, after)).cloned()
    }

    /// Forgets all windows.
    pub(crate) fn clear(&self) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Kept::default();
        }
    }

    /// Keeps a window under the last record told.
    pub(crate) fn put(&self, query: u64, after: Address, window: Window) {
        let Ok(mut kept) = self.0.lock() else { return };
        let key = (query, after);
        kept.hold(&window);
        match kept.entries.insert(key, window) {
            Some(old) => kept.free(&old),
            None => kept.order.push_back(key),
        }
        while kept.held > KEPT {
            let Some(oldest) = kept.order.pop_front() else { break };
            if let Some(old) = kept.entries.remove(&oldest) {
                kept.free(&old);
            }
        }
    }
}

impl Kept {
    fn hold(&mut self, window: &Window) {
        let entries = self.shared.entry(window.place()).or_default();
        *entries += 1;
        self.held += ENTRY + if *entries == 1 { window.addresses.len() } else { 0 };
    }

    fn free(&mut self, window: &Window) {
        self.held -= ENTRY;
        if let Some(entries) = self.shared.get_mut(&window.place()) {
            *entries -= 1;
            if *entries == 0 {
                self.shared.remove(&window.place());
                self.held -= window.addresses.len();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn addresses(range: std::ops::Range<u32>) -> Vec<Address> {
        range.map(|row| (0, row)).collect()
    }

    #[test]
    fn pages_are_cut_until_one_would_be_short() {
        let mut window = Window::new(addresses(0..5), false);
        assert_eq!(window.page(2), Some(addresses(0..2)));
        assert_eq!(window.page(2), Some(addresses(2..4)));
        assert_eq!(window.page(2), None);
        let mut end = Window::new(addresses(0..3), true);
        assert_eq!(end.page(2), Some(addresses(0..2)));
        assert_eq!(end.page(2), Some(addresses(2..3)));
        assert_eq!(end.page(2), Some(Vec::new()));
    }

    #[test]
    fn a_place_can_be_asked_again_and_the_oldest_goes() {
        let windows = Windows::default();
        let window = Window::new(addresses(0..100), false);
        windows.put(1, (0, 9), window.clone());
        for _ in 0..2 {
            assert!(windows.get(1, (0, 9)).is_some());
            assert!(windows.get(2, (0, 9)).is_none());
        }
        for query in 2..600_000 {
            windows.put(query, (0, 9), window.clone());
        }
        assert!(windows.get(1, (0, 9)).is_none());
        assert!(windows.0.lock().unwrap().held <= KEPT);
    }

    #[test]
    fn what_is_held_is_what_is_counted() {
        let windows = Windows::default();
        let held = || windows.0.lock().unwrap().held;
        let mut walked = Window::new(addresses(0..1_000), false);
        for page in 0..3 {
            walked.page(100).unwrap();
            windows.put(1, (0, page), walked.clone());
        }
        // Pages of a window share its addresses.
        assert_eq!(held(), 1_000 + 3 * ENTRY);
        // One that is told to its end has none, but the next is larger all the same.
        walked.page(700).unwrap();
        windows.put(1, (0, 3), walked.clone());
        assert_eq!(held(), 1_000 + 4 * ENTRY);
        assert_eq!(windows.get(1, (0, 3)).unwrap().next(), 16_000);
        // First pages of many walks that nobody goes on with.
        for query in 2..10_000 {
            let mut window = Window::new(addresses(0..10_000), false);
            window.page(25).unwrap();
            windows.put(query, (0, 0), window);
        }
        assert!(held() <= KEPT);
        let kept = windows.0.lock().unwrap();
        let alive: usize = kept.entries.values().map(|window| window.addresses.len()).sum();
        assert!(alive <= KEPT && kept.shared.len() <= kept.entries.len());
    }
}
