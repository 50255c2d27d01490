use insta::assert_snapshot;
use serapeum_model::Ask;
use serapeum_sources::crossref::SOURCE;

use super::{failure, read};

fn route(text: &str) -> String {
    match read(text) {
        Err(error) => failure(&error),
        Ok(request) => {
            let ask = match request.query.ask {
                Ask::Nothing => "nothing",
                Ask::One => "one",
                Ask::Page { .. } => "page",
                Ask::Groups(_) => "groups",
                _ => "?",
            };
            let view = request.form.view.unwrap_or("-");
            format!("{} {ask} {view} {}", request.query.entity.name, request.query.filter)
        }
    }
}

#[test]
fn works() {
    assert_snapshot!(route("works"), @"works page - everything");
    assert_snapshot!(route("/v1/works/"), @"works page - everything");
    assert_snapshot!(route("v1.0/works"), @"works page - everything");
    for text in [
        "works/10.1000/AB%2Fc",
        "works/10.1000%2Fab%2Fc",
        "works/https://doi.org/10.1000/ab/c",
        "works/http%3A%2F%2Fdx.doi.org%2F10.1000%2Fab%2Fc",
        "works/doi:10.1000/ab/c/",
    ] {
        assert_eq!(route(text), "works one - doi = '10.1000/ab/c'", "{text}");
    }
    assert_snapshot!(route("works/10.1000/a%252Fb"), @"works one - doi = '10.1000/a%2fb'");
    assert_snapshot!(route("works/10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2"), @"works one - doi = '10.1890/0012-9658(2006)87[2832:tiopma]2.0.co;2'");
    assert_snapshot!(route("works/10.1002/(sici)1%3C1::aid%3E3.0.co;2-%23"), @"works one - doi = '10.1002/(sici)1<1::aid>3.0.co;2-#'");
    assert_snapshot!(route("works/10.1000/a/agency"), @"works one work-agency doi = '10.1000/a'");
    assert_snapshot!(route("works/10.1000%2Fa/agency"), @"works one work-agency doi = '10.1000/a'");
    assert_snapshot!(route("works/10.1000/agency"), @"404 Resource not found.");
    assert_snapshot!(route("works/10.1000/a/transform/application/x-bibtex"), @"404 route-not-found: Route not found: transform is not supported: ask for the record itself");
    assert_snapshot!(route("works/10.1000/a/transform"), @"404 route-not-found: Route not found: transform is not supported: ask for the record itself");
    assert_snapshot!(route("works/10.1000/transforming"), @"works one - doi = '10.1000/transforming'");
}

#[test]
fn works_of_a_resource() {
    assert_snapshot!(route("members/78/works"), @"works page all-of-a-resource member = '78'");
    assert_snapshot!(route("members/78/works?filter=type:book"), @"works page - (member = '78' AND type = 'book')");
    assert_snapshot!(route("journals/2167-8359/works?filter=issn:1234-5678"), @"works page - (issn = '2167-8359' AND issn = '1234-5678')");
    assert_snapshot!(route("journals/21678359/works"), @"works page all-of-a-resource issn = '2167-8359'");
    assert_snapshot!(route("funders/10.13039/100000001/works"), @"works page all-of-a-resource funder.DOI = '10.13039/100000001'");
    assert_snapshot!(route("funders/100000001/works"), @"works page all-of-a-resource funder.DOI = '10.13039/100000001'");
    assert_snapshot!(route("types/book/works"), @"works page - type = 'book'");
    assert_snapshot!(route("prefixes/10.1016/works"), @"works page - prefix = '10.1016'");
    assert_snapshot!(route("types/tape/works"), @"404 Resource not found.");
    assert_snapshot!(route("members/x/works"), @"404 Resource not found.");
}

#[test]
fn a_resource_that_the_lake_knows() {
    let followed = |text: &str, record: &str| {
        let mut request = read(text).unwrap();
        assert!(request.origin.is_some(), "{text}");
        SOURCE.dialect.follow(&mut request, record.as_bytes());
        format!("{} {}", request.form.view.unwrap_or("-"), request.query.filter)
    };
    let funder = r#"{"id":"1","descendants":["100000004","501100000049"]}"#;
    assert_snapshot!(followed("funders/1/works", funder), @"- funder.DOI IN ('10.13039/1', '10.13039/100000004', '10.13039/501100000049')");
    assert_snapshot!(followed("funders/1/works?filter=funder:2,type:book", funder), @"- (funder.DOI IN ('10.13039/1', '10.13039/100000004', '10.13039/501100000049') AND funder.DOI = '10.13039/2' AND type = 'book')");
    assert_snapshot!(followed("funders/1/works", r#"{"id":"1","descendants":[]}"#), @"- funder.DOI = '10.13039/1'");
    assert_snapshot!(followed("members/78/works", r#"{"id":78}"#), @"- member = '78'");
    assert_snapshot!(followed("journals/2167-8359/works", "{}"), @"- issn = '2167-8359'");
    assert!(read("types/book/works").unwrap().origin.is_none());
    assert!(read("works?filter=funder:1").unwrap().origin.is_none());
}

#[test]
fn other_resources() {
    assert_snapshot!(route("members"), @"members page - everything");
    assert_snapshot!(route("members/78"), @"members one - id = 78");
    assert_snapshot!(route("funders"), @"funders page - everything");
    assert_snapshot!(route("funders/10.13039/100000001"), @"funders one - id = '100000001'");
    assert_snapshot!(route("funders/100000001"), @"funders one - id = '100000001'");
    assert_snapshot!(route("journals"), @"journals page - everything");
    assert_snapshot!(route("journals/21678359"), @"journals one - issn = '2167-8359'");
    assert_snapshot!(route("prefixes/10.1016"), @"works one prefix prefix = '10.1016'");
    assert_snapshot!(route("types"), @"works nothing type-list everything");
    assert_snapshot!(route("types/book"), @"works nothing type everything");
    assert_snapshot!(route("licenses?rows=5&offset=2"), @"works groups - everything");
}

#[test]
fn nowhere() {
    assert_snapshot!(route(""), @"404 route-not-found: Route not found");
    assert_snapshot!(route("work"), @"404 route-not-found: Route not found: did you mean /works?");
    assert_snapshot!(route("styles"), @"404 route-not-found: Route not found: /styles is not supported");
    assert_snapshot!(route("licenses/x"), @"404 route-not-found: Route not found");
    assert_snapshot!(route("prefixes"), @"404 route-not-found: Route not found");
}

#[test]
fn requests_that_people_send() {
    for text in [
        "works?filter=has-orcid:1&rows=1000&cursor=*",
        "works?filter=from-created-date:2013-10-01,until-created-date:2013-10-31&mailto=a@b.c&rows=0&cursor=%2A",
        "journals/1932-6203/works?rows=30&cursor=*",
        "journals/1803-2427/works?rows=0&facet=issn:*,container-title:*,journal-issue:*,link-application:*,affiliation:*,assertion:*,assertion-group:*,orcid:*,update-type:*,funder-name:*,archive:*",
        "works?filter=has-full-text:true&rows=3",
        "works?select=DOI,title&cursor=*&rows=1000",
        "works?sort=created&order=desc&rows=1000&offset=2000&filter=from-created-date:2019-01-01",
    ] {
        assert!(read(text).is_ok(), "{text}: {}", failure(&read(text).unwrap_err()));
    }
}
