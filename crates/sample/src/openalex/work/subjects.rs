//! What a work is about, in each of the vocabularies.

use super::super::anchors::ROOT_CONCEPTS;
use super::super::concept::Concept;
use super::super::topic::Topic;
use super::super::world::Stream;
use super::Work;
use crate::json::Json;
use crate::rng::Rng;

pub(crate) const GOALS: [&str; 17] = [
    "No poverty",
    "Zero hunger",
    "Good health and well-being",
    "Quality Education",
    "Gender equality",
    "Clean water and sanitation",
    "Affordable and clean energy",
    "Decent work and economic growth",
    "Industry, innovation and infrastructure",
    "Reduced inequalities",
    "Sustainable cities and communities",
    "Responsible consumption and production",
    "Climate action",
    "Life below water",
    "Life in Land",
    "Peace, Justice and strong institutions",
    "Partnerships for the goals",
];

#[rustfmt::skip]
const MESH: [(u64, &str); 24] = [
    (6801, "Humans"), (5260, "Female"), (8297, "Male"), (328, "Adult"), (8875, "Middle Aged"), (818, "Animals"), (368, "Aged"),
    (293, "Adolescent"), (55815, "Young Adult"), (2648, "Child"), (16896, "Treatment Outcome"), (5500, "Follow-Up Studies"),
    (8279, "Magnetic Resonance Imaging"), (1921, "Brain"), (10146, "Pain"), (1523, "Mental Disorders"), (9103, "Multiple Sclerosis"),
    (911, "Antibodies, Monoclonal"), (11613, "Psychotherapy"), (2356, "Cartilage"), (7719, "Knee Joint"), (6854, "Hydrocortisone"),
    (13315, "Stress, Psychological"), (69285, "Infliximab"),
];

const QUALIFIERS: [(&str, &str); 6] = [
    ("Q000628", "therapy"),
    ("Q000175", "diagnosis"),
    ("Q000502", "physiology"),
    ("Q000601", "surgery"),
    ("Q000378", "metabolism"),
    ("Q000637", "transplantation"),
];

/// Scores are single-precision numbers printed as doubles: 16 digits of which seven mean something.
fn long_score(score: u64, rng: &mut Rng) -> u64 {
    score * 1_000_000_000 + rng.below(1_000_000_000)
}

impl Work<'_> {
    fn subject_rng(&self, aspect: u64) -> Rng {
        Rng::of(self.world.seed, Stream::WorkSubjects as u64 | aspect << 8, self.index)
    }

    /// `primary_topic` and `topics`.
    pub(super) fn topics(&self, json: &mut Json) {
        let mut rng = self.subject_rng(1);
        let number = rng.weighted(&[(1u64, 400), (2, 110), (3, 50), (0, 440)]);
        if self.is_stub || self.index >= 2 && number == 0 {
            json.null("primary_topic");
            return json.empty("topics");
        }
        let first = rng.skewed(self.world.topics);
        let scores = [(8_000_000, 9_999_999), (6_000_000, 7_999_999), (1_000_000, 5_999_999)]
            .map(|(low, high)| long_score(rng.between(low, high), &mut rng));
        json.key("primary_topic");
        let start = json.bytes.len();
        json.braces(|j| Topic::of(self.world, first).scored(scores[0], j));
        let primary = start..json.bytes.len();
        json.array("topics", |j| {
            j.repeat(primary);
            for place in 1..number {
                let topic = (first + place * rng.between(1, 4)) % self.world.topics;
                j.element(|j| Topic::of(self.world, topic).scored(scores[place as usize], j));
            }
        });
    }

    /// Leaves of the tree with everything above them, each once, the best match first.
    fn concept_list(&self) -> Vec<Concept> {
        let mut rng = self.subject_rng(2);
        let roots = ROOT_CONCEPTS.len() as u64;
        let leaves = if self.is_stub || rng.chance(550) { 0 } else { 1 + rng.below(2) };
        let mut list: Vec<Concept> = Vec::new();
        for _ in 0..leaves {
            let leaf = Concept::of(self.world, roots + rng.skewed(self.world.concepts - roots));
            for concept in std::iter::successors(Some(leaf), |c| c.parent(self.world)) {
                if list.iter().all(|c| c.index != concept.index) {
                    list.push(concept);
                }
            }
        }
        list
    }

    pub(super) fn concepts(&self, scores_are_strings: bool, json: &mut Json) {
        let mut rng = self.subject_rng(3);
        let mut score = 9_400_000;
        json.array("concepts", |j| {
            for concept in self.concept_list() {
                score -= score / 9 + rng.below(score / 9);
                j.element(|j| {
                    concept.fields(self.world, j);
                    if scores_are_strings {
                        j.text("score", |j| j.fraction(score, 7));
                    } else {
                        j.decimal("score", long_score(score, &mut rng), 16);
                    }
                });
            }
        });
    }

    pub(super) fn concepts_count(&self) -> u64 {
        self.concept_list().len() as u64
    }

    /// Keywords are named after the concepts; not all of these become one.
    pub(super) fn keywords(&self, json: &mut Json) {
        let mut rng = self.subject_rng(4);
        let mut score = 8_700_000;
        json.array("keywords", |j| {
            for concept in self.concept_list() {
                if rng.chance(550) {
                    score -= score / 9 + rng.below(score / 9);
                    j.element(|j| {
                        concept.keyword_fields(self.world, j);
                        j.decimal("score", long_score(score, &mut rng), 16);
                    });
                }
            }
        });
    }

    pub(super) fn goals(&self, json: &mut Json) {
        let mut rng = self.subject_rng(5);
        json.array("sustainable_development_goals", |j| {
            if rng.chance(350) {
                let goal = rng.skewed(GOALS.len() as u64);
                j.element(|j| {
                    j.text("id", |j| {
                        j.raw("https://metadata.un.org/sdg/");
                        j.digits(goal + 1);
                    });
                    j.str("display_name", GOALS[goal as usize]);
                    j.decimal("score", long_score(rng.between(4_000_000, 9_500_000), &mut rng), 16);
                });
            }
        });
    }

    /// Only what PubMed describes has descriptors.
    pub(super) fn mesh(&self, in_pubmed: bool, json: &mut Json) {
        let mut rng = self.subject_rng(6);
        let number = if in_pubmed && rng.chance(850) { 3 + rng.below(12) } else { 0 };
        json.array("mesh", |j| {
            let mut place = 0;
            for _ in 0..number {
                place += 1 + rng.below(2) as usize;
                let (descriptor, name) = MESH[place % MESH.len()];
                j.element(|j| {
                    j.text("descriptor_ui", |j| {
                        j.raw("D");
                        j.padded(descriptor, 6);
                    });
                    j.str("descriptor_name", name);
                    match rng.chance(400) {
                        true => {
                            let (ui, qualifier) = rng.pick(&QUALIFIERS);
                            j.str("qualifier_ui", ui);
                            j.str("qualifier_name", qualifier);
                        }
                        false => j.nulls(&["qualifier_ui", "qualifier_name"]),
                    }
                    j.flag("is_major_topic", rng.chance(250));
                });
            }
        });
    }
}
