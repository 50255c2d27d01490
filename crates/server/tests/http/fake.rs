//! A server over something that only says what it was asked, sleeps, or panics.

use std::{
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use serapeum_model::{Reply, Source};
use serapeum_server::{Answers, Asked, Offered, Options};
use tokio::{runtime, sync::oneshot};

/// The name of a source whose listing panics.
pub(crate) const BROKEN: &str = "broken";

/// Answers with the request itself; `sleep/MILLIS`, `busy/MILLIS`, `bytes/N`, `noise/N`, `drawn` and `panic` do what they say.
#[derive(Debug, Default)]
pub(crate) struct Fake {
    pub(crate) names: Vec<&'static str>,
    /// Queries that have begun and not ended in any way.
    pub(crate) working: AtomicUsize,
    /// Queries that have come to their end.
    pub(crate) finished: AtomicUsize,
    pub(crate) log: Mutex<Vec<String>>,
    /// How often caches were to be dropped.
    pub(crate) relieved: AtomicUsize,
    /// How often tables were asked for.
    pub(crate) described: AtomicUsize,
    /// What the answers are made from.
    pub(crate) version: Mutex<Option<String>>,
}

/// Notes that a query has ended, however it did.
struct Ended<'f>(&'f AtomicUsize);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Answers for Fake {
    fn sources(&self) -> Vec<Offered> {
        assert!(!self.names.contains(&BROKEN), "as asked");
        let offered = |name: &&str| Offered {
            name: (*name).to_owned(),
            entities: ["books", "maps", "journals"].map(str::to_owned).to_vec(),
        };
        self.names.iter().map(offered).collect()
    }

    fn described(&self, source: &str) -> Option<&'static Source> {
        self.described.fetch_add(1, Ordering::SeqCst);
        serapeum_sources::source(source)
    }

    fn relieve(&self) {
        self.relieved.fetch_add(1, Ordering::SeqCst);
    }

    fn version(&self) -> Option<String> {
        self.version.lock().unwrap().clone()
    }

    async fn answer(&self, asked: &Asked) -> Reply {
        self.working.fetch_add(1, Ordering::SeqCst);
        let _ended = Ended(&self.working);
        let (what, number) = asked.path.split_once('/').unwrap_or((&asked.path, ""));
        let number: u64 = number.parse().unwrap_or_default();
        let reply = match what {
            "sleep" => {
                tokio::time::sleep(Duration::from_millis(number)).await;
                Reply::json(200, b"\"slept\"".to_vec())
            }
            "busy" => {
                let until = Instant::now() + Duration::from_millis(number);
                while Instant::now() < until {
                    std::hint::spin_loop();
                }
                Reply::json(200, b"\"was busy\"".to_vec())
            }
            "bytes" => Reply::text(200, "x".repeat(number as usize)),
            "noise" => {
                let mut state = number | 1;
                let bytes = (0..number).map(|_| {
                    // Xorshift: what no encoding makes smaller.
                    state ^= state << 13;
                    state ^= state >> 7;
                    state ^= state << 17;
                    b' ' + (state % 95) as u8
                });
                Reply { body: bytes.collect(), ..Reply::text(200, "") }
            }
            "drawn" => Reply {
                headers: vec![("cache-control", "no-store".to_owned())],
                ..Reply::text(200, "another each time")
            },
            "status" => Reply::json(number as u16, b"{}".to_vec()),
            "panic" => panic!("as asked"),
            _ => Reply::json(200, serde_json::json!(asked.to_string()).to_string().into_bytes()),
        };
        self.finished.fetch_add(1, Ordering::SeqCst);
        reply
    }

    fn report(&self, line: &str) {
        self.log.lock().unwrap().push(line.to_owned());
    }
}

/// A running server, stopped when dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) fake: Arc<Fake>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Duration>>,
}

impl Server {
    pub(crate) fn start(options: impl Into<Options> + Send + 'static) -> Server {
        Server::of(&["library"], options)
    }

    pub(crate) fn of(
        names: &[&'static str],
        options: impl Into<Options> + Send + 'static,
    ) -> Server {
        let fake = Arc::new(Fake { names: names.to_vec(), ..Fake::default() });
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let answers = Arc::clone(&fake);
        let thread = std::thread::spawn(move || {
            let workers = runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            let connections = runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let stopped_at = Arc::new(Mutex::new(Instant::now()));
            let noted = Arc::clone(&stopped_at);
            let stop = async move {
                let _ = stopped.await;
                *noted.lock().unwrap() = Instant::now();
            };
            let handle = workers.handle().clone();
            let served = connections
                .block_on(serapeum_server::serve(listener, answers, options, handle, stop));
            served.unwrap();
            stopped_at.lock().unwrap().elapsed()
        });
        Server { address, fake, stop: Some(stop), thread: Some(thread) }
    }

    /// Asks the server to stop, and goes on.
    pub(crate) fn begin_to_stop(&mut self) {
        drop(self.stop.take());
    }

    /// Stops the server; tells how long that took.
    pub(crate) fn stop(mut self) -> Duration {
        self.begin_to_stop();
        self.thread.take().unwrap().join().unwrap()
    }

    pub(crate) fn working(&self) -> usize {
        self.fake.working.load(Ordering::SeqCst)
    }

    pub(crate) fn finished(&self) -> usize {
        self.fake.finished.load(Ordering::SeqCst)
    }

    pub(crate) fn log(&self) -> String {
        self.fake.log.lock().unwrap().join("\n")
    }
}

/// Waits until something holds.
pub(crate) fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(10), "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
