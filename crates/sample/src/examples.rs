//! Requests worth showing on a sample.

/// A request, and how to show its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// What it asks, in words.
    pub about: &'static str,
    /// The request.
    pub request: &'static str,
    /// How to show the answer: `json`, `table` or `bars`.
    pub form: &'static str,
}

/// Requests for each source that can be imitated.
pub static EXAMPLES: &[(&str, &[Example])] = &[
    ("openalex", OPENALEX),
    ("crossref", CROSSREF),
    ("datacite", DATACITE),
    ("openaire", OPENAIRE),
];

static OPENALEX: &[Example] = &[
    Example {
        about: "Open access works with an author in Germany, a page of five:",
        request: "openalex/works?filter=is_oa:true,institutions.country_code:de&per-page=5",
        form: "table",
    },
    Example {
        about: "How many works of 2020 are of which type:",
        request: "openalex/works?filter=publication_year:2020&group_by=type",
        form: "bars",
    },
    Example {
        about: "The most cited institutions of the United States:",
        request: "openalex/institutions?filter=country_code:us&sort=cited_by_count:desc&per-page=5",
        form: "table",
    },
];

static CROSSREF: &[Example] = &[Example {
    about: "How many works with an ORCID iD are of which type:",
    request: "crossref/works?filter=has-orcid:true&facet=type-name:*&rows=0",
    form: "bars",
}];

static DATACITE: &[Example] = &[Example {
    about: "Data sets, a page of five:",
    request: "datacite/dois?resource-type-id=dataset&page[size]=5",
    form: "table",
}];

static OPENAIRE: &[Example] = &[Example {
    about: "The newest data sets, a page of five:",
    request: "openaire/graph/v1/researchProducts?type=dataset&sortBy=publicationDate DESC&pageSize=5",
    form: "table",
}];
