//! Institutions in families: every fourth has a parent, every sixteenth a grandparent too.

use super::anchors::{INSTITUTION_CITIES, INSTITUTION_NAMES, INSTITUTION_RORS};
use super::world::{Stream, World};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon;
use crate::places::{self, Country};
use crate::rng::Rng;

pub(crate) struct Institution {
    pub(crate) index: u64,
    pub(crate) id: u64,
    pub(crate) country: &'static Country,
    pub(crate) city: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) rng: Rng,
}

pub(crate) const KINDS: [(&str, u64); 8] = [
    ("education", 520),
    ("facility", 110),
    ("healthcare", 120),
    ("company", 90),
    ("government", 60),
    ("nonprofit", 50),
    ("archive", 20),
    ("other", 30),
];

/// The index of the institution that this one belongs to.
pub(crate) fn parent(index: u64) -> Option<u64> {
    match index {
        _ if index % 16 == 15 => Some(index - 4),
        _ if index % 4 == 3 => Some(index - 1 - index / 4 % 3),
        _ => None,
    }
}

impl Institution {
    pub(crate) fn of(world: &World, index: u64) -> Self {
        // A family stays in the country of its head.
        let mut head = index;
        while let Some(parent) = parent(head) {
            head = parent;
        }
        let anchored = INSTITUTION_NAMES.len() as u64;
        let country = match head {
            _ if head < anchored => places::by_code("US"),
            _ => places::draw(&mut world.rng(Stream::Institution, head << 1)),
        };
        let mut rng = world.rng(Stream::Institution, index << 1 | 1);
        let kind = if index < anchored { "education" } else { rng.weighted(&KINDS) };
        let city = INSTITUTION_CITIES
            .get(index as usize)
            .copied()
            .unwrap_or_else(|| rng.pick(country.cities));
        Self { index, id: world.institution_id(index), country, city, kind, rng }
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        if let Some(name) = INSTITUTION_NAMES.get(self.index as usize) {
            return json.raw(name);
        }
        let words = lexicon::english();
        let mut rng = self.rng.clone();
        let word = words.content(&mut rng);
        match self.kind {
            "education" => {
                let (before, after) = rng.pick(self.country.universities());
                json.raw(before);
                json.raw(self.city);
                json.raw(after);
                if rng.chance(650) {
                    json.raw(rng.pick(&[" of ", ", Faculty of ", " – College of "]));
                    json.raw(words.capital(word));
                }
            }
            "company" => {
                json.raw(words.capital(word));
                json.raw(" \\\"");
                json.raw(self.city);
                json.raw("\\\" Ltd.");
            }
            kind => {
                json.raw(self.city);
                json.raw(" ");
                json.raw(words.capital(word));
                json.raw(match kind {
                    "healthcare" => " Hospital",
                    "facility" => " Research Institute",
                    "government" => " Agency",
                    "nonprofit" => " Foundation",
                    "archive" => " Museum",
                    _ => " Centre",
                });
            }
        }
    }

    pub(crate) fn ror(&self, world: &World, json: &mut Json) {
        json.raw("https://ror.org/");
        match INSTITUTION_RORS.get(self.index as usize) {
            Some(ror) => json.raw(ror),
            None => identifiers::ror(json, world.identifier(self.index)),
        }
    }

    pub(crate) fn lineage(&self, world: &World, json: &mut Json) {
        json.array("lineage", |j| {
            for index in std::iter::successors(Some(self.index), |&index| parent(index)) {
                j.id_item('I', world.institution_id(index));
            }
        });
    }

    /// The institution as works carry it.
    pub(crate) fn fields(&self, world: &World, json: &mut Json) {
        self.core_fields(world, json);
        self.lineage(world, json);
    }

    /// The same without the lineage.
    pub(crate) fn core_fields(&self, world: &World, json: &mut Json) {
        json.id("id", 'I', self.id);
        json.text("display_name", |j| self.write_name(j));
        json.text("ror", |j| self.ror(world, j));
        json.str("country_code", self.country.code);
        json.str("type", self.kind);
    }
}
