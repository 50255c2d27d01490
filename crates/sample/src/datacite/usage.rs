//! How often a resource was viewed, downloaded and cited.

use super::description::new_year;
use super::record::Doi;
use super::world::Stream;
use crate::json::Json;
use crate::moment::DAY;

impl Doi<'_> {
    /// All counts, each before its course over time.
    pub(super) fn counts(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Usage);
        // Few repositories report usage.
        let reports = self.client.is_multiple_of(4);
        let views = if reports && rng.chance(700) { rng.log_uniform(9) } else { 0 };
        for (count, course, total) in [
            ("viewCount", "viewsOverTime", views),
            ("downloadCount", "downloadsOverTime", views / 3),
        ] {
            json.num(count, total);
            self.by_month(course, total, json);
        }
        json.num("referenceCount", self.linked_count("references"));
        let citations = self.linked_count("citations");
        json.num("citationCount", citations);
        json.array("citationsOverTime", |j| {
            let year = u64::from(self.created.date().year);
            for (year, total) in [(year, citations / 2), (year + 1, citations - citations / 2)] {
                if total > 0 {
                    j.element(|j| {
                        j.text("year", |j| j.digits(year));
                        j.num("total", total);
                    });
                }
            }
        });
        for (count, relationship) in [
            ("partCount", "parts"),
            ("partOfCount", "partOf"),
            ("versionCount", "versions"),
            ("versionOfCount", "versionOf"),
        ] {
            json.num(count, self.linked_count(relationship));
        }
    }

    /// The total spread over three months.
    fn by_month(&self, key: &str, total: u64, json: &mut Json) {
        let start = new_year(self.created.date().year);
        json.array(key, |j| {
            for (month, total) in (0..3).map(|month| (month, (total + 2 - month) / 3)) {
                let date = crate::moment::Moment(start.0 + month * 31 * DAY).date();
                if total > 0 {
                    j.element(|j| {
                        j.text("yearMonth", |j| {
                            j.padded(date.year.into(), 4);
                            j.raw("-");
                            j.padded(date.month.into(), 2);
                        });
                        j.num("total", total);
                    });
                }
            }
        });
    }
}
