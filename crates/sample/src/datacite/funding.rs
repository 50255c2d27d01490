//! Who paid for a resource.

use super::record::Doi;
use super::world::Stream;
use crate::cast::Funder;
use crate::json::Json;
use crate::lexicon;
use crate::prose;

impl Doi<'_> {
    pub(super) fn funding(&self, json: &mut Json) {
        let mut rng = self.rng(Stream::Funding);
        let number = if rng.chance(160) { 1 + rng.skewed(4) } else { 0 };
        json.array("fundingReferences", |j| {
            for _ in 0..number {
                let funder = Funder::draw(&self.world.cast, &mut rng);
                j.element(|j| {
                    j.text("funderName", |j| funder.write_name(j));
                    match rng.below(10) {
                        0..5 => {
                            j.text("funderIdentifier", |j| {
                                j.raw("https://doi.org/");
                                funder.doi(j);
                            });
                            j.str("funderIdentifierType", "Crossref Funder ID");
                        }
                        5..7 => {
                            j.str("schemeUri", "https://ror.org");
                            j.text("funderIdentifier", |j| funder.ror(j));
                            j.str("funderIdentifierType", "ROR");
                        }
                        _ => {}
                    }
                    if rng.chance(640) {
                        j.text("awardNumber", |j| funder.write_award(&mut rng, j));
                        if rng.chance(200) {
                            j.text("awardUri", |j| {
                                j.raw("https://awards.example.org/");
                                j.digits(rng.between(1000, 99_999));
                            });
                            j.text("awardTitle", |j| {
                                prose::title(lexicon::english(), &mut rng, j);
                            });
                        }
                    }
                });
            }
        });
    }
}
