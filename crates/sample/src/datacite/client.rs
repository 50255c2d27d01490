//! Clients: repositories that register DOIs.

use super::record::one;
use super::world::{self, Stream, World, client_id, client_provider, provider_id, stamp};
use crate::cast::Organization;
use crate::identifiers;
use crate::json::{Date, Json};
use crate::lexicon;
use crate::moment::Moment;
use crate::prose;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let mut rng = world.rng(Stream::Client, index);
    let home = Organization::of(&world.cast, index % world.cast.organizations);
    let created = Moment::draw(
        &mut rng,
        Date { year: 2011, month: 1, day: 1 },
        Date { year: 2024, month: 1, day: 1 },
    );
    let kinds =
        [("repository", 900), ("periodical", 60), ("igsnCatalog", 25), ("raidRegistry", 15)];
    let kind = if index == 4 { "igsnCatalog" } else { rng.weighted(&kinds) };
    json.braces(|j| {
        j.text("id", |j| client_id(world, index, j));
        j.str("type", "clients");
        j.object("attributes", |j| {
            j.text("name", |j| match world::client_name(index) {
                Some(name) => j.raw(name),
                None => home.write_name(j),
            });
            j.text("symbol", |j| upper(|j| client_id(world, index, j), j));
            j.num("year", created.date().year.into());
            j.text("contactEmail", |j| {
                j.raw("doi@");
                client_id(world, index, j);
                j.raw(".org");
            });
            match index % 3 {
                0 => j.text("alternateName", |j| home.write_acronym(j)),
                _ => j.null("alternateName"),
            }
            match index % 2 {
                0 => j.text("description", |j| {
                    prose::sentences(lexicon::english(), 20, &mut rng, j);
                }),
                _ => j.null("description"),
            }
            j.array("language", |j| {
                if !index.is_multiple_of(4) {
                    j.text_item(|j| {
                        j.raw(if index % 4 == 1 { "en" } else { home.country.language })
                    });
                }
            });
            j.str("clientType", kind);
            j.str(
                "domains",
                if index.is_multiple_of(3) { "*" } else { "data.example.org,example.org" },
            );
            match index % 4 {
                0 => j.text("re3data", |j| {
                    j.raw("https://doi.org/10.17616/R3");
                    j.digits(1000 + index);
                }),
                _ => j.null("re3data"),
            }
            match index % 6 {
                0 => j.text("opendoar", |j| j.digits(2000 + index)),
                _ => j.null("opendoar"),
            }
            j.object("issn", |j| {
                if kind == "periodical" {
                    j.text("issnl", |j| identifiers::issn(j, 2_000_000 + index));
                }
            });
            j.text("url", |j| {
                j.raw("https://repository-");
                j.digits(index);
                j.raw(".org");
            });
            j.opt_str(
                "software",
                index
                    .is_multiple_of(2)
                    .then_some(["dataverse", "dspace", "other"][index as usize / 2 % 3]),
            );
            j.array("certificate", |j| {
                if index.is_multiple_of(5) {
                    j.text_item(|j| j.raw("CoreTrustSeal"));
                }
            });
            stamp("created", created, j);
            stamp("updated", Moment(created.0 + rng.below(40_000_000)), j);
            j.flag("isActive", index % 20 != 13);
            j.flag("hasPassword", true);
        });
        j.object("relationships", |j| {
            let provider = client_provider(world, index);
            j.object("provider", |j| one("providers", |j| provider_id(provider, j), j));
            if provider % 3 == 2 {
                j.object("consortium", |j| one("providers", |j| provider_id(provider - 1, j), j));
            }
            j.object("prefixes", |j| {
                j.array("data", |j| {
                    j.element(|j| {
                        j.text("id", |j| world::prefix(index, j));
                        j.str("type", "prefixes");
                    });
                });
            });
        });
    });
}

/// What `write` appends, in capital letters.
pub(super) fn upper(write: impl FnOnce(&mut Json), json: &mut Json) {
    let start = json.bytes.len();
    write(json);
    json.bytes[start..].make_ascii_uppercase();
}
