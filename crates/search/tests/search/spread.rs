use serapeum_model::{Analysis, Occur, TextField, TextQuery};
use serapeum_search::{Error, Options, Searcher, index, publish};

use super::lakes::{Indexed, lines, works};

fn query(text: &str) -> TextQuery {
    let fields = vec![TextField::new("display_name", Analysis::English)];
    TextQuery::Words { how: Occur::Some, text: text.to_owned(), fields }
}

#[test]
fn indexes_are_kept_and_those_of_other_tables_are_not_used() {
    let mut indexed = Indexed::of(&[lines(100)], 30, 1 << 20);
    assert_eq!(indexed.index(1 << 20), 0, "what is indexed is not indexed again");
    let lake = &indexed.lake;
    assert!(lake.missing(indexed.manifest()).is_none() && lake.verify(2, &|_| ()).is_empty());

    // A version without: nothing is found, but the folders are.
    let mut bare = indexed.manifest().clone();
    bare.parts.iter_mut().for_each(|part| part.words = None);
    let refused = Searcher::open(lake, &bare, works()).err().unwrap();
    assert!(matches!(refused, Error::Missing(..)), "{refused}");
    let parts = index(lake, &bare, works(), Options::default(), &()).unwrap().unwrap();
    assert_eq!(parts, indexed.manifest().parts);

    let mut changed = indexed.manifest().clone();
    changed.parts[0].words.as_mut().unwrap().table = "another".to_owned();
    assert!(matches!(Searcher::open(lake, &changed, works()), Err(Error::Missing(_, 1, _))));
}

#[test]
fn a_search_can_be_stopped_and_names_what_it_does_not_know() {
    let indexed = Indexed::of(&[lines(50)], 1_000, 1 << 20);
    let searcher = indexed.searcher();
    let stopped = searcher.search(&query("study"), &|| true).err().unwrap();
    assert!(matches!(stopped, Error::Stopped));
    let unknown = TextQuery::Pattern {
        pattern: "x*".to_owned(),
        fields: vec![TextField::new("abstract", Analysis::Folded)],
    };
    assert_eq!(
        searcher.search(&unknown, &|| false).err().unwrap().to_string(),
        "works has no text abstract that is compared folded"
    );
    let large = "word ".repeat(200_000);
    assert!(matches!(searcher.search(&query(&large), &|| false), Err(Error::Large(_))));
    // The commonest words alone do not count.
    assert!(indexed.hits(&searcher, &query("of the")).is_empty());
}

#[test]
fn indexes_go_with_the_last_version_that_needs_them() {
    let indexed = Indexed::of(&[lines(20)], 10, 1 << 20);
    let root = indexed.lake.root();
    let folder = indexed.lake.folder(indexed.manifest()).join("search");
    let folders = || std::fs::read_dir(&folder).unwrap().flatten();
    let parts = || folders().flat_map(|table| std::fs::read_dir(table.path()).unwrap()).count();
    assert_eq!(parts(), indexed.manifest().parts.len());
    let leftover = folders().next().unwrap().path().join("p000999");
    std::fs::create_dir(&leftover).unwrap();
    serapeum_lake::gc(root, 1, false).unwrap();
    assert!(!leftover.exists());
    assert_eq!(parts(), indexed.manifest().parts.len());
    assert!(indexed.lake.missing(indexed.manifest()).is_none());

    let mut bare = indexed.manifest().clone();
    bare.parts.iter_mut().for_each(|part| part.words = None);
    let without = bare.parts.clone();
    publish(&indexed.lake, vec![(&bare, without)], "2026-01-01T00:00:00Z").unwrap();
    serapeum_lake::gc(root, 1, false).unwrap();
    assert_eq!(parts(), 0);
}

#[test]
fn reading_writes_nothing() {
    let indexed = Indexed::of(&[lines(50)], 1_000, 1 << 20);
    let folder = indexed.lake.folder(indexed.manifest()).join("search");
    let names = |folder: &std::path::Path| {
        let mut names: Vec<String> = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
                folders.extend(path.is_dir().then_some(path));
            }
        }
        names.sort();
        names
    };
    let before = names(&folder);
    assert!(before.iter().all(|name| !name.starts_with('.')), "{before:?}");
    indexed.hits(&indexed.searcher(), &query("analysis of water"));
    assert_eq!(names(&folder), before);
}
