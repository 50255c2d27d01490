//! Words in analysed texts.

use insta::assert_snapshot;
use serapeum_model::Params;
use serapeum_sources::datacite::SOURCE;

use super::{notes, read, show};

/// The condition of a query on DOIs, with the usual fields cut short.
fn query(text: &str) -> String {
    let shown = on("dois", text);
    let usual = "titles.title.exact^3, creator_names.exact^3, publisher.exact^3, \
                 descriptions.description.exact^3, subjects.subject.exact^3";
    let shown = shown.replace(usual, "USUAL");
    match shown.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inside) if !inside.contains(" AND ") => inside.to_owned(),
        _ => shown,
    }
}

fn on(path: &str, text: &str) -> String {
    let escaped: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let params = Params::parse(&format!("query={escaped}"));
    crate::shown(SOURCE.dialect.read(path, &params, false))
}

#[test]
fn words_without_a_field() {
    assert_snapshot!(query("climate"), @"WORDS 'climate' IN USUAL");
    assert_snapshot!(query("climate change"), @"WORDS 'climate change' IN USUAL");
    assert_snapshot!(query("climate AND change OR frogs"), @"WORDS 'climate' IN USUAL");
    assert_snapshot!(query("climate OR change"), @"(WORDS 'climate' IN USUAL OR WORDS 'change' IN USUAL)");
    assert_snapshot!(query("climate -change"), @"((WORDS 'climate' IN USUAL AND NOT WORDS 'change' IN USUAL))");
    assert_snapshot!(query("-climate"), @"NOT WORDS 'climate' IN USUAL");
    assert_snapshot!(query("\"climate change\""), @"PHRASE 'climate change'~1 IN USUAL");
    assert_snapshot!(query("10.5281/ZENODO.123"), @"(WORDS '10.5281/ZENODO.123' IN USUAL OR id = '10.5281/zenodo.123' OR relatedIdentifiers.relatedIdentifier = '10.5281/zenodo.123')");
    assert_snapshot!(query("\"covid 19\""), @"(PHRASE 'covid 19'~1 IN USUAL OR relatedIdentifiers.relatedIdentifier = 'covid 19')");
    assert_snapshot!(query("clim* chang?"), @"((LIKE 'clim*' IN USUAL OR relatedIdentifiers.relatedIdentifier BEGINS 'clim') AND (LIKE 'chang?' IN USUAL OR relatedIdentifiers.relatedIdentifier LIKE 'chang?'))");
    assert_snapshot!(query("*zenodo*"), @"(LIKE '*zenodo*' IN USUAL OR id LIKE '*zenodo*' OR relatedIdentifiers.relatedIdentifier LIKE '*zenodo*')");
    assert_snapshot!(query("climate^4 (change OR frogs)^0.5"), @"((WORDS 'climate' IN titles.title.exact^12, creator_names.exact^12, publisher.exact^12, descriptions.description.exact^12, subjects.subject.exact^12 AND (WORDS 'change' IN titles.title.exact^1.5, creator_names.exact^1.5, publisher.exact^1.5, descriptions.description.exact^1.5, subjects.subject.exact^1.5 OR WORDS 'frogs' IN titles.title.exact^1.5, creator_names.exact^1.5, publisher.exact^1.5, descriptions.description.exact^1.5, subjects.subject.exact^1.5)))");
    assert_snapshot!(query("climte~ change~1 ab~ x~0.8"), @"((FUZZY 'climte'~2 IN USUAL AND FUZZY 'change'~1 IN USUAL AND FUZZY 'ab'~0 IN USUAL AND FUZZY 'x'~0 IN USUAL))");
    assert_snapshot!(query("\"climate change\"~5^2"), @"PHRASE 'climate change'~5 IN titles.title.exact^6, creator_names.exact^6, publisher.exact^6, descriptions.description.exact^6, subjects.subject.exact^6");
    assert_snapshot!(on("clients", "Zenodo"), @"(WORDS 'Zenodo' IN name.exact^5, description.exact^5 OR id = 'zenodo' OR symbol = 'zenodo' OR software = 'zenodo')");
    assert_snapshot!(on("providers", "name:\"Open Science\" OR tib"), @"((PHRASE 'Open Science'~1 IN name.exact OR WORDS 'tib' IN name.exact^5, description.exact^5) OR id = 'tib' OR symbol = 'tib')");
}

#[test]
fn words_in_a_field() {
    assert_snapshot!(query("titles.title:climate change"), @"((WORDS 'climate' IN titles.title.exact AND WORDS 'change' IN USUAL))");
    assert_snapshot!(query("titles.title:(climate change)"), @"WORDS 'climate change' IN titles.title.exact");
    assert_snapshot!(query("titles.title:(climate OR chang*) AND publicationYear:2020"), @"((WORDS 'climate' IN titles.title.exact OR LIKE 'chang*' IN titles.title.exact) AND publicationYear = 2020)");
    assert_snapshot!(query("titles.title:climate NOT creators.familyName:Smith AND NOT language:en"), @"((WORDS 'climate' IN titles.title.exact AND NOT WORDS 'Smith' IN creators.familyName.exact) AND NOT language = 'en')");
    assert_snapshot!(query("titles.title:a OR language:en OR titles.title:b"), @"((WORDS 'a' IN titles.title.exact OR WORDS 'b' IN titles.title.exact) OR language = 'en')");
    assert_snapshot!(query("creators_and_contributors.name:\"Garza, Kristian\""), @"PHRASE 'Garza, Kristian'~1 IN creators.name.exact, contributors.name.exact");
    assert_snapshot!(query("publisher.name:Zenodo"), @"WORDS 'Zenodo' IN publisher.exact");
    assert_snapshot!(query("fundingReferences.funderName:\"European Commission\"~0"), @"PHRASE 'European Commission' IN funding_references.funderName.exact");
    assert_snapshot!(query("url:*zenodo*"), @"LIKE '*zenodo*' IN url.exact");
    assert_snapshot!(query("creators.familyName:*"), @"hasCreatorFamilyName = true");
    assert_snapshot!(query("titles.title:*"), @"titles.title EXISTS");
    assert_snapshot!(on("clients", "description:data*"), @"LIKE 'data*' IN description.exact");
}

#[test]
fn what_words_cannot_ask_is_named() {
    assert_snapshot!(query("titles.title:[a TO b]"), @r#"400 {"errors":[{"status":"400","title":"Of titles.title, which is analysed text, there are no ranges."}]}"#);
    assert_snapshot!(query("[a TO b]"), @r#"400 {"errors":[{"status":"400","title":"A range needs a field."}]}"#);
    assert_snapshot!(query("prefix:10.5281~1"), @r#"400 {"errors":[{"status":"400","title":"prefix is compared whole, not by its letters (~)."}]}"#);
    assert_snapshot!(query("climate^"), @r#"400 {"errors":{"title":"Failed to parse query [climate^]","detail":"a weight is missing at byte 8"}}"#);
}

#[test]
fn the_best_come_first_where_that_is_asked() {
    let order = |text: &str| {
        let query = read(text).unwrap().query;
        let key = |key: &serapeum_model::SortKey| {
            format!("{}{}", if key.descending { "-" } else { "" }, key.field.name)
        };
        query.total_order().iter().map(key).collect::<Vec<_>>().join(" ")
    };
    assert_snapshot!(order("dois?query=climate"), @"-updated id");
    assert_snapshot!(order("dois?query=climate&sort=relevance"), @"-_score id");
    assert_snapshot!(order("dois?query=climate&sort=-relevance"), @"-updated id");
    assert_snapshot!(order("dois?query=climate&sort=relevance&page[cursor]=1"), @"created id");
    assert_snapshot!(order("dois?query=-climate&sort=relevance"), @"-updated id");
    assert_snapshot!(notes("dois?query=language:en&sort=relevance"), @"The order `relevance` is ignored: nothing is searched for.");
    assert_snapshot!(order("clients?query=data&sort=relevance"), @"-_score id");
}

#[test]
fn hostile_queries_are_bounded() {
    let error = |text: String| query(&text).chars().rev().take(70).collect::<Vec<_>>();
    let end = |text: String| error(text).into_iter().rev().collect::<String>();
    assert_snapshot!(end(vec!["frogs"; 10_000].join(" ")), @r#"ogs frogs frogs]","detail":"more than 4096 conditions at byte 24576"}}"#);
    assert_snapshot!(end(vec!["titles.title:frogs"; 10_000].join(" OR ")), @r#"les.title:frogs]","detail":"more than 4096 conditions at byte 90112"}}"#);
    assert_snapshot!(end(format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000))), @r#")))))))))))))))))))))]","detail":"more than 64 groups in each other"}}"#);
    assert_snapshot!(end("NOT ".repeat(10_000) + "a"), @r#"OT NOT NOT a]","detail":"a clause is missing before `NOT` at byte 4"}}"#);
    let most = query(&vec!["frogs"; 4_096].join(" OR "));
    assert_eq!(most.matches("frogs").count(), 4_096);
    assert!(show(&format!("dois?query={}", "a^9999999999999999999999".repeat(50))).len() > 10);
}

#[test]
fn every_text_that_is_looked_at_is_there() {
    for path in ["dois", "clients", "providers"] {
        let entity = read(path).unwrap().query.entity;
        assert!(!entity.searched.is_empty());
        for text in entity.searched {
            assert!(!on(path, &format!("{}:a", text.name)).contains("400"), "{}", text.name);
        }
        let found = read(&format!("{path}?query=a")).unwrap().query.filter;
        for search in found.searches() {
            assert_eq!(search.unknown(entity), None);
        }
    }
}
