//! DataCite: `dois/updated_YYYY-MM/part_NNNN.jsonl.gz`, each DOI in the month of its last change, and the lists of
//! clients and providers.

mod client;
mod description;
mod funding;
mod kinds;
mod links;
mod names;
mod places;
mod provider;
mod record;
mod rights;
mod usage;
mod world;

use std::path::Path;

use self::world::World;
use crate::files::{self, File, numbered};
use crate::{Error, Observer, Options, Summary};

/// Records a part at most, as published.
const PART_RECORDS: u64 = 10_000;

/// Writes all files into `dir`.
pub(crate) fn write(
    dir: &Path,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Summary, Error> {
    let each = options.shard_records.clamp(1, PART_RECORDS);
    let world = World::new(options.seed, options.records, each);
    let mut files: Vec<File<World>> = world
        .parts
        .iter()
        .map(|part| File {
            entity: "dois",
            path: format!(
                "dois/updated_{:04}-{:02}/part_{:04}.jsonl.gz",
                part.date.year, part.date.month, part.number
            ),
            records: part.records.clone(),
            record: record::record,
        })
        .collect();
    files.extend(numbered("clients", world.clients, u64::MAX, client::record, |_| {
        "clients.jsonl.gz".to_string()
    }));
    files.extend(numbered("providers", world.providers, u64::MAX, provider::record, |_| {
        "providers.jsonl.gz".to_string()
    }));
    files::write(dir, &world, &files, observer)
}
