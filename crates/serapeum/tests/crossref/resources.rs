//! Works of members, journals and funders that side files tell of.

use std::{collections::BTreeSet, path::Path};

use serapeum::{Error, Lake};
use serde_json::Value;

use crate::{ids, json::texts, records};

/// The status, and the DOIs of a list.
fn works(lake: &Lake, path: &str) -> (u16, BTreeSet<String>) {
    let reply = match lake.reply(&format!("crossref/{path}?rows=1000")) {
        Ok(reply) | Err(Error::Request { reply, .. }) => reply,
        Err(error) => panic!("{path}: {error}"),
    };
    let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let items = body["message"]["items"].as_array().into_iter().flatten();
    (reply.status, items.map(|work| work["DOI"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn of_funders_with_those_below_and_of_who_has_none() {
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample-data/crossref");
    let folder = tempfile::tempdir().unwrap();
    let (lake, _) = crate::lake(&snapshot, folder.path());
    let records = records::in_force(&snapshot);
    let (mut wider, mut empty) = (0, 0);
    for (id, below) in records::below(&snapshot) {
        let of = |ids: &[&String]| -> BTreeSet<String> {
            let funded = |record: &&records::Record| {
                let dois = texts(&record.value, "funder.DOI");
                dois.iter().any(|doi| ids.iter().any(|id| ids::last(doi) == **id))
            };
            records.iter().filter(funded).map(records::Record::doi).collect()
        };
        let all: Vec<&String> = [&id].into_iter().chain(&below).collect();
        let expected = of(&all);
        assert_eq!(works(&lake, &format!("funders/{id}/works")), (200, expected.clone()), "{id}");
        let by_doi = format!("funders/10.13039/{id}/works");
        assert_eq!(works(&lake, &by_doi), (200, expected.clone()), "{id}");
        wider += usize::from(expected.len() > of(&[&id]).len());
        empty += usize::from(expected.is_empty());
    }
    assert!(wider > 0 && empty > 0, "{wider} have works by others, {empty} have none");
    assert_eq!(works(&lake, "funders/999999999/works").0, 404);
    assert_eq!(works(&lake, "members/1/works").0, 404);
}
