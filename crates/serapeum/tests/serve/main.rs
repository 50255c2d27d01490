//! A real lake over HTTP: what comes is what the library says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod answers;
#[path = "../../../server/tests/http/client.rs"]
mod client;
mod command;
mod lake;
mod program;
mod stopped;
mod versions;
