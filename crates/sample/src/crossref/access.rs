//! Licences, links to full texts, archives and the landing page.

use super::dates;
use super::work::{Work, every};
use super::world::Stream;
use crate::json::Json;
use crate::moment::{DAY, Moment};

const OPEN: [&str; 5] = [
    "https://creativecommons.org/licenses/by/4.0/",
    "http://creativecommons.org/licenses/by/4.0/",
    "https://creativecommons.org/licenses/by-nc-nd/4.0/",
    "http://creativecommons.org/licenses/by/3.0/",
    "https://creativecommons.org/publicdomain/zero/1.0/",
];
const CLOSED: [&str; 4] = [
    "https://www.elsevier.com/tdm/userlicense/1.0/",
    "http://www.springer.com/tdm",
    "http://doi.wiley.com/10.1002/tdm_license_1.1",
    "https://academic.oup.com/journals/pages/open_access/funder_policies/chorus",
];
const VERSIONS: [(&str, u64); 5] =
    [("vor", 420), ("tdm", 300), ("unspecified", 180), ("am", 80), ("stm-asf", 20)];

/// Applications with the content type that goes with them.
const LINKS: [(&str, &str); 5] = [
    ("text-mining", "application/pdf"),
    ("text-mining", "text/xml"),
    ("similarity-checking", "unspecified"),
    ("syndication", "application/pdf"),
    ("unspecified", "text/html"),
];

impl Work<'_> {
    fn is_open(&self) -> bool {
        self.journal.as_ref().map_or(self.index.is_multiple_of(5), |journal| journal.is_open)
    }

    /// `license`.
    pub(super) fn licenses(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Access, self.index);
        let from = self.dates.issued.map(|issued| Moment::midnight(issued.date));
        let Some(from) = from.filter(|_| self.dates.year >= 1995 && rng.chance(520)) else {
            return;
        };
        json.array("license", |j| {
            for place in 0..1 + rng.skewed(3) {
                let version = rng.weighted(&VERSIONS);
                let delay = match place {
                    0 => 0,
                    _ => rng.pick(&[0, 30, 180, 365, 366, 730]),
                };
                let url = if self.is_open() { rng.pick(&OPEN) } else { rng.pick(&CLOSED) };
                j.element(|j| {
                    j.str("URL", url);
                    j.str("content-version", version);
                    j.num("delay-in-days", delay);
                    if !every(self.index, 1000, 2) {
                        dates::moment(j, "start", Moment(from.0 + delay * DAY), None);
                    }
                });
            }
        });
    }

    /// `link`.
    pub(super) fn links(&self, json: &mut Json) {
        let mut rng = self.world.rng(Stream::Access, self.index | 1 << 40);
        if self.kind.is_container() || !rng.chance(500) {
            return;
        }
        json.array("link", |j| {
            for _ in 0..1 + rng.skewed(3) {
                let (application, content) = *rng.pick_skewed(&LINKS);
                let version = rng.weighted(&[("vor", 950), ("am", 40), ("tdm", 10)]);
                j.element(|j| {
                    j.text("URL", |j| {
                        j.raw("https://fulltext.publisher-");
                        j.digits(self.publisher);
                        j.raw(".org/");
                        self.doi(j);
                    });
                    j.str("content-type", content);
                    j.str("content-version", version);
                    j.str("intended-application", application);
                });
            }
        });
    }

    /// `archive`: those that its publisher uses.
    pub(super) fn archives(&self, json: &mut Json) {
        let all = ["Portico", "CLOCKSS", "LOCKSS", "Internet Archive", "DWT"];
        if self.publisher % 6 == 1 && self.index.is_multiple_of(2) {
            json.array("archive", |j| {
                let first = (self.index / 2 % 5) as usize;
                for name in &all[first..5.min(first + 2)] {
                    j.text_item(|j| j.raw(name));
                }
            });
        }
    }

    /// `resource`.
    pub(super) fn resource(&self, json: &mut Json) {
        json.object("resource", |j| {
            j.object("primary", |j| {
                j.text("URL", |j| {
                    j.raw("https://www.journal-");
                    j.digits(self.publisher);
                    j.raw(".org/item?id=");
                    j.digits(self.index);
                });
            });
        });
    }

    /// `free-to-read`.
    pub(super) fn free_to_read(&self, json: &mut Json) {
        if every(self.index, 43, 3) {
            json.object("free-to-read", |j| {
                dates::partial(j, "start-date", self.dates.issued);
            });
        }
    }
}
