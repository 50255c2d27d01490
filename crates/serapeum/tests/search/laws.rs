//! What holds of searches whatever the words are.

use crate::world::{EVERY, WORLDS};

fn within(some: &[String], all: &[String]) -> bool {
    some.iter().all(|id| all.binary_search(id).is_ok())
}

#[test]
fn laws_of_expressions_hold() {
    for world in WORLDS.iter() {
        let pairs: Vec<(&String, &String)> =
            world.words.iter().zip(world.words.iter().skip(7)).step_by(EVERY).collect();
        for (a, b) in pairs {
            let both = world.set(&format!("search={a} {b}"));
            assert_eq!(world.set(&format!("search={b} {a}")), both, "{a} {b}");
            assert_eq!(world.set(&format!("search={a} AND {b}")), both, "{a} {b}");
            assert_eq!(world.set(&format!("search=({a} AND {b})")), both, "{a} {b}");
            assert!(within(&world.set(&format!("search=\"{a} {b}\"")), &both), "{a} {b}");
            let near = world.set(&format!("search=\"{a} {b}\"~4"));
            assert!(within(&near, &both), "{a} {b}");
            assert!(within(&world.set(&format!("search=\"{a} {b}\"~1")), &near), "{a} {b}");
            let exact = world.set(&format!("search.exact={a}"));
            let stemmed = world.set(&format!("search={a}"));
            assert!(within(&exact, &stemmed), "{a}");
            let either = world.set(&format!("search={a} OR {b}"));
            let other = world.set(&format!("search={b}"));
            assert!(within(&stemmed, &either) && within(&other, &either), "{a} {b}");
            assert_eq!(either.len() + both.len(), stemmed.len() + other.len(), "{a} {b}");
            let without = world.set(&format!("search={a} NOT {b}"));
            assert_eq!(without.len() + both.len(), stemmed.len(), "{a} {b}");
            let begins = world.set(&format!("search.exact={}*", &a[..4]));
            assert!(within(&exact, &begins), "{a}");
        }
    }
}
