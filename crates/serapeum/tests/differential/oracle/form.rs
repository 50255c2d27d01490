//! How values are spelt: in records, in requests and as the keys of groups.

use super::{
    value::Atom,
    vocabulary::{self, Vocabulary},
};

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Form {
    None,
    /// Anything but null and what is empty.
    Any,
    Bool,
    Int,
    Float,
    /// Days since 1970-01-01.
    Day,
    /// Microseconds since 1970-01-01.
    Time,
    Id(char),
    /// An id of any letter.
    AnyId,
    Code(&'static Vocabulary),
    /// Text whose case counts.
    Exact,
    /// Digits that are text, but whose group without value has the key of numbers.
    Digits,
    /// Text whose case does not count, but is shown.
    Folded,
    Lower,
    Doi,
    Orcid,
    Ror,
    Issn,
    Scopus,
}

impl Form {
    pub(crate) fn named(name: &str) -> Form {
        match name {
            "-" => Form::None,
            "any" => Form::Any,
            "bool" => Form::Bool,
            "int" => Form::Int,
            "float" => Form::Float,
            "day" => Form::Day,
            "time" => Form::Time,
            "id:*" => Form::AnyId,
            "exact" => Form::Exact,
            "crossref" => Form::Digits,
            "folded" => Form::Folded,
            "lower" => Form::Lower,
            "doi" => Form::Doi,
            "orcid" => Form::Orcid,
            "ror" => Form::Ror,
            "issn" => Form::Issn,
            "scopus" => Form::Scopus,
            other => match other.strip_prefix("id:") {
                Some(letter) => Form::Id(letter.chars().next().unwrap()),
                None => match vocabulary::named(other) {
                    Some(vocabulary) => Form::Code(vocabulary),
                    None => panic!("no form {other}"),
                },
            },
        }
    }

    /// The normal form of a text; `None` where it has none.
    pub(crate) fn normal(self, text: &str) -> Option<String> {
        if text.is_empty() {
            return None;
        }
        match self {
            Form::Exact | Form::Folded | Form::Digits => Some(text.to_owned()),
            Form::Lower => Some(text.to_lowercase()),
            Form::Code(vocabulary) => vocabulary.normal(text),
            Form::Doi => doi(text),
            Form::Orcid => {
                let id = tail(text, 19, "orcid.org/").or_else(|| hyphenated(text));
                id.map(|id| id.to_uppercase())
            }
            Form::Ror => tail(text, 9, "ror.org/").map(|id| id.to_lowercase()),
            Form::Issn => tail(text, 9, "/").map(|id| id.to_uppercase()),
            Form::Scopus => {
                Some(text.split_once("authorID=").map_or(text, |(_, id)| id).to_owned())
            }
            _ => None,
        }
    }

    /// The key of a group.
    pub(crate) fn shown(self, key: Option<&Atom>) -> String {
        let Some(key) = key else {
            return match self {
                Form::Bool | Form::Int | Form::Float | Form::Digits => "-111".to_owned(),
                Form::Code(vocabulary) => vocabulary.unknown.to_owned(),
                _ => "unknown".to_owned(),
            };
        };
        match (self, key) {
            (_, Atom::Bool(truth)) => u8::from(*truth).to_string(),
            (Form::Id(letter), Atom::Int(number)) => {
                format!("https://openalex.org/{letter}{number}")
            }
            (_, Atom::Int(number)) => number.to_string(),
            (_, Atom::Float(number)) => format!("{number:?}"),
            (form, Atom::Text(text)) => match form {
                Form::AnyId => format!("https://openalex.org/{text}"),
                Form::Code(vocabulary) if vocabulary.shown.is_empty() => text.clone(),
                Form::Code(vocabulary) => {
                    format!("{}{}", vocabulary.shown, text.replace(' ', "%20"))
                }
                Form::Doi => format!("https://doi.org/{text}"),
                Form::Orcid => format!("https://orcid.org/{text}"),
                Form::Ror => format!("https://ror.org/{text}"),
                Form::Scopus => {
                    format!("http://www.scopus.com/inward/authorDetails.url?authorID={text}")
                }
                _ => text.clone(),
            },
        }
    }
}

/// Bare or behind `doi.org/`, in lower case.
fn doi(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let bare = lower.split_once("doi.org/").map_or(lower.as_str(), |(_, bare)| bare);
    let (registrant, suffix) = bare.strip_prefix("10.")?.split_once('/')?;
    let digits = registrant.chars().all(|c| c.is_ascii_digit() || c == '.');
    (digits && !registrant.is_empty() && !suffix.is_empty()).then(|| bare.to_owned())
}

/// An ORCID iD that is written without hyphens.
fn hyphenated(text: &str) -> Option<String> {
    let id = tail(text, 16, "orcid.org/").filter(|id| !id.contains('-'))?;
    Some(format!("{}-{}-{}-{}", &id[..4], &id[4..8], &id[8..12], &id[12..]))
}

/// An id of fixed length that stands alone or behind a host.
fn tail(text: &str, length: usize, host: &str) -> Option<String> {
    let id = text.get(text.len().checked_sub(length)?..)?;
    let before = &text[..text.len() - length];
    let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (plain && (before.is_empty() || before.ends_with(host))).then(|| id.to_owned())
}
