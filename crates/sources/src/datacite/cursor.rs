//! Tokens of a walk: base64 of when a record was created, in milliseconds, a comma, and its DOI.
//! <https://support.datacite.org/docs/pagination>

use base64::{Engine as _, alphabet, engine::DecodePaddingMode, engine::general_purpose};
use serapeum_model::{Value, instant};
use serde_json::Value as Json;

const LONGEST: usize = 8 * 1024;

const FORGIVING: general_purpose::GeneralPurposeConfig =
    general_purpose::GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent);

/// The place of a record without a time: after all others.
const NEVER: i64 = i64::MAX;

/// The token that leads on from a record.
pub(super) fn encode(record: &[u8]) -> Option<String> {
    let record: Json = serde_json::from_slice(record).ok()?;
    let attributes = record.get("attributes").unwrap_or(&record);
    let id = record.get("id").or(attributes.get("doi"))?.as_str()?;
    let created = attributes.get("created").and_then(Json::as_str).and_then(instant);
    let millis = created.map_or(NEVER, |micros| micros.div_euclid(1000));
    let place = format!("{millis},{}", id.to_lowercase());
    Some(general_purpose::URL_SAFE_NO_PAD.encode(place))
}

/// The sort values in a token, oldest and then least DOI first; `None` if it is not one.
pub(super) fn decode(token: &str) -> Option<Vec<Option<Value>>> {
    if token.len() > LONGEST {
        return None;
    }
    let engine = general_purpose::GeneralPurpose::new(&alphabet::URL_SAFE, FORGIVING);
    let text = String::from_utf8(engine.decode(token).ok()?).ok()?;
    let (millis, doi) = text.split_once(',')?;
    let millis: i64 = millis.parse().ok()?;
    if doi.is_empty() {
        return None;
    }
    let created = match millis {
        NEVER => None,
        _ => Some(Value::Time(millis.checked_mul(1000)?)),
    };
    Some(vec![created, Some(Value::Text(doi.to_lowercase()))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_the_service_are_read_and_written() {
        let token = "MTQ5NjQzNDE5MDAwMCwxMC43OTA3L3o5dngwZGt2";
        let place =
            vec![Some(Value::Time(1_496_434_190_000_000)), Some(Value::from("10.7907/z9vx0dkv"))];
        assert_eq!(decode(token), Some(place));
        let record =
            br#"{"id":"10.7907/Z9VX0DKV","attributes":{"created":"2017-06-02T20:09:50Z"}}"#;
        assert_eq!(encode(record).as_deref(), Some(token));
    }

    #[test]
    fn only_the_first_comma_separates() {
        let token = general_purpose::URL_SAFE_NO_PAD.encode("5,10.1/a,b");
        let place = decode(&token).and_then(|values| values.into_iter().nth(1).flatten());
        assert_eq!(place, Some(Value::from("10.1/a,b")));
        let padded = general_purpose::URL_SAFE.encode("5,10.1/abc");
        assert!(padded.ends_with('=') && decode(&padded).is_some());
    }

    #[test]
    fn records_without_a_time_come_last() {
        let token = encode(br#"{"doi":"10.1/x"}"#).unwrap_or_default();
        assert_eq!(decode(&token), Some(vec![None, Some(Value::from("10.1/x"))]));
    }

    #[test]
    fn anything_else_is_none() {
        let huge = general_purpose::URL_SAFE_NO_PAD.encode("9000000000000000000,10.1/x");
        for token in ["", "1", "*", "ü", "MTIz", &huge] {
            assert_eq!(decode(token), None, "{token}");
        }
    }
}
