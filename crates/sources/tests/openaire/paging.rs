//! Orders, pages and cursors.

use insta::assert_snapshot;
use serapeum_model::{Ask, Cursor, Place, Start};

use super::{read, show};

fn order(text: &str) -> String {
    let keys = read(text).unwrap().query.total_order();
    let shown = keys
        .iter()
        .map(|key| format!("{}{}", key.field.name, if key.descending { " desc" } else { "" }));
    shown.collect::<Vec<_>>().join(", ")
}

fn ask(text: &str) -> String {
    match read(text) {
        Ok(request) => format!("{:?} page {:?}", request.query.ask, request.page),
        Err(error) => error.to_string(),
    }
}

#[test]
fn orders_are_total() {
    assert_snapshot!(order("researchProducts"), @"id");
    assert_snapshot!(order("researchProducts?sortBy=publicationDate DESC"), @"publicationDate desc, id");
    assert_snapshot!(order("researchProducts?sortBy=publicationDate DESC,citationCount ASC"), @"publicationDate desc, citationCount, id");
    assert_snapshot!(order("researchProducts?sortBy=dateOfCollection ASC, influence DESC, popularity DESC, impulse ASC,"), @"dateOfCollection, influence desc, popularity desc, impulse, id");
    assert_snapshot!(order("projects?sortBy=endDate  DESC"), @"endDate desc, id");
    assert_snapshot!(order("organizations"), @"id");
    assert!(read("projects?sortBy=endDate DESC").unwrap().ordered);
    assert!(!read("projects").unwrap().ordered);
}

#[test]
fn pages() {
    assert_snapshot!(ask("projects"), @"Page { start: Skip(0), size: 10 } page Some(1)");
    assert_snapshot!(ask("projects?page=3&pageSize=50"), @"Page { start: Skip(100), size: 50 } page Some(3)");
    assert_snapshot!(ask("projects?page=99999999999999999999&pageSize=100000"), @"Page { start: Skip(18446744073709551615), size: 100000 } page Some(18446744073709551615)");
    assert_snapshot!(ask("projects?cursor=*&pageSize=100"), @"Page { start: First, size: 100 } page None");
    assert_snapshot!(ask("projects?cursor=*&page=1"), @"Page { start: First, size: 10 } page None");
}

#[test]
fn cursors() {
    let ours = Cursor { rows: 1, query: 2, total: 3, place: Place::Record { part: 4, row: 5 } };
    let text = format!("projects?sortBy=endDate DESC&cursor={}", ours.encode());
    let Ask::Page { start, .. } = read(&text).unwrap().query.ask else { panic!("{text}") };
    assert_eq!(start, Start::After(ours));
    // As the documentation shows it: 46 characters of an id, and a score.
    let token = "AoI/D2M2NGU1YjVkNTQ4Nzo6NjlmZTBmNjljYzM4YTY1MjI5YjM3ZDRmZmIyMTU1NDAIP4AAAA==";
    assert_snapshot!(ask(&format!("researchProducts?cursor={token}")), @r#"Page { start: Beyond([Some(Text("c64e5b5d5487::69fe0f69cc38a65229b37d4ffb215540"))]), size: 10 } page None"#);
    let escaped = token.replace('/', "%2F").replace('=', "%3D");
    assert_eq!(
        ask(&format!("researchProducts?cursor={escaped}")),
        ask(&format!("researchProducts?cursor={token}"))
    );
    assert_snapshot!(show(&format!("researchProducts?sortBy=impulse ASC&cursor={token}")), @"400 This cursor is the service's own, which goes by ids: start again with cursor=*, or leave out sortBy");
    for damaged in [&token[..20], "AoI=", "AoE=", "AYA=", "AoI/D2M2"] {
        assert!(
            ask(&format!("projects?cursor={damaged}")).starts_with("Invalid value"),
            "{damaged}"
        );
    }
}
