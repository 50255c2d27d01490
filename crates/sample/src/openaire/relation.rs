//! Relations, each in one of its two directions. How many a node has of a family repeats with its number, so that the
//! one at any place can be told without those before it.

use super::world::{Node, Stream, World};
use crate::json::Json;

struct Family {
    name: &'static str,
    inverse: &'static str,
    kind: &'static str,
    from: Node,
    to: Node,
    /// How many the nodes have, over and over.
    pattern: &'static [u64],
}

#[rustfmt::skip]
static FAMILIES: [Family; 19] = [
    Family { name: "hasAuthorInstitution", inverse: "isAuthorInstitutionOf", kind: "affiliation", from: Node::Product, to: Node::Organization, pattern: &[1, 2, 0, 1, 0, 3] },
    Family { name: "isProducedBy", inverse: "produces", kind: "outcome", from: Node::Product, to: Node::Project, pattern: &[0, 0, 1, 0, 0, 0, 2, 0, 0, 0] },
    Family { name: "isHostedBy", inverse: "hosts", kind: "provision", from: Node::Product, to: Node::Datasource, pattern: &[1, 1, 2] },
    Family { name: "isProvidedBy", inverse: "provides", kind: "provision", from: Node::Product, to: Node::Datasource, pattern: &[2, 1, 3] },
    Family { name: "IsRelatedTo", inverse: "IsRelatedTo", kind: "relationship", from: Node::Product, to: Node::Community, pattern: &[0, 0, 1, 0, 0, 0, 0, 2] },
    Family { name: "hasParticipant", inverse: "isParticipant", kind: "participation", from: Node::Project, to: Node::Organization, pattern: &[1, 3, 0, 2] },
    Family { name: "isProvidedBy", inverse: "provides", kind: "provision", from: Node::Project, to: Node::Datasource, pattern: &[1] },
    Family { name: "IsRelatedTo", inverse: "IsRelatedTo", kind: "relationship", from: Node::Project, to: Node::Community, pattern: &[0, 0, 0, 1] },
    Family { name: "isProvidedBy", inverse: "provides", kind: "provision", from: Node::Datasource, to: Node::Organization, pattern: &[1, 0] },
    Family { name: "isProvidedBy", inverse: "provides", kind: "provision", from: Node::Datasource, to: Node::Datasource, pattern: &[1, 1, 0] },
    Family { name: "IsRelatedTo", inverse: "IsRelatedTo", kind: "relationship", from: Node::Datasource, to: Node::Community, pattern: &[0, 0, 0, 0, 1] },
    Family { name: "isProvidedBy", inverse: "provides", kind: "provision", from: Node::Organization, to: Node::Datasource, pattern: &[1, 1, 0] },
    Family { name: "IsRelatedTo", inverse: "IsRelatedTo", kind: "relationship", from: Node::Organization, to: Node::Community, pattern: &[0, 0, 0, 1] },
    Family { name: "IsChildOf", inverse: "IsParentOf", kind: "relationship", from: Node::Organization, to: Node::Organization, pattern: &[0, 0, 0, 1] },
    Family { name: "Cites", inverse: "IsCitedBy", kind: "citation", from: Node::Product, to: Node::Product, pattern: &[0, 3, 6, 0, 2] },
    Family { name: "IsSupplementTo", inverse: "IsSupplementedBy", kind: "supplement", from: Node::Product, to: Node::Product, pattern: &[0, 0, 0, 0, 0, 0, 1] },
    Family { name: "IsVersionOf", inverse: "HasVersion", kind: "version", from: Node::Product, to: Node::Product, pattern: &[0, 0, 0, 0, 0, 0, 0, 0, 1] },
    Family { name: "References", inverse: "IsReferencedBy", kind: "relationship", from: Node::Product, to: Node::Product, pattern: &[0, 0, 0, 0, 0, 1] },
    Family { name: "IsAmongTopNSimilarDocuments", inverse: "HasAmongTopNSimilarDocuments", kind: "similarity", from: Node::Product, to: Node::Product, pattern: &[0, 0, 0, 2] },
];

impl Family {
    /// The most that one node has of any family.
    const MOST: u64 = 6;

    fn count(&self, world: &World) -> u64 {
        let (nodes, period) = (world.nodes(self.from), self.pattern.len() as u64);
        let whole: u64 = self.pattern.iter().sum();
        let rest: u64 = self.pattern.iter().take((nodes % period) as usize).sum();
        nodes / period * whole + rest
    }

    /// The node that the relation at `place` begins at, and which of its relations it is.
    fn begin(&self, place: u64) -> (u64, u64) {
        let whole: u64 = self.pattern.iter().sum();
        let (mut node, mut left) = (place / whole * self.pattern.len() as u64, place % whole);
        for &number in self.pattern {
            if left < number {
                break;
            }
            left -= number;
            node += 1;
        }
        (node, left)
    }

    /// Where the relation number `which` of a node leads: never to itself, and of more than a handful of nodes never to
    /// the same one twice.
    fn end(&self, number: usize, world: &World, node: u64, which: u64) -> u64 {
        let among_equals = self.from == self.to;
        let others = world.nodes(self.to).saturating_sub(u64::from(among_equals)).max(1);
        let mut rng = world.rng(Stream::Relation, node << 6 | number as u64);
        let first = rng.skewed(others);
        let end = (first + which * (others / (Self::MOST + 1)).max(1)) % others;
        end + u64::from(among_equals && end >= node)
    }
}

pub(super) fn count(world: &World) -> u64 {
    FAMILIES.iter().map(|family| family.count(world)).sum()
}

pub(super) fn record(world: &World, index: u64, json: &mut Json) {
    let mut place = index;
    for (number, family) in FAMILIES.iter().enumerate() {
        match place.checked_sub(family.count(world)) {
            Some(left) => place = left,
            None => return write(world, number, family, place, json),
        }
    }
}

fn write(world: &World, number: usize, family: &Family, place: u64, json: &mut Json) {
    let (node, which) = family.begin(place);
    let end = family.end(number, world, node, which);
    let forward = (family.from, node, family.name);
    let backward = (family.to, end, family.inverse);
    let (from, to) = if place % 5 == 4 { (backward, forward) } else { (forward, backward) };
    json.braces(|j| {
        j.text("source", |j| world.id(from.0, from.1, j));
        j.str("sourceType", from.0.name());
        j.text("target", |j| world.id(to.0, to.1, j));
        j.str("targetType", to.0.name());
        j.object("relType", |j| {
            j.str("name", from.2);
            j.str("type", family.kind);
        });
        j.object("provenance", |j| {
            let mined = place % 3 == 1;
            j.str("provenance", if mined { "Inferred by OpenAIRE" } else { "Harvested" });
            j.str("trust", if mined { "0.85" } else { "0.9" });
        });
        j.flag("validated", place % 7 == 3);
        match place % 7 {
            3 => j.str("validationDate", "2021-05-28"),
            4 => j.null("validationDate"),
            _ => {}
        }
    });
}
