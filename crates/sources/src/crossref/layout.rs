//! How the public data file is published: <https://www.crossref.org/documentation/retrieve-metadata/public-data-files/>.

use serapeum_model::{Framing, Layout};

/// One folder of numbered files: `0.jsonl.gz`, a record a line, since 2025; `0.json.gz`, one document
/// `{"items": […]}`, before. The side files `members`, `funders` and `journals` hold a record a line.
pub static LAYOUT: Layout = Layout {
    folders: &["{entity}", "{entity}.jsonl.gz", "{entity}.jsonl", "crossref_{entity}.jsonl.gz", ""],
    renamed: &[],
    endings: &[".jsonl.gz", ".jsonl", ".json.gz", ".json"],
    framing: Framing::ByEnding(&[
        (".json.gz", Framing::Items("items")),
        (".json", Framing::Items("items")),
    ]),
    manifests: &[],
    joins: &[],
    deletions: &[],
};
