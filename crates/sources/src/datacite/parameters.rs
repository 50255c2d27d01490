//! The parameters of lists that select records: <https://support.datacite.org/docs/api-queries>. As data.

use serapeum_model::{Condition, Entity, Field};

use super::{clients, dois, providers};

/// A parameter that selects records.
#[derive(Debug)]
pub(super) struct Parameter {
    /// The name with dashes.
    pub(super) name: &'static str,
    /// What it asks.
    pub(super) rule: Rule,
    /// Whether it is one of those of which a record has to meet only one.
    pub(super) united: bool,
}

/// What a parameter does with its value.
#[derive(Debug)]
pub(super) enum Rule {
    /// One of the values between commas.
    OneOf(Field),
    /// The value as a whole.
    Is(Field),
    /// From the smallest to the largest of the years between commas.
    Years(Field),
    /// At least this number.
    AtLeast(Field),
    /// Any value asks for records that meet the condition.
    Flag(Condition),
    /// A prefix of the identifier, up to its slash.
    Prefix,
    /// An id of a general type.
    ResourceType,
    /// The number at the end of the schema's name.
    SchemaVersion,
    /// The id of a field of science.
    FieldOfScience,
    /// A ROR id of an affiliation.
    Affiliation,
    /// A Crossref funder id.
    Funder,
    /// An ORCID iD of a creator.
    Creator,
    /// Changes nothing in what a data file holds.
    Idle,
    /// Callers without an account are shown findable records, whatever they ask for.
    Findable,
    /// Ignored by the API; how to ask instead.
    Ignored(&'static str),
    /// Cannot be told from a data file: why.
    Absent(&'static str),
}

const CLIENT: &str = "it is a property of clients, which records name by id only; use client-id";
const LANDING: &str = "what the service found on landing pages is not in the data file";
const REGISTRY: &str = "it needs the ROR registry, which is not in the data file";
const SCHEME: &str = "creators.nameIdentifiers.nameIdentifierScheme";
const ORGANIZATIONS: &[Condition] = &[
    Condition::Text(SCHEME, "ROR"),
    Condition::Text("contributors.nameIdentifiers.nameIdentifierScheme", "ROR"),
];
const AFFILIATIONS: &[Condition] = &[
    Condition::Text("creators.affiliation.affiliationIdentifierScheme", "ROR"),
    Condition::Text("contributors.affiliation.affiliationIdentifierScheme", "ROR"),
];

const fn plain(name: &'static str, rule: Rule) -> Parameter {
    Parameter { name, rule, united: false }
}

const fn united(name: &'static str, rule: Rule) -> Parameter {
    Parameter { name, rule, united: true }
}

/// Of DOIs.
const DOIS: &[Parameter] = &[
    plain("prefix", Rule::Prefix),
    united("client-id", Rule::OneOf(dois::CLIENT)),
    united("provider-id", Rule::OneOf(dois::PROVIDER)),
    united("has-organization", Rule::Flag(Condition::Any(ORGANIZATIONS))),
    united("has-affiliation", Rule::Flag(Condition::Any(AFFILIATIONS))),
    united(
        "has-funder",
        Rule::Flag(Condition::Text("fundingReferences.funderIdentifierType", "Crossref Funder ID")),
    ),
    united("affiliation-id", Rule::Affiliation),
    united("funder-id", Rule::Funder),
    plain("has-person", Rule::Flag(Condition::Text(SCHEME, "ORCID"))),
    plain("user-id", Rule::Creator),
    plain("resource-type-id", Rule::ResourceType),
    plain("resource-type", Rule::OneOf(dois::RESOURCE_TYPE)),
    plain("created", Rule::Years(dois::CREATED_YEAR)),
    plain("registered", Rule::Years(dois::REGISTERED_YEAR)),
    plain("published", Rule::Years(dois::PUBLICATION_YEAR)),
    plain("schema-version", Rule::SchemaVersion),
    plain("subject", Rule::OneOf(dois::SUBJECT)),
    plain("field-of-science", Rule::FieldOfScience),
    plain("license", Rule::OneOf(dois::LICENSE)),
    plain("has-references", Rule::AtLeast(dois::REFERENCES)),
    plain("has-citations", Rule::AtLeast(dois::CITATIONS)),
    plain("has-parts", Rule::AtLeast(dois::PARTS)),
    plain("has-part-of", Rule::AtLeast(dois::PART_OF)),
    plain("has-versions", Rule::AtLeast(dois::VERSIONS)),
    plain("has-version-of", Rule::AtLeast(dois::VERSION_OF)),
    plain("has-views", Rule::AtLeast(dois::VIEWS)),
    plain("has-downloads", Rule::AtLeast(dois::DOWNLOADS)),
    plain("source", Rule::Is(dois::SOURCE)),
    plain("state", Rule::Findable),
    plain("include-other-registration-agencies", Rule::Idle),
    plain("consortium-id", Rule::Absent("records do not name consortia; use provider-id")),
    plain("client-type", Rule::Absent(CLIENT)),
    plain("certificate", Rule::Absent(CLIENT)),
    plain("re3data-id", Rule::Absent(CLIENT)),
    plain("opendoar-id", Rule::Absent(CLIENT)),
    plain("funded-by", Rule::Absent(REGISTRY)),
    plain("include-funder-child-organizations", Rule::Absent(REGISTRY)),
    plain("affiliation-country", Rule::Absent(REGISTRY)),
    plain("enriched", Rule::Absent("enrichments are not in the data file")),
    plain("link-check-status", Rule::Absent(LANDING)),
    plain("link-check-has-schema-org", Rule::Absent(LANDING)),
    plain("link-check-body-has-pid", Rule::Absent(LANDING)),
    plain("link-check-found-schema-org-id", Rule::Absent(LANDING)),
    plain("link-check-dc-identifier", Rule::Absent(LANDING)),
    plain("link-check-citation-doi", Rule::Absent(LANDING)),
    plain("link-check-redirect-count-gte", Rule::Absent(LANDING)),
    plain("language", Rule::Ignored("use query=language:en")),
    plain("agency", Rule::Ignored("use query=agency:datacite")),
    plain("uid", Rule::Ignored("use query=uid:10.x/y")),
    plain("person-id", Rule::Ignored("use user-id")),
    plain("organization-id", Rule::Ignored("use query=organization_id:")),
    plain("member-id", Rule::Ignored("use provider-id")),
    plain("pid-entity", Rule::Ignored("use resource-type-id")),
    plain("field-of-science-repository", Rule::Ignored("use field-of-science")),
    plain("field-of-science-combined", Rule::Ignored("use field-of-science")),
    plain("link-checked", Rule::Ignored(LANDING)),
    plain("has-member", Rule::Ignored("use provider-id")),
    plain("sample-size", Rule::Ignored("use sample with sample-group")),
];

/// Of clients.
const CLIENTS: &[Parameter] = &[
    plain("provider-id", Rule::OneOf(clients::PROVIDER)),
    plain("consortium-id", Rule::Is(clients::CONSORTIUM)),
    plain("client-type", Rule::Is(clients::CLIENT_TYPE)),
    plain("repository-type", Rule::OneOf(clients::REPOSITORY_TYPE)),
    plain("certificate", Rule::OneOf(clients::CERTIFICATE)),
    plain("software", Rule::OneOf(clients::SOFTWARE)),
    plain("re3data-id", Rule::Is(clients::RE3DATA)),
    plain("opendoar-id", Rule::Is(clients::OPENDOAR)),
    plain("year", Rule::Years(clients::YEAR)),
    plain("from-date", Rule::Absent("it is counted from records that are not in the lists")),
    plain("until-date", Rule::Absent("it is counted from records that are not in the lists")),
];

/// Of providers.
const PROVIDERS: &[Parameter] = &[
    plain("consortium-id", Rule::Is(providers::CONSORTIUM)),
    plain("region", Rule::OneOf(providers::REGION)),
    plain("country", Rule::OneOf(providers::COUNTRY)),
    plain("member-type", Rule::OneOf(providers::MEMBER_TYPE)),
    plain("organization-type", Rule::OneOf(providers::ORGANIZATION_TYPE)),
    plain("focus-area", Rule::OneOf(providers::FOCUS_AREA)),
    plain("year", Rule::Years(providers::YEAR)),
    plain("from-date", Rule::Absent("it is counted from records that are not in the lists")),
    plain("until-date", Rule::Absent("it is counted from records that are not in the lists")),
];

/// Parameters of lists that do not select records.
pub(super) const OTHERS: &[&str] = &[
    "query",
    "id",
    "ids",
    "sort",
    "page[size]",
    "page[number]",
    "page[cursor]",
    "page[scroll]",
    "scroll-id",
    "include",
    "detail",
    "affiliation",
    "publisher",
    "composite",
    "facets",
    "disable-facets",
    "random",
    "sample",
    "sample-group",
    "fields[dois]",
    "mailto",
];

/// The parameters that select records of an entity.
pub(super) fn of(entity: &Entity) -> &'static [Parameter] {
    match entity.name {
        "clients" => CLIENTS,
        "providers" => PROVIDERS,
        _ => DOIS,
    }
}

/// Whether the API reads a parameter of lists.
pub(super) fn is_known(entity: &Entity, name: &str) -> bool {
    OTHERS.contains(&name) || of(entity).iter().any(|known| known.name == name)
}

/// Every name, to look for the nearest one.
pub(super) fn names(entity: &Entity) -> Vec<&'static str> {
    let selecting = of(entity).iter().map(|known| known.name);
    selecting.chain(OTHERS.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_every_parameter_and_facet() {
        let document = include_str!("../../../../docs/datacite.md");
        let told = |name: &str| document.contains(&format!("`{name}`"));
        for parameter in DOIS.iter().chain(CLIENTS).chain(PROVIDERS).map(|known| known.name) {
            assert!(told(parameter), "{parameter}");
        }
        for facet in super::super::facets::of(&dois::ENTITY) {
            assert!(told(facet.name), "{}", facet.name);
        }
    }
}
