//! The fields of the service's index, and the columns that hold them. As data.

use serapeum_model::{Analysis, Entity, Field, Kind, Predicate, TextField};

use super::super::{clients, dois as d, providers};

/// What a query field is here.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target {
    /// The same as a column.
    Column(Field),
    /// The values of several columns, each behind this beginning, which the columns do not have.
    Columns(&'static str, &'static [Field]),
    /// Analysed texts, and the columns that tell whether there are any.
    Text(&'static [&'static str], &'static [Field]),
    /// Cannot be told from a data file: why.
    Absent(&'static str),
}

impl Target {
    /// One of these holds where there is a value; none can be told of what is absent.
    pub(super) fn exists(self) -> Vec<Predicate> {
        let told = |column: Field| match column.kind {
            Kind::Boolean => column.eq(true),
            _ => column.exists(),
        };
        match self {
            Target::Column(column) => vec![column.exists()],
            Target::Columns(_, columns) => columns.iter().map(|column| column.exists()).collect(),
            Target::Text(_, columns) => columns.iter().copied().map(told).collect(),
            Target::Absent(_) => Vec::new(),
        }
    }
}

use Target::{Absent, Column, Columns, Text};

const CLIENT: &str = "it is a property of the client or provider; use client_id or provider_id";

/// Of DOIs.
const DOIS: &[(&str, Target)] = &[
    ("uid", Column(d::ID)),
    ("doi", Column(d::ID)),
    ("id", Column(d::ID)),
    ("prefix", Column(d::PREFIX)),
    ("suffix", Column(d::SUFFIX)),
    ("url", Text(&["url"], &[d::URL])),
    ("url.keyword", Column(d::URL)),
    ("identifiers.identifier", Column(d::IDENTIFIER)),
    ("identifiers.identifierType", Column(d::IDENTIFIER_TYPE)),
    ("creators.name", Text(&["creators.name"], &[d::HAS_CREATOR])),
    ("creators.givenName", Text(&["creators.givenName"], &[d::HAS_CREATOR_GIVEN])),
    ("creators.familyName", Text(&["creators.familyName"], &[d::HAS_CREATOR_FAMILY])),
    ("creators.nameType", Column(d::CREATOR_TYPE)),
    ("creators.nameIdentifiers.nameIdentifier", Column(d::CREATOR_ID)),
    ("creators.nameIdentifiers.nameIdentifierScheme", Column(d::CREATOR_SCHEME)),
    (
        "creators.affiliation.name",
        Text(&["creators.affiliation.name"], &[d::CREATOR_AFFILIATION_NAME]),
    ),
    ("creators.affiliation.affiliationIdentifier", Column(d::CREATOR_AFFILIATION)),
    ("creators.affiliation.affiliationIdentifierScheme", Column(d::CREATOR_AFFILIATION_SCHEME)),
    ("contributors.name", Text(&["contributors.name"], &[d::HAS_CONTRIBUTOR])),
    ("contributors.givenName", Text(&["contributors.givenName"], &[d::HAS_CONTRIBUTOR_GIVEN])),
    ("contributors.familyName", Text(&["contributors.familyName"], &[d::HAS_CONTRIBUTOR_FAMILY])),
    ("contributors.nameType", Column(d::CONTRIBUTOR_TYPE)),
    ("contributors.contributorType", Column(d::CONTRIBUTOR_ROLE)),
    ("contributors.nameIdentifiers.nameIdentifier", Column(d::CONTRIBUTOR_ID)),
    ("contributors.nameIdentifiers.nameIdentifierScheme", Column(d::CONTRIBUTOR_SCHEME)),
    (
        "contributors.affiliation.name",
        Text(&["contributors.affiliation.name"], &[d::CONTRIBUTOR_AFFILIATION_NAME]),
    ),
    ("contributors.affiliation.affiliationIdentifier", Column(d::CONTRIBUTOR_AFFILIATION)),
    (
        "contributors.affiliation.affiliationIdentifierScheme",
        Column(d::CONTRIBUTOR_AFFILIATION_SCHEME),
    ),
    (
        "creators_and_contributors.name",
        Text(&["creators.name", "contributors.name"], &[d::HAS_CREATOR, d::HAS_CONTRIBUTOR]),
    ),
    (
        "creators_and_contributors.givenName",
        Text(
            &["creators.givenName", "contributors.givenName"],
            &[d::HAS_CREATOR_GIVEN, d::HAS_CONTRIBUTOR_GIVEN],
        ),
    ),
    (
        "creators_and_contributors.familyName",
        Text(
            &["creators.familyName", "contributors.familyName"],
            &[d::HAS_CREATOR_FAMILY, d::HAS_CONTRIBUTOR_FAMILY],
        ),
    ),
    ("creators_and_contributors.nameType", Columns("", &[d::CREATOR_TYPE, d::CONTRIBUTOR_TYPE])),
    ("creators_and_contributors.contributorType", Column(d::CONTRIBUTOR_ROLE)),
    (
        "creators_and_contributors.nameIdentifiers.nameIdentifier",
        Columns("", &[d::CREATOR_ID, d::CONTRIBUTOR_ID]),
    ),
    (
        "creators_and_contributors.nameIdentifiers.nameIdentifierScheme",
        Columns("", &[d::CREATOR_SCHEME, d::CONTRIBUTOR_SCHEME]),
    ),
    ("creators_and_contributors.affiliation.name", Column(d::AFFILIATION_NAME)),
    (
        "creators_and_contributors.affiliation.affiliationIdentifier",
        Columns("", &[d::CREATOR_AFFILIATION, d::CONTRIBUTOR_AFFILIATION]),
    ),
    (
        "creators_and_contributors.affiliation.affiliationIdentifierScheme",
        Columns("", &[d::CREATOR_AFFILIATION_SCHEME, d::CONTRIBUTOR_AFFILIATION_SCHEME]),
    ),
    ("creator_names", Text(&["creator_names"], &[d::HAS_CREATOR])),
    ("titles.title", Text(&["titles.title"], &[d::TITLE])),
    ("titles.title.keyword", Column(d::TITLE)),
    ("titles.titleType", Column(d::TITLE_TYPE)),
    ("titles.lang", Column(d::TITLE_LANG)),
    ("descriptions.description", Text(&["descriptions.description"], &[d::HAS_DESCRIPTION])),
    ("descriptions.descriptionType", Column(d::DESCRIPTION_TYPE)),
    ("descriptions.lang", Column(d::DESCRIPTION_LANG)),
    ("publisher", Text(&["publisher"], &[d::PUBLISHER])),
    ("publisher.keyword", Column(d::PUBLISHER)),
    ("publisher_obj.name", Text(&["publisher"], &[d::PUBLISHER])),
    ("publisher_obj.publisherIdentifier", Column(d::PUBLISHER_ID)),
    ("publisher_obj.publisherIdentifierScheme", Column(d::PUBLISHER_SCHEME)),
    ("publisher_obj.schemeUri", Column(d::PUBLISHER_SCHEME_URI)),
    ("publisher_obj.lang", Column(d::PUBLISHER_LANG)),
    ("publication_year", Column(d::PUBLICATION_YEAR)),
    ("types.resourceTypeGeneral", Column(d::GENERAL_TYPE)),
    ("types.resourceType", Column(d::RESOURCE_TYPE)),
    ("types.schemaOrg", Column(d::SCHEMA_ORG)),
    ("types.bibtex", Column(d::BIBTEX)),
    ("types.citeproc", Column(d::CITEPROC)),
    ("types.ris", Column(d::RIS)),
    ("resource_type_id", Absent("the parameter resource-type-id asks the same")),
    ("subjects.subject", Text(&["subjects.subject"], &[d::SUBJECT])),
    ("subjects.subject.keyword", Column(d::SUBJECT)),
    ("subjects.subjectScheme", Column(d::SUBJECT_SCHEME)),
    ("subjects.valueUri", Column(d::SUBJECT_URI)),
    ("subjects.classificationCode", Column(d::SUBJECT_CODE)),
    ("subjects.lang", Column(d::SUBJECT_LANG)),
    ("fields_of_science", Column(d::FIELD_OF_SCIENCE_NAME)),
    ("dates.date", Text(&["dates.date"], &[d::HAS_DATE])),
    ("dates.dateType", Column(d::DATE_TYPE)),
    ("dates.dateInformation", Column(d::DATE_INFORMATION)),
    ("related_identifiers.relatedIdentifier", Column(d::RELATED)),
    ("related_identifiers.relatedIdentifierType", Column(d::RELATED_KIND)),
    ("related_identifiers.relationType", Column(d::RELATION)),
    ("related_identifiers.resourceTypeGeneral", Column(d::RELATED_TYPE)),
    (
        "related_identifiers.relationTypeInformation",
        Text(&["related_identifiers.relationTypeInformation"], &[d::HAS_RELATION_INFORMATION]),
    ),
    ("related_items.titles.title", Text(&["related_items.titles.title"], &[d::HAS_ITEM_TITLE])),
    ("related_items.relatedItemType", Column(d::ITEM_TYPE)),
    ("related_items.relationType", Column(d::ITEM_RELATION)),
    ("related_items.volume", Column(d::ITEM_VOLUME)),
    ("related_items.issue", Column(d::ITEM_ISSUE)),
    ("related_items.number", Column(d::ITEM_NUMBER)),
    ("related_items.edition", Column(d::ITEM_EDITION)),
    ("related_items.publisher", Column(d::ITEM_PUBLISHER)),
    ("related_items.publicationYear", Column(d::ITEM_YEAR)),
    ("related_items.firstPage", Column(d::ITEM_FIRST_PAGE)),
    ("related_items.lastPage", Column(d::ITEM_LAST_PAGE)),
    ("related_items.relatedItemIdentifier.relatedItemIdentifier", Column(d::ITEM_ID)),
    ("related_items.relatedItemIdentifier.relatedItemIdentifierType", Column(d::ITEM_ID_TYPE)),
    ("rights_list.rightsIdentifier", Column(d::LICENSE)),
    ("rights_list.rights", Column(d::RIGHTS)),
    ("rights_list.rightsUri", Column(d::RIGHTS_URI)),
    (
        "funding_references.funderName",
        Text(&["funding_references.funderName"], &[d::HAS_FUNDER_NAME]),
    ),
    ("funding_references.funderIdentifier", Column(d::FUNDER_ID)),
    ("funding_references.funderIdentifierType", Column(d::FUNDER_SCHEME)),
    ("funding_references.awardNumber", Column(d::AWARD_NUMBER)),
    ("funding_references.awardUri", Column(d::AWARD_URI)),
    ("funding_references.awardTitle", Column(d::AWARD_TITLE)),
    ("geo_locations.geoLocationPlace", Column(d::PLACE)),
    ("geo_locations.geoLocationPoint.pointLatitude", Column(d::LATITUDE)),
    ("geo_locations.geoLocationPoint.pointLongitude", Column(d::LONGITUDE)),
    ("geo_locations.geoLocationBox.westBoundLongitude", Column(d::WEST)),
    ("geo_locations.geoLocationBox.eastBoundLongitude", Column(d::EAST)),
    ("geo_locations.geoLocationBox.southBoundLatitude", Column(d::SOUTH)),
    ("geo_locations.geoLocationBox.northBoundLatitude", Column(d::NORTH)),
    ("container.title", Column(d::CONTAINER_TITLE)),
    ("container.identifier", Column(d::CONTAINER_ID)),
    ("container.type", Column(d::CONTAINER_TYPE)),
    ("container.volume", Column(d::VOLUME)),
    ("container.issue", Column(d::ISSUE)),
    ("container.firstPage", Column(d::FIRST_PAGE)),
    ("container.lastPage", Column(d::LAST_PAGE)),
    ("version_info", Column(d::VERSION)),
    ("formats", Column(d::FORMAT)),
    ("sizes", Column(d::SIZE)),
    ("language", Column(d::LANGUAGE)),
    ("source", Column(d::SOURCE)),
    ("schema_version", Column(d::SCHEMA_VERSION)),
    ("metadata_version", Column(d::METADATA_VERSION)),
    ("agency", Column(d::AGENCY)),
    ("aasm_state", Column(d::STATE)),
    ("is_active", Column(d::IS_ACTIVE)),
    ("content_url", Column(d::CONTENT_URL)),
    ("reason", Column(d::REASON)),
    ("created", Column(d::CREATED)),
    ("updated", Column(d::UPDATED)),
    ("registered", Column(d::REGISTERED)),
    ("published", Absent("the service keeps it empty; use publicationYear")),
    ("view_count", Column(d::VIEWS)),
    ("download_count", Column(d::DOWNLOADS)),
    ("reference_count", Column(d::REFERENCES)),
    ("citation_count", Column(d::CITATIONS)),
    ("part_count", Column(d::PARTS)),
    ("part_of_count", Column(d::PART_OF)),
    ("version_count", Column(d::VERSIONS)),
    ("version_of_count", Column(d::VERSION_OF)),
    ("reference_ids", Column(d::REFERENCE_ID)),
    ("citation_ids", Column(d::CITATION_ID)),
    ("part_ids", Column(d::PART_ID)),
    ("part_of_ids", Column(d::PART_OF_ID)),
    ("version_ids", Column(d::VERSION_ID)),
    ("version_of_ids", Column(d::VERSION_OF_ID)),
    ("client_id", Column(d::CLIENT)),
    ("provider_id", Column(d::PROVIDER)),
    ("client.name", Absent(CLIENT)),
    ("client.re3data_id", Absent(CLIENT)),
    ("provider.name", Absent(CLIENT)),
    ("provider.region", Absent(CLIENT)),
    ("affiliation_id", Columns("ror.org/", &[d::AFFILIATION_ROR])),
    ("organization_id", Columns("ror.org/", &[d::AGENT_ROR, d::PUBLISHER_ROR])),
    ("funder_rors", Columns("https://ror.org/", &[d::FUNDER_ROR])),
    ("person_id", Columns("https://orcid.org/", &[d::AGENT_ORCID])),
    ("landing_page", Absent("what the service found on landing pages is not in the data file")),
    ("media", Absent("media are not in the data file")),
];

/// Of clients.
const CLIENTS: &[(&str, Target)] = &[
    ("uid", Column(clients::ID)),
    ("id", Column(clients::ID)),
    ("symbol", Column(clients::SYMBOL)),
    ("name", Text(&["name"], &[clients::NAME])),
    ("description", Text(&["description"], &[clients::HAS_DESCRIPTION])),
    ("year", Column(clients::YEAR)),
    ("client_type", Column(clients::CLIENT_TYPE)),
    ("repository_type", Column(clients::REPOSITORY_TYPE)),
    ("certificate", Column(clients::CERTIFICATE)),
    ("software", Column(clients::SOFTWARE)),
    ("provider_id", Column(clients::PROVIDER)),
    ("consortium_id", Column(clients::CONSORTIUM)),
    ("re3data_id", Column(clients::RE3DATA)),
    ("opendoar_id", Column(clients::OPENDOAR)),
    ("prefix_ids", Column(clients::PREFIX)),
    ("language", Column(clients::LANGUAGE)),
    ("url", Column(clients::URL)),
    ("created", Column(clients::CREATED)),
    ("updated", Column(clients::UPDATED)),
];

/// Of providers.
const PROVIDERS: &[(&str, Target)] = &[
    ("uid", Column(providers::ID)),
    ("id", Column(providers::ID)),
    ("symbol", Column(providers::SYMBOL)),
    ("name", Text(&["name"], &[providers::NAME])),
    ("description", Text(&["description"], &[providers::HAS_DESCRIPTION])),
    ("year", Column(providers::YEAR)),
    ("region", Column(providers::REGION)),
    ("country_code", Column(providers::COUNTRY)),
    ("member_type", Column(providers::MEMBER_TYPE)),
    ("organization_type", Column(providers::ORGANIZATION_TYPE)),
    ("focus_area", Column(providers::FOCUS_AREA)),
    ("ror_id", Columns("https://ror.org/", &[providers::ROR])),
    ("consortium_id", Column(providers::CONSORTIUM)),
    ("created", Column(providers::CREATED)),
    ("updated", Column(providers::UPDATED)),
];

/// The fields that can be named in queries for an entity.
pub(super) fn of(entity: &Entity) -> &'static [(&'static str, Target)] {
    match entity.name {
        "clients" => CLIENTS,
        "providers" => PROVIDERS,
        _ => DOIS,
    }
}

/// Where words without a field are looked for: in texts, and as the whole of columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    pub(super) texts: &'static [TextField],
    pub(super) columns: &'static [Field],
}

const fn counts(text: &'static str, boost: f32) -> TextField {
    TextField::new(text, Analysis::Exact).boosted(boost)
}

const OF_DOIS: Usual = Usual {
    texts: &[
        counts("titles.title", 3.0),
        counts("creator_names", 3.0),
        counts("publisher", 3.0),
        counts("descriptions.description", 3.0),
        counts("subjects.subject", 3.0),
    ],
    columns: &[d::ID, d::RELATED],
};
const OF_ORGANISATIONS: &[TextField] = &[counts("name", 5.0), counts("description", 5.0)];
const OF_CLIENTS: Usual =
    Usual { texts: OF_ORGANISATIONS, columns: &[clients::ID, clients::SYMBOL, clients::SOFTWARE] };
const OF_PROVIDERS: Usual =
    Usual { texts: OF_ORGANISATIONS, columns: &[providers::ID, providers::SYMBOL] };

/// Where words without a field are looked for.
pub(super) fn usual(entity: &Entity) -> Usual {
    match entity.name {
        "clients" => OF_CLIENTS,
        "providers" => OF_PROVIDERS,
        _ => OF_DOIS,
    }
}
