//! Domains, fields and subfields: the levels above the topics, as records of their own.

use super::impact::Impact;
use super::stamp::Stamp;
use super::subfields::{DOMAINS, FIELDS, SUBFIELDS, Subfield};
use super::topic::Topic;
use super::world::World;
use crate::json::Json;

/// A node above the topics.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Node {
    Domain(u64),
    Field(u64),
    Subfield(Subfield),
}

/// How many of a hundred works have a topic.
const PER_HUNDRED: u64 = 56;
/// The number of the first field.
const FIRST_FIELD: u64 = 11;

impl Node {
    fn level(self) -> &'static str {
        match self {
            Node::Domain(_) => "domain",
            Node::Field(_) => "field",
            Node::Subfield(_) => "subfield",
        }
    }

    fn number(self) -> u64 {
        match self {
            Node::Domain(number) | Node::Field(number) => number,
            Node::Subfield(subfield) => subfield.id,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Node::Domain(number) => DOMAINS[number as usize - 1],
            Node::Field(number) => FIELDS[(number - FIRST_FIELD) as usize].0,
            Node::Subfield(subfield) => subfield.name,
        }
    }

    fn parent(self) -> Option<Node> {
        match self {
            Node::Domain(_) => None,
            Node::Field(number) => Some(Node::Domain(FIELDS[(number - FIRST_FIELD) as usize].1)),
            Node::Subfield(subfield) => Some(Node::Field(subfield.field())),
        }
    }

    /// The nodes of the same level.
    fn level_nodes(self) -> Vec<Node> {
        match self {
            Node::Domain(_) => (1..=DOMAINS.len() as u64).map(Node::Domain).collect(),
            Node::Field(_) => fields().collect(),
            Node::Subfield(_) => SUBFIELDS.iter().copied().map(Node::Subfield).collect(),
        }
    }

    fn address(self, json: &mut Json) {
        json.raw("https://openalex.org/");
        json.raw(self.level());
        json.raw("s/");
        json.digits(self.number());
    }

    /// `id` and `display_name`.
    fn name_fields(self, json: &mut Json) {
        json.text("id", |j| self.address(j));
        json.str("display_name", self.name());
    }

    fn record(self, world: &World, index: u64, stamp: Stamp, json: &mut Json) {
        let nodes = self.level_nodes();
        // Lower-case letters: upper-case ones stand for ids.
        let kind = match self {
            Node::Domain(_) => 'd',
            Node::Field(_) => 'f',
            Node::Subfield(_) => 'b',
        };
        json.braces(|j| {
            self.name_fields(j);
            j.text("description", |j| {
                j.raw(self.level());
                j.raw(" of research: ");
                j.raw(self.name());
            });
            j.object("ids", |j| {
                j.text("openalex", |j| self.address(j));
                j.text("wikidata", |j| {
                    j.raw("https://www.wikidata.org/entity/Q");
                    j.digits(world.wikidata(6, self.number()));
                });
                j.null("wikipedia");
            });
            j.empty("display_name_alternatives");
            let above = std::iter::successors(self.parent(), |node| node.parent());
            above.for_each(|node| j.object(node.level(), |j| node.name_fields(j)));
            self.children(world, j);
            j.array("siblings", |j| {
                let siblings = nodes.iter().filter(|n| n.parent() == self.parent() && **n != self);
                siblings.for_each(|node| j.element(|j| node.name_fields(j)));
            });
            Impact::of(world, kind, index, nodes.len() as u64, PER_HUNDRED).counts(j);
            j.text("works_api_url", |j| {
                j.raw("https://api.openalex.org/works?filter=primary_topic.");
                j.raw(self.level());
                j.raw(".id:");
                j.digits(self.number());
            });
            stamp.write(world, kind, index, 2024, j);
        });
    }

    fn children(self, world: &World, json: &mut Json) {
        let nodes: Vec<Node> = match self {
            Node::Domain(_) => fields().collect(),
            Node::Field(_) => SUBFIELDS.iter().copied().map(Node::Subfield).collect(),
            Node::Subfield(subfield) => {
                return json.array("topics", |j| {
                    Topic::all_in(world, subfield).for_each(|t| j.element(|j| t.name_fields(j)));
                });
            }
        };
        let key = if matches!(self, Node::Domain(_)) { "fields" } else { "subfields" };
        json.array(key, |j| {
            let own = nodes.iter().filter(|node| node.parent() == Some(self));
            own.for_each(|node| j.element(|j| node.name_fields(j)));
        });
    }
}

fn fields() -> impl Iterator<Item = Node> {
    (FIRST_FIELD..).map(Node::Field).take(FIELDS.len())
}

pub(crate) fn domain_record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    Node::Domain(index + 1).record(world, index, stamp, json);
}

pub(crate) fn field_record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    Node::Field(FIRST_FIELD + index).record(world, index, stamp, json);
}

pub(crate) fn subfield_record(world: &World, index: u64, stamp: Stamp, json: &mut Json) {
    Node::Subfield(SUBFIELDS[index as usize]).record(world, index, stamp, json);
}
