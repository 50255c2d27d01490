//! Funders in the Open Funder Registry; every fourth belongs to another.

use super::{Cast, Stream};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon;
use crate::places::{self, Country};
use crate::rng::Rng;

pub(crate) struct Funder {
    pub(crate) index: u64,
    pub(crate) country: &'static Country,
    ror: u64,
    rng: Rng,
}

/// What a funder's name begins and goes on with.
const NAMES: [(&str, &str); 5] = [
    ("National ", " Science Foundation of "),
    ("Federal Ministry of ", ", "),
    ("European ", " Research Council, "),
    ("The ", " Trust, "),
    ("Fundação de ", " do "),
];

impl Funder {
    pub(crate) fn of(cast: &Cast, index: u64) -> Self {
        let mut rng = cast.rng(Stream::Funder, index);
        let country = match Self::parent(index) {
            Some(parent) => Self::of(cast, parent).country,
            None => places::draw(&mut rng),
        };
        Self { index, country, ror: cast.number(2, index), rng }
    }

    pub(crate) fn draw(cast: &Cast, rng: &mut Rng) -> Self {
        Self::of(cast, rng.skewed(cast.funders))
    }

    /// The index of the funder that this one belongs to; chains have up to three.
    pub(crate) fn parent(index: u64) -> Option<u64> {
        match index {
            _ if index % 16 == 15 => Some(index - 4),
            _ if index % 4 == 3 => Some(index - 3 + index / 16 % 3),
            _ => None,
        }
    }

    /// The indexes of those that belong to this one directly.
    pub(crate) fn children(cast: &Cast, index: u64) -> impl Iterator<Item = u64> {
        (index + 1..cast.funders.min(index + 5)).filter(move |&i| Self::parent(i) == Some(index))
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        let words = lexicon::english();
        let mut rng = self.rng.clone();
        let (before, between) = rng.pick(&NAMES);
        let parts = [before, words.capital(words.content(&mut rng)), between, self.country.name];
        parts.iter().for_each(|part| json.raw(part));
    }

    /// Capital letters of the name, for example `NSFF`; not unique.
    pub(crate) fn write_acronym(&self, json: &mut Json) {
        let start = json.bytes.len();
        self.write_name(json);
        let name = json.bytes.split_off(start);
        json.bytes.extend(name.iter().filter(|byte| byte.is_ascii_uppercase()).take(4));
        json.raw(self.country.code);
    }

    /// The number in the registry: `100000001` and on for older ones, `501100000001` and on for others.
    pub(crate) fn registry(&self) -> u64 {
        if self.index.is_multiple_of(3) {
            100_000_001 + self.index
        } else {
            501_100_000_000 + self.index * 7
        }
    }

    /// `10.13039/100000001`.
    pub(crate) fn doi(&self, json: &mut Json) {
        json.raw("10.13039/");
        json.digits(self.registry());
    }

    pub(crate) fn ror(&self, json: &mut Json) {
        json.raw("https://ror.org/");
        identifiers::ror(json, self.ror);
    }

    /// The number of an award, in one of the forms funders use.
    pub(crate) fn write_award(&self, rng: &mut Rng, json: &mut Json) {
        let number = rng.between(1000, 99_999);
        match (self.index + number) % 4 {
            0 => {
                json.raw("DMS-");
                json.padded(number * 37 % 10_000_000, 7);
            }
            1 => {
                json.raw("R01 CA");
                json.digits(number);
            }
            2 => {
                json.digits(2000 + number % 26);
                json.raw("/");
                json.padded(number, 5);
                json.raw("-0");
            }
            _ => json.digits(100_000 + number),
        }
    }
}
