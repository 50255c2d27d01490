//! The memory that the process has, and whether it is too much to begin with more.

use std::{
    fs,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::{Duration, Instant},
};

/// How long a look counts.
const FRESH: Duration = Duration::from_millis(50);

/// Looks at the process's memory while queries come in.
#[derive(Debug)]
pub(crate) struct Watch {
    /// Bytes; `None` looks at nothing.
    most: Option<u64>,
    look: fn() -> Option<u64>,
    seen: Mutex<Option<(Instant, bool)>>,
    relieved: AtomicU64,
}

impl Watch {
    pub(crate) fn new(most: Option<u64>) -> Watch {
        Watch { most, look: resident, seen: Mutex::default(), relieved: AtomicU64::default() }
    }

    /// Whether there is too much, even after `relieve` has dropped what can be done without.
    pub(crate) fn is_over(&self, relieve: impl FnOnce()) -> bool {
        let Some(most) = self.most else { return false };
        // Whoever comes while another looks waits for what that one sees.
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, over)) = seen.filter(|(at, _)| at.elapsed() < FRESH) {
            return over;
        }
        let over = || (self.look)().is_some_and(|bytes| bytes > most);
        let mut is_over = over();
        if is_over {
            relieve();
            self.relieved.fetch_add(1, Relaxed);
            is_over = over();
        }
        *seen = Some((Instant::now(), is_over));
        is_over
    }

    /// The bound.
    pub(crate) fn most(&self) -> Option<u64> {
        self.most
    }

    /// How often caches were dropped.
    pub(crate) fn relieved(&self) -> u64 {
        self.relieved.load(Relaxed)
    }
}

/// Bytes of memory in use, where the system tells it in the way of Linux.
pub(crate) fn resident() -> Option<u64> {
    kilobytes("/proc/self/status", "VmRSS:")
}

/// Bytes of memory that a process may have: of the machine, or of the group that it is in where that is less. Told on
/// Linux only.
pub fn available() -> Option<u64> {
    let machine = kilobytes("/proc/meminfo", "MemTotal:");
    let own = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    // In a container, the group's folder is the root.
    let groups = own.lines().find_map(|line| line.strip_prefix("0::")).into_iter().chain([""]);
    let groups = groups.filter_map(|group| {
        let text = fs::read_to_string(format!("/sys/fs/cgroup{group}/memory.max")).ok()?;
        text.trim().parse().ok()
    });
    machine.into_iter().chain(groups).min()
}

fn kilobytes(file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse::<u64>().ok()?.checked_mul(1_024)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn watch(most: u64, look: fn() -> Option<u64>) -> Watch {
        Watch { look, ..Watch::new(Some(most)) }
    }

    #[test]
    fn caches_go_first_and_a_look_counts_for_a_while() {
        let dropped = Cell::new(0);
        let relieve = || dropped.set(dropped.get() + 1);
        let full = watch(10, || Some(11));
        assert!(full.is_over(relieve) && full.is_over(relieve));
        assert_eq!((dropped.get(), full.relieved()), (1, 1));
        std::thread::sleep(FRESH);
        assert!(full.is_over(relieve));
        assert_eq!(dropped.get(), 2);
        for quiet in [watch(11, || Some(11)), watch(0, || None), Watch::new(None)] {
            assert!(!quiet.is_over(relieve));
        }
        assert_eq!(dropped.get(), 2);
    }

    #[test]
    fn caches_that_are_dropped_may_be_enough() {
        thread_local!(static BYTES: Cell<u64> = const { Cell::new(12) });
        let full = watch(10, || Some(BYTES.get()));
        assert!(!full.is_over(|| BYTES.set(9)));
        assert_eq!(full.relieved(), 1);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn linux_tells_both() {
        assert!(resident() > Some(1 << 20) && available() > resident());
    }
}
