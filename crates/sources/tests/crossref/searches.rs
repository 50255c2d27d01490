use insta::assert_snapshot;
use serapeum_model::{Analysis, Answer, SortKey, TextField};
use serapeum_sources::crossref::{SOURCE, WORKS, search};

use super::{read, show};

#[test]
fn one_of_the_words_is_there() {
    assert_snapshot!(show("works?query=tree+frogs"), @"SOME 'tree frogs' IN title.exact^2, container-title.exact, author.exact, editor.exact, chair.exact, translator.exact, numbers.exact, others.exact, description.exact, funder-name.exact");
    assert_snapshot!(show("works?query.bibliographic=Smith+2010"), @"SOME 'Smith 2010' IN title.exact^2, container-title.exact, author.exact, editor.exact, chair.exact, translator.exact, numbers.exact");
    assert_snapshot!(show("works?query.author=carl+boettiger&query.title=x&filter=type:book"), @"(SOME 'carl boettiger' IN author.exact AND SOME 'x' IN title.exact AND type = 'book')");
    assert_snapshot!(show("members/98/works?query.contributor=darwin&query=origin"), @"(member = '98' AND SOME 'origin' IN title.exact^2, container-title.exact, author.exact, editor.exact, chair.exact, translator.exact, numbers.exact, others.exact, description.exact, funder-name.exact AND SOME 'darwin' IN author.exact, editor.exact, chair.exact, translator.exact)");
    assert_snapshot!(show("licenses?query.title=a&query=oncology"), @"400 validation-failure: parameter-not-allowed (query.*) This route does not support field query parameters");
    assert_snapshot!(show("licenses?query=oncology"), @"SOME 'oncology' IN title.exact^2, container-title.exact, author.exact, editor.exact, chair.exact, translator.exact, numbers.exact, others.exact, description.exact, funder-name.exact");
    assert_eq!(show("works?query=+&query.author="), "everything");
}

#[test]
fn signs_and_words_of_logic_mean_nothing() {
    let title = |text: &str| show(&format!("works?query.title={text}"));
    assert_snapshot!(title("\"tree frogs\" -toads %2B(newts) AND a* || b %26%26 not c~2"), @"SOME 'tree frogs toads newts a b c~2' IN title.exact");
    assert_snapshot!(title("O'Reilly on 10.1000/x_y, J.K."), @"SOME 'O Reilly on 10 1000 x y J K O''Reilly 10.1000/x_y J.K' IN title.exact");
    assert_snapshot!(title("and or not"), @"SOME 'and not' IN title.exact");
    assert_snapshot!(title("???"), @"SOME '' IN title.exact");
    assert_snapshot!(title("量子 Ökologie"), @"SOME '量子 Ökologie' IN title.exact");
}

#[test]
fn names_have_all_words_and_the_last_may_be_a_beginning() {
    assert_snapshot!(show("funders?query=wellcome+tru"), @"(EACH 'wellcome' IN name.folded AND (EACH 'tru' IN name.folded OR LIKE 'tru*' IN name.folded))");
    assert_snapshot!(show("members?query=ecology&filter=prefix:10.5555"), @"((EACH 'ecology' IN name.folded OR LIKE 'ecology*' IN name.folded) AND prefix = '10.5555')");
    assert_snapshot!(show("journals?query=peerj"), @"(EACH 'peerj' IN name.folded OR LIKE 'peerj*' IN name.folded)");
    assert_snapshot!(show("journals?query=%3F"), @"nothing");
    assert_eq!(show("funders?query="), "everything");
}

#[test]
fn the_best_come_first() {
    let order = |text: &str| {
        let request = read(text).unwrap();
        let key =
            |key: &SortKey| format!("{}{}", if key.descending { "-" } else { "" }, key.field.name);
        let keys: Vec<String> = request.query.total_order().iter().map(key).collect();
        format!("{}{}", keys.join(" "), if request.ordered { " as asked" } else { "" })
    };
    assert_snapshot!(order("works?query=a"), @"-_score doi");
    assert_snapshot!(order("works?query.author=a&order=asc"), @"-_score doi");
    assert_snapshot!(order("works?query=a&sort=score"), @"-_score doi as asked");
    assert_snapshot!(order("works?query=a&sort=relevance&order=asc"), @"_score doi as asked");
    assert_snapshot!(order("works?query=a&sort=issued"), @"-issued doi as asked");
    assert_snapshot!(order("works?sort=score"), @"doi");
    assert_snapshot!(order("funders?query=a"), @"-_score id");
}

#[test]
fn the_envelope_repeats_the_text() {
    let told = |text: &str| {
        let request = read(text).unwrap();
        let (records, next, sums, facets) = (vec![], None, vec![], vec![]);
        let reply = SOURCE.dialect.write(
            &request,
            &Answer::Page { total: 0, records, scores: Vec::new(), next, sums, facets },
            0,
        );
        let body = String::from_utf8(reply.body).unwrap();
        body[body.find("\"query\"").unwrap()..].to_owned()
    };
    assert_snapshot!(told("works?query=a+%22b%22&offset=3"), @r#""query":{"start-index":3,"search-terms":"a \"b\""}}}"#);
    assert_snapshot!(told("works?query=a&cursor=*"), @r#""query":{"start-index":0,"search-terms":"a"}}}"#);
    assert_snapshot!(told("works?query.title=a"), @r#""query":{"start-index":0,"search-terms":null}}}"#);
    assert!(told("funders?query=a%0A%00").contains(r#""search-terms":"a\n\u0000""#));
}

#[test]
fn hostile_searches_are_bounded() {
    let many = vec!["frogs"; 10_000].join("+");
    assert_snapshot!(show(&format!("works?query={many}")), @"400 validation-failure: query-too-long (query) query has 10000 words, but may have 1024 at most");
    assert_snapshot!(show(&format!("funders?query={many}")), @"400 validation-failure: query-too-long (query) query has 10000 words, but may have 1024 at most");
    assert!(show(&format!("works?query={}", vec!["frogs"; 1_024].join("+"))).contains("SOME"));
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(show(&format!("works?query.title={deep}")), "SOME 'a' IN title.exact");
    let long = "x".repeat(1_000_000);
    assert!(show(&format!("works?query.title={long}")).contains(&long));
}

#[test]
fn every_text_that_is_looked_at_is_there() {
    for (name, fields) in search::FIELDS {
        for field in *fields {
            let text = WORKS.searched(field.text);
            assert!(text.is_some_and(|text| text.has(field.analysis)), "{name}");
        }
    }
    let fields: &[TextField] = search::FIELDS[0].1;
    assert_eq!(fields[0].analysis, Analysis::Exact);
    for text in ["works", "members", "funders", "journals"].map(|of| format!("{of}?query=a b")) {
        let query = read(&text).unwrap().query;
        for search in query.filter.searches() {
            assert_eq!(search.unknown(query.entity), None);
        }
    }
}
