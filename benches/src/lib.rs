//! What the benches and the comparisons with other programs share: where the data come from, the floor under an
//! ingest, and how a lake is asked.
//!
//! | variable | meaning |
//! |---|---|
//! | `SERAPEUM_BENCH_WORKS` | how many works the synthetic snapshot has: 20,000 unless told otherwise. It is made once, with its lake, under `target/bench-data/<works>`, and kept |
//! | `SERAPEUM_BENCH_SNAPSHOT` | a snapshot to take instead |
//! | `SERAPEUM_BENCH_LAKE` | a lake to take instead |

pub mod asked;
pub mod data;
pub mod floor;
pub mod settings;
pub mod walked;
