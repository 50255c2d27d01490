//! Under which terms a resource can be used.

use super::record::Doi;
use super::world::Stream;
use crate::json::Json;

/// SPDX identifier, name, address; with how frequent they are in per mille.
const RIGHTS: [((&str, &str, &str), u64); 6] = [
    (
        (
            "cc-by-4.0",
            "Creative Commons Attribution 4.0 International",
            "https://creativecommons.org/licenses/by/4.0/legalcode",
        ),
        420,
    ),
    (
        (
            "cc-by-3.0",
            "Creative Commons Attribution 3.0 Unported",
            "https://creativecommons.org/licenses/by/3.0/legalcode",
        ),
        200,
    ),
    (
        (
            "cc0-1.0",
            "Creative Commons Zero v1.0 Universal",
            "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
        ),
        180,
    ),
    (
        (
            "cc-by-nc-4.0",
            "Creative Commons Attribution Non Commercial 4.0 International",
            "https://creativecommons.org/licenses/by-nc/4.0/legalcode",
        ),
        90,
    ),
    (("mit", "MIT License", "https://opensource.org/licenses/MIT"), 70),
    (("apache-2.0", "Apache License 2.0", "http://www.apache.org/licenses/LICENSE-2.0"), 40),
];

impl Doi<'_> {
    pub(super) fn rights(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Rights);
        json.array("rightsList", |j| {
            if rng.chance(480) {
                let (id, name, address) = rng.weighted(&RIGHTS);
                j.element(|j| {
                    j.str("rights", name);
                    j.str("rightsUri", address);
                    j.str("schemeUri", "https://spdx.org/licenses/");
                    j.text("rightsIdentifier", |j| match self.index % 33 {
                        5 => j.raw(&id.to_ascii_uppercase()),
                        _ => j.raw(id),
                    });
                    j.str("rightsIdentifierScheme", "SPDX");
                });
            }
            if rng.chance(250) {
                j.element(|j| {
                    j.str(
                        "rights",
                        rng.pick(&["Open Access", "© The Author(s)", "Nur für Forschung"]),
                    );
                    if rng.chance(600) {
                        j.str("rightsUri", "info:eu-repo/semantics/openAccess");
                    } else {
                        j.null("rightsUri");
                    }
                    if rng.chance(100) {
                        j.str("lang", "en");
                    }
                });
            }
        });
    }
}
