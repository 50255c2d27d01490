//! A source whose records have a year and a day, and lists of ids that are gone.

use std::{fs, path::Path};

use serapeum_ingest::{Error, Options, Summary, ingest};
use serapeum_model::{Deletion, Entity, Layout, Source, table};

use crate::books::{BOOK, LAYOUT as BOOKS, Mute, gzip};

table! {
    /// Scrolls.
    SCROLLS "scrolls" {
        ID "id" = Row::id(&BOOK);
        DOI "doi" = Row::doi().lookup();
        YEAR "year" = Row::integer().year();
        DAY "day" = Row::date();
    }
}
static ENTITY: Entity = Entity::new("scrolls", SCROLLS, ID).checked();
static LAYOUT: Layout = Layout {
    deletions: &[
        Deletion { places: &["{folder}/deleted_ids.csv"], id: "scroll_id", into: None },
        Deletion { places: &["merged_ids/{entity}"], id: "id", into: Some("merge_into_id") },
    ],
    ..BOOKS
};
pub(crate) static SOURCE: Source =
    Source { name: "archive", hosts: &[], entities: &[&ENTITY], layout: &LAYOUT, dialect: &Mute };

pub(crate) fn run(snapshot: &Path, lake: &Path, options: &Options) -> Result<Summary, Error> {
    ingest(&SOURCE, snapshot, lake, options, &())
}

/// Writes a file of the snapshot, by its path, compressed if that says so.
pub(crate) fn put(snapshot: &Path, name: &str, text: &str) {
    let path = snapshot.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let bytes = text.as_bytes();
    let bytes = if name.ends_with(".gz") { gzip(bytes) } else { bytes.to_vec() };
    fs::write(path, bytes).unwrap();
}
