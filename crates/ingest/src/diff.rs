//! What differs between two versions of a lake, by the ids of records in force.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    iter::Peekable,
    path::Path,
    sync::Arc,
};

use serapeum_lake::{Lake, Manifest, Masks, Records};
use twox_hash::XxHash3_128;

use crate::{
    Error,
    cover::Cover,
    keys::{Address, Entry},
    merge,
};

/// So many records are compared at a time.
const AT_A_TIME: usize = 8_192;

/// How an entity differs between two versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// `source/entity`.
    pub key: String,
    /// Records whose id only the newer version has.
    pub added: u64,
    /// Records whose id only the older version has.
    pub removed: u64,
    /// Records of both that are of another time or content.
    pub changed: u64,
    /// Records of both that are the same.
    pub same: u64,
    /// Records of both that are of the same time, written twice, of a lake without records: they cannot be compared.
    pub unknown: u64,
}

/// Counts what was added, removed and changed between two versions that are kept, by entity.
///
/// # Errors
/// A version that is not kept; what is wrong with which file.
pub fn diff(lake: &Path, old: u32, new: u32) -> Result<Vec<Difference>, Error> {
    let (old, new) = (Lake::open_version(lake, old)?, Lake::open_version(lake, new)?);
    let keys: BTreeSet<String> =
        old.manifests().iter().chain(new.manifests()).map(Manifest::key).collect();
    let side = |lake: &Lake, key: &str| {
        let manifest = lake.manifests().iter().find(|manifest| manifest.key() == key);
        manifest.map(|manifest| Side::open(lake, manifest)).transpose()
    };
    let one = |key: String| {
        let (before, after) = (side(&old, &key)?, side(&new, &key)?);
        compare(key, before, after)
    };
    keys.into_iter().map(one).collect()
}

/// An entity of one version.
struct Side {
    number: u32,
    live: u64,
    entries: Peekable<merge::Stream>,
    /// The records of each part, unless the lake is without.
    records: Option<BTreeMap<u32, Records>>,
}

impl Side {
    fn open(lake: &Lake, manifest: &Manifest) -> Result<Side, Error> {
        let masks = manifest.masks.as_ref().map(|file| Masks::read(&lake.path(manifest, file)));
        let masks = masks.transpose()?.unwrap_or_default();
        let cover = Arc::new(Cover::of(manifest.shards.iter().enumerate()));
        // The id's lookup is the first.
        let stored =
            manifest.keys.first().map(|run| merge::stored(&lake.path(manifest, &run.file), cover));
        let entries = stored.transpose()?.unwrap_or_else(|| Box::new(std::iter::empty()));
        let in_force = move |entry: &Result<Entry, Error>| {
            entry.as_ref().map_or(true, |entry| !masks.contains(entry.part, entry.row))
        };
        let entries: merge::Stream = Box::new(entries.filter(in_force));
        let mut records = Some(BTreeMap::new());
        for part in &manifest.parts {
            match (&part.records, &mut records) {
                (Some(file), Some(records)) => {
                    records.insert(part.number, Records::open(&lake.path(manifest, file))?);
                }
                _ => records = None,
            }
        }
        Ok(Side {
            number: manifest.number,
            live: manifest.live(),
            entries: entries.peekable(),
            records,
        })
    }

    fn next(&mut self) -> Result<Option<Entry>, Error> {
        self.entries.next().transpose()
    }

    /// The digests of records, in the order asked for.
    fn digests(&self, rows: &[Address]) -> Result<Vec<u128>, Error> {
        let mut parts = BTreeMap::<u32, Vec<(u32, usize)>>::new();
        for (at, (part, row)) in rows.iter().enumerate() {
            parts.entry(*part).or_default().push((*row, at));
        }
        let mut digests = vec![0; rows.len()];
        for (part, mut rows) in parts {
            rows.sort_unstable();
            let Some(records) = self.records.as_ref().and_then(|records| records.get(&part)) else {
                continue;
            };
            let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
            for (record, (_, at)) in records.read(&numbers)?.iter().zip(rows) {
                if let Some(digest) = digests.get_mut(at) {
                    *digest = XxHash3_128::oneshot(record);
                }
            }
        }
        Ok(digests)
    }
}

fn compare(key: String, old: Option<Side>, new: Option<Side>) -> Result<Difference, Error> {
    let mut found = Difference { key, ..Difference::default() };
    let (mut old, mut new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            found.removed = old.map_or(0, |old| old.live);
            found.added = new.map_or(0, |new| new.live);
            return Ok(found);
        }
    };
    if old.number == new.number {
        found.same = new.live;
        return Ok(found);
    }
    let mut pairs: Vec<(Address, Address)> = Vec::new();
    let (mut before, mut after) = (old.next()?, new.next()?);
    loop {
        let order = match (&before, &after) {
            (Some(before), Some(after)) => before.key.cmp(&after.key),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        match (order, &before, &after) {
            (Ordering::Equal, Some(one), Some(other)) => {
                let (from, to) = ((one.part, one.row), (other.part, other.row));
                if from == to {
                    found.same += 1;
                } else if one.newest != other.newest {
                    found.changed += 1;
                } else {
                    pairs.push((from, to));
                }
            }
            (Ordering::Less, ..) => found.removed += 1,
            _ => found.added += 1,
        }
        if order.is_le() {
            before = old.next()?;
        }
        if order.is_ge() {
            after = new.next()?;
        }
        if pairs.len() >= AT_A_TIME {
            read(&mut found, &old, &new, &mut pairs)?;
        }
    }
    read(&mut found, &old, &new, &mut pairs)?;
    Ok(found)
}

/// Compares records that are of the same time and stand in different places.
fn read(
    found: &mut Difference,
    old: &Side,
    new: &Side,
    pairs: &mut Vec<(Address, Address)>,
) -> Result<(), Error> {
    let (from, to): (Vec<Address>, Vec<Address>) = pairs.drain(..).unzip();
    if old.records.is_none() || new.records.is_none() {
        found.unknown += from.len() as u64;
        return Ok(());
    }
    let same = old
        .digests(&from)?
        .iter()
        .zip(new.digests(&to)?)
        .filter(|(one, other)| *one == other)
        .count();
    found.same += same as u64;
    found.changed += (from.len() - same) as u64;
    Ok(())
}
