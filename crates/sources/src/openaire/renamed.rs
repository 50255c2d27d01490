//! Members that dumps before version 10 call otherwise, as the API has called them since.

/// (the member that it is in, or none; before; since)
const RENAMED: &[(&str, &str, &str)] = &[
    ("", "author", "authors"),
    ("", "country", "countries"),
    ("", "maintitle", "mainTitle"),
    ("", "subtitle", "subTitle"),
    ("", "description", "descriptions"),
    ("", "publicationdate", "publicationDate"),
    ("", "embargoenddate", "embargoEndDate"),
    ("", "source", "sources"),
    ("", "format", "formats"),
    ("", "contributor", "contributors"),
    ("", "coverage", "coverages"),
    ("", "bestaccessright", "bestAccessRight"),
    ("", "documentationUrl", "documentationUrls"),
    ("", "contactperson", "contactPeople"),
    ("", "contactgroup", "contactGroups"),
    ("", "tool", "tools"),
    ("", "geolocation", "geoLocations"),
    ("", "originalId", "originalIds"),
    ("", "pid", "pids"),
    ("", "dateofcollection", "dateOfCollection"),
    ("", "lastupdatetimestamp", "lastUpdateTimeStamp"),
    ("", "context", "communities"),
    ("", "collectedfrom", "collectedFrom"),
    ("", "instance", "instances"),
    ("authors", "fullname", "fullName"),
    ("container", "conferenceplace", "conferencePlace"),
    ("container", "conferencedate", "conferenceDate"),
    ("instances", "accessright", "accessRight"),
    ("instances", "alternateIdentifier", "alternateIdentifiers"),
    ("instances", "articleprocessingcharge", "articleProcessingCharge"),
    ("instances", "url", "urls"),
    ("instances", "pid", "pids"),
    ("instances", "publicationdate", "publicationDate"),
    ("instances", "hostedby", "hostedBy"),
    ("instances", "collectedfrom", "collectedFrom"),
];

/// Members of other entities. Names that a member of research products has too mean something else here.
const OF_OTHERS: &[(&str, &str, &str, &str)] = &[
    ("organizations", "", "legalname", "legalName"),
    ("organizations", "", "legalshortname", "legalShortName"),
    ("organizations", "", "alternativenames", "alternativeNames"),
    ("organizations", "", "websiteurl", "websiteUrl"),
    ("organizations", "", "originalId", "originalIds"),
    ("organizations", "", "pid", "pids"),
    ("dataSources", "", "originalId", "originalIds"),
    ("dataSources", "", "pid", "pids"),
    ("dataSources", "", "datasourcetype", "type"),
    ("dataSources", "", "openairecompatibility", "openaireCompatibility"),
    ("dataSources", "", "officialname", "officialName"),
    ("dataSources", "", "englishname", "englishName"),
    ("dataSources", "", "websiteurl", "websiteUrl"),
    ("dataSources", "", "logourl", "logoUrl"),
    ("dataSources", "", "dateofvalidation", "dateOfValidation"),
    ("dataSources", "", "contenttypes", "contentTypes"),
    ("projects", "", "originalId", "originalIds"),
    ("projects", "", "callidentifier", "callIdentifier"),
    ("projects", "", "startdate", "startDate"),
    ("projects", "", "enddate", "endDate"),
    ("projects", "", "websiteurl", "websiteUrl"),
    ("projects", "", "subject", "subjects"),
    ("projects", "", "funding", "fundings"),
    ("projects", "", "h2020programme", "h2020Programmes"),
    ("projects", "", "openaccessmandateforpublications", "openAccessMandateForPublications"),
    ("projects", "", "openaccessmandatefordataset", "openAccessMandateForDataset"),
    ("projects", "fundings", "funding_stream", "fundingStream"),
    ("projects", "granted", "totalcost", "totalCost"),
    ("projects", "granted", "fundedamount", "fundedAmount"),
];

/// The name that a member within another (none is the record itself) has had since version 10.
pub(super) fn since<'n>(entity: &str, within: &str, name: &'n str) -> &'n str {
    let found = match entity {
        "researchProducts" => RENAMED
            .iter()
            .find(|(of, before, _)| *of == within && *before == name)
            .map(|(_, _, since)| *since),
        _ => OF_OTHERS
            .iter()
            .find(|(kind, of, before, _)| *kind == entity && *of == within && *before == name)
            .map(|(_, _, _, since)| *since),
    };
    found.unwrap_or(name)
}

/// Whether members within a member were renamed.
pub(super) fn inside(entity: &str, within: &str) -> bool {
    match entity {
        "researchProducts" => RENAMED.iter().any(|(of, ..)| *of == within),
        _ => OF_OTHERS.iter().any(|(kind, of, ..)| *kind == entity && *of == within),
    }
}
