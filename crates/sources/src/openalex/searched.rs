//! Which texts searches look at, and how much each counts:
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/search-entities>.

use serapeum_model::{
    Analysis::{self, English, Exact, Folded},
    Factor, Reach, Text, Weight,
};

use super::object::inverted;

/// Records that are cited often come first.
pub(super) const CITED: Option<Factor> = Some(Factor::OnePlusRoot("cited_by_count"));

const BOTH: &[Analysis] = &[English, Exact];
const NAMES: &[Analysis] = &[Exact, Folded];

/// By stem in searches, as they are in suggestions.
const NAME: Text = Text::new("display_name").by(BOTH);
const OTHERS: Text = Text::new("display_name_alternatives").by(BOTH);
const TITLES: Text = Text::new("alternate_titles").by(BOTH);

pub(super) static WORKS: &[Text] = &[
    NAME.at("display_name|title"),
    Text::new("abstract")
        .at("abstract_inverted_index")
        .by(BOTH)
        .made("words in order", inverted::plain),
    Text::new("keywords.display_name").at("keywords[].display_name|keywords[].keyword"),
    Text::new("raw_affiliation_strings")
        .at("authorships[].raw_affiliation_strings[]|authorships[].raw_affiliation_string"),
    Text::new("authorships.raw_author_name").at("authorships[].raw_author_name"),
];
pub(super) static AUTHORS: &[Text] =
    &[NAME.by(NAMES), Text::new("display_name_alternatives").by(NAMES)];
pub(super) static INSTITUTIONS: &[Text] =
    &[NAME, OTHERS, Text::new("display_name_acronyms").by(BOTH)];
pub(super) static SOURCES: &[Text] = &[NAME, TITLES, Text::new("abbreviated_title").by(BOTH)];
pub(super) static TOPICS: &[Text] =
    &[NAME, Text::new("description").by(BOTH), Text::new("keywords").by(BOTH)];
pub(super) static FUNDERS: &[Text] =
    &[NAME, Text::new("alternate_titles"), Text::new("description")];
pub(super) static PUBLISHERS: &[Text] = &[NAME, Text::new("alternate_titles")];
pub(super) static DESCRIBED: &[Text] = &[NAME, Text::new("description")];
pub(super) static NAMED: &[Text] = &[NAME];

const fn weight(text: &'static str, analysis: Analysis, words: f32, phrase: f32) -> Weight {
    Weight { text, analysis, words, phrase }
}

const fn english(text: &'static str, words: f32, phrase: f32) -> Weight {
    weight(text, English, words, phrase)
}

/// A search in titles and abstracts: by stem, and by the words as they are. Snapshots have no full texts.
pub(super) static BROAD: Reach =
    Reach::of(&[english("display_name", 1.5, 3.0), english("abstract", 0.3, 0.5)]).spread();
pub(super) static BROAD_EXACT: Reach =
    Reach::of(&[weight("display_name", Exact, 1.5, 3.0), weight("abstract", Exact, 0.3, 0.5)])
        .spread();
pub(super) static TITLE_AND_ABSTRACT: Reach =
    Reach::of(&[english("display_name", 1.0, 2.0), english("abstract", 0.1, 0.15)]).spread();
pub(super) static TITLE_AND_ABSTRACT_EXACT: Reach =
    Reach::of(&[weight("display_name", Exact, 1.0, 2.0), weight("abstract", Exact, 0.1, 0.15)])
        .spread();
pub(super) static TITLE: Reach = Reach::of(&[english("display_name", 1.0, 2.0)]);
pub(super) static TITLE_EXACT: Reach = Reach::of(&[weight("display_name", Exact, 1.0, 2.0)]);
pub(super) static ABSTRACT: Reach = Reach::of(&[english("abstract", 1.0, 2.0)]);
pub(super) static ABSTRACT_EXACT: Reach = Reach::of(&[weight("abstract", Exact, 1.0, 2.0)]);
pub(super) static KEYWORD: Reach = Reach::of(&[english("keywords.display_name", 1.0, 2.0)]);
pub(super) static AFFILIATION: Reach = Reach::of(&[english("raw_affiliation_strings", 1.0, 2.0)]);
pub(super) static AUTHOR_NAME: Reach =
    Reach::of(&[english("authorships.raw_author_name", 1.0, 2.0)]);

pub(super) static ANY_AUTHOR: Reach = Reach::of(&[
    weight("display_name", Exact, 1.0, 2.0),
    weight("display_name_alternatives", Exact, 1.0, 2.0),
    weight("display_name", Folded, 1.0, 2.0),
    weight("display_name_alternatives", Folded, 1.0, 2.0),
]);
pub(super) static AUTHOR: Reach =
    Reach::of(&[weight("display_name", Exact, 1.0, 2.0), weight("display_name", Folded, 1.0, 2.0)]);
pub(super) static ANY_INSTITUTION: Reach = Reach::of(&[
    english("display_name", 1.5, 3.0),
    english("display_name_alternatives", 0.3, 0.5),
    english("display_name_acronyms", 2.0, 2.0),
]);
pub(super) static ANY_SOURCE: Reach = Reach::of(&[
    english("display_name", 1.5, 3.0),
    english("alternate_titles", 0.3, 0.5),
    english("abbreviated_title", 0.05, 0.1),
]);
pub(super) static ANY_TOPIC: Reach = Reach::of(&[
    english("display_name", 1.5, 3.0),
    english("description", 0.3, 0.5),
    english("keywords", 0.05, 0.1),
]);
pub(super) static ANY_FUNDER: Reach = Reach::of(&[
    english("display_name", 1.5, 3.0),
    english("alternate_titles", 0.3, 0.5),
    english("description", 0.05, 0.1),
]);
pub(super) static ANY_PUBLISHER: Reach =
    Reach::of(&[english("display_name", 1.0, 2.0), english("alternate_titles", 0.1, 0.15)]);
pub(super) static ANY_DESCRIBED: Reach =
    Reach::of(&[english("display_name", 1.0, 2.0), english("description", 0.1, 0.15)]);
pub(super) static DESCRIPTION: Reach = Reach::of(&[english("description", 1.0, 2.0)]);
pub(super) static TOPIC_KEYWORDS: Reach = Reach::of(&[english("keywords", 1.0, 2.0)]);
