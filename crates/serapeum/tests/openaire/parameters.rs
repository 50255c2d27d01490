//! The parameters of each collection, and what they ask of a record.

use crate::record::Record;

/// What a parameter asks.
#[derive(Clone, Copy)]
pub(crate) enum Asks {
    /// A value at one of these places, as it is.
    Same(&'static [&'static str]),
    /// The same in any case.
    Folded(&'static [&'static str]),
    /// One of few values at a place.
    Choice(&'static str, &'static [&'static str]),
    /// A value that the record is computed to have.
    Computed(fn(&Record) -> Vec<String>),
    /// A truth value: that of the record, which may have none.
    Truth(fn(&Record) -> Option<bool>),
    /// The lower or the upper end of a range over a date.
    From(&'static str),
    To(&'static str),
    /// Ends of a range over the year of a date.
    FromYear(&'static str),
    ToYear(&'static str),
    /// A year from the start to the end.
    Active,
}

/// A parameter of a collection.
pub(crate) struct Parameter {
    pub(crate) name: &'static str,
    /// The version that knows it; 0 is both.
    pub(crate) version: u8,
    pub(crate) asks: Asks,
}

const fn both(name: &'static str, asks: Asks) -> Parameter {
    Parameter { name, version: 0, asks }
}

const fn one(version: u8, name: &'static str, asks: Asks) -> Parameter {
    Parameter { name, version, asks }
}

use Asks::{Active, Choice, Computed, Folded, From, FromYear, Same, To, ToYear, Truth};

const CLASSES: &[&str] = &["C1", "C2", "C3", "C4", "C5"];
const TYPES: &[&str] = &["publication", "dataset", "software", "other"];

fn member(record: &Record, name: &str) -> Option<bool> {
    record.json[name].as_bool()
}

fn any(has: bool) -> Option<bool> {
    Some(has)
}

/// The words of version 3 for stored labels.
pub(crate) const LABELS: [(&str, &str); 6] = [
    ("Open Access", "OPEN"),
    ("Closed Access", "CLOSED"),
    ("Restricted", "RESTRICTED"),
    ("Open Source", "OPEN SOURCE"),
    ("Embargo", "EMBARGO"),
    ("Unknown", "UNKNOWN"),
];

fn labels(record: &Record) -> Vec<String> {
    let stored = record.texts("bestAccessRight.label");
    LABELS
        .iter()
        .filter(|(_, label)| stored.iter().any(|s| s == label))
        .map(|(w, _)| (*w).to_owned())
        .collect()
}

fn goals(record: &Record) -> Vec<String> {
    record
        .subjects("SDG")
        .iter()
        .filter_map(|goal| goal.split_once('.').map(|(n, _)| n.to_owned()))
        .collect()
}

fn years(record: &Record, member: &str) -> Vec<String> {
    record.texts(member).iter().map(|date| date[..4].to_owned()).collect()
}

#[rustfmt::skip]
const PRODUCTS: &[Parameter] = &[
    both("id", Same(&["id"])), both("originalId", Same(&["originalIds"])),
    both("pid", Folded(&["pids.value", "instances.pids.value", "instances.alternateIdentifiers.value"])),
    both("type", Choice("type", TYPES)), both("publisher", Same(&["publisher"])),
    both("openAccessColor", Choice("openAccessColor", &["gold", "hybrid", "bronze"])),
    both("fromPublicationDate", From("publicationDate")), both("toPublicationDate", To("publicationDate")),
    one(3, "publicationYear", Computed(|r| years(r, "publicationDate"))),
    one(3, "fromPublicationYear", FromYear("publicationDate")), one(3, "toPublicationYear", ToYear("publicationDate")),
    both("subjects", Same(&["subjects.subject.value"])), both("fos", Computed(|r| r.subjects("FOS"))),
    one(1, "sdg", Computed(goals)), one(3, "sdgLabel", Computed(|r| r.subjects("SDG"))),
    both("countryCode", Folded(&["countries.code", "+country"])), one(3, "language", Same(&["language.code"])),
    one(1, "authorOrcid", Same(&["authors.pid.id.value"])), one(3, "authorId", Same(&["authors.pid.id.value"])),
    one(1, "bestOpenAccessRightLabel", Choice("bestAccessRight.label", &["OPEN SOURCE", "OPEN", "EMBARGO", "RESTRICTED", "CLOSED", "UNKNOWN"])),
    one(3, "accessRightLabel", Computed(labels)),
    both("influenceClass", Choice("indicators.citationImpact.influenceClass", CLASSES)),
    both("impulseClass", Choice("indicators.citationImpact.impulseClass", CLASSES)),
    both("popularityClass", Choice("indicators.citationImpact.popularityClass", CLASSES)),
    both("citationCountClass", Choice("indicators.citationImpact.citationClass", CLASSES)),
    both("instanceType", Same(&["instances.type"])),
    both("isPeerReviewed", Truth(|r| any(r.texts("instances.refereed").iter().any(|word| word == "peerReviewed")))),
    both("isInDiamondJournal", Truth(|r| member(r, "isInDiamondJournal"))), both("isGreen", Truth(|r| member(r, "isGreen"))),
    both("isPubliclyFunded", Truth(|r| member(r, "publiclyFunded"))),
    one(3, "hasLicense", Truth(|r| any(!r.texts("instances.license").is_empty()))),
    both("relOrganizationId", Same(&["organizations.id", "+organization.id"])),
    both("rorId", Folded(&["+ror"])),
    one(3, "relOrganization", Same(&["organizations.legalName", "organizations.acronym", "+organization.name"])),
    both("relCommunityId", Same(&["communities.code", "+community.code"])),
    one(3, "relCommunityName", Same(&["communities.label", "+community.label"])),
    both("relProjectId", Same(&["projects.id", "+project.id"])), both("relProjectCode", Same(&["projects.code", "+project.code"])),
    one(3, "relProject", Same(&["projects.title", "+project.title"])),
    both("hasProjectRel", Truth(|r| any(!r.all(&["projects.id", "+project.id"]).is_empty()))),
    both("relProjectFundingShortName", Same(&["projects.fundings.shortName", "+funding.shortName"])),
    one(3, "relFunder", Same(&["projects.funder", "+funding.name"])),
    both("relProjectFundingStreamId", Same(&["+funding.stream"])),
    both("relHostingDataSourceId", Same(&["instances.hostedBy.key", "+host.key"])),
    one(3, "relHostingDataSource", Same(&["instances.hostedBy.value", "+host.name"])),
    both("relCollectedFromDatasourceId", Same(&["collectedFrom.key", "instances.collectedFrom.key", "+provider"])),
    one(3, "source", Same(&["collectedFrom.value", "instances.collectedFrom.value", "+provider.name"])),
];

const ORGANIZATIONS: &[Parameter] = &[
    both("id", Same(&["id"])),
    both("pid", Folded(&["pids.value"])),
    both("countryCode", Folded(&["country.code"])),
    both("relCommunityId", Same(&["+community.code"])),
    both("relCollectedFromDatasourceId", Same(&["+provider"])),
];

const SOURCES: &[Parameter] = &[
    both("id", Same(&["id"])),
    both("pid", Folded(&["pids.value"])),
    both("subjects", Same(&["subjects"])),
    both("contentTypes", Same(&["contentTypes"])),
    both("dataSourceTypeName", Same(&["type.value"])),
    both("relOrganizationId", Same(&["+organization.id"])),
    both("relCommunityId", Same(&["+community.code"])),
    both("relCollectedFromDatasourceId", Same(&["+provider"])),
    one(3, "collectedFromName", Same(&["collectedFrom.value", "+provider.name"])),
    one(3, "compatibilityName", Same(&["openaireCompatibility"])),
];

#[rustfmt::skip]
const PROJECTS: &[Parameter] = &[
    both("id", Same(&["id"])), both("code", Same(&["code"])), one(1, "grantID", Same(&["code"])),
    both("acronym", Same(&["acronym"])), both("callIdentifier", Same(&["callIdentifier"])),
    both("fundingShortName", Same(&["fundings.shortName"])), both("fundingStreamId", Same(&["fundings.fundingStream.id"])),
    both("fromStartDate", From("startDate")), both("toStartDate", To("startDate")),
    both("fromEndDate", From("endDate")), both("toEndDate", To("endDate")),
    one(3, "startYear", Computed(|r| years(r, "startDate"))), one(3, "endYear", Computed(|r| years(r, "endDate"))),
    one(3, "activeYear", Active),
    one(3, "fromStartYear", FromYear("startDate")), one(3, "toStartYear", ToYear("startDate")),
    one(3, "fromEndYear", FromYear("endDate")), one(3, "toEndYear", ToYear("endDate")),
    one(3, "projectOAMandatePublications", Truth(|r| member(r, "openAccessMandateForPublications"))),
    both("relOrganizationName", Same(&["+organization.name"])),
    both("relOrganizationId", Same(&["+organization.id"])), both("relOrganizationCountryCode", Folded(&["+country"])),
    both("relCommunityId", Same(&["+community.code"])), both("relCollectedFromDatasourceId", Same(&["+provider"])),
];

/// A collection of the API.
pub(crate) struct Collection {
    /// Its name in versions 1 and 3.
    pub(crate) names: [&'static str; 2],
    pub(crate) parameters: &'static [Parameter],
    /// What `sortBy` takes, and where it stands.
    pub(crate) orders: &'static [(&'static str, &'static str)],
}

pub(crate) const COLLECTIONS: [Collection; 4] = [
    Collection {
        names: ["researchProducts", "research-products"],
        parameters: PRODUCTS,
        orders: &[
            ("publicationDate", "publicationDate"),
            ("dateOfCollection", "dateOfCollection"),
            ("influence", "indicators.citationImpact.influence"),
            ("popularity", "indicators.citationImpact.popularity"),
            ("citationCount", "indicators.citationImpact.citationCount"),
            ("impulse", "indicators.citationImpact.impulse"),
        ],
    },
    Collection {
        names: ["organizations", "organizations"],
        parameters: ORGANIZATIONS,
        orders: &[],
    },
    Collection { names: ["dataSources", "datasources"], parameters: SOURCES, orders: &[] },
    Collection {
        names: ["projects", "projects"],
        parameters: PROJECTS,
        orders: &[("startDate", "startDate"), ("endDate", "endDate")],
    },
];

/// The values that a condition of words is about.
pub(crate) fn has(asks: Asks, record: &Record) -> Vec<String> {
    match asks {
        Same(paths) => record.all(paths),
        Folded(paths) => record.all(paths).iter().map(|value| value.to_lowercase()).collect(),
        Choice(path, _) => record.texts(path),
        Computed(values) => values(record),
        Active => match (record.texts("startDate").first(), record.texts("endDate").first()) {
            (Some(from), Some(to)) => {
                let year = |date: &str| date[..4].parse::<i32>().unwrap();
                (year(from)..=year(to)).map(|year| year.to_string()).collect()
            }
            _ => Vec::new(),
        },
        Truth(_) | From(_) | To(_) | FromYear(_) | ToYear(_) => Vec::new(),
    }
}
