//! Vocabularies, whose codes are spelt with and without prefixes.

#[derive(Debug, PartialEq)]
pub(crate) struct Vocabulary {
    /// In `fields.tsv`.
    pub(crate) name: &'static str,
    /// What stands before a code in ids and paths.
    segments: &'static [&'static str],
    /// Other prefixes.
    hosts: &'static [&'static str],
    /// What stands before a code in the key of a group.
    pub(crate) shown: &'static str,
    /// The key of the group of records that have none.
    pub(crate) unknown: &'static str,
    pub(crate) case: Case,
    /// The entity whose records name the codes.
    pub(crate) named_by: Option<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Case {
    Upper,
    Lower,
    Kept,
}

const SDG: &[&str] = &["https://metadata.un.org/sdg/"];
const PUBMED: &[&str] = &["https://pubmed.ncbi.nlm.nih.gov/"];
const PMC: &[&str] = &[
    "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC",
    "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "PMC",
];
const WIKIDATA: &[&str] = &["https://www.wikidata.org/wiki/", "https://www.wikidata.org/entity/"];

/// A code of OpenAlex' own, whose group keys are URLs.
const fn url(
    name: &'static str,
    segments: &'static [&'static str],
    shown: &'static str,
    unknown: &'static str,
    case: Case,
) -> Vocabulary {
    Vocabulary { name, segments, hosts: &[], shown, unknown, case, named_by: None }
}

/// A code that is a group key as it is.
const fn bare(
    name: &'static str,
    segments: &'static [&'static str],
    hosts: &'static [&'static str],
    case: Case,
) -> Vocabulary {
    Vocabulary { name, segments, hosts, shown: "", unknown: "unknown", case, named_by: None }
}

impl Vocabulary {
    const fn named_by(mut self, entity: &'static str) -> Vocabulary {
        self.named_by = Some(entity);
        self
    }

    const fn also(mut self, hosts: &'static [&'static str]) -> Vocabulary {
        self.hosts = hosts;
        self
    }
}

#[rustfmt::skip]
static ALL: &[Vocabulary] = &[
    url("country", &["countries"], "https://openalex.org/countries/", "https://openalex.org/countries/UNKNOWN", Case::Upper),
    url("language", &["languages"], "https://openalex.org/languages/", "https://openalex.org/languages/unknown", Case::Lower),
    url("sourcetype", &["source-types"], "https://openalex.org/source-types/", "https://openalex.org/source-types/unknown", Case::Lower),
    bare("baresourcetype", &["source-types"], &[], Case::Lower),
    bare("insttype", &["institution-types"], &[], Case::Lower),
    url("worktype", &["work-types", "types"], "https://openalex.org/types/", "https://openalex.org/types/unknown", Case::Lower),
    url("license", &["licenses"], "https://openalex.org/licenses/", "unknown", Case::Kept),
    url("keyword", &["keywords"], "https://openalex.org/keywords/", "unknown", Case::Kept).named_by("keywords"),
    url("domain", &["domains"], "https://openalex.org/domains/", "unknown", Case::Kept).named_by("domains"),
    url("field", &["fields"], "https://openalex.org/fields/", "unknown", Case::Kept).named_by("fields"),
    url("subfield", &["subfields"], "https://openalex.org/subfields/", "unknown", Case::Kept).named_by("subfields"),
    url("sdg", &["sdgs"], "https://openalex.org/sdgs/", "https://openalex.org/sdgs/unknown", Case::Lower).also(SDG),
    bare("currency", &[], &[], Case::Upper),
    bare("pmid", &[], PUBMED, Case::Kept),
    bare("pmcid", &[], PMC, Case::Kept),
    url("wikidata", &[], "https://www.wikidata.org/wiki/", "unknown", Case::Upper).also(WIKIDATA),
    url("entitywikidata", &[], "https://www.wikidata.org/entity/", "unknown", Case::Upper).also(WIKIDATA),
    // Records of vocabularies: their own ids.
    url("slug:keywords", &["keywords"], "https://openalex.org/keywords/", "unknown", Case::Lower).named_by("keywords"),
    url("slug:domains", &["domains"], "https://openalex.org/domains/", "unknown", Case::Lower).named_by("domains"),
    url("slug:fields", &["fields"], "https://openalex.org/fields/", "unknown", Case::Lower).named_by("fields"),
    url("slug:subfields", &["subfields"], "https://openalex.org/subfields/", "unknown", Case::Lower).named_by("subfields"),
    url("slug:sdgs", &["sdgs"], "https://openalex.org/sdgs/", "unknown", Case::Lower),
    url("slug:countries", &["countries"], "https://openalex.org/countries/", "unknown", Case::Upper).named_by("countries"),
    url("slug:continents", &["continents"], "https://openalex.org/continents/", "unknown", Case::Upper).named_by("continents"),
    url("slug:languages", &["languages"], "https://openalex.org/languages/", "unknown", Case::Lower).named_by("languages"),
    url("slug:licenses", &["licenses"], "https://openalex.org/licenses/", "unknown", Case::Lower),
    url("slug:work-types", &["types"], "https://openalex.org/types/", "unknown", Case::Lower).named_by("work-types"),
    url("slug:source-types", &["source-types"], "https://openalex.org/source-types/", "unknown", Case::Lower).named_by("source-types"),
    url("slug:institution-types", &["institution-types"], "https://openalex.org/institution-types/", "unknown", Case::Lower).named_by("institution-types"),
];

/// The vocabulary of that name in `fields.tsv`.
pub(crate) fn named(name: &str) -> Option<&'static Vocabulary> {
    ALL.iter().find(|vocabulary| vocabulary.name == name)
}

impl Vocabulary {
    /// Every prefix that a code may have, longer ones first.
    pub(crate) fn prefixes(&self) -> Vec<String> {
        let hosts = self.hosts.iter().map(|host| (*host).to_owned());
        let urls = self.segments.iter().map(|segment| format!("https://openalex.org/{segment}/"));
        let short = self.segments.iter().map(|segment| format!("{segment}/"));
        hosts.chain(urls).chain(short).collect()
    }

    /// Whether a code may have a space, which addresses spell `%20`.
    pub(crate) fn spaced(&self) -> bool {
        self.segments.contains(&"source-types")
    }

    /// The bare code.
    pub(crate) fn normal(&self, text: &str) -> Option<String> {
        let lower = text.to_ascii_lowercase();
        let prefixes = self.prefixes();
        let prefix = prefixes.iter().find(|p| lower.starts_with(&p.to_ascii_lowercase()));
        let code = prefix.map_or(text, |prefix| &text[prefix.len()..]);
        let code = if self.spaced() { code.replace("%20", " ") } else { code.to_owned() };
        let code = match self.case {
            Case::Upper => code.to_uppercase(),
            Case::Lower => code.to_lowercase(),
            Case::Kept => code,
        };
        Some(code).filter(|code| !code.is_empty())
    }
}
