//! Long tables: their paths can be read, and the documents list them.

use std::{fmt::Write as _, fs, path::Path};

use serapeum_model::Explosion;
use serapeum_sources::openalex::SOURCE;

#[test]
fn every_column_is_somewhere_in_the_records() {
    let mut seen = 0;
    for entity in SOURCE.entities {
        for explosion in entity.explosions {
            let name = format!("{}: {}", entity.name, explosion.name);
            let chains = explosion.chains().unwrap_or_else(|error| panic!("{name}: {error}"));
            let first = &explosion.columns[0];
            assert_eq!((first.path, first.kind), ("id", entity.id.kind), "{name}");
            for (at, column) in explosion.columns.iter().enumerate() {
                let found = chains.iter().flatten().any(|lists| !lists.columns[at].is_empty());
                assert!(found, "{name}: {} is nowhere", column.name);
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

fn line(entity: &str, explosion: &Explosion) -> String {
    let columns: Vec<String> =
        explosion.columns.iter().map(|column| format!("`{}`", column.name)).collect();
    format!("| {entity} | `{}` | {} |", explosion.name, columns.join(", "))
}

#[test]
fn the_documents_list_every_long_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openalex.md");
    let text = fs::read_to_string(path).unwrap();
    let mut listed = String::new();
    for entity in SOURCE.entities {
        for explosion in entity.explosions {
            writeln!(listed, "{}", line(entity.name, explosion)).unwrap();
        }
    }
    assert!(text.contains(&listed), "docs/openalex.md should list:\n{listed}");
}
