//! Countries, those that institutions and authors are in, and continents.

use super::impact::Impact;
use super::stamp::Stamp;
use super::vocabulary::{address, works_api_url};
use super::world::World;
use crate::json::Json;
use crate::places::{self, COUNTRIES, Country};

pub(crate) struct Continent {
    /// The number in Wikidata.
    code: &'static str,
    name: &'static str,
    /// Those of [`COUNTRIES`].
    countries: &'static [&'static str],
}

const fn continent(
    code: &'static str,
    name: &'static str,
    countries: &'static [&'static str],
) -> Continent {
    Continent { code, name, countries }
}

pub(crate) const CONTINENTS: [Continent; 7] = [
    continent("Q15", "Africa", &["EG", "NG", "ZA", "KE"]),
    continent("Q51", "Antarctica", &[]),
    continent("Q48", "Asia", &["CN", "JP", "IN", "KR", "ID", "TR", "IR", "IL", "SA", "TW"]),
    continent(
        "Q46",
        "Europe",
        &[
            "GB", "DE", "FR", "IT", "ES", "RU", "PL", "NL", "SE", "CH", "UA", "DK", "GR", "PT",
            "CZ", "NO", "FI", "IS",
        ],
    ),
    continent("Q49", "North America", &["US", "CA", "MX"]),
    continent("Q55643", "Oceania", &["AU"]),
    continent("Q18", "South America", &["BR", "CO", "AR"]),
];

const SOUTH: [&str; 13] =
    ["CN", "IN", "BR", "ID", "IR", "MX", "EG", "NG", "ZA", "SA", "CO", "KE", "AR"];

impl Continent {
    fn of(country: &Country) -> &'static Continent {
        let holds = |continent: &&Continent| continent.countries.contains(&country.code);
        CONTINENTS.iter().find(holds).unwrap_or(&CONTINENTS[0])
    }

    fn name_fields(&self, json: &mut Json) {
        json.text("id", |j| address("continents", self.code, j));
        json.str("display_name", self.name);
    }
}

fn name_fields(country: &Country, json: &mut Json) {
    json.text("id", |j| address("countries", country.code, j));
    json.str("display_name", country.name);
}

fn wikipedia(name: &str, json: &mut Json) {
    json.text("wikipedia", |j| {
        j.raw("https://en.wikipedia.org/wiki/");
        for (at, word) in name.split(' ').enumerate() {
            j.raw(if at > 0 { "_" } else { "" });
            j.raw(word);
        }
    });
}

fn wikidata(json: &mut Json, number: impl FnOnce(&mut Json)) {
    json.text("wikidata", |j| {
        j.raw("https://www.wikidata.org/entity/");
        number(j);
    });
}

pub(crate) fn country_record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let country = &COUNTRIES[index as usize];
    json.braces(|j| {
        name_fields(country, j);
        j.str("country_code", country.code);
        j.text("description", |j| {
            j.raw("country in ");
            j.raw(Continent::of(country).name);
        });
        j.object("ids", |j| {
            j.text("openalex", |j| address("countries", country.code, j));
            j.text("iso", |j| {
                j.raw("https://www.iso.org/obp/ui/#iso:code:3166:");
                j.raw(country.code);
            });
            wikidata(j, |j| {
                j.raw("Q");
                j.digits(world.wikidata(5, index));
            });
            wikipedia(country.name, j);
        });
        j.empty("display_name_alternatives");
        j.object("continent", |j| Continent::of(country).name_fields(j));
        j.flag("is_global_south", SOUTH.contains(&country.code));
        Impact::of(world, 'c', index, COUNTRIES.len() as u64, 30).counts(j);
        for (key, path) in [
            ("authors_api_url", "authors?filter=last_known_institutions.country_code:"),
            ("institutions_api_url", "institutions?filter=country_code:"),
        ] {
            j.text(key, |j| {
                j.raw("https://api.openalex.org/");
                j.raw(path);
                j.raw(country.code);
            });
        }
        works_api_url("institutions.country_code", country.code, j);
        stamp.write(world, 'c', index, 2024, j);
    });
}

/// Continents have no citations of their own.
pub(crate) fn continent_record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let continent = &CONTINENTS[index as usize];
    json.braces(|j| {
        continent.name_fields(j);
        j.str("description", "continent");
        j.object("ids", |j| {
            j.text("openalex", |j| address("continents", continent.code, j));
            wikidata(j, |j| j.raw(continent.code));
            wikipedia(continent.name, j);
        });
        j.empty("display_name_alternatives");
        j.array("countries", |j| {
            for code in continent.countries {
                j.element(|j| name_fields(places::by_code(code), j));
            }
        });
        let works = |code: &&str| {
            let at = COUNTRIES.iter().position(|country| country.code == *code).unwrap_or_default();
            Impact::of(world, 'c', at as u64, COUNTRIES.len() as u64, 30).works
        };
        j.num("works_count", continent.countries.iter().map(works).sum());
        stamp.write(world, 'k', index, 2024, j);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_country_is_on_one_continent() {
        for country in COUNTRIES {
            let holding = CONTINENTS.iter().filter(|c| c.countries.contains(&country.code));
            assert_eq!(holding.count(), 1, "{}", country.code);
        }
        let placed: usize = CONTINENTS.iter().map(|continent| continent.countries.len()).sum();
        assert_eq!(placed, COUNTRIES.len());
        assert!(SOUTH.iter().all(|code| places::by_code(code).code == *code));
    }
}
