//! Journals.

use super::coverage::Coverage;
use super::world::{Stream, World, name};
use crate::cast::Journal;
use crate::json::Json;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let journal = Journal::of(&world.cast, index);
    let mut rng = world.rng(Stream::Side, index | 1 << 40);
    let total = world.expected(index, world.cast.journals) * 2 / 3;
    let coverage = Coverage::draw(total, &mut rng);
    json.braces(|j| {
        coverage.status_check(j);
        coverage.counts(j);
        coverage.breakdowns(j);
        j.text("publisher", |j| name(world, journal.publisher, j));
        coverage.coverage(j);
        j.text("title", |j| journal.write_title(j));
        j.empty("subjects");
        coverage.coverage_type(false, j);
        coverage.flags(j);
        j.array("ISSN", |j| {
            journal.media.iter().for_each(|&medium| j.text_item(|j| journal.issn(medium, j)));
        });
        j.array("issn-type", |j| {
            for &medium in journal.media {
                j.element(|j| {
                    j.text("value", |j| journal.issn(medium, j));
                    j.str("type", medium.name());
                });
            }
        });
    });
}
