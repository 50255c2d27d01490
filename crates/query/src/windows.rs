//! Addresses located beyond the page that was asked for.
//!
//! A page of 25 scans as much as a page of 10,000. So a walk locates a window of addresses, the next pages are cut
//! from it, and each window is twice the one before: a walk of N results costs about log N scans. Entries are found
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
/// The first window of a walk.
const FIRST: u64 = 10_000;
/// The largest window.
const LARGEST: u64 = 1_000_000;

/// The windows of an engine.
#[derive(Debug, Default)]
pub(crate) struct Windows(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    entries: HashMap<Key, Window>,
    order: VecDeque<Key>,
    held: usize,
}

/// A place in the result of a query: the digest of the query, and the last record told.
type Key = (u64, Address);

/// Addresses in order, and how far they are told.
#[derive(Debug, Clone)]
pub(crate) struct Window {
    addresses: Arc<[Address]>,
    told: usize,
    /// Whether the result ends with the window.
    last: bool,
}

impl Window {
    /// A window of which nothing is told yet.
    pub(crate) fn new(addresses: Vec<Address>, last: bool) -> Window {
        Window { addresses: addresses.into(), told: 0, last }
    }

    /// How many addresses there are from its first on, where the result ends with it.
    pub(crate) fn all(&self) -> Option<u64> {
        self.last.then_some(self.addresses.len() as u64)
    }

    /// Tells up to `size` addresses, or `None` where the window ends too early to fill a page.
    pub(crate) fn page(&mut self, size: usize) -> Option<Vec<Address>> {
        let rest = &self.addresses[self.told..];
        if rest.len() < size && !self.last {
            return None;
        }
        let page = rest[..rest.len().min(size)].to_vec();
        self.told += page.len();
        Some(page)
    }

    /// How many addresses the next window of the walk should have.
    pub(crate) fn next(&self) -> u64 {
        (self.addresses.len() as u64 * 2).clamp(FIRST, LARGEST)
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
        kept.held += cost(&window);
        if let Some(old) = kept.entries.insert(key, window) {
            kept.held -= cost(&old);
        } else {
            kept.order.push_back(key);
        }
        while kept.held > KEPT {
            let Some(oldest) = kept.order.pop_front() else { break };
            if let Some(old) = kept.entries.remove(&oldest) {
                kept.held -= cost(&old);
            }
        }
    }
}

/// Pages share a window's addresses, so only what is left of them counts: it bounds the sum well enough, and
/// an entry at the end of a window is as good as free.
fn cost(window: &Window) -> usize {
    (window.addresses.len() - window.told) / 16 + 16
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
}
