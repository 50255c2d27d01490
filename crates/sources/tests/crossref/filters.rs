use insta::assert_snapshot;
use serapeum_sources::crossref::WORKS;

use super::{read_as, show, works};

#[test]
fn names_are_conditions_and_values_of_one_name_alternatives() {
    assert_snapshot!(works("type:book,member:78"), @"(type = 'book' AND member = '78')");
    assert_snapshot!(works("type:book,type:journal-article,member:78"), @"(type IN ('book', 'journal-article') AND member = '78')");
    assert_snapshot!(works("type:book,type:book"), @"type = 'book'");
    assert_snapshot!(works("from-pub-date:2019,from-pub-date:2018"), @"(issued >= 2019-01-01 OR issued >= 2018-01-01)");
    assert_snapshot!(works("has-orcid:true,has-orcid:false"), @"(orcid EXISTS OR NOT orcid EXISTS)");
    assert_snapshot!(works(""), @"everything");
    assert_snapshot!(works("type:book,"), @"type = 'book'");
    assert_snapshot!(works("type:book,%20has-abstract:true"), @"(type = 'book' AND has-abstract = true)");
}

#[test]
fn dates() {
    assert_snapshot!(works("from-created-date:2013"), @"created.date-time >= 2013-01-01T00:00:00");
    assert_snapshot!(works("until-created-date:2013"), @"created.date-time <= 2013-12-31T23:59:59.999999");
    assert_snapshot!(works("from-created-date:2025-01-05T15,until-created-date:2025-01-05T15"), @"(created.date-time >= 2025-01-05T15:00:00 AND created.date-time <= 2025-01-05T15:59:59.999999)");
    assert_snapshot!(works("from-created-date:2024-10-02T15:55:01"), @"created.date-time >= 2024-10-02T15:55:01");
    assert_snapshot!(works("from-deposit-date:2013-02,until-deposit-date:2013-02"), @"(deposited.date-time >= 2013-02-01T00:00:00 AND deposited.date-time <= 2013-02-28T23:59:59.999999)");
    assert_snapshot!(works("from-update-date:2013-02-03,until-update-date:2013-02-03"), @"(deposited.date-time >= 2013-02-03T00:00:00 AND deposited.date-time <= 2013-02-03T23:59:59.999999)");
    assert_snapshot!(works("from-index-date:2013-02-03,until-index-date:2013"), @"(indexed.date-time >= 2013-02-03T00:00:00 AND indexed.date-time <= 2013-12-31T23:59:59.999999)");
    assert_snapshot!(works("from-pub-date:2013,until-pub-date:2013"), @"(issued >= 2013-01-01 AND issued <= 2013-12-31)");
    assert_snapshot!(works("from-issued-date:2013-02,until-issued-date:2012-02"), @"(issued >= 2013-02-01 AND issued <= 2012-02-29)");
    assert_snapshot!(works("from-online-pub-date:2013,until-online-pub-date:2013"), @"(published-online >= 2013-01-01 AND published-online <= 2013-12-31)");
    assert_snapshot!(works("from-print-pub-date:2013,until-print-pub-date:2013"), @"(published-print >= 2013-01-01 AND published-print <= 2013-12-31)");
    assert_snapshot!(works("from-posted-date:2013,until-posted-date:2013"), @"(posted >= 2013-01-01 AND posted <= 2013-12-31)");
    assert_snapshot!(works("from-accepted-date:2013,until-accepted-date:2013"), @"(accepted >= 2013-01-01 AND accepted <= 2013-12-31)");
    assert_snapshot!(works("from-approved-date:2013,until-approved-date:2013"), @"(approved >= 2013-01-01 AND approved <= 2013-12-31)");
    assert_snapshot!(works("from-awarded-date:2013,until-awarded-date:2013"), @"(project.award-start >= 2013-01-01 AND project.award-start <= 2013-12-31)");
    assert_snapshot!(works("from-event-start-date:2013,until-event-start-date:2013"), @"(event.start >= 2013-01-01 AND event.start <= 2013-12-31)");
    assert_snapshot!(works("from-event-end-date:2013,until-event-end-date:2013"), @"(event.end >= 2013-01-01 AND event.end <= 2013-12-31)");
    assert_snapshot!(works("from-pub-date:2013-1"), @"400 validation-failure: date-not-valid (2013-1) Date specified as 2013-1 but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd");
    assert_snapshot!(works("from-pub-date:2019-02-30"), @"400 validation-failure: date-not-legitimate (2019-02-30) Date 2019-02-30 specified in the correct format but represents an illegitimate date.");
    assert_snapshot!(works("from-pub-date:2019-02-03T10"), @"400 validation-failure: date-not-valid (2019-02-03T10) Date specified as 2019-02-03T10 but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd");
}

#[test]
fn whether_something_is_there() {
    assert_snapshot!(works("has-abstract:true"), @"has-abstract = true");
    assert_snapshot!(works("has-abstract:0"), @"NOT has-abstract = true");
    assert_snapshot!(works("has-affiliation:t"), @"has-affiliation = true");
    assert_snapshot!(works("has-affiliation-ror-id:1"), @"affiliation.ror EXISTS");
    assert_snapshot!(works("has-alias:1"), @"has-alias = true");
    assert_snapshot!(works("has-archive:f"), @"NOT archive EXISTS");
    assert_snapshot!(works("has-assertion:1"), @"has-assertion = true");
    assert_snapshot!(works("has-authenticated-orcid:true"), @"has-authenticated-orcid = true");
    assert_snapshot!(works("has-authenticated-orcid:false"), @"has-authenticated-orcid = false");
    assert_snapshot!(works("has-award:1"), @"has-award = true");
    assert_snapshot!(works("has-clinical-trial-number:1"), @"clinical-trial-number EXISTS");
    assert_snapshot!(works("has-content-domain:1"), @"content-domain EXISTS");
    assert_snapshot!(works("has-domain-restriction:false"), @"has-domain-restriction = false");
    assert_snapshot!(works("has-event:1"), @"has-event = true");
    assert_snapshot!(works("has-full-text:TRUE"), @"has-full-text = true");
    assert_snapshot!(works("has-funder:1"), @"has-funder = true");
    assert_snapshot!(works("has-funder-doi:1"), @"funder.DOI EXISTS");
    assert_snapshot!(works("has-funder-ror-id:1"), @"funder.ror EXISTS");
    assert_snapshot!(works("has-license:1"), @"has-license = true");
    assert_snapshot!(works("has-orcid:1"), @"orcid EXISTS");
    assert_snapshot!(works("has-orcid:0"), @"NOT orcid EXISTS");
    assert_snapshot!(works("has-prime-doi:1"), @"has-prime-doi = true");
    assert_snapshot!(works("has-references:1"), @"references-count > 0");
    assert_snapshot!(works("has-references:0"), @"references-count <= 0");
    assert_snapshot!(works("has-relation:1"), @"has-relation = true");
    assert_snapshot!(works("has-ror-id:1"), @"(affiliation.ror EXISTS OR funder.ror EXISTS OR institution.ror EXISTS)");
    assert_snapshot!(works("has-update:1"), @"has-update = true");
    assert_snapshot!(works("has-update-policy:1"), @"has-update-policy = true");
    assert_snapshot!(works("is-update:0"), @"NOT is-update = true");
    assert_snapshot!(works("has-orcid:yes"), @"400 validation-failure: boolean-not-valid (yes) Boolean specified as yes but must be one of: t, true, 1, f, false, 0");
}

#[test]
fn values() {
    assert_snapshot!(works("alternative-id:S0140-6736(05)X"), @"alternative-id = 'S0140-6736(05)X'");
    assert_snapshot!(works("archive:Internet Archive"), @"archive = 'Internet Archive'");
    assert_snapshot!(works("article-number:e1"), @"article-number = 'e1'");
    assert_snapshot!(works("assertion:received"), @"assertion = 'received'");
    assert_snapshot!(works("assertion-group:publication_history"), @"assertion-group = 'publication_history'");
    assert_snapshot!(works("category-name:Ecology"), @"subject = 'Ecology'");
    assert_snapshot!(works("clinical-trial-number:NCT%200131-4937"), @"clinical-trial-number = 'nct01314937'");
    assert_snapshot!(works("container-title:Nature %26amp; Science"), @"container-title = 'Nature &amp; Science'");
    assert_snapshot!(works("content-domain:elsevier.com"), @"content-domain = 'elsevier.com'");
    assert_snapshot!(works("doi:https://doi.org/10.1234/AB,doi:10.1234/a:b"), @"doi IN ('10.1234/ab', '10.1234/a:b')");
    assert_snapshot!(works("funder:100000001"), @"funder.DOI = '10.13039/100000001'");
    assert_snapshot!(works("funder:https://doi.org/10.13039/100000001,funder:10.13039/501100009053"), @"funder.DOI IN ('10.13039/100000001', '10.13039/501100009053')");
    assert_snapshot!(works("funder-doi-asserted-by:publisher"), @"funder-doi-asserted-by = 'publisher'");
    assert_snapshot!(works("group-title:Ecology"), @"group-title = 'Ecology'");
    assert_snapshot!(works("gte-award-amount:10,lte-award-amount:20"), @"(project.award-amount.amount >= 10.0 AND project.award-amount.amount <= 20.0)");
    assert_snapshot!(works("isbn:http://id.crossref.org/isbn/978-3-642-33191-X"), @"isbn = '978364233191x'");
    assert_snapshot!(works("issn:2167835x,issn:http://id.crossref.org/issn/2167-8359"), @"issn IN ('2167-835X', '2167-8359')");
    assert_snapshot!(works("member:https://id.crossref.org/member/078"), @"member = '78'");
    assert_snapshot!(works("orcid:http://orcid.org/0000-0002-1825-009x"), @"orcid = '0000-0002-1825-009X'");
    assert_snapshot!(works("prefix:http://id.crossref.org/prefix/10.1016"), @"prefix = '10.1016'");
    assert_snapshot!(works("ror-id:https://ror.org/03VEK6S52"), @"(affiliation.ror = '03vek6s52' OR funder.ror = '03vek6s52' OR institution.ror = '03vek6s52')");
    assert_snapshot!(works("type:journal-article"), @"type = 'journal-article'");
    assert_snapshot!(works("type-name:Journal Article"), @"type = 'journal-article'");
    assert_snapshot!(works("type-name:Part,type-name:Scroll"), @"type IN ('book-part', 'Scroll')");
    assert_snapshot!(works("update-type:retraction"), @"update-type = 'retraction'");
    assert_snapshot!(works("updates:doi:10.1234/X"), @"updates = '10.1234/x'");
}

#[test]
fn dotted_names_are_met_by_one_element() {
    assert_snapshot!(works("award.number:EP/K01 23-4,award.funder:100000001"), @"ELEMENT OF award WITH (award.number = 'ep/k01234' AND award.funder = '10.13039/100000001')");
    assert_snapshot!(works("license.version:vor,type:book,license.delay:30,license.url:http://x.org/a:b"), @"(ELEMENT OF license WITH (license.version = 'vor' AND license.delay-in-days <= 30 AND license.url = 'http://x.org/a:b') AND type = 'book')");
    assert_snapshot!(works("license.version:vor,license.version:am"), @"ELEMENT OF license WITH (license.version IN ('vor', 'am'))");
    assert_snapshot!(works("full-text.application:text-mining,full-text.type:application/pdf,full-text.version:vor"), @"ELEMENT OF full-text WITH (full-text.application = 'text-mining' AND full-text.type = 'application/pdf' AND full-text.version = 'vor')");
    assert_snapshot!(works("relation.type:has-preprint,relation.object:10.1234/AB,relation.object-type:doi"), @"ELEMENT OF relation WITH (relation.type = 'has-preprint' AND relation.object = '10.1234/ab' AND relation.object-type = 'doi')");
    assert_snapshot!(works("relation.object:https://doi.org/10.1234/AB,relation.object:PMC12"), @"ELEMENT OF relation WITH (relation.object IN ('10.1234/ab', 'PMC12'))");
    // These are each met by any element.
    assert_snapshot!(works("funder:100000001,has-award:true"), @"(funder.DOI = '10.13039/100000001' AND has-award = true)");
}

#[test]
fn every_filter_of_the_api_is_answered_or_says_why_not() {
    let mut values = vec!["true", "2020", "10.13039/1", "1234-5678", "0000-0002-1825-0097"];
    values.extend(["10.1234", "book", "vor", "publisher", "doi", "03vek6s52", "DOAJ", "x/y"]);
    values.extend(["has-review", "text-mining"]);
    let names = WORKS.names();
    assert_eq!(names.len(), 90);
    for name in names {
        let read = |value: &&str| show(&format!("works?filter={name}:{value}"));
        let answers: Vec<String> = values.iter().map(read).collect();
        let answered = answers.iter().any(|answer| !answer.starts_with("400"));
        let absent = answers.iter().any(|answer| answer.contains("cannot be answered here"));
        assert!(answered != absent, "{name}: {answers:?}");
        assert!(!answers.iter().any(|answer| answer.contains("no such filter")), "{name}");
    }
}

#[test]
fn lists_of_members_and_funders() {
    assert_snapshot!(show("members?filter=prefix:10.1016,current-doi-count:5,backfile-doi-count:0"), @"(prefix = '10.1016' AND counts.current-dois = 5 AND counts.backfile-dois = 0)");
    assert_snapshot!(show("funders?filter=location:United States"), @"location = 'United States'");
}

#[test]
fn strict_requests_are_held_to_the_words_of_the_api() {
    let read = |filter: &str, strict| read_as(&format!("works?filter={filter}"), strict).is_ok();
    for filter in ["archive:LOCKSS", "license.version:unspecified", "relation.type:cites"] {
        assert!(read(filter, false) && !read(filter, true), "{filter}");
    }
    assert!(read("archive:Portico", true));
}
