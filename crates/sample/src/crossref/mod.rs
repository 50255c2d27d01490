//! Crossref: the numbered files of the public data file, `0.jsonl.gz` and on, and the lists of members, funders and
//! journals as its API shows them.

mod access;
mod assertions;
mod contributors;
mod coverage;
mod dates;
mod funder;
mod funding;
mod grant;
mod journal;
mod kinds;
mod member;
mod references;
mod relations;
mod special;
mod updates;
mod work;
mod world;

use std::path::Path;

use self::world::World;
use crate::files::{self, numbered};
use crate::json::Json;
use crate::{Error, Observer, Options, Summary};

type Record = fn(&World, u64, &mut Json);

/// Records a file at most, as published.
const FILE_RECORDS: u64 = 5000;

/// Writes all files into `dir`.
pub(crate) fn write(
    dir: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Summary, Error> {
    let world = World::new(options.seed, options.records);
    let each = options.shard_records.min(FILE_RECORDS);
    let mut files =
        numbered("works", world.lines, each, work::record, |number| format!("{number}.jsonl.gz"));
    for (name, count, record) in [
        ("members", world.cast.publishers, member::record as Record),
        ("funders", world.cast.funders, funder::record),
        ("journals", world.cast.journals, journal::record),
    ] {
        files.extend(numbered(name, count, u64::MAX, record, |_| format!("{name}.jsonl.gz")));
    }
    files::write(dir, &world, &files, observer)
}
