//! Orders of lists.

use std::cmp::Ordering;

use crate::record::Record;

pub(crate) const SORTS: [&str; 8] = [
    "name",
    "created",
    "updated",
    "published",
    "view-count",
    "download-count",
    "citation-count",
    "title",
];

/// Sorts as `sort` says; the DOI decides between equals, and records without a value are last.
pub(crate) fn sort(records: &mut [&Record], sort: Option<&str>) {
    let sort = sort.unwrap_or("-updated");
    let (name, falling) = match sort.strip_prefix('-') {
        Some(name) => (name, true),
        None => (sort, false),
    };
    let (name, falling) = if SORTS.contains(&name) { (name, falling) } else { ("updated", true) };
    records.sort_by(|a, b| {
        if name == "name" {
            return if falling { b.id.cmp(&a.id) } else { a.id.cmp(&b.id) };
        }
        let by = match name {
            "title" => compare(title(a), title(b), falling),
            _ => compare(number(a, name), number(b, name), falling),
        };
        by.then_with(|| a.id.cmp(&b.id))
    });
}

/// The order of walks.
pub(crate) fn walk(records: &mut [&Record]) {
    records.sort_by(|a, b| (a.instant("created"), &a.id).cmp(&(b.instant("created"), &b.id)));
}

fn compare<T: Ord>(a: Option<T>, b: Option<T>, falling: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if falling => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn title(record: &Record) -> Option<String> {
    let title = crate::judging::values(&record.attributes, "titles").first()?["title"]
        .as_str()?
        .to_lowercase();
    Some(title)
}

fn number(record: &Record, name: &str) -> Option<i64> {
    match name {
        "created" | "updated" => record.instant(name),
        "published" => record.year(),
        "view-count" => Some(record.count("viewCount")),
        "download-count" => Some(record.count("downloadCount")),
        _ => Some(record.count("citationCount")),
    }
}
