//! How many nodes of each kind there are, and the ids by which records and relations name them.

use crate::cast::Cast;
use crate::identifiers;
use crate::json::Json;
use crate::rng::{Rng, mix};

/// Aspects of records; each has its own stream of random numbers.
#[derive(Clone, Copy, Debug)]
#[repr(u64)]
pub(super) enum Stream {
    Facts = 400,
    Text,
    Authors,
    Subjects,
    Instances,
    Indicators,
    Datasource,
    Project,
    Organization,
    Relation,
}

/// The four kinds of research products, each with a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Publication,
    Dataset,
    Software,
    Other,
}

impl Kind {
    pub(super) const ALL: [Self; 4] =
        [Self::Publication, Self::Dataset, Self::Software, Self::Other];

    pub(super) fn name(self) -> &'static str {
        ["publication", "dataset", "software", "other"][self as usize]
    }

    /// Per mille of the products up to and with this kind.
    fn up_to(self) -> u64 {
        [560, 830, 890, 1000][self as usize]
    }
}

/// What a relation leads from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Product,
    Organization,
    Datasource,
    Project,
    Community,
}

impl Node {
    pub(super) fn name(self) -> &'static str {
        ["product", "organization", "datasource", "project", "community"][self as usize]
    }
}

/// Communities and infrastructures: acronym, name, kind.
pub(super) const COMMUNITIES: [(&str, &str, &str); 6] = [
    ("covid-19", "Corona Virus Disease", "Research Community"),
    ("dh-ch", "Digital Humanities and Cultural Heritage", "Research Community"),
    ("mes", "European Marine Science", "Research Community"),
    ("ni", "Neuroinformatics", "Research Community"),
    ("egi", "EGI Federation", "Research Infrastructure"),
    ("clarin", "CLARIN", "Research Infrastructure"),
];

pub(super) struct World {
    pub(super) cast: Cast,
    pub(super) products: u64,
    pub(super) projects: u64,
    pub(super) datasources: u64,
}

impl World {
    pub(super) fn new(seed: u64, products: u64) -> Self {
        let cast = Cast::new(seed, products);
        let root = (products as f64).sqrt();
        Self {
            products,
            projects: ((2.2 * root) as u64).clamp(12, 1 << 20),
            datasources: cast.journals + cast.organizations / 2,
            cast,
        }
    }

    pub(super) fn rng(&self, stream: Stream, index: u64) -> Rng {
        Rng::of(self.cast.seed, stream as u64, index)
    }

    /// The products are numbered through, one kind after the other.
    pub(super) fn first(&self, kind: Kind) -> u64 {
        match kind {
            Kind::Publication => 0,
            kind => self.end(Kind::ALL[kind as usize - 1]),
        }
    }

    fn end(&self, kind: Kind) -> u64 {
        (u128::from(self.products) * u128::from(kind.up_to())).div_ceil(1000) as u64
    }

    pub(super) fn count(&self, kind: Kind) -> u64 {
        self.end(kind) - self.first(kind)
    }

    pub(super) fn nodes(&self, node: Node) -> u64 {
        match node {
            Node::Product => self.products,
            Node::Organization => self.cast.organizations,
            Node::Datasource => self.datasources,
            Node::Project => self.projects,
            Node::Community => COMMUNITIES.len() as u64,
        }
    }

    /// `doi_dedup___::67742ab8b9855fe0c02663de1b7a1546`: twelve characters of who assigned it and a hash.
    pub(super) fn id(&self, node: Node, index: u64, json: &mut Json) {
        json.raw(match node {
            Node::Product => {
                ["doi_dedup___", "doi_________", "doi_dedup___", "pmid_dedup__", "r37980778c78"]
                    [index as usize % 5]
            }
            Node::Organization if is_pending(index) => "pending_org_",
            Node::Organization => "openorgs____",
            Node::Datasource => super::datasource::registry(index),
            Node::Project => super::project::funding(index).prefix,
            Node::Community => "context_____",
        });
        json.raw("::");
        self.hash(node, index, json);
    }

    pub(super) fn hash(&self, node: Node, index: u64, json: &mut Json) {
        identifiers::hash(json, mix(self.cast.seed ^ (node as u64 + 1) << 56) ^ index);
    }
}

/// Organizations that nobody has curated yet; they have no identifiers.
pub(super) fn is_pending(organization: u64) -> bool {
    organization % 5 == 4
}
