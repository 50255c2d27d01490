//! The versions of the API that are answered, and the names that only some of them know.

/// A version of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// The first, whose paths may leave it out.
    First,
    /// The third.
    Third,
    /// None is named: paths and parameters of both are known.
    Any,
}

/// How a collection is called.
pub(super) struct Collection {
    pub(super) entity: &'static str,
    /// In the first version, then in the third where that differs.
    names: &'static [&'static str],
}

/// The collections that have a resource.
pub(super) static COLLECTIONS: [Collection; 4] = [
    Collection { entity: "researchProducts", names: &["researchProducts", "research-products"] },
    Collection { entity: "organizations", names: &["organizations"] },
    Collection { entity: "dataSources", names: &["dataSources", "datasources"] },
    Collection { entity: "projects", names: &["projects"] },
];

impl Collection {
    /// The names that a version knows.
    pub(super) fn names(&self, version: Version) -> &'static [&'static str] {
        match version {
            Version::Any => self.names,
            Version::First => &self.names[..1],
            Version::Third => &self.names[self.names.len() - 1..],
        }
    }
}

/// Parameters that the third version has dropped.
const FIRST_ONLY: &[(&str, &[&str])] = &[
    ("researchProducts", &["authorOrcid", "bestOpenAccessRightLabel", "sdg"]),
    ("projects", &["grantID"]),
];

/// Parameters that the third version has added.
const THIRD_ONLY: &[(&str, &[&str])] = &[
    (
        "researchProducts",
        &[
            "publicationYear",
            "fromPublicationYear",
            "toPublicationYear",
            "excludePubDateRange",
            "language",
            "authorId",
            "accessRightLabel",
            "sdgLabel",
            "hasLicense",
            "eoscIfGuidelines",
            "relOrganization",
            "relCommunityName",
            "subCommunity",
            "relProject",
            "relFunder",
            "relFundingLevel0Id",
            "relFundingLevel1Id",
            "relFundingLevel2Id",
            "relHostingDataSource",
            "source",
            "includeStats",
        ],
    ),
    (
        "dataSources",
        &[
            "collectedFromName",
            "country",
            "thematic",
            "jurisdiction",
            "eoscdatasourcetype",
            "odLanguages",
            "compatibilityId",
            "compatibilityName",
        ],
    ),
    (
        "projects",
        &[
            "startYear",
            "endYear",
            "activeYear",
            "fromStartYear",
            "toStartYear",
            "fromEndYear",
            "toEndYear",
            "country",
            "funder",
            "fundinglevel0Id",
            "fundinglevel1Id",
            "fundinglevel2Id",
            "projectOAMandatePublications",
        ],
    ),
];

impl Version {
    /// Whether the version knows a parameter of an entity.
    pub(super) fn knows(self, entity: &str, name: &str) -> bool {
        let unknown = match self {
            Version::First => THIRD_ONLY,
            Version::Third => FIRST_ONLY,
            Version::Any => return true,
        };
        !unknown.iter().any(|(of, names)| *of == entity && names.contains(&name))
    }
}
