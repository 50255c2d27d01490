//! Real entities that every snapshot holds, whatever its seed: requests in the documentation name them.
//!
//! They take the first indexes of their entity, which are also the most frequent ones.

/// "The state of OA" and a work of the end of 2020.
pub(crate) const WORKS: [u64; 2] = [2_741_809_807, 2_488_499_764];
pub(crate) const AUTHORS: [u64; 1] = [5_023_888_391];
pub(crate) const SOURCES: [u64; 1] = [1_983_995_261];
pub(crate) const INSTITUTIONS: [u64; 2] = [136_199_984, 205_783_295];
pub(crate) const PUBLISHERS: [u64; 1] = [4_310_320_104];

pub(crate) const AUTHOR_NAME: &str = "Jason Priem";
/// The 15 digits of 0000-0001-6187-6610 without the check digit.
pub(crate) const AUTHOR_ORCID: u64 = 16_187_661;

pub(crate) const JOURNAL_NAME: &str = "PeerJ";
/// 2167-8359 without the check digit.
pub(crate) const JOURNAL_ISSN: u64 = 2_167_835;
pub(crate) const JOURNAL_DOI_PREFIX: u64 = 7717;
pub(crate) const PUBLISHER_NAME: &str = "PeerJ, Inc.";

pub(crate) const INSTITUTION_NAMES: [&str; 2] = ["Harvard University", "Cornell University"];
pub(crate) const INSTITUTION_RORS: [&str; 2] = ["03vek6s52", "05bnh6r87"];
pub(crate) const INSTITUTION_CITIES: [&str; 2] = ["Cambridge", "Ithaca"];

pub(crate) const WORK_TITLE: &str =
    "The state of OA: a large-scale analysis of the prevalence and impact of Open Access articles";
pub(crate) const WORK_DOI: &str = "10.7717/peerj.4375";

/// The roots of the concepts, level 0: id, Wikidata number, name.
pub(crate) const ROOT_CONCEPTS: [(u64, u64, &str); 19] = [
    (41_008_148, 21_198, "Computer science"),
    (71_924_100, 11_190, "Medicine"),
    (86_803_240, 420, "Biology"),
    (185_592_680, 2_329, "Chemistry"),
    (121_332_964, 413, "Physics"),
    (192_562_407, 228_736, "Materials science"),
    (15_744_967, 9_418, "Psychology"),
    (127_413_603, 11_023, "Engineering"),
    (17_744_445, 36_442, "Political science"),
    (33_923_547, 395, "Mathematics"),
    (144_133_560, 4_830_453, "Business"),
    (162_324_750, 8_134, "Economics"),
    (205_649_164, 1_071, "Geography"),
    (144_024_400, 21_201, "Sociology"),
    (39_432_304, 188_847, "Environmental science"),
    (127_313_418, 1_069, "Geology"),
    (138_885_662, 5_891, "Philosophy"),
    (95_457_728, 309, "History"),
    (142_362_112, 735, "Art"),
];

pub(crate) const CONCEPTS: [u64; 19] = {
    let mut ids = [0; 19];
    let mut i = 0;
    while i < ids.len() {
        ids[i] = ROOT_CONCEPTS[i].0;
        i += 1;
    }
    ids
};
