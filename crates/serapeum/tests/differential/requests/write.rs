//! Requests as text.

use super::{Params, Random};
use crate::{features::Feature, oracle::entities::Entity};

impl Random<'_> {
    /// A request for a list or groups.
    pub(super) fn write(&mut self, entity: &Entity, params: &Params) -> String {
        let mut name = entity.name;
        if !entity.aliases.is_empty() && self.rng.chance(6) && Feature::Aliases.is_on() {
            self.uses.feature(Feature::Aliases);
            name = *self.rng.pick(entity.aliases);
        }
        let plus = self.rng.chance(30);
        let pairs = params.iter().map(|(name, value)| {
            let value = encoded(value);
            format!("{name}={}", if plus { value.replace("%20", "+") } else { value })
        });
        let query = pairs.collect::<Vec<_>>().join("&");
        if query.is_empty() {
            format!("openalex/{name}")
        } else {
            format!("openalex/{name}?{query}")
        }
    }
}

/// Percent-encoded, but for what is easier to read as it is.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            b'-' | b'_' | b'.' | b':' | b',' | b'|' | b'!' | b'*' | b'/' | b'<' | b'>' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
