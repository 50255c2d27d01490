//! Projects and the funding streams that pay for them.

use super::world::{Node, Stream, World};
use crate::json::Json;
use crate::lexicon;
use crate::prose;

pub(super) struct Funding {
    /// The first part of the ids of its projects.
    pub(super) prefix: &'static str,
    short: &'static str,
    name: &'static str,
    jurisdiction: &'static str,
    stream: &'static str,
    description: &'static str,
    currency: &'static str,
}

#[rustfmt::skip]
static FUNDINGS: [Funding; 9] = [
    Funding { prefix: "corda__h2020", short: "EC", name: "European Commission", jurisdiction: "EU", stream: "EC::H2020::RIA", description: "Research and Innovation action", currency: "EUR" },
    Funding { prefix: "corda_____he", short: "EC", name: "European Commission", jurisdiction: "EU", stream: "EC::HE::HORIZON-RIA", description: "HORIZON Research and Innovation Actions", currency: "EUR" },
    Funding { prefix: "corda_______", short: "EC", name: "European Commission", jurisdiction: "EU", stream: "EC::FP7::SP2::ERC", description: "Support for frontier research", currency: "EUR" },
    Funding { prefix: "ukri________", short: "UKRI", name: "UK Research and Innovation", jurisdiction: "GB", stream: "UKRI::EPSRC", description: "Engineering and Physical Sciences", currency: "GBP" },
    Funding { prefix: "nsf_________", short: "NSF", name: "National Science Foundation", jurisdiction: "US", stream: "NSF::BIO/OAD::BIO/OAD/DEB", description: "Division of Environmental Biology", currency: "USD" },
    Funding { prefix: "nih_________", short: "NIH", name: "National Institutes of Health", jurisdiction: "US", stream: "NIH::NATIONAL CANCER INSTITUTE", description: "National Cancer Institute", currency: "USD" },
    Funding { prefix: "snsf________", short: "SNSF", name: "Swiss National Science Foundation", jurisdiction: "CH", stream: "SNSF::Project funding", description: "Project funding", currency: "CHF" },
    Funding { prefix: "fct_________", short: "FCT", name: "Fundação para a Ciência e a Tecnologia, I.P.", jurisdiction: "PT", stream: "FCT::5876", description: "5876", currency: "EUR" },
    Funding { prefix: "wt__________", short: "WT", name: "Wellcome Trust", jurisdiction: "GB", stream: "WT::Genetics", description: "Genetics & “Genomics”", currency: "GBP" },
];

pub(super) fn funding(project: u64) -> &'static Funding {
    &FUNDINGS[project as usize % FUNDINGS.len()]
}

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let funding = funding(index);
    let words = lexicon::english();
    let mut rng = world.rng(Stream::Project, index);
    let code = 100_000 + world.cast.number(14, index) % 900_000;
    let european = funding.short == "EC";
    let start = 2004 + rng.below(20);
    json.braces(|j| {
        j.text("id", |j| world.id(Node::Project, index, j));
        j.array("originalIds", |j| {
            j.text_item(|j| {
                j.raw(funding.prefix);
                j.raw("::");
                j.digits(code);
            });
        });
        // One code in so many says that it is none.
        j.text("code", |j| match index % 19 {
            12 => j.raw("unidentified"),
            _ => j.digits(code),
        });
        match rng.chance(600) {
            true => j.text("acronym", |j| {
                j.raw(&words.word(words.content(&mut rng)).replace(['\\', '"'], "").to_uppercase())
            }),
            false => j.null("acronym"),
        }
        j.text("title", |j| prose::title(words, &mut rng, j));
        if european {
            j.text("websiteUrl", |j| {
                j.raw("https://cordis.europa.eu/project/id/");
                j.digits(code);
            });
        }
        let month = rng.between(1, 12);
        match index % 13 {
            7 => j.nulls(&["startDate", "endDate"]),
            _ => {
                for (key, year) in [("startDate", start), ("endDate", start + rng.between(1, 6))] {
                    j.text(key, |j| {
                        j.padded(year, 4);
                        j.raw("-");
                        j.padded(month, 2);
                        j.raw(if key == "startDate" { "-01" } else { "-28" });
                    });
                }
            }
        }
        match european {
            true => j.text("callIdentifier", |j| {
                j.raw("H2020-MSCA-IF-");
                j.padded(start, 4);
            }),
            false => j.null("callIdentifier"),
        }
        match rng.chance(500) {
            true => j.text("keywords", |j| {
                prose::keyword(words, &mut rng, j);
                j.raw(", ");
                prose::keyword(words, &mut rng, j);
            }),
            false => j.null("keywords"),
        }
        j.flag("openAccessMandateForPublications", european);
        j.flag("openAccessMandateForDataset", european && index.is_multiple_of(2));
        match index % 4 {
            0 => j.array("subjects", |j| j.text_item(|j| prose::keyword(words, &mut rng, j))),
            _ => j.null("subjects"),
        }
        j.array("fundings", |j| {
            j.element(|j| {
                j.str("shortName", funding.short);
                j.str("name", funding.name);
                j.str("jurisdiction", funding.jurisdiction);
                if index % 17 == 16 {
                    return j.null("fundingStream");
                }
                j.object("fundingStream", |j| {
                    j.str("id", funding.stream);
                    j.str("description", funding.description);
                });
            });
        });
        match rng.chance(600) {
            true => j.text("summary", |j| prose::sentences(words, 40, &mut rng, j)),
            false => j.null("summary"),
        }
        let cost = rng.log_uniform(12) * 1_000;
        j.object("granted", |j| {
            j.str("currency", funding.currency);
            j.decimal("totalCost", if european { cost * 10 } else { 0 }, 1);
            j.decimal("fundedAmount", cost * 8, 1);
        });
        match european {
            true => j.array("h2020Programmes", |j| {
                j.element(|j| {
                    j.str("code", "H2020-EU.1.3.2.");
                    j.str("description", "Nurturing excellence by means of mobility");
                });
            }),
            false => j.null("h2020Programmes"),
        }
    });
}
