//! The hosted API's own answers as the judge: which records a filter finds, in what order, how mistakes are told,
//! and the form of envelopes. They stand beside the repository; where they do not, there is nothing to compare.
//!
//! Two sorts of lakes are asked: one of the real records, in which some records have the very version that was told,
//! and one for each day of recordings, of all records that were told on it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod envelopes;
mod members;
mod orders;
mod recording;
mod refusals;
mod searches;
mod singles;
mod tally;
mod tokens;
mod world;
