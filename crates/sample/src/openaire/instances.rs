//! Instances: where a product lies, in which form and who may read it.

use super::product::Product;
use super::world::{Kind, Stream};
use crate::json::Json;

const SCHEME: &str = "http://vocabularies.coar-repositories.org/documentation/access_rights/";

/// Rights by openness, the most open first: code, label.
const RIGHTS: [(&str, &str); 5] = [
    ("c_abf2", "OPEN SOURCE"),
    ("c_abf2", "OPEN"),
    ("c_f1cf", "EMBARGO"),
    ("c_16ec", "RESTRICTED"),
    ("c_14cb", "CLOSED"),
];
const LICENSES: [&str; 7] = [
    "CC BY",
    "CC BY NC ND",
    "CC 0",
    "https://creativecommons.org/licenses/by/4.0/",
    "CC BY NC SA",
    "MIT License",
    "http://rightsstatements.org/vocab/InC/1.0/",
];

struct Instance {
    /// Which of `RIGHTS`, where they are known.
    right: Option<usize>,
    kind: &'static str,
}

impl Product<'_> {
    fn drawn_instances(&self) -> Vec<Instance> {
        let mut rng = self.rng(Stream::Instances);
        let number = 1 + rng.skewed(4);
        (0..number)
            .map(|_| {
                let kind = match self.kind {
                    Kind::Publication => rng.weighted(&[
                        ("Article", 620),
                        ("Preprint", 90),
                        ("Conference object", 80),
                        ("Part of book or chapter of book", 60),
                        ("Other literature type", 60),
                        ("Thesis", 50),
                        ("Report", 20),
                        ("Book", 20),
                    ]),
                    Kind::Dataset => {
                        rng.weighted(&[("Dataset", 950), ("Bioentity", 30), ("Clinical Trial", 20)])
                    }
                    Kind::Software => "Software",
                    Kind::Other => rng.weighted(&[
                        ("Other ORP type", 800),
                        ("Image", 120),
                        ("Audiovisual", 80),
                    ]),
                };
                let right = match rng.below(100) {
                    0..25 => None,
                    25..70 if self.kind == Kind::Software => Some(0),
                    25..70 => Some(1),
                    70..76 => Some(2),
                    76..84 => Some(3),
                    _ => Some(4),
                };
                Instance { right, kind }
            })
            .collect()
    }

    /// `bestAccessRight`: the most open one of the instances.
    pub(super) fn best_access_right(&self, json: &mut Json) {
        let best = self.drawn_instances().iter().filter_map(|instance| instance.right).min();
        match best {
            Some(right) => json.object("bestAccessRight", |j| access_right(right, j)),
            None => self.absent("bestAccessRight", json),
        }
    }

    pub(super) fn instances(&self, json: &mut Json) {
        let instances = self.drawn_instances();
        let mut rng = self.world.rng(Stream::Instances, self.index | 1 << 40);
        json.array("instances", |j| {
            for (place, instance) in instances.iter().enumerate() {
                j.element(|j| {
                    if place == 0 {
                        self.pids(j);
                    } else if self.has_doi {
                        j.array("alternateIdentifiers", |j| {
                            j.element(|j| {
                                j.str("scheme", "doi");
                                j.text("value", |j| self.doi(j));
                            });
                        });
                    }
                    if rng.chance(600) {
                        j.str("license", rng.pick_skewed::<&str>(&LICENSES));
                    }
                    if let Some(right) = instance.right {
                        j.object("accessRight", |j| {
                            access_right(right, j);
                            let routes =
                                [Some("gold"), Some("green"), Some("hybrid"), Some("bronze"), None];
                            match rng
                                .pick(&routes)
                                .filter(|_| right < 2 && self.kind == Kind::Publication)
                            {
                                Some(route) => j.str("openAccessRoute", route),
                                None => self.absent("openAccessRoute", j),
                            }
                        });
                    }
                    if self.kind == Kind::Publication && rng.chance(40) {
                        j.object("articleProcessingCharge", |j| {
                            j.text("amount", |j| j.digits(rng.between(8, 60) * 50));
                            j.str("currency", rng.pick(&["EUR", "USD", "GBP"]));
                        });
                    }
                    j.str("type", instance.kind);
                    j.array("urls", |j| {
                        j.text_item(|j| match self.has_doi {
                            true => {
                                j.raw("https://doi.org/");
                                self.doi(j);
                            }
                            false => {
                                j.raw("https://repository.example.org/handle/");
                                j.digits(self.index * 8 + place as u64);
                            }
                        });
                    });
                    match self.date {
                        Some(date) => j.text("publicationDate", |j| j.date(date)),
                        None => self.absent("publicationDate", j),
                    }
                    let reviewed =
                        [("peerReviewed", 330), ("nonPeerReviewed", 600), ("UNKNOWN", 70)];
                    j.str("refereed", rng.weighted(&reviewed));
                });
            }
        });
    }
}

fn access_right(right: usize, json: &mut Json) {
    let (code, label) = RIGHTS[right];
    json.str("code", code);
    json.str("label", label);
    json.str("scheme", SCHEME);
}
