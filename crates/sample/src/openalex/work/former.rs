//! Record shapes of earlier releases, which are still found in old partitions.

use super::super::stamp::{Era, Stamp};
use super::funding::Funding;
use super::impact::Citations;
use super::{Locations, Scratch, Work};
use crate::json::Json;

/// 2024 to October 2025.
pub(super) fn write_with_grants(work: &Work, stamp: Stamp, scratch: &mut Scratch, json: &mut Json) {
    let locations = Locations::of(work);
    let citations = Citations::of(work);
    json.id("id", 'W', work.id);
    work.doi_field(json);
    work.titles(json);
    work.publication(json);
    work.ids(&locations, Era::Grants, json);
    json.opt_str("language", work.language);
    json.str("type", work.kind);
    json.str("type_crossref", work.crossref_kind);
    locations.indexed_in(json);
    locations.open_access(work, Era::Grants, json);
    let byline = work.authorships(Era::Grants, json);
    byline.institutions(work, "institution_assertions", json);
    byline.counts(json);
    byline.corresponding(work, json);
    work.processing_charges(locations.oa_status, json);
    let (pdf, _) = work.content(&locations);
    json.flag("has_fulltext", pdf || work.index.is_multiple_of(3));
    json.opt_str(
        "fulltext_origin",
        if pdf { Some("pdf") } else { work.index.is_multiple_of(3).then_some("ngrams") },
    );
    json.num("cited_by_count", citations.count);
    citations.normalized(json);
    work.biblio(json);
    json.flag("is_retracted", work.is_retracted);
    json.flag("is_paratext", work.is_paratext());
    work.topics(json);
    work.keywords(json);
    work.concepts(false, json);
    json.num("concepts_count", work.concepts_count());
    work.mesh(locations.pmid, json);
    locations.write(work, Era::Grants, json);
    work.goals(json);
    Funding::of(work).grants(work, json);
    json.empty("datasets");
    json.empty("versions");
    work.references(true, json);
    work.related(json);
    work.inverted_index(scratch, json);
    cited_by_api_url(work, json);
    citations.by_year(work, json);
    stamp.write(work.world, 'W', work.index, work.date.year, json);
}

/// 2022 to mid 2023.
pub(super) fn write_with_venues(work: &Work, stamp: Stamp, scratch: &mut Scratch, json: &mut Json) {
    let locations = Locations::of(work);
    let citations = Citations::of(work);
    json.id("id", 'W', work.id);
    work.doi_field(json);
    work.titles(json);
    work.publication(json);
    work.ids(&locations, Era::Venues, json);
    locations.host_venues(work, json);
    json.str("type", work.crossref_kind);
    locations.open_access(work, Era::Venues, json);
    work.authorships(Era::Venues, json);
    json.num("cited_by_count", citations.count);
    work.biblio(json);
    json.flag("is_retracted", work.is_retracted);
    json.flag("is_paratext", work.is_paratext());
    work.concepts(true, json);
    work.mesh(locations.pmid, json);
    locations.write(work, Era::Venues, json);
    Funding::of(work).grants(work, json);
    work.references(false, json);
    work.related(json);
    json.text("ngrams_url", |j| {
        j.raw("https://api.openalex.org/works/W");
        j.digits(work.id);
        j.raw("/ngrams");
    });
    if work.index.is_multiple_of(4) {
        work.wrapped_inverted_index(scratch, json);
    } else {
        work.inverted_index(scratch, json);
    }
    cited_by_api_url(work, json);
    citations.by_year(work, json);
    stamp.write(work.world, 'W', work.index, work.date.year, json);
}

fn cited_by_api_url(work: &Work, json: &mut Json) {
    json.text("cited_by_api_url", |j| {
        j.raw("https://api.openalex.org/works?filter=cites:W");
        j.digits(work.id);
    });
}
