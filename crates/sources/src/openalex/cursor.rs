//! The API's own cursor tokens: base64 of a JSON string that holds a Python list of sort values, such as
//! `"[99, 12345, 'https://openalex.org/W2741809807']"`. See
//! <https://docs.openalex.org/how-to-use-the-api/get-lists-of-entities/paging#cursor-paging>.

use base64::{Engine as _, alphabet, engine::DecodePaddingMode, engine::general_purpose};
use serapeum_model::{Kind, SortKey, Storage, Value, instant};
use serde_json::Value as Json;

use super::literal;

const LONGEST: usize = 64 * 1024;
const MILLIS_A_DAY: i64 = 86_400_000;

/// A sort value as the token spells it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
}

/// The sort values of a token; `None` if it is not one.
pub(super) fn decode(token: &str) -> Option<Vec<Item>> {
    match json(token)? {
        Json::String(text) => list(&text),
        _ => None,
    }
}

/// The key in a token of a walk over groups: a JSON string or number, as the index has it.
pub(super) fn decode_key(token: &str) -> Option<Item> {
    match json(token)? {
        Json::String(text) => Some(Item::Text(text)),
        Json::Number(key) => key.as_i64().map(Item::Int).or(key.as_f64().map(Item::Float)),
        Json::Null => Some(Item::None),
        _ => None,
    }
}

fn json(token: &str) -> Option<Json> {
    if token.len() > LONGEST {
        return None;
    }
    const FORGIVING: general_purpose::GeneralPurposeConfig =
        general_purpose::GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let engine = general_purpose::GeneralPurpose::new(&alphabet::STANDARD, FORGIVING);
    // A `+` that was not escaped has become a space.
    let bytes = engine.decode(token.replace(' ', "+")).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// The values as those of the sort keys; `None` if they do not fit.
pub(super) fn fit(items: &[Item], keys: &[SortKey]) -> Option<Vec<Option<Value>>> {
    if keys.is_empty() || items.len() != keys.len() {
        return None;
    }
    items.iter().zip(keys).map(|(item, key)| value(item, key.field.kind)).collect()
}

/// The inner `None` is a missing value; the service tells one as `None`, as the largest or least integer, or by the
/// name of an infinity.
pub(super) fn value(item: &Item, kind: Kind) -> Option<Option<Value>> {
    let value = match (item, kind.storage()) {
        (Item::None, _) | (Item::Int(i64::MAX | i64::MIN), _) => return Some(None),
        (Item::Text(text), Storage::Int | Storage::Float | Storage::Bool)
            if matches!(text.as_str(), "Infinity" | "-Infinity") =>
        {
            return Some(None);
        }
        (Item::Int(millis), Storage::Date) => {
            Value::Date(i32::try_from(millis.div_euclid(MILLIS_A_DAY)).ok()?)
        }
        (Item::Int(millis), Storage::Time) => Value::Time(millis.checked_mul(1000)?),
        (Item::Int(number), Storage::Int) => Value::Int(*number),
        (Item::Int(number), Storage::Float) => Value::from(*number as f64),
        (Item::Int(number @ (0 | 1)), Storage::Bool) => Value::Bool(*number == 1),
        (Item::Float(number), Storage::Float) => Value::from(*number),
        (Item::Float(number), Storage::Int) if number.fract() == 0.0 => Value::Int(*number as i64),
        (Item::Bool(truth), Storage::Bool) => Value::Bool(*truth),
        (Item::Text(text), Storage::Time) => Value::Time(instant(text)?),
        (Item::Text(text), Storage::Date) => Value::Date(literal::date(text)?),
        (Item::Text(text), _) => match kind {
            Kind::Id(form) => Value::Int(form.number(text)?),
            _ => Value::Text(kind.normal(text)?.into_owned()),
        },
        _ => return None,
    };
    Some(Some(value))
}

/// Reads a Python list of numbers, strings, `None`, `True` and `False`.
fn list(text: &str) -> Option<Vec<Item>> {
    let mut rest = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim_start();
    let mut items = Vec::new();
    while !rest.is_empty() {
        let (item, after) = item(rest)?;
        items.push(item);
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    Some(items)
}

fn item(text: &str) -> Option<(Item, &str)> {
    if let Some(quote) = text.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        return string(&text[1..], quote);
    }
    let (word, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
    let word = word.trim_end();
    let item = match word {
        "None" | "null" => Item::None,
        "True" | "true" => Item::Bool(true),
        "False" | "false" => Item::Bool(false),
        _ => match word.parse() {
            Ok(number) => Item::Int(number),
            Err(_) => Item::Float(word.parse().ok().filter(|number: &f64| number.is_finite())?),
        },
    };
    Some((item, rest))
}

/// What follows the opening quote, up to the closing one; a backslash takes the next character as it is.
fn string(text: &str, quote: char) -> Option<(Item, &str)> {
    let mut value = String::new();
    let mut chars = text.char_indices();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => value.push(chars.next()?.1),
            _ if char == quote => return Some((Item::Text(value), &text[at + char.len_utf8()..])),
            _ => value.push(char),
        }
    }
    None
}
