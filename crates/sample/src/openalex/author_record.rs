//! The author's own record.

use super::author::Author;
use super::concept;
use super::impact::{Impact, LAST_YEAR};
use super::institution::Institution;
use super::source::Source;
use super::stamp::{Era, Stamp};
use super::world::{Stream, World};
use crate::json::Json;

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let author = Author::of(world, index);
    let impact = Impact::of(world, 'A', index, world.authors, 450);
    let mut rng = world.rng(Stream::AuthorRecord, index);
    let spellings = |j: &mut Json| {
        j.text_item(|j| author.write_name(j));
        if index.is_multiple_of(3) {
            j.text_item(|j| author.name.write_short(j));
        }
    };
    json.braces(|j| {
        j.id("id", 'A', author.id);
        j.text("display_name", |j| author.write_name(j));
        j.array("display_name_alternatives", spellings);
        j.array("raw_author_names", spellings);
        j.text("full_name", |j| author.name.write_inverted(j));
        author.orcid(j);
        impact.counts(j);
        impact.summary_stats(stamp.era, j);
        ids(world, &author, rng.chance(120), j);
        let newest = LAST_YEAR - rng.log_uniform(4);
        affiliations(world, &author, newest, j);
        if rng.chance(950) {
            j.array("last_known_institutions", |j| {
                j.element(|j| institution(world, author.home, j))
            });
        } else {
            j.null("last_known_institutions");
        }
        impact.topics(world, 2, j);
        if stamp.era == Era::Walden && rng.chance(800) {
            j.empty("x_concepts");
        } else {
            concept::x_concepts(world, index, j);
        }
        j.array("sources", |j| {
            if stamp.era == Era::Walden {
                j.element(|j| {
                    let source = Source::of(world, rng.skewed(world.sources));
                    j.id("id", 'S', source.id);
                    j.text("display_name", |j| source.write_name(j));
                });
            }
        });
        if stamp.era != Era::Walden {
            former_fields(world, &author, j);
        }
        impact.counts_by_year(j);
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=author.id:A");
            j.digits(author.id);
        });
        stamp.write(world, 'A', index, 2016, j);
    });
}

fn ids(world: &World, author: &Author, in_scopus: bool, json: &mut Json) {
    json.object("ids", |j| {
        j.id("openalex", 'A', author.id);
        author.orcid(j);
        if in_scopus {
            j.text("scopus", |j| {
                j.raw("http://www.scopus.com/inward/authorDetails.url?authorID=");
                j.digits(6_500_000_000 + world.identifier(author.index));
                j.raw("&partnerID=MN8TOARS");
            });
        }
    });
}

fn affiliations(world: &World, author: &Author, newest: u64, json: &mut Json) {
    json.array("affiliations", |j| {
        for (place, years) in std::iter::once(author.home).chain(author.second).zip([3, 1]) {
            j.element(|j| {
                j.object("institution", |j| institution(world, place, j));
                j.array("years", |j| {
                    for year in (newest + 1 - years..=newest).rev() {
                        j.item();
                        j.digits(year);
                    }
                });
            });
        }
    });
}

fn institution(world: &World, index: u64, json: &mut Json) {
    Institution::of(world, index).fields(world, json);
}

/// What authors had before 2026.
fn former_fields(world: &World, author: &Author, json: &mut Json) {
    json.text("block_key", |j| {
        let initial = author.name.given().chars().next().unwrap_or('x').to_lowercase();
        initial.for_each(|c| j.raw(c.encode_utf8(&mut [0; 4])));
        j.raw(" ");
        j.raw(&author.name.family().to_lowercase());
    });
    json.object("parsed_longest_name", |j| {
        j.str("first", author.name.given());
        j.text("middle", |j| {
            if let Some(initial) = author.name.initial() {
                j.raw(initial.encode_utf8(&mut [0; 4]));
            }
        });
        j.str("last", author.name.family());
        j.str("suffix", if author.index.is_multiple_of(9) { "Jr." } else { "" });
        j.str("nickname", "");
    });
    json.object("last_known_institution", |j| {
        Institution::of(world, author.home).core_fields(world, j)
    });
}
