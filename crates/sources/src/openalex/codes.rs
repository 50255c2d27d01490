//! Codes and slugs: how records and requests spell them, and how groups show them. A vocabulary is documented as an
//! entity of its own, such as <https://developers.openalex.org/api-entities/work-types>.

use serapeum_model::{Case, CodeForm};

use super::names::{COUNTRIES, CURRENCIES, LANGUAGES, LICENSES};

/// Groups by country, shown as URLs with upper-case codes.
pub(crate) static COUNTRY: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/countries/", "countries/"],
    written: "",
    shown: "https://openalex.org/countries/",
    case: Case::Upper,
    labels: COUNTRIES,
};

/// Wikidata's numbers of the continents.
pub(crate) static CONTINENT: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/continents/", "continents/"],
    written: "https://openalex.org/continents/",
    shown: "https://openalex.org/continents/",
    case: Case::Upper,
    labels: &[],
};

pub(crate) static LANGUAGE: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/languages/", "languages/"],
    written: "",
    shown: "https://openalex.org/languages/",
    case: Case::Lower,
    labels: LANGUAGES,
};

pub(crate) static WORK_TYPE: CodeForm = CodeForm {
    prefixes: &[
        "https://openalex.org/work-types/",
        "https://openalex.org/types/",
        "work-types/",
        "types/",
    ],
    written: "",
    shown: "https://openalex.org/types/",
    case: Case::Lower,
    labels: &[],
};

const SOURCE_TYPES: &[&str] = &["https://openalex.org/source-types/", "source-types/"];

pub(crate) static SOURCE_TYPE: CodeForm = CodeForm {
    prefixes: SOURCE_TYPES,
    written: "",
    shown: "https://openalex.org/source-types/",
    case: Case::Lower,
    labels: &[],
};

/// The type of the source of the best open location: groups show it bare.
pub(crate) static BARE_SOURCE_TYPE: CodeForm =
    CodeForm { prefixes: SOURCE_TYPES, written: "", shown: "", case: Case::Lower, labels: &[] };

const INSTITUTION_TYPES: &[&str] =
    &["https://openalex.org/institution-types/", "institution-types/"];

/// The type of an institution: groups show it bare.
pub(crate) static INSTITUTION_TYPE: CodeForm = CodeForm {
    prefixes: INSTITUTION_TYPES,
    written: "",
    shown: "",
    case: Case::Lower,
    labels: &[],
};

/// The id of a type of institutions.
pub(crate) static INSTITUTION_TYPE_ID: CodeForm = CodeForm {
    written: "https://openalex.org/institution-types/",
    shown: "https://openalex.org/institution-types/",
    ..INSTITUTION_TYPE
};

/// Case counts: the service compares licences, keywords and topics as they are spelt.
pub(crate) static LICENSE: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/licenses/", "licenses/"],
    written: "",
    shown: "https://openalex.org/licenses/",
    case: Case::Kept,
    labels: LICENSES,
};

/// The id of a licence, whose case does not count.
pub(crate) static LICENSE_ID: CodeForm =
    CodeForm { written: LICENSE.shown, case: Case::Lower, labels: &[], ..LICENSE };

pub(crate) static KEYWORD: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/keywords/", "keywords/"],
    written: "https://openalex.org/keywords/",
    shown: "https://openalex.org/keywords/",
    case: Case::Kept,
    labels: &[],
};

/// The id of a keyword, whose case does not count.
pub(crate) static KEYWORD_ID: CodeForm = CodeForm { case: Case::Lower, ..KEYWORD };

/// The three levels above topics. Records hold a number or a URL.
pub(crate) static DOMAIN: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/domains/", "domains/"],
    written: "https://openalex.org/domains/",
    shown: "https://openalex.org/domains/",
    case: Case::Kept,
    labels: &[
        ("1", "Life Sciences"),
        ("2", "Social Sciences"),
        ("3", "Physical Sciences"),
        ("4", "Health Sciences"),
    ],
};

pub(crate) static FIELD: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/fields/", "fields/"],
    written: "https://openalex.org/fields/",
    shown: "https://openalex.org/fields/",
    case: Case::Kept,
    labels: &[],
};

pub(crate) static SUBFIELD: CodeForm = CodeForm {
    prefixes: &["https://openalex.org/subfields/", "subfields/"],
    written: "https://openalex.org/subfields/",
    shown: "https://openalex.org/subfields/",
    case: Case::Kept,
    labels: &[],
};

/// Sustainable development goals: records hold the United Nations' URLs, groups show OpenAlex' own.
pub(crate) static SDG: CodeForm = CodeForm {
    prefixes: &[
        "https://metadata.un.org/sdg/",
        "http://metadata.un.org/sdg/",
        "https://openalex.org/sdgs/",
        "sdgs/",
    ],
    written: "https://metadata.un.org/sdg/",
    shown: "https://openalex.org/sdgs/",
    case: Case::Lower,
    labels: &[
        ("1", "No poverty"),
        ("2", "Zero hunger"),
        ("3", "Good health and well-being"),
        ("4", "Quality education"),
        ("5", "Gender equality"),
        ("6", "Clean water and sanitation"),
        ("7", "Affordable and clean energy"),
        ("8", "Decent work and economic growth"),
        ("9", "Industry, innovation and infrastructure"),
        ("10", "Reduced inequalities"),
        ("11", "Sustainable cities and communities"),
        ("12", "Responsible consumption and production"),
        ("13", "Climate action"),
        ("14", "Life below water"),
        ("15", "Life on land"),
        ("16", "Peace, justice, and strong institutions"),
        ("17", "Partnerships for the goals"),
    ],
};

pub(crate) static CURRENCY: CodeForm =
    CodeForm { prefixes: &[], written: "", shown: "", case: Case::Upper, labels: CURRENCIES };

pub(crate) static PMID: CodeForm = CodeForm {
    prefixes: &[
        "https://pubmed.ncbi.nlm.nih.gov/",
        "http://pubmed.ncbi.nlm.nih.gov/",
        "https://www.ncbi.nlm.nih.gov/pubmed/",
        "pmid:",
    ],
    written: "https://pubmed.ncbi.nlm.nih.gov/",
    shown: "https://pubmed.ncbi.nlm.nih.gov/",
    case: Case::Kept,
    labels: &[],
};

/// With or without `PMC`: records have used both. A longer prefix stands before the one that it begins with.
pub(crate) static PMCID: CodeForm = CodeForm {
    prefixes: &[
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC",
        "https://pmc.ncbi.nlm.nih.gov/articles/",
        "pmcid:PMC",
        "pmcid:",
        "PMC",
    ],
    written: "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    shown: "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    case: Case::Kept,
    labels: &[],
};

pub(crate) static WIKIDATA: CodeForm = CodeForm {
    prefixes: &[
        "https://www.wikidata.org/wiki/",
        "https://www.wikidata.org/entity/",
        "http://www.wikidata.org/wiki/",
        "http://www.wikidata.org/entity/",
        "wikidata:",
    ],
    written: "https://www.wikidata.org/wiki/",
    shown: "https://www.wikidata.org/wiki/",
    case: Case::Upper,
    labels: &[],
};

const ENTITIES: &str = "https://www.wikidata.org/entity/";

/// Of publishers and funders, which records name at another address of Wikidata.
pub(crate) static WIKIDATA_ENTITY: CodeForm =
    CodeForm { written: ENTITIES, shown: ENTITIES, ..WIKIDATA };

/// Records hold a URL with a parameter behind the number; the parameter stays in the code.
pub(crate) static SCOPUS: CodeForm = CodeForm {
    prefixes: &[
        "http://www.scopus.com/inward/authorDetails.url?authorID=",
        "https://www.scopus.com/inward/authorDetails.url?authorID=",
        "scopus:",
    ],
    written: "http://www.scopus.com/inward/authorDetails.url?authorID=",
    shown: "http://www.scopus.com/inward/authorDetails.url?authorID=",
    case: Case::Kept,
    labels: &[],
};

// Records spell a code bare where it is a value, and as a URL where it is their own id; of an id, the record itself has
// the name.

pub(crate) static COUNTRY_ID: CodeForm =
    CodeForm { written: COUNTRY.shown, labels: &[], ..COUNTRY };
pub(crate) static LANGUAGE_ID: CodeForm =
    CodeForm { written: LANGUAGE.shown, labels: &[], ..LANGUAGE };
pub(crate) static WORK_TYPE_ID: CodeForm = CodeForm { written: WORK_TYPE.shown, ..WORK_TYPE };
pub(crate) static SOURCE_TYPE_ID: CodeForm = CodeForm { written: SOURCE_TYPE.shown, ..SOURCE_TYPE };
pub(crate) static SDG_ID: CodeForm = CodeForm { written: SDG.shown, labels: &[], ..SDG };

/// What follows the number in [`SCOPUS`] codes.
pub(crate) const SCOPUS_END: &str = "&partnerID=MN8TOARS";
