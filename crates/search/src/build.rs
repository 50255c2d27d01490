//! The index of one part: built in runs of bounded memory that are merged, in the order of the rows.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use serapeum_lake::{
    ASIDE, File, Lake, Manifest, Part, Records, Words, checksum, seam, sync_folder,
};
use serapeum_model::Entity;
use tantivy::{
    Index, IndexSettings, SingleSegmentIndexWriter, TantivyDocument, directory::MmapDirectory,
    indexer::merge_indices, schema::Schema,
};
use tempfile::TempDir;

use crate::{
    Error,
    part::{SUMS, sums},
    record::Texts,
    schema::{self, Columns},
    values::Values,
    words::analyzers,
};

/// So many bytes of records are read at once, about.
const BYTES_A_READ: u64 = 4 << 20;
/// What a run is expected to need from the start.
const FIRST_BUDGET: usize = 15_000_000;

/// What is made, for all parts of an entity.
#[derive(Debug)]
pub(crate) struct Builder<'l> {
    pub(crate) lake: &'l Lake,
    pub(crate) manifest: &'l Manifest,
    pub(crate) entity: &'static Entity,
    /// How much memory a run may take before it is written.
    pub(crate) memory: usize,
}

impl Builder<'_> {
    /// The index of a part: the one that is there, or a new one. `done` counts the records read; `stop` ends it.
    pub(crate) fn part(
        &self,
        part: &Part,
        done: &AtomicU64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Words, Error> {
        let table = schema::table(self.entity);
        let name = format!("search/{}/p{:06}", table.get(..16).unwrap_or(&table), part.number);
        let target = self.lake.folder(self.manifest).join(&name);
        if !target.is_dir() {
            self.write(part, &target, done, stop)?;
        } else {
            done.fetch_add(part.rows, Ordering::Relaxed);
        }
        let mut files = Vec::new();
        for path in entries(&target)? {
            let Some(file) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let (bytes, checksum) = checksum(&path)?;
            files.push(File { name: format!("{name}/{file}"), bytes, checksum });
        }
        Ok(Words { table, files })
    }

    fn write(
        &self,
        part: &Part,
        target: &Path,
        done: &AtomicU64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), Error> {
        let parent = target.parent().unwrap_or(target);
        seam::pass(seam::Step::Open, target)
            .and_then(|()| fs::create_dir_all(parent))
            .map_err(Error::io(parent))?;
        let aside = tempfile::Builder::new().prefix(ASIDE).tempdir_in(parent);
        let aside: TempDir = aside.map_err(Error::io(parent))?;
        let columns = schema::columns(self.entity);
        let runs = self.runs(part, aside.path(), &columns, done, stop)?;
        let folder = match runs.as_slice() {
            [one] => one.clone(),
            several => merged(several, aside.path())?,
        };
        let sums = sums(&folder, self.entity)?;
        let sums = serde_json::to_vec(&sums).map_err(Error::index(&folder))?;
        fs::write(folder.join(SUMS), sums).map_err(Error::io(&folder))?;
        // Only the index itself stays: not what its writer notes for itself.
        for path in entries(&folder)? {
            let hidden = path.file_name().and_then(|name| name.to_str());
            if hidden.is_none_or(|name| name.starts_with('.')) {
                fs::remove_file(&path).map_err(Error::io(&path))?;
            } else {
                readable(&path)?;
                seam::pass(seam::Step::Sync, &path)
                    .and_then(|()| fs::File::open(&path))
                    .and_then(|file| file.sync_all())
                    .map_err(Error::io(&path))?;
            }
        }
        sync_folder(&folder)?;
        seam::pass(seam::Step::Rename, target)
            .and_then(|()| fs::rename(&folder, target))
            .map_err(Error::io(target))?;
        sync_folder(parent)?;
        Ok(())
    }

    /// Writes indexes of adjacent rows; their folders, in order.
    fn runs(
        &self,
        part: &Part,
        aside: &Path,
        columns: &Columns,
        done: &AtomicU64,
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<Vec<PathBuf>, Error> {
        let texts = Texts::of(self.entity)?;
        let Some(file) = &part.records else {
            return Err(serapeum_lake::Error::NoRecords(self.entity.name.to_owned()).into());
        };
        let path = self.lake.path(self.manifest, file);
        let records = Records::open(&path)?;
        let fields = self.lake.path(self.manifest, &part.fields);
        let mut values = Values::open(&fields, &columns.values)?;
        let rows = u32::try_from(part.rows).unwrap_or(u32::MAX);
        let mut runs = Vec::new();
        let mut row = 0;
        while row < rows || runs.is_empty() {
            let run = aside.join(format!("run-{}", runs.len()));
            let mut writer = writer(&run, &columns.schema)?;
            let mut fresh = true;
            // A run takes something, however little memory it may.
            while row < rows && (std::mem::take(&mut fresh) || writer.mem_usage() < self.memory) {
                if stop() {
                    return Err(Error::Stopped);
                }
                let end = until(&records, row, rows);
                let wanted: Vec<u32> = (row..end).collect();
                for record in records.read(&wanted)? {
                    let record = std::str::from_utf8(&record).unwrap_or_default();
                    let mut document = TantivyDocument::new();
                    let found = texts.read(record);
                    for column in &columns.texts {
                        if let Some(text) = found.get(column.text).filter(|text| !text.is_empty()) {
                            document.add_text(column.field, text);
                        }
                    }
                    values.add(&fields, &mut document)?;
                    writer.add_document(document).map_err(Error::index(&run))?;
                }
                done.fetch_add(wanted.len() as u64, Ordering::Relaxed);
                row = end;
            }
            writer.finalize().map_err(Error::index(&run))?;
            runs.push(run);
        }
        Ok(runs)
    }
}

/// The row before which a read that begins at `row` ends: pages of records are not read twice.
fn until(records: &Records, row: u32, rows: u32) -> u32 {
    let (mut end, mut bytes) = (row, 0);
    while end < rows && bytes < BYTES_A_READ {
        let Some(page) = records.page(end) else { return rows };
        bytes += page.bytes;
        end = u32::try_from(page.first + page.rows).unwrap_or(rows).min(rows);
    }
    end
}

fn writer(
    folder: &Path,
    schema: &Schema,
) -> Result<SingleSegmentIndexWriter<TantivyDocument>, Error> {
    fs::create_dir_all(folder).map_err(Error::io(folder))?;
    let directory = MmapDirectory::open(folder).map_err(Error::index(folder))?;
    let settings =
        IndexSettings { docstore_compress_dedicated_thread: false, ..IndexSettings::default() };
    Index::builder()
        .schema(schema.clone())
        .settings(settings)
        .tokenizers(analyzers())
        .single_segment_index_writer(directory, FIRST_BUDGET)
        .map_err(Error::index(folder))
}

/// One index of several, of which each has the rows after those of the one before.
fn merged(runs: &[PathBuf], aside: &Path) -> Result<PathBuf, Error> {
    let open = |run: &PathBuf| Index::open_in_dir(run).map_err(Error::index(run));
    let indexes = runs.iter().map(open).collect::<Result<Vec<_>, _>>()?;
    let whole = aside.join("whole");
    fs::create_dir_all(&whole).map_err(Error::io(&whole))?;
    let directory = MmapDirectory::open(&whole).map_err(Error::index(&whole))?;
    merge_indices(&indexes, directory).map_err(Error::index(&whole))?;
    Ok(whole)
}

/// Makes a file as readable as other files of the lake: the index's writer makes one for its own user alone.
fn readable(path: &Path) -> Result<(), Error> {
    if path.file_name().is_some_and(|name| name == "meta.json") {
        let bytes = fs::read(path).map_err(Error::io(path))?;
        fs::remove_file(path).map_err(Error::io(path))?;
        fs::write(path, bytes).map_err(Error::io(path))?;
    }
    Ok(())
}

/// What is in a folder, by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(folder).map_err(Error::io(folder))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths: Vec<PathBuf> = paths.collect::<Result<_, _>>().map_err(Error::io(folder))?;
    paths.sort();
    Ok(paths)
}
