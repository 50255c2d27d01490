//! One part file: JSON Lines in a gzip stream without name and time, so that equal records give equal bytes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::json::Json;
use crate::{Error, Observer};

/// How many records go by between two reports to the observer.
const REPORT_EVERY: u64 = 1024;

/// What a part file holds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Written {
    pub(crate) records: u64,
    pub(crate) json_bytes: u64,
    pub(crate) file_bytes: u64,
}

/// Writes the records of `range` to `path`; `record` appends one record without its newline.
pub(crate) fn write(
    path: &Path,
    range: Range<u64>,
    observer: &dyn Observer,
    mut record: impl FnMut(u64, &mut Json),
) -> Result<Written, Error> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(Error::write(parent))?;
    }
    let mut compress = || -> io::Result<Written> {
        let mut gzip = GzEncoder::new(File::create(path)?, Compression::new(6));
        let mut json = Json::default();
        let (mut records, mut json_bytes, mut reported) = (0, 0, (0, 0));
        for index in range.clone() {
            json.bytes.clear();
            record(index, &mut json);
            json.bytes.push(b'\n');
            gzip.write_all(&json.bytes)?;
            records += 1;
            json_bytes += json.bytes.len() as u64;
            if records % REPORT_EVERY == 0 || index + 1 == range.end {
                observer.wrote(records - reported.0, json_bytes - reported.1);
                reported = (records, json_bytes);
            }
        }
        let file_bytes = gzip.finish()?.metadata()?.len();
        Ok(Written { records, json_bytes, file_bytes })
    };
    compress().map_err(Error::write(path))
}
