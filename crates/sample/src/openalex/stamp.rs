//! When a record was made and changed, and in which era's shape it is written.

use super::world::{Stream, World};
use crate::json::{Date, Json};
use crate::rng::Rng;

/// Record shapes differ by the release they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Era {
    /// 2022 to mid 2023: `host_venue`, one affiliation string an author, concept scores as strings.
    Venues,
    /// 2024 to October 2025: topics and keywords, `grants`, `type_crossref`, `institution_assertions`.
    Grants,
    /// Since November 2025.
    Walden,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Stamp {
    pub(crate) era: Era,
    /// The day of the partition.
    pub(crate) updated: Date,
}

impl Stamp {
    /// The two dates that close every record. `born` is the earliest year the thing can have been registered.
    pub(crate) fn write(self, world: &World, kind: char, index: u64, born: u16, json: &mut Json) {
        let mut rng = world.rng(Stream::CreatedDate, index << 8 | u64::from(kind as u8));
        // Today's table of works is the only one that has them the other way round.
        if kind == 'W' && self.era == Era::Walden {
            self.created_date(born, &mut rng, json);
            self.updated_date(&mut rng, json);
        } else {
            self.updated_date(&mut rng, json);
            self.created_date(born, &mut rng, json);
        }
    }

    fn updated_date(self, rng: &mut Rng, json: &mut Json) {
        let seconds = rng.below(86_400);
        json.text("updated_date", |j| {
            j.date(self.updated);
            for (mark, value) in
                [("T", seconds / 3600), (":", seconds / 60 % 60), (":", seconds % 60)]
            {
                j.raw(mark);
                j.padded(value, 2);
            }
            j.raw(".");
            match self.era {
                Era::Walden => {
                    j.padded(rng.below(1000), 3);
                    j.raw("Z");
                }
                Era::Grants | Era::Venues => j.padded(rng.below(1_000_000), 6),
            }
        });
    }

    fn created_date(self, born: u16, rng: &mut Rng, json: &mut Json) {
        json.text("created_date", |j| {
            j.date(self.created(born, rng));
            if self.era == Era::Walden {
                j.raw("T00:00:00.000Z");
            }
        });
    }

    /// Most things came with the first load of June 2016; the others between their year and the last change.
    fn created(self, born: u16, rng: &mut Rng) -> Date {
        let first_load = Date { year: 2016, month: 6, day: 24 };
        if born < 2016 && rng.chance(700) {
            return first_load;
        }
        let year = rng.between(2016.max(born).into(), self.updated.year.max(born).into()) as u16;
        let date = Date { year, month: rng.between(1, 12) as u8, day: rng.between(1, 28) as u8 };
        date.max(first_load).min(self.updated)
    }
}
