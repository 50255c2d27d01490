//! A lake whose columns another table has made.

use std::fs;

use serapeum_ingest::{Options, ingest};
use serapeum_lake::{Error, Lake};
use serapeum_model::{Entity, Source, table};

use crate::{books::*, scratch};

table! {
    /// Books as another release has them.
    OTHERS "books" {
        ID "id" = Row::id(&BOOK);
        DOI "doi" = Row::doi().lookup();
        UPDATED "updated" = Row::date();
        AUTHORS "authors.name" = Row::keyword().at("authors[].name").many().group();
        NOTE "note" = Row::keyword();
    }
}
static OTHER: Entity = Entity::new("books", OTHERS, ID).checked();
static NEWER: Source =
    Source { name: "library", hosts: &[], entities: &[&OTHER], layout: &LAYOUT, dialect: &Mute };

#[test]
fn a_lake_of_another_table_is_refused_by_name_until_it_is_made_again() {
    let (snapshot, lake) = (scratch(), scratch());
    let lines: String = (1..30).map(|id| format!("{}\n", book(id, 1, "x"))).collect();
    shard(snapshot.path(), "a.gz", &lines);
    run(snapshot.path(), lake.path(), &Options::default()).unwrap();
    let check = |entity: &Entity| {
        let lake = Lake::open(lake.path()).unwrap();
        lake.check_columns(&lake.manifests()[0], entity)
    };
    check(&ENTITY).unwrap();
    let refused = || {
        let error = check(&OTHER).unwrap_err();
        assert!(matches!(error, Error::Columns(..)), "{error}");
        error.to_string()
    };
    assert_eq!(
        refused(),
        "library/books was made with other columns than this release has (it has updated: instant, not updated: day; \
         it lacks note: text): ingest the snapshot again"
    );
    // So is what would be added to it.
    shard(snapshot.path(), "b.gz", &book(50, 1, "x"));
    let add = options(|options| options.add = true);
    let error = ingest(&NEWER, snapshot.path(), lake.path(), &add, &()).unwrap_err().to_string();
    assert!(error.contains("it lacks note: text"), "{error}");
    // A manifest that does not say: the parts do.
    let live = Lake::open(lake.path()).unwrap();
    let mut manifest = live.manifests()[0].clone();
    manifest.columns.clear();
    let mut version = live.version().clone();
    let path = Lake::manifest_path(&live.folder(&manifest), manifest.number);
    fs::remove_file(path).unwrap();
    let checksum = Lake::write_manifest(lake.path(), &manifest).unwrap();
    version.checksums.insert(manifest.key(), checksum);
    Lake::publish(lake.path(), &version).unwrap();
    check(&ENTITY).unwrap();
    let told = refused();
    assert!(told.contains("it lacks note: Utf8") && told.contains("updated"), "{told}");
    // An ingest reads everything again.
    let summary = ingest(&NEWER, snapshot.path(), lake.path(), &Options::default(), &()).unwrap();
    assert_eq!((summary.entities[0].shards, summary.entities[0].kept), (2, 0));
    check(&OTHER).unwrap();
    assert!(check(&ENTITY).is_err());
}
