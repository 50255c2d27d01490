//! The types of works, in the order in which the API lists them: <https://api.crossref.org/types>.

/// Ids and labels.
pub(super) const TYPES: [(&str, &str); 30] = [
    ("book-section", "Book Section"),
    ("monograph", "Monograph"),
    ("report-component", "Report Component"),
    ("report", "Report"),
    ("peer-review", "Peer Review"),
    ("book-track", "Book Track"),
    ("journal-article", "Journal Article"),
    ("book-part", "Part"),
    ("other", "Other"),
    ("book", "Book"),
    ("journal-volume", "Journal Volume"),
    ("book-set", "Book Set"),
    ("reference-entry", "Reference Entry"),
    ("proceedings-article", "Proceedings Article"),
    ("journal", "Journal"),
    ("component", "Component"),
    ("book-chapter", "Book Chapter"),
    ("proceedings-series", "Proceedings Series"),
    ("report-series", "Report Series"),
    ("proceedings", "Proceedings"),
    ("database", "Database"),
    ("standard", "Standard"),
    ("reference-book", "Reference Book"),
    ("posted-content", "Posted Content"),
    ("journal-issue", "Journal Issue"),
    ("dissertation", "Dissertation"),
    ("grant", "Grant"),
    ("dataset", "Dataset"),
    ("book-series", "Book Series"),
    ("edited-book", "Edited Book"),
];

/// The label of a type.
pub(super) fn label(id: &str) -> Option<&'static str> {
    TYPES.iter().find(|(known, _)| *known == id).map(|(_, label)| *label)
}

/// The id of a type that is named by its id or its label.
pub(super) fn id(name: &str) -> Option<&'static str> {
    let same = |known: &str| known.eq_ignore_ascii_case(name);
    TYPES.iter().find(|(id, label)| same(id) || same(label)).map(|(id, _)| *id)
}
