//! What few records of a file have, in works made for it.

use std::fs;

use serapeum::Lake;
use serde_json::Value;

const WORKS: &str = r#"
{"DOI":"10.1234/a%2fb","type":"book-part","reference-count":2,"relation":{"cites":[]}}
{"DOI":"10.1234/a/b","type":"book","reference-count":0,"relation":{"cites":[],"has-part":[{"id":"EMD-1","id-type":"accession"}]}}
{"DOI":"10.1234/none","type":"other","relation":{"is-part-of":[{"id":"10.1234/A/B","id-type":"doi"}]}}
{"DOI":"10.1234/void","type":"other","reference-count":null,"relation":{}}
"#;

fn lake() -> (Lake, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = folder.path().join("snapshot");
    fs::create_dir(&snapshot).unwrap();
    fs::write(snapshot.join("0.jsonl"), WORKS.trim_start()).unwrap();
    (crate::lake(&snapshot, &folder.path().join("lake")).0, folder)
}

fn message(lake: &Lake, request: &str) -> Value {
    let body =
        lake.get(&format!("crossref/{request}")).unwrap_or_else(|e| panic!("{request}: {e}"));
    serde_json::from_str::<Value>(&body).unwrap()["message"].take()
}

/// What follows the prefix in the DOIs that a filter finds.
fn found(lake: &Lake, filter: &str) -> Vec<String> {
    let message = message(lake, &format!("works?filter={filter}"));
    let items = message["items"].as_array().unwrap().iter();
    items.map(|work| work["DOI"].as_str().unwrap()[8..].to_owned()).collect()
}

#[test]
fn works_made_for_it() {
    let (lake, _folder) = lake();

    // A percent sign that belongs to the DOI is escaped once.
    for path in ["10.1234/a%252fb", "10.1234%2Fa%252Fb", "https://doi.org/10.1234/A%252FB"] {
        let work = message(&lake, &format!("works/{path}"));
        assert_eq!(work["DOI"], "10.1234/a%2fb", "{path}");
    }
    for path in ["10.1234/a/b", "10.1234%2Fa%2Fb"] {
        assert_eq!(message(&lake, &format!("works/{path}"))["DOI"], "10.1234/a/b", "{path}");
    }
    assert_eq!(found(&lake, "doi:10.1234/a%252fb"), ["a%2fb"]);

    // A relation that leads nowhere is none.
    assert_eq!(found(&lake, "has-relation:true"), ["a/b", "none"]);
    assert_eq!(found(&lake, "has-relation:false"), ["a%2fb", "void"]);
    assert_eq!(found(&lake, "relation.type:cites"), [""; 0]);
    assert_eq!(found(&lake, "relation.type:has-part"), ["a/b"]);
    let facets = &message(&lake, "works?rows=0&facet=relation-type:*")["facets"];
    let values = r#"{"has-part":1,"is-part-of":1}"#;
    assert_eq!(facets["relation-type"]["values"].to_string(), values);

    // Case counts, but in DOIs.
    assert_eq!(found(&lake, "relation.object:EMD-1"), ["a/b"]);
    assert_eq!(found(&lake, "relation.object:emd-1"), [""; 0]);
    assert_eq!(found(&lake, "relation.object:10.1234/a/b"), ["none"]);
    assert_eq!(found(&lake, "relation.object:https://doi.org/10.1234/a/B"), ["none"]);

    // Without a number of references it is told of neither.
    assert_eq!(found(&lake, "has-references:true"), ["a%2fb"]);
    assert_eq!(found(&lake, "has-references:false"), ["a/b"]);
}
