use insta::assert_snapshot;

use super::{error_text, read, read_as, show, works};

/// Without the list of valid names, which the coverage tests hold.
fn short(text: &str) -> String {
    let shown = show(text);
    match (shown.split_once(" of: "), shown.split_once(" are: ")) {
        (Some((head, tail)), _) | (None, Some((head, tail))) => {
            format!(
                "{head} …{}",
                tail.split_once(" Did").map_or(String::new(), |(_, t)| format!(" Did{t}"))
            )
        }
        _ => shown,
    }
}

#[test]
fn unknown_names_come_with_the_nearest() {
    assert_snapshot!(short("works?filter=publicaton_year:2020"), @"400 Invalid query parameters error. publicaton_year is not a valid field. Valid fields are underscore or hyphenated versions … Did you mean 'publication_year'?");
    assert_snapshot!(short("works?filter=id:W12"), @"400 Invalid query parameters error. id is not a valid field. Valid fields are underscore or hyphenated versions … Did you mean 'ids.openalex'?");
    assert_snapshot!(short("works?group_by=tpye"), @"400 Invalid query parameters error. tpye is not a valid field. Valid fields are underscore or hyphenated versions … Did you mean 'type'?");
    assert_snapshot!(short("works?sort=-cited_by_count"), @"400 Invalid query parameters error. _cited_by_count is not a valid field. Valid fields are underscore or hyphenated versions … Did you mean 'cited_by_count'?");
    assert_snapshot!(short("works?sort=relevence_score"), @"400 Invalid query parameters error. relevence_score is not a valid field. Valid fields are underscore or hyphenated versions … Did you mean 'relevance_score'?");
    assert_snapshot!(short("works?search.titel=frogs"), @"400 Invalid query parameters error. 'search.titel' is not a valid search parameter. Valid search parameters … Did you mean 'search.title'?");
    assert!(
        show("autocomplete/work?q=frogs")
            .ends_with("/autocomplete/institutions/type. Did you mean 'works'?")
    );
    assert_snapshot!(short("works?filtr=type:book"), @"400 Invalid query parameters error. filtr is not a valid parameter. Valid parameters … Did you mean 'filter'?");
}

#[test]
fn malformed_filters() {
    assert_snapshot!(works("type"), @"400 Invalid query parameters error. Invalid query parameter in type.");
    assert_snapshot!(works("type:"), @"400 Invalid query parameters error. Invalid filter value for 'type': value cannot be empty or ''. Use a valid value like filter=type:your_value");
    assert_snapshot!(works("type:None"), @"400 Invalid query parameters error. Invalid filter value for 'type': value cannot be empty or 'None'. Use a valid value like filter=type:your_value");
    assert_snapshot!(works("is_oa:!true"), @"400 Invalid query parameters error. Value for is_oa must be true, false null, or !null: not !true.");
    assert_snapshot!(works("has_doi:null"), @"400 Invalid query parameters error. Value for has_doi must be true or false, not null.");
    assert_snapshot!(works("type:article|!book"), @"400 Invalid query parameters error. The ! operator can only be used at the beginning of an OR query, like /works?filter=concepts.id:!C144133560|C15744967, meaning NOT (C144133560 or C15744967). Problem value: !book");
    assert!(works("type:article|language:en").contains("OR query between filters"));
    assert_snapshot!(show("works?filter=type:book&filter=type:book"), @"400 Invalid query parameters error. Only one filter parameter is allowed. Your URL contains filters like: type:book, type:book");
    assert_snapshot!(works("host_venue.id:V12"), @"400 Invalid query parameters error. host_venue and alternate_host_venues are deprecated in favor of locations. Read more here: https://groups.google.com/g/openalex-users/c/rRf34GRr-Oo");
}

#[test]
fn the_place_of_a_mistake_is_told() {
    let error = read("works?filter=type:book,cited_by_count:many").unwrap_err();
    assert_eq!(error.span, Some(10..29));
    assert_eq!(error.parameter, "filter");
}

#[test]
fn what_is_not_built_yet_is_refused_by_name() {
    assert_snapshot!(works("has_embeddings:true"), @"400 Invalid query parameters error. has_embeddings cannot be answered from a snapshot: the vectors behind semantic search are not part of the snapshot.");
    assert_snapshot!(show("works?format=csv"), @"400 Invalid query parameters error. format is not supported yet in this version.");
}

#[test]
fn refused_groups() {
    assert_snapshot!(show("works?group_by=referenced_works"), @"400 Invalid query parameters error. Group by referenced_works is not supported at this time.");
    assert!(read("works?group_by=cites").is_ok());
    assert_snapshot!(show("works?group_by=doi"), @"400 Invalid query parameters error. Cannot group by doi.");
    assert_snapshot!(show("works?group_by=publication_date"), @"400 Invalid query parameters error. Cannot group by date, number, or search fields.");
    assert_snapshot!(show("works?group_by=fwci"), @"400 Invalid query parameters error. Cannot group by date, number, or search fields.");
    assert_snapshot!(show("works?group_by=title.search"), @"400 Invalid query parameters error. Cannot group by date, number, or search fields.");
    assert_snapshot!(show("works?group_by=is_oa&cursor=*"), @"400 Invalid query parameters error. Cannot use cursor pagination when grouping fields that return true or false.");
    assert_snapshot!(show("works?group_by=type:unknown"), @"400 Invalid query parameters error. The only valid filters for a group_by param is 'include_unknown' or the deprecated value 'known'");
    assert_snapshot!(show("works?group_by=type&sort=name"), @"400 Invalid query parameters error. Valid sort params with group by are: key, count, or <numeric_field>.<metric> (mean/sum/min/max), e.g. cited_by_count.mean:desc");
}

#[test]
fn sorting() {
    assert_snapshot!(show("works?sort=type:asc:x"), @"400 Invalid query parameters error. Invalid query parameter in type:asc:x.");
    assert_snapshot!(show("works?sort=cited_by_count:DESC"), @"400 Invalid query parameters error. Sort direction must be asc or desc, not DESC.");
    assert!(read_as("works?sort=cited_by_count:DESC", true).is_ok());
    assert_snapshot!(show("works?sort=relevance_score"), @"400 Invalid query parameters error. Sorting relevance score ascending is not allowed.");
    assert!(show("works?sort=relevance_score:desc").contains("Must include a search query"));
}

#[test]
fn the_first_mistake_in_the_original_order_is_told() {
    // Names before shapes, numbers before values, values before limits.
    assert!(show("works?page=x&filter=type").contains("Invalid query parameter in type"));
    assert!(show("works?page=x&filter=is_oa:maybe").contains("Param page must be a number"));
    assert!(show("works?page=0&filter=is_oa:maybe").contains("Value for is_oa"));
    assert!(
        show("works?filtr=x&filter=is_oa:maybe&select=idd").contains("not a valid select field")
    );
    assert!(show("works?filter=type&select=id&group_by=type").contains("does not work with"));
    assert!(show("works?cursor=x&filter=is_oa:maybe").contains("Invalid cursor value"));
}

#[test]
fn bodies() {
    let error = read("works?page=0").unwrap_err();
    assert_snapshot!(error_text(&error), @"400 Pagination error. Page parameter must be greater than 0.");
    let reply = serapeum_sources::openalex::SOURCE.dialect.write_error(&error);
    assert_snapshot!(String::from_utf8(reply.body).unwrap(), @r#"{"error":"Pagination error.","message":"Page parameter must be greater than 0."}"#);
}
