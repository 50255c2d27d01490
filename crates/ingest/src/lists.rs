//! Lists of ids that are gone: read, sorted, and kept beside the records, whose rows of these ids are masked.

use std::{iter::Peekable, path::Path, sync::Arc};

use arrow::{
    array::{ArrayRef, Int64Array, RecordBatch, StringArray},
    datatypes::SchemaRef,
};
use parquet::arrow::ArrowWriter;
use serapeum_lake::{File, Lake, List, Manifest, Tombstones, tombstones_schema};
use serapeum_model::{Deletion, Field, Storage, Value};

use crate::{
    Error, Observer,
    discover::ShardFile,
    keys::{self, id_key, key_number, number_key},
    output::{Folder, Output},
    part,
    rejects::RejectLog,
    shard::{self, Block, ShardReader, Span},
    sort::{Pairs, Sorter},
};

const BYTES_A_BLOCK: usize = 2 << 20;
const ROWS_A_BATCH: usize = 8_192;
const ROWS_A_GROUP: usize = 1 << 20;
/// What a list says of an id: that it is gone, or what took its place. Of both the latter counts.
const DELETED: u8 = 0;
const MERGED: u8 = 1;

/// A list of a snapshot.
#[derive(Debug, Clone)]
pub struct ListFile {
    /// What its columns mean.
    pub deletion: &'static Deletion,
    /// The file.
    pub file: ShardFile,
}

/// The lists of a snapshot as a manifest names them.
pub(crate) fn digests(lists: &[ListFile], observer: &dyn Observer) -> Result<Vec<List>, Error> {
    let digest = |list: &ListFile| {
        let stopped = |_| if observer.stopped() { Err(Error::Stopped) } else { Ok(()) };
        let (bytes, checksum) = shard::digest(&list.file, &stopped)?;
        Ok(List { path: list.file.name.clone(), bytes, checksum })
    };
    lists.iter().map(digest).collect()
}

/// Whether the lake has these lists applied, and, unless they are added to others, no others.
pub(crate) fn are_known(lists: &[List], before: &Manifest, add: bool) -> bool {
    let all = lists.iter().all(|list| before.lists.contains(list));
    all && (add || before.lists.len() == lists.len())
}

/// What is applied after a run: these lists, with those of the lake that are added to.
pub(crate) fn applied(lists: Vec<List>, base: Option<&Manifest>) -> Vec<List> {
    let same = |list: &&List| !lists.iter().any(|new| new.path == list.path);
    let mut all: Vec<List> =
        base.into_iter().flat_map(|base| &base.lists).filter(same).cloned().collect();
    all.extend(lists);
    all
}

/// Reads lists of ids that are gone into a file of the lake, together with those of `base`; none where there is no
/// id. A list of deletions tells all that there are, so those of `base` count only where there is no such list. The
/// second is how many lines named no id.
pub(crate) fn write(
    (id, lists): (Field, &[ListFile]),
    (folder, number): (&Folder, u32),
    base: Option<(&Lake, &Manifest)>,
    (rejects, observer): (&RejectLog<'_>, &dyn Observer),
) -> Result<(Option<File>, u64), Error> {
    if lists.is_empty() && base.is_none_or(|(_, base)| base.gone.is_none()) {
        return Ok((None, 0));
    }
    let pairs = Pairs::new(&folder.path)?;
    let mut sorter = pairs.sorter();
    if let Some((lake, manifest)) = base {
        let all_told = lists.iter().any(|list| list.deletion.into.is_none());
        for row in lake.merged(manifest)?.all()? {
            match row? {
                (_, None) if all_told => {}
                (gone, into) => push(&mut sorter, &key(&gone), into.as_ref().map(key), 0)?,
            }
        }
    }
    let mut odd = 0;
    for (position, list) in lists.iter().enumerate() {
        odd += read(id, (position, list), &mut sorter, (rejects, observer))?;
    }
    sorter.finish()?;
    let mut all = pairs.stream()?.peekable();
    if all.peek().is_none() {
        return Ok((None, odd));
    }
    let mut writer = Writer::new(folder, number, id.kind.storage())?;
    let mut last: Option<(Vec<u8>, Vec<u8>)> = None;
    for pair in all {
        let pair = pair?;
        if let Some(told) = last.take_if(|told| told.0 != pair.0) {
            writer.push(told)?;
        }
        // Sorted by what is said: the last counts.
        last = Some(pair);
    }
    last.map_or(Ok(()), |told| writer.push(told))?;
    Ok((Some(writer.finish(folder)?), odd))
}

/// The key of an id, as lookups sort it.
fn key(id: &Value) -> Vec<u8> {
    match id {
        Value::Int(number) => number_key(*number).to_vec(),
        Value::Text(text) => text.as_bytes().to_vec(),
        _ => Vec::new(),
    }
}

fn push(
    sorter: &mut Sorter<'_>,
    gone: &[u8],
    into: Option<Vec<u8>>,
    order: u64,
) -> Result<(), Error> {
    let kind = if into.is_some() { MERGED } else { DELETED };
    sorter.push(&[gone], &[&[kind], &order.to_be_bytes(), &into.unwrap_or_default()])
}

/// Reads a list; how many of its lines named no id.
fn read(
    id: Field,
    (position, list): (usize, &ListFile),
    sorter: &mut Sorter<'_>,
    (rejects, observer): (&RejectLog<'_>, &dyn Observer),
) -> Result<u64, Error> {
    let mut odd = 0;
    let each = &mut |place: Span, line: &[u8], told: Option<Told>| match told {
        // The later of two lines counts, and so does that of the later file.
        Some((gone, into)) => push(sorter, &gone, into, keys::order(position, place.line)),
        None => {
            odd += 1;
            rejects.add(&place.reject(&list.file.path, 0, "missing id", line))
        }
    };
    let stopped = &mut |_: &Block| if observer.stopped() { Err(Error::Stopped) } else { Ok(()) };
    entries(id, list, stopped, each)?;
    Ok(odd)
}

/// Reads a list to its end: how many of its lines name an id, how many none, and how long the file is.
pub(crate) fn check(
    id: Field,
    list: &ListFile,
    progress: &mut dyn FnMut(&Block) -> Result<(), Error>,
) -> Result<(u64, u64, u64), Error> {
    let (mut ids, mut odd) = (0, 0);
    let each = &mut |_: Span, _: &[u8], told: Option<Told>| {
        *(if told.is_some() { &mut ids } else { &mut odd }) += 1;
        Ok(())
    };
    let bytes = entries(id, list, progress, each)?;
    Ok((ids, odd, bytes))
}

/// The key of an id that is gone, and that of the record in its place.
type Told = (Vec<u8>, Option<Vec<u8>>);

/// What is done with a line: where it is, its text, and what it says, unless it names no id.
type Each<'e> = dyn FnMut(Span, &[u8], Option<Told>) -> Result<(), Error> + 'e;

/// Takes each line of a list below the columns' names, after `progress` was told of the lines around it; the length of
/// the file.
fn entries(
    id: Field,
    list: &ListFile,
    progress: &mut dyn FnMut(&Block) -> Result<(), Error>,
    each: &mut Each<'_>,
) -> Result<u64, Error> {
    let mut reader = ShardReader::open(0, &list.file)?;
    let mut block = Block::default();
    let mut columns = None;
    let mut more = true;
    while more {
        more = reader.fill(&mut block, BYTES_A_BLOCK)?;
        progress(&block)?;
        for (number, start, line) in block.lines() {
            let text = String::from_utf8_lossy(line);
            let cells: Vec<&str> = text.split(',').map(cell).collect();
            let Some((gone, into)) = columns else {
                columns = Some(head(list, &cells)?);
                continue;
            };
            let id_at = |at: usize| cells.get(at).and_then(|text| id_key(id, text));
            let told = match into {
                None => id_at(gone).map(|gone| (gone, None)),
                Some(into) => id_at(gone).zip(id_at(into)).map(|(gone, into)| (gone, Some(into))),
            };
            let told = told.filter(|(gone, into)| into.as_ref() != Some(gone));
            each(Span { line: number, start, bytes: line.len() as u64 }, line, told)?;
        }
    }
    Ok(reader.digest().0)
}

fn cell(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}').trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text)
}

/// Which columns hold the id that is gone and that of the record in its place.
fn head(list: &ListFile, cells: &[&str]) -> Result<(usize, Option<usize>), Error> {
    let at = |name: &'static str| {
        let found = cells.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        found.ok_or_else(|| Error::List {
            path: list.file.path.clone(),
            column: name,
            found: cells.iter().take(8).copied().collect::<Vec<_>>().join(", "),
        })
    };
    Ok((at(list.deletion.id)?, list.deletion.into.map(at).transpose()?))
}

struct Writer {
    file: ArrowWriter<Output>,
    schema: SchemaRef,
    storage: Storage,
    batch: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl Writer {
    fn new(folder: &Folder, number: u32, storage: Storage) -> Result<Writer, Error> {
        let schema = tombstones_schema(storage);
        let properties = part::properties(1)
            .set_dictionary_enabled(false)
            .set_max_row_group_row_count(Some(ROWS_A_GROUP))
            .build();
        let output = folder.create(format!("gone/g{number:06}.parquet"))?;
        let path = output.path().to_owned();
        let file = ArrowWriter::try_new(output, Arc::clone(&schema), Some(properties))
            .map_err(Error::parquet(&path))?;
        Ok(Writer { file, schema, storage, batch: Vec::new() })
    }

    fn push(&mut self, (gone, told): (Vec<u8>, Vec<u8>)) -> Result<(), Error> {
        let into = (told.first() == Some(&MERGED)).then(|| told.get(9..).unwrap_or_default());
        self.batch.push((gone, into.map(<[u8]>::to_vec)));
        if self.batch.len() >= ROWS_A_BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        let batch = std::mem::take(&mut self.batch);
        let gone = batch.iter().map(|(gone, _)| Some(gone.as_slice()));
        let into = batch.iter().map(|(_, into)| into.as_deref());
        let columns: Vec<ArrayRef> = match self.storage {
            Storage::Int => {
                let number = |key: Option<&[u8]>| key.and_then(key_number);
                let gone: Int64Array = gone.map(number).collect();
                vec![Arc::new(gone), Arc::new(into.map(number).collect::<Int64Array>())]
            }
            _ => {
                let text = |key: Option<&[u8]>| {
                    key.and_then(|key| std::str::from_utf8(key).ok()).map(str::to_owned)
                };
                let gone: StringArray = gone.map(text).collect();
                vec![Arc::new(gone), Arc::new(into.map(text).collect::<StringArray>())]
            }
        };
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(Into::into)
            .and_then(|batch| self.file.write(&batch))
            .map_err(Error::parquet(self.file.inner().path()))
    }

    fn finish(mut self, folder: &Folder) -> Result<File, Error> {
        self.flush()?;
        let path = self.file.inner().path().to_owned();
        folder.finish(self.file.into_inner().map_err(Error::parquet(&path))?)
    }
}

/// The ids that are gone, to be asked for in ascending order of their keys.
pub(crate) struct Listed(Peekable<Box<dyn Iterator<Item = Result<Vec<u8>, Error>>>>);

impl Listed {
    /// Those of a file; of none, none are.
    pub(crate) fn open(path: Option<&Path>) -> Result<Listed, Error> {
        let gone = path.map_or(Ok(Tombstones::default()), Tombstones::open)?;
        let all = gone.all()?.map(|row| Ok(key(&row?.0)));
        Ok(Listed((Box::new(all) as Box<dyn Iterator<Item = _>>).peekable()))
    }

    /// Whether an id is gone.
    pub(crate) fn has(&mut self, id: &[u8]) -> Result<bool, Error> {
        let below =
            |gone: &Result<Vec<u8>, Error>| gone.as_ref().map_or(true, |gone| gone.as_slice() < id);
        while let Some(gone) = self.0.next_if(below) {
            gone?;
        }
        Ok(self.0.peek().is_some_and(|gone| gone.as_ref().is_ok_and(|gone| gone == id)))
    }
}
