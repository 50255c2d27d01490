//! Connections that wait for a request give way when others wait to be accepted.
//!
//! Without it, clients that connect and say nothing would keep all others out for as long as a head may take.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::Notify,
    time::{Instant, sleep, sleep_until},
};

/// The connections without a request, the one that has been so for the longest time first.
#[derive(Debug, Default)]
pub(crate) struct Idle {
    next: AtomicU64,
    resting: Mutex<BTreeMap<u64, (Instant, Arc<Notify>)>>,
}

/// A connection among them, or at work.
#[derive(Debug)]
pub(crate) struct Seat {
    idle: Arc<Idle>,
    leave: Arc<Notify>,
    number: Mutex<Option<u64>>,
    served: AtomicBool,
}

impl Idle {
    /// A new connection, without a request as yet.
    pub(crate) fn seat(self: &Arc<Idle>) -> Seat {
        let seat = Seat {
            idle: Arc::clone(self),
            leave: Arc::default(),
            number: Mutex::default(),
            served: AtomicBool::new(false),
        };
        seat.rest();
        seat
    }

    /// Sends away the connection that has been without a request for the longest time, once that is `least`.
    pub(crate) async fn send_away(&self, least: Duration) {
        loop {
            let oldest = {
                let mut resting = lock(&self.resting);
                match resting.first_entry() {
                    Some(first) if first.get().0.elapsed() >= least => {
                        first.remove().1.notify_one();
                        return;
                    }
                    Some(first) => Some(first.get().0),
                    None => None,
                }
            };
            match oldest.and_then(|since| since.checked_add(least)) {
                Some(due) => sleep_until(due).await,
                None => sleep(Duration::from_millis(50)).await,
            }
        }
    }
}

impl Seat {
    /// A request has come.
    pub(crate) fn work(&self) {
        self.served.store(true, Ordering::Relaxed);
        self.away();
    }

    fn away(&self) {
        if let Some(number) = lock(&self.number).take() {
            lock(&self.idle.resting).remove(&number);
        }
    }

    /// The request is over.
    pub(crate) fn rest(&self) {
        let number = self.idle.next.fetch_add(1, Ordering::Relaxed);
        self.away();
        *lock(&self.number) = Some(number);
        let entry = (Instant::now(), Arc::clone(&self.leave));
        lock(&self.idle.resting).insert(number, entry);
    }

    /// Whether there was any request.
    pub(crate) fn served(&self) -> bool {
        self.served.load(Ordering::Relaxed)
    }

    pub(crate) fn works(&self) -> bool {
        lock(&self.number).is_none()
    }

    /// Completes when the connection is to give way.
    pub(crate) async fn leave(&self) {
        self.leave.notified().await;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.away();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_oldest_gives_way_and_none_at_work() {
        let idle = Arc::new(Idle::default());
        let seats: Vec<Seat> = (0..3).map(|_| idle.seat()).collect();
        seats[0].work();
        let begun = Instant::now();
        idle.send_away(Duration::from_millis(30)).await;
        assert!(begun.elapsed() >= Duration::from_millis(20));
        seats[1].leave().await;
        seats[0].rest();
        idle.send_away(Duration::ZERO).await;
        seats[2].leave().await;
        idle.send_away(Duration::ZERO).await;
        seats[0].leave().await;
        drop(seats);
        assert!(lock(&idle.resting).is_empty());
    }
}
