//! From a source's bulk files to a lake: every record becomes typed columns and its own bytes.
//!
//! ```text
//!             one reader a worker                          a worker's own
//! shard ──► inflate, hash ──► block of lines ──► extract ──► columns ──► fields/p000001.parquet
//! shard ──►   (2 MB)                │                └─────► lookups ──► sorted runs ──► merge ──► keys/…, masks/…
//!   …                               └── verbatim ──────────────────────► records/p000001.parquet
//!                                                                                       └──► manifest, version
//! ```
//!
//! A shard is inflated by one thread at a time, each of its blocks by whoever is free; everything else is parallel.
//! So one huge shard uses all cores, and parts, which belong to workers and not to shards, are few however many small
//! shards there are.
//!
//! **Memory** is bounded by the number of workers, not by the snapshot. A worker holds a block of lines (2 MB; a line
//! over 64 MB is rejected unread), a batch of columns and records (8,192 rows or 32 MB of JSON and one line), the
//! compressed pages of an unfinished row group of each file (131,072 rows; records also at most 64 MB before
//! compression and one batch) and 64 MB of lookup entries: about 200 MB. A merge holds 128 open runs of 128 KB, a
//! million lookup entries as encoded pages, and 8 bytes for each row that goes out of force. Joins hold 64 MB of pairs
//! a thread, then as many open runs, and 1,024 rows of a part that is written anew.
//!
//! **Nothing is half done.** Files are written aside, synced and renamed; the version that names them is published
//! last. A run that fails removes what it wrote, and the lake is as it was. Files of the snapshot that the lake has
//! already are not read again; rows of files that are gone are masked. A broken shard fails the run; a broken
//! line is counted, listed in `rejects/` and, beyond [`Options::max_rejects`], fails it too.
//!
//! ```
//! use serapeum_ingest::{Options, ingest, plan};
//! use serapeum_model::{Entity, Framing, Layout, Source, table};
//! # use serapeum_model::{Answer, BadRequest, Dialect, Field, Group, Params, Reply, Request};
//! # struct Mute;
//! # impl Dialect for Mute {
//! #     fn read(&self, _: &str, _: &Params, _: bool) -> Result<Request, BadRequest> { unimplemented!() }
//! #     fn object(&self, _: &Request, _: &[u8], _: Option<f64>) -> Result<Vec<u8>, BadRequest> {
//! #         unimplemented!()
//! #     }
//! #     fn label(&self, _: Field, _: &Group) -> Option<String> { unimplemented!() }
//! #     fn write(&self, _: &Request, _: &Answer, _: u64) -> Reply { unimplemented!() }
//! #     fn write_error(&self, _: &BadRequest) -> Reply { unimplemented!() }
//! # }
//!
//! table! {
//!     /// Scrolls.
//!     SCROLLS "scrolls" {
//!         ID "id" = Row::keyword();
//!         AUTHORS "authors.name" = Row::keyword().at("authors[].name").many();
//!     }
//! }
//! static ENTITY: Entity = Entity::new("scrolls", SCROLLS, ID).checked();
//! static LAYOUT: Layout = Layout {
//!     folders: &["{entity}"], renamed: &[], endings: &[".jsonl"], framing: Framing::Lines, manifests: &[],
//!     joins: &[], deletions: &[],
//! };
//! static SOURCE: Source =
//!     Source { name: "library", hosts: &[], entities: &[&ENTITY], layout: &LAYOUT, dialect: &Mute };
//!
//! let (snapshot, lake) = (tempfile::tempdir()?, tempfile::tempdir()?);
//! std::fs::create_dir(snapshot.path().join("scrolls"))?;
//! std::fs::write(
//!     snapshot.path().join("scrolls/1.jsonl"),
//!     "{\"id\":\"a\",\"authors\":[{\"name\":\"Hypatia\"}]}\n{\"id\":\n{\"id\":\"b\"}\n",
//! )?;
//! let options = Options::default();
//! assert_eq!(plan(&SOURCE, snapshot.path(), &options)?.entities[0].shards.len(), 1);
//! let summary = ingest(&SOURCE, snapshot.path(), lake.path(), &options, &())?;
//! assert_eq!(summary.entities[0].written, 2);
//! assert_eq!(summary.entities[0].rejected["invalid json"], 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aligned;
mod archive;
mod column;
mod columns;
mod convert;
mod cover;
mod described;
mod diff;
mod discover;
mod entity;
mod error;
mod extract;
mod feed;
mod inflate;
mod items;
mod joins;
mod keys;
mod lists;
mod manifest;
mod merge;
mod one;
mod options;
mod output;
mod part;
mod paths;
mod plan;
mod rejects;
mod reuse;
mod root;
mod run;
mod shape;
mod shard;
mod sort;
#[cfg(test)]
mod stages;
mod summary;
mod verify;
mod watch;
mod worker;

pub use column::Column;
pub use diff::{Difference, diff};
pub use discover::{Archived, ShardFile};
pub use error::Error;
pub use extract::Scalar;
pub use lists::ListFile;
pub use manifest::Expected;
pub use one::RecordReader;
pub use options::{Observer, Options, Progress, Reject};
pub use part::ROWS_A_PART;
pub use plan::{EntityPlan, Estimate, JoinPlan, Plan, plan};
pub use run::{ingest, now};
pub use summary::{EntitySummary, JoinSummary, Summary};
pub use verify::{Fault, Verified, verify};
