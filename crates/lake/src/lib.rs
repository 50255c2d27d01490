//! The form of a lake on disk, shared by the crate that writes it and the crate that asks it.
//!
//! ```text
//! lake/
//!   CURRENT                           the number of the live version; replaced by an atomic rename, last of all
//!   versions/000007                   names one manifest per entity
//!   <source>/<entity>/
//!     fields/p000003.parquet          typed, flat columns: what filters, sorts and groups
//!     records/p000003.parquet         the records' bytes, verbatim, in the order of `_row`
//!     keys/<field>/r000002.parquet    sorted: value -> (part, row); the id's also hold what decides which is newest
//!     search/<table>/p000003/…        the words of a part's texts, if they were indexed
//!     masks/m000002.parquet           rows that are out of force: (part, row)
//!     gone/g000002.parquet            sorted: ids that are gone, and the id that took their place
//!     manifest-000002                 parts with sizes, rows and checksums; shards; keys; masks
//! ```
//!
//! Files are written aside and renamed; a name is never used twice, a file never edited. So a version is complete
//! or it does not exist, and a reader that holds one keeps it however many ingests follow.
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! let missing = serapeum_lake::Lake::open(folder.path());
//! assert!(missing.unwrap_err().to_string().contains("serapeum ingest"));
//! # Ok::<(), std::io::Error>(())
//! ```

mod columns;
mod error;
mod files;
mod gc;
mod gone;
mod keys;
mod lock;
mod manifest;
mod masks;
mod records;
mod schema;
mod seal;
#[doc(hidden)]
pub mod seam;
mod verify;

pub use error::Error;
pub use files::{ASIDE, Lake, checksum, sync_folder, write_aside};
pub use gc::{Freed, gc};
pub use gone::{Gone, Tombstones, tombstones_schema};
pub use keys::{Keys, keys_schema};
pub use lock::Lock;
pub use manifest::{
    File, KeyRun, List, Manifest, Part, Rejects, Shard, Slice, Stored, Version, Words,
};
pub use masks::{Masks, masks_schema};
pub use records::{Page, RECORD_COLUMN, Records, records_schema};
pub use schema::{PART, ROW, column_type, columns, fields_schema};
pub use verify::Damage;
