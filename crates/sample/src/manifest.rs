//! The `manifest` beside an entity's partitions. It is written last: where it is, the entity is complete.

use std::fs;
use std::path::Path;

use crate::Error;
use crate::json::Json;
use crate::shard::Written;

/// Writes a Redshift-style manifest of `files`, each with its full address.
pub(crate) fn write(path: &Path, files: &[(String, Written)]) -> Result<(), Error> {
    let mut json = Json::default();
    json.braces(|j| {
        j.array("entries", |j| {
            for (url, written) in files {
                j.element(|j| {
                    j.str("url", url);
                    meta(j, written.file_bytes, written.records);
                });
            }
        });
        let sum = |of: fn(&Written) -> u64| files.iter().map(|(_, written)| of(written)).sum();
        meta(j, sum(|w| w.file_bytes), sum(|w| w.records));
    });
    json.bytes.push(b'\n');
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
    }
    fs::write(path, json.bytes).map_err(Error::write(path))
}

fn meta(json: &mut Json, content_length: u64, record_count: u64) {
    json.object("meta", |j| {
        j.num("content_length", content_length);
        j.num("record_count", record_count);
    });
}
