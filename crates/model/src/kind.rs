//! What a value is: how it is stored, read from a record, and shown.

use std::borrow::Cow;

use crate::{Value, doi, issn, orcid, ror};

/// The meaning of a field's values, and with it their column type and normal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An identifier of one letter and digits behind a prefix; stored as the number.
    Id(&'static IdForm),
    /// An identifier whose letter varies; stored as text without this prefix.
    AnyId(&'static str),
    /// A slug or code that is spelt in several ways; stored as the bare code.
    Code(&'static CodeForm),
    /// Text compared whole. A number in a record is taken as its decimal digits.
    Keyword(Case),
    /// A DOI, in the form of [`doi`](crate::doi()).
    Doi,
    /// An ORCID iD, in the form of [`orcid`](crate::orcid()).
    Orcid,
    /// A ROR id, in the form of [`ror`](crate::ror()).
    Ror,
    /// An ISSN, in the form of [`issn`](crate::issn()).
    Issn,
    /// A 64-bit integer. A float without fraction counts as one.
    Integer,
    /// A 64-bit float.
    Float,
    /// A truth value.
    Boolean,
    /// A civil day.
    Date,
    /// An instant, to the microsecond.
    Timestamp,
}

/// How an identifier of one letter is spelt.
#[derive(Debug, PartialEq, Eq)]
pub struct IdForm {
    /// What stands before the letter in records and answers.
    pub prefix: &'static str,
    /// The letter, in upper case.
    pub letter: char,
    /// A letter that older records use for the same numbers.
    pub formerly: Option<char>,
    /// Whether some records hold the number alone.
    pub bare: bool,
}

/// How a code is spelt.
#[derive(Debug, PartialEq, Eq)]
pub struct CodeForm {
    /// Prefixes that are taken off, in records and in requests; compared ignoring case.
    pub prefixes: &'static [&'static str],
    /// What stands before the code in records and answers. Codes in URLs spell a space as `%20`.
    pub written: &'static str,
    /// What stands before the code where it is shown as a group's key.
    pub shown: &'static str,
    /// The case that codes are stored in.
    pub case: Case,
    /// Labels of codes, for those whose entity is not in the lake.
    pub labels: &'static [(&'static str, &'static str)],
}

/// What becomes of letter case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Compared as it is.
    Kept,
    /// Stored as it is, compared in lower case.
    Folded,
    /// Stored in lower case.
    Lower,
    /// Stored in upper case.
    Upper,
    /// Stored in lower case without spaces, hyphens and underscores: `EP/K01 23-4` is `ep/k01234`.
    Joined,
    /// Stored as lower-case letters and digits alone: `NCT 0131-4937` is `nct01314937`.
    Alphanumeric,
    /// Stored as it is, but a DOI in the form of [`doi`](crate::doi()).
    Identifier,
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storage {
    /// 64-bit integers.
    Int,
    /// 64-bit floats.
    Float,
    /// Booleans.
    Bool,
    /// UTF-8 text.
    Text,
    /// Days since 1970-01-01, 32 bits.
    Date,
    /// Microseconds since 1970-01-01T00:00:00Z, 64 bits.
    Time,
}

impl Kind {
    /// A keyword whose case counts.
    pub const KEYWORD: Kind = Kind::Keyword(Case::Kept);

    /// The type of the column.
    pub const fn storage(&self) -> Storage {
        match self {
            Kind::Id(_) | Kind::Integer => Storage::Int,
            Kind::Float => Storage::Float,
            Kind::Boolean => Storage::Bool,
            Kind::Date => Storage::Date,
            Kind::Timestamp => Storage::Time,
            Kind::AnyId(_) | Kind::Code(_) | Kind::Keyword(_) => Storage::Text,
            Kind::Doi | Kind::Orcid | Kind::Ror | Kind::Issn => Storage::Text,
        }
    }

    /// Whether values compare in lower case.
    pub const fn folds(&self) -> bool {
        matches!(
            self,
            Kind::Keyword(Case::Folded) | Kind::Code(CodeForm { case: Case::Folded, .. })
        )
    }

    /// The normal form of a text value of a record, or `None` where it does not conform. Only for kinds stored as
    /// text; borrowed where the value already is in normal form.
    pub fn normal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        match self {
            Kind::AnyId(prefix) => {
                let id = strip(text, prefix).unwrap_or(text);
                let (letter, digits) = (id.chars().next()?, id.get(1..)?);
                let shaped = letter.is_ascii_uppercase() && number(digits).is_some();
                shaped.then_some(Cow::Borrowed(id))
            }
            Kind::Code(form) => form.normal(text),
            Kind::Keyword(case) => case.kept(text),
            Kind::Doi => doi(text).map(Cow::Owned),
            Kind::Orcid => orcid(text).map(Cow::Owned),
            Kind::Ror => ror(text).map(Cow::Owned),
            Kind::Issn => issn(text).map(Cow::Owned),
            _ => None,
        }
    }

    /// Whether values are written otherwise than they are stored: see [`Kind::written`].
    pub const fn rewrites(&self) -> bool {
        match self {
            Kind::Id(_) | Kind::Doi | Kind::Orcid | Kind::Ror => true,
            Kind::AnyId(prefix) => !prefix.is_empty(),
            Kind::Code(form) => !form.written.is_empty(),
            _ => false,
        }
    }

    /// The text that stands for a stored value in a record: identifiers as URLs, codes as the API spells them.
    pub fn written(&self, value: &Value) -> String {
        match (self, value) {
            (Kind::Code(form), Value::Text(text)) => url(form.written, text),
            _ => self.shown(value),
        }
    }

    /// The text that stands for a stored value as the key of a group.
    pub fn shown(&self, value: &Value) -> String {
        match (self, value) {
            (Kind::Id(form), Value::Int(number)) => {
                format!("{}{}{number}", form.prefix, form.letter)
            }
            (Kind::AnyId(prefix), Value::Text(text)) => format!("{prefix}{text}"),
            (Kind::Code(form), Value::Text(text)) => url(form.shown, text),
            (Kind::Doi, Value::Text(text)) => format!("https://doi.org/{text}"),
            (Kind::Orcid, Value::Text(text)) => format!("https://orcid.org/{text}"),
            (Kind::Ror, Value::Text(text)) => format!("https://ror.org/{text}"),
            (_, Value::Text(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }
}

impl IdForm {
    /// The number of an identifier in a record: prefix (or none), letter and digits that would be written the
    /// same way again; where records hold bare numbers, the letter may be missing.
    pub fn number(&self, text: &str) -> Option<i64> {
        let id = strip(text, self.prefix).unwrap_or(text);
        let letter = id.chars().next()?;
        if self.bare && letter.is_ascii_digit() {
            return number(id);
        }
        let known = letter == self.letter || Some(letter) == self.formerly;
        known.then(|| number(id.get(1..)?))?
    }
}

impl CodeForm {
    fn normal<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        let code = self.prefixes.iter().find_map(|prefix| strip(text, prefix)).unwrap_or(text);
        let spaced = !self.prefixes.is_empty() && code.contains("%20");
        match code {
            "" => None,
            _ if spaced => {
                Some(Cow::Owned(self.case.kept(&code.replace("%20", " "))?.into_owned()))
            }
            _ => self.case.kept(code),
        }
    }

    /// The label of a code, where the vocabulary is fixed.
    pub fn label(&self, code: &str) -> Option<&'static str> {
        self.labels
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(code))
            .map(|(_, label)| *label)
    }
}

impl Case {
    fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Case::Lower if text.chars().any(char::is_uppercase) => Cow::Owned(text.to_lowercase()),
            Case::Upper if text.chars().any(char::is_lowercase) => Cow::Owned(text.to_uppercase()),
            Case::Joined => without(text, |c| c.is_whitespace() || c == '-' || c == '_'),
            Case::Alphanumeric => without(text, |c| !c.is_alphanumeric()),
            Case::Identifier => doi(text).map_or(Cow::Borrowed(text), Cow::Owned),
            _ => Cow::Borrowed(text),
        }
    }

    /// As [`apply`](Case::apply); `None` where only what is left out was there.
    fn kept(self, text: &str) -> Option<Cow<'_, str>> {
        let kept = self.apply(text);
        (text.is_empty() || !kept.is_empty()).then_some(kept)
    }
}

/// In lower case, without some characters.
fn without(text: &str, dropped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|c| dropped(c) || c.is_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !dropped(*c)).flat_map(char::to_lowercase).collect())
}

/// A code behind a prefix, or by itself.
fn url(prefix: &str, code: &str) -> String {
    if prefix.is_empty() {
        code.to_owned()
    } else {
        format!("{prefix}{}", code.replace(' ', "%20"))
    }
}

/// Digits without leading zero that fit an `i64`.
fn number(digits: &str) -> Option<i64> {
    let canonical =
        digits.bytes().all(|b| b.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    canonical.then(|| digits.parse().ok())?
}

/// What follows `prefix`, compared ignoring ASCII case.
fn strip<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    static SOURCE: IdForm =
        IdForm { prefix: "https://x.org/", letter: 'S', formerly: Some('V'), bare: false };
    static CONCEPT: IdForm =
        IdForm { prefix: "https://x.org/", letter: 'C', formerly: None, bare: true };
    static COUNTRY: CodeForm = CodeForm {
        prefixes: &["https://x.org/countries/", "countries/"],
        written: "",
        shown: "https://x.org/countries/",
        case: Case::Upper,
        labels: &[("US", "United States")],
    };

    #[test]
    fn ids_round_trip_or_are_none() {
        assert_eq!(SOURCE.number("https://x.org/S137773608"), Some(137_773_608));
        assert_eq!(SOURCE.number("V12"), Some(12));
        for text in
            ["S", "S012", "W12", "S99999999999999999999", "https://y.org/S1", "", "é1", "S+1"]
        {
            assert_eq!(SOURCE.number(text), None, "{text}");
        }
        assert_eq!(Kind::Id(&SOURCE).shown(&Value::Int(12)), "https://x.org/S12");
        assert_eq!(CONCEPT.number("41008148"), Some(41_008_148));
        assert_eq!(CONCEPT.number("https://x.org/C41008148"), Some(41_008_148));
        for text in ["041008148", "41008148x", "S41008148", "-1"] {
            assert_eq!(CONCEPT.number(text), None, "{text}");
        }
        assert_eq!(SOURCE.number("137773608"), None);
    }

    #[test]
    fn codes_lose_their_prefix_and_case() {
        let kind = Kind::Code(&COUNTRY);
        for text in ["us", "US", "countries/us", "https://x.org/countries/US"] {
            assert_eq!(kind.normal(text).as_deref(), Some("US"), "{text}");
        }
        assert_eq!(kind.normal("countries/"), None);
        assert_eq!(kind.normal("countries/a%20b").as_deref(), Some("A B"));
        assert_eq!(kind.shown(&Value::from("A B")), "https://x.org/countries/A%20B");
        assert_eq!(kind.shown(&Value::from("US")), "https://x.org/countries/US");
        assert_eq!(kind.written(&Value::from("US")), "US");
        assert!(!kind.rewrites() && Kind::Id(&SOURCE).rewrites());
        assert_eq!(COUNTRY.label("us"), Some("United States"));
    }

    #[test]
    fn numbers_of_grants_and_trials_lose_their_ornament() {
        let joined = Kind::Keyword(Case::Joined);
        assert_eq!(joined.normal("EP/K01 23-4_A").as_deref(), Some("ep/k01234a"));
        assert_eq!(joined.normal("- -"), None);
        let bare = Kind::Keyword(Case::Alphanumeric);
        assert_eq!(bare.normal("NCT 0131-4937").as_deref(), Some("nct01314937"));
        assert!(matches!(bare.normal("abc1"), Some(Cow::Borrowed("abc1"))));
    }

    #[test]
    fn of_mixed_identifiers_only_dois_lose_their_case() {
        let mixed = Kind::Keyword(Case::Identifier);
        assert_eq!(
            mixed.normal("https://doi.org/10.1029/2020JG00").as_deref(),
            Some("10.1029/2020jg00")
        );
        assert_eq!(mixed.normal("EMD-23636").as_deref(), Some("EMD-23636"));
        assert_eq!(
            mixed.normal("https://x.org/A/10.1/B").as_deref(),
            Some("https://x.org/A/10.1/B")
        );
    }

    #[test]
    fn mixed_ids_keep_their_letter() {
        let kind = Kind::AnyId("https://x.org/");
        assert_eq!(kind.normal("https://x.org/P12").as_deref(), Some("P12"));
        assert_eq!(kind.normal("https://x.org/publishers"), None);
        assert_eq!(kind.normal("é12"), None);
    }
}
