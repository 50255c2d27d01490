//! Authors, in groups that share an institution.

use super::anchors;
use super::institution::Institution;
use super::world::{Stream, World};
use crate::identifiers;
use crate::json::Json;
use crate::people::Name;

/// Authors at neighbouring indexes work together.
pub(crate) const GROUP: u64 = 8;

pub(crate) struct Author {
    pub(crate) index: u64,
    pub(crate) id: u64,
    pub(crate) name: Name,
    /// The 15 digits before the check digit.
    pub(crate) orcid: Option<u64>,
    /// The index of the institution of the author's group.
    pub(crate) home: u64,
    /// A second one.
    pub(crate) second: Option<u64>,
}

impl Author {
    pub(crate) fn of(world: &World, index: u64) -> Self {
        let mut group = world.rng(Stream::AuthorGroup, index / GROUP);
        let home = if index < GROUP { 0 } else { group.skewed(world.institutions) };
        let mut rng = world.rng(Stream::Author, index);
        let second = rng.chance(100).then(|| rng.skewed(world.institutions));
        let cultures = Institution::of(world, home).country.cultures;
        let culture = *rng.pick_skewed(cultures);
        let name = Name::draw(&mut rng, culture);
        let orcid = match rng.chance(400) {
            _ if index == 0 => Some(anchors::AUTHOR_ORCID),
            true => Some(20_000_000 + world.identifier((1 << 26) + index)),
            false => None,
        };
        Self {
            index,
            id: world.author_id(index),
            name,
            orcid,
            home,
            second: second.filter(|&s| s != home),
        }
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        match self.index {
            0 => json.raw(anchors::AUTHOR_NAME),
            _ => self.name.write(json),
        }
    }

    pub(crate) fn orcid(&self, json: &mut Json) {
        match self.orcid {
            Some(base) => json.text("orcid", |j| identifiers::orcid(j, base)),
            None => json.null("orcid"),
        }
    }

    /// The author as a work carries it.
    pub(crate) fn fields(&self, json: &mut Json) {
        json.id("id", 'A', self.id);
        json.text("display_name", |j| self.write_name(j));
        self.orcid(json);
    }
}
