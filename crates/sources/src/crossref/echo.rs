//! What an envelope repeats of a request.

use serde_json::json;

/// The cursor that follows where the answer has none, and the text of `query`.
#[derive(Debug, Default)]
pub(super) struct Echo {
    pub(super) cursor: Option<String>,
    pub(super) terms: Option<String>,
}

impl Echo {
    /// As a request keeps it.
    pub(super) fn text(&self) -> Option<String> {
        let empty = self.cursor.is_none() && self.terms.is_none();
        (!empty).then(|| json!([self.cursor, self.terms]).to_string())
    }

    pub(super) fn of(text: Option<&str>) -> Echo {
        let read = text.and_then(|text| serde_json::from_str(text).ok());
        let (cursor, terms) = read.unwrap_or_default();
        Echo { cursor, terms }
    }
}
