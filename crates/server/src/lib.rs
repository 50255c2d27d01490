//! The APIs over HTTP: one handler for any source, with bounds on time, work and memory.
//!
//! ```text
//! connection --head within limits--> route --source, path, query--> gate --> Answers --> reply, in slices
//! ```
//!
//! * **It knows no API.** What answers is behind the trait [`Answers`]: text of a request in, a
//!   [`Reply`](serapeum_model::Reply) out. Status, media type and body are the API's own; this crate adds what belongs
//!   to HTTP. Paths and parameters are handed on as they came, so that they are decoded once, where the library
//!   takes the address apart.
//! * **Two runtimes.** [`serve`] accepts, reads and writes on the runtime it is called in, and runs queries on the
//!   workers it is given. A query that keeps a worker busy, such as one that inflates records, never delays a
//!   connection.
//! * **Dropping stops.** A query is a task that is aborted when nobody waits for it any more: the client went away,
//!   or the time is over. Its place at the [gate](Limits::concurrency) is given back when the task has really ended,
//!   so that a new query never runs beside the remains of an old one.
//! * **Everything is bounded.** [`Limits`] names each bound. What is beyond one is answered (413, 415, 431, 503, 504 …)
//!   or, where no answer is possible, ends the connection. Where all places are taken, connections without a request
//!   give way.
//! * **Asked under its own names.** [`Hosts`] are checked before anything else, so that no page of another site can pass
//!   itself off as this server's.
//! * **Answers have names.** Where [`Answers::version`] tells one, an answer's `ETag` is made of it and the request; who
//!   has the answer is told so before anything is computed.
//! * **It describes itself.** `/openapi.json` is made from the tables of [`Answers::described`]: see [`openapi`]; once for
//!   each [`Answers::version`].
//! * **Written down when it is over.** A request is counted, and logged if [`Options`] say where to, when the last byte
//!   of its answer was handed on or its client left. `/metrics` and `/healthz` are answered beside the sources.
//! * **Hyper without a framework.** With one handler there is nothing to route by pattern; and the time to read a
//!   head, its size, and the number of connections have to be bounded in the loop that accepts, which is ours.
//!
//! ```
//! use std::{io::{Read as _, Write as _}, net::{TcpListener, TcpStream}, sync::Arc};
//! use serapeum_model::Reply;
//! use serapeum_server::{Answers, Asked, Limits, Offered, serve};
//!
//! struct Echo;
//!
//! impl Answers for Echo {
//!     fn sources(&self) -> Vec<Offered> {
//!         vec![Offered { name: "library".to_owned(), entities: vec!["books".to_owned()] }]
//!     }
//!
//!     async fn answer(&self, asked: &Asked) -> Reply {
//!         Reply::json(200, format!("\"{asked}\"").into_bytes())
//!     }
//! }
//!
//! let listener = TcpListener::bind("127.0.0.1:0")?;
//! let address = listener.local_addr()?;
//! let (done, answered) = tokio::sync::oneshot::channel::<()>();
//! let client = std::thread::spawn(move || {
//!     let mut stream = TcpStream::connect(address)?;
//!     stream.write_all(b"GET /books?title=Elements HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
//!     let mut text = String::new();
//!     stream.read_to_string(&mut text)?;
//!     drop(done);
//!     std::io::Result::Ok(text)
//! });
//!
//! let workers = tokio::runtime::Runtime::new()?;
//! let connections = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! let stop = async { drop(answered.await) };
//! let handle = workers.handle().clone();
//! connections.block_on(serve(listener, Arc::new(Echo), Limits::default(), handle, stop))?;
//! let text = client.join().expect("the client")?;
//! assert!(text.starts_with("HTTP/1.1 200 OK") && text.ends_with(r#""library/books?title=Elements""#), "{text}");
//! # Ok::<(), std::io::Error>(())
//! ```

mod answers;
mod base;
mod coding;
mod described;
mod etag;
mod form;
mod gate;
mod handle;
mod hosts;
mod idle;
mod limits;
mod listen;
mod log;
mod memory;
mod metrics;
mod openapi;
mod options;
mod refused;
mod reply;
mod resident;
mod route;
mod stall;
mod stop;
mod visit;
mod work;

pub use answers::{Answers, Asked, Offered};
pub use hosts::Hosts;
pub use limits::Limits;
pub use listen::serve;
pub use openapi::openapi;
pub use options::Options;
pub use reply::error;
pub use resident::available;
pub use stop::asked_to_stop;
