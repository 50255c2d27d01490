//! DOIs and their metadata: <https://support.datacite.org/docs/api-get-lists>.
//!
//! Columns are named like the members of `attributes`. Records of the files of 2023 are the attributes alone.

use serapeum_model::{Case, CodeForm, Condition, Entity, Order, table};

use super::searched;

/// Where a member of `attributes` stands, in records of either form.
macro_rules! attribute {
    ($path:literal) => {
        concat!("attributes.", $path, "|", $path)
    };
}

/// Fields of science: records say `FOS: Clinical medicine`, requests `Clinical medicine`.
static FIELD: CodeForm =
    CodeForm { prefixes: &["FOS: "], written: "", shown: "", case: Case::Kept, labels: &[] };

table! {
    /// Every column of DOIs.
    FIELDS "dois" {
        ID "id" = Row::doi().at("id|attributes.doi|doi").sort().lookup();
        PREFIX "prefix" = Row::keyword().at("before_slash(id|attributes.doi|doi)").group();
        SUFFIX "suffix" = Row::keyword().at("after_slash(id|attributes.doi|doi)");
        STATE "state" = Row::keyword().at(attribute!("state")).group();
        CLIENT "client.id" = Row::lower()
            .at("relationships.client.data.id").group().labelled("clients", "");
        PROVIDER "provider.id" = Row::lower()
            .at("relationships.provider.data.id").group().labelled("providers", "");

        CREATED "created" = Row::timestamp().at(attribute!("created")).sort();
        REGISTERED "registered" = Row::timestamp().at(attribute!("registered"));
        UPDATED "updated" = Row::timestamp().at(attribute!("updated")).sort();
        CREATED_YEAR "createdYear" = Row::integer()
            .at("year(attributes.created|created)").group().inner();
        REGISTERED_YEAR "registeredYear" = Row::integer()
            .at("year(attributes.registered|registered)").group().inner();
        PUBLICATION_YEAR "publicationYear" = Row::integer()
            .at(attribute!("publicationYear")).sort().group().year();

        GENERAL_TYPE "types.resourceTypeGeneral" = Row::keyword()
            .at(attribute!("types.resourceTypeGeneral")).group();
        RESOURCE_TYPE "types.resourceType" = Row::lower().at(attribute!("types.resourceType"));
        RESOURCE_TYPE_AS_IS "resourceTypeAsIs" = Row::keyword()
            .at(attribute!("types.resourceType")).inner();
        SCHEMA_ORG "types.schemaOrg" = Row::keyword().at(attribute!("types.schemaOrg"));
        BIBTEX "types.bibtex" = Row::keyword().at(attribute!("types.bibtex"));
        CITEPROC "types.citeproc" = Row::keyword().at(attribute!("types.citeproc"));
        RIS "types.ris" = Row::keyword().at(attribute!("types.ris"));

        FIRST_TITLE "firstTitle" = Row::lower().at(attribute!("titles[].title")).sort().inner();
        TITLE "titles.title" = Row::keyword().at(attribute!("titles[].title")).many();
        TITLE_TYPE "titles.titleType" = Row::keyword().at(attribute!("titles[].titleType")).many();
        TITLE_LANG "titles.lang" = Row::keyword().at(attribute!("titles[].lang")).many();
        HAS_DESCRIPTION "hasDescription" = Row::boolean()
            .at("exists(attributes.descriptions[].description|descriptions[].description)").inner();
        DESCRIPTION_TYPE "descriptions.descriptionType" = Row::keyword()
            .at(attribute!("descriptions[].descriptionType")).many();
        DESCRIPTION_LANG "descriptions.lang" = Row::keyword()
            .at(attribute!("descriptions[].lang")).many();

        HAS_CREATOR "hasCreator" = Row::boolean()
            .at("exists(attributes.creators[].name|creators[].name)").inner();
        HAS_CREATOR_GIVEN "hasCreatorGivenName" = Row::boolean()
            .at("exists(attributes.creators[].givenName|creators[].givenName)").inner();
        HAS_CREATOR_FAMILY "hasCreatorFamilyName" = Row::boolean()
            .at("exists(attributes.creators[].familyName|creators[].familyName)").inner();
        CREATOR_AFFILIATION_NAME "creators.affiliation.name" = Row::keyword()
            .at("attributes.creators[].affiliation[].name|attributes.creators[].affiliation[]|\
                 creators[].affiliation[].name|creators[].affiliation[]")
            .many();
        CREATOR_TYPE "creators.nameType" = Row::keyword()
            .at(attribute!("creators[].nameType")).many();
        CREATOR_ID "creators.nameIdentifiers.nameIdentifier" = Row::keyword()
            .at(attribute!("creators[].nameIdentifiers[].nameIdentifier")).many();
        CREATOR_ORCID "creators.orcid" = Row::orcid()
            .at("attributes.creators[].nameIdentifiers[nameIdentifierScheme=ORCID].nameIdentifier|\
                 creators[].nameIdentifiers[nameIdentifierScheme=ORCID].nameIdentifier")
            .many().group().inner();
        CREATOR_SCHEME "creators.nameIdentifiers.nameIdentifierScheme" = Row::keyword()
            .at(attribute!("creators[].nameIdentifiers[].nameIdentifierScheme")).many();
        CREATOR_AFFILIATION "creators.affiliation.affiliationIdentifier" = Row::keyword()
            .at(attribute!("creators[].affiliation[].affiliationIdentifier")).many();
        CREATOR_AFFILIATION_SCHEME "creators.affiliation.affiliationIdentifierScheme" = Row::keyword()
            .at(attribute!("creators[].affiliation[].affiliationIdentifierScheme")).many();
        HAS_CONTRIBUTOR "hasContributor" = Row::boolean()
            .at("exists(attributes.contributors[].name|contributors[].name)").inner();
        HAS_CONTRIBUTOR_GIVEN "hasContributorGivenName" = Row::boolean()
            .at("exists(attributes.contributors[].givenName|contributors[].givenName)").inner();
        HAS_CONTRIBUTOR_FAMILY "hasContributorFamilyName" = Row::boolean()
            .at("exists(attributes.contributors[].familyName|contributors[].familyName)").inner();
        CONTRIBUTOR_AFFILIATION_NAME "contributors.affiliation.name" = Row::keyword()
            .at("attributes.contributors[].affiliation[].name|attributes.contributors[].affiliation[]|\
                 contributors[].affiliation[].name|contributors[].affiliation[]")
            .many();
        CONTRIBUTOR_ROLE "contributors.contributorType" = Row::keyword()
            .at(attribute!("contributors[].contributorType")).many();
        CONTRIBUTOR_TYPE "contributors.nameType" = Row::keyword()
            .at(attribute!("contributors[].nameType")).many();
        CONTRIBUTOR_ID "contributors.nameIdentifiers.nameIdentifier" = Row::keyword()
            .at(attribute!("contributors[].nameIdentifiers[].nameIdentifier")).many();
        CONTRIBUTOR_SCHEME "contributors.nameIdentifiers.nameIdentifierScheme" = Row::keyword()
            .at(attribute!("contributors[].nameIdentifiers[].nameIdentifierScheme")).many();
        CONTRIBUTOR_AFFILIATION "contributors.affiliation.affiliationIdentifier" = Row::keyword()
            .at(attribute!("contributors[].affiliation[].affiliationIdentifier")).many();
        CONTRIBUTOR_AFFILIATION_SCHEME "contributors.affiliation.affiliationIdentifierScheme" =
            Row::keyword()
            .at(attribute!("contributors[].affiliation[].affiliationIdentifierScheme")).many();
        AGENT_ORCID "agents.orcid" = Row::orcid()
            .at("attributes.*[].nameIdentifiers[nameIdentifierScheme=ORCID].nameIdentifier|\
                 *[].nameIdentifiers[nameIdentifierScheme=ORCID].nameIdentifier")
            .many().group().inner();
        AGENT_ROR "agents.ror" = Row::ror()
            .at("attributes.*[].nameIdentifiers[nameIdentifierScheme=ROR].nameIdentifier|\
                 *[].nameIdentifiers[nameIdentifierScheme=ROR].nameIdentifier")
            .many().inner();
        AFFILIATION_NAME "agents.affiliation.name" = Row::keyword()
            .at(attribute!("*[].affiliation[].name")).many().inner();
        AFFILIATION_ROR "agents.affiliation.ror" = Row::ror()
            .at("attributes.*[].affiliation[affiliationIdentifierScheme=ROR].affiliationIdentifier|\
                 *[].affiliation[affiliationIdentifierScheme=ROR].affiliationIdentifier")
            .many().group().inner().labelled("organizations", "name");

        PUBLISHER "publisher" = Row::keyword()
            .at("attributes.publisher.name|attributes.publisher|publisher.name|publisher");
        PUBLISHER_ID "publisher.publisherIdentifier" = Row::lower()
            .at(attribute!("publisher.publisherIdentifier"));
        PUBLISHER_SCHEME "publisher.publisherIdentifierScheme" = Row::keyword()
            .at(attribute!("publisher.publisherIdentifierScheme"));
        PUBLISHER_ROR "publisher.ror" = Row::ror()
            .at(attribute!("publisher[publisherIdentifierScheme=ROR].publisherIdentifier")).inner();
        PUBLISHER_SCHEME_URI "publisher.schemeUri" = Row::keyword()
            .at(attribute!("publisher.schemeUri"));
        PUBLISHER_LANG "publisher.lang" = Row::keyword().at(attribute!("publisher.lang"));

        SUBJECT "subjects.subject" = Row::keyword()
            .at(attribute!("subjects[].subject")).many().group();
        SUBJECT_SCHEME "subjects.subjectScheme" = Row::keyword()
            .at(attribute!("subjects[].subjectScheme")).many();
        SUBJECT_URI "subjects.valueUri" = Row::keyword().at(attribute!("subjects[].valueUri")).many();
        SUBJECT_CODE "subjects.classificationCode" = Row::keyword()
            .at(attribute!("subjects[].classificationCode")).many();
        SUBJECT_LANG "subjects.lang" = Row::keyword().at(attribute!("subjects[].lang")).many();
        FIELD_OF_SCIENCE "fieldsOfScience" = Row::keyword()
            .at("attributes.subjects[subjectScheme=Fields of Science and Technology (FOS)].subject|\
                 subjects[subjectScheme=Fields of Science and Technology (FOS)].subject")
            .many().group();
        // As requests name it; the facet wants to know whether the record said `FOS: `.
        FIELD_OF_SCIENCE_NAME "fields_of_science" = Row::code(&FIELD)
            .at("attributes.subjects[subjectScheme=Fields of Science and Technology (FOS)].subject|\
                 subjects[subjectScheme=Fields of Science and Technology (FOS)].subject")
            .many();

        DATE_TYPE "dates.dateType" = Row::keyword().at(attribute!("dates[].dateType")).many();
        DATE_INFORMATION "dates.dateInformation" = Row::keyword()
            .at(attribute!("dates[].dateInformation")).many();
        HAS_DATE "hasDate" = Row::boolean()
            .at("exists(attributes.dates[].date|dates[].date)").inner();
        LANGUAGE "language" = Row::keyword().at(attribute!("language")).group();
        IDENTIFIER "identifiers.identifier" = Row::lower()
            .at(attribute!("identifiers[].identifier")).many();
        IDENTIFIER_TYPE "identifiers.identifierType" = Row::keyword()
            .at(attribute!("identifiers[].identifierType")).many();

        RELATED "relatedIdentifiers.relatedIdentifier" = Row::lower()
            .at(attribute!("relatedIdentifiers[].relatedIdentifier")).many();
        RELATED_KIND "relatedIdentifiers.relatedIdentifierType" = Row::keyword()
            .at(attribute!("relatedIdentifiers[].relatedIdentifierType")).many();
        RELATION "relatedIdentifiers.relationType" = Row::keyword()
            .at(attribute!("relatedIdentifiers[].relationType")).many();
        RELATED_TYPE "relatedIdentifiers.resourceTypeGeneral" = Row::keyword()
            .at(attribute!("relatedIdentifiers[].resourceTypeGeneral")).many();
        HAS_RELATION_INFORMATION "hasRelationTypeInformation" = Row::boolean()
            .at("exists(attributes.relatedIdentifiers[].relationTypeInformation|relatedIdentifiers[].relationTypeInformation)").inner();
        ITEM_TYPE "relatedItems.relatedItemType" = Row::keyword()
            .at(attribute!("relatedItems[].relatedItemType")).many();
        ITEM_RELATION "relatedItems.relationType" = Row::keyword()
            .at(attribute!("relatedItems[].relationType")).many();
        ITEM_VOLUME "relatedItems.volume" = Row::keyword()
            .at(attribute!("relatedItems[].volume")).many();
        ITEM_ISSUE "relatedItems.issue" = Row::keyword()
            .at(attribute!("relatedItems[].issue")).many();
        ITEM_NUMBER "relatedItems.number" = Row::keyword()
            .at(attribute!("relatedItems[].number")).many();
        ITEM_EDITION "relatedItems.edition" = Row::keyword()
            .at(attribute!("relatedItems[].edition")).many();
        ITEM_PUBLISHER "relatedItems.publisher" = Row::keyword()
            .at(attribute!("relatedItems[].publisher")).many();
        ITEM_YEAR "relatedItems.publicationYear" = Row::integer()
            .at(attribute!("relatedItems[].publicationYear")).many();
        ITEM_FIRST_PAGE "relatedItems.firstPage" = Row::keyword()
            .at(attribute!("relatedItems[].firstPage")).many();
        ITEM_LAST_PAGE "relatedItems.lastPage" = Row::keyword()
            .at(attribute!("relatedItems[].lastPage")).many();
        ITEM_ID "relatedItems.relatedItemIdentifier.relatedItemIdentifier" = Row::lower()
            .at(attribute!("relatedItems[].relatedItemIdentifier.relatedItemIdentifier")).many();
        ITEM_ID_TYPE "relatedItems.relatedItemIdentifier.relatedItemIdentifierType" = Row::keyword()
            .at(attribute!("relatedItems[].relatedItemIdentifier.relatedItemIdentifierType")).many();
        HAS_ITEM_TITLE "hasRelatedItemTitle" = Row::boolean()
            .at("exists(attributes.relatedItems[].titles[].title|relatedItems[].titles[].title)").inner();

        LICENSE "rightsList.rightsIdentifier" = Row::lower()
            .at(attribute!("rightsList[].rightsIdentifier")).many().group();
        RIGHTS "rightsList.rights" = Row::keyword().at(attribute!("rightsList[].rights")).many();
        RIGHTS_URI "rightsList.rightsUri" = Row::keyword()
            .at(attribute!("rightsList[].rightsUri")).many();

        HAS_FUNDER_NAME "hasFunderName" = Row::boolean()
            .at("exists(attributes.fundingReferences[].funderName|fundingReferences[].funderName)")
            .inner();
        FUNDER_ID "fundingReferences.funderIdentifier" = Row::lower()
            .at(attribute!("fundingReferences[].funderIdentifier"))
            .many().group().labelled("funders", "funderName");
        FUNDER_SCHEME "fundingReferences.funderIdentifierType" = Row::keyword()
            .at(attribute!("fundingReferences[].funderIdentifierType")).many();
        FUNDER_ROR "fundingReferences.ror" = Row::ror()
            .at("attributes.fundingReferences[funderIdentifierType=ROR].funderIdentifier|\
                 fundingReferences[funderIdentifierType=ROR].funderIdentifier")
            .many().inner();
        AWARD_NUMBER "fundingReferences.awardNumber" = Row::keyword()
            .at(attribute!("fundingReferences[].awardNumber")).many();
        AWARD_URI "fundingReferences.awardUri" = Row::keyword()
            .at(attribute!("fundingReferences[].awardUri")).many();
        AWARD_TITLE "fundingReferences.awardTitle" = Row::keyword()
            .at(attribute!("fundingReferences[].awardTitle")).many();

        PLACE "geoLocations.geoLocationPlace" = Row::keyword()
            .at(attribute!("geoLocations[].geoLocationPlace")).many();
        LATITUDE "geoLocations.geoLocationPoint.pointLatitude" = Row::float()
            .at(attribute!("geoLocations[].geoLocationPoint.pointLatitude")).many();
        LONGITUDE "geoLocations.geoLocationPoint.pointLongitude" = Row::float()
            .at(attribute!("geoLocations[].geoLocationPoint.pointLongitude")).many();
        WEST "geoLocations.geoLocationBox.westBoundLongitude" = Row::float()
            .at(attribute!("geoLocations[].geoLocationBox.westBoundLongitude")).many();
        EAST "geoLocations.geoLocationBox.eastBoundLongitude" = Row::float()
            .at(attribute!("geoLocations[].geoLocationBox.eastBoundLongitude")).many();
        SOUTH "geoLocations.geoLocationBox.southBoundLatitude" = Row::float()
            .at(attribute!("geoLocations[].geoLocationBox.southBoundLatitude")).many();
        NORTH "geoLocations.geoLocationBox.northBoundLatitude" = Row::float()
            .at(attribute!("geoLocations[].geoLocationBox.northBoundLatitude")).many();

        CONTAINER_TITLE "container.title" = Row::keyword().at(attribute!("container.title"));
        CONTAINER_ID "container.identifier" = Row::lower().at(attribute!("container.identifier"));
        CONTAINER_TYPE "container.type" = Row::keyword().at(attribute!("container.type"));
        VOLUME "container.volume" = Row::keyword().at(attribute!("container.volume"));
        ISSUE "container.issue" = Row::keyword().at(attribute!("container.issue"));
        FIRST_PAGE "container.firstPage" = Row::keyword().at(attribute!("container.firstPage"));
        LAST_PAGE "container.lastPage" = Row::keyword().at(attribute!("container.lastPage"));

        URL "url" = Row::keyword().at(attribute!("url"));
        CONTENT_URL "contentUrl" = Row::keyword().at(attribute!("contentUrl[]")).many();
        VERSION "version" = Row::keyword().at(attribute!("version"));
        FORMAT "formats" = Row::keyword().at(attribute!("formats[]")).many();
        SIZE "sizes" = Row::keyword().at(attribute!("sizes[]")).many();
        SOURCE "source" = Row::keyword().at(attribute!("source"));
        AGENCY "agency" = Row::lower().at(attribute!("agency")).group();
        IS_ACTIVE "isActive" = Row::boolean().at(attribute!("isActive"));
        REASON "reason" = Row::keyword().at(attribute!("reason"));
        SCHEMA_VERSION "schemaVersion" = Row::keyword().at(attribute!("schemaVersion")).group();
        METADATA_VERSION "metadataVersion" = Row::integer().at(attribute!("metadataVersion"));

        VIEWS "viewCount" = Row::integer().at("or_zero(attributes.viewCount|viewCount)").sort();
        DOWNLOADS "downloadCount" = Row::integer().at("or_zero(attributes.downloadCount|downloadCount)").sort();
        REFERENCES "referenceCount" = Row::integer().at("or_zero(attributes.referenceCount|referenceCount)");
        CITATIONS "citationCount" = Row::integer().at("or_zero(attributes.citationCount|citationCount)").sort();
        PARTS "partCount" = Row::integer().at("or_zero(attributes.partCount|partCount)");
        PART_OF "partOfCount" = Row::integer().at("or_zero(attributes.partOfCount|partOfCount)");
        VERSIONS "versionCount" = Row::integer().at("or_zero(attributes.versionCount|versionCount)");
        VERSION_OF "versionOfCount" = Row::integer().at("or_zero(attributes.versionOfCount|versionOfCount)");
        REFERENCE_ID "references.id" = Row::doi().at("relationships.references.data[].id").many();
        CITATION_ID "citations.id" = Row::doi().at("relationships.citations.data[].id").many();
        PART_ID "parts.id" = Row::doi().at("relationships.parts.data[].id").many();
        PART_OF_ID "partOf.id" = Row::doi().at("relationships.partOf.data[].id").many();
        VERSION_ID "versions.id" = Row::doi().at("relationships.versions.data[].id").many();
        VERSION_OF_ID "versionOf.id" = Row::doi().at("relationships.versionOf.data[].id").many();
    }
}

/// The table of DOIs. The API shows callers without an account those that can be found.
pub static ENTITY: Entity = Entity {
    newest: Some(UPDATED),
    label: Some(TITLE),
    order: &[Order::Descending(UPDATED)],
    scope: Some(Condition::Text("state", "findable")),
    searched: searched::DOIS,
    ..Entity::new("dois", FIELDS, ID)
}
.checked();
