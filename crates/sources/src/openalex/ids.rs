//! The identifiers of OpenAlex: a letter for the kind of record, and a number. Documented at
//! <https://docs.openalex.org/how-to-use-the-api/get-single-entities#the-openalex-id>.

use serapeum_model::IdForm;

/// What stands before an identifier in records and answers.
pub(crate) const PREFIX: &str = "https://openalex.org/";

const fn letter(letter: char) -> IdForm {
    IdForm { prefix: PREFIX, letter, formerly: None, bare: false }
}

pub(crate) static WORK: IdForm = letter('W');
pub(crate) static AUTHOR: IdForm = letter('A');
pub(crate) static INSTITUTION: IdForm = letter('I');
pub(crate) static TOPIC: IdForm = letter('T');
pub(crate) static PUBLISHER: IdForm = letter('P');
pub(crate) static FUNDER: IdForm = letter('F');
pub(crate) static AWARD: IdForm = letter('G');
/// Authors of 2026 name their concepts by the number alone.
pub(crate) static CONCEPT: IdForm = IdForm { bare: true, ..letter('C') };
/// Sources were called venues until 2022, with the same numbers.
pub(crate) static SOURCE: IdForm = IdForm { formerly: Some('V'), ..letter('S') };

/// Identifiers of publishers (`P`) and of institutions (`I`) in one field.
pub(crate) const MIXED: &str = PREFIX;
