//! Names of answers, by which a client asks whether its own is still right.

use hyper::header::{HeaderMap, IF_NONE_MATCH};
use twox_hash::XxHash3_128;

use crate::Asked;

/// The name of the answer to a request over a version. Weak, because answers tell how long they took.
pub(crate) fn tag(version: &str, asked: &Asked) -> String {
    let mut hasher = XxHash3_128::new();
    hasher.write(version.as_bytes());
    hasher.write(b"\0");
    hasher.write(asked.to_string().as_bytes());
    format!("W/\"{:032x}\"", hasher.finish_128())
}

/// Whether the client has the answer of this name. `*` is no name: whether there is any answer is not known before.
pub(crate) fn known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let lines = headers.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).any(|given| opaque(given) == opaque(tag))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn asked(query: &str) -> Asked {
        Asked {
            source: "library".to_owned(),
            path: "books".to_owned(),
            query: query.to_owned(),
            base: None,
        }
    }

    #[test]
    fn names_differ_by_version_and_request_and_are_found_in_lists() {
        let name = tag("1", &asked("a"));
        assert_eq!(name, tag("1", &asked("a")));
        assert!(name != tag("2", &asked("a")) && name != tag("1", &asked("b")));
        let held = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.append(IF_NONE_MATCH, "\"other\"".parse().unwrap());
            headers.append(IF_NONE_MATCH, text.parse().unwrap());
            known(&headers, &name)
        };
        assert!(held(&name) && held(&name[2..]) && held(&format!("\"a,b\" ,{name}")));
        assert!(!held("*") && !held("") && !held(name.trim_end_matches('"')));
    }
}
