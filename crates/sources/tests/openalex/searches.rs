use insta::assert_snapshot;

use super::{read, read_as, show, works};

/// The condition of a search in works, without the implied scope; or the error's text.
fn search(text: &str) -> String {
    show(&format!("works?include_xpac=true&{text}"))
}

/// A search in titles as they are, where conditions are short.
fn title(text: &str) -> String {
    let shown = search(&format!("search.title.exact={text}"));
    shown.replace(" IN display_name.exact^2", "").replace(" IN display_name.exact", "")
}

#[test]
fn words_are_searched_for_together_spread_and_as_a_phrase() {
    assert_snapshot!(search("search=tree frogs"), @"(WORDS 'tree frogs' IN display_name.english^1.5, abstract.english^0.3 OR EACH 'tree frogs' IN display_name.english^1.5, abstract.english^0.3 OR PHRASE 'tree frogs' IN display_name.english^3, abstract.english^0.5)");
    assert_snapshot!(search("search.title=tree"), @"(WORDS 'tree' IN display_name.english OR PHRASE 'tree' IN display_name.english^2)");
    assert_snapshot!(search("search.title_and_abstract.exact=tree frogs"), @"(WORDS 'tree frogs' IN display_name.exact, abstract.exact^0.1 OR EACH 'tree frogs' IN display_name.exact, abstract.exact^0.1 OR PHRASE 'tree frogs' IN display_name.exact^2, abstract.exact^0.15)");
    assert_snapshot!(search("search.title=a&search.exact=b"), @"((WORDS 'b' IN display_name.exact^1.5, abstract.exact^0.3 OR EACH 'b' IN display_name.exact^1.5, abstract.exact^0.3 OR PHRASE 'b' IN display_name.exact^3, abstract.exact^0.5) AND (WORDS 'a' IN display_name.english OR PHRASE 'a' IN display_name.english^2))");
    assert_snapshot!(show("institutions?search=tree frogs"), @"(WORDS 'tree frogs' IN display_name.english^1.5, display_name_alternatives.english^0.3, display_name_acronyms.english^2 OR PHRASE 'tree frogs' IN display_name.english^3, display_name_alternatives.english^0.5, display_name_acronyms.english^2)");
    assert_snapshot!(show("institutions?search.exact=frogs"), @"(WORDS 'frogs' IN display_name.english^1.5, display_name_alternatives.english^0.3, display_name_acronyms.english^2 OR PHRASE 'frogs' IN display_name.english^3, display_name_alternatives.english^0.5, display_name_acronyms.english^2)");
    assert_snapshot!(show("authors?filter=works_count:0-,display_name.search:frogs"), @"(works_count >= 0 AND (WORDS 'frogs' IN display_name.exact, display_name.folded OR PHRASE 'frogs' IN display_name.exact^2, display_name.folded^2))");
    assert_eq!(search("search="), "everything");
    assert_eq!(search("search=\"\""), "everything");
}

#[test]
fn plain_words_keep_their_signs() {
    for text in ["a and b", "(a) -b", "what %3F", "a \" b", "x~1"] {
        assert!(title(text).contains("WORDS"), "{}", title(text));
    }
}

#[test]
fn expressions() {
    assert_snapshot!(title("a AND b"), @"(WORDS 'a' AND WORDS 'b')");
    assert_snapshot!(title("a OR b"), @"(WORDS 'a' OR WORDS 'b')");
    assert_snapshot!(title("a OR b AND c"), @"(WORDS 'b' AND WORDS 'c')");
    assert_snapshot!(title("a b NOT c"), @"(WORDS 'a' AND WORDS 'b' AND NOT WORDS 'c')");
    assert_snapshot!(title("NOT a OR NOT b"), @"(NOT WORDS 'a' AND NOT WORDS 'b')");
    assert_snapshot!(title("(a OR b) AND \"c d\""), @"((WORDS 'a' OR WORDS 'b') AND PHRASE 'c d')");
    assert_snapshot!(title("a %26%26 b %2Bc -d OR e"), @"(WORDS 'a' AND WORDS 'b' AND WORDS 'c' AND NOT WORDS 'd')");
    assert_snapshot!(title("a OR () OR (b c)"), @"(WORDS 'a' OR (WORDS 'b' AND WORDS 'c'))");
    assert_snapshot!(title("a AND b^5 AND \"c d\"^3"), @"(WORDS 'a' AND WORDS 'b'^5 AND PHRASE 'c d'^6)");
    assert_snapshot!(title("a AND https://x.org/b[c]"), @"(WORDS 'a' AND WORDS 'https' AND WORDS 'x.org' AND WORDS 'bc')");
    assert_snapshot!(title("a AND b not"), @"(WORDS 'a' AND WORDS 'b')");
    assert_snapshot!(title("\"a b\" understand"), @"(PHRASE 'a b' AND WORDS 'underst')");
    assert_snapshot!(title("AND OR NOT AND "), @"()");
}

#[test]
fn phrases_patterns_and_likenesses() {
    assert_snapshot!(title("\"tree frogs\""), @"PHRASE 'tree frogs'");
    assert_snapshot!(title("\u{201c}tree frogs\u{201d}"), @"PHRASE 'tree frogs'");
    assert_snapshot!(title("\"tree frogs\"~5"), @"PHRASE 'tree frogs'~5");
    assert_snapshot!(title("\"tree frogs\"~3~\"of Africa\""), @"NEAR 'tree frogs', 'of Africa'~3");
    assert_snapshot!(title("cycl* wom%3Fn"), @"(LIKE 'cycl*' AND LIKE 'wom?n')");
    assert_snapshot!(title("\"smart* phone\""), @"PHRASE LIKE 'smart* phone'");
    assert_snapshot!(title("\"smart phone*\"~3"), @"NEAR LIKE 'smart', 'phone*'~3");
    assert_snapshot!(title("\"machin*\""), @"LIKE 'machin*'");
    assert_snapshot!(title("color~1 colour~ tree~0.5 abcdefgh~"), @"(FUZZY 'color'~1 AND FUZZY 'colour'~2 AND FUZZY 'tree'~2 AND FUZZY 'abcdefgh'~2)");
    assert_snapshot!(search("search=color~"), @"FUZZY 'color'~1 IN display_name.english^1.5, abstract.english^0.3");
}

#[test]
fn filters_by_words() {
    assert_snapshot!(works("title.search:frogs"), @"(WORDS 'frogs' IN display_name.english OR PHRASE 'frogs' IN display_name.english^2)");
    assert_snapshot!(works("title.search:frogs|\"tree toads\""), @"((WORDS 'frogs' IN display_name.english OR PHRASE 'frogs' IN display_name.english^2) OR PHRASE 'tree toads' IN display_name.english^2)");
    assert_snapshot!(works("title.search:!frogs|toads"), @"NOT ((WORDS 'frogs' IN display_name.english OR PHRASE 'frogs' IN display_name.english^2) OR (WORDS 'toads' IN display_name.english OR PHRASE 'toads' IN display_name.english^2))");
    assert_snapshot!(works("keyword.search:frogs,type:book"), @"((WORDS 'frogs' IN keywords.display_name.english OR PHRASE 'frogs' IN keywords.display_name.english^2) AND type = 'book')");
    assert_snapshot!(works("raw_affiliation_strings.search:Inst. of (Frogs)"), @"((WORDS 'Inst.' IN raw_affiliation_strings.english AND WORDS 'of' IN raw_affiliation_strings.english AND WORDS 'Frogs' IN raw_affiliation_strings.english) OR PHRASE 'Inst. of (Frogs)' IN raw_affiliation_strings.english^2)");
    assert_snapshot!(works("raw_author_name.search:\"Lovelace, Ada\""), @"PHRASE 'Lovelace, Ada' IN authorships.raw_author_name.english^2");
    assert_snapshot!(works("title.search:!frogs"), @"400 Invalid query parameters error. Search filters do not support the ! operator. Problem value: !frogs");
    assert_snapshot!(works("title.search:frogs|!toads"), @"400 Invalid query parameters error. The ! operator can only be used at the beginning of an OR query, like /works?filter=concepts.id:!C144133560|C15744967, meaning NOT (C144133560 or C15744967). Problem value: !toads");
}

#[test]
fn mistakes_are_told_in_the_words_of_the_api() {
    assert_snapshot!(search("search=a|b"), @"400 Invalid query parameters error. The search parameter does not support the | operator. Problem value: a|b");
    assert_snapshot!(search("search=frogs !toads"), @"400 Invalid query parameters error. The search parameter does not support the ! operator. Problem value: frogs !toads");
    assert_snapshot!(search("search.foo=a"), @"400 Invalid query parameters error. 'search.foo' is not a valid search parameter. Valid search parameters are: search, search.semantic, search.exact, search.title, search.title.exact, search.title_and_abstract, search.title_and_abstract.exact.");
    assert_snapshot!(search("search=a&search.exact=b"), @"400 Invalid query parameters error. Cannot use both stemmed and exact search on the same scope: 'search' and 'search.exact'.");
    assert_snapshot!(search("search.semantic=a"), @"400 Invalid query parameters error. search.semantic cannot be answered from a snapshot: the vectors behind semantic search are not part of the snapshot.");
    assert_snapshot!(search("search.semantic=a&search=b"), @"400 Invalid query parameters error. search.semantic cannot be combined with other search parameters. Use search.semantic alone.");
    assert_snapshot!(show("authors?search.title=a"), @"400 Invalid query parameters error. search.title is only supported for /works.");
    assert_snapshot!(search("search=mach*"), @"400 Invalid query parameters error. Wildcards (* or ?) require exact (no-stem) search. The default search is stemmed, so the literal text before the wildcard is removed when the work is indexed and the search returns wrong results. Use the search.exact= parameter instead (or the default.search.exact filter), e.g. search.exact=mach*.");
    assert_snapshot!(search("search.title=what is therapy%3F"), @"400 Invalid query parameters error. Wildcards (* or ?) require exact (no-stem) search. The default search is stemmed, so the literal text before the wildcard is removed when the work is indexed and the search returns wrong results. Use the search.title.exact= parameter instead (or the title.search.exact filter), e.g. search.title.exact=mach*.");
    assert_snapshot!(works("title.search:mach*"), @r#"400 Invalid query parameters error. Wildcards (* or ?) require the exact (no-stem) field. "title.search" is stemmed, so the literal text before the wildcard is removed when the work is indexed and the search returns wrong results. Use "title.search.exact" instead, e.g. title.search.exact:mach*."#);
    assert_snapshot!(works("title.search.exact:*abc"), @r#"400 Invalid query parameters error. Leading wildcards are not supported (too expensive): "*abc". Anchor the wildcard with at least 3 leading characters, e.g. cycle*."#);
    assert_snapshot!(works("title.search.exact:ab*"), @r#"400 Invalid query parameters error. A * wildcard needs at least 3 leading characters: "ab*". Add characters before the *, e.g. abc*."#);
    assert_snapshot!(title("\"abc* def* ghi*\""), @"400 Invalid query parameters error. At most 2 wildcards (* or ?) are allowed in one phrase or proximity search; this has 3.");
    assert_snapshot!(title("\"abc* defg*\""), @r#"400 Invalid query parameters error. A * wildcard needs at least 4 leading characters: "abc*". Add characters before the *, e.g. abcd*."#);
    assert_snapshot!(title("\"a b\" \"c"), @r#"400 Invalid query parameters error. Invalid search syntax: a quote is not closed. Problem value: "a b" "c"#);
    assert_snapshot!(title("(a AND b"), @"400 Invalid query parameters error. Invalid search syntax: a parenthesis is not closed. Problem value: (a AND b");
    assert_snapshot!(title("a AND b)"), @"400 Invalid query parameters error. Invalid search syntax: a parenthesis is closed that is not open. Problem value: a AND b)");
    let deep = format!("{}a AND b{}", "(".repeat(9_999), ")".repeat(9_999));
    assert!(title(&deep).contains("too deep"));
    assert!(works("keyword.search:mach*").contains("LIKE 'mach*'"));
}

#[test]
fn the_best_come_first() {
    let order = |text: &str| match read(text) {
        Ok(request) => {
            let key = |key: &serapeum_model::SortKey| {
                format!("{}{}", if key.descending { "-" } else { "" }, key.field.name)
            };
            request.query.sort.iter().map(key).collect::<Vec<_>>().join(" ")
        }
        Err(error) => error.to_string(),
    };
    assert_snapshot!(order("works?search=a"), @"-_score publication_date");
    assert_snapshot!(order("works?filter=title.search:a"), @"-_score publication_date");
    assert_snapshot!(order("topics?search=a"), @"-_score -works_count");
    assert_snapshot!(order("awards?search=a"), @"-_score");
    assert_snapshot!(order("topics?filter=description.search:a"), @"-works_count");
    assert_snapshot!(order("works?search=a&sort=publication_date:desc,relevance_score:desc"), @"-publication_date -_score -cited_by_percentile_year.max -cited_by_count");
    assert_snapshot!(order("works?search=a&sort=relevance_score"), @"Sorting relevance score ascending is not allowed.");
    assert_snapshot!(order("works?search=\"\"&sort=relevance_score:desc"), @"Must include a search query (such as ?search=example or /filter=fulltext.search:example) in order to sort by relevance_score.");
    assert!(order("works?search=a&group_by=type").is_empty());
}

#[test]
fn long_phrases_are_limited_where_the_service_is_to_be_like() {
    let phrase = format!("\"{}\"", "word ".repeat(20));
    let text = format!("works?search={}", vec![phrase; 4].join(" OR "));
    assert!(read_as(&text, false).is_ok());
    let refused = read_as(&text, true).unwrap_err().to_string();
    assert!(
        refused.starts_with("This search combines more than 3 long quoted phrases"),
        "{refused}"
    );
}
