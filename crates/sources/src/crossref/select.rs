//! The parameter `select`: <https://github.com/CrossRef/rest-api-doc#selecting-which-elements-to-return>.

use serapeum_model::Params;

use super::error::{self, Mistakes};

/// The members of a work that can be asked for.
pub(super) const MEMBERS: &[&str] = &[
    "DOI",
    "ISBN",
    "ISSN",
    "URL",
    "abstract",
    "accepted",
    "alternative-id",
    "approved",
    "archive",
    "article-number",
    "assertion",
    "author",
    "chair",
    "clinical-trial-number",
    "container-title",
    "content-created",
    "content-domain",
    "contributor",
    "created",
    "degree",
    "deposited",
    "editor",
    "event",
    "funder",
    "group-title",
    "indexed",
    "is-referenced-by-count",
    "issn-type",
    "issue",
    "issued",
    "license",
    "link",
    "member",
    "original-title",
    "page",
    "posted",
    "prefix",
    "published",
    "published-online",
    "published-print",
    "publisher",
    "publisher-location",
    "reference",
    "references-count",
    "relation",
    "resource",
    "score",
    "short-container-title",
    "short-title",
    "standards-body",
    "subject",
    "subtitle",
    "title",
    "translator",
    "type",
    "update-policy",
    "update-to",
    "updated-by",
    "volume",
];

/// Reads the members that are asked for; all, where it names none.
pub(super) fn read(params: &Params, mistakes: &mut Mistakes) -> Vec<&'static str> {
    let Some(text) = params.first(&["select"]).filter(|text| !text.is_empty()) else {
        return Vec::new();
    };
    let mut chosen: Vec<&'static str> = Vec::new();
    for name in text.trim_end_matches(',').split(',').map(str::trim) {
        if mistakes.are_many() {
            break;
        }
        match MEMBERS.iter().find(|member| **member == name) {
            Some(member) if chosen.contains(member) => {}
            Some(member) => chosen.push(member),
            None => mistakes.add(error::not_available(
                "select",
                "select-not-available",
                "Select",
                name,
                MEMBERS,
            )),
        }
    }
    chosen
}
