//! Names of members that the service rewrites to those of its index, wherever they stand in a query.

use std::borrow::Cow;

use serapeum_model::Entity;

/// In this order; `version:` also hits the end of `schema_version:`, as with the service.
const REWRITES: &[(&str, &str)] = &[
    ("publicationYear", "publication_year"),
    ("relatedIdentifiers", "related_identifiers"),
    ("relatedItems", "related_items"),
    ("rightsList", "rights_list"),
    ("fundingReferences", "funding_references"),
    ("geoLocations", "geo_locations"),
    ("version:", "version_info:"),
    ("landingPage", "landing_page"),
    ("contentUrl", "content_url"),
    ("citationCount", "citation_count"),
    ("viewCount", "view_count"),
    ("downloadCount", "download_count"),
    ("publisher.name", "publisher_obj.name"),
    ("publisher.publisherIdentifierScheme", "publisher_obj.publisherIdentifierScheme"),
    ("publisher.publisherIdentifier", "publisher_obj.publisherIdentifier"),
    ("publisher.schemeUri", "publisher_obj.schemeUri"),
    ("publisher.lang", "publisher_obj.lang"),
    ("schemaVersion", "schema_version"),
];

/// The query with the names of the index, as the service reads it.
pub(super) fn rewritten(entity: &Entity, text: &str) -> String {
    if !has_rewrites(entity) {
        return text.to_owned();
    }
    REWRITES.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The name in the index of a field; values are left as they are.
pub(super) fn in_index<'n>(entity: &Entity, name: &'n str) -> Cow<'n, str> {
    if !has_rewrites(entity) {
        return Cow::Borrowed(name);
    }
    let mut text = Cow::Borrowed(name);
    for (from, to) in REWRITES {
        match from.strip_suffix(':') {
            Some(whole) if text == whole => text = Cow::Borrowed(to.trim_end_matches(':')),
            None if text.contains(from) => text = Cow::Owned(text.replace(from, to)),
            _ => {}
        }
    }
    text
}

fn has_rewrites(entity: &Entity) -> bool {
    entity.name == super::super::dois::ENTITY.name
}
