use super::*;

fn paths(records: &[&str]) -> Vec<String> {
    let (mut shape, mut seen) = (Shape::default(), Seen::default());
    records.iter().for_each(|record| shape.take(record, &mut seen));
    told(None, &[], &[shape], &[vec![(0, &seen)]]).paths
}

#[test]
fn members_and_elements_have_paths() {
    let found = paths(&[
        r#"{"id":1,"a":[{"b":{"c":null}},[2]],"e":[]}"#,
        r#"{"a":{"b":1},"x.y":{"*[":3}}"#,
    ]);
    let expected =
        ["a", "a.b", "a[]", "a[].b", "a[].b.c", "a[][]", "e", "id", r"x\.y", r"x\.y.\*\["];
    assert_eq!(found, expected);
    for path in found {
        let mut again = String::new();
        way(&path).iter().for_each(|step| extend(&mut again, step));
        assert_eq!(again, path);
    }
}

#[test]
fn very_many_names_are_one_however_they_are_spread() {
    let record = |range: std::ops::Range<usize>| {
        let members: Vec<String> =
            range.map(|at| format!(r#""w{at}":[{{"k{}":1}}]"#, at % 3)).collect();
        format!(r#"{{"words":{{{}}},"id":1}}"#, members.join(","))
    };
    let expected =
        ["id", "words", "words.*", "words.*[]", "words.*[].k0", "words.*[].k1", "words.*[].k2"];
    assert_eq!(paths(&[&record(0..1_000)]), expected);
    // Each of two threads has seen few.
    let (one, other) = (record(0..100), record(60..160));
    let (mut shapes, mut seen) =
        ([Shape::default(), Shape::default()], [Seen::default(), Seen::default()]);
    shapes[0].take(&one, &mut seen[0]);
    shapes[1].take(&other, &mut seen[1]);
    let found = told(None, &[], &shapes, &[vec![(0, &seen[0])], vec![(1, &seen[1])]]);
    assert_eq!(found.paths, expected);
    assert_eq!(found.shards, ["fe", "fe"]);
    // No change: one version has them as one, the other does not.
    let few = paths(&[&record(0..9)]);
    assert!(few.len() > 20);
    assert_eq!(changes(&few, &found.paths), (Vec::new(), Vec::new()));
    assert_eq!(changes(&found.paths, &few), (Vec::new(), Vec::new()));
}

#[test]
fn what_is_kept_is_bounded() {
    let deep = format!("{}1{}", r#"{"a":"#.repeat(100), "}".repeat(100));
    assert_eq!(paths(&[&deep]).len(), DEEP);
    assert_eq!(paths(&[&format!(r#"{{"{}":1,"b":2}}"#, "x".repeat(NAME + 1))]), ["b"]);
    let mut shape = Shape::default();
    let mut seen = Seen::default();
    for outer in 0..200 {
        for inner in 0..200 {
            shape.take(&format!(r#"{{"a":{{"o{outer}":{{"i{inner}":{{"x":1}}}}}}}}"#), &mut seen);
        }
    }
    assert!(shape.nodes.len() <= PATHS);
    assert!(told(None, &[], &[shape], &[vec![(0, &seen)]]).paths.len() <= PATHS);
}

#[test]
fn shards_that_stay_keep_their_paths_and_others_take_theirs_along() {
    let (mut shape, mut seen) = (Shape::default(), [Seen::default(), Seen::default()]);
    shape.take(r#"{"a":1,"b":{"c":2}}"#, &mut seen[0]);
    shape.take(r#"{"a":1,"d":[3]}"#, &mut seen[1]);
    let first = told(None, &[], &[shape], &[vec![(0, &seen[0])], vec![(0, &seen[1])]]);
    assert_eq!(first.paths, ["a", "b", "b.c", "d", "d[]"]);
    let base = manifest(&first.paths);
    let (mut shape, mut seen) = (Shape::default(), Seen::default());
    shape.take(r#"{"a":1,"e":4}"#, &mut seen);
    let next = told(Some(&base), &[&first.shards[1]], &[shape], &[vec![(0, &seen)]]);
    assert_eq!(next.paths, ["a", "d", "d[]", "e"]);
    assert_eq!(next.shards, ["e", "9"]);
    let told = changes(&first.paths, &next.paths);
    assert_eq!(told, (vec!["e".to_owned()], vec!["b".to_owned(), "b.c".to_owned()]));
    assert_eq!(changes(&[], &next.paths), (Vec::new(), Vec::new()));
}

fn manifest(paths: &[String]) -> Manifest {
    Manifest {
        number: 1,
        source: String::new(),
        entity: String::new(),
        created: String::new(),
        records: serapeum_lake::Stored::None,
        parts: Vec::new(),
        keys: Vec::new(),
        masks: None,
        masked: 0,
        shards: Vec::new(),
        nulled: BTreeMap::new(),
        joined: Vec::new(),
        last_part: 0,
        table: String::new(),
        columns: Vec::new(),
        paths: paths.to_vec(),
        lists: Vec::new(),
        gone: None,
    }
}
