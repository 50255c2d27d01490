//! Data sources: journals first, then the repositories of organizations.

use super::sections::word;
use super::world::{Node, Stream, World};
use crate::cast::{Journal, Organization};
use crate::json::Json;
use crate::lexicon;
use crate::prose;

/// Who registered a data source: the first part of its id.
pub(super) fn registry(index: u64) -> &'static str {
    ["doajarticles", "opendoar____", "issn___print", "re3data_____", "openaire____"]
        [index as usize % 5]
}

/// Types with the scheme's name for them and what such sources hold.
const KINDS: [(&str, &str, &str); 5] = [
    ("pubsrepository::institutional", "Institutional Repository", "Journal articles"),
    ("datarepository::unknown", "Data Repository", "Research datasets"),
    ("aggregator::pubsrepository::unknown", "Aggregator", "Journal articles"),
    ("crissystem", "CRIS system", "Research projects"),
    ("softwarerepository", "Software Repository", "Software"),
];

const COMPATIBILITIES: [&str; 4] = [
    "OpenAIRE 3.0 (OA, funding)",
    "collected from a compatible aggregator",
    "not available",
    "OpenAIRE Data (funded, referenced datasets)",
];

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let journal = (index < world.cast.journals).then(|| Journal::of(&world.cast, index));
    let home = Organization::of(&world.cast, index % world.cast.organizations);
    let mut rng = world.rng(Stream::Datasource, index);
    let (scheme, kind, content) = match journal {
        Some(_) => ("pubsrepository::journal", "Journal", "Journal articles"),
        None => KINDS[index as usize % KINDS.len()],
    };
    let name = |j: &mut Json| match &journal {
        Some(journal) => journal.write_title(j),
        None => {
            home.write_name(j);
            j.raw(" Repository");
        }
    };
    json.braces(|j| {
        j.text("id", |j| world.id(Node::Datasource, index, j));
        j.array("originalIds", |j| {
            j.text_item(|j| {
                j.raw(registry(index));
                j.raw("::");
                j.digits(index);
            });
        });
        match index % 3 {
            0 => j.array("pids", |j| {
                j.element(|j| {
                    j.str("scheme", "re3data");
                    j.text("value", |j| {
                        j.raw("r3d1");
                        j.padded(index, 8);
                    });
                });
            }),
            1 => j.null("pids"),
            _ => {}
        }
        j.object("type", |j| {
            j.str("scheme", scheme);
            j.str("value", kind);
        });
        j.str("openaireCompatibility", COMPATIBILITIES[index as usize % 4]);
        j.text("officialName", name);
        j.text("englishName", name);
        j.text("legalShortName", |j| home.write_acronym(j));
        j.text("websiteUrl", |j| {
            j.raw("https://source-");
            j.digits(index);
            j.raw(".org");
        });
        match index % 4 {
            0 => j.str("dateOfValidation", "2021-11-09"),
            1 => j.null("dateOfValidation"),
            _ => {}
        }
        if rng.chance(500) {
            j.text("description", |j| prose::sentences(lexicon::english(), 18, &mut rng, j));
        }
        j.array("subjects", |j| match index % 7 {
            3 => j.text_item(|j| j.raw("{NULL}")),
            _ => j.text_item(|j| prose::keyword(lexicon::english(), &mut rng, j)),
        });
        j.array("languages", |j| {
            if index.is_multiple_of(2) {
                j.text_item(|j| j.raw(home.country.language));
            }
        });
        j.array("contentTypes", |j| j.text_item(|j| j.raw(content)));
        if index.is_multiple_of(5) {
            j.str("releaseStartDate", "2009-04-01");
            j.null("releaseEndDate");
            j.str("accessRights", "open");
            j.str("uploadRights", "restricted");
            j.str("databaseAccessRestriction", "registration");
            j.str("missionStatementUrl", "https://www.example.org/mission");
            j.str("citationGuidelineUrl", "https://www.example.org/cite");
            j.str("pidSystems", "DOI");
            j.str("certificates", "CoreTrustSeal");
            j.array("policies", |j| j.text_item(|j| j.raw(word(index))));
        }
        j.flag("versioning", index % 9 == 2);
        if let Some(journal) = &journal {
            j.object("journal", |j| {
                j.text("name", |j| journal.write_title(j));
                for &medium in journal.media {
                    let key = if medium.name() == "print" { "issnPrinted" } else { "issnOnline" };
                    j.text(key, |j| journal.issn(medium, j));
                }
            });
        }
    });
}
