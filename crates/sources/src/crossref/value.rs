//! Values of filters, in every spelling that the API takes, in the form that columns have.

use serapeum_model::{BadRequest, Field, Value, doi, issn, orcid, ror};

use super::{
    error,
    period::{self, Fault, Period},
    syntax::Syntax,
    types,
};

/// A value that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Read {
    /// To be compared.
    Value(Value),
    /// A stretch of time.
    Period(Period),
    /// Whether something is there, or a flag's value.
    Truth(bool),
}

const ISSN: &str = "aaaa-aaab where a is a digit, and b is a digit or 'X'";
const ORCID: &str = "aaaa-aaaa-aaaa-aaab where a is a digit and b is a digit or 'X'";
const DOI: &str = "10.prefix/suffix where prefix is 4 or more digits and suffix  is a string";
const PREFIX: &str = "10.digits where digits is 4 or more digits";
const DATE: &str = "yyyy or yyyy-MM or yyyy-MM-dd";

/// Reads a value for a field.
pub(super) fn read(
    syntax: Syntax,
    field: Option<Field>,
    value: &str,
    strict: bool,
) -> Result<Read, BadRequest> {
    let form = |code, what: &str, form: &str| {
        let text = format!("{what} specified as {value} but must be of the form: {form}");
        BadRequest::coded("filter", code, value, text)
    };
    let must = |code, what: &str, form: &str| {
        let text = format!("{what} specified as {value} but must be {form}");
        BadRequest::coded("filter", code, value, text)
    };
    let text = |text: Option<String>, error: BadRequest| {
        text.map(|text| Read::Value(Value::Text(text))).ok_or(error)
    };
    let plain = value.trim();
    match syntax {
        Syntax::Day | Syntax::Time => {
            period::read(plain, syntax == Syntax::Time).map(Read::Period).map_err(|fault| match fault {
                Fault::Form => form("date-not-valid", "Date", DATE),
                Fault::Calendar => {
                    let text = format!(
                        "Date {value} specified in the correct format but represents an illegitimate date."
                    );
                    BadRequest::coded("filter", "date-not-legitimate", value, text)
                }
            })
        }
        Syntax::Presence | Syntax::Flag => match plain.to_lowercase().as_str() {
            "t" | "true" | "1" => Ok(Read::Truth(true)),
            "f" | "false" | "0" => Ok(Read::Truth(false)),
            _ => Err(must("boolean-not-valid", "Boolean", "one of: t, true, 1, f, false, 0")),
        },
        Syntax::Word(list) => {
            let also = if strict { &[] } else { list.also };
            let known = list.words.iter().chain(also).find(|word| **word == plain);
            let error = error::not_among("filter", list.code, list.friendly, value, list.words);
            text(known.map(|word| (*word).to_owned()), error)
        }
        Syntax::Archive if strict => {
            read(Syntax::Word(&super::vocabulary::ARCHIVE), field, value, strict)
        }
        Syntax::Type => {
            let ids: Vec<&str> = types::TYPES.iter().map(|(id, _)| *id).collect();
            let known = ids.iter().find(|id| **id == plain).map(|id| (*id).to_owned());
            text(known, error::not_among("filter", "type-not-valid", "Type", value, &ids))
        }
        // A label that there is not finds nothing, as any other text.
        Syntax::TypeName => text(Some(types::id(plain).unwrap_or(plain).to_owned()), must("", "", "")),
        Syntax::Doi => text(doi(plain).filter(|doi| registrant(doi)), form("doi-not-valid", "DOI", DOI)),
        Syntax::Object => text(Some(doi(plain).unwrap_or_else(|| plain.to_owned())), must("", "", "")),
        Syntax::Funder => {
            let what = "a DOI or positive integer";
            text(funder(plain), must("funder-id-not-valid", "Funder ID", what))
        }
        Syntax::Issn => text(hyphenated(plain), form("issn-not-valid", "ISSN", ISSN)),
        Syntax::Orcid => text(orcid(plain), form("orcid-not-valid", "ORCID", ORCID)),
        Syntax::Ror => {
            let what = "0 and 8 letters or digits, with or without https://ror.org/";
            text(ror(plain), form("ror-id-not-valid", "ROR ID", what))
        }
        Syntax::Isbn => {
            let what = "digits, with hyphens or without";
            normal(field, plain).ok_or_else(|| form("isbn-not-valid", "ISBN", what))
        }
        Syntax::Prefix => {
            let bare = last(plain);
            let known = bare.strip_prefix("10.").filter(|rest| is_registrant(rest));
            text(known.map(|_| bare.to_owned()), form("prefix-not-valid", "Prefix", PREFIX))
        }
        Syntax::Member => {
            let number: Option<u64> = number(last(plain));
            let number = number.ok_or_else(|| error::not_integer("filter", value, None))?;
            Ok(Read::Value(Value::Text(number.to_string())))
        }
        Syntax::Integer => {
            let number: Option<i64> = number(plain);
            let number = number.ok_or_else(|| error::not_integer("filter", value, None))?;
            Ok(Read::Value(Value::Int(number)))
        }
        Syntax::Mime => {
            let (kind, subkind) = plain.split_once('/').unwrap_or_default();
            // Records also say that they do not say.
            let known = plain == "unspecified"
                || !(kind.is_empty() || subkind.is_empty() || plain.contains('*'));
            let what = "a valid MIME type without wildcards";
            text(known.then(|| plain.to_owned()), must("content-type-not-valid", "Content type", what))
        }
        Syntax::Text | Syntax::Archive => {
            let what = "something to compare with";
            normal(field, value).ok_or_else(|| must("value-not-valid", "Value", what))
        }
    }
}

/// A text in the normal form of a field.
fn normal(field: Option<Field>, text: &str) -> Option<Read> {
    let text = match field {
        Some(field) => field.kind.normal(text)?.into_owned(),
        None => text.to_owned(),
    };
    (!text.is_empty()).then_some(Read::Value(Value::Text(text)))
}

/// A number in digits alone.
pub(super) fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

/// What follows the last slash.
pub(super) fn last(text: &str) -> &str {
    text.rsplit('/').next().unwrap_or(text)
}

/// Whether a DOI begins as those that are given out: with a registrant of four digits or more.
fn registrant(doi: &str) -> bool {
    let rest = doi.strip_prefix("10.").and_then(|rest| rest.split_once('/'));
    rest.is_some_and(|(registrant, _)| is_registrant(registrant))
}

fn is_registrant(text: &str) -> bool {
    text.len() >= 4
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !(text.starts_with('.') || text.ends_with('.'))
}

/// The DOI of a funder that is named by its number or by a DOI.
pub(super) fn funder(text: &str) -> Option<String> {
    let id = last(text).to_lowercase();
    let named = doi(text).is_some() || number::<u64>(text).is_some();
    (named && !id.is_empty()).then(|| format!("10.13039/{id}"))
}

/// An ISSN whose hyphen may be missing.
pub(super) fn hyphenated(text: &str) -> Option<String> {
    let bare = last(text);
    match (bare.len(), bare.get(..4), bare.get(4..)) {
        (8, Some(head), Some(tail)) => issn(&format!("{head}-{tail}")),
        _ => issn(bare),
    }
}
