//! Vocabularies of codes: types, licences, languages and goals.

use super::impact::Impact;
use super::institution;
use super::stamp::Stamp;
use super::work;
use super::world::World;
use crate::json::Json;

/// Codes with names; common ones first.
pub(crate) struct Vocabulary {
    /// Sets its random numbers apart.
    kind: char,
    /// What stands before the code in ids.
    segment: &'static str,
    /// The filter of works by it.
    filter: &'static str,
    /// How many of a hundred works have a code.
    per_hundred: u64,
    /// The code and the name of a term.
    term: fn(u64) -> (&'static str, &'static str),
    terms: usize,
    /// What else a record says of a term.
    more: fn(u64, &str, &mut Json),
}

pub(crate) const WORK_TYPES: Vocabulary = Vocabulary {
    kind: 'w',
    segment: "types",
    filter: "type",
    per_hundred: 100,
    term: |at| same(work::KINDS[at as usize].0.0),
    terms: work::KINDS.len(),
    more: |at, code, j| {
        description("Works of the type ", code, j);
        j.array("crossref_types", |j| j.text_item(|j| j.raw(work::KINDS[at as usize].0.1)));
    },
};

const SOURCES: [&str; 6] =
    ["journal", "repository", "book series", "ebook platform", "conference", "other"];

pub(crate) const SOURCE_TYPES: Vocabulary = Vocabulary {
    kind: 's',
    segment: "source-types",
    filter: "primary_location.source.type",
    per_hundred: 80,
    term: |at| same(SOURCES[at as usize]),
    terms: SOURCES.len(),
    more: |_, code, j| description("Sources of the type ", code, j),
};

pub(crate) const INSTITUTION_TYPES: Vocabulary = Vocabulary {
    kind: 'i',
    segment: "institution-types",
    filter: "institutions.type",
    per_hundred: 30,
    term: |at| same(institution::KINDS[at as usize].0),
    terms: institution::KINDS.len(),
    more: |_, code, j| description("Institutions of the type ", code, j),
};

pub(crate) const LICENSES: Vocabulary = Vocabulary {
    kind: 'l',
    segment: "licenses",
    filter: "best_oa_location.license",
    per_hundred: 30,
    term: |at| same(work::LICENSES[at as usize].0),
    terms: work::LICENSES.len(),
    more: |_, code, j| {
        j.null("url");
        description("Works under the terms of ", code, j);
    },
};

/// Every language that works are written in here.
const WRITTEN: [(&str, &str); 15] = [
    ("en", "English"),
    ("es", "Spanish"),
    ("de", "German"),
    ("fr", "French"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("ja", "Japanese"),
    ("zh", "Chinese"),
    ("ko", "Korean"),
    ("ar", "Arabic"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("tr", "Turkish"),
    ("pl", "Polish"),
];

pub(crate) const LANGUAGES: Vocabulary = Vocabulary {
    kind: 'n',
    segment: "languages",
    filter: "language",
    per_hundred: 97,
    term: |at| WRITTEN[at as usize],
    terms: WRITTEN.len(),
    more: |_, code, j| j.flag("is_global_south", ["ar", "es", "hi", "pt", "zh"].contains(&code)),
};

pub(crate) const GOALS: Vocabulary = Vocabulary {
    kind: 'g',
    segment: "sdgs",
    filter: "sustainable_development_goals.id",
    per_hundred: 35,
    term: |at| (NUMBERS[at as usize], work::GOALS[at as usize]),
    terms: work::GOALS.len(),
    more: |_, code, j| {
        j.null("description");
        j.object("ids", |j| {
            j.text("openalex", |j| address("sdgs", code, j));
            j.text("un", |j| {
                j.raw("https://metadata.un.org/sdg/");
                j.raw(code);
            });
        });
        j.nulls(&["image_url", "image_thumbnail_url"]);
    },
};

const NUMBERS: [&str; 17] =
    ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"];

/// A code that is its own name.
fn same(code: &'static str) -> (&'static str, &'static str) {
    (code, code)
}

fn description(about: &str, code: &str, json: &mut Json) {
    json.text("description", |j| {
        j.raw(about);
        j.raw(code);
    });
}

/// The id of a term.
pub(crate) fn address(segment: &str, code: &str, json: &mut Json) {
    json.raw("https://openalex.org/");
    json.raw(segment);
    json.raw("/");
    in_url(code, json);
}

fn in_url(code: &str, json: &mut Json) {
    for (at, word) in code.split(' ').enumerate() {
        json.raw(if at > 0 { "%20" } else { "" });
        json.raw(word);
    }
}

impl Vocabulary {
    pub(crate) const fn len(&self) -> u64 {
        self.terms as u64
    }

    pub(crate) fn record(&self, world: &World, index: u64, stamp: Stamp, json: &mut Json) {
        let (code, name) = (self.term)(index);
        json.braces(|j| {
            j.text("id", |j| address(self.segment, code, j));
            j.str("display_name", name);
            (self.more)(index, code, j);
            Impact::of(world, self.kind, index, self.len(), self.per_hundred).counts(j);
            works_api_url(self.filter, code, j);
            stamp.write(world, self.kind, index, 2024, j);
        });
    }
}

pub(crate) fn works_api_url(filter: &str, code: &str, json: &mut Json) {
    json.text("works_api_url", |j| {
        j.raw("https://api.openalex.org/works?filter=");
        j.raw(filter);
        j.raw(":");
        in_url(code, j);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon;

    #[test]
    fn every_language_has_a_name() {
        let mut codes: Vec<&str> = lexicon::all().iter().map(|lexicon| lexicon.code).collect();
        let mut named: Vec<&str> = WRITTEN.iter().map(|(code, _)| *code).collect();
        codes.sort_unstable();
        named.sort_unstable();
        assert_eq!(codes, named);
    }
}
