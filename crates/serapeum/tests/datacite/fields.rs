//! The fields that a `query` can name, as the reference tells them.

use std::collections::BTreeSet;

use crate::{judging::texts, record::Record};

/// How values of a field are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Analysis {
    Exact,
    Lower,
    Number,
    Instant,
    /// An object: whether it has anything.
    Present,
}

use Analysis::{Exact, Instant, Lower, Number, Present};

/// A name in `query`, the place in records, and how it is compared.
pub(crate) struct Field(pub(crate) &'static str, pub(crate) &'static str, pub(crate) Analysis);

#[rustfmt::skip]
pub(crate) const FIELDS: &[Field] = &[
    Field("uid", "@id", Lower), Field("doi", "@id", Lower), Field("id", "@id", Lower),
    Field("prefix", "@prefix", Exact), Field("suffix", "@suffix", Exact),
    Field("url.keyword", "url", Exact),
    Field("identifiers.identifier", "identifiers.identifier", Lower),
    Field("identifiers.identifierType", "identifiers.identifierType", Exact),
    Field("creators.nameType", "creators.nameType", Exact),
    Field("creators.nameIdentifiers.nameIdentifier", "creators.nameIdentifiers.nameIdentifier", Exact),
    Field("creators.nameIdentifiers.nameIdentifierScheme", "creators.nameIdentifiers.nameIdentifierScheme", Exact),
    Field("creators.affiliation.affiliationIdentifier", "creators.affiliation.affiliationIdentifier", Exact),
    Field("creators.affiliation.affiliationIdentifierScheme", "creators.affiliation.affiliationIdentifierScheme", Exact),
    Field("contributors.nameType", "contributors.nameType", Exact),
    Field("contributors.contributorType", "contributors.contributorType", Exact),
    Field("contributors.nameIdentifiers.nameIdentifier", "contributors.nameIdentifiers.nameIdentifier", Exact),
    Field("contributors.nameIdentifiers.nameIdentifierScheme", "contributors.nameIdentifiers.nameIdentifierScheme", Exact),
    Field("creators_and_contributors.nameType", "+nameType", Exact),
    Field("creators_and_contributors.nameIdentifiers.nameIdentifier", "+nameIdentifiers.nameIdentifier", Exact),
    Field("titles.title.keyword", "titles.title", Exact), Field("titles.titleType", "titles.titleType", Exact),
    Field("titles.lang", "titles.lang", Exact),
    Field("descriptions.descriptionType", "descriptions.descriptionType", Exact),
    Field("descriptions.lang", "descriptions.lang", Exact),
    Field("publisher.keyword", "@publisher", Exact),
    Field("publisher.publisherIdentifier", "publisher.publisherIdentifier", Lower),
    Field("publisher_obj.publisherIdentifierScheme", "publisher.publisherIdentifierScheme", Exact),
    Field("publication_year", "publicationYear", Number), Field("publicationYear", "publicationYear", Number),
    Field("types.resourceTypeGeneral", "types.resourceTypeGeneral", Exact),
    Field("types.resourceType", "types.resourceType", Lower), Field("types.schemaOrg", "types.schemaOrg", Exact),
    Field("types.bibtex", "types.bibtex", Exact), Field("types.citeproc", "types.citeproc", Exact),
    Field("types.ris", "types.ris", Exact),
    Field("subjects.subject.keyword", "subjects.subject", Exact),
    Field("subjects.subjectScheme", "subjects.subjectScheme", Exact), Field("subjects.valueUri", "subjects.valueUri", Exact),
    Field("subjects.classificationCode", "subjects.classificationCode", Exact), Field("subjects.lang", "subjects.lang", Exact),
    Field("fields_of_science", "@fos", Exact),
    Field("dates.dateType", "dates.dateType", Exact), Field("dates.dateInformation", "dates.dateInformation", Exact),
    Field("related_identifiers.relatedIdentifier", "relatedIdentifiers.relatedIdentifier", Lower),
    Field("relatedIdentifiers.relatedIdentifier", "relatedIdentifiers.relatedIdentifier", Lower),
    Field("relatedIdentifiers.relationType", "relatedIdentifiers.relationType", Exact),
    Field("related_identifiers.relatedIdentifierType", "relatedIdentifiers.relatedIdentifierType", Exact),
    Field("related_identifiers.resourceTypeGeneral", "relatedIdentifiers.resourceTypeGeneral", Exact),
    Field("relatedItems.relationType", "relatedItems.relationType", Exact), Field("related_items.volume", "relatedItems.volume", Exact),
    Field("rights_list.rightsIdentifier", "rightsList.rightsIdentifier", Lower),
    Field("rightsList.rights", "rightsList.rights", Exact), Field("rights_list.rightsUri", "rightsList.rightsUri", Exact),
    Field("fundingReferences.funderIdentifier", "fundingReferences.funderIdentifier", Lower),
    Field("funding_references.funderIdentifierType", "fundingReferences.funderIdentifierType", Exact),
    Field("funding_references.awardNumber", "fundingReferences.awardNumber", Exact),
    Field("funding_references.awardUri", "fundingReferences.awardUri", Exact),
    Field("funding_references.awardTitle", "fundingReferences.awardTitle", Exact),
    Field("geo_locations.geoLocationPlace", "geoLocations.geoLocationPlace", Exact),
    Field("container.title", "container.title", Exact), Field("container.identifier", "container.identifier", Lower),
    Field("container.type", "container.type", Exact), Field("container.volume", "container.volume", Exact),
    Field("container.issue", "container.issue", Exact), Field("container.firstPage", "container.firstPage", Exact),
    Field("version_info", "version", Exact), Field("version", "version", Exact), Field("formats", "formats", Exact),
    Field("sizes", "sizes", Exact), Field("language", "language", Exact), Field("source", "source", Exact),
    Field("schema_version", "schemaVersion", Exact), Field("schemaVersion", "schemaVersion", Exact),
    Field("metadata_version", "metadataVersion", Number), Field("agency", "agency", Exact),
    Field("aasm_state", "state", Exact), Field("content_url", "contentUrl", Exact), Field("contentUrl", "contentUrl", Exact),
    Field("created", "created", Instant), Field("updated", "updated", Instant), Field("registered", "registered", Instant),
    Field("view_count", "#viewCount", Number), Field("viewCount", "#viewCount", Number),
    Field("download_count", "#downloadCount", Number), Field("reference_count", "#referenceCount", Number),
    Field("citation_count", "#citationCount", Number), Field("citationCount", "#citationCount", Number),
    Field("part_count", "#partCount", Number), Field("part_of_count", "#partOfCount", Number),
    Field("version_count", "#versionCount", Number), Field("version_of_count", "#versionOfCount", Number),
    Field("reference_ids", "~references", Exact), Field("citation_ids", "~citations", Exact), Field("part_ids", "~parts", Exact),
    Field("part_of_ids", "~partOf", Exact), Field("version_ids", "~versions", Exact), Field("version_of_ids", "~versionOf", Exact),
    Field("affiliation_id", "@affiliation", Exact), Field("organization_id", "@organization", Exact),
    Field("person_id", "@person", Exact), Field("container.lastPage", "container.lastPage", Exact),
    Field("related_items.firstPage", "relatedItems.firstPage", Exact),
    Field("relatedItems.relatedItemIdentifier.relatedItemIdentifier", "relatedItems.relatedItemIdentifier.relatedItemIdentifier", Lower),
    Field("creators", "creators", Present), Field("creators.affiliation", "creators.affiliation", Present),
    Field("contributors", "contributors", Present), Field("contributors.affiliation", "contributors.affiliation", Present),
    Field("creators.givenName", "creators.givenName", Present), Field("related_items", "relatedItems", Present),
    Field("client_id", "@client", Lower), Field("provider_id", "@provider", Lower),
];

impl Field {
    /// The values of a record, each once; of instants the milliseconds.
    pub(crate) fn values(&self, record: &Record) -> BTreeSet<String> {
        let (mark, rest) = self.1.split_at(1);
        let found = match (mark, self.1) {
            (_, "@id") => vec![record.id.clone()],
            (_, "@prefix") => {
                record.id.split_once('/').map(|(p, _)| p.to_owned()).into_iter().collect()
            }
            (_, "@suffix") => {
                record.id.split_once('/').map(|(_, s)| s.to_owned()).into_iter().collect()
            }
            (_, "@publisher") => {
                let mut named = record.texts("publisher.name");
                named.extend(record.attributes["publisher"].as_str().map(str::to_owned));
                named
            }
            (_, "@affiliation") => record.affiliations(),
            (_, "@organization") => record.organizations(),
            (_, "@person") => record.persons(),
            (_, "@fos") => record.fields_of_science(),
            (_, "@client") => record.client().into_iter().collect(),
            (_, "@provider") => record.provider().into_iter().collect(),
            ("#", _) => vec![record.count(rest).to_string()],
            ("~", _) => texts(&record.relationships, &format!("{rest}.data.id")),
            ("+", _) => record.people(rest),
            _ if self.2 == Present => record.present(self.1),
            _ if self.2 == Instant => {
                record.instant(self.1).map(|at| at.to_string()).into_iter().collect()
            }
            _ => record.texts(self.1),
        };
        let lower = |value: String| if self.2 == Lower { value.to_lowercase() } else { value };
        // What is no number is no value of a column of numbers.
        let fits = |value: &String| self.2 != Number || value.parse::<i64>().is_ok();
        found.into_iter().filter(fits).map(lower).collect()
    }
}
