//! Time and memory of many small tasks, by kind.

use std::{collections::BTreeMap, time::Instant};

use crate::counting::counted;

/// The most that reading one request or cursor may hold.
const MOST: usize = 10 << 20;

/// Tasks that take longer are timed again, because something else may have had the processor.
const AGAIN: u64 = 1_000_000;

/// Whether times are those of the product: debug builds are told, not judged.
const OPTIMISED: bool = !cfg!(debug_assertions);

#[derive(Debug, Default)]
pub(crate) struct Measured {
    kinds: BTreeMap<&'static str, Vec<Task>>,
}

#[derive(Debug)]
struct Task {
    nanos: u64,
    bytes: usize,
    length: usize,
    start: String,
}

impl Measured {
    /// Does a task, which is told by its text.
    pub(crate) fn task<T>(
        &mut self,
        kind: &'static str,
        text: &str,
        mut work: impl FnMut() -> T,
    ) -> T {
        let started = Instant::now();
        let (result, bytes) = counted(&mut work);
        let mut nanos = elapsed(started);
        let start = || text.chars().take(160).collect::<String>();
        assert!(bytes <= MOST, "{kind}: {bytes} bytes for {} of {}", start(), text.len());
        for _ in 0..4 {
            if nanos > AGAIN {
                let started = Instant::now();
                work();
                nanos = nanos.min(elapsed(started));
            }
        }
        let task = Task { nanos, bytes, length: text.len(), start: start() };
        self.kinds.entry(kind).or_default().push(task);
        result
    }

    pub(crate) fn count(&self) -> usize {
        self.kinds.values().map(Vec::len).sum()
    }

    /// Tells the distribution of each kind. In optimised builds the slowest in a thousand may take no more than so
    /// many times what reading a usual text of its length takes, by the tasks of kind `usual`.
    pub(crate) fn close(mut self, title: &str, usual: &str) {
        let mut baseline: Vec<u64> = self.kinds[usual].iter().map(|task| task.nanos).collect();
        baseline.sort_unstable();
        let baseline = baseline[baseline.len() / 2];
        eprintln!("{title}: {} tasks; a usual one takes {} us", self.count(), baseline / 1_000);
        for (kind, tasks) in &mut self.kinds {
            let most = tasks.iter().map(|task| task.bytes).max().unwrap_or_default();
            tasks.sort_unstable_by_key(|task| task.nanos);
            let at = |share: f64| &tasks[((tasks.len() - 1) as f64 * share) as usize];
            let last = at(1.0);
            eprintln!(
                "  {kind}: {} tasks, half {} us, 99 % {} us, 99.9 % {} us, the slowest {} us of {} bytes, \
                 {} kB at most; {}",
                tasks.len(),
                at(0.5).nanos / 1_000,
                at(0.99).nanos / 1_000,
                at(0.999).nanos / 1_000,
                last.nanos / 1_000,
                last.length,
                most >> 10,
                last.start.escape_debug()
            );
            let slow = at(0.999);
            // The nearest of hundreds of names is looked for, and a usual text has about a hundred bytes.
            let allowed = baseline * (1_000 + slow.length as u64);
            assert!(
                !OPTIMISED || slow.nanos <= allowed,
                "{kind}: {} ns for {} bytes: {}",
                slow.nanos,
                slow.length,
                slow.start
            );
        }
    }
}

fn elapsed(started: Instant) -> u64 {
    u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX)
}
