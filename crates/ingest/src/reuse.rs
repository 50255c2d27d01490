//! What of a lake stays as it is: the rows of files that the snapshot still has, unchanged.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serapeum_lake::{Lake, Manifest, Part, Shard, Stored};
use serapeum_model::{Entity, Source};
use twox_hash::XxHash3_128;

use crate::{
    EntityPlan, Error, Observer, Options, Progress, cover::Cover, discover::ShardFile, shard,
};

/// A part of which less than one row in so many is kept is not worth its space: what is left is read again.
const WORTH: u64 = 2;

/// What of an entity is built upon, and what is read.
pub(crate) struct Reuse<'m> {
    /// The manifest that is built upon.
    pub(crate) base: Option<&'m Manifest>,
    /// Its shards that stay, with their positions in the new manifest.
    pub(crate) kept: Vec<(usize, &'m Shard)>,
    /// The positions in the plan of the shards to read.
    pub(crate) fresh: Vec<usize>,
    /// The positions of those in the new manifest.
    pub(crate) positions: Vec<usize>,
    /// How many shards of the plan the lake has.
    pub(crate) known: u64,
    /// Why nothing is built upon, where that is worth a word.
    pub(crate) warning: Option<String>,
    add: bool,
}

/// What columns were made with: of equal text, they may stand side by side.
pub(crate) fn table(entity: &Entity) -> String {
    let rows = entity.fields.iter().map(|field| format!("{:?}", field.row()));
    let newest = entity.newest.map(|newest| newest.row().name);
    let told = format!("{newest:?} {}", rows.collect::<Vec<_>>().join("\n"));
    let digest = XxHash3_128::oneshot(told.as_bytes());
    format!("{} {digest:032x}", env!("CARGO_PKG_VERSION"))
}

impl<'m> Reuse<'m> {
    pub(crate) fn of(
        source: &Source,
        plan: &EntityPlan,
        live: Option<&'m Lake>,
        options: &Options,
        observer: &dyn Observer,
    ) -> Result<Reuse<'m>, Error> {
        let found =
            live.and_then(|live| Some((live, live.manifest(source.name, plan.entity.name)?)));
        let mut reuse = Reuse {
            base: None,
            kept: Vec::new(),
            fresh: (0..plan.shards.len()).collect(),
            positions: (0..plan.shards.len()).collect(),
            known: 0,
            warning: None,
            add: options.add,
        };
        let Some((live, before)) = found else { return Ok(reuse) };
        // Joined columns depend on more files than the entity's own.
        let mut feeds = source.layout.joins.iter().flat_map(|join| join.feeds);
        let joined = feeds.any(|feed| feed.owner.0 == plan.entity.name);
        let mut usable = !options.fresh && !joined && before.table == table(plan.entity);
        let damage = live.missing(before);
        if let Some(damage) = damage {
            let told = format!("{}: {}", damage.path.display(), damage.problem);
            if options.add {
                return Err(serapeum_lake::Error::Damaged(damage.path, damage.problem).into());
            }
            reuse.warning = Some(format!("{told}: everything is read again"));
            usable = false;
        }
        if options.add {
            live.check_columns(before, plan.entity)?;
            reuse.base = Some(before);
            reuse.kept = before.shards.iter().enumerate().collect();
        } else {
            let has = before.records != Stored::None;
            usable &= has == options.records;
        }
        if !usable {
            reuse.place();
            return Ok(reuse);
        }
        let same: Vec<Option<&'m Shard>> = plan
            .shards
            .par_iter()
            .map(|shard| same(shard, before, observer))
            .collect::<Result<_, _>>()?;
        reuse.known = same.iter().flatten().count() as u64;
        reuse.fresh.retain(|at| same.get(*at).is_none_or(Option::is_none));
        if !options.add {
            reuse.base = Some(before);
            reuse.kept =
                same.iter().enumerate().filter_map(|(at, same)| Some((at, (*same)?))).collect();
            reuse.leave_poor_parts(&before.parts);
        }
        reuse.place();
        Ok(reuse)
    }

    /// Where the fresh shards stand in the manifest: as in the plan, or after what is added to.
    fn place(&mut self) {
        self.positions = match self.add {
            true => (self.kept.len()..).take(self.fresh.len()).collect(),
            false => self.fresh.clone(),
        };
    }

    /// Reads again what parts would keep of which most is gone. That may leave others poor in turn.
    fn leave_poor_parts(&mut self, parts: &[Part]) {
        loop {
            let cover = self.cover();
            let poor = |part: &&Part| {
                let rows = cover.rows(part.number);
                rows > 0 && rows * WORTH < part.rows
            };
            let poor: Vec<u32> = parts.iter().filter(poor).map(|part| part.number).collect();
            let leaves =
                |shard: &Shard| shard.slices.iter().any(|slice| poor.contains(&slice.part));
            let (leaving, kept) =
                std::mem::take(&mut self.kept).into_iter().partition(|(_, shard)| leaves(shard));
            self.kept = kept;
            if leaving.is_empty() {
                self.fresh.sort_unstable();
                return;
            }
            self.fresh.extend(leaving.iter().map(|(at, _)| *at));
        }
    }

    /// The rows that stay.
    pub(crate) fn cover(&self) -> Cover {
        Cover::of(self.kept.iter().copied())
    }

    /// Whether the entity is already as the snapshot has it.
    pub(crate) fn is_all(&self) -> bool {
        let in_place = |(at, (position, _)): (usize, &(usize, &Shard))| at == *position;
        let same = |base: &Manifest| {
            let order = base.shards.iter().zip(&self.kept);
            let mut order = order.map(|(one, (_, other))| std::ptr::eq(one, *other));
            base.shards.len() == self.kept.len() && order.all(|same| same)
        };
        self.fresh.is_empty()
            && self.kept.iter().enumerate().all(in_place)
            && self.base.is_some_and(same)
    }

    /// How many shards of the lake go.
    pub(crate) fn dropped(&self, before: Option<&Manifest>) -> u64 {
        let staying: BTreeSet<&str> =
            self.kept.iter().map(|(_, shard)| shard.path.as_str()).collect();
        let before = before.into_iter().flat_map(|before| &before.shards);
        before.filter(|shard| !staying.contains(shard.path.as_str())).count() as u64
    }
}

/// The shard of a manifest that is this file: of equal path, length and content.
fn same<'m>(
    file: &ShardFile,
    before: &'m Manifest,
    observer: &dyn Observer,
) -> Result<Option<&'m Shard>, Error> {
    let alike = |known: &&Shard| known.path == file.name && known.bytes == file.bytes;
    let known: Vec<&Shard> = before.shards.iter().filter(alike).collect();
    if known.is_empty() {
        return Ok(None);
    }
    let (bytes, checksum) = shard::digest(file, &|_| match observer.stopped() {
        true => Err(Error::Stopped),
        false => Ok(()),
    })?;
    let found = known.into_iter().find(|known| known.bytes == bytes && known.checksum == checksum);
    if found.is_some() {
        observer.progress(Progress { bytes, ..Progress::default() });
    }
    Ok(found)
}
