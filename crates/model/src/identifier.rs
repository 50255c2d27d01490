//! The shortest normal forms of identifiers that several sources share.

/// A DOI without resolver, in lower case: `10.7717/peerj.4375`.
///
/// ```
/// use serapeum_model::doi;
/// assert_eq!(doi("https://doi.org/10.7717/PeerJ.4375").as_deref(), Some("10.7717/peerj.4375"));
/// assert_eq!(doi("doi.org"), None);
/// ```
pub fn doi(text: &str) -> Option<String> {
    let start = text.find("10.")?;
    let (head, doi) = text.split_at(start);
    let known = head.is_empty()
        || head.to_ascii_lowercase().ends_with("doi.org/")
        || head.eq_ignore_ascii_case("doi:")
        || head.eq_ignore_ascii_case("doi: ");
    let (registrant, suffix) = doi.strip_prefix("10.")?.split_once('/')?;
    let registrant_is_number =
        !registrant.is_empty() && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (known && registrant_is_number && !suffix.is_empty()).then(|| doi.to_lowercase())
}

/// An ORCID iD without resolver, in upper case: `0000-0001-6187-6610`. Its hyphens may all be missing.
pub fn orcid(text: &str) -> Option<String> {
    let text = text.trim();
    let end = |start: usize| text.get(start..);
    let id = match text.rfind("orcid.org/") {
        Some(at) => end(at + 10)?,
        None if text.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("orcid:")) => end(6)?,
        None => text,
    };
    let plain = match id.len() {
        16 => id.to_uppercase(),
        19 if [4, 9, 14].iter().all(|at| id.as_bytes().get(*at) == Some(&b'-')) => {
            id.replace('-', "").to_uppercase()
        }
        _ => return None,
    };
    let (digits, check) = plain.split_at_checked(15)?;
    let shaped = digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(check.as_bytes(), [b'0'..=b'9' | b'X']);
    let groups = [plain.get(..4)?, plain.get(4..8)?, plain.get(8..12)?, plain.get(12..)?];
    shaped.then(|| groups.join("-"))
}

/// A ROR id without resolver, in lower case: `03vek6s52`.
pub fn ror(text: &str) -> Option<String> {
    let id = match text.rfind("ror.org/") {
        Some(at) => text.get(at + 8..)?,
        None => text.strip_prefix("ror:").unwrap_or(text),
    };
    let shaped =
        id.len() == 9 && id.starts_with('0') && id.bytes().all(|b| b.is_ascii_alphanumeric());
    shaped.then(|| id.to_lowercase())
}

/// An ISSN with its hyphen, in upper case: `2167-835X`.
pub fn issn(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.rsplit('/').next().unwrap_or(text);
    let shaped = text.len() == 9
        && text.bytes().enumerate().all(|(i, b)| match i {
            4 => b == b'-',
            8 => b.is_ascii_digit() || b.eq_ignore_ascii_case(&b'x'),
            _ => b.is_ascii_digit(),
        });
    shaped.then(|| text.to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_has_one_form() {
        for text in
            ["10.1/aB", "doi:10.1/ab", "https://dx.doi.org/10.1/AB", "http://doi.org/10.1/ab"]
        {
            assert_eq!(doi(text).as_deref(), Some("10.1/ab"), "{text}");
        }
        assert_eq!(
            orcid("https://orcid.org/0000-0002-1825-009x").as_deref(),
            Some("0000-0002-1825-009X")
        );
        for text in
            ["0000000392263686", "orcid:0000-0003-9226-3686", "https://orcid.org/0000000392263686"]
        {
            assert_eq!(orcid(text).as_deref(), Some("0000-0003-9226-3686"), "{text}");
        }
        assert_eq!(ror("https://ror.org/03VEK6S52").as_deref(), Some("03vek6s52"));
        assert_eq!(issn("2167-835x").as_deref(), Some("2167-835X"));
    }

    #[test]
    fn what_has_another_shape_is_none() {
        for text in ["", "10.", "10./x", "10.x/y", "see 10.1/ab", "ä10.1/x"] {
            assert_eq!(doi(text), None, "{text}");
        }
        for text in [
            "0000-0002-1825",
            "0000-0002-1825-009",
            "0000-0002-18250-097",
            "00000002182500977",
            "000000021825009X7",
            "0000_0002_1825_0097",
            "https://example.org/0000-0002-1825-0097",
            "00000-002-1825-0097",
        ] {
            assert_eq!(orcid(text), None, "{text}");
        }
        assert_eq!(orcid("ü000-0002-1825-0097"), None);
        assert_eq!(ror("12345"), None);
        assert_eq!(issn("2167835"), None);
    }
}
