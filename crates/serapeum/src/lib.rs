//! Serapeum turns the bulk files of scholarly indexes into a local Parquet lake and answers their APIs' own requests
//! over it: filter, group_by, sort, keyset-cursor paging, exactly and repeatably, with no network and no cap.
//!
//! This crate is the face of the others: [`Lake`] opens a lake and answers requests as text or as typed tables;
//! [`ingest`] makes one; [`aio`] is the same without blocking. The command line is written on it.
//!
//! ```
//! use serapeum::{Lake, openalex::{WORKS, works as w}};
//! # let (_folder, path) = serapeum::doc_lake();
//!
//! let lake = Lake::open(path)?;
//! let reply = lake.get("https://api.openalex.org/works?filter=is_oa:true&group_by=type")?;
//! assert!(reply.starts_with(r#"{"meta":{"count":"#));
//!
//! let german = lake.table(WORKS).filter(w::COUNTRY.eq("DE")).filter(w::YEAR.between(2015, 2024));
//! println!("{} works\n{}", german.count()?, german.sql()?);
//! for group in german.group_by(w::TYPE)? {
//!     println!("{:>6} {}", group.count, group.key);
//! }
//! for batch in german.columns((w::ID, w::CITED_BY_COUNT)).batches()? {
//!     assert_eq!(batch?.num_columns(), 2);
//! }
//! let mut pages = german.sort(w::CITED_BY_COUNT.desc()).pages(10);
//! if let Some(page) = pages.next() {
//!     let page = page?;
//!     println!("{} of {} works", page.records.len(), page.total);
//!     if let Some(saved) = page.cursor {
//!         let next = german.sort(w::CITED_BY_COUNT.desc()).pages(10).resume(&saved)?.next();
//!         assert!(next.is_some());
//!     }
//! }
//! # Ok::<(), serapeum::Error>(())
//! ```
//!
//! # Questions the design answers
#![doc = include_str!("../../../docs/architecture.md")]

pub mod aio;
mod columns;
mod error;
mod export;
mod index;
mod lake;
mod merged;
mod origin;
mod request;
mod serve;
mod table;
mod unfilled;

pub use columns::Columns;
pub use error::Error;
pub use export::{Compression, ExportOptions, ExportSummary, Format, Progress, interrupted};
pub use index::{EntityIndex, IndexSummary, index_words};
pub use lake::Lake;
pub use serapeum_ingest as ingest;
pub use serapeum_lake as files;
pub use serapeum_model::{
    BadRequest, Cursor, Entity, Field, Predicate, Reply, SortKey, Source, Value,
};
pub use serapeum_query::{Options, Sql, ViewDialect, translate, view};
pub use serapeum_sample as sample;
pub use serapeum_search as search;
pub use serapeum_server as server;
pub use serapeum_sources::*;
pub use table::{Batches, Pages, Table};

/// A small lake for examples: a folder that goes when dropped, and its path.
#[doc(hidden)]
pub fn doc_lake() -> (Option<tempfile::TempDir>, std::path::PathBuf) {
    lake::example()
}
