//! What a server may use.

use std::{thread::available_parallelism, time::Duration};

/// The bounds of a server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long a request may wait and work; `None` for as long as it takes. Beyond it: 504, or 503 if it only waited.
    pub timeout: Option<Duration>,
    /// How many queries work at once.
    pub concurrency: usize,
    /// How many more wait for their turn; beyond it: 503.
    pub queue: usize,
    /// How long they wait at most; beyond it: 503.
    pub queue_time: Duration,
    /// How many connections are open at once; more wait to be accepted.
    pub connections: usize,
    /// How long a connection may be without a request while others wait to be accepted; beyond it, it is closed.
    pub give_way: Duration,
    /// Bytes of request line and headers, at least 8,192; beyond it, or at the latest twice it: 431, or 414.
    pub head: usize,
    /// How long a client may take to send them, and how long a connection may idle.
    pub head_time: Duration,
    /// Bytes of a body; beyond it: 413.
    pub body: usize,
    /// How long a client may take to send it; beyond it: 408.
    pub body_time: Duration,
    /// How long a client may read nothing of its answer.
    pub stall: Duration,
    /// Bytes of all bodies received and answers not yet sent; beyond it: 503.
    pub memory: usize,
    /// Bytes of resident memory above which no further query begins: 503, until it falls or no other query works.
    /// `None` for as much as there is; also where the system does not tell, as Linux does.
    pub resident: Option<u64>,
    /// How long running requests may take when the server is to stop.
    pub grace: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            timeout: Some(Duration::from_secs(60)),
            concurrency: 2 * available_parallelism().map_or(1, usize::from),
            queue: 256,
            queue_time: Duration::from_secs(30),
            connections: 1_024,
            give_way: Duration::from_secs(1),
            head: 64 << 10,
            head_time: Duration::from_secs(10),
            body: 64 << 20,
            body_time: Duration::from_secs(60),
            stall: Duration::from_secs(60),
            memory: 1 << 30,
            resident: None,
            grace: Duration::from_secs(5),
        }
    }
}
