//! The two merges: rows with the records at their other end, then with those that own the columns.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use serapeum_lake::Manifest;
use serapeum_model::{Entity, Field, Storage};

use super::{Link, Nulled, Pairs, masks, number};
use crate::{Error, JoinSummary, cover::Cover, merge, output::Folder, sort::Stream};

/// What is told on the way.
pub(super) type Told<'t> = (&'t mut [JoinSummary], &'t mut Nulled);

/// Makes (owner's id; column, value) of the edges and the values of the records that they lead to. Where a record
/// is not in the lake, or its entity is not at all (`None`), its id is taken as it stands in the edges.
pub(super) fn others(
    links: &[Link],
    edges: &Pairs,
    others: &BTreeMap<&str, Option<Pairs>>,
    owned: &BTreeMap<&str, Pairs>,
    (told, nulled): Told<'_>,
) -> Result<(), Error> {
    let mut sorters: BTreeMap<&str, _> =
        owned.iter().map(|(name, pairs)| (*name, pairs.sorter())).collect();
    let mut at: Option<(usize, Option<Group>)> = None;
    for edge in edges.stream()? {
        let (key, owner) = edge?;
        let Some((link_number, id)) = key.split_first_chunk::<2>() else { continue };
        let link_number = usize::from(u16::from_be_bytes(*link_number));
        let Some(link) = links.get(link_number) else { continue };
        let Some(sorter) = sorters.get_mut(link.owner.name) else { continue };
        let told = told.get_mut(link.join);
        // Edges come link by link, and the ids of each in order.
        let group = match &mut at {
            Some((known, group)) if *known == link_number => group,
            _ => {
                let values = others.get(link.other.name).and_then(Option::as_ref);
                let group = values.map(|values| values.stream().map(Group::new)).transpose()?;
                &mut at.insert((link_number, group)).1
            }
        };
        let found: &[(usize, Vec<u8>)] = match group {
            Some(group) => group.of(id)?,
            None => &[],
        };
        if found.is_empty()
            && others.get(link.other.name).is_some_and(Option::is_some)
            && let Some(told) = told
        {
            told.unmatched += 1;
        }
        let alone = [(id_of(link.other), id.to_vec())];
        let values = if found.is_empty() { &alone } else { found };
        for (column, from) in &link.feeds {
            let Some(field) = link.owner.fields.get(*column) else { continue };
            for (_, value) in values.iter().filter(|(at, _)| at == from) {
                match fitting(*field, value) {
                    Some(value) => sorter.push(&[&owner], &[&number(*column), &value])?,
                    None => {
                        let place = (link.owner.name.to_owned(), field.name.to_owned());
                        *nulled.entry(place).or_default() += 1;
                    }
                }
            }
        }
    }
    sorters.into_values().try_for_each(crate::sort::Sorter::finish)
}

fn id_of(entity: &Entity) -> usize {
    entity.fields.iter().position(|field| *field == entity.id).unwrap_or_default()
}

/// A value of another column in the normal form of this one.
fn fitting(field: Field, value: &[u8]) -> Option<Vec<u8>> {
    match field.kind.storage() {
        Storage::Text => {
            Some(field.kind.normal(std::str::from_utf8(value).ok()?)?.into_owned().into_bytes())
        }
        _ => Some(value.to_vec()),
    }
}

/// The values of one id after the other.
struct Group {
    stream: Stream,
    id: Vec<u8>,
    values: Vec<(usize, Vec<u8>)>,
}

impl Group {
    fn new(stream: Stream) -> Group {
        Group { stream, id: Vec::new(), values: Vec::new() }
    }

    /// The values of an id, which must not be below the one asked for before.
    fn of(&mut self, id: &[u8]) -> Result<&[(usize, Vec<u8>)], Error> {
        if self.id != id {
            self.id = id.to_vec();
            self.values.clear();
            while self.stream.peek().is_some_and(|(key, _)| key.as_slice() <= id) {
                let Some(pair) = self.stream.next() else { break };
                let (key, value) = pair?;
                if let (true, Some((column, value))) = (key == id, value.split_first_chunk::<2>()) {
                    self.values.push((u16::from_be_bytes(*column).into(), value.to_vec()));
                }
            }
        }
        Ok(&self.values)
    }
}

/// Makes (part, row; column, value) of the values by id, for the rows in force of new parts.
pub(super) fn owners(
    entity: &Entity,
    manifest: &Manifest,
    folder: &Folder,
    owned: &Pairs,
    aside: &Path,
    is_new: &dyn Fn(u32) -> bool,
) -> Result<Pairs, Error> {
    let addressed = Pairs::new(aside)?;
    let mut sorter = addressed.sorter();
    let mut values = owned.stream()?;
    let masks = masks(manifest, &folder.path)?;
    let all = Arc::new(Cover::of(manifest.shards.iter().enumerate()));
    for run in manifest.keys.iter().filter(|run| run.field == entity.id.row().name) {
        for entry in merge::stored(&folder.path.join(&run.file.name), Arc::clone(&all))? {
            let entry = entry?;
            if masks.contains(entry.part, entry.row) {
                continue;
            }
            while values.peek().is_some_and(|(key, _)| *key <= entry.key) {
                let Some(pair) = values.next() else { break };
                let (key, value) = pair?;
                if key == entry.key && is_new(entry.part) {
                    let address = [entry.part.to_be_bytes(), entry.row.to_be_bytes()];
                    sorter.push(&[&address[0], &address[1]], &[&value])?;
                }
            }
        }
    }
    sorter.finish()?;
    Ok(addressed)
}
