//! The record of today: 49 keys in the order of the source's own table.

use super::super::stamp::{Era, Stamp};
use super::funding::Funding;
use super::impact::Citations;
use super::{Locations, Scratch, Work};
use crate::json::Json;
use crate::rng::Rng;

pub(super) fn write(work: &Work, stamp: Stamp, scratch: &mut Scratch, json: &mut Json) {
    let locations = Locations::of(work);
    let citations = Citations::of(work);
    json.id("id", 'W', work.id);
    work.doi_field(json);
    work.titles(json);
    work.ids(&locations, Era::Walden, json);
    locations.indexed_in(json);
    work.publication(json);
    json.opt_str("language", work.language);
    json.str("type", work.kind);
    let byline = work.authorships(Era::Walden, json);
    json.num("authors_count", byline.authors);
    byline.corresponding(work, json);
    work.topics(json);
    work.keywords(json);
    work.concepts(false, json);
    locations.write(work, Era::Walden, json);
    work.goals(json);
    Funding::of(work).write(work, json);
    byline.institutions(work, "institutions", json);
    byline.counts(json);
    locations.open_access(work, Era::Walden, json);
    json.flag("is_paratext", work.is_paratext());
    json.flag("is_retracted", work.is_retracted);
    json.flag("is_xpac", work.is_xpac);
    work.biblio(json);
    work.references(true, json);
    work.related(json);
    work.inverted_index(scratch, json);
    json.num("cited_by_count", citations.count);
    citations.by_year(work, json);
    work.processing_charges(locations.oa_status, json);
    citations.normalized(json);
    work.mesh(locations.pmid, json);
    let (pdf, grobid) = work.content(&locations);
    json.object("has_content", |j| {
        j.flag("pdf", pdf);
        j.flag("grobid_xml", grobid);
    });
    json.flag("has_fulltext", pdf || grobid);
    stamp.write(work.world, 'W', work.index, work.date.year, json);
}

impl Work<'_> {
    pub(super) fn pmid(&self) -> u64 {
        1_000 + self.world.identifier(self.index) % 41_000_000
    }

    pub(super) fn pmcid(&self) -> u64 {
        10_000 + self.world.identifier(self.index) % 12_900_000
    }

    /// `2104.12345`.
    pub(super) fn arxiv_number(&self, json: &mut Json) {
        json.padded(u64::from(self.date.year) % 100, 2);
        json.padded(self.date.month.into(), 2);
        json.raw(".");
        json.padded(self.world.identifier(self.index) % 100_000, 5);
    }

    pub(super) fn ids(&self, locations: &Locations, era: Era, json: &mut Json) {
        json.object("ids", |j| {
            j.id("openalex", 'W', self.id);
            if self.has_doi {
                j.text("doi", |j| self.doi_url(j));
            }
            if self.id < 3_200_000_000 {
                j.text("mag", |j| j.digits(self.id));
            }
            if locations.pmid {
                j.text("pmid", |j| {
                    j.raw("https://pubmed.ncbi.nlm.nih.gov/");
                    j.digits(self.pmid());
                });
            }
            if locations.pmcid {
                j.text("pmcid", |j| {
                    j.raw("https://www.ncbi.nlm.nih.gov/pmc/articles/");
                    j.digits(self.pmcid());
                });
            }
            if locations.arxiv && era == Era::Walden {
                j.text("arxiv", |j| {
                    j.raw("arXiv:");
                    self.arxiv_number(j);
                });
            }
        });
    }

    pub(super) fn publication(&self, json: &mut Json) {
        json.text("publication_date", |j| j.date(self.date));
        json.num("publication_year", self.date.year.into());
    }

    pub(super) fn biblio(&self, json: &mut Json) {
        let mut rng = Rng::of(self.id, 1, self.world.seed);
        json.object("biblio", |j| {
            if self.venue.is_none() || rng.chance(150) {
                return j.nulls(&["volume", "issue", "first_page", "last_page"]);
            }
            j.text("volume", |j| j.digits(1 + rng.skewed(160)));
            match rng.chance(700) {
                true => j.text("issue", |j| j.digits(rng.between(1, 12))),
                false => j.null("issue"),
            }
            let first = 1 + rng.skewed(3000);
            let prefix = rng.weighted(&[("", 900), ("e", 70), ("S", 30)]);
            for (key, page) in [("first_page", first), ("last_page", first + rng.skewed(30))] {
                j.text(key, |j| {
                    j.raw(prefix);
                    j.digits(page);
                });
            }
        });
    }

    /// Whether there is a PDF, and text taken from it.
    pub(super) fn content(&self, locations: &Locations) -> (bool, bool) {
        let mut rng = Rng::of(self.id, 2, self.world.seed);
        let pdf = locations.has_pdf() && rng.chance(600);
        (pdf, pdf && rng.chance(750))
    }
}
