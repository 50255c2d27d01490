//! The indicators of a research product. Dumps before version 10 list those of impact; the API has an object of them.

use serapeum_model::json::Bad;
use serde_json::Value;

use super::record::{elements, members};

/// Names before version 10, and the members for the score and its class since.
const IMPACT: [(&str, &str, &str); 4] = [
    ("influence_alt", "citationCount", "citationClass"),
    ("influence", "influence", "influenceClass"),
    ("popularity", "popularity", "popularityClass"),
    ("impulse", "impulse", "impulseClass"),
];

/// Writes the indicators.
pub(super) fn write(value: &str, out: &mut Vec<u8>) -> Result<(), Bad> {
    if !value.starts_with('{') {
        out.extend(value.bytes());
        return Ok(());
    }
    out.push(b'{');
    for (i, member) in members(value)?.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        if member.is("bipIndicators") && member.value.starts_with('[') {
            out.extend(b"\"citationImpact\":");
            impact(member.value, out)?;
        } else {
            member.copy(out);
        }
    }
    out.push(b'}');
    Ok(())
}

/// A score is text in old dumps and a number in the API.
fn impact(list: &str, out: &mut Vec<u8>) -> Result<(), Bad> {
    let list: Vec<Value> =
        elements(list)?.into_iter().filter_map(|one| serde_json::from_str(one).ok()).collect();
    let mut parts = Vec::new();
    for (before, score, class) in IMPACT {
        let Some(found) = list.iter().find(|one| one["indicator"] == before) else { continue };
        let number = match &found["score"] {
            Value::String(text) => text.trim().parse::<f64>().ok().map(Value::from),
            other => Some(other.clone()),
        };
        parts.push(format!("\"{score}\":{}", number.unwrap_or(Value::Null)));
        parts.push(format!("\"{class}\":{}", found["class"]));
    }
    out.extend(format!("{{{}}}", parts.join(",")).bytes());
    Ok(())
}
