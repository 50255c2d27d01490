//! CSV: hostile cells, quotes, and what a spreadsheet would run.

use std::{fs, io::Write as _, path::Path};

use serapeum::{ExportOptions, Format, Lake, ingest};
use serde_json::json;

use crate::{bytes, named};

const NAMES: [&str; 12] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "-17",
    "a \"quoted\", name",
    "two\nlines\r\n",
    "plain",
    "é ß 漢字 😀",
];

/// A lake of works with these names.
fn lake(folder: &Path) -> Lake {
    let shard = folder.join("snapshot/data/works/updated_date=2024-01-01");
    fs::create_dir_all(&shard).unwrap();
    let file = fs::File::create(shard.join("part_000.gz")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    for (at, name) in NAMES.iter().enumerate() {
        let record = json!({
            "id": format!("https://openalex.org/W{}", at + 1),
            "display_name": name,
            "cited_by_count": -5,
            "fwci": -0.5,
            "authorships": [{"raw_affiliation_strings": [name, "zz"]}],
            "updated_date": "2024-01-01",
        });
        writeln!(packed, "{record}").unwrap();
    }
    packed.finish().unwrap();
    let path = folder.join("lake");
    let source = serapeum::source("openalex").unwrap();
    let options = ingest::Options::default();
    ingest::ingest(source, &folder.join("snapshot"), &path, &options, &()).unwrap();
    Lake::open(path).unwrap()
}

fn read(lake: &Lake, options: &ExportOptions) -> Vec<Vec<String>> {
    let (csv, _) = bytes(lake, "openalex/works?sort=publication_date", options);
    assert!(csv.ends_with(b"\n") && !csv.ends_with(b"\r\n"));
    let mut reader = csv::Reader::from_reader(csv.as_slice());
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn cells_are_the_texts_unless_safety_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake(folder.path());
    let columns = ["id", "display_name", "cited_by_count", "fwci", "raw_affiliation_strings"];
    let mut options = named(Format::Csv, &columns);
    let plain = read(&lake, &options);
    options.csv_safe = true;
    let safe = read(&lake, &options);
    assert_eq!((plain.len(), safe.len()), (NAMES.len(), NAMES.len()));
    for ((plain, safe), name) in plain.iter().zip(&safe).zip(NAMES) {
        assert_eq!(plain[1], name);
        let number = name == "-17";
        let risky = name.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']) && !number;
        assert_eq!(safe[1], if risky { format!("'{name}") } else { name.to_owned() }, "{name:?}");
        // Numbers stay numbers.
        assert_eq!((safe[2].as_str(), safe[3].as_str()), ("-5", "-0.5"));
        let listed = &plain[4];
        assert!(listed.split('|').any(|one| one == "zz"), "{listed:?}");
        // A list begins with its smallest text; a number among others is none.
        let risky = listed.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']);
        assert_eq!(safe[4], if risky { format!("'{listed}") } else { listed.clone() });
    }
}

#[test]
fn a_single_empty_cell_is_a_row() {
    let folder = tempfile::tempdir().unwrap();
    let lake = lake(folder.path());
    let (csv, summary) = bytes(&lake, "openalex/works", &named(Format::Csv, &["doi"]));
    assert_eq!(summary.rows, NAMES.len() as u64);
    assert_eq!(csv, format!("doi\n{}", "\"\"\n".repeat(NAMES.len())).as_bytes());
}
