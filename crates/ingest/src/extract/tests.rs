//! Records of several sources' shapes, through the walk and into columns.
#![allow(clippy::unwrap_used)]

use arrow::util::display::{ArrayFormatter, FormatOptions};
use serapeum_model::{Entity, table};

use super::*;
use crate::columns::Columns;

table! {
    /// Shapes of a registration agency.
    ARTICLES "articles" {
        ARTICLE_ID "DOI" = Row::doi();
        RELATIONS "relation.type" = Row::keyword().at("relation.@key").many();
        RELATED "relation.id" = Row::keyword().at("relation.*[].id").many();
        CITES "cites" = Row::keyword().at("relation.cites.id").many();
        ISSUED "issued" = Row::date().at("first_day(issued.date-parts)");
        PRINTED "printed" = Row::integer().at("year(printed)");
        REFERENCES "reference_count" = Row::integer().at("count(reference)");
        HAS_LICENSE "has_license" = Row::boolean().at("exists(license)");
        ROR "ror" = Row::ror().at("author[].affiliation[].id[id-type=ROR].id").many();
    }
}
static ARTICLE: Entity = Entity::new("articles", ARTICLES, ARTICLE_ID).checked();

table! {
    /// Shapes of a graph.
    PRODUCTS "products" {
        PRODUCT_ID "id" = Row::keyword();
        FOS "fos" = Row::keyword().at("subjects[subject.scheme=FOS].subject.value").many();
        TITLE "title" = Row::keyword().at("mainTitle|maintitle|title.value");
        NAMES "names" = Row::keyword().at("names[]|name").many();
        NESTED "nested" = Row::integer().at("outer[k=a].inner[k=b].v").many();
        FLAG "flag" = Row::keyword().at("flags[on=true].name").many();
    }
}
static PRODUCT: Entity = Entity::new("products", PRODUCTS, PRODUCT_ID).checked();

/// The one row that a record becomes, as `name=value`, without the columns that are empty.
fn row(entity: &'static Entity, record: &str) -> Vec<String> {
    let paths = Paths::of(entity).unwrap();
    let mut columns = Columns::new(entity, &paths);
    // What another record leaves behind must not show.
    Extractor::new(&paths)
        .extract(r#"{"DOI":"10.1/other","id":"other","names":["x"]}"#, &mut columns)
        .unwrap();
    columns.undo();
    Extractor::new(&paths).extract(record, &mut columns).unwrap();
    columns.finish_row();
    let batch = columns.take(1, 0).unwrap();
    let mut nulled = Default::default();
    columns.take_nulled(&mut nulled);
    let schema = batch.schema();
    let shown = schema.fields().iter().zip(batch.columns()).skip(2).map(|(field, column)| {
        let options = FormatOptions::default();
        format!("{}={}", field.name(), ArrayFormatter::try_new(column, &options).unwrap().value(0))
    });
    let shown = shown.filter(|shown| !shown.ends_with('=') && !shown.ends_with("=[]"));
    shown.chain(nulled.iter().map(|(field, count)| format!("{field}: {count} nulled"))).collect()
}

#[test]
fn relations_and_dates() {
    let record = r#"{"DOI":"10.1/A","relation":{"cites":[{"id":"b","id-type":"doi"},{"id":"a"}],
        "is-part-of":{"id":"c"},"has\u002dpart":[{"id":"d"}],"none":[],"nil":null,"void" : { }},"issued":{"date-parts":[[2020,3]]},"printed":"1999-07",
        "reference":[{"key":1},{"key":2},null],"license":[{}],
        "author":[{"affiliation":[{"id":[{"id":"https://ror.org/03vek6s52","id-type":"ROR"},{"id-type":"ISNI","id":"x"}]}]}]}"#;
    assert_eq!(
        row(&ARTICLE, record),
        [
            "DOI=10.1/a",
            "relation.type=[cites, has-part, is-part-of]",
            "relation.id=[a, b, c, d]",
            "cites=[a, b]",
            "issued=2020-03-01",
            "printed=1999",
            "reference_count=2",
            "has_license=false",
            "ror=[03vek6s52]",
        ]
    );
    let empty = ["reference_count=0", "has_license=false"];
    assert_eq!(row(&ARTICLE, r#"{"issued":{"date-parts":[[null]]},"license":[]}"#), empty);
    assert_eq!(row(&ARTICLE, r#"{"issued":{"date-parts":[]},"reference":null}"#), empty);
    for (parts, shown) in [
        ("[[2020,2,29]]", "issued=2020-02-29"),
        ("[[\"2020\",2.0,null]]", "issued=2020-02-01"),
        ("[[2020,1],[2021]]", "issued=2020-01-01"),
        ("[2019]", "issued=2019-01-01"),
        ("\"2018-05\"", "issued=2018-05-01"),
    ] {
        let record = format!(r#"{{"issued":{{"date-parts":{parts}}}}}"#);
        assert_eq!(row(&ARTICLE, &record)[0], shown, "{parts}");
    }
    for parts in ["[[2020,13]]", "[[20200,1]]", "[[true]]", "{\"a\":1}"] {
        let record = format!(r#"{{"issued":{{"date-parts":{parts}}}}}"#);
        assert_eq!(row(&ARTICLE, &record)[2..], ["issued: 1 nulled"], "{parts}");
    }
}

#[test]
fn conditions_hold_for_the_same_element() {
    let record = r#"{"id":"p","subjects":[
        {"subject":{"scheme":"FOS","value":"02 x"}},{"subject":{"value":"01 y","scheme":"FOS"}},
        {"subject":{"scheme":"SDG","value":"3"}},{"subject":{"value":"none"}},"FOS",null,[{"subject":{"scheme":"FOS","value":"z"}}]]}"#;
    assert_eq!(row(&PRODUCT, record), ["id=p", "fos=[01 y, 02 x, z]"]);
    let record = r#"{"id":"p","outer":[{"inner":[{"v":1,"k":"b"},{"v":2}],"k":"a"},{"k":"c","inner":{"v":3,"k":"b"}},
        {"inner":[{"k":"b","v":"4"}],"k":"a"}],"flags":[{"on":true,"name":"f"},{"on":false,"name":"g"}]}"#;
    assert_eq!(row(&PRODUCT, record), ["id=p", "nested=[1, 4]", "flag=[f]"]);
}

#[test]
fn the_first_alternative_with_a_value_counts_in_any_order() {
    for record in [
        r#"{"id":"p","mainTitle":"new","maintitle":"old","title":{"value":"oldest"}}"#,
        r#"{"title":{"value":"oldest"},"maintitle":"old","mainTitle":"new","id":"p"}"#,
        r#"{"maintitle":"old","id":"p","mainTitle":["new","second"]}"#,
    ] {
        assert_eq!(row(&PRODUCT, record), ["id=p", "title=new"], "{record}");
    }
    let record = r#"{"id":"p","title":{"value":"oldest"},"mainTitle":null,"maintitle":""}"#;
    assert_eq!(row(&PRODUCT, record), ["id=p", "title=oldest"]);
    for record in [
        r#"{"id":"p","names":["b","a","b"],"name":"c"}"#,
        r#"{"id":"p","name":["c","d"],"names":["b","a"]}"#,
    ] {
        assert_eq!(row(&PRODUCT, record), ["id=p", "names=[a, b]"], "{record}");
    }
    assert_eq!(row(&PRODUCT, r#"{"id":"p","names":[null,""],"name":"c"}"#), ["id=p", "names=[c]"]);
}

#[test]
fn odd_values_are_null_and_counted() {
    assert_eq!(
        row(&PRODUCT, r#"{"id":{"a":1},"mainTitle":true}"#),
        ["id: 1 nulled", "title: 1 nulled"]
    );
    assert_eq!(row(&PRODUCT, r#"{"id":7,"mainTitle":"\ud800"}"#), ["id=7", "title: 1 nulled"]);
    assert_eq!(row(&PRODUCT, r#"{"id":1e999}"#), ["id: 1 nulled"]);
    assert_eq!(row(&PRODUCT, r#"{"id":"\u00e9\"","id":"second"}"#), ["id=é\""]);
    let paths = Paths::of(&PRODUCT).unwrap();
    let mut columns = Columns::new(&PRODUCT, &paths);
    for text in [
        "",
        "{",
        r#"{"id":1}x"#,
        r#"{"id" 1}"#,
        r#"{"id":tru}"#,
        r#"{"other":[1,2}"#,
        "{\"id\":\"\t\"}",
    ] {
        assert!(Extractor::new(&paths).extract(text, &mut columns).is_err(), "{text}");
        columns.undo();
    }
}
