use insta::assert_snapshot;
use serapeum_model::{Answer, Ask, Group, Value};
use serapeum_sources::crossref::SOURCE;

use super::{read, read_as};

fn facets(text: &str, strict: bool) -> String {
    let query = read_as(text, strict).unwrap().query;
    assert!(matches!(query.ask, Ask::Page { .. }));
    let one = |facet: &serapeum_model::Grouping| {
        let by = &facet.by[0];
        let serapeum_model::By::Values { field, .. } = by.by else { panic!("{by:?}") };
        format!("{}={} {}", by.name, field.name, facet.size)
    };
    query.facets.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn names_and_numbers() {
    assert_snapshot!(facets("works?facet=t", false), @"affiliation=affiliation.name 20, archive=archive 20, assertion=assertion 20, assertion-group=assertion-group 20, category-name=subject 20, container-title=container-title 20, funder-doi=funder.DOI 20, funder-name=funder.name 20, issn=issn 20, journal-issue=issue 20, journal-volume=volume 20, license=license 20, link-application=link.intended-application 20, orcid=orcid 20, published=issued.year 20, publisher-name=publisher 20, relation-type=relation 20, ror-id=affiliation.ror 20, source=source 20, type-name=type 20, update-type=update-type 20");
    assert_snapshot!(facets("works?facet=published:*,issn:5", false), @"published=issued.year 10000000, issn=issn 5");
    assert_snapshot!(facets("works?facet=published:*,container-title:*,issn:5000,orcid:0,source:x", true), @"published=issued.year 100000, container-title=container-title 1000, issn=issn 1000, orcid=orcid 1, source=source 20");
    assert_snapshot!(facets("works?facet=issn:5,issn:5", false), @"issn=issn 5");
    assert_snapshot!(facets("members/78/works?rows=0&facet=type-name:3", false), @"type-name=type 3");
    assert_snapshot!(facets("works?facet=", false), @"");
    for all in ["*", "T", "1"] {
        assert_eq!(read(&format!("works?facet={all}")).unwrap().query.facets.len(), 21);
    }
}

#[test]
fn later_pages_of_a_walk_have_none() {
    let first = read("works?facet=t&cursor=*").unwrap().query;
    assert_eq!(first.facets.len(), 21);
    let token = super::paging::token();
    assert!(read(&format!("works?facet=t&cursor={token}")).unwrap().query.facets.is_empty());
}

#[test]
fn shown() {
    let text = |text: &str| Some(Value::from(text));
    let groups = |keys: Vec<Option<Value>>| -> Vec<Group> {
        keys.into_iter().zip((1..9).rev()).map(|(key, n)| Group::new(key, None, n)).collect()
    };
    let facets = vec![
        groups(vec![text("2167-8359"), None]),
        groups(vec![text("10.13039/100000001")]),
        groups(vec![text("0000-0002-1825-0097")]),
        groups(vec![Some(Value::Int(2021)), Some(Value::Int(2020))]),
        groups(vec![text("book-part"), text("scroll")]),
        groups(vec![text("03vek6s52")]),
        groups(vec![text("A \"title\"")]),
        groups(vec![]),
    ];
    let request = read("works?rows=0&facet=issn:9,funder-doi:9,orcid:9,published:9,type-name:9,ror-id:9,container-title:9,archive:9").unwrap();
    let answer = Answer::Page {
        total: 7,
        records: vec![],
        scores: Vec::new(),
        next: None,
        sums: vec![],
        facets,
    };
    let reply = SOURCE.dialect.write(&request, &answer, 0);
    let body = String::from_utf8(reply.body).unwrap();
    serde_json::from_str::<serde_json::Value>(&body).expect("an answer is JSON");
    assert_snapshot!(body, @r#"{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{"issn":{"value-count":1,"values":{"https://id.crossref.org/issn/2167-8359":8}},"funder-doi":{"value-count":1,"values":{"https://doi.org/10.13039/100000001":8}},"orcid":{"value-count":1,"values":{"https://orcid.org/0000-0002-1825-0097":8}},"published":{"value-count":2,"values":{"2021":8,"2020":7}},"type-name":{"value-count":2,"values":{"Part":8,"scroll":7}},"ror-id":{"value-count":1,"values":{"https://ror.org/03vek6s52":8}},"container-title":{"value-count":1,"values":{"A \"title\"":8}},"archive":{"value-count":0,"values":{}}},"total-results":7,"items":[],"items-per-page":0,"query":{"start-index":0,"search-terms":null}}}"#);
}
