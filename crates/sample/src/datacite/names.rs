//! Creators and contributors.

use super::record::Doi;
use super::world::Stream;
use crate::cast::{Organization, Person};
use crate::identifiers;
use crate::json::Json;
use crate::rng::Rng;

const CONTRIBUTORS: [&str; 8] = [
    "HostingInstitution",
    "DataManager",
    "ContactPerson",
    "Editor",
    "DataCollector",
    "Researcher",
    "RightsHolder",
    "Other",
];

impl Doi<'_> {
    pub(super) fn creators(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Names);
        let number = match rng.below(1000) {
            0..4 => 60 + rng.skewed(300),
            _ => 1 + rng.skewed(8),
        };
        let people = Person::draw_some(&self.world.cast, number, &mut rng);
        json.array("creators", |j| {
            for person in &people {
                j.element(|j| match rng.below(100) {
                    0..7 => self.organization(&mut rng, j),
                    7..9 => self.unknown(j),
                    _ => self.person(person, &mut rng, j),
                });
            }
        });
    }

    pub(super) fn contributors(&self, json: &mut Json) {
        let mut rng = self.part_rng(Stream::Names, 1);
        let number = if rng.chance(180) { 1 + rng.skewed(4) } else { 0 };
        let people = Person::draw_some(&self.world.cast, number, &mut rng);
        json.array("contributors", |j| {
            for person in &people {
                let kind = *rng.pick_skewed(&CONTRIBUTORS);
                j.element(|j| {
                    match kind {
                        "HostingInstitution" | "RightsHolder" => self.organization(&mut rng, j),
                        _ => self.person(person, &mut rng, j),
                    }
                    j.str("contributorType", kind);
                });
            }
        });
    }

    fn person(&self, person: &Person, rng: &mut Rng, json: &mut Json) {
        json.text("name", |j| person.name.write_inverted(j));
        match rng.below(10) {
            0 => {}
            1 => json.null("nameType"),
            _ => json.str("nameType", "Personal"),
        }
        json.str("givenName", person.name.given());
        json.str("familyName", person.name.family());
        self.affiliation(person, rng, json);
        match person.orcid {
            // Some identifiers are an object where others have a list, or are not there at all.
            Some(base) if self.index % 60 == 13 => {
                json.object("nameIdentifiers", |j| name_identifier(base, rng, j));
            }
            Some(base) => json.array("nameIdentifiers", |j| {
                j.element(|j| name_identifier(base, rng, j));
            }),
            None if self.index % 60 == 14 => {}
            None => json.empty("nameIdentifiers"),
        }
        if rng.chance(10) {
            json.str("lang", "en");
        }
    }

    fn affiliation(&self, person: &Person, rng: &mut Rng, json: &mut Json) {
        let home = Organization::of(&self.world.cast, person.home);
        let mut write = |j: &mut Json| {
            j.text("name", |j| home.write_name(j));
            match rng.below(10) {
                0..4 => {
                    j.str("schemeUri", "https://ror.org");
                    j.text("affiliationIdentifier", |j| home.ror(j));
                    j.str("affiliationIdentifierScheme", "ROR");
                }
                4 => {
                    j.text("affiliationIdentifier", |j| {
                        j.raw("https://grid.ac/institutes/grid.");
                        j.digits(person.home * 13 + 1000);
                        j.raw(".a");
                    });
                    j.str("affiliationIdentifierScheme", "GRID");
                }
                _ => {}
            }
        };
        match self.index % 50 {
            _ if !person.index.is_multiple_of(3) => json.empty("affiliation"),
            11 => {}
            12 => json.object("affiliation", write),
            _ => json.array("affiliation", |j| j.element(&mut write)),
        }
    }

    fn organization(&self, rng: &mut Rng, json: &mut Json) {
        let organization = Organization::draw(&self.world.cast, rng);
        json.text("name", |j| organization.write_name(j));
        json.str("nameType", "Organizational");
        json.empty("affiliation");
        json.array("nameIdentifiers", |j| {
            if rng.chance(400) {
                j.element(|j| {
                    j.str("schemeUri", "https://ror.org");
                    j.text("nameIdentifier", |j| organization.ror(j));
                    j.str("nameIdentifierScheme", "ROR");
                });
            }
        });
    }

    fn unknown(&self, json: &mut Json) {
        json.str("name", "(:Unkn) Unknown");
        json.empty("affiliation");
        json.empty("nameIdentifiers");
    }
}

fn name_identifier(base: u64, rng: &mut Rng, json: &mut Json) {
    if rng.chance(900) {
        json.str("schemeUri", "https://orcid.org");
    }
    json.text("nameIdentifier", |j| identifiers::orcid(j, base));
    json.str("nameIdentifierScheme", "ORCID");
}
