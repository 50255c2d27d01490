//! Generated histories of a snapshot against a model that holds every line of the lake.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::Path,
};

use serapeum_ingest::{Difference, diff};
use serapeum_lake::Lake;
use serapeum_model::Value;

use crate::{books::*, rng::Rng, scratch, times};

/// Id, day and text of a record.
type Line = (u32, u32, String);
type Shards = BTreeMap<String, Vec<Line>>;

const IDS: usize = 30;

fn text(lines: &[Line]) -> String {
    lines.iter().map(|(.., text)| format!("{text}\n")).collect()
}

/// Something happens to a snapshot.
fn change(rng: &mut Rng, shards: &mut Shards, notes: &mut u32) {
    let place = |rng: &mut Rng| {
        format!("updated_date=2024-01-{:02}/part_{}.gz", rng.below(6) + 1, rng.below(2))
    };
    for _ in 0..rng.below(10) {
        let (id, day) = (rng.below(IDS) as u32 + 1, rng.below(9) as u32 + 1);
        // A record moves to where it was last changed; where a sync was partial, it is still in its old place too.
        if !rng.one_in(4) {
            shards.values_mut().for_each(|lines| lines.retain(|(other, ..)| *other != id));
        }
        *notes += 1;
        let lines = shards.entry(place(rng)).or_default();
        let at = rng.below(lines.len() + 1);
        lines.insert(at, (id, day, book(id, day, &format!("n{notes}"))));
    }
    if rng.one_in(3) {
        let gone = place(rng);
        shards.remove(&gone);
    }
    if rng.one_in(6)
        && let Some(lines) = shards.get(&place(rng)).cloned()
    {
        shards.insert(place(rng), lines);
    }
    // Vacated files may stay, empty.
    if rng.one_in(2) {
        shards.retain(|_, lines| !lines.is_empty());
    }
    if shards.is_empty() {
        *notes += 1;
        shards.insert(place(rng), vec![(1, 1, book(1, 1, &format!("n{notes}")))]);
    }
}

fn write(snapshot: &Path, shards: &Shards) {
    // Only the folder's content counts: files are written anew, with new times.
    let _ = fs::remove_dir_all(snapshot.join("data"));
    for (name, lines) in shards {
        shard(snapshot, name, &text(lines));
    }
}

/// What the lake holds, in the order that decides between equally new records.
#[derive(Default)]
struct Model(Vec<(String, Vec<Line>)>);

impl Model {
    fn ingest(&mut self, shards: &Shards, add: bool, fresh: bool) {
        let all = shards.iter().map(|(name, lines)| (name.clone(), lines.clone()));
        if add {
            let new: Vec<_> = all.filter(|shard| fresh || !self.0.contains(shard)).collect();
            self.0.extend(new);
        } else {
            self.0 = all.collect();
        }
    }

    fn records(&self) -> Vec<String> {
        let mut newest = HashMap::<u32, (u32, &str)>::new();
        for (id, day, text) in self.0.iter().flat_map(|(_, lines)| lines) {
            let known = newest.entry(*id).or_insert((*day, text));
            if *day >= known.0 {
                *known = (*day, text);
            }
        }
        let mut records: Vec<String> =
            newest.into_values().map(|(_, text)| text.to_owned()).collect();
        records.sort();
        records
    }
}

/// What differs between two states, by the ids in the records' text.
fn difference(old: &[String], new: &[String]) -> Difference {
    let id = |text: &String| text.split('"').nth(3).unwrap().to_owned();
    let by_id = |texts: &[String]| -> HashMap<String, String> {
        texts.iter().map(|text| (id(text), text.clone())).collect()
    };
    let (old, new) = (by_id(old), by_id(new));
    let mut found = Difference { key: "library/books".to_owned(), ..Difference::default() };
    for (id, text) in &new {
        match old.get(id) {
            None => found.added += 1,
            Some(known) if known == text => found.same += 1,
            Some(_) => found.changed += 1,
        }
    }
    found.removed = old.keys().filter(|id| !new.contains_key(*id)).count() as u64;
    found
}

fn history(seed: u64) {
    let mut rng = Rng(seed);
    let (snapshot, lake) = (scratch(), scratch());
    let (mut shards, mut model, mut notes) = (Shards::new(), Model::default(), 0);
    change(&mut rng, &mut shards, &mut notes);
    for step in 0..rng.below(4) + 2 {
        let same = step > 0 && rng.one_in(5);
        if !same {
            change(&mut rng, &mut shards, &mut notes);
            write(snapshot.path(), &shards);
        }
        let options = options(|options| {
            options.force = true;
            options.add = rng.one_in(4);
            options.fresh = rng.one_in(8);
            options.threads = rng.below(3) + 1;
            options.bytes_a_block = 50 + rng.below(1_000);
            options.rows_a_part = 2 + rng.below(30) as u32;
        });
        let told = format!("seed {seed}, step {step}, {options:?}");
        let known = |shard: (&String, &Vec<Line>)| {
            !options.fresh
                && model.0.iter().any(|(name, lines)| name == shard.0 && lines == shard.1)
        };
        let known = shards.iter().filter(|shard| known(*shard)).count() as u64;
        let before = model.0.clone();
        let (old, held) = (Lake::open(lake.path()).ok(), model.records());
        model.ingest(&shards, options.add, options.fresh);
        let summary = run(snapshot.path(), lake.path(), &options).unwrap();
        let books = &summary.entities[0];
        assert_eq!(books.shards + books.kept, shards.len() as u64, "{told}");
        assert!(books.kept <= known, "{told}");
        // What is left of a part of which most is gone may be read again; otherwise nothing that is known is.
        if options.add || known == shards.len() as u64 && before.len() == shards.len() {
            assert_eq!(books.kept, known, "{told}");
        }
        if before == model.0 && !options.fresh {
            assert_eq!((books.read, books.shards), (0, 0), "{told}");
        }
        let expected = model.records();
        assert_eq!(records(lake.path()), expected, "{told}");
        assert_eq!(books.live, expected.len() as u64, "{told}");
        if let Some(old) = old {
            assert_eq!(
                diff(lake.path(), old.version().number, summary.version).unwrap(),
                [difference(&held, &expected)],
                "{told}"
            );
        }
        // A record in force is found by its id.
        let id = rng.below(IDS) as u32 + 1;
        let found = find(lake.path(), "id", &Value::Int(id.into()));
        let wanted = format!(r#""id":"https://x.org/B{id}""#);
        let mut ours = expected.iter().filter(|record| record.contains(&wanted));
        assert!(ours.all(|record| found.contains(record)), "{told}: {found:?}");
    }
}

#[test]
fn after_any_history_the_lake_holds_the_newest_record_of_each_id() {
    for seed in 0..times("SERAPEUM_HISTORIES", 200) {
        history(seed);
    }
}
