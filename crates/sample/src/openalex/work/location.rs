//! One place where a work can be found.

use super::super::source::{self, Source};
use super::super::stamp::Era;
use super::Work;
use crate::json::Json;
use crate::rng::mix;

/// How the place names the work.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Native {
    Doi,
    Mag,
    Pmid,
    Pmcid,
    Arxiv,
    Doaj,
    Handle,
}

pub(super) struct Location {
    pub(super) source: Option<Source>,
    pub(super) native: Native,
    pub(super) provenance: &'static str,
    pub(super) is_oa: bool,
    pub(super) has_pdf: bool,
    pub(super) license: Option<&'static str>,
    pub(super) version: Option<&'static str>,
    pub(super) raw_type: Option<&'static str>,
}

impl Location {
    pub(super) fn closed_at(
        source: Option<Source>,
        native: Native,
        provenance: &'static str,
        raw_type: Option<&'static str>,
    ) -> Self {
        Self {
            source,
            native,
            provenance,
            is_oa: false,
            has_pdf: false,
            license: None,
            version: None,
            raw_type,
        }
    }

    /// At the repository of this rank.
    pub(super) fn closed(
        work: &Work,
        rank: u64,
        native: Native,
        provenance: &'static str,
        raw_type: Option<&'static str>,
    ) -> Self {
        Self::closed_at(
            Some(Source::of(work.world, source::repository(rank))),
            native,
            provenance,
            raw_type,
        )
    }

    pub(super) fn is_repository(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.kind == "repository")
    }

    fn native_id(&self, work: &Work, json: &mut Json) {
        match self.native {
            Native::Doi => work.doi(json),
            Native::Mag => json.digits(work.id),
            Native::Pmid => json.digits(work.pmid()),
            Native::Pmcid => {
                json.raw("oai:pubmedcentral.nih.gov:");
                json.digits(work.pmcid());
            }
            Native::Arxiv => {
                json.raw("oai:arXiv.org:");
                work.arxiv_number(json);
            }
            Native::Doaj => {
                json.raw("oai:doaj.org/article:");
                json.digits(work.world.identifier(work.index) * 7919);
            }
            Native::Handle => {
                json.raw("oai:");
                self.host(work, json);
                json.raw(":");
                self.handle(work, json);
            }
        }
    }

    fn host(&self, work: &Work, json: &mut Json) {
        let source = self.source.as_ref().map_or(0, |source| source.index);
        json.raw("repository.");
        json.raw(work.lexicon_word(source));
        json.raw(".");
        json.raw(self.source.as_ref().map_or("org", |source| source.country.domain));
    }

    fn handle(&self, work: &Work, json: &mut Json) {
        json.digits(1000 + self.source.as_ref().map_or(0, |source| source.index));
        json.raw("/");
        json.digits(work.world.identifier(work.index) % 1_000_000);
    }

    pub(super) fn landing_page(&self, work: &Work, json: &mut Json) {
        match self.native {
            Native::Doi => work.doi_url(json),
            Native::Mag => {
                json.raw("https://www.journals.example.com/abstract/");
                json.digits(work.id);
            }
            Native::Pmid => {
                json.raw("https://pubmed.ncbi.nlm.nih.gov/");
                json.digits(work.pmid());
            }
            Native::Pmcid => {
                json.raw("https://www.ncbi.nlm.nih.gov/pmc/articles/");
                json.digits(work.pmcid());
            }
            Native::Arxiv => {
                json.raw("http://arxiv.org/abs/");
                work.arxiv_number(json);
            }
            Native::Doaj => {
                json.raw("https://doaj.org/article/");
                json.digits(work.world.identifier(work.index) * 7919);
            }
            Native::Handle => {
                json.raw("https://");
                self.host(work, json);
                json.raw("/handle/");
                self.handle(work, json);
            }
        }
    }

    pub(super) fn pdf_url(&self, work: &Work, json: &mut Json) {
        if self.native == Native::Arxiv {
            json.raw("https://arxiv.org/pdf/");
            return work.arxiv_number(json);
        }
        self.landing_page(work, json);
        json.raw("/download/");
        json.digits(mix(work.id ^ self.provenance.len() as u64));
        json.raw(".pdf");
    }

    pub(super) fn fields(&self, work: &Work, era: Era, json: &mut Json) {
        if era == Era::Walden {
            json.text("id", |j| self.native_id(work, j));
        }
        json.flag("is_oa", self.is_oa);
        json.text("landing_page_url", |j| self.landing_page(work, j));
        match self.has_pdf {
            true => json.text("pdf_url", |j| self.pdf_url(work, j)),
            false => json.null("pdf_url"),
        }
        match &self.source {
            Some(source) => json.object("source", |j| source.fields(work.world, era, j)),
            None => json.null("source"),
        }
        json.opt_str("license", self.license);
        if era == Era::Venues {
            return json.opt_str("version", self.version);
        }
        match self.license {
            Some(license) => json.text("license_id", |j| {
                j.raw("https://openalex.org/licenses/");
                j.raw(license);
            }),
            None => json.null("license_id"),
        }
        json.opt_str("version", self.version);
        json.flag(
            "is_accepted",
            matches!(self.version, Some("acceptedVersion" | "publishedVersion")),
        );
        match self.version {
            None if era == Era::Walden => json.null("is_published"),
            version => json.flag("is_published", version == Some("publishedVersion")),
        }
        if era == Era::Walden {
            match &self.source {
                Some(source) if self.native == Native::Doi => {
                    json.text("raw_source_name", |j| source.write_name(j))
                }
                _ => json.null("raw_source_name"),
            }
            json.opt_str("raw_type", self.raw_type);
            json.str("provenance", self.provenance);
        }
    }
}
