//! Where a work can be found, and what of it is open.

use super::super::source::{self, Source};
use super::super::stamp::Era;
use super::super::world::Stream;
use super::Work;
use super::location::{Location, Native};
use crate::json::Json;
use crate::rng::Rng;

pub(crate) const LICENSES: [(&str, u64); 14] = [
    ("cc-by", 560),
    ("cc-by-nc-nd", 120),
    ("cc-by-nc", 90),
    ("other-oa", 80),
    ("cc-by-nc-sa", 50),
    ("public-domain", 30),
    ("cc-by-sa", 25),
    ("publisher-specific-oa", 20),
    ("cc-by-nd", 10),
    ("mit", 5),
    ("gpl-v3", 3),
    ("apache-2-0", 3),
    ("isc", 2),
    ("gpl-v2", 2),
];

pub(super) struct Locations {
    list: Vec<Location>,
    best_oa: Option<usize>,
    pub(super) oa_status: &'static str,
    any_repository_has_fulltext: bool,
    pub(super) pmid: bool,
    pub(super) pmcid: bool,
    pub(super) arxiv: bool,
}

impl Locations {
    pub(super) fn of(work: &Work) -> Self {
        let mut rng = work.world.rng(Stream::WorkLocations, work.index);
        let mut list = vec![primary(work, &mut rng)];
        let has_venue = work.venue.is_some();
        let oa_status = match &work.venue {
            Some(venue) if venue.is_oa => {
                if venue.apc_usd.is_some() {
                    "gold"
                } else {
                    "diamond"
                }
            }
            _ if work.is_stub => "closed",
            Some(_) => {
                rng.weighted(&[("closed", 760), ("green", 85), ("bronze", 80), ("hybrid", 75)])
            }
            None => rng.weighted(&[("closed", 550), ("green", 450)]),
        };
        let at_publisher = matches!(oa_status, "gold" | "diamond" | "bronze" | "hybrid");
        if at_publisher || oa_status == "green" && !has_venue {
            let first = &mut list[0];
            first.is_oa = true;
            first.has_pdf = rng.chance(600);
            first.license =
                (oa_status != "bronze" && rng.chance(850)).then(|| rng.weighted(&LICENSES));
            first.version =
                Some(if at_publisher { "publishedVersion" } else { "submittedVersion" });
        }
        let pmid = work.index == 0 || has_venue && rng.chance(100);
        if pmid {
            list.push(Location::closed(work, 1, Native::Pmid, "pubmed", Some("journal-article")));
        }
        let copies = u64::from(oa_status == "green" && has_venue)
            + u64::from(rng.chance(45))
            + u64::from(rng.chance(10));
        for copy in 0..copies {
            list.push(repository_copy(
                work,
                oa_status != "closed" && (copy == 0 || rng.chance(500)),
                &mut rng,
            ));
        }
        if work.venue.as_ref().is_some_and(|v| v.in_doaj) && rng.chance(150) {
            let mut listed = Location::closed(work, 4, Native::Doaj, "repo", Some("article"));
            (listed.is_oa, listed.license) = (true, list[0].license);
            list.push(listed);
        }
        let native = |native| list.iter().any(|l: &Location| l.native == native);
        Self {
            best_oa: list.iter().position(|l| l.is_oa),
            oa_status,
            any_repository_has_fulltext: list.iter().any(|l| l.is_oa && l.is_repository()),
            pmid,
            pmcid: native(Native::Pmcid),
            arxiv: native(Native::Arxiv),
            list,
        }
    }

    pub(super) fn is_oa(&self) -> bool {
        self.best_oa.is_some()
    }

    pub(super) fn has_pdf(&self) -> bool {
        self.list.iter().any(|l| l.has_pdf)
    }

    /// `indexed_in`, derived from where the locations come from.
    pub(super) fn indexed_in(&self, json: &mut Json) {
        let from = |provenance: &str| self.list.iter().any(|l| l.provenance == provenance);
        let doaj = self
            .list
            .iter()
            .any(|l| l.native == Native::Doaj || l.source.as_ref().is_some_and(|s| s.in_doaj));
        let indexes = [
            ("arxiv", self.arxiv),
            ("crossref", from("crossref")),
            ("datacite", from("datacite")),
            ("doaj", doaj),
            ("pubmed", self.pmid),
        ];
        json.array("indexed_in", |j| {
            for (name, _) in indexes.iter().filter(|(_, listed)| *listed) {
                j.text_item(|j| j.raw(name));
            }
        });
    }

    /// `locations`, `locations_count`, `primary_location`, `best_oa_location`.
    pub(super) fn write(&self, work: &Work, era: Era, json: &mut Json) {
        let mut written = Vec::with_capacity(self.list.len());
        json.array("locations", |j| {
            for location in &self.list {
                j.item();
                let start = j.bytes.len();
                j.braces(|j| location.fields(work, era, j));
                written.push(start..j.bytes.len());
            }
        });
        if era != Era::Venues {
            json.num("locations_count", self.list.len() as u64);
        }
        json.key("primary_location");
        json.repeat(written[0].clone());
        match self.best_oa {
            Some(best) => {
                json.key("best_oa_location");
                json.repeat(written[best].clone());
            }
            None => json.null("best_oa_location"),
        }
    }

    pub(super) fn open_access(&self, work: &Work, era: Era, json: &mut Json) {
        json.object("open_access", |j| {
            j.flag("is_oa", self.is_oa());
            // Open access without a fee was told apart only later.
            let status = if era == Era::Venues && self.oa_status == "diamond" {
                "gold"
            } else {
                self.oa_status
            };
            j.str("oa_status", status);
            if era != Era::Venues {
                j.flag("any_repository_has_fulltext", self.any_repository_has_fulltext);
            }
            match self.best_oa.map(|best| &self.list[best]) {
                Some(best) => j.text("oa_url", |j| {
                    if best.has_pdf { best.pdf_url(work, j) } else { best.landing_page(work, j) }
                }),
                None => j.null("oa_url"),
            }
        });
    }

    /// `host_venue` and `alternate_host_venues`, which came before locations.
    pub(super) fn host_venues(&self, work: &Work, json: &mut Json) {
        let venue = |location: &Location, json: &mut Json| {
            match &location.source {
                Some(source) => {
                    json.id("id", 'S', source.id);
                    source.issn_fields(work.world, json);
                    json.text("display_name", |j| source.write_name(j));
                    json.str("type", source.kind);
                }
                None => json.nulls(&["id", "issn_l", "issn", "display_name", "type"]),
            }
            json.text("url", |j| location.landing_page(work, j));
            json.flag("is_oa", location.is_oa);
            json.opt_str("version", location.version);
            json.opt_str("license", location.license);
        };
        json.object("host_venue", |j| venue(&self.list[0], j));
        json.array("alternate_host_venues", |j| {
            self.list[1..].iter().for_each(|l| j.element(|j| venue(l, j)))
        });
    }
}

/// The version of record, or what comes nearest to it.
fn primary(work: &Work, rng: &mut Rng) -> Location {
    let mut first = match &work.venue {
        Some(venue) => Location::closed_at(
            Some(Source::of(work.world, venue.index)),
            if work.has_doi { Native::Doi } else { Native::Mag },
            if work.has_doi { "crossref" } else { "mag" },
            work.has_doi.then_some(work.crossref_kind),
        ),
        None if work.kind == "preprint" && rng.chance(500) => Location::closed(
            work,
            0,
            Native::Arxiv,
            if work.has_doi { "datacite" } else { "repo" },
            Some("text"),
        ),
        None if work.is_stub || rng.chance(650) => {
            Location::closed_at(None, Native::Mag, "mag", None)
        }
        None => {
            let native = if work.has_doi { Native::Doi } else { Native::Handle };
            let provenance = if work.has_doi { "datacite" } else { "repo" };
            let repository = Source::of(work.world, source::draw_repository(work.world, rng));
            Location::closed_at(Some(repository), native, provenance, Some("Dataset"))
        }
    };
    first.version =
        (first.provenance == "crossref" && rng.chance(350)).then_some("publishedVersion");
    first
}

fn repository_copy(work: &Work, is_oa: bool, rng: &mut Rng) -> Location {
    let mut copy = match rng.below(10) {
        0 => Location::closed(work, 0, Native::Arxiv, "repo", Some("text")),
        1..3 => Location::closed(work, 2, Native::Pmcid, "repo", Some("Text")),
        _ => {
            let repository = Source::of(work.world, source::draw_repository(work.world, rng));
            let provenance = if rng.chance(200) { "repo_backfill" } else { "repo" };
            Location::closed_at(
                Some(repository),
                Native::Handle,
                provenance,
                Some("info:eu-repo/semantics/article"),
            )
        }
    };
    copy.is_oa = is_oa;
    copy.has_pdf = is_oa && rng.chance(700);
    copy.license = (is_oa && rng.chance(300)).then(|| rng.weighted(&LICENSES));
    copy.version = rng.chance(900).then(|| {
        rng.weighted(&[
            ("submittedVersion", 550),
            ("acceptedVersion", 250),
            ("publishedVersion", 200),
        ])
    });
    copy
}
