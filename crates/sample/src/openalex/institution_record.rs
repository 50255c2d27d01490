//! The institution's own record.

use super::concept;
use super::impact::Impact;
use super::institution::{Institution, parent};
use super::source::{self, Source};
use super::stamp::{Era, Stamp};
use super::world::{Stream, World};
use crate::json::Json;
use crate::rng::Rng;

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let institution = Institution::of(world, index);
    let impact = Impact::of(world, 'I', index, world.institutions, 290);
    let mut rng = world.rng(Stream::InstitutionRecord, index);
    json.braces(|j| {
        j.id("id", 'I', institution.id);
        j.text("ror", |j| institution.ror(world, j));
        j.text("display_name", |j| institution.write_name(j));
        j.str("country_code", institution.country.code);
        institution.lineage(world, j);
        j.flag("is_super_system", index % 4 != 3 && rng.chance(30) || index == 2);
        j.str("type", institution.kind);
        j.text("type_id", |j| {
            j.raw("https://openalex.org/institution-types/");
            j.raw(institution.kind);
        });
        j.text("homepage_url", |j| {
            j.raw("https://www.i");
            j.digits(index);
            j.raw(".");
            j.raw(institution.country.domain);
        });
        j.nulls(&["image_url", "image_thumbnail_url"]);
        j.array("display_name_acronyms", |j| {
            if rng.chance(400) {
                j.text_item(|j| (0..3).for_each(|_| j.bytes.push(b'A' + rng.below(26) as u8)));
            }
        });
        j.array("display_name_alternatives", |j| {
            if rng.chance(500) {
                j.text_item(|j| {
                    j.raw("The ");
                    institution.write_name(j);
                });
            }
        });
        impact.counts(j);
        identifiers(world, &institution, j);
        roles(world, index, &impact, j);
        repositories(world, &institution, j);
        geo(&institution, &mut rng, j);
        j.object("international", |j| {
            j.object("display_name", |j| {
                j.text(institution.country.language, |j| institution.write_name(j));
            });
        });
        impact.topics(world, 8, j);
        associated(world, index, j);
        impact.counts_by_year(j);
        impact.summary_stats(stamp.era, j);
        j.str("status", rng.weighted(&[("active", 960), ("inactive", 25), ("withdrawn", 15)]));
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=institutions.id:I");
            j.digits(institution.id);
        });
        if stamp.era != Era::Walden {
            concept::x_concepts(world, index, j);
        }
        stamp.write(world, 'I', index, 2016, j);
    });
}

fn identifiers(world: &World, institution: &Institution, json: &mut Json) {
    let number = world.identifier((1 << 23) + institution.index);
    json.object("ids", |j| {
        j.id("openalex", 'I', institution.id);
        j.text("ror", |j| institution.ror(world, j));
        if institution.id < 4_000_000_000 {
            j.text("mag", |j| j.digits(institution.id));
        }
        j.text("grid", |j| {
            j.raw("grid.");
            j.digits(number % 600_000);
            j.raw(".");
            j.digits(number % 10);
        });
        j.text("wikidata", |j| {
            j.raw("https://www.wikidata.org/wiki/Q");
            j.digits(world.wikidata(3, institution.index));
        });
    });
}

/// Some institutions also fund or publish.
fn roles(world: &World, index: u64, impact: &Impact, json: &mut Json) {
    let role = |json: &mut Json, name: &str, letter: char, id: u64, works: u64| {
        json.element(|j| {
            j.str("role", name);
            j.id("id", letter, id);
            j.num("works_count", works);
        });
    };
    json.array("roles", |j| {
        role(j, "institution", 'I', world.institution_id(index), impact.works);
        if index.is_multiple_of(5) && index / 5 < world.funders {
            role(j, "funder", 'F', world.funder_id(index / 5), impact.works / 3);
        }
        if index.is_multiple_of(7) && index / 7 < world.publishers {
            role(j, "publisher", 'P', world.publisher_id(index / 7), impact.works / 4);
        }
    });
}

fn repositories(world: &World, institution: &Institution, json: &mut Json) {
    json.array("repositories", |j| {
        for index in source::repositories_of(world, institution.index) {
            let source = Source::of(world, index);
            j.element(|j| {
                j.id("id", 'S', source.id);
                j.text("display_name", |j| source.write_name(j));
                source.host(world, j);
            });
        }
    });
}

fn geo(institution: &Institution, rng: &mut Rng, json: &mut Json) {
    json.object("geo", |j| {
        j.str("city", institution.city);
        j.text("geonames_city_id", |j| j.digits(rng.between(100_000, 9_999_999)));
        j.null("region");
        j.str("country_code", institution.country.code);
        j.str("country", institution.country.name);
        for (key, centre) in [
            ("latitude", institution.country.centre.0),
            ("longitude", institution.country.centre.1),
        ] {
            j.key(key);
            j.raw(if centre < 0 { "-" } else { "" });
            j.fraction(u64::from(centre.unsigned_abs()) * 1000 + rng.below(90_000), 5);
        }
    });
}

/// Parent and children.
fn associated(world: &World, index: u64, json: &mut Json) {
    json.array("associated_institutions", |j| {
        let children =
            (index + 1..=index + 4).filter(|&i| i < world.institutions && parent(i) == Some(index));
        let relations =
            parent(index).map(|i| (i, "parent")).into_iter().chain(children.map(|i| (i, "child")));
        for (other, relationship) in relations {
            j.element(|j| {
                Institution::of(world, other).core_fields(world, j);
                j.str("relationship", relationship);
            });
        }
    });
}
