//! How OpenAlex publishes its snapshot: <https://docs.openalex.org/download-all-data/snapshot-data-format>.

use serapeum_model::{Framing, Layout};

/// Every layout there has been: `data/works/updated_date=…/part_000.gz` until early 2026, one folder per format
/// since, and copies of the entities' folders alone.
pub static LAYOUT: Layout = Layout {
    folders: &["data/jsonl/{entity}", "jsonl/{entity}", "data/{entity}", "{entity}"],
    renamed: &[],
    endings: &[".jsonl.gz", ".gz", ".jsonl", ".json"],
    framing: Framing::Lines,
    manifests: &["manifest", "manifest.json"],
    joins: &[],
};
