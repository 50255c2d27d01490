//! The members of a DOI's record, in the API's order: <https://support.datacite.org/docs/api-get-doi>. As data.

/// A member of `attributes`.
#[derive(Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    /// Whether lists tell it only in detail.
    pub(super) detail: bool,
    /// What it is.
    pub(super) form: Form,
}

/// What a member is, and so what stands for it where a record has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One value.
    One,
    /// A list.
    List,
    /// An object.
    Object,
    /// A number of things.
    Count,
    /// What stands before the DOI's slash.
    Prefix,
    /// What stands after it.
    Suffix,
    /// People and organisations.
    Agents,
    /// A name, or an object with it.
    Publisher,
    /// The year of publication as text, or null in lists.
    Published,
}

const fn always(name: &'static str, form: Form) -> Attribute {
    Attribute { name, detail: false, form }
}

const fn detail(name: &'static str, form: Form) -> Attribute {
    Attribute { name, detail: true, form }
}

pub(super) const ATTRIBUTES: &[Attribute] = &[
    always("doi", Form::One),
    detail("prefix", Form::Prefix),
    detail("suffix", Form::Suffix),
    always("identifiers", Form::List),
    detail("alternateIdentifiers", Form::List),
    always("creators", Form::Agents),
    always("titles", Form::List),
    always("publisher", Form::Publisher),
    always("container", Form::Object),
    always("publicationYear", Form::One),
    always("subjects", Form::List),
    always("contributors", Form::Agents),
    always("dates", Form::List),
    always("language", Form::One),
    always("types", Form::Object),
    always("relatedIdentifiers", Form::List),
    always("relatedItems", Form::List),
    always("sizes", Form::List),
    always("formats", Form::List),
    always("version", Form::One),
    always("rightsList", Form::List),
    always("descriptions", Form::List),
    always("geoLocations", Form::List),
    always("fundingReferences", Form::List),
    detail("xml", Form::One),
    always("url", Form::One),
    always("contentUrl", Form::One),
    always("metadataVersion", Form::One),
    always("schemaVersion", Form::One),
    always("source", Form::One),
    always("isActive", Form::One),
    always("state", Form::One),
    always("reason", Form::One),
    always("viewCount", Form::Count),
    detail("viewsOverTime", Form::List),
    always("downloadCount", Form::Count),
    detail("downloadsOverTime", Form::List),
    always("referenceCount", Form::Count),
    always("citationCount", Form::Count),
    detail("citationsOverTime", Form::List),
    always("partCount", Form::Count),
    always("partOfCount", Form::Count),
    always("versionCount", Form::Count),
    always("versionOfCount", Form::Count),
    always("created", Form::One),
    always("registered", Form::One),
    always("published", Form::Published),
    always("updated", Form::One),
];

/// Members that `composite` leaves out.
pub(super) const COMPOSED: &[&str] =
    &["contributors", "subjects", "geoLocations", "fundingReferences", "relatedIdentifiers"];

/// The members of `relationships`; lists tell the first only, unless in detail.
pub(super) const RELATIONSHIPS: &[&str] = &[
    "client",
    "provider",
    "media",
    "references",
    "citations",
    "parts",
    "partOf",
    "versions",
    "versionOf",
];
