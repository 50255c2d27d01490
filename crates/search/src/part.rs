//! The index of one part, open for searches.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serapeum_model::Entity;
use tantivy::{
    Index, InvertedIndexReader, SegmentReader, directory::MmapDirectory, fieldnorm::FieldNormReader,
};

use crate::{
    Error,
    schema::{self, Column, ValueColumn},
};

/// The file with the number of words of each field.
pub(crate) const SUMS: &str = "sums.json";

/// The index of a part.
pub(crate) struct PartIndex {
    pub(crate) number: u32,
    pub(crate) path: PathBuf,
    pub(crate) rows: u32,
    reader: SegmentReader,
    sums: BTreeMap<String, u64>,
    /// The rows that are out of force, ascending.
    pub(crate) masked: Vec<u32>,
}

impl PartIndex {
    /// Opens the index in a folder.
    pub(crate) fn open(
        path: &Path,
        number: u32,
        rows: u32,
        masked: Vec<u32>,
    ) -> Result<PartIndex, Error> {
        let reader = segment(path)?;
        if reader.max_doc() != rows {
            let text = format!("it has {} rows, the part has {rows}", reader.max_doc());
            return Err(Error::Index(path.to_owned(), text));
        }
        let file = path.join(SUMS);
        let sums = fs::read(&file).map_err(Error::io(&file))?;
        let sums = serde_json::from_slice(&sums).map_err(Error::index(&file))?;
        Ok(PartIndex { number, path: path.to_owned(), rows, reader, sums, masked })
    }

    /// How many rows are in force.
    pub(crate) fn live(&self) -> u64 {
        u64::from(self.rows) - self.masked.len() as u64
    }

    pub(crate) fn inverted(&self, column: Column) -> Result<Arc<InvertedIndexReader>, Error> {
        self.reader.inverted_index(column.field).map_err(Error::index(&self.path))
    }

    pub(crate) fn values(&self, column: &ValueColumn) -> Result<Arc<InvertedIndexReader>, Error> {
        self.reader.inverted_index(column.field).map_err(Error::index(&self.path))
    }

    pub(crate) fn lengths(&self, column: Column) -> Result<FieldNormReader, Error> {
        self.reader.get_fieldnorms_reader(column.field).map_err(Error::index(&self.path))
    }

    /// How many words the rows in force have in a field, each row's number rounded as lengths are stored.
    pub(crate) fn words(&self, entity: &Entity, column: Column) -> Result<u64, Error> {
        let name = entity.searched.get(column.text).map(|text| schema::name(text, column.analysis));
        let all = name.and_then(|name| self.sums.get(&name)).copied().unwrap_or(0);
        if self.masked.is_empty() {
            return Ok(all);
        }
        let lengths = self.lengths(column)?;
        let gone: u64 = self.masked.iter().map(|row| u64::from(lengths.fieldnorm(*row))).sum();
        Ok(all.saturating_sub(gone))
    }
}

/// Opens the only segment. No reader of the whole index: that would lock, and so write.
fn segment(path: &Path) -> Result<SegmentReader, Error> {
    let directory = MmapDirectory::open(path).map_err(Error::index(path))?;
    let index = Index::open(directory).map_err(Error::index(path))?;
    let segments = index.searchable_segments().map_err(Error::index(path))?;
    match segments.as_slice() {
        [one] => SegmentReader::open(one).map_err(Error::index(path)),
        several => Err(Error::Index(path.to_owned(), format!("it has {} segments", several.len()))),
    }
}

/// The number of words of each field, each row's rounded as its length is stored.
pub(crate) fn sums(path: &Path, entity: &Entity) -> Result<BTreeMap<String, u64>, Error> {
    let reader = segment(path)?;
    let mut sums = BTreeMap::new();
    for column in schema::columns(entity).texts {
        let lengths = reader.get_fieldnorms_reader(column.field).map_err(Error::index(path))?;
        let sum = (0..reader.max_doc()).map(|row| u64::from(lengths.fieldnorm(row))).sum();
        if let Some(text) = entity.searched.get(column.text) {
            sums.insert(schema::name(text, column.analysis), sum);
        }
    }
    Ok(sums)
}
