#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
//! Searches of indexes against a matcher that looks at each record.

mod agrees;
mod lakes;
mod naive;
mod random;
mod spread;
