//! Words that values of filters are chosen from.

/// A closed list of words, and the API's word for a value outside of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Vocabulary {
    /// The code of the mistake.
    pub(super) code: &'static str,
    /// What a value is called in the message.
    pub(super) friendly: &'static str,
    /// The words that the API takes and names.
    pub(super) words: &'static [&'static str],
    /// Words that records hold besides, which the API refuses.
    pub(super) also: &'static [&'static str],
}

pub(super) static VERSION: Vocabulary = Vocabulary {
    code: "version-not-valid",
    friendly: "Version",
    words: &["vor", "am", "tdm"],
    also: &["unspecified", "stm-asf"],
};

pub(super) static APPLICATION: Vocabulary = Vocabulary {
    code: "intended-application-not-valid",
    friendly: "Intended application",
    words: &["unspecified", "text-mining", "similarity-checking"],
    also: &["syndication"],
};

pub(super) static ASSERTED_BY: Vocabulary = Vocabulary {
    code: "funder-doi-asserted-by-not-valid",
    friendly: "Funder DOI asserted by party",
    words: &["crossref", "publisher"],
    also: &[],
};

pub(super) static DIRECTORY: Vocabulary =
    Vocabulary { code: "directory-not-valid", friendly: "Directory", words: &["DOAJ"], also: &[] };

/// The archives that the API knows; records name more, so that only a strict request is held to them.
pub(super) static ARCHIVE: Vocabulary = Vocabulary {
    code: "archive-not-valid",
    friendly: "Archive",
    words: &["Portico", "CLOCKSS", "DWT"],
    also: &[],
};

pub(super) static OBJECT_TYPE: Vocabulary = Vocabulary {
    code: "relation-object-type-not-valid",
    friendly: "Relation object type",
    words: &[
        "doi",
        "issn",
        "isbn",
        "uri",
        "pmid",
        "pmcid",
        "purl",
        "arxiv",
        "ark",
        "handle",
        "uuid",
        "ecli",
        "accession",
        "other",
    ],
    also: &[],
};

pub(super) static RELATION: Vocabulary = Vocabulary {
    code: "relation-type-not-valid",
    friendly: "Relation type",
    words: &[
        "is-derived-from",
        "has-derivation",
        "is-review-of",
        "has-review",
        "is-comment-on",
        "has-comment",
        "is-reply-to",
        "has-reply",
        "based-on-data",
        "is-data-basis-for",
        "has-related-material",
        "is-related-material",
        "is-compiled-by",
        "compiles",
        "is-documented-by",
        "documents",
        "is-supplement-to",
        "is-supplemented-by",
        "is-continued-by",
        "continues",
        "is-part-of",
        "has-part",
        "references",
        "is-referenced-by",
        "is-based-on",
        "is-basis-for",
        "requires",
        "is-required-by",
        "has-translation",
        "is-translation-of",
        "has-preprint",
        "is-preprint-of",
        "has-manuscript",
        "is-manuscript-of",
        "has-expression",
        "is-expression-of",
        "has-manifestation",
        "is-manifestation-of",
        "replaces",
        "is-replaced-by",
        "is-same-as",
        "is-identical-to",
        "is-original-form-of",
        "is-varient-form-of",
        "has-version",
        "is-version-of",
        "has-format",
    ],
    also: &[
        "cites",
        "is-cited-by",
        "is-component-of",
        "has-component",
        "is-variant-form-of",
        "is-format-of",
        "finances",
        "is-financed-by",
        "new_version",
    ],
};
