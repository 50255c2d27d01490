//! Writes many part files at once and sums up what they hold.

use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use crate::json::Json;
use crate::shard;
use crate::{EntitySummary, Error, Observer, Summary};

/// A file to write.
pub(crate) struct File<W> {
    /// The entity it is counted under.
    pub(crate) entity: &'static str,
    /// Where it goes, below the snapshot's directory.
    pub(crate) path: String,
    pub(crate) records: Range<u64>,
    /// Appends the record at an index.
    pub(crate) record: fn(&W, u64, &mut Json),
}

/// Files of at most `each` of the records `0..count`, named by their number; one empty file where there are none.
pub(crate) fn numbered<W>(
    entity: &'static str,
    count: u64,
    each: u64,
    record: fn(&W, u64, &mut Json),
    path: impl Fn(u64) -> String,
) -> Vec<File<W>> {
    let each = each.max(1);
    (0..count.div_ceil(each).max(1))
        .map(|number| File {
            entity,
            path: path(number),
            records: number * each..count.min((number + 1) * each),
            record,
        })
        .collect()
}

/// Writes all files; the summary has the entities in the order of `files`.
pub(crate) fn write<W: Sync>(
    dir: &Path,
    world: &W,
    files: &[File<W>],
    observer: &dyn Observer,
) -> Result<Summary, Error> {
    let written: Vec<shard::Written> = files
        .par_iter()
        .with_max_len(1)
        .map(|file| {
            shard::write(&dir.join(&file.path), file.records.clone(), observer, |index, json| {
                (file.record)(world, index, json);
            })
        })
        .collect::<Result<_, _>>()?;
    let mut summary = Summary::default();
    for (file, written) in files.iter().zip(written) {
        let at = summary.entities.iter().position(|e| e.name == file.entity);
        let at = at.unwrap_or_else(|| {
            summary.entities.push(EntitySummary { name: file.entity, ..EntitySummary::default() });
            summary.entities.len() - 1
        });
        let entity = &mut summary.entities[at];
        entity.records += written.records;
        entity.json_bytes += written.json_bytes;
        entity.file_bytes += written.file_bytes;
        entity.files += 1;
    }
    Ok(summary)
}
