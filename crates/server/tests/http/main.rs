//! The server over HTTP, with a stand-in for a lake.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod client;
mod fake;
mod hostile;
mod hosts;
mod load;
mod operation;
mod requests;
mod stopping;
mod wire;
