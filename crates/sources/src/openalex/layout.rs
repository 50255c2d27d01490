//! How OpenAlex publishes its snapshot: <https://docs.openalex.org/download-all-data/snapshot-data-format>.

use serapeum_model::{Deletion, Framing, Layout};

/// Every layout there has been: `data/works/updated_date=…/part_000.gz` until early 2026, one folder per format
/// since, and copies of the entities' folders alone.
pub static LAYOUT: Layout = Layout {
    folders: &["data/jsonl/{entity}", "jsonl/{entity}", "data/{entity}", "{entity}"],
    renamed: &[],
    endings: &[".jsonl.gz", ".gz", ".jsonl", ".json"],
    framing: Framing::Lines,
    manifests: &["manifest", "manifest.json"],
    joins: &[],
    deletions: &[
        // Of works, since August 2026: every work that is gone, and none that came back.
        Deletion { places: &["{folder}/deleted_ids.csv"], id: "work_id", into: None },
        // Until 2025, one file a day.
        Deletion {
            places: &[
                "merged_ids/{entity}",
                "data/merged_ids/{entity}",
                "legacy-data/merged_ids/{entity}",
            ],
            id: "id",
            into: Some("merge_into_id"),
        },
    ],
};
