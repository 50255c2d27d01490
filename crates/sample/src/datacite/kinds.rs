//! The general types of resources, and what other vocabularies call them.

use crate::json::Json;
use crate::rng::Rng;

pub(super) struct Kind {
    pub(super) general: &'static str,
    ris: &'static str,
    bibtex: &'static str,
    citeproc: &'static str,
    schema_org: &'static str,
}

const fn kind(
    general: &'static str,
    ris: &'static str,
    bibtex: &'static str,
    citeproc: &'static str,
    schema_org: &'static str,
) -> Kind {
    Kind { general, ris, bibtex, citeproc, schema_org }
}

#[rustfmt::skip]
static KINDS: [(&Kind, u64); 34] = [
    (&kind("Dataset", "DATA", "misc", "dataset", "Dataset"), 400),
    (&kind("Text", "RPRT", "article", "article-journal", "ScholarlyArticle"), 120),
    (&kind("JournalArticle", "JOUR", "article", "article-journal", "ScholarlyArticle"), 80),
    (&kind("PhysicalObject", "GEN", "misc", "article", "CreativeWork"), 70),
    (&kind("Image", "FIGURE", "misc", "graphic", "ImageObject"), 60),
    (&kind("Software", "COMP", "misc", "article", "SoftwareSourceCode"), 60),
    (&kind("Collection", "GEN", "misc", "article", "Collection"), 40),
    (&kind("Preprint", "GEN", "misc", "article", "CreativeWork"), 40),
    (&kind("Other", "GEN", "misc", "article", "CreativeWork"), 24),
    (&kind("Dissertation", "THES", "phdthesis", "thesis", "Thesis"), 20),
    (&kind("Report", "RPRT", "techreport", "report", "Report"), 16),
    (&kind("Audiovisual", "MPCT", "misc", "motion_picture", "MediaObject"), 10),
    (&kind("Presentation", "SLIDE", "misc", "speech", "PresentationDigitalDocument"), 10),
    (&kind("ConferencePaper", "CPAPER", "inproceedings", "paper-conference", "Article"), 8),
    (&kind("Poster", "GEN", "misc", "graphic", "CreativeWork"), 5),
    (&kind("BookChapter", "CHAP", "inbook", "chapter", "Chapter"), 5),
    (&kind("Book", "BOOK", "book", "book", "Book"), 5),
    (&kind("InteractiveResource", "GEN", "misc", "article", "CreativeWork"), 4),
    (&kind("Model", "GEN", "misc", "article", "CreativeWork"), 3),
    (&kind("Workflow", "GEN", "misc", "article", "CreativeWork"), 3),
    (&kind("DataPaper", "GEN", "misc", "article-journal", "Article"), 2),
    (&kind("Sound", "SOUND", "misc", "song", "AudioObject"), 2),
    (&kind("Event", "GEN", "misc", "article", "Event"), 1),
    (&kind("Service", "GEN", "misc", "article", "Service"), 1),
    (&kind("OutputManagementPlan", "GEN", "misc", "article", "CreativeWork"), 2),
    (&kind("PeerReview", "GEN", "misc", "review", "Review"), 1),
    (&kind("ComputationalNotebook", "COMP", "misc", "article", "SoftwareSourceCode"), 1),
    (&kind("ConferenceProceeding", "CONF", "proceedings", "book", "Periodical"), 1),
    (&kind("Journal", "JOUR", "misc", "periodical", "Periodical"), 1),
    (&kind("Standard", "STAND", "misc", "standard", "CreativeWork"), 1),
    (&kind("StudyRegistration", "GEN", "misc", "article", "CreativeWork"), 1),
    (&kind("Instrument", "GEN", "misc", "article", "Product"), 1),
    (&kind("Award", "GEN", "misc", "article", "Grant"), 1),
    (&kind("Project", "GEN", "misc", "article", "Project"), 1),
];

/// The type of the record at an index: at first one of each, so that the smallest snapshots have them all.
pub(super) fn of(index: u64, rng: &mut Rng) -> &'static Kind {
    match KINDS.get(index.saturating_sub(3) as usize) {
        Some((kind, _)) if index >= 3 => kind,
        _ => rng.weighted(&KINDS),
    }
}

impl Kind {
    /// `types`; a few records have no general type.
    pub(super) fn write(&self, index: u64, rng: &mut Rng, json: &mut Json) {
        json.object("types", |j| {
            j.str("ris", self.ris);
            j.str("bibtex", self.bibtex);
            j.str("citeproc", self.citeproc);
            j.str("schemaOrg", self.schema_org);
            if rng.chance(700) {
                j.str(
                    "resourceType",
                    rng.pick(&["", "Article", "Supplementary Dataset", "Journal article"]),
                );
            }
            if index % 180 != 101 {
                j.str("resourceTypeGeneral", self.general);
            }
        });
    }
}
