//! How DataCite publishes its data file: <https://support.datacite.org/docs/datacite-public-data-file>.

use serapeum_model::{Framing, Layout};

/// `dois/updated_YYYY-MM/part_NNNN.jsonl.gz`; the lists of rows beside the parts end in `.csv.gz` and are left alone.
/// Clients and providers, which the file lacks, stand in folders or files of these names.
pub static LAYOUT: Layout = Layout {
    folders: &["{entity}", "{entity}.jsonl.gz", "{entity}.jsonl", "datacite_{entity}.jsonl.gz"],
    renamed: &[("repositories", "clients")],
    endings: &[".jsonl.gz", ".jsonl"],
    framing: Framing::Lines,
    manifests: &["MANIFEST", "MANIFEST.json"],
    joins: &[],
    deletions: &[],
};
