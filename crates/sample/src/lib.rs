//! Synthetic snapshots: what a source publishes, in any size, without downloading it.
//!
//! The published snapshots take days to fetch and hundreds of gigabytes to keep, which is no basis for a test, a first
//! try or a benchmark. This crate writes snapshots of the same layout and the same record shapes from a seed:
//!
//! * **Deterministic.** Every record is a function of the seed, the number of works and its own index. The same options give the same
//!   bytes on every machine and with any number of threads; nothing carries a time of day.
//! * **Of any size.** No table grows with the number of works: what a record says of another one (the name of an author, the
//!   parent of an institution) is computed again from that one's index. Memory stays constant.
//! * **Consistent.** Ids that records name exist, with the names and attributes given for them. Counts that would need all
//!   works, such as an author's `works_count`, are expectations rather than sums; the works that an award lists need not name it.
//! * **Awkward where the data are.** Many scripts, quotes and backslashes, missing values, thousands of authors on one work,
//!   and in a few per cent of the records the shapes of earlier years.
//! * **With anchors.** A few real entities named in documentation are part of every OpenAlex snapshot, whatever its seed.
//! * **Together.** Snapshots of Crossref, DataCite and OpenAIRE with the same seed name the same people, organizations and
//!   funders by the same ORCID iDs, RORs and registry numbers.
//!
//! ```
//! use serapeum_sample::{Options, openalex};
//!
//! let dir = tempfile::tempdir()?;
//! let options = Options { records: 50, ..Options::default() };
//! let summary = openalex(dir.path(), &options, &())?;
//! assert_eq!(summary.entity("works").map(|works| works.records), Some(50));
//! assert!(dir.path().join("data/works/manifest").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used))]

mod cast;
mod crossref;
mod datacite;
mod error;
mod examples;
mod files;
mod identifiers;
mod json;
mod lexicon;
mod manifest;
mod moment;
mod observer;
mod openaire;
mod openalex;
mod partition;
mod people;
mod permutation;
mod places;
mod prose;
mod rng;
mod shard;
mod years;

use std::fs;
use std::path::Path;

pub use error::Error;
pub use examples::{EXAMPLES, Example};
pub use observer::{EntitySummary, Observer, Summary};

/// How many works the OpenAlex snapshot has that is committed with the project, made with the default seed.
pub const COMMITTED: u64 = 700;

/// How many records the snapshot of a source has that is committed with the project, made with the default seed.
pub fn committed(source: &str) -> u64 {
    match source {
        "crossref" => 110,
        "datacite" => 150,
        "openaire" => 130,
        _ => COMMITTED,
    }
}

/// What to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Number of works, DOIs or research products; the numbers of authors, organizations and the rest follow from it.
    pub records: u64,
    /// Snapshots of different seeds have nothing in common but the anchors.
    pub seed: u64,
    /// Threads to work with, 0 for one a core; never changes the bytes.
    pub threads: usize,
    /// The most records a part file holds, at least 1.
    pub shard_records: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { records: 1000, seed: 1, threads: 0, shard_records: 100_000 }
    }
}

/// Writes a snapshot into a directory.
pub type Generator = fn(&Path, &Options, &dyn Observer) -> Result<Summary, Error>;

/// The sources that can be imitated, by name.
pub static SOURCES: &[(&str, Generator)] = &[
    ("openalex", openalex),
    ("crossref", crossref),
    ("datacite", datacite),
    ("openaire", openaire),
];

/// Writes a Crossref snapshot into `dir`, which must be empty or not there yet: numbered files of works and the lists of
/// members, funders and journals.
///
/// `records` counts lines of works; about one DOI in a hundred stands on two of them.
///
/// # Errors
///
/// As [`openalex`].
pub fn crossref(dir: &Path, options: &Options, observer: &dyn Observer) -> Result<Summary, Error> {
    generate(dir, options, observer, crossref::write)
}

/// Writes a DataCite snapshot into `dir`, which must be empty or not there yet: parts by the month of the last change and
/// the lists of clients and providers.
///
/// # Errors
///
/// As [`openalex`].
pub fn datacite(dir: &Path, options: &Options, observer: &dyn Observer) -> Result<Summary, Error> {
    generate(dir, options, observer, datacite::write)
}

/// Writes an OpenAIRE snapshot into `dir`, which must be empty or not there yet: a folder for each kind of node and one of
/// relations.
///
/// `records` counts research products of all four kinds.
///
/// # Errors
///
/// As [`openalex`].
pub fn openaire(dir: &Path, options: &Options, observer: &dyn Observer) -> Result<Summary, Error> {
    generate(dir, options, observer, openaire::write)
}

/// Writes an OpenAlex snapshot into `dir`, which must be empty or not there yet.
///
/// # Errors
///
/// [`Error::NotEmpty`] where `dir` holds anything, [`Error::Write`] where something cannot be written, [`Error::Threads`]
/// where the threads cannot be started. After an error the directory may hold part files, but no manifest beside incomplete ones.
pub fn openalex(dir: &Path, options: &Options, observer: &dyn Observer) -> Result<Summary, Error> {
    generate(dir, options, observer, openalex::write)
}

fn generate(
    dir: &Path,
    options: &Options,
    observer: &dyn Observer,
    write: Generator,
) -> Result<Summary, Error> {
    fs::create_dir_all(dir).map_err(Error::write(dir))?;
    if fs::read_dir(dir).map_err(Error::write(dir))?.next().is_some() {
        return Err(Error::NotEmpty { path: dir.to_path_buf() });
    }
    let threads = options.threads;
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|source| Error::Threads { threads, source })?
        .install(|| write(dir, options, observer))
}
