//! Ctrl-C while something is being made: an orderly end, soon.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

/// The exit status of what was stopped, as shells have it.
pub(super) const STOPPED: u8 = 130;
/// How long an orderly end may take. What is left behind after that is cleared by the next run.
const PATIENCE: Duration = Duration::from_secs(4);
const LOOK: Duration = Duration::from_millis(100);

/// A flag that is set by SIGINT or SIGTERM. A second one ends the process at once, as does `PATIENCE`.
pub(super) fn flag() -> std::io::Result<Arc<AtomicBool>> {
    let asked = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first signal finds the flag unset.
        flag::register_conditional_shutdown(signal, STOPPED.into(), Arc::clone(&asked))?;
        flag::register(signal, Arc::clone(&asked))?;
    }
    let watched = Arc::clone(&asked);
    thread::Builder::new().spawn(move || {
        while !watched.load(Ordering::Relaxed) {
            thread::sleep(LOOK);
        }
        thread::sleep(PATIENCE);
        std::process::exit(STOPPED.into());
    })?;
    Ok(asked)
}
