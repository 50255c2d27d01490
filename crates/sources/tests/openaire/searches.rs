//! Filters by words.

use insta::assert_snapshot;

use super::{products, read, show};

/// A filter on titles, where conditions are short.
fn title(value: &str) -> String {
    products(&format!("mainTitle={value}")).replace(" IN mainTitle.folded", "")
}

#[test]
fn words_are_all_there() {
    assert_snapshot!(products("search=climate change"), @"EACH 'climate change' IN mainTitle.folded^3, authorFullName.folded^2, description.folded, more.folded");
    assert_snapshot!(products("mainTitle=climate change"), @"WORDS 'climate change' IN mainTitle.folded");
    assert_snapshot!(products("description=climate&authorFullName=\"Müller, Jan\"&type=dataset"), @"(WORDS 'climate' IN description.folded AND PHRASE 'Müller, Jan' IN authorFullName.folded AND type = 'dataset')");
    assert_snapshot!(show("graph/v1/organizations?search=polytechnic"), @"EACH 'polytechnic' IN legalName.folded^3, legalShortName.folded^3, more.folded");
    assert_snapshot!(show("organizations?legalName=politècnica&legalShortName=UPC"), @"(WORDS 'politècnica' IN legalName.folded AND WORDS 'UPC' IN legalShortName.folded)");
    assert_snapshot!(show("graph/v3/datasources?search=zenodo&englishName=Zenodo"), @"(EACH 'zenodo' IN officialName.folded^3, englishName.folded^3, more.folded AND WORDS 'Zenodo' IN englishName.folded)");
    assert_snapshot!(show("dataSources?officialName=zenodo"), @"WORDS 'zenodo' IN officialName.folded");
    assert_snapshot!(show("projects?search=plasma&title=acceleration OR beam"), @"(EACH 'plasma' IN title.folded^3, keywords.folded^2, more.folded AND (WORDS 'acceleration' IN title.folded OR WORDS 'beam' IN title.folded))");
    assert_snapshot!(show("projects?keywords=plasma"), @"WORDS 'plasma' IN keywords.folded");
}

#[test]
fn operators_within_a_value() {
    assert_snapshot!(title("climate AND change"), @"(WORDS 'climate' AND WORDS 'change')");
    assert_snapshot!(title("climate OR change frogs"), @"(WORDS 'climate' OR WORDS 'change frogs')");
    assert_snapshot!(title("semantic NOT web"), @"(WORDS 'semantic' AND NOT WORDS 'web')");
    assert_snapshot!(title("NOT web"), @"NOT WORDS 'web'");
    assert_snapshot!(title("NOT (web OR NOT \"semantic web\")"), @"NOT (WORDS 'web' OR NOT PHRASE 'semantic web')");
    assert_snapshot!(title("(\"tree frogs\" AND NOT toads) OR newts"), @"((PHRASE 'tree frogs' AND NOT WORDS 'toads') OR WORDS 'newts')");
    assert_snapshot!(title("a, b&mainTitle=\"c, d\""), @"(WORDS 'a' OR WORDS 'b' OR PHRASE 'c, d')");
    assert_snapshot!(title("climat* change \"wild*\""), @"((WORDS 'change' AND LIKE 'climat*') AND PHRASE 'wild*')");
    assert_snapshot!(title("a \"b c\" (d OR e) f NOT g"), @"(WORDS 'a' AND PHRASE 'b c' AND (WORDS 'd' OR WORDS 'e') AND WORDS 'f' AND NOT WORDS 'g')");
    assert_snapshot!(title("climat* change"), @"(WORDS 'change' AND LIKE 'climat*')");
    assert_snapshot!(title("*"), @"LIKE '*'");
    assert_snapshot!(title("what is this?"), @"WORDS 'what is this?'");
}

#[test]
fn searches_are_joined_as_other_filters() {
    let both = "mainTitle=frogs&type=dataset";
    assert_snapshot!(products(&format!("{both}&logicalOperator=OR")), @"(WORDS 'frogs' IN mainTitle.folded OR type = 'dataset')");
    assert_snapshot!(products(&format!("{both}&logicalOperator=NOT")), @"(WORDS 'frogs' IN mainTitle.folded AND NOT type = 'dataset')");
}

#[test]
fn the_best_come_first() {
    let order = |text: &str| {
        let request = read(text).unwrap();
        let key = |key: &serapeum_model::SortKey| {
            format!("{}{}", if key.descending { "-" } else { "" }, key.field.name)
        };
        let keys: Vec<String> = request.query.total_order().iter().map(key).collect();
        format!("{}{}", keys.join(" "), if request.ordered { " as asked" } else { "" })
    };
    assert_snapshot!(order("researchProducts?search=a"), @"-_score id");
    assert_snapshot!(order("researchProducts?search=a&cursor=*"), @"-_score id");
    assert_snapshot!(order("researchProducts?search=a&sortBy=relevance DESC,publicationDate DESC"), @"-_score -publicationDate id as asked");
    assert_snapshot!(order("organizations?search=a&sortBy=relevance ASC"), @"_score id as asked");
    assert_snapshot!(order("researchProducts?search=a&sortBy=publicationDate ASC"), @"publicationDate id as asked");
    assert_snapshot!(order("researchProducts?sortBy=relevance DESC"), @"id");
    assert_snapshot!(order("researchProducts?search=NOT a&sortBy=relevance DESC"), @"id");
}

#[test]
fn what_the_dump_has_no_texts_for_is_refused_by_name() {
    assert_snapshot!(show("dataSources?legalShortName=x"), @"400 legalShortName cannot be answered from the dump: it has no short names of data sources");
}

#[test]
fn hostile_searches_are_bounded() {
    assert_snapshot!(title(&vec!["a"; 10_000].join(" ")), @"400 Parameter 'mainTitle' has 10000 words, but may have 1024 at most");
    assert_snapshot!(title(&vec!["\"a\""; 10_000].join(" OR ")), @"400 Parameter 'mainTitle' has 10000 words, but may have 1024 at most");
    assert_snapshot!(title(&vec!["a"; 10_000].join(",")), @"400 Parameter 'mainTitle' has 10000 words, but may have 1024 at most");
    let deep = title(&format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000)));
    assert!(deep.ends_with("in 'mainTitle': parentheses stand too deep in each other"), "{deep}");
    assert_eq!(title(&format!("{}a", "NOT ".repeat(10_000))), "WORDS 'a'");
    assert_snapshot!(title("\"a"), @r#"400 Invalid value: '"a' in 'mainTitle': a quote is not closed"#);
    assert!(title(&vec!["a"; 1_024].join(" ")).starts_with("WORDS"));
}

#[test]
fn every_text_that_is_looked_at_is_there() {
    for path in ["researchProducts", "organizations", "dataSources", "projects"] {
        let query = read(&format!("{path}?search=a")).unwrap().query;
        let searches = query.filter.searches();
        assert_eq!(searches.len(), 1);
        assert_eq!(searches[0].unknown(query.entity), None);
        assert_eq!(searches[0].fields().len(), query.entity.searched.len());
    }
}
