//! Searches as part of a request: beside filters, groups, orders and pages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod laws;
mod parts;
mod recorded;
mod values;
mod world;
