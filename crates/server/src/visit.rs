//! What is noted of a request from its head to the last byte of its answer.

use std::{
    fmt::Write as _,
    mem,
    net::SocketAddr,
    sync::{Arc, atomic::Ordering::Relaxed},
    time::{Duration, Instant, SystemTime},
};

use hyper::Request;

use crate::{
    idle::Seat,
    log::{Entry, Log},
    metrics::Metrics,
};

/// Told of a request whose client left before it was answered.
const LEFT: u16 = 499;

/// What is counted and written down of all requests.
#[derive(Debug, Default)]
pub(crate) struct Books {
    pub(crate) metrics: Metrics,
    pub(crate) log: Option<Log>,
}

/// How long the steps of a request took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Steps {
    /// Until all parameters were there.
    pub(crate) read: Duration,
    /// For a turn.
    pub(crate) wait: Duration,
    /// For the answer.
    pub(crate) answer: Duration,
    /// To make it ready to be sent.
    pub(crate) write: Duration,
}

impl Steps {
    /// As `Server-Timing` has it, in milliseconds.
    pub(crate) fn told(&self) -> String {
        let steps = [
            ("read", self.read),
            ("wait", self.wait),
            ("answer", self.answer),
            ("write", self.write),
        ];
        let mut text = String::new();
        for (name, took) in steps {
            let comma = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{comma}{name};dur={:.3}", took.as_secs_f64() * 1e3);
        }
        text
    }
}

/// A request that is being answered; what is known of it is written down when this is dropped.
#[derive(Debug)]
pub(crate) struct Visit {
    books: Arc<Books>,
    seat: Arc<Seat>,
    client: SocketAddr,
    at: SystemTime,
    begun: Instant,
    line: String,
    pub(crate) steps: Steps,
    /// What it is counted under.
    pub(crate) route: String,
    /// Whether it asks a source.
    pub(crate) asks: bool,
    pub(crate) status: Option<u16>,
    pub(crate) sent: u64,
}

impl Visit {
    pub(crate) fn begin<B>(
        books: &Arc<Books>,
        seat: &Arc<Seat>,
        client: SocketAddr,
        request: &Request<B>,
    ) -> Visit {
        seat.work();
        books.metrics.in_flight.fetch_add(1, Relaxed);
        let line = match books.log {
            Some(_) => {
                format!("{} {} {:?}", request.method(), request.uri(), request.version())
            }
            None => String::new(),
        };
        Visit {
            books: Arc::clone(books),
            seat: Arc::clone(seat),
            client,
            at: SystemTime::now(),
            begun: Instant::now(),
            line,
            steps: Steps::default(),
            route: "none".to_owned(),
            asks: false,
            status: None,
            sent: 0,
        }
    }

    /// Since the head was read.
    pub(crate) fn took(&self) -> Duration {
        self.begun.elapsed()
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let (took, status) = (self.took(), self.status.unwrap_or(LEFT));
        let metrics = &self.books.metrics;
        metrics.in_flight.fetch_sub(1, Relaxed);
        metrics.request(&self.route, status);
        metrics.bytes.fetch_add(self.sent, Relaxed);
        if self.asks {
            metrics.duration(took);
        }
        if let Some(log) = &self.books.log {
            log.note(Entry {
                client: self.client.ip(),
                at: self.at,
                line: mem::take(&mut self.line),
                status,
                bytes: self.sent,
                took,
            });
        }
        self.seat.rest();
    }
}
