//! Which texts searches look at: <https://graph.openaire.eu/docs/apis/graph-api/searching-entities>. The API does not
//! say what its `search` looks at; here it is what a record says of itself in words. Each word stands in one text only.

use serapeum_model::{
    Analysis::{self, Folded},
    Reach, Text, Weight,
};

const BY: &[Analysis] = &[Folded];

const fn text(name: &'static str) -> Text {
    Text::new(name).by(BY)
}

const fn weight(text: &'static str, words: f32) -> Weight {
    Weight { text, analysis: Folded, words, phrase: words }
}

/// What else a record says of itself.
const MORE: &str = "more";

pub(super) static PRODUCTS: &[Text] = &[
    text("mainTitle").at("mainTitle|maintitle"),
    text("description").at("descriptions|description"),
    text("authorFullName").at("authors.fullName|author.fullname"),
    text(MORE).at("subTitle|subtitle").and(&[
        "subjects.subject.value",
        "publisher",
        "container.name",
        "pids.value|pid.value",
    ]),
];
pub(super) static ORGANIZATIONS: &[Text] = &[
    text("legalName").at("legalName|legalname"),
    text("legalShortName").at("legalShortName|legalshortname"),
    text(MORE).at("alternativeNames|alternativenames").and(&["pids.value|pid.value"]),
];
pub(super) static DATA_SOURCES: &[Text] = &[
    text("officialName").at("officialName|officialname"),
    text("englishName").at("englishName|englishname"),
    text(MORE).at("description").and(&["subjects", "pids.value|pid.value"]),
];
pub(super) static PROJECTS: &[Text] = &[
    text("title"),
    text("keywords"),
    text(MORE).at("summary").and(&[
        "acronym",
        "code",
        "callIdentifier|callidentifier",
        "subjects|subject",
    ]),
];

/// Words may stand in several texts: those of the original's `search` are one.
pub(super) static ANY_PRODUCT: Reach = Reach::of(&[
    weight("mainTitle", 3.0),
    weight("authorFullName", 2.0),
    weight("description", 1.0),
    weight(MORE, 1.0),
])
.spread();
pub(super) static ANY_ORGANIZATION: Reach =
    Reach::of(&[weight("legalName", 3.0), weight("legalShortName", 3.0), weight(MORE, 1.0)])
        .spread();
pub(super) static ANY_DATA_SOURCE: Reach =
    Reach::of(&[weight("officialName", 3.0), weight("englishName", 3.0), weight(MORE, 1.0)])
        .spread();
pub(super) static ANY_PROJECT: Reach =
    Reach::of(&[weight("title", 3.0), weight("keywords", 2.0), weight(MORE, 1.0)]).spread();

pub(super) static MAIN_TITLE: Reach = Reach::of(&[weight("mainTitle", 1.0)]);
pub(super) static DESCRIPTION: Reach = Reach::of(&[weight("description", 1.0)]);
pub(super) static AUTHOR: Reach = Reach::of(&[weight("authorFullName", 1.0)]);
pub(super) static LEGAL_NAME: Reach = Reach::of(&[weight("legalName", 1.0)]);
pub(super) static LEGAL_SHORT_NAME: Reach = Reach::of(&[weight("legalShortName", 1.0)]);
pub(super) static OFFICIAL_NAME: Reach = Reach::of(&[weight("officialName", 1.0)]);
pub(super) static ENGLISH_NAME: Reach = Reach::of(&[weight("englishName", 1.0)]);
pub(super) static TITLE: Reach = Reach::of(&[weight("title", 1.0)]);
pub(super) static KEYWORDS: Reach = Reach::of(&[weight("keywords", 1.0)]);
