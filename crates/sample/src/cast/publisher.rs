//! Publishers.

use super::{Cast, Stream};
use crate::json::Json;
use crate::people::Name;
use crate::places::{self, Country};
use crate::rng::Rng;

pub(crate) struct Publisher {
    pub(crate) country: &'static Country,
    pub(crate) city: &'static str,
    rng: Rng,
}

impl Publisher {
    pub(crate) fn of(cast: &Cast, index: u64) -> Self {
        let mut rng = cast.rng(Stream::Publisher, index);
        let country = places::draw(&mut rng);
        Self { country, city: rng.pick(country.cities), rng }
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        let mut rng = self.rng.clone();
        let family = Name::draw(&mut rng, self.country.cultures[0]).family();
        let (before, name, after) = match rng.below(4) {
            0 => ("", family, " Publishing Group"),
            1 => ("", family, " & Söhne Verlag"),
            2 => ("University of ", self.city, " Press"),
            _ => ("", self.city, " Society for Science (SfS)"),
        };
        for part in [before, name, after] {
            json.raw(part);
        }
    }
}
