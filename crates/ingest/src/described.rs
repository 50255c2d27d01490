//! What a manifest and a summary tell of the files that were read.

use std::collections::BTreeMap;

use serapeum_lake::{Manifest, Shard};

use crate::{
    EntitySummary, ShardFile,
    reuse::Reuse,
    shape::{self, Places, Told},
    watch::{self, Watched},
    worker::{Done, Tally},
};

/// The paths of an entity, what became of the shards that were read, and the shards that stay with their positions,
/// as the manifest tells them.
pub(crate) fn described(
    reuse: &Reuse<'_>,
    fresh: &[ShardFile],
    digests: Vec<(usize, u64, String)>,
    watched: &[Watched],
    done: &mut Done,
) -> (Vec<String>, Vec<Shard>, Vec<(usize, Shard)>) {
    let tallies: Vec<Tally> =
        (0..fresh.len()).map(|at| done.tallies.remove(&at).unwrap_or_default()).collect();
    let places: Vec<Places<'_>> = tallies
        .iter()
        .map(|tally| tally.paths.iter().map(|(shape, seen)| (*shape, seen)).collect())
        .collect();
    let stay: Vec<&str> = reuse.kept.iter().map(|(_, shard)| shard.paths.as_str()).collect();
    let Told { paths, shards } = shape::told(reuse.base, &stay, &done.shapes, &places);
    let (stay, new) = shards.split_at(stay.len().min(shards.len()));
    let stayed = reuse.kept.iter().zip(stay).map(|((position, shard), paths)| {
        (*position, Shard { paths: paths.clone(), ..(*shard).clone() })
    });
    let mut digests: BTreeMap<_, _> =
        digests.into_iter().map(|(shard, bytes, digest)| (shard, (bytes, digest))).collect();
    let shard = |((number, shard), (tally, paths)): ((usize, &ShardFile), (Tally, &String))| {
        let Tally { records, rejects, mut slices, nulled, filled, .. } = tally;
        let (bytes, checksum) = digests.remove(&number).unwrap_or_default();
        slices.sort_by_key(|slice| (slice.part, slice.first));
        let rejects =
            rejects.into_iter().map(|(reason, count)| (reason.to_owned(), count)).collect();
        let (filled, implausible) = watch::named(watched, &filled);
        let (path, paths) = (shard.name.clone(), paths.clone());
        Shard {
            path,
            bytes,
            checksum,
            records,
            rejects,
            slices,
            nulled,
            filled,
            implausible,
            paths,
        }
    };
    let read = fresh.iter().enumerate().zip(tallies.into_iter().zip(new)).map(shard).collect();
    (paths, read, stayed.collect())
}

/// What became of the records of an entity, as far as its manifest tells.
pub(crate) fn summarise(manifest: &Manifest, done: &Done, fresh: &[Shard]) -> EntitySummary {
    let (mut rejected, mut nulled) = (BTreeMap::new(), BTreeMap::new());
    for (reason, count) in fresh.iter().flat_map(|shard| &shard.rejects) {
        *rejected.entry(reason.clone()).or_default() += count;
    }
    for (field, count) in fresh.iter().flat_map(|shard| &shard.nulled) {
        *nulled.entry(field.clone()).or_default() += count;
    }
    let written = fresh.iter().map(|shard| shard.records).sum();
    EntitySummary {
        entity: manifest.entity.clone(),
        read: written + rejected.values().sum::<u64>(),
        written,
        live: manifest.live(),
        rejected,
        nulled,
        shards: fresh.len() as u64,
        bytes: fresh.iter().map(|shard| shard.bytes).sum(),
        json: done.json,
        fields: done.parts.iter().map(|part| part.fields.bytes).sum(),
        records: done.parts.iter().filter_map(|part| Some(part.records.as_ref()?.bytes)).sum(),
        keys: manifest.keys.iter().map(|run| run.file.bytes).sum(),
        parts: done.parts.len() as u64,
        ..EntitySummary::default()
    }
}
