//! The ids of locations: bare in the snapshot, beside where they come from; behind a prefix in the API.

use std::borrow::Cow;

/// Where locations come from, and the prefix of their ids.
const PREFIXES: &[(&str, &str)] = &[
    ("crossref", "doi:"),
    ("datacite", "doi:"),
    ("pubmed", "pmid:"),
    ("mag", "mag:"),
    ("repo", "pmh:"),
    ("repo_backfill", "pmh:"),
];

/// What is shown for an id, from its text and that of where the location comes from; nothing where the API shows
/// none. `None` where it stays as it is: in records saved from the API, which do not tell where it comes from.
pub(super) fn identifier<'t>(id: &'t str, provenance: &str) -> Option<Cow<'t, str>> {
    let inside = id.strip_prefix('"')?;
    if provenance.is_empty() {
        return None;
    }
    let provenance = provenance.trim_matches('"');
    match PREFIXES.iter().find(|(name, _)| *name == provenance) {
        None => Some(Cow::Borrowed("")),
        Some((_, prefix)) if inside.starts_with(prefix) => None,
        Some((_, prefix)) => Some(Cow::Owned(format!("\"{prefix}{inside}"))),
    }
}
