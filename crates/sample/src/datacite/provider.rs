//! Providers: the members that clients belong to.

use super::client::upper;
use super::record::one;
use super::world::{self, Stream, World, client_id, client_provider, provider_id, stamp};
use crate::cast::Organization;
use crate::json::{Date, Json};
use crate::lexicon;
use crate::moment::Moment;
use crate::prose;

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let mut rng = world.rng(Stream::Provider, index);
    let home = Organization::of(&world.cast, (index + 1) % world.cast.organizations);
    let first = Date { year: 2010, month: 1, day: 1 };
    let joined = Moment::draw(&mut rng, first, Date { year: 2023, month: 1, day: 1 });
    // The one before a member of a consortium is its consortium.
    let member = ["direct_member", "consortium", "consortium_organization"][index as usize % 3];
    json.braces(|j| {
        j.text("id", |j| provider_id(index, j));
        j.str("type", "providers");
        j.object("attributes", |j| {
            j.text("name", |j| home.write_name(j));
            j.text("displayName", |j| home.write_name(j));
            j.text("symbol", |j| upper(|j| provider_id(index, j), j));
            j.str("website", "https://www.example.org");
            j.text("systemEmail", |j| {
                j.raw("doi@");
                provider_id(index, j);
                j.raw(".org");
            });
            j.null("groupEmail");
            match index % 2 {
                0 => j.text("description", |j| {
                    prose::sentences(lexicon::english(), 16, &mut rng, j);
                }),
                _ => j.null("description"),
            }
            let region = ["EMEA", "AMER", "APAC"][index as usize % 3];
            j.str("region", region);
            j.str("country", home.country.code);
            j.null("logoUrl");
            j.str("memberType", member);
            let kinds = ["academicInstitution", "nationalInstitution", "researchInstitution"];
            j.str("organizationType", kinds[index as usize % 3]);
            j.str("focusArea", ["general", "naturalSciences"][index as usize % 2]);
            j.opt_str("nonProfitStatus", (!index.is_multiple_of(4)).then_some("non-profit"));
            j.flag("isActive", true);
            j.flag("hasPassword", true);
            j.text("joined", |j| j.date(joined.date()));
            match index % 3 {
                0 => j.null("rorId"),
                _ => j.text("rorId", |j| home.ror(j)),
            }
            stamp("created", joined, j);
            stamp("updated", Moment(joined.0 + rng.below(80_000_000)), j);
        });
        j.object("relationships", |j| {
            let clients: Vec<u64> = (0..world.clients)
                .filter(|&client| client_provider(world, client) == index)
                .collect();
            j.object("clients", |j| {
                j.array("data", |j| {
                    for &client in &clients {
                        j.element(|j| {
                            j.text("id", |j| client_id(world, client, j));
                            j.str("type", "clients");
                        });
                    }
                });
            });
            j.object("prefixes", |j| {
                j.array("data", |j| {
                    for &client in &clients {
                        j.element(|j| {
                            j.text("id", |j| world::prefix(client, j));
                            j.str("type", "prefixes");
                        });
                    }
                });
            });
            if member == "consortium_organization" {
                j.object("consortium", |j| one("providers", |j| provider_id(index - 1, j), j));
            }
        });
    });
}
