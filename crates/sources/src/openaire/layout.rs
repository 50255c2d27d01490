//! How the graph is published: <https://graph.openaire.eu/docs/downloads/full-graph>. Archives named by what they
//! hold, each with a folder of parts, one record a line; four folders are research products.

use serapeum_model::{End, Feed, Framing, Join, Layout};

/// Dumps of the whole graph, of the beginner's kit and of communities alike.
pub static LAYOUT: Layout = Layout {
    folders: &["{entity}"],
    renamed: &[
        ("publication", "researchProducts"),
        ("dataset", "researchProducts"),
        ("software", "researchProducts"),
        ("otherresearchproduct", "researchProducts"),
        ("organization", "organizations"),
        ("datasource", "dataSources"),
        ("project", "projects"),
        ("communities_infrastructures", "communities"),
    ],
    endings: &[".json.gz", ".txt.gz", ".gz", ".json"],
    framing: Framing::Lines,
    manifests: &[],
    joins: &[Join {
        folder: "relation",
        source: "source.id|source",
        source_type: "source.type|sourceType",
        target: "target.id|target",
        target_type: "target.type|targetType",
        name: "reltype.name|relType.name",
        types: &[
            ("product", PRODUCTS),
            ("result", PRODUCTS),
            ("organization", ORGANIZATIONS),
            ("datasource", DATA_SOURCES),
            ("project", PROJECTS),
            ("community", COMMUNITIES),
            ("context", COMMUNITIES),
        ],
        feeds: FEEDS,
    }],
    deletions: &[],
};

const PRODUCTS: &str = "researchProducts";
const ORGANIZATIONS: &str = "organizations";
const DATA_SOURCES: &str = "dataSources";
const PROJECTS: &str = "projects";
const COMMUNITIES: &str = "communities";

/// A relation with its name in both directions, and the entities that it leads from and to.
struct Relation {
    name: &'static str,
    inverse: &'static str,
    from: &'static str,
    to: &'static str,
}

const AFFILIATION: Relation = Relation {
    name: "hasAuthorInstitution",
    inverse: "isAuthorInstitutionOf",
    from: PRODUCTS,
    to: ORGANIZATIONS,
};
const OUTCOME: Relation =
    Relation { name: "isProducedBy", inverse: "produces", from: PRODUCTS, to: PROJECTS };
const HOSTING: Relation =
    Relation { name: "isHostedBy", inverse: "hosts", from: PRODUCTS, to: DATA_SOURCES };
const PARTICIPATION: Relation = Relation {
    name: "hasParticipant",
    inverse: "isParticipant",
    from: PROJECTS,
    to: ORGANIZATIONS,
};

const fn provision(from: &'static str, to: &'static str) -> Relation {
    Relation { name: "isProvidedBy", inverse: "provides", from, to }
}

const fn community(from: &'static str) -> Relation {
    Relation { name: "IsRelatedTo", inverse: "IsRelatedTo", from, to: COMMUNITIES }
}

impl Relation {
    /// The records that the relation leads from have values of those that it leads to.
    const fn feeds(self, column: &'static str, value: Option<&'static str>) -> Feed {
        Feed {
            name: self.name,
            inverse: self.inverse,
            owner: (self.from, End::Source),
            other: self.to,
            column,
            value,
        }
    }
}

/// What each column of other records is filled with.
const FEEDS: &[Feed] = &[
    AFFILIATION.feeds("organizations.id", None),
    AFFILIATION.feeds("organizations.legalName", Some("legalName")),
    AFFILIATION.feeds("organizations.acronym", Some("legalShortName")),
    AFFILIATION.feeds("organizations.ror", Some("pids.ror")),
    AFFILIATION.feeds("organizations.country.code", Some("country.code")),
    OUTCOME.feeds("projects.id", None),
    OUTCOME.feeds("projects.code", Some("code")),
    OUTCOME.feeds("projects.title", Some("title")),
    OUTCOME.feeds("projects.fundings.shortName", Some("fundings.shortName")),
    OUTCOME.feeds("projects.funder", Some("fundings.name")),
    OUTCOME.feeds("projects.fundings.fundingStream.id", Some("fundings.fundingStream.id")),
    HOSTING.feeds("instances.hostedBy.key", None),
    HOSTING.feeds("instances.hostedBy.value", Some("officialName")),
    provision(PRODUCTS, DATA_SOURCES).feeds("collectedFrom.key", None),
    provision(PRODUCTS, DATA_SOURCES).feeds("collectedFrom.value", Some("officialName")),
    provision(ORGANIZATIONS, DATA_SOURCES).feeds("collectedFrom.key", None),
    provision(PROJECTS, DATA_SOURCES).feeds("collectedFrom.key", None),
    provision(DATA_SOURCES, DATA_SOURCES).feeds("collectedFrom.key", None),
    provision(DATA_SOURCES, DATA_SOURCES).feeds("collectedFrom.value", Some("officialName")),
    provision(DATA_SOURCES, ORGANIZATIONS).feeds("organizations.id", None),
    PARTICIPATION.feeds("organizations.id", None),
    PARTICIPATION.feeds("organizations.legalName", Some("legalName")),
    PARTICIPATION.feeds("organizations.legalShortName", Some("legalShortName")),
    PARTICIPATION.feeds("organizations.country.code", Some("country.code")),
    community(PRODUCTS).feeds("communities.code", Some("acronym")),
    community(PRODUCTS).feeds("communities.label", Some("name")),
    community(ORGANIZATIONS).feeds("communities.code", Some("acronym")),
    community(DATA_SOURCES).feeds("communities.code", Some("acronym")),
    community(PROJECTS).feeds("communities.code", Some("acronym")),
];
