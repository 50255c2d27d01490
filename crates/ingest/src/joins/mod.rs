//! Columns that rows beside the records give values to: who belongs to whom stands in a folder of its own.
//!
//! ```text
//! rows ──► (other's id, owner's id) ──sort──┐
//! others' columns ──► (id, values) ────sort──┴─merge─► (owner's id, value) ──sort──┐
//!                                               owner's lookup by id ──────────────┴─merge─► (part, row, value)
//!                                                                                  ──sort──► parts, written anew
//! ```
//!
//! Every step reads and writes from the beginning to the end, so that memory holds a sorter's 64 MB for each thread
//! and the runs that a merge has open, however many rows there are. The disk holds the sorted pairs meanwhile.

mod edges;
mod fill;
mod tie;
mod values;

use std::{collections::BTreeMap, path::PathBuf};

use serapeum_lake::{Lake, Manifest, Masks};
use serapeum_model::{End, Entity, Source, Storage};

use crate::{
    Error, JoinSummary, Observer, Options, Plan,
    output::Folder,
    sort::{Pairs, Sorter},
};

/// A relation between two entities, and the columns that it feeds.
#[derive(Debug)]
struct Link {
    /// The position of the join.
    join: usize,
    name: &'static str,
    inverse: &'static str,
    owner: &'static Entity,
    end: End,
    other: &'static Entity,
    /// Columns of the owner, each with the column of the other that gives the values.
    feeds: Vec<(usize, usize)>,
}

/// What an ingest has made so far, and what it is to be joined with.
pub(crate) struct Joining<'a> {
    pub(crate) source: &'a Source,
    pub(crate) lake: &'a std::path::Path,
    pub(crate) live: Option<&'a Lake>,
    pub(crate) plan: &'a Plan,
    pub(crate) options: &'a Options,
    pub(crate) observer: &'a dyn Observer,
    pub(crate) threads: usize,
    pub(crate) version: u32,
}

/// Values that did not fit a column, by entity and field.
pub(crate) type Nulled = BTreeMap<(String, String), u64>;

/// An entity of this run: its manifest, and the folder of its files.
pub(crate) type Made<'m> = (&'m mut Manifest, &'m Folder);

impl Joining<'_> {
    /// Fills the joined columns of the parts that this run has written.
    pub(crate) fn join(&self, made: &mut [Made<'_>]) -> Result<(Vec<JoinSummary>, Nulled), Error> {
        let mut nulled = Nulled::new();
        let mut told: Vec<_> =
            self.plan.joins.iter().map(|plan| JoinSummary::new(plan.join)).collect();
        let links = self.links(made)?;
        let Some((_, first)) = made.first().filter(|_| !links.is_empty()) else {
            return Ok((told, nulled));
        };
        let aside = first.path.clone();
        let edges = Pairs::new(&aside)?;
        for (number, (plan, told)) in self.plan.joins.iter().zip(&mut told).enumerate() {
            let ours: Vec<_> =
                links.iter().enumerate().filter(|(_, link)| link.join == number).collect();
            if !ours.is_empty() {
                edges::read(self, plan, &ours, &edges, told)?;
            }
        }
        let mut others = BTreeMap::<&str, Option<Pairs>>::new();
        for link in &links {
            if others.contains_key(link.other.name) {
                continue;
            }
            let found = self.manifest(made, link.other);
            let pairs = match found {
                Some((manifest, folder)) => {
                    Some(values::read(manifest, &folder, &links, link.other, &aside)?)
                }
                None => {
                    if let Some(told) = told.get_mut(link.join) {
                        let other = link.other.name;
                        told.warnings.push(format!(
                        "{other} are neither in the snapshot nor in the lake: columns have their ids only"
                    ));
                    }
                    None
                }
            };
            others.insert(link.other.name, pairs);
        }
        let mut owned = BTreeMap::<&str, Pairs>::new();
        for link in &links {
            if !owned.contains_key(link.owner.name) {
                owned.insert(link.owner.name, Pairs::new(&aside)?);
            }
        }
        tie::others(&links, &edges, &others, &owned, (&mut told, &mut nulled))?;
        drop((edges, others));
        for (entity, pairs) in owned {
            let before = self.live.and_then(|live| live.manifest(self.source.name, entity));
            let kept = before.filter(|_| self.options.add);
            let is_new = |part: u32| {
                !kept.into_iter().flat_map(|kept| &kept.parts).any(|known| known.number == part)
            };
            let Some(entity) = self.source.entity(entity) else { continue };
            let Some((manifest, folder)) =
                made.iter_mut().find(|(manifest, _)| manifest.entity == entity.name)
            else {
                continue;
            };
            let addressed = tie::owners(entity, manifest, folder, &pairs, &aside, &is_new)?;
            drop(pairs);
            fill::parts(entity, manifest, folder, &addressed, &is_new)?;
        }
        Ok((told, nulled))
    }

    /// The relations that feed entities of this run.
    fn links(&self, made: &[Made<'_>]) -> Result<Vec<Link>, Error> {
        let mut links: Vec<Link> = Vec::new();
        for (join, plan) in self.plan.joins.iter().enumerate() {
            for feed in plan.join.feeds {
                let (owner, end) = feed.owner;
                let fault = |what: &str| Error::Table(feed.column.to_owned(), what.to_owned());
                let (Some(owner), Some(other)) =
                    (self.source.entity(owner), self.source.entity(feed.other))
                else {
                    return Err(fault("is fed by no entity"));
                };
                if !made.iter().any(|(manifest, _)| manifest.entity == owner.name) {
                    continue;
                }
                let position = |entity: &Entity, name: &str| {
                    entity.fields.iter().position(|field| field.name.eq_ignore_ascii_case(name))
                };
                let value = feed.value.unwrap_or(other.id.row().name);
                let (Some(column), Some(value)) =
                    (position(owner, feed.column), position(other, value))
                else {
                    return Err(fault("is fed from no column"));
                };
                let storage = |entity: &Entity, at: usize| {
                    entity.fields.get(at).map(|field| field.kind.storage())
                };
                let storage = (storage(owner, column), storage(other, value));
                let sortable = !matches!(storage.0, Some(Storage::Float | Storage::Bool));
                let field = owner.fields.get(column);
                if storage.0 != storage.1 || !sortable {
                    return Err(fault(
                        "is fed from a column of another type, or not of ids, texts or times",
                    ));
                }
                if field
                    .is_some_and(|field| field.looks_up() || field.group.is_some() || !field.many)
                {
                    return Err(fault(
                        "is joined, so that it has no lookup and is aligned with nothing",
                    ));
                }
                let same = |link: &&mut Link| {
                    link.join == join
                        && (link.name, link.inverse) == (feed.name, feed.inverse)
                        && (link.owner.name, link.end, link.other.name)
                            == (owner.name, end, other.name)
                };
                match links.iter_mut().find(same) {
                    Some(link) => link.feeds.push((column, value)),
                    None => links.push(Link {
                        join,
                        name: feed.name,
                        inverse: feed.inverse,
                        owner,
                        end,
                        other,
                        feeds: vec![(column, value)],
                    }),
                }
            }
        }
        Ok(links)
    }

    /// Where the records of an entity are: of this run, or of the lake as it was.
    fn manifest<'m>(
        &'m self,
        made: &'m [Made<'_>],
        entity: &Entity,
    ) -> Option<(&'m Manifest, PathBuf)> {
        let of_run = made.iter().find(|(manifest, _)| manifest.entity == entity.name);
        of_run.map(|(manifest, folder)| (&**manifest, folder.path.clone())).or_else(|| {
            let live = self.live?;
            let manifest = live.manifest(self.source.name, entity.name)?;
            Some((manifest, live.folder(manifest)))
        })
    }
}

fn masks(manifest: &Manifest, folder: &std::path::Path) -> Result<Masks, Error> {
    let masks = manifest.masks.as_ref().map(|file| Masks::read(&folder.join(&file.name)));
    Ok(masks.transpose()?.unwrap_or_default())
}

/// A number of a link or column, as it stands in pairs.
fn number(of: usize) -> [u8; 2] {
    (of as u16).to_be_bytes()
}
