//! Funders of the Open Funder Registry, as the API shows a single one.

use super::coverage::tokens;
use super::world::World;
use crate::cast::Funder;
use crate::json::Json;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let cast = &world.cast;
    let funder = Funder::of(cast, index);
    let children: Vec<Funder> =
        Funder::children(cast, index).map(|child| Funder::of(cast, child)).collect();
    let works = world.expected(index, cast.funders) / 5;
    json.braces(|j| {
        j.text("id", |j| j.digits(funder.registry()));
        j.str("location", funder.country.name);
        j.text("name", |j| funder.write_name(j));
        j.array("alt-names", |j| {
            if !index.is_multiple_of(3) {
                j.text_item(|j| funder.write_acronym(j));
            }
        });
        j.text("uri", |j| {
            j.raw("https://doi.org/");
            funder.doi(j);
        });
        // Every fiftieth funder was replaced by the one before it.
        let other = |key: &str, holds: bool, other: u64, j: &mut Json| {
            j.array(key, |j| {
                if holds && other < cast.funders {
                    j.text_item(|j| j.digits(Funder::of(cast, other).registry()));
                }
            });
        };
        other("replaces", index % 50 == 8, index + 1, j);
        other("replaced-by", index % 50 == 9, index.saturating_sub(1), j);
        tokens(j, |j| funder.write_name(j));
        j.object("hierarchy-names", |j| {
            for member in std::iter::once(&funder).chain(&children) {
                j.text(&member.registry().to_string(), |j| member.write_name(j));
            }
        });
        j.object("hierarchy", |j| {
            j.object(&funder.registry().to_string(), |j| {
                for child in &children {
                    j.object(&child.registry().to_string(), |j| {
                        if Funder::children(cast, child.index).next().is_some() {
                            j.flag("more", true);
                        }
                    });
                }
            });
        });
        j.array("descendants", |j| {
            for child in &children {
                let grandchildren = Funder::children(cast, child.index);
                for index in std::iter::once(child.index).chain(grandchildren) {
                    j.text_item(|j| j.digits(Funder::of(cast, index).registry()));
                }
            }
        });
        j.num("work-count", works);
        j.num("descendant-work-count", works + children.len() as u64);
    });
}
