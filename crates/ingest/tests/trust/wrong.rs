//! A value of the wrong type, at every place of every table: a null there, counted, and the record stays.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use arrow::{
    array::{Array as _, AsArray as _, RecordBatch},
    datatypes::Int64Type,
};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serapeum_ingest::ingest;
use serapeum_lake::{Lake, Shard};
use serapeum_model::{Derive, Entity, Field, Kind, Path, Source, Step};
use serde_json::{Value, json};

use crate::{
    books::{LAYOUT, options},
    scratch,
};

mod judge;

use judge::{Expected, expected};

/// A value of each type, several of those that have several readings; one that is a day, and one that is a date's year.
fn values() -> Vec<Value> {
    let plain = [
        json!(null),
        json!("?!"),
        json!("1999-02-03"),
        json!(""),
        json!(17),
        json!(0.5),
        json!(true),
        json!(false),
        json!({}),
        json!({"x": 1}),
        json!({"x": {"x": ["y"]}}),
    ];
    // Alike, so that it does not matter which is first.
    let listed = plain.iter().map(|value| json!([value, value])).collect::<Vec<_>>();
    let nested = [json!([]), json!([[]]), json!([[[true]]])];
    plain.into_iter().chain(listed).chain(nested).collect()
}

/// A record with a value at the end of a path, and what the conditions on the way ask for.
fn record(steps: &[Step], value: &Value) -> Value {
    match steps {
        [] => value.clone(),
        [Step::Member(name), rest @ ..] => json!({ name: record(rest, value) }),
        [Step::Any | Step::Key, rest @ ..] => json!({ "any": record(rest, value) }),
        [Step::Where(member, text), rest @ ..] => {
            let told = member.iter().rev().fold(json!(text), |below, name| json!({ name: below }));
            merged(told, record(rest, value))
        }
    }
}

/// Both; where they contradict each other, the second.
fn merged(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            for (name, value) in other {
                let before = one.remove(&name);
                one.insert(name, before.map_or(value.clone(), |before| merged(before, value)));
            }
            Value::Object(one)
        }
        (_, other) => other,
    }
}

/// Every place that a table looks at: the ends of its paths, and what is on the way there.
fn places(entity: &Entity) -> BTreeSet<Vec<Step>> {
    let mut places = BTreeSet::new();
    for field in entity.fields {
        for steps in Path::parse(field.path).unwrap().alternatives {
            places.extend((1..=steps.len()).map(|length| steps[..length].to_vec()));
        }
    }
    places
}

/// The id of the record of that number.
fn id(entity: &Entity, number: usize) -> Value {
    let number = number + 1;
    match entity.id.kind {
        Kind::Id(form) => json!(format!("{}{}{number}", form.prefix, form.letter)),
        Kind::AnyId(prefix) => json!(format!("{prefix}X{number}")),
        Kind::Doi => json!(format!("10.1/{number}")),
        _ => json!(format!("id{number}")),
    }
}

/// What a column has of a row.
fn is_filled(field: Field, derive: Derive, batch: &RecordBatch, row: usize) -> bool {
    let column = batch.column_by_name(field.name).unwrap();
    if field.many {
        let values = column.as_list::<i32>().value(row);
        return values.len() > values.null_count();
    }
    let value = column.is_valid(row);
    match derive {
        Derive::Count | Derive::OrZero => {
            assert!(value, "{field:?} is a number always");
            column.as_primitive::<Int64Type>().value(row) != 0
        }
        Derive::Exists => {
            assert!(value, "{field:?} is true or false always");
            column.as_boolean().value(row)
        }
        _ => value,
    }
}

/// The row of a shard of one record.
fn row<'b>(batches: &'b [RecordBatch], shard: &Shard) -> (&'b RecordBatch, usize) {
    let mut first = shard.slices[0].first as usize;
    for batch in batches {
        if first < batch.num_rows() {
            return (batch, first);
        }
        first -= batch.num_rows();
    }
    panic!("{} has no row", shard.path);
}

/// Ingests every value at every place of a table, each in a file of its own; how many were of the wrong type.
fn check(source: &'static Source, entity: &'static Entity) -> u64 {
    let (snapshot, lake) = (scratch(), scratch());
    let folder = snapshot.path().join("data").join(entity.name);
    fs::create_dir_all(&folder).unwrap();
    let id_path = Path::parse(entity.id.path).unwrap().alternatives.remove(0);
    let mut cases = BTreeMap::new();
    for place in places(entity) {
        for value in values() {
            let whole = record(&id_path, &id(entity, cases.len()));
            let whole = merged(whole, record(&place, &value));
            let name = format!("{:06}.jsonl", cases.len());
            fs::write(folder.join(&name), format!("{whole}\n")).unwrap();
            cases.insert(format!("data/{}/{name}", entity.name), whole);
        }
    }
    let plain: &'static Source = Box::leak(Box::new(Source {
        name: source.name,
        hosts: &[],
        entities: vec![entity].leak(),
        layout: &LAYOUT,
        dialect: source.dialect,
    }));
    let options = options(|options| options.max_rejects = cases.len() as u64);
    ingest(plain, snapshot.path(), lake.path(), &options, &()).unwrap();
    let lake = Lake::open(lake.path()).unwrap();
    let manifest = lake.manifest(source.name, entity.name).unwrap();
    let mut parts = BTreeMap::new();
    for part in &manifest.parts {
        let file = fs::File::open(lake.path(manifest, &part.fields)).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        parts.insert(part.number, reader.map(Result::unwrap).collect::<Vec<_>>());
    }
    assert_eq!(manifest.shards.len(), cases.len());
    let parsed = |field: &Field| (*field, Path::parse(field.path).unwrap());
    let fields: Vec<(Field, Path)> = entity.fields.iter().map(parsed).collect();
    let mut wrong = 0;
    let mut mistakes = Vec::new();
    for shard in &manifest.shards {
        let whole = &cases[&shard.path];
        let of_id = fields.iter().find(|(field, _)| *field == entity.id);
        if of_id.is_some_and(|(field, path)| !expected(*field, path, whole).filled) {
            let rejects = BTreeMap::from([("missing id".to_owned(), 1)]);
            assert_eq!((shard.records, &shard.rejects), (0, &rejects), "{whole}");
            assert!(shard.nulled.is_empty(), "{whole}");
            continue;
        }
        assert_eq!((shard.records, shard.rejects.len()), (1, 0), "{} {whole}", entity.name);
        let (batch, row) = row(&parts[&shard.slices[0].part], shard);
        for (field, path) in &fields {
            let told = expected(*field, path, whole);
            let found = Expected {
                filled: is_filled(*field, path.derive, batch, row),
                wrong: shard.nulled.get(field.name).copied().unwrap_or_default(),
            };
            if found != told {
                mistakes.push(format!(
                    "{field:?} at {} is {found:?}, not {told:?}: {whole}",
                    field.path
                ));
            }
            wrong += told.wrong;
        }
    }
    let few: Vec<_> = mistakes.iter().take(20).map(String::as_str).collect();
    assert!(few.is_empty(), "{} {}, such as:\n{}", mistakes.len(), entity.name, few.join("\n"));
    wrong
}

#[test]
fn a_value_of_the_wrong_type_is_a_null_that_is_counted_at_every_place_of_every_table() {
    let (mut tables, mut wrong) = (0, 0);
    for source in serapeum_sources::ALL {
        for entity in source.entities {
            wrong += check(source, entity);
            tables += 1;
        }
    }
    eprintln!("{wrong} values of the wrong type in {tables} tables");
    assert!(tables > 20 && wrong > 10_000);
}
