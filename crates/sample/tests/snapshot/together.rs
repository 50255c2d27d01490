//! Snapshots of different sources, made with the same seed.

use std::collections::HashSet;

use serapeum_sample::{Options, crossref, datacite, openaire};

use crate::made::Made;
use crate::support::values;

#[test]
fn sources_name_the_same_people_organizations_and_funders() {
    let options = Options { records: 1000, ..Options::default() };
    let texts = |made: &Made, paths: &[&str]| -> HashSet<String> {
        let records = made.records(|_| true);
        let found = paths.iter().flat_map(|path| records.iter().flat_map(|r| values(r, path)));
        let bare = |text: &str| text.rsplit("orcid.org/").next().unwrap_or(text).to_string();
        found.filter_map(|value| value.as_str()).map(bare).collect()
    };
    let [works, dois, products] =
        [crossref, datacite, openaire].map(|generate| Made::by(generate, &options));
    let common = |one: HashSet<String>, other: HashSet<String>, what: &str| {
        let shared = one.intersection(&other).count();
        assert!(shared * 4 > one.len().min(other.len()), "{what}: {shared} in common");
    };
    let cited = texts(&works, &["author[].ORCID"]);
    let creators = ["attributes.creators[].nameIdentifiers[].nameIdentifier"];
    common(cited.clone(), texts(&dois, &creators), "people of works and DOIs");
    common(cited, texts(&products, &["authors[].pid.id.value"]), "people of works and products");
    let affiliations = ["attributes.creators[].affiliation[].affiliationIdentifier"];
    common(
        texts(&works, &["author[].affiliation[].id[].id"]),
        texts(&dois, &affiliations),
        "organizations of works and DOIs",
    );
    common(texts(&dois, &affiliations), texts(&products, &["pids[].value"]), "organizations");
    let funders: HashSet<String> =
        texts(&dois, &["attributes.fundingReferences[].funderIdentifier"])
            .iter()
            .map(|doi| doi.replace("https://doi.org/", ""))
            .collect();
    common(texts(&works, &["funder[].DOI"]), funders, "funders");
}
