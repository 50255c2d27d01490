use insta::assert_snapshot;
use serapeum_model::{Ask, Cursor, Place, Start, Value};

use super::{read, read_as, show};

fn order(text: &str) -> String {
    let query = read(text).unwrap().query;
    let keys = query.total_order();
    let shown = keys
        .iter()
        .map(|key| format!("{}{}", key.field.name, if key.descending { " desc" } else { "" }));
    shown.collect::<Vec<_>>().join(", ")
}

fn ask(text: &str) -> String {
    format!("{:?}", read(text).unwrap().query.ask)
}

#[test]
fn orders_are_total() {
    assert_snapshot!(order("works"), @"cited_by_percentile_year.max desc, cited_by_count desc, id");
    assert_snapshot!(order("authors"), @"works_count desc, id");
    assert_snapshot!(order("awards"), @"funded_outputs_count desc, id");
    assert_snapshot!(order("countries"), @"works_count desc, id");
    assert_snapshot!(order("countries?sort=id:desc"), @"id desc");
    assert_snapshot!(order("works?sort=has_doi:desc"), @"doi desc, cited_by_percentile_year.max desc, cited_by_count desc, id");
    assert_snapshot!(order("sources?sort=continent"), @"country_code, works_count desc, id");
    let own = order("works");
    assert_eq!(order("works?sort=cited_by_percentile_year.max:desc"), own);
    assert_eq!(order("works?sort=cited-by-percentile-year.min:desc"), own);
    assert_ne!(order("works?sort=cited_by_percentile_year.min"), own);
    assert_ne!(order("works?sort=cited_by_percentile_year.min:desc,doi"), own);
    assert_snapshot!(order("works?sort=publication_year:desc"), @"publication_date desc, cited_by_percentile_year.max desc, cited_by_count desc, id");
    assert_snapshot!(order("works?sort=cited-by-count,is_oa:desc,cited_by_count:desc"), @"cited_by_count desc, open_access.is_oa desc, cited_by_percentile_year.max desc, id");
    assert_snapshot!(order("works?sort=ids.openalex:desc"), @"id desc");
}

#[test]
fn pages() {
    assert_snapshot!(ask("works"), @"Page { start: Skip(0), size: 25 }");
    assert_snapshot!(ask("works?page=3&per_page=10"), @"Page { start: Skip(20), size: 10 }");
    assert_snapshot!(ask("works?per-page=100&per_page=10"), @"Page { start: Skip(0), size: 100 }");
    assert_snapshot!(ask("works?page=&per_page="), @"Page { start: Skip(0), size: 25 }");
    assert_snapshot!(ask("works?page=10000&per_page=100000"), @"Page { start: Skip(999900000), size: 100000 }");
    assert_snapshot!(ask("works?cursor=*"), @"Page { start: First, size: 25 }");
    assert_snapshot!(ask("works?group_by=type"), @r#"Groups(Grouping { by: [Dimension { name: "type", by: Values { field: type, letter: None }, unknown: false }], of: All([]), order: GroupOrder { by: Count, descending: true }, labelled: [], start: Skip(0), size: 200 })"#);
    assert_snapshot!(ask("works?group-by=type:include_unknown&page=2"), @r#"Groups(Grouping { by: [Dimension { name: "type", by: Values { field: type, letter: None }, unknown: true }], of: All([]), order: GroupOrder { by: Count, descending: true }, labelled: [], start: Skip(200), size: 200 })"#);
    assert_snapshot!(ask("works?group_by=primary_location.source.publisher_lineage&cursor=*"), @r#"Groups(Grouping { by: [Dimension { name: "primary_location.source.publisher_lineage", by: Values { field: primary_location.source.host_organization_lineage, letter: Some('P') }, unknown: false }], of: All([]), order: GroupOrder { by: Count, descending: true }, labelled: [], start: First, size: 200 })"#);
    assert_snapshot!(show("works?group_by=journal&include_xpac=true"), @"primary_location.source.type = 'journal'");
    assert_eq!(read("works?page=2").unwrap().page, Some(2));
    assert_eq!(read("works?cursor=*").unwrap().page, None);
}

#[test]
fn limits_of_the_hosted_service() {
    let strict = |text: &str| match read_as(text, true) {
        Ok(_) => "fine".to_owned(),
        Err(error) => error.to_string(),
    };
    assert_eq!(strict("works?page=50&per_page=200"), "fine");
    assert_snapshot!(strict("works?page=51&per_page=200"), @"Maximum results size of 10,000 records is exceeded. Cursor pagination is required for records beyond 10,000. See: https://developers.openalex.org/guides/page-through-results");
    assert_snapshot!(strict("works?per_page=201"), @"per-page parameter must be between 1 and 200.");
    assert_snapshot!(strict("works?group_by=type&page=2"), @"Unable to paginate beyond page 1. Group-by is limited to page 1 with up to 200 results at this time.");
    let many = format!("works?filter=openalex:{}", vec!["W12"; 101].join("|"));
    assert!(strict(&many).starts_with("Maximum number of values exceeded for openalex. Decrease"));
    assert!(read(&many).is_ok());
    for text in ["works?per_page=0", "works?per_page=100001", "works?per_page=-1"] {
        assert_eq!(
            show(text),
            "400 Pagination error. per-page parameter must be between 1 and 100000."
        );
    }
    assert_snapshot!(show("works?per-page=many"), @"400 Invalid query parameters error. Param per-page must be a number.");
    assert_snapshot!(show("works?page=99999999999999999999999&per_page=10"), @"NOT is_xpac = true");
}

#[test]
fn the_services_own_tokens_are_places_in_the_order() {
    let start = |text: &str| match read(text).unwrap().query.ask {
        Ask::Page { start, .. } => start,
        other => panic!("{other:?}"),
    };
    // From the documentation: a day in milliseconds and an id.
    let dated = "works?filter=publication_year:2020&per-page=100&\
                 cursor=IlsxNjA5MzcyODAwMDAwLCAnaHR0cHM6Ly9vcGVuYWxleC5vcmcvVzI0ODg0OTk3NjQnXSI=";
    assert_eq!(
        start(dated),
        Start::Beyond(vec![Some(Value::Date(18_627)), Some(Value::Int(2_488_499_764))])
    );
    assert_snapshot!(order(dated), @"publication_date desc, id");
    let cited = "works?cursor=Ils5OSwgMTIzNDUsICdodHRwczovL29wZW5hbGV4Lm9yZy9XMjc0MTgwOTgwNyddIg==";
    assert_eq!(
        start(cited),
        Start::Beyond(vec![
            Some(Value::Int(99)),
            Some(Value::Int(12_345)),
            Some(Value::Int(2_741_809_807))
        ])
    );
    let wrong = dated.replace("&cursor", "&sort=type&cursor");
    assert_snapshot!(show(&wrong), @"400 Pagination error. Cursor value is invalid.");
    assert_snapshot!(show("works?cursor=null"), @"400 Pagination error. Cursor is null. Likely reached end of results.");
    assert_snapshot!(show("works?cursor=abc"), @"400 Pagination error. Invalid cursor value");
    assert_snapshot!(show("works?cursor=*&page=2"), @"400 Pagination error. Cannot use page parameter with cursor.");
}

#[test]
fn the_service_names_infinities_for_missing_values() {
    let start = |text: &str| match read(text).unwrap().query.ask {
        Ask::Page { start, .. } => start,
        other => panic!("{other:?}"),
    };
    // "['-Infinity', 0, 'https://openalex.org/W3045921891']", as it was told in November 2025.
    let missing =
        "works?cursor=IlsnLUluZmluaXR5JywgMCwgJ2h0dHBzOi8vb3BlbmFsZXgub3JnL1czMDQ1OTIxODkxJ10i";
    assert_eq!(
        start(missing),
        Start::Beyond(vec![None, Some(Value::Int(0)), Some(Value::Int(3_045_921_891))])
    );
}

#[test]
fn the_services_tokens_of_groups_are_places_in_the_order_of_keys() {
    let start = |text: &str| match read(text).map(|request| request.query.ask) {
        Ok(Ask::Groups(grouping)) => format!("{:?}", grouping.start),
        Ok(other) => panic!("{other:?}"),
        Err(error) => error.to_string(),
    };
    assert_snapshot!(start("works?group_by=type&cursor=InN0YW5kYXJkIg=="), @r#"Beyond([Some(Text("standard"))])"#);
    assert_snapshot!(start("works?group_by=publication_year&cursor=MjAyMA=="), @"Beyond([Some(Int(2020))])");
    assert_snapshot!(start("works?group_by=publication_year&cursor=InN0YW5kYXJkIg=="), @"Cursor value is invalid.");
    assert_snapshot!(start("works?group_by=cites&cursor=Imh0dHBzOi8vb3BlbmFsZXgub3JnL1cxMjMi"), @"Cursor value is invalid: ids are walked in the order of their numbers here. Start again with cursor=*.");
    assert_snapshot!(start("works?group_by=type&cursor=W10="), @"Invalid cursor value");
    assert_snapshot!(show("works?cursor=InN0YW5kYXJkIg=="), @"400 Pagination error. Invalid cursor value");
}

#[test]
fn our_tokens_go_through() {
    let cursor = Cursor { rows: 1, query: 2, total: 3, place: Place::Record { part: 4, row: 5 } };
    let text = format!("works?cursor={}", cursor.encode());
    let Ask::Page { start, .. } = read(&text).unwrap().query.ask else { panic!() };
    assert_eq!(start, Start::After(cursor));
}
