//! Envelopes: data, `meta`, links.

use insta::assert_snapshot;
use serapeum_model::{Answer, By, Cursor, Group, Place, Value};
use serapeum_sources::datacite::SOURCE;

use crate::{json, read, read_as};

const RECORD: &str = r#"{"id":"10.5281/zenodo.1","type":"dois","attributes":{"doi":"10.5281/zenodo.1","created":"2017-06-02T20:09:50.000Z"},"relationships":{"client":{"data":{"id":"cern.zenodo","type":"clients"}}}}"#;

/// The answer to a request: so many records on the page, of so many in all.
fn told(text: &str, records: usize, total: u64, strict: bool) -> serde_json::Value {
    let request = read_as(text, strict).unwrap();
    let cursor = Cursor { rows: 1, query: 1, total, place: Place::Record { part: 0, row: 0 } };
    let facets = request.query.facets.iter().map(|_| Vec::new()).collect();
    let answer = Answer::Page {
        total,
        records: vec![RECORD.as_bytes().to_vec(); records],
        scores: Vec::new(),
        next: ((records as u64) < total).then_some(cursor),
        sums: request.query.sums.iter().map(|_| None).collect(),
        facets,
    };
    let reply = SOURCE.dialect.write(&request, &answer, 1);
    assert_eq!((reply.status, reply.media), (200, "application/json; charset=utf-8"));
    assert!(reply.headers.contains(&("x-anonymous-consumer", "true".to_owned())));
    json(&reply)
}

#[test]
fn pages_have_numbers_and_links() {
    let text = "dois?provider-id=caltech&page[size]=4&disable-facets=true";
    let told = told(text, 4, 10, false);
    assert_eq!(told["meta"].to_string(), r#"{"page":1,"total":10,"totalPages":3}"#);
    assert_eq!(
        told["links"]["next"],
        "https://api.datacite.org/dois?disable-facets=true&page%5Bnumber%5D=2&page%5Bsize%5D=4&provider-id=caltech"
    );
    assert_eq!(
        told["links"]["self"],
        "https://api.datacite.org/dois?provider-id=caltech&page%5Bsize%5D=4&disable-facets=true"
    );
}

#[test]
fn the_last_page_has_no_next() {
    let next = |text: &str, records, total| {
        told(text, records, total, false)["links"].get("next").cloned()
    };
    assert_eq!(next("dois?page[size]=4&page[number]=3", 2, 10), None);
    assert_eq!(next("dois?page[size]=5&page[number]=2", 5, 10), None);
    assert_eq!(next("dois?page[size]=5&page[number]=3", 0, 10), None);
    assert_eq!(next("dois?page[size]=0", 0, 10), None);
    assert_eq!(next("dois?page[size]=4&page[cursor]=1", 4, 4), None);
    assert!(next("dois?page[size]=4&page[cursor]=1", 4, 5).is_some());
}

#[test]
fn walks_have_tokens_and_no_numbers() {
    let text = "clients/cern.zenodo/dois?page[size]=2&page[cursor]=1&sort=name&license=mit&facets=";
    let told = told(text, 2, 20_001, true);
    assert_eq!(told["meta"].to_string(), r#"{"total":20001,"totalPages":10001}"#);
    // 1496434190000,10.5281/zenodo.1
    let token = "MTQ5NjQzNDE5MDAwMCwxMC41MjgxL3plbm9kby4x";
    assert_eq!(
        told["links"]["next"],
        format!(
            "https://api.datacite.org/dois?client-id=cern.zenodo&facets=&license=mit\
             &page%5Bcursor%5D={token}&page%5Bsize%5D=2&sort=name"
        )
    );
    let next = told["links"]["next"].as_str().unwrap().split_once(".org/").unwrap().1;
    let request = read(next).unwrap();
    let first = read(text).unwrap();
    assert_eq!(request.query.filter.to_string(), first.query.filter.to_string());
    assert_eq!(request.query.sort, first.query.sort);
}

#[test]
fn numbers_end_where_the_hosted_service_ends_them() {
    let strict = told("dois?page[size]=1000&page[number]=10&facets=", 1000, 36_409, true);
    assert_eq!(strict["meta"].to_string(), r#"{"page":10,"total":36409,"totalPages":10}"#);
    assert_eq!(strict["links"].get("next"), None);
    let free = told("dois?page[size]=1000&page[number]=10&facets=", 1000, 36_409, false);
    assert_eq!(free["meta"]["totalPages"], 37);
    assert!(free["links"]["next"].as_str().unwrap().contains("%5D=11&"));
}

#[test]
fn facets_of_every_list() {
    let names: Vec<String> = facet_names("dois", 1);
    assert_eq!(
        names,
        [
            "states",
            "resourceTypes",
            "created",
            "published",
            "registered",
            "providers",
            "clients",
            "affiliations",
            "prefixes",
            "certificates",
            "licenses",
            "schemaVersions",
            "linkChecksStatus",
            "subjects",
            "fieldsOfScience",
            "citations",
            "views",
            "downloads"
        ]
    );
    assert!(facet_names("dois", 0).is_empty());
    assert!(facet_names("dois?disable-facets=1", 1).is_empty());
    assert!(facet_names("dois?facets=", 1).is_empty());
    assert!(facet_names("dois?id=10.5438/0012", 1).is_empty());
    assert_eq!(
        facet_names("dois?facets=client_types,licenses,nothing", 1),
        ["clientTypes", "licenses"]
    );
    assert_eq!(facet_names("dois?disable-facets=false", 1).len(), 18);
    let clients = facet_names("clients", 1);
    assert_eq!(
        clients,
        ["years", "providers", "software", "certificates", "repository_types", "clientTypes"]
    );
}

/// The facets' names, in the order in which they are told.
fn facet_names(text: &str, total: u64) -> Vec<String> {
    let request = read(text).unwrap();
    let facets = request.query.facets.iter().map(|_| Vec::new()).collect();
    let answer = Answer::Page {
        total,
        records: Vec::new(),
        scores: Vec::new(),
        next: None,
        sums: Vec::new(),
        facets,
    };
    let body = String::from_utf8(SOURCE.dialect.write(&request, &answer, 1).body).unwrap();
    let meta = body.split_once("\"page\":1").unwrap().1.split_once('}').unwrap().0;
    let names = meta.split(",\"").skip(1);
    names.map(|member| member.split('"').next().unwrap().to_owned()).collect()
}

/// A facet of these groups.
fn facet(name: &str, groups: &[(Option<Value>, Option<&str>, u64)]) -> String {
    let request = read(&format!("dois?facets={name}")).unwrap();
    let groups = groups.iter().map(|(key, label, count)| {
        let metric = Some(Value::Int(*count as i64 * 10));
        Group { metric, ..Group::new(key.clone(), label.map(str::to_owned), *count) }
    });
    let facets = vec![groups.collect()];
    let sums = request.query.sums.iter().map(|_| Some(Value::Int(7))).collect();
    let answer = Answer::Page {
        total: 9,
        records: Vec::new(),
        scores: Vec::new(),
        next: None,
        sums,
        facets,
    };
    let body = String::from_utf8(SOURCE.dialect.write(&request, &answer, 1).body).unwrap();
    let (_, value) = body.split_once(&format!("\"{name}\":")).unwrap();
    value.split_once("},\"links\"").unwrap().0.to_owned()
}

fn text(text: &str) -> Option<Value> {
    Some(Value::from(text))
}

#[test]
fn ids_and_titles() {
    let year = |year: i64, count| (Some(Value::Int(year)), None, count);
    assert_snapshot!(facet("states", &[(text("findable"), None, 3)]), @r#"[{"id":"findable","title":"Findable","count":3}]"#);
    assert_snapshot!(facet("resourceTypes", &[(text("journal-article"), Some("Journal Article"), 3)]), @r#"[{"id":"journal-article","title":"Journal Article","count":3}]"#);
    assert_snapshot!(facet("created", &[year(2024, 2), year(2023, 1)]), @r#"[{"id":"2024","title":"2024","count":2},{"id":"2023","title":"2023","count":1}]"#);
    assert_snapshot!(facet("providers", &[(text("cern"), Some("CERN"), 2), (text("tib"), None, 1)]), @r#"[{"id":"cern","title":"CERN","count":2},{"id":"tib","title":"tib","count":1}]"#);
    assert_snapshot!(facet("affiliations", &[(text("04wxnsj81"), Some("DataCite"), 2)]), @r#"[{"id":"ror.org/04wxnsj81","title":"DataCite","count":2}]"#);
    assert_snapshot!(facet("licenses", &[(text("cc-by-4.0"), None, 2), (text("own"), None, 1)]), @r#"[{"id":"cc-by-4.0","title":"CC-BY-4.0","count":2},{"id":"own","title":"own","count":1}]"#);
    assert_snapshot!(facet("schemaVersions", &[(text("http://datacite.org/schema/kernel-4"), None, 2)]), @r#"[{"id":"4","title":"Schema 4","count":2}]"#);
    assert_snapshot!(facet("subjects", &[(text("FOS: Biological sciences"), None, 2)]), @r#"[{"id":"FOS: Biological sciences","title":"Fos: Biological Sciences","count":2}]"#);
    assert_snapshot!(facet("fieldsOfScience", &[(text("x"), None, 2), (text("FOS: Biological sciences"), None, 1)]), @r#"[{"id":"biological_sciences","title":"Biological sciences","count":1}]"#);
    assert_snapshot!(facet("authors", &[(text("0000-0003-1419-2405"), None, 2)]), @r#"[{"id":"https://orcid.org/0000-0003-1419-2405","title":"https://orcid.org/0000-0003-1419-2405","count":2}]"#);
    assert_snapshot!(facet("languages", &[(text("en"), None, 2)]), @r#"[{"id":"en","title":"English","count":2}]"#);
    assert_snapshot!(facet("citations", &[year(2019, 2), year(2023, 1), year(2021, 0)]), @r#"[{"id":"2023","title":"2023","count":10},{"id":"2019","title":"2019","count":20}]"#);
    assert_snapshot!(facet("citationCount", &[]), @"7");
    assert_snapshot!(facet("contentUrlCount", &[(text("contentUrl"), None, 4)]), @"4");
    assert_snapshot!(facet("licensesWithMissing", &[(None, None, 5), (text("mit"), None, 2)]), @r#"[{"id":"__missing__","title":"Unknown","count":5},{"id":"mit","title":"MIT","count":2}]"#);
}

#[test]
fn the_rest_of_the_licences_is_told_last() {
    let many: Vec<_> = (0..12).map(|n| (text(&format!("l{n}")), None, 20 - n)).collect();
    let told = facet("licensesWithMissing", &many);
    assert!(told.ends_with(r#"{"id":"__other__","title":"Other","count":19}]"#), "{told}");
}

#[test]
fn years_to_come_are_not_counted_as_published() {
    let request = read("dois?facets=published").unwrap();
    let grouping = &request.query.facets[0];
    let of = grouping.of.to_string();
    let year: i64 = of.strip_prefix("publicationYear <= ").unwrap().parse().unwrap();
    assert!((2025..2200).contains(&year));
    assert_eq!(i64::from(grouping.size), year - 2010 + 1);
}

#[test]
fn general_types_are_counted_by_the_conditions_of_their_filter() {
    let request = read("dois?facets=resourceTypes").unwrap();
    let By::Bins(bins) = &request.query.facets[0].by[0].by else { panic!("no bins") };
    assert_eq!(bins.bins.len(), 34);
    for bin in &bins.bins {
        let filter = crate::dois(&format!("resource-type-id={}", bin.key));
        let of = bin.of.to_string();
        assert_eq!(filter.trim_matches(['(', ')']), of.trim_matches(['(', ')']));
    }
}

#[test]
fn prefixes_are_groups() {
    let request = read("prefixes?page[size]=2").unwrap();
    let groups = vec![Group::new(text("10.5281"), None, 4), Group::new(text("10.5438"), None, 2)];
    let answer = Answer::Groups { total: 9, groups, all: 3, next: None, sums: Vec::new() };
    let body = SOURCE.dialect.write(&request, &answer, 1).body;
    assert_snapshot!(String::from_utf8(body).unwrap(), @r#"{"data":[{"id":"10.5281","type":"prefixes","attributes":{}},{"id":"10.5438","type":"prefixes","attributes":{}}],"meta":{"total":3,"totalPages":2,"page":1},"links":{"self":"https://api.datacite.org/prefixes?page%5Bsize%5D=2","next":"https://api.datacite.org/prefixes?page%5Bnumber%5D=2&page%5Bsize%5D=2"}}"#);

    let request = read("prefixes/10.5281").unwrap();
    let mut client = Group::new(text("cern.zenodo"), None, 4);
    client.groups = vec![Group::new(text("cern"), None, 4)];
    let mut prefix = Group::new(text("10.5281"), None, 4);
    prefix.groups = vec![client];
    let told = |groups| {
        let answer = Answer::Groups { total: 4, groups, all: 1, next: None, sums: Vec::new() };
        let reply = SOURCE.dialect.write(&request, &answer, 1);
        format!("{} {}", reply.status, String::from_utf8(reply.body).unwrap())
    };
    assert_snapshot!(told(vec![prefix]), @r#"200 {"data":{"id":"10.5281","type":"prefixes","attributes":{},"relationships":{"clients":{"data":[{"id":"cern.zenodo","type":"clients"}]},"providers":{"data":[{"id":"cern","type":"providers"}]}}}}"#);
    assert_snapshot!(told(Vec::new()), @r#"404 {"errors":[{"status":"404","title":"The resource you are looking for doesn't exist."}]}"#);
}

#[test]
fn what_needs_no_lake() {
    let known = |text: &str| {
        let reply = SOURCE.dialect.write(&read(text).unwrap(), &Answer::Known, 1);
        format!("{} {}", reply.status, String::from_utf8(reply.body).unwrap())
    };
    assert_eq!(known("heartbeat"), "200 OK");
    assert_snapshot!(known("resource-types/journal-article"), @r#"200 {"data":{"id":"journal-article","type":"resource-types","attributes":{"title":"Journal Article"}}}"#);
    assert_eq!(known("resource-types").matches("\"type\":\"resource-types\"").count(), 34);
}
