//! How many queries work at once, and how many wait.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Lets some queries through at once and keeps some more waiting, in their order.
#[derive(Debug)]
pub(crate) struct Gate {
    places: Arc<Semaphore>,
    working: Arc<Semaphore>,
    concurrency: usize,
    all: usize,
}

/// The leave to work, until it is dropped.
#[derive(Debug)]
pub(crate) struct Pass {
    _working: OwnedSemaphorePermit,
    _place: OwnedSemaphorePermit,
}

impl Gate {
    pub(crate) fn new(concurrency: usize, queue: usize) -> Gate {
        let most = Semaphore::MAX_PERMITS;
        let concurrency = concurrency.clamp(1, most);
        let places = concurrency.saturating_add(queue).min(most);
        Gate {
            places: Arc::new(Semaphore::new(places)),
            working: Arc::new(Semaphore::new(concurrency)),
            concurrency,
            all: places,
        }
    }

    /// How many work.
    pub(crate) fn working(&self) -> usize {
        self.concurrency - self.working.available_permits()
    }

    /// How many wait.
    pub(crate) fn waiting(&self) -> usize {
        (self.all - self.places.available_permits()).saturating_sub(self.working())
    }

    /// Waits for leave to work; `None` at once where too many wait already. Who drops the future leaves the queue.
    pub(crate) async fn enter(&self) -> Option<Pass> {
        let place = Arc::clone(&self.places).try_acquire_owned().ok()?;
        let working = Arc::clone(&self.working).acquire_owned().await.ok()?;
        Some(Pass { _working: working, _place: place })
    }
}
