//! What products are about: keywords, fields of science, development goals.

use super::product::Product;
use super::world::Stream;
use crate::json::Json;
use crate::prose;

/// Fields of science with the field below each.
const FIELDS: [(&str, &str); 8] = [
    ("03 medical and health sciences", "0302 clinical medicine"),
    ("01 natural sciences", "0105 earth and related environmental sciences"),
    ("05 social sciences", "0502 economics and business"),
    (
        "02 engineering and technology",
        "0202 electrical engineering, electronic engineering, information engineering",
    ),
    ("01 natural sciences", "0106 biological sciences"),
    ("06 humanities and the arts", "0602 languages and literature"),
    ("04 agricultural and veterinary sciences", "0401 agriculture, forestry, and fisheries"),
    ("01 natural sciences", "0103 physical sciences"),
];
const GOALS: [&str; 17] = [
    "1. No poverty",
    "2. Zero hunger",
    "3. Good health",
    "4. Education",
    "5. Gender equality",
    "6. Clean water",
    "7. Clean energy",
    "8. Economic growth",
    "9. Industry and infrastructure",
    "10. No inequality",
    "11. Sustainability",
    "12. Responsible consumption",
    "13. Climate action",
    "14. Life underwater",
    "15. Life on land",
    "16. Peace & justice",
    "17. Partnership",
];

impl Product<'_> {
    pub(super) fn subjects(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Subjects);
        let keywords = if rng.chance(350) { 0 } else { 1 + rng.skewed(9) };
        let classified = rng.chance(500);
        self.when(keywords > 0 || classified, "subjects", json, |j| {
            j.array("subjects", |j| {
                for _ in 0..keywords {
                    let scheme = rng.weighted(&[("keyword", 930), ("mesh", 40), ("ddc", 30)]);
                    self.subject(scheme, j, |j| prose::keyword(self.lexicon, &mut rng, j));
                }
                if classified {
                    let (upper, lower) = *rng.pick_skewed(&FIELDS);
                    for field in [upper, lower] {
                        self.subject("FOS", j, |j| j.raw(field));
                    }
                    if rng.chance(450) {
                        let goal = rng.pick(&GOALS);
                        self.subject("SDG", j, |j| j.raw(goal));
                    }
                }
            });
        });
    }

    fn subject(&self, scheme: &str, json: &mut Json, value: impl FnOnce(&mut Json)) {
        json.element(|j| {
            j.object("subject", |j| {
                j.str("scheme", scheme);
                j.text("value", value);
            });
            self.provenance("provenance", j);
        });
    }
}
