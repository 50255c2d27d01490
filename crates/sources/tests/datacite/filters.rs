//! Every parameter that selects records.

use insta::assert_snapshot;

use crate::{dois, notes, show, strictly};

#[test]
fn parameters_of_dois() {
    assert_snapshot!(dois("prefix=10.5281,10.17632"), @"((id BEGINS '10.5281/' OR id BEGINS '10.17632/'))");
    assert_snapshot!(dois("client-id=CERN.ZENODO"), @"(client.id = 'cern.zenodo')");
    assert_snapshot!(dois("client_id=cern.zenodo,dryad.dryad"), @"(client.id IN ('cern.zenodo', 'dryad.dryad'))");
    assert_snapshot!(dois("provider-id=caltech"), @"(provider.id = 'caltech')");
    assert_snapshot!(dois("resource-type-id=JournalArticle,data-paper"), @"(types.resourceTypeGeneral IN ('JournalArticle', 'DataPaper'))");
    assert_snapshot!(dois("resource-type-id=project"), @"((types.resourceTypeGeneral = 'Project' OR (types.resourceTypeGeneral IN ('Text', 'Other') AND resourceTypeAsIs = 'Project')))");
    assert_snapshot!(dois("resource-type-id=text"), @"(types.resourceTypeGeneral = 'Text' AND NOT resourceTypeAsIs = 'Project')");
    assert_snapshot!(dois("resource-type-id=text,dataset"), @"(((types.resourceTypeGeneral = 'Text' AND NOT resourceTypeAsIs = 'Project') OR types.resourceTypeGeneral = 'Dataset'))");
    assert_snapshot!(dois("resource-type=Software Package,x"), @"(types.resourceType IN ('software package', 'x'))");
    assert_snapshot!(dois("created=2022,2019"), @"(createdYear BETWEEN 2019 AND 2022)");
    assert_snapshot!(dois("registered=2020"), @"(registeredYear BETWEEN 2020 AND 2020)");
    assert_snapshot!(dois("published=2018,2020"), @"(publicationYear BETWEEN 2018 AND 2020)");
    assert_snapshot!(dois("schema-version=4"), @"(schemaVersion = 'http://datacite.org/schema/kernel-4')");
    assert_snapshot!(dois("subject=Biology,Physics"), @"(subjects.subject IN ('Biology', 'Physics'))");
    assert_snapshot!(dois("field-of-science=computer_and_information_sciences"), @"(subjects.subject = 'FOS: Computer and information sciences' AND subjects.subjectScheme = 'Fields of Science and Technology (FOS)')");
    assert_snapshot!(dois("license=CC-BY-4.0"), @"(rightsList.rightsIdentifier = 'cc-by-4.0')");
    assert_snapshot!(dois("source=mds"), @"(source = 'mds')");
    assert_snapshot!(dois("user-id=0000-0003-1419-2405"), @"(creators.nameIdentifiers.nameIdentifier = 'https://orcid.org/0000-0003-1419-2405')");
    assert_snapshot!(dois("user-id=https://orcid.org/0000-0003-1419-2405"), @"(creators.nameIdentifiers.nameIdentifier = 'https://orcid.org/0000-0003-1419-2405')");
    assert_snapshot!(dois("has-person=true"), @"(creators.nameIdentifiers.nameIdentifierScheme = 'ORCID')");
    assert_snapshot!(dois("has-organization=true"), @"((creators.nameIdentifiers.nameIdentifierScheme = 'ROR' OR contributors.nameIdentifiers.nameIdentifierScheme = 'ROR'))");
    assert_snapshot!(dois("has-affiliation=true"), @"((creators.affiliation.affiliationIdentifierScheme = 'ROR' OR contributors.affiliation.affiliationIdentifierScheme = 'ROR'))");
    assert_snapshot!(dois("has-funder=true"), @"(fundingReferences.funderIdentifierType = 'Crossref Funder ID')");
    assert_snapshot!(dois("affiliation-id=https://ror.org/04wxnsj81"), @"(agents.affiliation.ror = '04wxnsj81')");
    assert_snapshot!(dois("funder-id=10.13039/501100000780,https://doi.org/10.13039/100000001"), @"(fundingReferences.funderIdentifier IN ('https://doi.org/10.13039/501100000780', 'https://doi.org/10.13039/100000001'))");
    assert_snapshot!(dois("id=10.5438/0012"), @"id = '10.5438/0012'");
    assert_snapshot!(dois("ids=10.5438/0012,10.5438/4K3M-NYVG"), @"id IN ('10.5438/0012', '10.5438/4k3m-nyvg')");
    assert_snapshot!(show("dois/10.5438%2F0012"), @"(id = '10.5438/0012')");
    assert_snapshot!(show("/dois/10.5438/4K3M-nyvg/"), @"(id = '10.5438/4k3m-nyvg')");
    assert_snapshot!(show("clients/cern.zenodo/dois"), @"(client.id = 'cern.zenodo')");
    assert_snapshot!(show("providers/CERN/dois?prefix=10.5281"), @"(id BEGINS '10.5281/' AND provider.id = 'cern')");
}

#[test]
fn numbers_of_things() {
    for (name, column) in [
        ("references", "referenceCount"),
        ("citations", "citationCount"),
        ("parts", "partCount"),
        ("part-of", "partOfCount"),
        ("versions", "versionCount"),
        ("version-of", "versionOfCount"),
        ("views", "viewCount"),
        ("downloads", "downloadCount"),
    ] {
        assert_eq!(dois(&format!("has-{name}=5x")), format!("({column} >= 5)"));
    }
    // The service takes `true` for 0.
    assert_eq!(dois("has-citations=true"), "state = 'findable'");
    assert_snapshot!(notes("dois?has-citations=true"), @"has-citations=true asks for at least 0, which all records have.");
}

#[test]
fn seven_parameters_form_a_union() {
    assert_snapshot!(dois("provider-id=cern&affiliation-id=04wxnsj81&has-funder=1&prefix=10.5281"), @"(id BEGINS '10.5281/' AND (provider.id = 'cern' OR fundingReferences.funderIdentifierType = 'Crossref Funder ID' OR agents.affiliation.ror = '04wxnsj81'))");
    let seven = "client-id=a.b&provider-id=c&has-organization=1&has-affiliation=1&has-funder=1\
                 &affiliation-id=04wxnsj81&funder-id=10.13039/1";
    assert_eq!(dois(seven).matches(" OR ").count(), 8);
}

#[test]
fn flags_count_with_any_value() {
    assert_eq!(dois("has-person=false"), dois("has-person=true"));
    assert_snapshot!(notes("dois?has-person=false"), @"has-person=false asks for the same as has-person=true, as in the API.");
    assert_eq!(dois("has-person="), "state = 'findable'");
}

#[test]
fn ids_leave_other_filters_aside() {
    assert_eq!(dois("ids=10.5438/0012&provider-id=cern"), "id = '10.5438/0012'");
    assert_snapshot!(notes("dois?ids=10.5438/0012&provider-id=cern"), @"The parameter `provider-id` is ignored beside `ids`, as by the API.");
}

#[test]
fn what_is_ignored_is_noted() {
    assert_eq!(dois("clientId=cern.zenodo"), "state = 'findable'");
    assert_snapshot!(notes("dois?clientid=cern.zenodo"), @"The parameter `clientid` is ignored; did you mean `client-id`?");
    assert_snapshot!(notes("dois?language=en"), @"The parameter `language` is ignored, as by the API: use query=language:en.");
    assert_snapshot!(notes("dois?state=draft"), @"state=draft is ignored: only findable records are shown.");
    assert_eq!(notes("dois?state=findable"), "");
    assert_snapshot!(notes("dois?sort=relevancy&facets=prefix"), @"The order `relevancy` is ignored; did you mean `relevance`? The facet `prefix` is ignored: there is no such facet.");
    assert_snapshot!(notes("dois?sort=relevance&include=client"), @"include=client adds nothing: ask for /clients/… or /providers/…. The order `relevance` is ignored: nothing is searched for.");
    assert_snapshot!(notes("dois?fields[dois]=titel"), @"The member `titel` is ignored: there is no such member.");
    assert_snapshot!(notes("dois/10.5438/0012?prefix=10.1"), @"The parameter `prefix` is ignored: there is no such parameter.");
}

#[test]
fn what_a_data_file_cannot_tell_is_refused() {
    for name in [
        "consortium-id",
        "client-type",
        "certificate",
        "re3data-id",
        "opendoar-id",
        "funded-by",
        "affiliation-country",
        "enriched",
        "link-check-status",
        "link-check-has-schema-org",
    ] {
        let told = dois(&format!("{name}=x"));
        assert!(told.starts_with("400 ") && told.contains(&format!("{name} cannot be")), "{told}");
    }
    assert_snapshot!(dois("funded-by=https://ror.org/04wxnsj81"), @r#"400 {"errors":[{"status":"400","title":"funded-by cannot be answered: it needs the ROR registry, which is not in the data file."}]}"#);
}

#[test]
fn values_of_another_shape() {
    assert_snapshot!(dois("resource-type-id=datset"), @r#"400 {"errors":[{"status":"400","title":"no resource type `datset`; did you mean `dataset`?"}]}"#);
    assert_snapshot!(dois("affiliation-id=CERN"), @r#"400 {"errors":[{"status":"400","title":"affiliation-id: `CERN` is no ROR id."}]}"#);
    assert_snapshot!(strictly("dois?funder-id=NSF,10.13039/1"), @"(fundingReferences.funderIdentifier = 'https://doi.org/10.13039/1')");
    assert_snapshot!(dois("funder-id=NSF"), @r#"400 {"errors":[{"status":"400","title":"funder-id: `NSF` is no Crossref funder id, such as 10.13039/…."}]}"#);
    assert_snapshot!(dois("user-id=me"), @r#"400 {"errors":[{"status":"400","title":"user-id: `me` is no ORCID iD."}]}"#);
    assert_snapshot!(dois("published=soon"), @r#"400 {"errors":[{"status":"400","title":"published: `soon` is no list of years."}]}"#);
    assert_snapshot!(dois("ids=10.5438/0012,x"), @r#"400 {"errors":[{"status":"400","title":"ids: `x` is no DOI."}]}"#);
    assert_snapshot!(dois("prefix=10.1&prefix=10.2"), @r#"400 {"errors":[{"status":"400","title":"prefix is given twice; a list is written with commas."}]}"#);
    for query in ["resource-type-id=datset", "affiliation-id=CERN", "funder-id=NSF", "user-id=me"] {
        assert_eq!(strictly(&format!("dois?{query}")), "(nothing)");
    }
}

#[test]
fn clients_and_providers() {
    assert_snapshot!(show("clients?provider-id=ANDS&client-type=repository&year=2019"), @"(provider.id = 'ands' AND clientType = 'repository' AND year BETWEEN 2019 AND 2019)");
    assert_snapshot!(show("repositories?software=DSpace&query=prefix_ids:10.5281"), @"(software = 'dspace' AND prefixes.id = '10.5281')");
    assert_snapshot!(show("clients/CERN.ZENODO"), @"id = 'cern.zenodo'");
    assert_snapshot!(show("providers?region=emea&member-type=direct_member"), @"(region = 'EMEA' AND memberType = 'direct_member')");
    assert_snapshot!(show("providers/CERN"), @"id = 'cern'");
    assert_snapshot!(show("prefixes?query=10.5&client-id=cern.zenodo"), @"(prefix BEGINS '10.5' AND client.id = 'cern.zenodo')");
    assert_snapshot!(show("prefixes/10.5281"), @"prefix = '10.5281'");
}
