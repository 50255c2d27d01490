//! Members: publishers that register DOIs.

use super::coverage::{Coverage, tokens};
use super::world::{Stream, World, member_id, name, prefix, prefixes};
use crate::cast::Publisher;
use crate::json::Json;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let publisher = Publisher::of(&world.cast, index);
    let mut rng = world.rng(Stream::Side, index);
    let coverage = Coverage::draw(world.expected(index, world.cast.publishers), &mut rng);
    json.braces(|j| {
        coverage.status_check(j);
        j.text("primary-name", |j| name(world, index, j));
        coverage.counts(j);
        coverage.breakdowns(j);
        j.array("prefixes", |j| {
            (0..prefixes(index)).for_each(|which| j.text_item(|j| prefix(index, which, j)));
        });
        coverage.coverage(j);
        j.array("prefix", |j| {
            for which in 0..prefixes(index) {
                j.element(|j| {
                    j.text("value", |j| prefix(index, which, j));
                    j.text("name", |j| name(world, index, j));
                });
            }
        });
        j.num("id", member_id(index));
        tokens(j, |j| name(world, index, j));
        coverage.counts_type(j);
        coverage.coverage_type(true, j);
        coverage.flags(j);
        j.text("location", |j| {
            j.raw(publisher.city);
            j.raw(", ");
            j.raw(publisher.country.name);
        });
        j.array("names", |j| j.text_item(|j| name(world, index, j)));
    });
}
