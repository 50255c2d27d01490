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
    assert_snapshot!(search("search=tree frogs"), @"");
    assert_snapshot!(search("search.title=tree"), @"");
    assert_snapshot!(search("search.title_and_abstract.exact=tree frogs"), @"");
    assert_snapshot!(search("search.title=a&search.exact=b"), @"");
    assert_snapshot!(show("institutions?search=tree frogs"), @"");
    assert_snapshot!(show("institutions?search.exact=frogs"), @"");
    assert_snapshot!(show("authors?filter=works_count:0-,display_name.search:frogs"), @"");
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
    assert_snapshot!(title("a AND b"), @"");
    assert_snapshot!(title("a OR b"), @"");
    assert_snapshot!(title("a OR b AND c"), @"");
    assert_snapshot!(title("a b NOT c"), @"");
    assert_snapshot!(title("NOT a OR NOT b"), @"");
    assert_snapshot!(title("(a OR b) AND \"c d\""), @"");
    assert_snapshot!(title("a %26%26 b %2Bc -d OR e"), @"");
    assert_snapshot!(title("a OR () OR (b c)"), @"");
    assert_snapshot!(title("a AND b^2 AND \"c d\"^3"), @"");
    assert_snapshot!(title("a AND https://x.org/b[c]"), @"");
    assert_snapshot!(title("a AND b not"), @"");
    assert_snapshot!(title("\"a b\" understand"), @"");
    assert_snapshot!(title("AND OR NOT AND "), @"");
}

#[test]
fn phrases_patterns_and_likenesses() {
    assert_snapshot!(title("\"tree frogs\""), @"");
    assert_snapshot!(title("\u{201c}tree frogs\u{201d}"), @"");
    assert_snapshot!(title("\"tree frogs\"~5"), @"");
    assert_snapshot!(title("\"tree frogs\"~3~\"of Africa\""), @"");
    assert_snapshot!(title("cycl* wom%3Fn"), @"");
    assert_snapshot!(title("\"smart* phone\""), @"");
    assert_snapshot!(title("\"smart phone*\"~3"), @"");
    assert_snapshot!(title("\"machin*\""), @"");
    assert_snapshot!(title("color~1 colour~ tree~0.5 abcdefgh~"), @"");
    assert_snapshot!(search("search=color~"), @"");
}

#[test]
fn filters_by_words() {
    assert_snapshot!(works("title.search:frogs"), @"");
    assert_snapshot!(works("title.search:frogs|\"tree toads\""), @"");
    assert_snapshot!(works("title.search:!frogs|toads"), @"");
    assert_snapshot!(works("keyword.search:frogs,type:book"), @"");
    assert_snapshot!(works("raw_affiliation_strings.search:Inst. of (Frogs)"), @"");
    assert_snapshot!(works("raw_author_name.search:\"Lovelace, Ada\""), @"");
    assert_snapshot!(works("title.search:!frogs"), @"");
    assert_snapshot!(works("title.search:frogs|!toads"), @"");
}

#[test]
fn mistakes_are_told_in_the_words_of_the_api() {
    assert_snapshot!(search("search=a|b"), @"");
    assert_snapshot!(search("search=frogs !toads"), @"");
    assert_snapshot!(search("search.foo=a"), @"");
    assert_snapshot!(search("search=a&search.exact=b"), @"");
    assert_snapshot!(search("search.semantic=a"), @"");
    assert_snapshot!(search("search.semantic=a&search=b"), @"");
    assert_snapshot!(show("authors?search.title=a"), @"");
    assert_snapshot!(search("search=mach*"), @"");
    assert_snapshot!(search("search.title=what is therapy%3F"), @"");
    assert_snapshot!(works("title.search:mach*"), @"");
    assert_snapshot!(works("title.search.exact:*abc"), @"");
    assert_snapshot!(works("title.search.exact:ab*"), @"");
    assert_snapshot!(title("\"abc* def* ghi*\""), @"");
    assert_snapshot!(title("\"abc* defg*\""), @"");
    assert_snapshot!(title("\"a b\" \"c"), @"");
    assert_snapshot!(title("(a AND b"), @"");
    assert_snapshot!(title("a AND b)"), @"");
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
    assert_snapshot!(order("works?search=a"), @"");
    assert_snapshot!(order("works?filter=title.search:a"), @"");
    assert_snapshot!(order("topics?search=a"), @"");
    assert_snapshot!(order("awards?search=a"), @"");
    assert_snapshot!(order("topics?filter=description.search:a"), @"");
    assert_snapshot!(order("works?search=a&sort=publication_date:desc,relevance_score:desc"), @"");
    assert_snapshot!(order("works?search=a&sort=relevance_score"), @"");
    assert_snapshot!(order("works?search=\"\"&sort=relevance_score:desc"), @"");
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
