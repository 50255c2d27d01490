//! Columns that tell of the same elements.

use std::{fs, io::Read as _, path::Path};

use arrow::{
    array::{Array as _, AsArray as _},
    util::display::{ArrayFormatter, FormatOptions},
};
use serapeum_ingest::{Error, RecordReader};
use serapeum_lake::fields_schema;
use serapeum_model::{Elements, Entity, table};
use serde_json::Value;

table! {
    /// Articles.
    ARTICLES "articles" {
        ID "id" = Row::keyword();
        LICENSE_URL "license.url" = Row::keyword().at("license[].URL").aligned("license");
        LICENSE_DELAY "license.delay" = Row::integer().at("license[].delay-in-days").aligned("license");
        LICENSE_START "license.start" = Row::date().at("first_day(license[].start.date-parts)").aligned("license");
        LICENSES "licenses" = Row::keyword().at("license[].URL").many();
        FUNDER "award.funder" = Row::keyword().at("funder[].DOI").aligned("award");
        AWARD "award.number" = Row::keyword().at("funder[].award[]|funder[].awards[]").aligned("award");
        HAS_NAME "award.named" = Row::boolean().at("exists(funder[].name)").aligned("award");
        OWNER "award.owner" = Row::integer().at("owner").aligned("award");
        RELATION "relation.type" = Row::keyword().at("relation.@key").aligned("relation");
        OBJECT "relation.object" = Row::keyword().at("relation.*[].id").aligned("relation");
        PERSON "person.given" = Row::keyword().at("author[].given").aligned("person");
        ORCID "person.orcid" = Row::keyword().at("author[].ids[kind=ORCID].value").aligned("person");
    }
}
static ARTICLE: Entity = Entity {
    elements: &[
        Elements { group: "license", path: "license[]" },
        Elements { group: "award", path: "funder[].award[]|funder[].awards[]" },
        Elements { group: "relation", path: "relation.*[]" },
        Elements { group: "person", path: "author[]" },
    ],
    ..Entity::new("articles", ARTICLES, ID)
}
.checked();

/// The columns of a record whose names begin so, as text.
fn shown(record: &str, names: &str) -> Vec<String> {
    let row = RecordReader::new(&ARTICLE).unwrap().read(record.as_bytes()).unwrap();
    assert_eq!(row.schema(), fields_schema(&ARTICLE));
    let schema = row.schema();
    let options = FormatOptions::default().with_null("-");
    let columns = schema.fields().iter().zip(row.columns());
    let columns = columns.filter(|(field, _)| field.name().starts_with(names));
    columns
        .map(|(_, column)| ArrayFormatter::try_new(column, &options).unwrap().value(0).to_string())
        .collect()
}

#[test]
fn an_element_has_one_entry_in_every_column_of_its_group() {
    let record = r#"{"id":"a","license":[
        {"URL":"b","delay-in-days":3,"start":{"date-parts":[[2020,1]]}},
        {}, null, {"start":{"date-parts":[[null]]},"URL":["a","c"]}, "odd", {"delay-in-days":"x","URL":"b"}]}"#;
    assert_eq!(
        shown(record, "license"),
        ["[b, -, a, -, b]", "[3, -, -, -, -]", "[2020-01-01, -, -, -, -]", "[a, b, c]"]
    );
    for empty in [r#"{"id":"a"}"#, r#"{"id":"a","license":[null]}"#, r#"{"id":"a","license":[[]]}"#]
    {
        assert_eq!(shown(empty, "license"), ["[]", "[]", "[]", "[]"]);
    }
    // An object in place of the array.
    let one = r#"{"id":"a","license":{"URL":"b"}}"#;
    assert_eq!(shown(one, "license"), ["[b]", "[-]", "[-]", "[b]"]);
    // Conditions below the element.
    let record = r#"{"id":"a","author":[{"ids":[{"value":"1","kind":"x"},{"value":"2","kind":"ORCID"}]},{"given":"B"}]}"#;
    assert_eq!(shown(record, "person"), ["[-, B]", "[2, -]"]);
}

#[test]
fn outer_values_repeat_for_inner_elements_wherever_they_stand() {
    let record = r#"{"id":"a","funder":[
        {"DOI":"f1","award":["x","y"],"name":"N"},
        {"award":["z"],"DOI":"f2"},
        {"DOI":"f3"},
        {"award":[],"awards":["w"]},
        {"award":[null,""]}],"owner":7}"#;
    assert_eq!(
        shown(record, "award"),
        [
            "[f1, f1, f2, f3, -, -]",
            "[x, y, z, -, w, -]",
            "[true, true, false, false, false, false]",
            "[7, 7, 7, 7, 7, 7]"
        ]
    );
    assert_eq!(shown(r#"{"id":"a","owner":7}"#, "award"), ["[]", "[]", "[]", "[]"]);
}

#[test]
fn members_of_an_object_are_elements() {
    let record = r#"{"id":"a","relation":{"cites":[{"id":"b"},{"id":"a"}],"has-part":{"id":"c"},"is\u002dpart":[],"part\u002dof":["d"]}}"#;
    assert_eq!(
        shown(record, "relation"),
        ["[cites, cites, has-part, -, part-of]", "[b, a, c, -, -]"]
    );
}

#[test]
fn what_would_take_too_much_is_null_and_too_many_are_cut() {
    let text = "x".repeat(1 << 20);
    let record =
        format!(r#"{{"id":"a","funder":[{{"DOI":"{text}","award":[{}1]}}]}}"#, "1,".repeat(200));
    let row = RecordReader::new(&ARTICLE).unwrap().read(record.as_bytes()).unwrap();
    let lists = ["award.funder", "award.number"]
        .map(|name| row.column_by_name(name).unwrap().as_list::<i32>().value(0));
    assert_eq!((lists[0].len(), lists[0].null_count()), (201, 201));
    assert_eq!((lists[1].len(), lists[1].null_count()), (201, 0));
    let record = format!(r#"{{"id":"a","license":[{}{{}}]}}"#, "{},".repeat(1 << 20));
    let row = RecordReader::new(&ARTICLE).unwrap().read(record.as_bytes()).unwrap();
    for name in ["license.url", "license.start"] {
        assert_eq!(row.column_by_name(name).unwrap().as_list::<i32>().value(0).len(), 1 << 20);
    }
}

#[test]
fn groups_that_cannot_be_aligned_are_refused() {
    table! {
        /// A condition around the element.
        GUARDED "guarded" {
            GUARDED_ID "id" = Row::keyword();
            VALUE "value" = Row::keyword().at("a[k=v].b[].c").aligned("g");
        }
    }
    table! {
        /// Alternatives in different lists.
        MIXED "mixed" {
            MIXED_ID "id" = Row::keyword();
            EITHER "either" = Row::keyword().at("a[].b[].c|a[].c").aligned("g");
        }
    }
    for (fields, path, fault) in [
        (
            GUARDED,
            "a[].b[]",
            "the table's field value: a condition on an element around the aligned one",
        ),
        (
            MIXED,
            "a[].b[]",
            "the table's field either: alternatives in different lists of its group",
        ),
        (MIXED, "a[].b", "the table's field g: `a[].b` does not end in a list"),
    ] {
        let elements = Box::leak(Box::new([Elements { group: "g", path }]));
        let entity = Entity { elements, ..Entity::new("refused", fields, fields[0]) };
        let error = RecordReader::new(Box::leak(Box::new(entity))).unwrap_err();
        assert!(matches!(&error, Error::Table(..)), "{error}");
        assert_eq!(error.to_string(), fault);
    }
}

table! {
    /// Real articles.
    REAL "real" {
        REAL_ID "DOI" = Row::doi();
        REAL_URL "license.url" = Row::keyword().at("license[].URL").aligned("license");
        REAL_VERSION "license.version" = Row::keyword().at("license[].content-version").aligned("license");
        REAL_FUNDER "award.funder" = Row::keyword().at("funder[].DOI").aligned("award");
        REAL_AWARD "award.number" = Row::keyword().at("funder[].award[]").aligned("award");
        REAL_TYPE "relation.type" = Row::keyword().at("relation.@key").aligned("relation");
        REAL_OBJECT "relation.object" = Row::keyword().at("relation.*[].id").aligned("relation");
    }
}
static REAL_ARTICLE: Entity = Entity {
    elements: &[
        Elements { group: "license", path: "license[]" },
        Elements { group: "award", path: "funder[].award[]" },
        Elements { group: "relation", path: "relation.*[]" },
    ],
    ..Entity::new("real", REAL, REAL_ID)
}
.checked();

/// The pairs that two members of each element make, computed the slow way.
fn slowly(record: &Value) -> [Vec<(Option<&str>, Option<&str>)>; 3] {
    let elements = |name: &str| record[name].as_array().into_iter().flatten();
    let license =
        elements("license").map(|one| (one["URL"].as_str(), one["content-version"].as_str()));
    let award = elements("funder").flat_map(|funder| {
        let awards = funder["award"].as_array().filter(|awards| !awards.is_empty());
        let awards = awards.map(|awards| awards.iter().map(Value::as_str).collect());
        let awards: Vec<_> = awards.unwrap_or_else(|| vec![None]);
        awards.into_iter().map(|award| (funder["DOI"].as_str(), award))
    });
    let relation =
        record["relation"].as_object().into_iter().flatten().flat_map(|(kind, others)| {
            let others = others.as_array().filter(|others| !others.is_empty());
            let ids =
                others.map(|others| others.iter().map(|other| other["id"].as_str()).collect());
            let kind = others.map(|_| kind.as_str());
            let ids: Vec<_> = ids.unwrap_or_else(|| vec![None]);
            ids.into_iter().map(move |id| (kind, id))
        });
    [license.collect(), award.collect(), relation.collect()]
}

#[test]
fn real_records_have_the_pairs_that_they_hold() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/crossref");
    let reader = RecordReader::new(&REAL_ARTICLE).unwrap();
    let mut seen = [0, 0, 0];
    for shard in fs::read_dir(real).into_iter().flatten().flatten() {
        let mut text = String::new();
        let file = fs::File::open(shard.path()).unwrap();
        flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text).unwrap();
        for line in text.lines() {
            let record: Value = serde_json::from_str(line).unwrap();
            let row = reader.read(line.as_bytes()).unwrap();
            let columns: Vec<_> =
                (3..9).map(|at| row.column(at).as_list::<i32>().value(0)).collect();
            let groups = columns.chunks(2).zip(slowly(&record)).enumerate();
            for (group, (pair, mut expected)) in groups {
                let (first, second) = (pair[0].as_string::<i32>(), pair[1].as_string::<i32>());
                assert_eq!(first.len(), second.len());
                // The empty text is no value.
                for (a, b) in &mut expected {
                    *a = a.filter(|text| !text.is_empty());
                    *b = b.filter(|text| !text.is_empty());
                }
                let mut found: Vec<_> = first.iter().zip(second.iter()).collect();
                seen[group] += found.len();
                // `serde_json` sorts the members of objects.
                found.sort_unstable();
                expected.sort_unstable();
                assert_eq!(found, expected, "{}", record["DOI"]);
            }
        }
    }
    assert!(seen == [0, 0, 0] || seen.iter().all(|seen| *seen > 100), "{seen:?}");
}
