//! Who made a work: people with names and affiliations, groups with a name alone.

use super::work::{Work, every};
use super::world::Stream;
use crate::cast::{Organization, Person};
use crate::identifiers;
use crate::json::Json;
use crate::rng::Rng;

const ROLES: [&str; 4] = ["author", "chair", "editor", "translator"];

impl Work<'_> {
    /// `author`, `editor`, `chair` or `translator`, where the work has such.
    pub(super) fn contributors(&self, role: &str, json: &mut Json) {
        let place = ROLES.iter().position(|&known| known == role).unwrap_or(0) as u64;
        let mut rng = self.world.rng(Stream::Contributors, self.index << 3 | place);
        let number = match role {
            _ if self.kind.is_container() || self.kind.is("component") || self.kind.is("grant") => {
                0
            }
            "author" if self.kind.is("edited-book") || rng.chance(60) => 0,
            "author" if every(self.index, 1500, 31) => 800,
            "author" => 1 + rng.skewed(7) + if rng.chance(100) { rng.skewed(16) } else { 0 },
            "editor" if self.kind.is("edited-book") || rng.chance(40) => 1 + rng.skewed(3),
            "chair" if self.kind.is("proceedings-article") && rng.chance(150) => 1,
            "translator" if rng.chance(6) || every(self.index, 64, 6) => 1,
            _ => 0,
        };
        if number == 0 {
            return;
        }
        let people = Person::draw_some(&self.world.cast, number, &mut rng);
        json.array(role, |j| {
            for (place, person) in people.iter().enumerate() {
                j.element(|j| self.person(person, place, &mut rng, j));
            }
            if role == "author" && (rng.chance(10) || every(self.index, 400, 36)) {
                j.element(|j| self.group(&mut rng, j));
            }
        });
    }

    pub(super) fn person(&self, person: &Person, place: usize, rng: &mut Rng, j: &mut Json) {
        let orcid = person.orcid.filter(|_| rng.chance(600));
        if let Some(base) = orcid {
            j.text("ORCID", |j| match self.is_old {
                true => {
                    j.raw("http://orcid.org/");
                    identifiers::bare_orcid(j, base);
                }
                false => identifiers::orcid(j, base),
            });
        }
        self.affiliations(person, rng, j);
        if orcid.is_some() {
            j.flag("authenticated-orcid", rng.chance(500));
        }
        j.text("family", |j| j.raw(person.name.family()));
        if !rng.chance(8) {
            j.text("given", |j| match person.name.initial() {
                Some(initial) if rng.chance(300) => {
                    j.raw(initial.encode_utf8(&mut [0; 4]));
                    j.raw(".");
                }
                _ => j.raw(person.name.given()),
            });
        }
        if self.dates.indexed.date().year == 2026 {
            j.array("role", |j| {
                j.element(|j| {
                    j.str("role", "author");
                    j.str("vocabulary", "crossref");
                });
            });
        }
        j.str("sequence", if place == 0 { "first" } else { "additional" });
        if rng.chance(6) {
            j.str("suffix", "Jr.");
        }
    }

    fn group(&self, rng: &mut Rng, json: &mut Json) {
        json.empty("affiliation");
        json.text("name", |j| {
            j.raw("The ");
            Organization::draw(&self.world.cast, rng).write_name(j);
            j.raw(" Study Group");
        });
        json.str("sequence", "additional");
    }

    /// `affiliation`, mostly empty; since 2022 with ROR ids.
    fn affiliations(&self, person: &Person, rng: &mut Rng, json: &mut Json) {
        let organization = Organization::of(&self.world.cast, person.home);
        let number = if rng.chance(280) { 1 + rng.below(6) / 5 } else { 0 };
        json.array("affiliation", |j| {
            for _ in 0..number {
                j.element(|j| {
                    if rng.chance(4) {
                        return;
                    }
                    if rng.chance(10) {
                        j.array("department", |j| j.text_item(|j| j.raw("Physics")));
                    }
                    if self.dates.year >= 2020 && rng.chance(300) {
                        j.array("id", |j| {
                            j.element(|j| {
                                j.str("asserted-by", "publisher");
                                j.text("id", |j| organization.ror(j));
                                j.str("id-type", "ROR");
                            });
                        });
                    }
                    j.text("name", |j| organization.write_address(rng, j));
                    if rng.chance(20) || self.index == 5 {
                        j.array("place", |j| {
                            j.text_item(|j| {
                                j.raw(organization.city);
                                j.raw(", ");
                                j.raw(organization.country.name);
                            });
                        });
                    }
                });
            }
        });
    }
}
