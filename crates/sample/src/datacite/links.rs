//! What resources have to do with one another: the same links as related identifiers, counts and relationships.

use super::record::Doi;
use super::world::{self, Stream};
use crate::json::Json;
use crate::rng::Rng;

/// A kind of link between a record and one after it.
struct Link {
    /// One record in so many has it, from the one at `first` on.
    period: u64,
    first: u64,
    /// How many places on the other record stands.
    distance: u64,
    relation: &'static str,
    /// The relationships of the record and of the other one.
    from: &'static str,
    to: &'static str,
}

#[rustfmt::skip]
const LINKS: [Link; 3] = [
    Link { period: 11, first: 3, distance: 1, relation: "References", from: "references", to: "citations" },
    Link { period: 13, first: 5, distance: 2, relation: "IsVersionOf", from: "versionOf", to: "versions" },
    Link { period: 17, first: 6, distance: 4, relation: "IsPartOf", from: "partOf", to: "parts" },
];

/// All relationships with the counts that go with them.
pub(super) const RELATIONSHIPS: [&str; 6] =
    ["references", "citations", "parts", "partOf", "versions", "versionOf"];

impl Doi<'_> {
    /// The records at the other ends of the links of a relationship.
    fn ends(&self, relationship: &str) -> Option<u64> {
        let link = LINKS.iter().find(|l| l.from == relationship || l.to == relationship)?;
        if link.from == relationship {
            let other = self.index + link.distance;
            return (self.index % link.period == link.first && other < self.world.records)
                .then_some(other);
        }
        let other = self.index.checked_sub(link.distance)?;
        (other % link.period == link.first).then_some(other)
    }

    /// Works of another agency that cite this one.
    fn citing(&self) -> u64 {
        let mut rng = self.part_rng(Stream::Usage, 1);
        if rng.chance(800) { 0 } else { rng.log_uniform(5) }
    }

    fn outside(&self, relationship: &str) -> u64 {
        if relationship == "citations" { self.citing() } else { 0 }
    }

    pub(super) fn linked_count(&self, relationship: &str) -> u64 {
        u64::from(self.ends(relationship).is_some()) + self.outside(relationship)
    }

    /// The relationships to other DOIs.
    pub(super) fn linked(&self, json: &mut Json) {
        for relationship in RELATIONSHIPS {
            json.object(relationship, |j| {
                j.array("data", |j| {
                    if let Some(other) = self.ends(relationship) {
                        j.element(|j| {
                            j.text("id", |j| world::doi(self.world, other, j));
                            j.str("type", "dois");
                        });
                    }
                    for number in 0..self.outside(relationship) {
                        j.element(|j| {
                            j.text("id", |j| {
                                j.raw("10.1093/citing/");
                                j.digits(self.index * 64 + number);
                            });
                            j.str("type", "dois");
                        });
                    }
                });
            });
        }
    }

    /// `relatedIdentifiers`: the links that begin here, and others to whatever there is.
    pub(super) fn related_identifiers(&self, json: &mut Json) {
        let mut rng = self.part_rng(Stream::Links, 1);
        let number = match rng.below(100) {
            0..45 => 0,
            45..98 => 1 + rng.skewed(3),
            _ => 20 + rng.skewed(60),
        };
        json.array("relatedIdentifiers", |j| {
            for link in &LINKS {
                if let Some(other) = self.ends(link.from) {
                    j.element(|j| {
                        j.str("relationType", link.relation);
                        j.text("relatedIdentifier", |j| world::doi(self.world, other, j));
                        j.str("relatedIdentifierType", "DOI");
                    });
                }
            }
            for _ in 0..number {
                j.element(|j| other_identifier(&mut rng, j));
            }
        });
    }
}

fn other_identifier(rng: &mut Rng, json: &mut Json) {
    let number = rng.below(1 << 24);
    let kind =
        rng.weighted(&[("DOI", 760), ("URL", 120), ("ISSN", 80), ("arXiv", 20), ("LSID", 20)]);
    let relation = rng.weighted(&[
        ("References", 520),
        ("IsSupplementTo", 150),
        ("IsPartOf", 120),
        ("IsCitedBy", 60),
        ("HasVersion", 50),
        ("IsIdenticalTo", 40),
        ("HasMetadata", 30),
        ("IsDocumentedBy", 30),
    ]);
    json.str("relationType", relation);
    json.text("relatedIdentifier", |j| {
        j.raw(match kind {
            "DOI" if number % 50 == 1 => "https://doi.org/10.1016/J.",
            "DOI" => "10.1016/j.",
            "URL" => "https://example.org/items/",
            "arXiv" => "arXiv:",
            "LSID" => "urn:lsid:zoobank.org:pub:",
            _ => "",
        });
        match kind {
            "ISSN" => crate::identifiers::issn(j, number % 10_000_000),
            _ => j.digits(number),
        }
    });
    json.str("relatedIdentifierType", kind);
    if rng.chance(150) {
        json.str("resourceTypeGeneral", rng.pick(&["JournalArticle", "Dataset", "Text", "Image"]));
    }
    if relation == "HasMetadata" {
        json.str("relatedMetadataScheme", "gmd");
        json.str("schemeUri", "http://schemas.opengis.net/iso/19139/20060504/gmd/gmd.xsd");
        json.str("schemeType", "xsd");
    }
}
