//! Snapshots as a reader finds them.
#![allow(clippy::unwrap_used, clippy::panic)]

mod consistency;
mod layout;
mod shapes;
mod statistics;
mod support;
