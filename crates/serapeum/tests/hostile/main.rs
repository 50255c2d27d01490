//! Input from people who wish no good: damaged cursors, malformed requests. Each is answered, or refused in the form
//! of the API with the place of the mistake; none takes long, and none takes much memory.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod conditions;
mod corpus;
mod counting;
mod cursors;
mod measure;
mod mutate;
mod requests;
#[path = "../differential/rng.rs"]
#[allow(dead_code, reason = "the other tests use all of it")]
mod rng;
#[path = "../../../../.ci/fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "a library to the fuzz targets")]
mod targets;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Tests take turns, so that what one allocates is not counted for another.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
