//! Organizations.

use super::world::{Node, Stream, World, is_pending};
use crate::cast::Organization;
use crate::json::Json;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let organization = Organization::of(&world.cast, index);
    let mut rng = world.rng(Stream::Organization, index);
    let pending = is_pending(index);
    json.braces(|j| {
        match index % 3 {
            0 => j.array("originalIds", |j| {
                j.text_item(|j| {
                    j.raw("pending_org_::");
                    world.hash(Node::Organization, index, j);
                });
            }),
            1 => j.null("originalIds"),
            _ => {}
        }
        j.text("legalName", |j| organization.write_name(j));
        match index % 6 {
            5 => j.null("legalShortName"),
            _ => j.text("legalShortName", |j| organization.write_acronym(j)),
        }
        match pending {
            true => j.null("alternativeNames"),
            false => j.array("alternativeNames", |j| {
                if rng.chance(600) {
                    j.text_item(|j| {
                        j.raw(organization.city);
                        j.raw("TECH");
                    });
                }
            }),
        }
        if !pending {
            j.text("websiteUrl", |j| {
                j.raw("https://www.org-");
                j.digits(index);
                j.raw(".");
                j.raw(organization.country.domain);
            });
        }
        j.object("country", |j| {
            let known = index % 11 != 9;
            j.str("code", if known { organization.country.code } else { "UNKNOWN" });
            j.str("label", if known { organization.country.name } else { "Unknown" });
        });
        j.text("id", |j| world.id(Node::Organization, index, j));
        match pending {
            true => j.null("pids"),
            false => pids(&organization, j),
        }
    });
}

fn pids(organization: &Organization, json: &mut Json) {
    let number = organization.number();
    json.array("pids", |j| {
        let mut pid = |scheme: &str, write: &dyn Fn(&mut Json)| {
            j.element(|j| {
                j.str("scheme", scheme);
                j.text("value", write);
            });
        };
        pid("ROR", &|j| organization.ror(j));
        pid("ISNI", &|j| {
            j.raw("0000000");
            j.padded(number, 10);
        });
        pid("Wikidata", &|j| {
            j.raw("Q");
            j.digits(number);
        });
        if organization.index.is_multiple_of(2) {
            pid("GRID", &|j| {
                j.raw("grid.");
                j.digits(number % 900_000);
                j.raw(".8");
            });
            pid("FundRef", &|j| {
                j.raw("5011");
                j.padded(number % 100_000_000, 8);
            });
        }
    });
}
