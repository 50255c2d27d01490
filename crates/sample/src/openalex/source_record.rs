//! The source's own record.

use super::concept;
use super::impact::{Impact, LAST_YEAR};
use super::source::Source;
use super::stamp::{Era, Stamp};
use super::world::{Stream, World};
use crate::identifiers;
use crate::json::Json;
use crate::rng::Rng;

pub(crate) fn record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    let source = Source::of(world, index);
    let impact = Impact::of(world, 'S', index, world.sources, 130);
    let mut rng = world.rng(Stream::SourceRecord, index);
    json.braces(|j| {
        j.id("id", 'S', source.id);
        source.issn_fields(world, j);
        j.text("display_name", |j| source.write_name(j));
        ids(world, &source, j);
        j.str("type", source.kind);
        source.host(world, j);
        impact.counts(j);
        impact.summary_stats(stamp.era, j);
        flags(&source, &mut rng, j);
        j.text("homepage_url", |j| {
            j.raw("https://source");
            j.digits(index);
            j.raw(".example.org/");
        });
        prices(&source, &mut rng, j);
        j.str("country", source.country.name);
        j.str("country_code", source.country.code);
        j.array("societies", |j| {
            if rng.chance(60) {
                j.element(|j| {
                    j.str("url", "https://society.example.org/");
                    j.text("organization", |j| {
                        j.raw("Society of ");
                        j.raw(source.country.name);
                    });
                });
            }
        });
        j.array("alternate_titles", |j| {
            if rng.chance(300) {
                j.text_item(|j| {
                    source.write_name(j);
                    j.raw(" (Online)");
                });
            }
        });
        if rng.chance(250) {
            j.text("abbreviated_title", |j| {
                source.write_name(j);
                j.raw(".");
            });
        } else {
            j.null("abbreviated_title");
        }
        impact.topics(world, 8, j);
        impact.counts_by_year(j);
        j.text("works_api_url", |j| {
            j.raw("https://api.openalex.org/works?filter=primary_location.source.id:S");
            j.digits(source.id);
        });
        if stamp.era != Era::Walden {
            concept::x_concepts(world, index, j);
        }
        stamp.write(world, 'S', index, 2016, j);
    });
}

fn ids(world: &World, source: &Source, json: &mut Json) {
    json.object("ids", |j| {
        j.id("openalex", 'S', source.id);
        source.issn_fields(world, j);
        if source.id < 4_000_000_000 {
            j.text("mag", |j| j.digits(source.id));
        } else {
            j.null("mag");
        }
        j.text("wikidata", |j| {
            j.raw("https://www.wikidata.org/entity/Q");
            j.digits(world.wikidata(4, source.index));
        });
        match source.has_issn {
            true => j.text("fatcat", |j| identifiers::issn(j, source.issns(world)[0])),
            false => j.null("fatcat"),
        }
    });
}

fn flags(source: &Source, rng: &mut Rng, json: &mut Json) {
    let since = |rng: &mut Rng, holds: bool| holds.then(|| rng.between(2003, 2025));
    let japanese = source.country.code == "JP" || rng.chance(25);
    let first_year = rng.between(1950, 2018);
    let high = source.is_oa || rng.chance(80);
    json.flag("is_oa", source.is_oa);
    json.flag("is_in_doaj", source.in_doaj);
    json.opt_num("is_in_doaj_since_year", since(rng, source.in_doaj));
    json.flag("is_high_oa_rate", high);
    json.opt_num("is_high_oa_rate_since_year", since(rng, high));
    json.flag("is_in_jstage", japanese);
    json.opt_num("is_in_jstage_since_year", since(rng, japanese));
    json.flag("is_in_scielo", matches!(source.country.code, "BR" | "MX" | "CO" | "AR"));
    json.flag("is_ojs", rng.chance(150));
    json.flag("is_core", source.is_core);
    json.flag(
        "is_preprint_repository",
        source.kind == "repository" && (source.index == 5 || rng.chance(150)),
    );
    let flip = (source.in_doaj && rng.chance(250)).then(|| rng.between(1998, 2024));
    json.opt_num("oa_flip_year", flip);
    json.num("first_publication_year", first_year);
    json.num("last_publication_year", LAST_YEAR - rng.log_uniform(4).min(LAST_YEAR - first_year));
}

/// The prices in each currency, in dollars, and by year.
fn prices(source: &Source, rng: &mut Rng, json: &mut Json) {
    let Some(usd) = source.apc_usd else {
        return json.nulls(&["apc_prices", "apc_usd", "apc_usd_by_year"]);
    };
    json.array("apc_prices", |j| {
        let mut price = |price: u64, currency: &str| {
            j.element(|j| {
                j.num("price", price);
                j.str("currency", currency);
            });
        };
        price(usd, "USD");
        if rng.chance(400) {
            price(usd * 9 / 10, "EUR");
            price(usd * 8 / 10, "GBP");
        }
    });
    json.num("apc_usd", usd);
    json.array("apc_usd_by_year", |j| {
        for back in 0..3 {
            j.element(|j| {
                j.num("year", LAST_YEAR - back);
                j.num("price", usd - usd * back / 20);
            });
        }
    });
}
