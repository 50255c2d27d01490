//! What stands within values and between parameters.

use insta::assert_snapshot;

use super::{products, read, show};

#[test]
fn everything() {
    assert_snapshot!(show("graph/v1/researchProducts"), @"everything");
    assert_snapshot!(show("graph/v3/datasources"), @"everything");
}

#[test]
fn alternatives_are_commas_repeats_or_the_word() {
    let expected = "relOrganizationCountryCode";
    let base = show(&format!("projects?{expected}=US,GR"));
    assert_snapshot!(base, @"organizations.country.code IN ('US', 'GR')");
    assert_eq!(show(&format!("projects?{expected}=US&{expected}=GR")), base);
    assert_eq!(show(&format!("projects?{expected}=US OR GR")), base);
    assert_eq!(show(&format!("projects?{expected}=(US OR GR)")), base);
    assert_eq!(show(&format!("projects?{expected}= US , \"GR\" ")), base);
}

#[test]
fn operators_within_a_value() {
    assert_snapshot!(products("language=eng OR NOT fra"), @"(language.code = 'eng' OR NOT language.code = 'fra')");
    assert_snapshot!(products("language=(\"eng\" AND NOT \"fra\")"), @"(language.code = 'eng' AND NOT language.code = 'fra')");
    assert_snapshot!(products("subjects=semantic NOT web"), @"(subjects.subject.value = 'semantic' AND NOT subjects.subject.value = 'web')");
    assert_snapshot!(products("subjects=NOT NOT web"), @"subjects.subject.value = 'web'");
    assert_snapshot!(products("subjects=a AND b OR c AND (d,e)"), @"((subjects.subject.value = 'a' AND subjects.subject.value = 'b') OR (subjects.subject.value = 'c' AND subjects.subject.value IN ('d', 'e')))");
    assert_snapshot!(products("subjects=a and b or not c"), @"subjects.subject.value = 'a and b or not c'");
    assert_snapshot!(products("subjects=\"a AND b\",\"c, d\""), @"subjects.subject.value IN ('a AND b', 'c, d')");
    assert_snapshot!(products(r#"subjects="say \"no\" (now)""#), @r#"subjects.subject.value = 'say "no" (now)'"#);
    assert_snapshot!(products("subjects=ANDROID,NOTE,ORE"), @"subjects.subject.value IN ('ANDROID', 'NOTE', 'ORE')");
    assert_snapshot!(products("subjects=two  spaces kept"), @"subjects.subject.value = 'two  spaces kept'");
}

#[test]
fn parameters_are_joined() {
    let both = "type=dataset&language=eng&publisher=Zenodo";
    assert_snapshot!(products(both), @"(type = 'dataset' AND language.code = 'eng' AND publisher = 'Zenodo')");
    assert_eq!(products(&format!("{both}&logicalOperator=AND")), products(both));
    assert_snapshot!(products(&format!("{both}&logicalOperator=OR")), @"(type = 'dataset' OR language.code = 'eng' OR publisher = 'Zenodo')");
    assert_snapshot!(products(&format!("logicalOperator=NOT&{both}")), @"(type = 'dataset' AND NOT language.code = 'eng' AND NOT publisher = 'Zenodo')");
    assert_snapshot!(products("type=dataset&logicalOperator=NOT"), @"type = 'dataset'");
    assert_snapshot!(products("logicalOperator=OR"), @"everything");
}

#[test]
fn the_two_ends_of_a_range_are_one_condition() {
    assert_snapshot!(products("fromPublicationDate=2020&type=dataset&toPublicationDate=2021&logicalOperator=OR"), @"((publicationDate >= 2020-01-01 AND publicationDate <= 2021-12-31) OR type = 'dataset')");
    assert_snapshot!(products("fromPublicationDate=2020&toPublicationDate=2021&excludePubDateRange=true"), @"NOT (publicationDate >= 2020-01-01 AND publicationDate <= 2021-12-31)");
    assert_snapshot!(products("toPublicationDate=2021&excludePubDateRange=false"), @"publicationDate <= 2021-12-31");
    assert_snapshot!(products("excludePubDateRange=true"), @"400 Parameter 'excludePubDateRange' requires at least one of 'fromPublicationDate' or 'toPublicationDate'");
    assert_snapshot!(products("excludePubDateRange=true&fromPublicationYear=2020"), @"400 Parameter 'excludePubDateRange' requires at least one of 'fromPublicationDate' or 'toPublicationDate'");
}

#[test]
fn versions_have_paths_and_names_of_their_own() {
    for text in [
        "graph/researchProducts?authorOrcid=x",
        "graph/v1/researchProducts?sdg=1",
        "graph/v3/research-products?sdgLabel=\"1. No poverty\"",
        "researchProducts?sdg=1&language=eng",
        "research-products?sdg=1&language=eng",
        "graph/v1/dataSources",
        "graph/v3/projects?activeYear=2020",
        "/graph/v1/projects/?code=1",
    ] {
        assert!(read(text).is_ok(), "{text}: {}", show(text));
    }
    assert_snapshot!(show("graph/v3/researchProducts"), @"405 No static resource v3/researchProducts. Did you mean 'research-products'?");
    assert_snapshot!(show("graph/v3/dataSources"), @"405 No static resource v3/dataSources. Did you mean 'datasources'?");
    assert_snapshot!(show("graph/v1/research-products"), @"405 No static resource v1/research-products. Did you mean 'researchProducts'?");
    assert!(
        show("graph/v1/researchProducts?language=eng")
            .starts_with("400 Unknown parameter: language;")
    );
    assert!(
        show("graph/v3/research-products?authorOrcid=x")
            .starts_with("400 Unknown parameter: authorOrcid;")
    );
    assert!(show("graph/v3/projects?grantID=1").starts_with("400 Unknown parameter: grantID;"));
}
