//! The types of works, how frequent they are and what their records carry.

/// Where a work stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    Journal,
    Book,
    Proceedings,
    Nothing,
}

/// Which members hold the dates of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dating {
    /// `published-print`, `published-online` or both.
    Published,
    /// `posted`.
    Posted,
    /// `approved`, which does not make a work issued.
    Approved,
    /// `published-other` or `content-created`.
    Other,
    /// `award-start`.
    Awarded,
    /// Nothing but the deposit's dates.
    Undated,
}

#[derive(Debug)]
pub(super) struct Kind {
    pub(super) id: &'static str,
    pub(super) home: Home,
    pub(super) dating: Dating,
}

const fn kind(id: &'static str, home: Home, dating: Dating) -> Kind {
    Kind { id, home, dating }
}

/// Types with their frequency in per mille.
#[rustfmt::skip]
static KINDS: [(&Kind, u64); 30] = [
    (&kind("journal-article", Home::Journal, Dating::Published), 660),
    (&kind("book-chapter", Home::Book, Dating::Published), 120),
    (&kind("proceedings-article", Home::Proceedings, Dating::Published), 60),
    (&kind("component", Home::Nothing, Dating::Undated), 35),
    (&kind("posted-content", Home::Nothing, Dating::Posted), 30),
    (&kind("dataset", Home::Nothing, Dating::Other), 12),
    (&kind("peer-review", Home::Nothing, Dating::Published), 10),
    (&kind("monograph", Home::Book, Dating::Published), 6),
    (&kind("book", Home::Book, Dating::Published), 8),
    (&kind("edited-book", Home::Book, Dating::Published), 5),
    (&kind("reference-entry", Home::Book, Dating::Published), 8),
    (&kind("journal-issue", Home::Journal, Dating::Published), 6),
    (&kind("dissertation", Home::Nothing, Dating::Approved), 8),
    (&kind("report", Home::Nothing, Dating::Published), 6),
    (&kind("standard", Home::Nothing, Dating::Approved), 3),
    (&kind("grant", Home::Nothing, Dating::Awarded), 5),
    (&kind("other", Home::Nothing, Dating::Other), 4),
    (&kind("proceedings", Home::Proceedings, Dating::Published), 2),
    (&kind("journal", Home::Journal, Dating::Undated), 1),
    (&kind("reference-book", Home::Book, Dating::Published), 1),
    (&kind("book-part", Home::Book, Dating::Published), 1),
    (&kind("book-section", Home::Book, Dating::Published), 1),
    (&kind("book-series", Home::Book, Dating::Undated), 1),
    (&kind("book-set", Home::Book, Dating::Published), 1),
    (&kind("book-track", Home::Book, Dating::Published), 1),
    (&kind("journal-volume", Home::Journal, Dating::Published), 1),
    (&kind("proceedings-series", Home::Proceedings, Dating::Undated), 1),
    (&kind("report-series", Home::Nothing, Dating::Undated), 1),
    (&kind("report-component", Home::Nothing, Dating::Published), 1),
    (&kind("database", Home::Nothing, Dating::Other), 1),
];

/// The type of the work at an index: at first one of each, so that the smallest snapshots have them all.
pub(super) fn of(index: u64, rng: &mut crate::rng::Rng) -> &'static Kind {
    match index.checked_sub(5).and_then(|at| KINDS.get(at as usize)) {
        Some((kind, _)) => kind,
        None => rng.weighted(&KINDS),
    }
}

impl Kind {
    pub(super) fn is(&self, id: &str) -> bool {
        self.id == id
    }

    /// A whole journal, series or set: no authors, no pages, no abstract.
    pub(super) fn is_container(&self) -> bool {
        matches!(
            self.id,
            "journal"
                | "journal-issue"
                | "journal-volume"
                | "book-series"
                | "book-set"
                | "proceedings-series"
                | "report-series"
                | "proceedings"
        )
    }
}
