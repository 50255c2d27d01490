//! What a publisher asserts about a work, and other identifiers it has there.

use super::work::{Work, every};
use super::world::Stream;
use crate::json::Json;

struct Assertion {
    name: &'static str,
    label: &'static str,
    value: &'static str,
    /// Name and label of its group.
    group: Option<(&'static str, &'static str)>,
}

const HISTORY: Option<(&str, &str)> = Some(("publication_history", "Publication History"));

#[rustfmt::skip]
const ASSERTIONS: [Assertion; 7] = [
    Assertion { name: "received", label: "Received", value: "2019-03-04", group: HISTORY },
    Assertion { name: "accepted", label: "Accepted", value: "2019-07-11", group: HISTORY },
    Assertion { name: "published", label: "Published", value: "2019-08-01", group: HISTORY },
    Assertion { name: "publisher", label: "This article is maintained by", value: "The publisher", group: None },
    Assertion { name: "copyright", label: "Copyright", value: "© 2019 “The Author(s)”", group: None },
    Assertion { name: "Ethics", label: "Competing interests", value: "None declared.", group: Some(("EthicsHeading", "Declarations")) },
    Assertion { name: "peerreview_statement", label: "Peer Review Statement", value: "The review policy", group: None },
];

impl Work<'_> {
    /// `assertion`.
    pub(super) fn assertions(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Assertions, self.index);
        if self.kind.is_container() || !(self.publisher.is_multiple_of(5) && rng.chance(350)) {
            return;
        }
        let first = rng.below(ASSERTIONS.len() as u64 - 2) as usize;
        json.array("assertion", |j| {
            for (order, assertion) in ASSERTIONS[first..].iter().take(3).enumerate() {
                j.element(|j| {
                    if assertion.name == "peerreview_statement" {
                        j.str("URL", "https://www.journal.example.org/review");
                        j.object("explanation", |j| {
                            j.str("URL", "https://www.crossref.org/services/similarity-check/");
                        });
                    }
                    if let Some((name, label)) = assertion.group {
                        j.object("group", |j| {
                            j.str("label", label);
                            j.str("name", name);
                        });
                    }
                    j.str("label", assertion.label);
                    j.str("name", assertion.name);
                    j.num("order", order as u64);
                    j.str("value", assertion.value);
                });
            }
        });
    }

    /// `alternative-id`.
    pub(super) fn alternative_ids(&self, json: &mut Json) {
        let number = self.world.cast.number(7, self.index);
        if self.kind.is_container() || !number.is_multiple_of(3) {
            return;
        }
        json.array("alternative-id", |j| {
            j.text_item(|j| {
                j.raw(if number.is_multiple_of(2) { "S" } else { "BF" });
                j.digits(number);
            });
            if number.is_multiple_of(4) {
                j.text_item(|j| self.doi(j));
            }
        });
    }

    /// `aliases`: DOIs that were merged into this one.
    pub(super) fn aliases(&self, json: &mut Json) {
        if every(self.index, 67, 20) {
            json.array("aliases", |j| {
                j.text_item(|j| {
                    j.raw("10.5555/alias.");
                    j.digits(self.index);
                });
            });
        }
    }
}
