//! Universities, hospitals, companies: where people work.

use super::{Cast, Stream};
use crate::identifiers;
use crate::json::Json;
use crate::lexicon;
use crate::places::{self, Country};
use crate::rng::Rng;

pub(crate) struct Organization {
    pub(crate) index: u64,
    pub(crate) country: &'static Country,
    pub(crate) city: &'static str,
    pub(crate) kind: &'static str,
    ror: u64,
    pub(crate) rng: Rng,
}

/// What an organization can be, with what follows its name; universities are named by their language.
const KINDS: [((&str, &str), u64); 6] = [
    (("education", ""), 600),
    (("healthcare", " Hospital"), 130),
    (("facility", " Research Institute"), 120),
    (("company", " GmbH & Co. KG"), 60),
    (("nonprofit", " Foundation"), 50),
    (("archive", " Museum"), 40),
];

impl Organization {
    pub(crate) fn of(cast: &Cast, index: u64) -> Self {
        let mut rng = cast.rng(Stream::Organization, index);
        let country = places::draw(&mut rng);
        let city = rng.pick(country.cities);
        let (kind, _) = if index < 4 { KINDS[0].0 } else { rng.weighted(&KINDS) };
        Self { index, country, city, kind, ror: cast.number(0, index), rng }
    }

    pub(crate) fn draw(cast: &Cast, rng: &mut Rng) -> Self {
        Self::of(cast, rng.skewed(cast.organizations))
    }

    pub(crate) fn write_name(&self, json: &mut Json) {
        let words = lexicon::english();
        let mut rng = self.rng.clone();
        let word = words.content(&mut rng);
        if self.kind == "education" {
            let (before, after) = rng.pick(self.country.universities());
            for part in [before, self.city, after] {
                json.raw(part);
            }
            if rng.chance(600) {
                json.raw(" of ");
                json.raw(words.capital(word));
            }
            return;
        }
        json.raw(self.city);
        json.raw(" ");
        json.raw(words.capital(word));
        json.raw(KINDS.iter().find(|((kind, _), _)| *kind == self.kind).map_or("", |k| k.0.1));
    }

    /// Initials of the name and the city, which are not unique.
    pub(crate) fn write_acronym(&self, json: &mut Json) {
        let mut rng = self.rng.clone();
        for part in [self.city, lexicon::english().word(lexicon::english().content(&mut rng))] {
            for letter in part.chars().filter(char::is_ascii_alphabetic).take(2) {
                json.bytes.push(letter.to_ascii_uppercase() as u8);
            }
        }
    }

    /// `https://ror.org/03vek6s52`.
    pub(crate) fn ror(&self, json: &mut Json) {
        json.raw("https://ror.org/");
        identifiers::ror(json, self.ror);
    }

    /// Letters and digits that no other organization has.
    pub(crate) fn number(&self) -> u64 {
        self.ror
    }

    /// `Department of Physics, University of Oslo, Oslo, Norway`.
    pub(crate) fn write_address(&self, rng: &mut Rng, json: &mut Json) {
        let words = lexicon::english();
        if rng.chance(600) {
            json.raw("Department of ");
            json.raw(words.capital(words.content(rng)));
            json.raw(", ");
        }
        self.write_name(json);
        if rng.chance(700) {
            json.raw(", ");
            json.raw(self.city);
            json.raw(", ");
            json.raw(self.country.name);
        }
    }
}
