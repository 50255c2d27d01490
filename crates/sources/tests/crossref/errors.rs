use insta::assert_snapshot;
use serapeum_model::{BadRequest, Class};
use serapeum_sources::crossref::SOURCE;

use super::{failure, read_as, show, works};

#[test]
fn values_of_filters() {
    assert_snapshot!(works("has-orcid:yes"), @"400 validation-failure: boolean-not-valid (yes) Boolean specified as yes but must be one of: t, true, 1, f, false, 0");
    assert_snapshot!(works("from-pub-date:yesterday"), @"400 validation-failure: date-not-valid (yesterday) Date specified as yesterday but must be of the form: yyyy or yyyy-MM or yyyy-MM-dd");
    assert_snapshot!(works("until-pub-date:2019-02-30"), @"400 validation-failure: date-not-legitimate (2019-02-30) Date 2019-02-30 specified in the correct format but represents an illegitimate date.");
    assert_snapshot!(works("type:tape"), @"400 validation-failure: type-not-valid (tape) Type specified as tape but must be one of: book-section, monograph, report-component, report, peer-review, book-track, journal-article, book-part, other, book, journal-volume, book-set, reference-entry, proceedings-article, journal, component, book-chapter, proceedings-series, report-series, proceedings, database, standard, reference-book, posted-content, journal-issue, dissertation, grant, dataset, book-series, edited-book");
    assert_snapshot!(works("license.version:x"), @"400 validation-failure: version-not-valid (x) Version specified as x but must be one of: vor, am, tdm");
    assert_snapshot!(works("full-text.application:x"), @"400 validation-failure: intended-application-not-valid (x) Intended application specified as x but must be one of: unspecified, text-mining, similarity-checking");
    assert_snapshot!(works("directory:x"), @"400 validation-failure: directory-not-valid (x) Directory specified as x but must be one of: DOAJ");
    assert_snapshot!(works("directory:DOAJ"), @"400 validation-failure: filter-not-available (directory) Filter directory cannot be answered here: the list of journals of the DOAJ is no part of the public data file");
    assert_snapshot!(works("funder-doi-asserted-by:me"), @"400 validation-failure: funder-doi-asserted-by-not-valid (me) Funder DOI asserted by party specified as me but must be one of: crossref, publisher");
    assert_snapshot!(works("relation.object-type:x"), @"400 validation-failure: relation-object-type-not-valid (x) Relation object type specified as x but must be one of: doi, issn, isbn, uri, pmid, pmcid, purl, arxiv, ark, handle, uuid, ecli, accession, other");
    assert_snapshot!(works("issn:1234-56"), @"400 validation-failure: issn-not-valid (1234-56) ISSN specified as 1234-56 but must be of the form: aaaa-aaab where a is a digit, and b is a digit or 'X'");
    assert_snapshot!(works("doi:11.1/x"), @"400 validation-failure: doi-not-valid (11.1/x) DOI specified as 11.1/x but must be of the form: 10.prefix/suffix where prefix is 4 or more digits and suffix  is a string");
    assert_snapshot!(works("doi:10.1/x"), @"400 validation-failure: doi-not-valid (10.1/x) DOI specified as 10.1/x but must be of the form: 10.prefix/suffix where prefix is 4 or more digits and suffix  is a string");
    assert_snapshot!(works("orcid:0000"), @"400 validation-failure: orcid-not-valid (0000) ORCID specified as 0000 but must be of the form: aaaa-aaaa-aaaa-aaab where a is a digit and b is a digit or 'X'");
    assert_snapshot!(works("prefix:10.1"), @"400 validation-failure: prefix-not-valid (10.1) Prefix specified as 10.1 but must be of the form: 10.digits where digits is 4 or more digits");
    assert_snapshot!(works("funder:NSF"), @"400 validation-failure: funder-id-not-valid (NSF) Funder ID specified as NSF but must be a DOI or positive integer");
    assert_snapshot!(works("full-text.type:text/*"), @"400 validation-failure: content-type-not-valid (text/*) Content type specified as text/* but must be a valid MIME type without wildcards");
    assert_snapshot!(works("license.delay:-1"), @"400 validation-failure: integer-not-valid (-1) Integer specified as -1 but must be a positive integer.");
    assert_snapshot!(works("member:x"), @"400 validation-failure: integer-not-valid (x) Integer specified as x but must be a positive integer.");
    assert_snapshot!(works("ror-id:x"), @"400 validation-failure: ror-id-not-valid (x) ROR ID specified as x but must be of the form: 0 and 8 letters or digits, with or without https://ror.org/");
    assert_snapshot!(works("isbn:-"), @"400 validation-failure: isbn-not-valid (-) ISBN specified as - but must be of the form: digits, with hyphens or without");
    assert_snapshot!(works("award.number:-"), @"400 validation-failure: value-not-valid (-) Value specified as - but must be something to compare with");
    let archive = read_as("works?filter=archive:LOCKSS", true).unwrap_err();
    assert_snapshot!(failure(&archive), @"400 validation-failure: archive-not-valid (LOCKSS) Archive specified as LOCKSS but must be one of: Portico, CLOCKSS, DWT");
    assert!(works("relation.type:x").starts_with("400 validation-failure: relation-type-not-valid (x) Relation type specified as x but must be one of: is-derived-from, has-derivation, "));
}

#[test]
fn the_place_of_a_mistake_is_told() {
    let filter = "type:book, has-orcid:yes,frog:1";
    let error = super::read(&format!("works?filter={filter}")).unwrap_err();
    assert_eq!(&filter[error.span.unwrap()], "has-orcid:yes");
    assert_eq!(&filter[error.more[0].span.clone().unwrap()], "frog:1");
}

#[test]
fn names() {
    let names = serapeum_sources::crossref::WORKS.names().join(", ");
    assert_eq!(
        works("has-orcids:1"),
        format!(
            "400 validation-failure: filter-not-available (has-orcids) Filter 'has-orcids' specified but there is no \
             such filter for this route. Did you mean 'has-orcid'? Valid filters for this route are: {names}"
        )
    );
    assert_snapshot!(show("members?filter=has-full-text:true"), @"400 validation-failure: filter-not-available (has-full-text) Filter 'has-full-text' specified but there is no such filter for this route. Valid filters for this route are: prefix, backfile-doi-count, current-doi-count");
    assert_snapshot!(show("funders?filter=from-pub-date:2014-03-03"), @"400 validation-failure: filter-not-available (from-pub-date) Filter 'from-pub-date' specified but there is no such filter for this route. Valid filters for this route are: location");
    assert_snapshot!(show("journals?filter=from-pub-date:2014-03-03"), @"400 validation-failure: parameter-not-allowed (filter) This route does not support filter");
    assert_snapshot!(show("works?sort=x&order=up"), @"400 validation-failure: sort-field-not-valid (x) Sort field specified as x but must be one of: score, relevance, updated, deposited, indexed, published, published-print, published-online, issued, is-referenced-by-count, references-count, created; sort-order-not-valid (up) Sort order specified as up but must be one of: asc, desc, 1, -1");
    assert_snapshot!(show("works?facet=frog:1"), @"400 validation-failure: facet-not-available (frog) Facet 'frog' specified but there is no such facet for this route. Valid facets for this route are: affiliation, archive, assertion, assertion-group, category-name, container-title, funder-doi, funder-name, issn, journal-issue, journal-volume, license, link-application, orcid, published, publisher-name, relation-type, ror-id, source, type-name, update-type");
    assert_snapshot!(show("works?query.frog=1"), @"400 validation-failure: field-query-not-available (query.frog) Field query 'query.frog' specified but there is no such field query for this route. Valid field queries for this route are: query.affiliation, query.author, query.bibliographic, query.chair, query.container-title, query.contributor, query.degree, query.description, query.editor, query.event-acronym, query.event-location, query.event-name, query.event-sponsor, query.event-theme, query.funder-name, query.publisher-location, query.publisher-name, query.standards-body-acronym, query.standards-body-name, query.title, query.translator");
    assert_snapshot!(show("works?row=5"), @"400 validation-failure: unknown-parameter (row) Parameter row specified but there is no such parameter available on any route. Did you mean 'rows'?");
    assert_snapshot!(show("works?frog=5"), @"400 validation-failure: unknown-parameter (frog) Parameter frog specified but there is no such parameter available on any route");
    let select = show("works?select=DOI,language");
    assert!(select.starts_with("400 validation-failure: select-not-available (language) Select 'language' specified but there is no such select for this route. Valid selects for this route are: DOI, ISBN, "), "{select}");
    assert!(select.ends_with(", updated-by, volume"), "{select}");
}

#[test]
fn parameters_that_a_route_does_not_take() {
    assert_snapshot!(show("works/10.1007/s40278-023-41815-2?mailto=a@b.c&select=DOI,title"), @"400 validation-failure: parameter-not-allowed (select) This route does not support select");
    assert_snapshot!(show("members/98?query.author=carl+boettiger&query.title=x"), @"400 validation-failure: parameter-not-allowed (query.*) This route does not support field query parameters");
    assert_snapshot!(show("members?facet=t"), @"400 validation-failure: parameter-not-allowed (facet) This route does not support facet");
    assert_snapshot!(show("journals?sort=things"), @"400 validation-failure: parameter-not-allowed (sort) This route does not support sort");
    assert_snapshot!(show("types/book?rows=1"), @"400 validation-failure: parameter-not-allowed (rows) This route does not support rows");
    assert_snapshot!(show("works?rows=1&rows=2"), @"400 validation-failure: parameter-not-allowed (rows) Parameter rows specified more than once");
}

#[test]
fn forms() {
    assert_snapshot!(works("type"), @"400 validation-failure: pair-list-form-invalid (type) Pair list form specified as 'type' but should be of the form: key:val,...,keyN:valN");
    assert_snapshot!(works("container-title:One, two"), @"400 validation-failure: pair-list-form-invalid (container-title:One, two) Pair list form specified as 'container-title:One, two' but should be of the form: key:val,...,keyN:valN");
    assert_snapshot!(works("type:"), @"400 validation-failure: pair-list-form-invalid (type:) Pair list form specified as 'type:' but should be of the form: key:val,...,keyN:valN");
    assert_snapshot!(works(":book"), @"400 validation-failure: pair-list-form-invalid (:book) Pair list form specified as ':book' but should be of the form: key:val,...,keyN:valN");
    assert_snapshot!(show("works?facet=published"), @"400 validation-failure: pair-list-form-invalid (published) Pair list form specified as 'published' but should be of the form: key:val,...,keyN:valN");
    assert_snapshot!(show("works?facet=published:many"), @"400 validation-failure: integer-not-valid (many) Integer specified as many but must be a positive integer.");
    assert!(read_as("works?facet=published:many", true).is_ok());
}

#[test]
fn all_mistakes_are_told_at_once() {
    let told =
        show("works?filter=has-orcid:x,frogs-legs:1,type:tape&rows=x&order=up&frog=1&cursor=thing");
    let codes: Vec<&str> = told.split("; ").filter_map(|one| one.split(" (").next()).collect();
    assert_snapshot!(codes.join("; "), @"400 validation-failure: unknown-parameter; boolean-not-valid; filter-not-available; type-not-valid; sort-order-not-valid; integer-not-valid");
    // Of values and of a cursor, the status of the values counts; a cursor alone has its own.
    assert!(told.starts_with("400") && show("works?cursor=thing").starts_with("404"));
}

#[test]
fn bodies_and_media_types() {
    let reply = |text: &str| {
        let reply = SOURCE.dialect.write_error(&super::read(text).unwrap_err());
        format!("{} {} {}", reply.status, reply.media, String::from_utf8(reply.body).unwrap())
    };
    assert_snapshot!(reply("works?rows=things"), @r#"400 application/json;charset=utf-8 {"status":"failed","message-type":"validation-failure","message":[{"type":"integer-not-valid","value":"things","message":"Integer specified as things but must be a positive integer less than or equal to 100000. "}]}"#);
    assert_snapshot!(reply("works?cursor=thing"), @r#"404 application/json {"status":"failed","message-type":"resource-failure","message":[{"type":"cursor-invalid","value":"thing","message":"Cursor specified but it is invalid"}]}"#);
    assert_snapshot!(reply("works/notarealdoi"), @"404 text/plain Resource not found.");
    assert_snapshot!(reply("works/5/agency"), @"404 application/json;charset=utf-8 Resource not found.");
    assert_snapshot!(reply("types/tape"), @"404 application/json;charset=utf-8 Resource not found.");
    assert_snapshot!(reply("journals/blblbl"), @"404 application/json;charset=utf-8 Resource not found.");
    assert_snapshot!(reply("funders/notarealdoi"), @"404 text/plain Resource not found.");
    assert_snapshot!(reply("nowhere"), @r#"404 application/json;charset=utf-8 {"status":"error","message-type":"route-not-found","message-version":"1.0.0","message":"Route not found"}"#);
    assert_snapshot!(reply("prefixes"), @r#"404 application/json;charset=utf-8 {"status":"error","message-type":"route-not-found","message-version":"1.0.0","message":"Route not found"}"#);
}

#[test]
fn mistakes_that_the_engine_finds() {
    let text = |error: BadRequest| failure(&error);
    assert_snapshot!(text(BadRequest::paging("cursor", "Cursor value is invalid: it belongs to another filter.")), @"404 resource-failure: cursor-invalid (cursor) Cursor value is invalid: it belongs to another filter.");
    assert_snapshot!(text(BadRequest::query("filter", "no")), @"400 validation-failure: parameter-not-valid (filter) no");
    assert_snapshot!(text(BadRequest::new(Class::Lake, "path", "the lake has no members")), @"404 not-in-this-lake: the lake has no members");
}
