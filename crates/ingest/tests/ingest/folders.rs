//! Entities whose records are spread over folders, and records in single files beside them.

use std::{collections::BTreeMap, fs, path::Path};

use serapeum_ingest::{Error, Options, Summary, ingest, plan};
use serapeum_lake::Lake;
use serapeum_model::{Entity, Framing, Layout, Source, table};

use super::books::{Mute, gzip, options};

table! {
    /// Products of every type.
    PRODUCTS "products" {
        PRODUCT_ID "id" = Row::keyword();
    }
}
table! {
    /// Publishers.
    MEMBERS "members" {
        MEMBER_ID "id" = Row::integer();
    }
}
table! {
    /// Funders.
    FUNDERS "funders" {
        FUNDER_ID "id" = Row::keyword();
    }
}
static PRODUCT: Entity =
    Entity { aliases: &["works"], ..Entity::new("products", PRODUCTS, PRODUCT_ID) }.checked();
static MEMBER: Entity = Entity::new("members", MEMBERS, MEMBER_ID).checked();
static FUNDER: Entity = Entity::new("funders", FUNDERS, FUNDER_ID).checked();
static LAYOUT: Layout = Layout {
    folders: &["{entity}", "{entity}.jsonl.gz", "agency_{entity}.jsonl.gz"],
    renamed: &[("publication", "products"), ("dataset", "products"), ("software", "products")],
    endings: &[".jsonl.gz", ".jsonl"],
    framing: Framing::Lines,
    manifests: &[],
    joins: &[],
    deletions: &[],
};
static SOURCE: Source = Source {
    name: "graph",
    hosts: &[],
    entities: &[&PRODUCT, &MEMBER, &FUNDER],
    layout: &LAYOUT,
    dialect: &Mute,
};

fn run(snapshot: &Path, options: &Options) -> Result<(Summary, Lake), Error> {
    let lake = tempfile::tempdir().unwrap();
    let summary = ingest(&SOURCE, snapshot, lake.path(), options, &())?;
    Ok((summary, Lake::open(lake.path()).unwrap()))
}

fn put(snapshot: &Path, name: &str, ids: &[u32]) {
    let path = snapshot.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let text: String = ids.iter().map(|id| format!("{{\"id\":{id}}}\n")).collect();
    fs::write(path, if name.ends_with(".gz") { gzip(text.as_bytes()) } else { text.into() })
        .unwrap();
}

/// The shards of each entity.
fn shards(lake: &Lake) -> BTreeMap<&str, Vec<&str>> {
    lake.manifests()
        .iter()
        .map(|one| {
            (one.entity.as_str(), one.shards.iter().map(|shard| shard.path.as_str()).collect())
        })
        .collect()
}

#[test]
fn all_folders_of_an_entity_count() {
    let snapshot = tempfile::tempdir().unwrap();
    put(snapshot.path(), "publication/part-0.jsonl.gz", &[1, 2]);
    put(snapshot.path(), "dataset/part-0.jsonl.gz", &[3]);
    put(snapshot.path(), "software/deep/er/part-0.jsonl", &[4, 1]);
    put(snapshot.path(), "works/part-0.jsonl", &[5]);
    put(snapshot.path(), "members/part-0.jsonl", &[1]);
    put(snapshot.path(), "films/part-0.jsonl", &[1]);
    let (summary, lake) = run(snapshot.path(), &Options::default()).unwrap();
    assert_eq!((summary.entities[0].written, summary.entities[0].live), (5, 4));
    let expected =
        ["dataset/part-0.jsonl.gz", "publication/part-0.jsonl.gz", "software/deep/er/part-0.jsonl"];
    assert_eq!(shards(&lake)["products"], expected);
    assert_eq!(shards(&lake)["members"], ["members/part-0.jsonl"]);
    // Another name of the entity counts where its own are not there.
    for folder in ["publication", "dataset", "software"] {
        fs::remove_dir_all(snapshot.path().join(folder)).unwrap();
    }
    let (_, lake) = run(snapshot.path(), &Options::default()).unwrap();
    assert_eq!(shards(&lake)["products"], ["works/part-0.jsonl"]);
}

#[test]
fn single_files_beside_bare_shards() {
    let snapshot = tempfile::tempdir().unwrap();
    put(snapshot.path(), "0.jsonl.gz", &[1, 2]);
    put(snapshot.path(), "10.jsonl.gz", &[3]);
    put(snapshot.path(), "members.jsonl.gz", &[7]);
    put(snapshot.path(), "agency_funders.jsonl.gz", &[8, 9]);
    put(snapshot.path(), "agency_members.jsonl.gz", &[100]);
    let (summary, lake) = run(snapshot.path(), &Options::default()).unwrap();
    let found = shards(&lake);
    assert_eq!(found["products"], ["0.jsonl.gz", "10.jsonl.gz"]);
    // The first pattern that finds something counts.
    assert_eq!(found["members"], ["members.jsonl.gz"]);
    assert_eq!(found["funders"], ["agency_funders.jsonl.gz"]);
    assert_eq!(
        summary.entities.iter().map(|one| one.entity.as_str()).collect::<Vec<_>>(),
        ["products", "members", "funders"]
    );
    for (entity, expected) in [("products", "0.jsonl.gz"), ("funders", "agency_funders.jsonl.gz")] {
        let options = options(|options| options.entities = vec![entity.to_owned()]);
        let planned = plan(&SOURCE, snapshot.path(), &options).unwrap();
        assert_eq!(planned.entities.len(), 1);
        assert_eq!(planned.entities[0].shards[0].name, expected);
    }
    // Where folders are, files beside them are no records.
    put(snapshot.path(), "members/a.jsonl", &[1]);
    let (_, lake) = run(snapshot.path(), &Options::default()).unwrap();
    assert!(!shards(&lake).contains_key("products"));
}

#[test]
fn real_side_files() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/real/side");
    if !real.is_dir() {
        return;
    }
    static CROSSREF: Layout =
        Layout { folders: &["crossref_{entity}.jsonl.gz"], renamed: &[], ..LAYOUT };
    static AGENCY: Source = Source {
        name: "agency",
        hosts: &[],
        entities: &[&PRODUCT, &MEMBER, &FUNDER],
        layout: &CROSSREF,
        dialect: &Mute,
    };
    let lake = tempfile::tempdir().unwrap();
    let options = options(|options| options.entities = vec!["members".into(), "funders".into()]);
    let summary = ingest(&AGENCY, &real, lake.path(), &options, &()).unwrap();
    for told in &summary.entities {
        assert!(told.written > 0 && told.written == told.read && told.shards == 1, "{told:?}");
    }
    assert_eq!(summary.entities.len(), 2);
}
